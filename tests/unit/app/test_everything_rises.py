"""A log in which all reasons for calling rise at once: what is said of the time before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from supportlens.app import analyse
from supportlens.app.document.verdict_document import general_rise_document

if TYPE_CHECKING:
    from pathlib import Path

MATTERS = [
    "The printer on floor {n} is jammed",
    "Forgot my password for account {n}",
    "No network in room {n}",
    "Invoice {n} has the wrong address",
    "Need a new headset for desk {n}",
    "The app froze on order {n}",
]
FIRST, RISE = date(2026, 1, 5), date(2026, 3, 2)


def a_log(folder: Path, *, days_between: int) -> Path:
    """Write a log with a ticket every few days before the rise, and four a day since."""
    before = range(0, (RISE - FIRST).days, days_between)
    days = [FIRST + timedelta(days=day) for day in before]
    days += [RISE + timedelta(days=number // 4) for number in range(480)]
    rows = [f"T{n},{day},{MATTERS[n * 5 % 6].format(n=n)}" for n, day in enumerate(days)]
    path = folder / f"every_{days_between}.csv"
    path.write_text("\n".join(["Ticket,Created,Subject", *rows]) + "\n", encoding="utf-8")
    return path


def test_the_tickets_before_the_rise_are_counted_and_tell_whether_the_mix_is_known(tmp_path: Path) -> None:
    for days_between, mix in ((1, "same"), (3, "unknown")):
        study = analyse([a_log(tmp_path, days_between=days_between)])
        general = study.verdict.general
        assert general is not None
        assert general.before == sum(
            day < general.onset.day for day in study.tickets.frame["created_at"].dt.date
        )
        document = general_rise_document(study)
        assert document is not None
        assert document["mix"] == mix
