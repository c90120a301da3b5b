"""Small logs by hand: symptoms with a place, a kind and a course in time, as `find_causes` takes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from supportlens.causes.places.field_columns import FieldColumn
from supportlens.causes.rising.candidates import CauseCandidate
from supportlens.causes.rising.finding import find_causes
from supportlens.causes.rising.usual_mix import UsualValue
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.timeline import LogTimeline
from supportlens.domain import Grouping, Name, Symptom

FIRST = date(2026, 1, 1)
DAYS = 240
ROUTINE = tuple(f"routine {n}" for n in range(12))


@dataclass
class Planted:
    """Tickets as rows of (symptom, product, kind, day); drawn from one seed."""

    seed: int = 1
    rows: list[tuple[str, str, str, int]] = field(default_factory=list)
    thinned: bool = False

    def __post_init__(self) -> None:
        self._draw = np.random.default_rng(self.seed)

    def routine(self, tickets: int = 900, growth: float = 0.0) -> Planted:
        """Add everyday traffic about everything, spread over five applications."""
        chance = 1.0 + growth * np.arange(DAYS) / DAYS
        for day in self._draw.choice(DAYS, tickets, p=chance / chance.sum()):
            symptom = ROUTINE[self._draw.integers(len(ROUTINE))]
            product = ("Atlas", "CRM", "Mail", "VPN", "ERP")[self._draw.integers(5)]
            self.rows.append((symptom, product, "", int(day)))
        return self

    def rising(
        self, product: str, kind: str, symptoms: int, each: int, since: int, until: int = DAYS
    ) -> Planted:
        """Add symptoms of one product and kind that are asked about from one day on."""
        for number in range(symptoms):
            days = [since, *self._draw.integers(since, until, each - 1)]
            name = f"{product} {kind} {since} {number}"
            self.rows += [(name, product, kind, int(day)) for day in days]
        return self

    def moved_to_a_new_build(self, day: int) -> None:
        """Move everybody to another build from a day on, in the place of the applications."""
        self.rows = [
            (symptom, f"build {89 if when >= day else 88}", kind, when)
            for symptom, _, kind, when in self.rows
        ]

    def in_words_of(self, kind: str, share: float) -> Planted:
        """Put a share of the tickets so far in words of one kind."""
        self.rows = [
            (symptom, product, kind if self._draw.random() < share else spoken, day)
            for symptom, product, spoken, day in self.rows
        ]
        return self

    def left_over(self, days: float) -> Planted:
        """Leave what is still open of matters that take some days on average; one ticket in twenty stays."""
        self.rows = [
            row for row in self.rows if self._draw.random() < 0.05 + 0.95 * np.exp((row[3] + 1 - DAYS) / days)
        ]
        self.thinned = True
        return self

    def new_application(self, product: str, tickets: int, since: int, kind: str) -> Planted:
        """Add everyday traffic of a new application from one day on, half of it in words of one kind."""
        for day in self._draw.integers(since, DAYS, tickets):
            symptom = ROUTINE[self._draw.integers(len(ROUTINE))]
            self.rows.append((symptom, product, kind if self._draw.random() < 0.5 else "", int(day)))
        return self

    def gathered(self, usual: str = "", alike: str = "") -> list[CauseCandidate]:
        """Gather the causes of the log; the product `usual` is known to bring more of the same.

        So are the tickets of the product `alike`, whose field the search does not see.
        """
        symptoms, labels = _coded([row[0] for row in self.rows])
        products, codes = _coded([row[1] for row in self.rows])
        kinds = np.array([row[2] for row in self.rows])
        self.names = symptoms
        kind_masks = tuple(kinds == kind for kind in sorted(set(kinds) - {""}))
        days = np.array([row[3] for row in self.rows])
        timeline = LogTimeline(FIRST, days, DAYS, left_over=self.thinned)
        grouping = Grouping(
            labels,
            np.ones(len(labels)),
            np.full(len(labels), -1),
            (None,) * len(labels),
            tuple(Symptom(f"S{n}", Name(es=name, en=name), 1, None, ()) for n, name in enumerate(symptoms)),
            0,
            0,
        )
        column = FieldColumn("product", codes, products)
        same = column.mask(products.index(alike)) if alike else None
        columns = () if alike else (column,)
        known = []
        if usual:
            members = column.mask(products.index(usual))
            rise = find_rise(timeline.count_daily(members), timeline.count_daily(labels >= 0))
            assert rise is not None
            known = [UsualValue(column, products.index(usual), members, rise, is_new=True)]
        return find_causes(timeline, grouping, columns, kind_masks, lambda _: None, usual=known, alike=same)

    def rising_causes(self, usual: str = "", alike: str = "") -> list[tuple[set[str], int, int]]:
        """Return each rising cause as its symptoms' names, its day and its tickets."""
        return [
            ({self.names[symptom] for symptom in cause.symptoms}, cause.rise.day, int(cause.members.sum()))
            for cause in self.gathered(usual, alike)
            if cause.rise is not None
        ]


def _coded(values: list[str]) -> tuple[tuple[str, ...], np.ndarray]:
    labels = tuple(sorted(set(values)))
    return labels, np.array([labels.index(value) for value in values])
