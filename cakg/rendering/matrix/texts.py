"""Every text of a page, each kept once, in the language of the page and in the other."""

from __future__ import annotations

from collections.abc import Sequence

from cakg.text import visible


class Texts:
    """A list of texts that rows name by their place; signs that would turn the writing round are made visible.

    `whole` has those texts as they are, by their place: a file made of the page holds what the data hold.

    >>> texts = Texts()
    >>> texts.add("Công an xã", "Commune police"), texts.add("NQ 12"), texts.add("Công an xã", "Commune police")
    (0, 1, 0)
    >>> texts.listed
    [['Công an xã', 'Commune police'], 'NQ 12']
    """

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], int] = {}
        self.listed: list[str | list[str]] = []
        self.whole: dict[int, str | list[str]] = {}

    def add(self, own: str, other: str | None = None) -> int:
        """Return the place of a text; without `other` it reads alike in both languages."""
        key = (own, own if other is None else other)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(self.listed)
            shown = visible(key[0]), visible(key[1])
            self.listed.append(_joined(shown))
            if shown != key:
                self.whole[place] = _joined(key)
        return place


def _joined(pair: tuple[str, str]) -> str | list[str]:
    return pair[0] if pair[0] == pair[1] else [*pair]


def paired(own: Sequence[str], other: Sequence[str]) -> list[tuple[str, str]]:
    """Return the lines of one language beside those of the other; where their numbers differ, the own lines for both."""
    return list(zip(own, other if len(own) == len(other) else own, strict=True))
