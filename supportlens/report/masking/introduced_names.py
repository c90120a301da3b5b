"""Finds names by the words that introduce or sign them: "soy Ana Pérez", "Regards, Tom Baker"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.report.masking.gates import Gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.resources import MaskingWords


class IntroducedNames:
    """Replaces names that a text introduces, greets or signs with, in all languages."""

    def __init__(self, words: MaskingWords) -> None:
        """Compile the patterns from the words of all languages."""
        names = words.names
        self._not_names = names.not_names
        name = rf"[A-Z{names.capitals}][a-z{names.letters}'\N{{RIGHT SINGLE QUOTATION MARK}}-]+"
        joint = rf"[ \t]+(?:(?:{names.joints})[ \t]+)?"
        one = rf"(?P<name>{name})(?!\w)"
        one_to_four = rf"(?P<name>{name}(?:{joint}{name}){{0,3}}(?:[ \t]+[A-Z]\b)?)(?!\w)"
        two_to_four = rf"(?P<name>{name}(?:{joint}{name}){{1,3}})(?!\w)"
        place = rf"(?:{names.place_links})[ \t]+(?i:{names.places})"
        ends_line = r"(?=[ \t]*[.,]?[ \t]*(?:\n|$|[-|/\N{EN DASH}]))"
        called = rf"(?i:\b(?:{names.calls}))\s+{one_to_four}"
        titled = rf"\b(?i:{names.titles})\b\.?[ \t]+{one_to_four}"
        introduced = rf"(?i:\b(?:{names.introductions}|{names.greetings}))[ \t,]+{two_to_four}"
        greeted = rf"(?i:\b(?:{names.greetings}))[ \t]+{one}(?=[ \t]*[,:!])"
        of_a_place = rf"(?i:\b(?:{names.place_leads}))[ \t]+{one}(?=[ \t]*,|[ \t]+{place})"
        signed = rf"(?i:\b(?:{names.closings}))\s*[,.:!-]*\s+{one_to_four}{ends_line}"
        patterns = (called, titled, introduced, greeted, of_a_place, signed)
        compiled = [re.compile(pattern) for pattern in patterns]
        # A gate for all, which most texts do not open, and one each: who opens one rarely opens another.
        self._patterns = tuple((Gate([pattern]), pattern) for pattern in compiled)
        self._given = re.compile(rf"(?:(?i:\b(?:{names.given_names}))[\s,.:]+)+(?P<name>[^\W\d_]{{2,}})")
        self._may_give = Gate([self._given])
        self._gate = Gate(compiled)

    def mask(self, text: str, placeholder: str) -> tuple[str, int]:
        """Replace the names."""
        if not self._gate.opens(text):
            return text, 0
        total = 0
        for gate, pattern in self._patterns:
            if gate.opens(text):
                text, found = _replace_names(pattern, text, placeholder, self._is_name)
                total += found
        return text, total

    def mask_known(self, text: str, placeholder: str, is_known: Callable[[str], bool]) -> tuple[str, int]:
        """Replace single names; `is_known` tells whether a word is the name of somebody in the log."""
        if not self._may_give.opens(text):
            return text, 0
        return _replace_names(
            self._given, text, placeholder, lambda name: name[0].isupper() and is_known(name)
        )

    def _is_name(self, name: str) -> bool:
        return not any(fold(word) in self._not_names for word in name.split() if word[0].isupper())


def _replace_names(
    pattern: re.Pattern[str], text: str, placeholder: str, accept: Callable[[str], bool]
) -> tuple[str, int]:
    found = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal found
        if not accept(match["name"]):
            return match.group()
        found += 1
        start, end = match.span("name")
        return text[match.start() : start] + placeholder + text[end : match.end()]

    return pattern.sub(replace, text), found
