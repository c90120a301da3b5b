"""Writes clean tables polluted in one way at a time, each with the table that was meant.

After the categories of Vitagliano et al., "Pollock: a data loading benchmark" (VLDB 2023); tables,
texts and the exact pollutions are this project's own.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Rows = list[list[str]]


@dataclass(frozen=True)
class Polluted:
    """A file that went wrong in one way; `meant` has the header first."""

    category: str
    name: str
    data: bytes
    meant: Rows
    headless: bool = False


def _shop(count: int = 40) -> Rows:
    things = ["Toaster, steel", "Kettle 1.7 l", "Lamp (desk)", 'Screen 24" flat', "Chair"]
    return [
        ["Date", "Time", "Qty", "Product id", "Price", "Type", "Description", "Page", "Remarks"],
        *(
            [
                f"{n % 28 + 1:02}/{n % 12 + 1:02}/2025", f"{8 + n % 12:02}:{n * 7 % 60:02}:00",
                str(1 + n * 5 % 40), f"B-{200 + n}", f"$ {n * 13 % 90 + 3}.{n % 10}0",
                ("Home", "Office")[n % 2], things[n % 5],
                f"https://shop.example/{n}", "" if n % 3 else "Ask for the invoice, please",
            ]
            for n in range(count)
        ),
    ]  # fmt: skip


def _desk(count: int = 30) -> Rows:
    texts = ["No encuentro el menú, ¿dónde está?", "Se cierra sola; pasó dos veces", "Olvidé la contraseña",
             "La impresora dice «error 5», no imprime"]  # fmt: skip
    return [
        ["Folio", "Fecha de apertura", "Asunto", "Descripción", "Aplicación", "Horas"],
        *(
            [f"T-{1000 + n}", f"2026-03-{n % 28 + 1:02} 09:{n % 60:02}", texts[n % 4][:12].strip(" ,;"),
             f"{texts[n % 4]} (equipo {n})", ("Atlas", "Portal", "Nómina")[n % 3], f"{n % 9},{n % 10}5"]
            for n in range(count)
        ),
    ]  # fmt: skip


def _survey(count: int = 60) -> Rows:
    return [
        ["respondent", "age", "city", "satisfaction", "score", "weight"],
        *(
            [str(n + 1), str(18 + n * 7 % 60), ("Lima", "Quito", "Montería", "La Paz")[n % 4],
             ("low", "middle", "high")[n * 5 % 3], f"{n * 37 % 100 / 10}", f"{0.5 + n % 7 / 8:.3f}"]
            for n in range(count)
        ),
    ]  # fmt: skip


def _people(count: int = 25) -> Rows:
    first, last = ["Ana", "Luis", "Marta", "Iván", "Zoe"], ["Peña", "Soto", "Ruiz", "Vidal"]
    return [
        ["Name", "Department", "Town", "Telephone", "Since"],
        *(
            [f"{first[n % 5]} {last[n % 4]}", ("Sales", "Support", "Stores")[n % 3],
             ("Cádiz", "Rosario")[n % 2], f"+54 11 4{n:03}-{n * 31 % 10000:04}",
             f"{n % 28 + 1} Mar {2001 + n % 20}"]
            for n in range(count)
        ),
    ]  # fmt: skip


TABLES: dict[str, Callable[[], Rows]] = {"shop": _shop, "desk": _desk, "survey": _survey, "people": _people}


def written(rows: Rows, delimiter: str = ",", quote: str = '"', end: str = "\r\n", escape: str = "") -> str:
    """Write rows, quoting what needs it, with a delimiter of any length."""
    lines = (delimiter.join(_cell(cell, delimiter, quote, escape) for cell in row) for row in rows)
    return "".join(line + end for line in lines)


def _cell(cell: str, delimiter: str, quote: str, escape: str) -> str:
    if not any(mark in cell for mark in (delimiter.strip() or delimiter, quote, "\n", "\r")):
        return cell
    return quote + cell.replace(quote, (escape or quote) + quote) + quote


def polluted() -> Iterator[Polluted]:
    """Return every table in every pollution."""
    for name, table in TABLES.items():
        rows = table()
        for category, make in CATEGORIES.items():
            for variant, text, meant in make(rows):
                data = text if isinstance(text, bytes) else text.encode()
                yield Polluted(category, f"{name}, {variant}", data, meant, category == "no header")


Derived = "Iterator[tuple[str, str | bytes, Rows]]"


def _record_delimiters(rows: Rows) -> Derived:
    for end in ("\n", "\r", "\r\n"):
        yield repr(end), written(rows, end=end), rows
    lines = written(rows, end="\n").splitlines()
    yield "mixed", "".join(line + ("\n", "\r\n", "\r")[n % 3] for n, line in enumerate(lines)), rows
    yield "one CR", "\n".join(lines[:5]) + "\r" + "\n".join(lines[5:]) + "\n", rows


def _field_delimiters(rows: Rows) -> Derived:
    for delimiter in (",", ";", ", ", "\t", "|", " ", "^", "~", "||", "::", " | ", "#", ":", "; "):
        yield repr(delimiter), written(rows, delimiter), rows


def _quotes(rows: Rows) -> Derived:
    yield "single", written(rows, quote="'"), rows
    for quote in "\"'":
        for delimiter in ",;":
            yield f"all {quote} {delimiter}", _all_quoted(rows, quote, delimiter), rows


def _all_quoted(rows: Rows, quote: str = '"', delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, quotechar=quote, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def _escapes(rows: Rows) -> Derived:
    said = [rows[0], *([*row[:-1], f'said "{row[2]}", twice'] for row in rows[1:])]
    yield "doubled", written(said), said
    yield "backslash", written(said, escape="\\"), said
    yield "NUL", written(said, escape="\0"), said


def _extra_quotes(rows: Rows) -> Derived:
    for at in (0, 4, len(rows) - 1):
        for column in (0, 2, len(rows[0]) - 1):
            lines = _all_quoted(rows).splitlines()
            cells = [f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in rows[at]]
            for kind, cell in (("inside", f'"{rows[at][column][:2]}"{rows[at][column][2:]}"'),
                               ("before", f'""{rows[at][column]}"')):  # fmt: skip
                if '"' in rows[at][column] or not rows[at][column]:
                    continue
                changed = [*cells[:column], cell, *cells[column + 1 :]]
                meant = [list(row) for row in rows]
                meant[at][column] = cell[1:-1]
                text = "\r\n".join([*lines[:at], ",".join(changed), *lines[at + 1 :]]) + "\r\n"
                yield f"{kind} {at} {column}", text, meant


def _missing_quotes(rows: Rows) -> Derived:
    for at in (1, 4, len(rows) - 1):
        for column in (0, 2, len(rows[0]) - 2):
            lines = _all_quoted(rows).splitlines()
            value = rows[at][column]
            if '"' in value or "," in value:
                continue
            for kind, cell in (("opening", f'{value}"'), ("closing", f'"{value}')):
                cells = [f'"{one.replace(chr(34), chr(34) * 2)}"' for one in rows[at]]
                meant = [list(row) for row in rows]
                meant[at][column] = cell
                changed = ",".join([*cells[:column], cell, *cells[column + 1 :]])
                text = "\r\n".join([*lines[:at], changed, *lines[at + 1 :]]) + "\r\n"
                yield f"{kind} {at} {column}", text, meant


def _missing_separators(rows: Rows) -> Derived:
    for at in (2, len(rows) - 1):
        for column in (0, 2):
            merged = rows[at][column] + rows[at][column + 1]
            changed = [*rows[at][:column], merged, *rows[at][column + 2 :]]
            meant = [*rows[:at], [*changed, ""], *rows[at + 1 :]]
            yield f"{at} {column}", written([*rows[:at], changed, *rows[at + 1 :]]), meant


def _surplus_separators(rows: Rows) -> Derived:
    for at in (0, 1, 5, len(rows) - 1):
        for column in (0, 1, 3, len(rows[0])):
            changed = [*rows[at][:column], "", *rows[at][column:]]
            yield f"{at} {column}", written([*rows[:at], changed, *rows[at + 1 :]]), rows


def _odd_rows(rows: Rows) -> Derived:
    for at in (1, 6):
        for delimiter in (";", "\t", ", "):
            odd = written([rows[at]], delimiter)
            text = written(rows[:at]) + odd + written(rows[at + 1 :])
            yield f"delimiter {at} {delimiter!r}", text, rows
        text = written(rows[:at]) + _all_quoted([rows[at]], "'") + written(rows[at + 1 :])
        yield f"quotes {at}", text, rows


def _preambles(rows: Rows) -> Derived:
    text = written(rows)
    yield "one line", "Export of the desk\r\n" + text, rows
    yield "lines and a blank", "Report\r\nPeriod: March 2026\r\nMade by: Ana, Support\r\n\r\n" + text, rows
    yield "padded", f"Report{',' * (len(rows[0]) - 1)}\r\nMarch{',' * (len(rows[0]) - 1)}\r\n" + text, rows
    yield "comment", "# made on 2026-03-01\r\n# by the desk\r\n" + text, rows


def _footers(rows: Rows) -> Derived:
    yield "one line", written(rows) + "End of the report\r\n", rows
    yield "blank, total", written(rows) + f"\r\nTotal: {len(rows) - 1} records\r\n", rows
    yield "padded", written(rows) + f"Total{',' * (len(rows[0]) - 2)},{len(rows)}\r\n", rows


def _no_header(rows: Rows) -> Derived:
    for delimiter in (",", ";", "\t"):
        yield repr(delimiter), written(rows[1:], delimiter), rows[1:]
    yield "three rows", written(rows[1:4]), rows[1:4]


def _long_headers(rows: Rows) -> Derived:
    second = ["(" + cell.lower()[:4] + ")" for cell in rows[0]]
    joined = [f"{one} {two}" for one, two in zip(rows[0], second, strict=True)]
    yield "two rows", written([rows[0], second, *rows[1:]]), [joined, *rows[1:]]
    third = ["part" for _ in rows[0]]
    joined = [f"{one} {two}" for one, two in zip(joined, third, strict=True)]
    yield "three rows", written([rows[0], second, third, *rows[1:]]), [joined, *rows[1:]]


def _repeated_names(rows: Rows) -> Derived:
    header = [*rows[0][:2], rows[0][1], *rows[0][3:]]
    yield "twice", written([header, *rows[1:]]), [header, *rows[1:]]


def _two_tables(rows: Rows) -> Derived:
    for name, other in TABLES.items():
        second = other()[:12]
        if second[0] == rows[0]:
            continue
        yield f"blank, {name}", written(rows) + "\r\n" + written(second), rows
        yield f"touching, {name}", written(rows) + written(second), rows
    same = [[f"{cell} b" for cell in rows[0]], *rows[1:9]]
    yield "same width", written(rows) + "\r\n" + written(same), rows


def _line_habits(rows: Rows) -> Derived:
    text = written(rows)
    yield "no last end", text.rstrip("\r\n"), rows
    yield "two last ends", text + "\r\n", rows
    yield "many last ends", text + "\r\n" * 5, rows
    yield "trailing delimiters", text.replace("\r\n", ",\r\n"), rows
    yield "blank lines", text.replace("\r\n", "\r\n\r\n"), rows
    lines = text.splitlines(keepends=True)
    yield "a blank line", "".join([*lines[:4], "\r\n", *lines[4:]]), rows


def _encodings(rows: Rows) -> Derived:
    text = written(rows)
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252", "mac-roman"):
        meant = text.encode(encoding, "replace").decode(encoding).removeprefix("\ufeff")
        yield encoding, text.encode(encoding, "replace"), list(csv.reader(io.StringIO(meant, newline="")))
    data = text.encode()
    yield "NULs", data[:200] + b"\0\0" + data[200:], rows


def _sizes(rows: Rows) -> Derived:
    yield "empty", "", []
    yield "header only", written(rows[:1]), rows[:1]
    yield "one row", written(rows[:2]), rows[:2]
    yield "two rows", written(rows[:3]), rows[:3]
    yield "one column", written([[row[2]] for row in rows]), [[row[2]] for row in rows]
    wide = [[f"{cell}{n}" for n in range(60) for cell in rows[0]], *(row * 60 for row in rows[1:])]
    yield "wide", written(wide), wide
    long = [rows[0], *([*row[:-1], f"{row[-1]} word" * 4000] for row in rows[1:4]), *rows[4:]]
    yield "long cells", written(long), long
    lined = [rows[0], *([*row[:-1], f"first\nsecond, {row[0]}\n\nlast"] for row in rows[1:])]
    yield "embedded newlines", written(lined), lined


def _grouped_headers(rows: Rows) -> Derived:
    width = len(rows[0])
    groups = ["Case" if at == 0 else "Detail" if at == width // 2 else "" for at in range(width)]
    units = ["" if at % 3 else f"({cell.lower()[:3]})" for at, cell in enumerate(rows[0])]
    full = [("Case", "Detail")[at >= width // 2] for at in range(width)]
    for name, head in (
        ("groups above", [groups, rows[0]]),
        ("groups repeated", [full, rows[0]]),
        ("units below", [rows[0], units]),
        ("groups and units", [groups, rows[0], units]),
    ):
        joined = [" ".join(filter(None, cells)) for cells in zip(*head, strict=True)]
        yield name, written([*head, *rows[1:]]), [joined, *rows[1:]]
        text = "Report of the desk\r\n\r\n" + written([*head, *rows[1:]], ";")
        yield f"{name}, title", text, [joined, *rows[1:]]
    texts = [[row[at] for at in (0, 6 % width, 2)] for row in rows]
    second = [f"[{cell[:4].lower()}]" for cell in texts[0]]
    joined = [f"{one} {two}" for one, two in zip(texts[0], second, strict=True)]
    yield "few columns", written([texts[0], second, *texts[1:]]), [joined, *texts[1:]]


def _largest_tables(rows: Rows) -> Derived:
    for name, other in TABLES.items():
        first = other()[:7]
        if first[0] == rows[0]:
            continue
        yield f"above, blank, {name}", written(first) + "\r\n" + written(rows), rows
        yield f"above, touching, {name}", written(first) + written(rows), rows
        titled = "Summary\r\n" + written(first) + "\r\nDetail\r\n" + written(rows)
        yield f"titled, {name}", titled, rows
        three = written(first) + "\r\n" + written(rows) + "\r\n\r\n" + written(first[:4])
        yield f"between, {name}", three, rows
    totals = [["Branch", "Tickets"], ["North", "12"], ["South", "9"], ["West", "31"]]
    yield "counts above", written(totals) + "\r\n" + written(rows), rows
    yield "counts below", written(rows) + "\r\n" + written(totals), rows
    same = [[f"{cell} b" for cell in rows[0]], *rows[1:6]]
    yield "same width above", written(same) + "\r\n" + written(rows), rows


def _blanks(rows: Rows) -> Derived:
    yield "quoted", _all_quoted(rows, delimiter=" "), rows
    yield "single quotes", _all_quoted(rows, "'", " "), rows
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=" ", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    plain = [
        [int(cell) if cell.isdecimal() and not cell.startswith("0") else cell for cell in row] for row in rows
    ]
    writer.writerows(plain)
    yield "texts quoted", out.getvalue(), rows
    yield "escaped", written([rows[0], *rows[1:]], " ", escape="\\"), rows
    named = "\n".join(
        " ".join(f'"{cell.replace(chr(34), chr(92) + chr(34))}"' for cell in row)
        for row in [rows[0], *([str(n), *row] for n, row in enumerate(rows[1:], start=1))]
    )
    meant = [["", *rows[0]], *([str(n), *row] for n, row in enumerate(rows[1:], start=1))]
    yield "names of rows", named + "\n", meant
    yield "title", "Export of the desk\n" + _all_quoted(rows, delimiter=" "), rows


def _key_preambles(rows: Rows) -> Derived:
    few = "#TITLE: Export of the desk\n#DATE: 2026-03-01\n#SOURCE: desk, branch 3; shop\n"
    many = "".join(f"#KEY{n}: value {n}, part {n}\n" for n in range(30))
    yield "few", few + written(rows, end="\n"), rows
    yield "many", many + written(rows, end="\n"), rows
    yield "many, few rows", many + written(rows[:8], end="\n"), rows[:8]
    yield "many, semicolon", many + written(rows, ";", end="\n"), rows
    yield "many, tab", many + written(rows, "\t", end="\n"), rows
    for mark in ("%", "//", "; ", "! "):
        yield f"{mark}", few.replace("#", mark) + written(rows, end="\n"), rows
    yield "spaced", few.replace("#", "# ").replace(": ", " : ") + "#\n" + written(rows, end="\n"), rows
    yield "quoted", few + _all_quoted(rows), rows
    bare = "TITLE: Export of the desk\nDATE: 2026-03-01\nSOURCE: desk, branch 3\n"
    yield "bare", bare + written(rows, end="\n"), rows
    yield "cells", "Title,Export\nDate,2026-03-01\nSource,desk\n\n" + written(rows, end="\n"), rows


def _single_quotes(rows: Rows) -> Derived:
    said = [rows[0], *([*row[:-1], f"it's {row[2]}, isn't it"] for row in rows[1:])]
    for delimiter in (",", ";", "\t", "|"):
        yield f"all {delimiter!r}", _all_quoted(said, "'", delimiter), said
        yield f"needed {delimiter!r}", written(said, delimiter, "'"), said
    yield "backslash", written(said, quote="'", escape="\\"), said
    lined = [rows[0], *([*row[:-1], f"first\nsecond, {row[0]}\n\nlast"] for row in rows[1:])]
    yield "lines", _all_quoted(lined, "'"), lined
    yield "apostrophes", written(said), said
    yield "spaced", written(said, ", ", "'"), said


CATEGORIES: dict[str, Callable[[Rows], Derived]] = {
    "clean": lambda rows: iter([("", written(rows), rows)]),
    "record delimiters": _record_delimiters,
    "field delimiters": _field_delimiters,
    "quote characters": _quotes,
    "escapes": _escapes,
    "extra quotes": _extra_quotes,
    "missing quotes": _missing_quotes,
    "missing separators": _missing_separators,
    "surplus separators": _surplus_separators,
    "odd rows": _odd_rows,
    "preambles": _preambles,
    "footers": _footers,
    "no header": _no_header,
    "long headers": _long_headers,
    "repeated names": _repeated_names,
    "two tables": _two_tables,
    "grouped headers": _grouped_headers,
    "largest of tables": _largest_tables,
    "blanks": _blanks,
    "key preambles": _key_preambles,
    "single quotes": _single_quotes,
    "line habits": _line_habits,
    "encodings": _encodings,
    "sizes": _sizes,
}
