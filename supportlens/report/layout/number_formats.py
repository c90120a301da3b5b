"""How Excel writes dates and percentages as the language of the report does, whatever the computer prefers.

The formats that follow the reader's country write 2 June as 6/2/2026 in one and 02/06/2026 in another.
"""

from __future__ import annotations

import locale as system_locales
import re
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import match_skeleton

from supportlens.report.layout.styles import DAY, MOMENT, PERCENT, PERCENT_1, SHORT_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supportlens.i18n import Words

_SKELETONS = {DAY: "yMMMd", MOMENT: "yMMMd", SHORT_DAY: "MMMd"}
"""Babel's name of each date format."""
_CLOCK = {MOMENT: " hh:mm"}
_PARTS = re.compile(r"'([^']*)'|(M+|d+|y+)")


def find_formats(words: Words) -> dict[str, str]:
    """Return Excel's number format for each of the program's formats that a language writes in its way."""
    number = _find_number(words.locale)
    skeletons: Mapping[str, object] = Locale.parse(words.locale).datetime_skeletons
    space = words.percent(0)[1:-1]
    found = {own: own.replace("%", f'"{space}"%' if space else "%") for own in (PERCENT, PERCENT_1)}
    for own, skeleton in _SKELETONS.items():
        pattern = str(skeletons[match_skeleton(skeleton, skeletons) or skeleton])
        written = _PARTS.sub(_translate, pattern) + _CLOCK.get(own, "")
        found[own] = f"[$-{number:X}]{written}" if number else written
    return found


def _translate(part: re.Match[str]) -> str:
    """Return a part of a pattern of CLDR as Excel writes it."""
    quoted, letters = part.groups()
    if letters is None:
        return f'"{quoted}"'
    return "yyyy" if letters[0] == "y" else letters.lower()


def _find_number(locale: str) -> int:
    """Return the number of a locale in Windows, by which Excel names the language of a format; 0 if none."""
    numbers = {name: number for number, name in sorted(system_locales.windows_locale.items())}
    language = locale.split("_", maxsplit=1)[0]
    usual = (locale, f"{language}_{language.upper()}")
    others = (name for name in sorted(numbers) if name.startswith(f"{language}_"))
    return next((numbers[name] for name in (*usual, *others) if name in numbers), 0)
