"""Bijeenkomsten: waar je klaar voor wilt zijn."""

MESSAGES: dict[str, str | tuple[str, str]] = {
    "none_coming": "Er staat niets in je agenda. Zet er iets in met trainer event add.",
    "unknown": "Een bijeenkomst {name} ken ik niet. In je agenda staan: {known}.",
}
