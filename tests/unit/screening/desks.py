"""Builds small logs of a desk: people who ask for this and that, and tickets that nobody asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from supportlens.domain import Derived, Field, SourceFile, Tickets

FIRST = datetime(2026, 1, 5, 9, 0)
MATTERS = (
    ("Password of {app} expired", "My password of {app} expired after the holidays, please reset it."),
    ("{app} is slow", "{app} takes minutes to open in the mornings on my computer."),
    ("Printer jams", "The printer on floor {n} jams with every second sheet."),
    ("Access for a colleague", "Please give a new colleague access to {app}, same rights as mine."),
    ("Report is empty", "The report of stock in {app} stays empty since yesterday."),
    ("Invoice with a wrong total", "Invoice {n}4 shows a total that is too high by {n}."),
    ("Mail does not arrive", "I do not get the mails of our supplier since {n} days."),
    ("Laptop battery", "The battery of my laptop lasts {n} minutes."),
)
APPS = ("Orion", "Atlas", "Ledger")


@dataclass(frozen=True)
class Line:
    """One ticket of a small log."""

    sender: str
    subject: str
    text: str
    day: int
    hour: int = 10
    product: str = "Orion"
    category: str = "Incident"


def usual(count: int = 400, days: int = 150) -> list[Line]:
    """Return the tickets of forty people, evenly over the days."""
    lines = []
    for number in range(count):
        subject, text = MATTERS[number % len(MATTERS)]
        values = {"app": APPS[number % 3], "n": number % 9 + 1}
        lines.append(
            Line(
                f"person{number * 7 % 40:02d}",
                subject.format(**values),
                text.format(**values),
                number * days // count,
                8 + number % 9,
                values["app"],
            )
        )
    return lines


def make_tickets(
    lines: list[Line],
    *,
    without: tuple[Field, ...] = (),
    reading: str = "table",
    asked: Field = Field.REQUESTER,
) -> Tickets:
    """Return the tickets of a log, without some of its columns; `asked` is the one that says who asked."""
    frame = pd.DataFrame(
        {
            Field.TICKET_ID.value: [f"T{number}" for number in range(len(lines))],
            Field.CREATED_AT.value: [FIRST + timedelta(days=one.day, hours=one.hour - 9) for one in lines],
            Field.SUBJECT.value: [one.subject for one in lines],
            Field.DESCRIPTION.value: [one.text for one in lines],
            asked.value: [one.sender for one in lines],
            Field.PRODUCT.value: [one.product for one in lines],
            Field.CATEGORY.value: [one.category for one in lines],
        }
    ).drop(columns=[field.value for field in without])
    frame[Derived.SOURCE_FILE], frame[Derived.SOURCE_ROW] = "log.csv", range(2, len(lines) + 2)
    frame[Derived.TEXT] = [f"{one.subject}\n{one.text}" for one in lines]
    frame[Derived.INFORMATIVE] = True
    file = SourceFile("log.csv", "csv", "utf-8", ",", len(lines), reading=reading)
    return Tickets(frame, frame.copy(), (file,))
