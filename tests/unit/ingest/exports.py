"""Writes exports with the headers of help desks, every column filled with invented values."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.ingest.tables.vendors import load_vendors
from supportlens.ingest.values.word_forms import fold_words
from tests.unit.ingest.logs import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from supportlens.ingest.tables.vendors import Vendor

_PEOPLE = ("Ana Ruiz", "Luis Mora", "Eva Soto", "Iván Paz", "Sara Gil", "Hugo Rey", "Olga Vera")

VALUES: dict[Field, Callable[[int], str]] = {
    Field.TICKET_ID: lambda n: f"{1000 + n}",
    Field.CREATED_AT: lambda n: f"2026-03-{1 + n % 28:02d} 08:{n % 60:02d}",
    Field.RESOLVED_AT: lambda n: f"2026-04-{1 + n % 28:02d} 17:{n % 60:02d}" if n % 5 else "",
    Field.SUBJECT: lambda n: f"{TEXTS[n % 4][:24]} {n}",
    Field.DESCRIPTION: lambda n: f"{TEXTS[n % 4]} y sigue igual que ayer {n}",
    Field.RESOLUTION: lambda n: f"Se le explicó la nueva ruta del menú {n}",
    Field.REQUESTER: lambda n: _PEOPLE[n * 5 % 7],
    Field.PRODUCT: lambda n: ("Atlas", "Portal", "Caja")[n % 3],
    Field.VERSION: lambda n: f"5.{n % 3}.1",
    Field.AGENT: lambda n: _PEOPLE[n % 3],
    Field.PRIORITY: lambda n: ("High", "Low", "Medium")[n % 3],
    Field.STATUS: lambda n: ("Open", "Closed", "Pending")[n % 3],
    Field.SATISFACTION: lambda n: str(1 + n % 5) if n % 3 else "",
    Field.REOPENED: lambda n: str(n % 2),
    Field.MINUTES: lambda n: str(5 + n),
}
"""Values of the fields that have values of their own; all others hold a few names."""

_OTHERS: tuple[tuple[tuple[str, ...], Callable[[int], str]], ...] = (
    ((" id", "id ", " ids"), lambda n: str(90_000 + n * 37 % 11)),
    (("minut", " min", "count", "time in", "votes", "votos", "duration", "hrs"), lambda n: str(n * 3 % 50)),
    (("email", "correo"), lambda n: f"persona{n % 7}@example.org"),
    (
        ("date", "fecha", "data ", " at", "time", "hora", "created", "updated"),
        lambda n: f"2026-05-{1 + n % 28:02d}",
    ),
    (("description", "descripcion", "opis"), lambda _: "Un proyecto inventado para probar la carga"),
)


def value_of(header: str, field: Field | None) -> Callable[[int], str]:
    """Choose what to write below a header: values of its field, or what its words suggest."""
    if field is not None:
        return VALUES.get(field, lambda n: f"Valor {n % 4}")
    folded = f" {fold_words(header)} "
    return next(
        (values for words, values in _OTHERS if any(word in folded for word in words)),
        lambda n: ("Uno", "Dos", "", "Tres")[n % 4],
    )


def write(path: Path, headers: Sequence[str], meant: dict[str, Field], count: int = 60) -> Path:
    """Write an export of `count` tickets whose columns `meant` say what they hold."""
    # Of a header that is written twice (Jira) the first column holds the values.
    first = {header: at for at, header in reversed(list(enumerate(headers)))}
    writers = [
        value_of(header, meant.get(header) if first[header] == at else None)
        for at, header in enumerate(headers)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(headers)
        table.writerows([writer(n) for writer in writers] for n in range(count))
    return path


def by_the_rules() -> Iterator[tuple[str, Vendor, list[str], dict[str, Field]]]:
    """Return an export for every sign of every vendor whose texts the rules know.

    That is its name, its vendor, its headers and what they mean.
    """
    for number, vendor in enumerate(load_vendors()):
        if not {Field.SUBJECT, Field.DESCRIPTION} & vendor.fields.keys():
            continue
        for at, sign in enumerate(vendor.signs):
            meant: dict[str, Field] = {}
            for field, ranks in vendor.fields.items():
                ranked = sorted(ranks, key=ranks.__getitem__)
                chosen = [word for word in ranked if word in sign.headers] or ranked
                if free := [word for word in chosen if word not in meant]:
                    meant[free[0]] = field
            headers = list(dict.fromkeys([*sorted(sign.headers), *meant]))
            random.Random(number * 100 + at).shuffle(headers)
            yield f"{vendor.name} {number}.{at} {sign.language}", vendor, headers, meant
