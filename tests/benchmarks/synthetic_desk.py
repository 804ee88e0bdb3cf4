"""What the writers of a synthetic graph share: random choices, the source in hand, spans of its text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TypeVar

from synthetic_parties import Parties
from synthetic_terms import Writer, number, record, words

from cakg.namespaces import CAKG, OA

FIRST_ISSUE, LAST_ISSUE = date(2016, 1, 1), date(2025, 6, 30)
RECORDED = date(2026, 11, 22)
TIERS = 4
"""Resolutions; directives, schemes and circulars; plans and decisions of the ministry; those of lower units."""

_T = TypeVar("_T")

_MATTERS = (
    ("cơ sở vật chất Công an cấp xã", "the premises of commune-level police"), ("biên chế Công an phường", "the staff of ward police"),
    ("dữ liệu dân cư", "population data"), ("phong trào toàn dân bảo vệ an ninh", "the mass movement for security"),
    ("lực lượng bảo vệ an ninh ở cơ sở", "the grassroots security force"), ("tiêu chí kiểu mẫu", "the model criteria"),
    ("công tác dân vận", "mass mobilisation"), ("trật tự, an toàn giao thông", "traffic order and safety"),
    ("phòng cháy, chữa cháy", "fire prevention"), ("cải cách hành chính", "administrative reform"),
)  # fmt: skip


class Desk:
    """What the writers of sources share: the random numbers, what was written so far, the source in hand."""

    def __init__(self, graph: Writer, random: Random, parties: Parties) -> None:
        self.graph = graph
        self.random = random
        self.parties = parties
        self.instruments: list[list[tuple[str, str]]] = [[] for _ in range(TIERS)]
        """By tier, each instrument with its printed number."""
        self.provisions: list[str] = []
        self.norms: list[str] = []
        """Those of the source in hand."""
        self.today = FIRST_ISSUE
        self.source = self.sha = self.conclusion = ""
        self.position = self._selectors = 0

    def span(self) -> str:
        """Write where some words of the source stand; two spans of a source never coincide."""
        start = self.position + self.between(1, 20)
        end = self.position = start + self.between(20, 120)
        self._selectors += 1
        selector = self.graph.describe(f"_:s{self._selectors}", OA.TextPositionSelector, start=number(start), end=number(end))
        return self.graph.describe(
            record("span", f"{self.sha[:8]}-{start}-{end}"),
            CAKG.TextSpan,
            hasSource=self.source,
            hasSelector=selector,
            line=number(1 + start // 200),
            spanSha256=words(f"{self.random.getrandbits(256):064x}"),
        )

    def any(self, known: Sequence[_T]) -> _T:
        """Return one of them."""
        return known[int(self.random.random() * len(known))]

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, `high` left out."""
        return low + int(self.random.random() * (high - low))

    def chance(self, probability: float) -> bool:
        """Say yes as often as `probability`."""
        return self.random.random() < probability

    def weighted(self, bounds: tuple[float, ...]) -> int:
        """Return the place of the first bound above a random number; `bounds` rise to 1."""
        roll = self.random.random()
        return next(place for place, bound in enumerate(bounds) if roll < bound)

    def matter(self) -> tuple[str, str]:
        """Return a subject of police work in both languages."""
        return self.any(_MATTERS)
