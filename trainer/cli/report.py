"""The statistics, as lines and as data: plain sums, and a share only where there is enough to share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from trainer.days import date_said, minutes_said
from trainer.i18n import Catalog
from trainer.study.figures import Figures, History, Share

ENOUGH = 30
"""From how many on a percentage is shown: with 30, one answer more or less moves it by 3."""
BAR = 24
"""The length of the longest bar, in characters."""


def as_lines(past: History, reviewed: Mapping[date, int], titles: Mapping[str, str], t: Catalog) -> Iterator[str]:
    """What a person reads. `reviewed` is the answers of the last days, oldest first; `titles` names the decks."""
    if past.first is None:
        yield t("cli.stats_none")
        return
    total = past.total
    yield t(
        "cli.stats_total", n=total.reviews, days=t("cli.stats_days", n=past.days), since=t.say(date_said(past.first))
    )
    yield t("cli.stats_time", time=_time(total.seconds, t))
    yield t("cli.stats_retained", share=_share(total.retained, t))
    yield t("cli.stats_overruled", share=_share(total.overruled, t))
    yield ""
    yield t("cli.stats_by_deck")
    for key, figures in past.decks.items():
        yield f"  {titles.get(key, key)}: {_deck(figures, t)}"
    yield ""
    yield t("cli.stats_chart")
    most = max(reviewed.values(), default=0) or 1
    dates = {day: t.say(date_said(day)) for day in reviewed}
    width = max(map(len, dates.values()), default=0)
    for day, count in reviewed.items():
        bar = "█" * max(round(BAR * count / most), count > 0)
        yield f"  {dates[day]:<{width}}  {count:>4}  {bar}".rstrip()


def _deck(figures: Figures, t: Catalog) -> str:
    said = [t("cli.stats_answers", n=figures.reviews), _time(figures.seconds, t)]
    if figures.retained.of:
        said.append(t("cli.stats_deck_retained", share=_share(figures.retained, t)))
    return ", ".join(said)


def _share(share: Share, t: Catalog) -> str:
    if not share.of:
        return t("cli.share_none")
    if share.of < ENOUGH:
        return t("cli.share_few", hits=share.hits, of=share.of)
    return t("cli.share", percent=round(100 * share.hits / share.of), of=share.of)


def _time(seconds: float, t: Catalog) -> str:
    if seconds < 2 * 3600:
        return t.say(minutes_said(seconds))
    return t("cli.hours", n=round(seconds / 3600))


def as_data(past: History, reviewed: Mapping[date, int]) -> dict[str, object]:
    """What a program reads: seconds, and shares of 0..1 or null."""
    return {
        "first_day": past.first.isoformat() if past.first else None,
        "days": past.days,
        **_figures(past.total),
        "decks": [{"deck": key, **_figures(figures)} for key, figures in past.decks.items()],
        "last_days": {day.isoformat(): count for day, count in reviewed.items()},
    }


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "reviews": figures.reviews,
        "seconds": round(figures.seconds),
        "retention": _number(figures.retained),
        "overrides": _number(figures.overruled),
    }


def _number(share: Share) -> dict[str, object]:
    return {"hits": share.hits, "of": share.of, "share": None if share.value is None else round(share.value, 4)}
