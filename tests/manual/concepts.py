"""The table of concepts of the manual, made from ``resources/help/concepts.toml``."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from supportlens.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

HEADS = {
    "en": ("Id", "Concept", "Source", "In the program"),
    "es": ("Id", "Concepto", "Fuente", "En el programa"),
}
SOURCES = {
    "es": {
        "on the first contact and the critical moment": "sobre el primer contacto y el momento crítico",
        "on risk and the seven moments": "sobre el riesgo y los siete momentos",
    }
}
"""The names of sources without an author, in other languages."""
CODE, NEEDS, HERE = (
    {"en": "code", "es": "código"},
    {"en": "would need", "es": "haría falta"},
    {"en": "yes", "es": "sí"},
)


def page_of(language: str) -> Path:
    """Return the page that holds the table."""
    return resource("help", language, "concepts.md")


def make_table(language: str) -> str:
    """Return the table of all concepts in a language."""
    rows = tomllib.loads(resource("help", "concepts.toml").read_text(encoding="utf-8"))["concept"]
    head = HEADS[language]
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    lines += [f"| {' | '.join(_make_cells(row, language))} |" for row in rows]
    return "\n".join(lines) + "\n"


def _make_cells(row: dict[str, Any], language: str) -> tuple[str, ...]:
    sources = [SOURCES.get(language, {}).get(source, source) for source in row["sources"]]
    return (f"`{row['id']}`", row["name"][language], ", ".join(sources), _say_where(row, language))


def _say_where(row: dict[str, Any], language: str) -> str:
    if not row["where"]:
        return f"{NEEDS[language]}: {row['missing'][language]}"
    codes = [place.removeprefix("code:") for place in row["where"] if place.startswith("code:")]
    return f"{CODE[language]} {', '.join(f'`{code}`' for code in codes)}" if codes else HERE[language]


def rewrite(language: str) -> None:
    """Put the table into its page, in place of the former one."""
    page = page_of(language)
    text = page.read_text(encoding="utf-8")
    page.write_text(
        re.sub(r"(?:^\|.*\n)+", lambda _: make_table(language), text, count=1, flags=re.MULTILINE),
        encoding="utf-8",
    )
