"""How dates, amounts and durations are read: `python -m tests.benchmarks.dates_and_numbers`.

Against dateutil and Babel, which are here, and dateparser, pytimeparse and isodate where they are installed.
"""

from __future__ import annotations

import random
import time
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pandas as pd
from babel.dates import get_month_names, parse_date, parse_time
from babel.numbers import parse_decimal
from dateutil import parser as dateutil_parser

from supportlens.ingest.values.dates import order_of, scan_dates
from supportlens.ingest.values.durations import read_minutes
from supportlens.ingest.values.numbers import read_amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS = 60
EXTRAS = ("dateparser", "pytimeparse", "isodate")


@dataclass(frozen=True)
class Column:
    """Texts as in an export, and their meanings; None means no value."""

    name: str
    language: str
    texts: list[str]
    meant: list[object]
    day_first: bool = True
    """What a reader is told that cannot decide it from the column."""


def main() -> int:
    """Print a table for dates, one for amounts and one for durations."""
    for name in EXTRAS:
        if find_spec(name) is None:
            print(f"{name} is not installed and left out: pip install {name}")
    compare("dates", date_columns(), date_readers())
    compare(
        "amounts", amount_columns(), {"supportlens": our_amounts, "babel, told the locale": babel_amounts}
    )
    compare("durations", duration_columns(), duration_readers())
    return 0


def compare(title: str, columns: Sequence[Column], readers: dict[str, Callable[[Column], list]]) -> None:
    """Print per column and reader the share of cells read rightly, and in brackets that read wrongly."""
    print(f"\n{title:<34}" + "".join(f"{name:>26}" for name in readers))
    totals = {name: [0.0, 0.0, 0.0] for name in readers}
    for column in columns:
        line = f"{column.name:<34}"
        for name, read in readers.items():
            began = time.perf_counter()
            found = read(column)
            totals[name][2] += time.perf_counter() - began
            right = sum(same(a, b) for a, b in zip(found, column.meant, strict=True)) / len(found)
            wrong = sum(a is not None and not same(a, b) for a, b in zip(found, column.meant, strict=True))
            totals[name][0] += right / len(columns)
            totals[name][1] += wrong / len(found) / len(columns)
            line += f"{figures(right, wrong / len(found)):>26}"
        print(line)
    print(f"{'mean':<34}" + "".join(f"{figures(right, wrong):>26}" for right, wrong, _ in totals.values()))
    cells = sum(len(column.texts) for column in columns)
    rates = (f"{1e6 * seconds / cells:.0f} us a cell" for *_, seconds in totals.values())
    print(f"{'time':<34}" + "".join(f"{rate:>26}" for rate in rates))


def figures(right: float, wrong: float) -> str:
    """Return both shares in per cent."""
    return f"{100 * right:.0f} ({100 * wrong:.0f})"


def same(found: object, meant: object) -> bool:
    """Return whether a cell was read as it was meant."""
    if found is None or meant is None or isinstance(found, datetime):
        return found == meant
    return abs(float(found) - float(meant)) < 1e-6  # type: ignore[arg-type] # a number, as it is not a date


# Dates


def date_columns() -> list[Column]:
    """Return columns of moments in the order of time, from a quarter of a year, and one without dates."""
    draw = random.Random(7)
    minutes = sorted(draw.randrange(0, 90 * 24 * 60) for _ in range(ROWS))
    moments = [datetime(2026, 2, 3) + timedelta(minutes=at) for at in minutes]
    early = [moment.replace(day=1 + at * 12 // ROWS, month=5) for at, moment in enumerate(moments)]
    days = [moment.replace(hour=0, minute=0) for moment in moments]

    def column(name: str, form: str, language: str, base: list[datetime], **more: bool) -> Column:
        return Column(name, language, [moment.strftime(form) for moment in base], list(base), **more)

    return [
        column("ISO", "%Y-%m-%d %H:%M", "en", moments),
        column("ISO with an offset", "%Y-%m-%dT%H:%M:00+00:00", "en", moments),
        column("day first, some above 12", "%d/%m/%Y %H:%M", "es", moments),
        column(
            "day first, none above 12", "%d/%m/%Y", "es", [each.replace(hour=0, minute=0) for each in early]
        ),
        column("day first, points, two-digit year", "%d.%m.%y %H.%M", "es", moments),
        column("month first, some above 12", "%m/%d/%Y %I:%M %p", "en", moments, day_first=False),
        column(
            "month first, none above 12",
            "%m/%d/%Y",
            "en",
            [each.replace(hour=0, minute=0) for each in early],
            day_first=False,
        ),
        Column("p. m.", "es", [spanish_clock(moment) for moment in moments], list(moments)),
        *(worded(language, days) for language in ("es", "en", "pt", "fr", "de", "it")),
        Column(
            "4-ago-2026", "es", [f"{m.day:02d}-{SHORT_ES[m.month - 1]}-{m.year}" for m in days], list(days)
        ),
        column("Mar 4, 2026 9:05 PM", "%b %d, %Y %I:%M %p", "en", moments, day_first=False),
        half_converted(days),
        Column("days of Excel", "en", [str((m - datetime(1899, 12, 30)).days) for m in days], list(days)),
        Column(
            "Unix seconds",
            "en",
            [str(int(m.replace(tzinfo=UTC).timestamp())) for m in moments],
            list(moments),
        ),
        Column("no dates", "es", NO_DATES, [None] * len(NO_DATES)),
    ]


SHORT_ES = "ene feb mar abr may jun jul ago sep oct nov dic".split()
NO_DATES = "5.2.1;T-1234;12:30;mañana;no abre desde el lunes;1;2026-13-01;31/02/2026;marzo;10.0.0.1".split(
    ";"
)


def worded(language: str, days: list[datetime]) -> Column:
    """Return dates with the month in words, as Babel names it and the language puts it."""
    names = get_month_names("wide", locale=language)
    form = {
        "es": "{d} de {m} de {y}", "pt": "{d} de {m} de {y}", "en": "{m} {d}, {y}", "de": "{d}. {m} {y}"
    }.get(language, "{d} {m} {y}")  # fmt: skip
    texts = [form.format(d=day.day, m=names[day.month], y=day.year) for day in days]
    return Column(f"month in words, {language}", language, texts, list(days), day_first=language != "en")


def spanish_clock(moment: datetime) -> str:
    """Return a moment as es-MX writes it."""
    half = "a. m." if moment.hour < 12 else "p. m."
    return f"{moment:%d/%m/%Y} {moment.hour % 12 or 12}:{moment:%M} {half}"


def half_converted(days: list[datetime]) -> Column:
    """Return days that an American spreadsheet swapped where it could: 3 May became 5 March."""
    texts = [f"{m.year}-{m.day:02d}-{m.month:02d}" if m.day <= 12 else f"{m:%d/%m/%Y}" for m in days]
    return Column("half converted by a spreadsheet", "es", texts, list(days))


def date_readers() -> dict[str, Callable[[Column], list]]:
    """Return the readers that are installed."""
    readers: dict[str, Callable[[Column], list]] = {
        "supportlens": our_dates,
        "dateutil": lambda column: [with_dateutil(text, day_first=False) for text in column.texts],
        "dateutil, told the order": lambda column: [
            with_dateutil(text, day_first=column.day_first) for text in column.texts
        ],
        "babel, told the locale": babel_dates,
    }
    if find_spec("dateparser"):
        readers["dateparser"] = lambda column: with_dateparser(column, told=False)
        readers["dateparser, told both"] = lambda column: with_dateparser(column, told=True)
    return readers


def our_dates(column: Column) -> list:
    """Read the whole column; the language of the headers is the only hint."""
    dates = scan_dates(pd.Series(column.texts, dtype="str"), numbers=True)
    order = order_of((dates,), day_first=column.language == "es")
    if order is None:
        return [None] * len(column.texts)
    return [None if pd.isna(moment) else moment.to_pydatetime() for moment in dates.moments(order)]


def with_dateutil(text: str, *, day_first: bool) -> datetime | None:
    """Read one text; a date that leaves out the day is completed by today and so read wrongly."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return plain(dateutil_parser.parse(text, dayfirst=day_first))
    except (ValueError, OverflowError):
        return None


def babel_dates(column: Column) -> list:
    """Read the day by the locale's pattern, and the time where a colon shows one."""
    locale = {"es": "es_ES", "en": "en_US" if not column.day_first else "en_GB"}.get(
        column.language, column.language
    )
    return [with_babel(text, locale) for text in column.texts]


def with_babel(text: str, locale: str) -> datetime | None:
    """Read one text."""
    try:
        day = parse_date(text, locale=locale)
        moment = parse_time(text[text.index(":") - 2 :], locale=locale) if ":" in text else None
    except (ValueError, IndexError, AttributeError, TypeError):
        return None
    return datetime(day.year, day.month, day.day) + timedelta(
        hours=moment.hour if moment else 0, minutes=moment.minute if moment else 0
    )


def with_dateparser(column: Column, *, told: bool) -> list:
    """Read each text, with the order and the language if they are given."""
    dateparser = import_module("dateparser")
    more = (
        {"languages": [column.language], "settings": {"DATE_ORDER": "DMY" if column.day_first else "MDY"}}
        if told
        else {}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [plain(dateparser.parse(text, **more)) for text in column.texts]


def plain(moment: datetime | None) -> datetime | None:
    """Return a moment in UTC without a zone."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


# Amounts


def amount_columns() -> list[Column]:
    """Return columns of money as exports of several countries write it."""
    values: list[object] = [1234.5, 12.0, 987654.25, 0.99, 15300.0]
    return [
        Column("1.234,50", "es", ["1.234,50", "12,00", "987.654,25", "0,99", "15.300,00"], values),
        Column("1,234.50", "en", ["1,234.50", "12.00", "987,654.25", "0.99", "15,300.00"], values),
        Column(
            "$ 1.234,50", "es", ["$ 1.234,50", "$ 12,00", "$ 987.654,25", "$ 0,99", "$ 15.300,00"], values
        ),
        Column(
            "US$1,234.50",
            "en",
            ["US$1,234.50", "US$12.00", "US$987,654.25", "US$0.99", "US$15,300.00"],
            values,
        ),
        Column(
            "English headers, decimal commas",
            "en",
            ["1.234,50", "12,00", "987.654,25", "0,99", "15.300,00"],
            values,
        ),
        Column(
            "Spanish headers, decimal points",
            "es",
            ["1,234.50", "12.00", "987,654.25", "0.99", "15,300.00"],
            values,
        ),
    ]


def our_amounts(column: Column) -> list:
    """Read a column without hints."""
    return numbers_of(read_amounts(pd.Series(column.texts, dtype="str")))


def babel_amounts(column: Column) -> list:
    """Read each text by the locale of the column's language, as it cannot be known better."""
    locale = {"es": "es_ES", "en": "en_US"}[column.language]
    return [with_babel_number(text, locale) for text in column.texts]


def with_babel_number(text: str, locale: str) -> float | None:
    """Read one text."""
    try:
        return float(parse_decimal(text, locale=locale))
    except ValueError:
        return None


# Durations


def duration_columns() -> list[Column]:
    """Return durations in minutes, as help desks write them."""
    return [
        Column("hours and minutes", "en", ["00:12", "1:05", "12:30", "100:00"], [12.0, 65.0, 750.0, 6000.0]),
        Column("h:mm:ss", "en", ["0:12:30", "25:00:00", "1:00:06"], [12.5, 1500.0, 60.1]),
        Column(
            "English words",
            "en",
            ["12 min", "1h 05m", "2 hours 30 minutes", "90s", "1 day 2 hours"],
            [12.0, 65.0, 150.0, 1.5, 1560.0],
        ),
        Column(
            "Spanish words",
            "es",
            ["12 minutos", "1 h, 5 min", "2 horas y 30 minutos", "1,5 horas", "1 día 2 horas"],
            [12.0, 65.0, 150.0, 90.0, 1560.0],
        ),
        Column("ISO 8601", "en", ["PT1H30M", "PT45M", "P1DT2H", "PT90S"], [90.0, 45.0, 1560.0, 1.5]),
        Column("no durations", "es", ["mucho", "12 perros", "", "T-100"], [None] * 4),
    ]


def duration_readers() -> dict[str, Callable[[Column], list]]:
    """Return the readers that are installed."""
    readers: dict[str, Callable[[Column], list]] = {
        "supportlens": lambda column: numbers_of(read_minutes(pd.Series(column.texts, dtype="str")))
    }
    if find_spec("pytimeparse"):
        readers["pytimeparse"] = lambda column: [with_pytimeparse(text) for text in column.texts]
    if find_spec("isodate"):
        readers["isodate"] = lambda column: [with_isodate(text) for text in column.texts]
    return readers


def with_pytimeparse(text: str) -> float | None:
    """Read one text; two numbers are hours and minutes, as with us."""
    seconds = import_module("pytimeparse").parse(text, granularity="minutes")
    return None if seconds is None else seconds / 60


def with_isodate(text: str) -> float | None:
    """Read one text."""
    isodate = import_module("isodate")
    try:
        return isodate.parse_duration(text).total_seconds() / 60
    except (isodate.ISO8601Error, ValueError, TypeError):
        return None


def numbers_of(values: pd.Series) -> list:
    """Return numbers, None for none."""
    return [None if pd.isna(value) else float(value) for value in values]


if __name__ == "__main__":
    raise SystemExit(main())
