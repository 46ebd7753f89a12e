"""Every key can be found, named and explained."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import trainer.tui
from trainer.i18n import LANGUAGES, Catalog


def widgets() -> Iterator[type[DOMNode]]:
    """The classes of ours that have keys."""
    for module in pkgutil.walk_packages(trainer.tui.__path__, "trainer.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, DOMNode) and thing.__module__ == module.name:
                yield thing


def bindings(widget: type[DOMNode]) -> list[Binding]:
    return [binding for binding in vars(widget).get("BINDINGS", ()) if isinstance(binding, Binding)]


WITH_KEYS = [widget for widget in widgets() if bindings(widget)]


@pytest.mark.parametrize("widget", WITH_KEYS, ids=lambda widget: widget.__name__)
def test_every_key_has_a_name_of_its_own_and_what_it_does_is_explained(widget: type[DOMNode]) -> None:
    found = bindings(widget)
    names = [binding.id for binding in found]
    assert all(names)
    assert len(set(names)) == len(names)
    explained = {binding.description for binding in found if binding.tooltip}
    assert {binding.description for binding in found} <= explained
    for language in LANGUAGES:
        t = Catalog(language)
        for binding in found:
            assert t(binding.description)
            assert not binding.tooltip or t(binding.tooltip)


def test_the_keys_were_found() -> None:
    assert len(WITH_KEYS) >= 9
