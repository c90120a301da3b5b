"""What is typical of each kind of cause apart from its words."""

from __future__ import annotations

from dataclasses import dataclass

from sample_logs.planted.scenario import Kind


@dataclass(frozen=True, slots=True)
class Traits:
    """How tickets of a kind behave; shares are of all its tickets.

    `people` is the number of different people for each ticket, `minutes` the least and the most
    minutes of handling, `hours` the same for the time until the ticket is closed.
    """

    people: float
    minutes: tuple[int, int]
    hours: tuple[int, int]
    reopened: float
    annoyed: float
    codes: float = 0.0
    one_site: bool = False
    """Whether the cause sits in one site alone."""
    by_phone: bool = False
    """Whether the cause sits in one channel and in no application."""
    new_version: bool = False
    """Whether the change behind it is a new version of the application."""


TRAITS = {
    Kind.KNOWLEDGE_GAP: Traits(0.54, (4, 16), (1, 8), 0.01, 0.46, codes=0.03, new_version=True),
    Kind.DEFECT: Traits(0.5, (25, 120), (20, 150), 0.17, 0.3, new_version=True),
    Kind.ACCESS: Traits(0.6, (5, 20), (1, 10), 0.04, 0.22),
    Kind.CONFIGURATION: Traits(0.45, (15, 60), (3, 30), 0.06, 0.22, one_site=True),
    Kind.DATA: Traits(0.5, (30, 110), (8, 72), 0.08, 0.25),
    Kind.OUTAGE: Traits(0.85, (3, 15), (1, 9), 0.01, 0.35),
    Kind.REQUEST: Traits(0.65, (10, 45), (12, 120), 0.02, 0.05),
    Kind.BILLING: Traits(0.7, (15, 50), (12, 110), 0.07, 0.42),
    Kind.TREATMENT: Traits(0.6, (10, 40), (8, 90), 0.08, 0.72, by_phone=True),
}

ROUTINE = Traits(0.5, (5, 50), (1, 40), 0.04, 0.12)
