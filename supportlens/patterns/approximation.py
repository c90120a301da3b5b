"""Rewrites a regular expression of Python for RE2, which searches texts many times faster.

RE2 knows no look-around and no back reference, and its classes of characters are those of ASCII. The
expression written here therefore matches *at least* wherever the given one does: what RE2 does not find,
Python does not find either, and only what RE2 finds has to be searched by Python.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_REPEAT = 1_000
"""The most repetitions that RE2 accepts; more are written as "or more"."""
_ANYTHING = "(?s:.*)"
_NOT_ASCII = r"\x{80}-\x{10FFFF}"
_MEMBERS = {
    "CATEGORY_WORD": r"0-9A-Z_a-z",
    "CATEGORY_NOT_WORD": r"\x{0}-\x{2F}\x{3A}-\x{40}\x{5B}-\x{5E}\x{60}\x{7B}-\x{7F}",
    "CATEGORY_DIGIT": r"0-9",
    "CATEGORY_NOT_DIGIT": r"\x{0}-\x{2F}\x{3A}-\x{7F}",
    "CATEGORY_SPACE": r"\x{9}-\x{D}\x{1C}-\x{20}",
    "CATEGORY_NOT_SPACE": r"\x{0}-\x{8}\x{E}-\x{1B}\x{21}-\x{7F}",
}
"""The ASCII characters of Python's classes. Which others belong to them is not asked: they all may."""
# The standard library's own parser and compiler of regular expressions; they have no public interface.
_parser: Any = import_module("re._parser")
_compiler: Any = import_module("re._compiler")


_TOKEN = re.compile(
    r"""(?P<assertion> \(\?<?[=!] )
    | (?P<opening> \( (?: \?: | \?P<\w+> | (?!\?) ) )
    | (?P<closing> \) )
    | (?P<choice> \| )
    | (?P<repeat> [*+?] [?+]?
        | \{ (?P<fewest> \d{1,3} | (?=,) ) (?P<most> , \d{0,3} )? \} [?+]? )
    | (?P<edge> \\[bBAZ] | [\^$] )
    | (?P<any> \. )
    | (?P<members> \\[wWdDsS] | \[\^?\]? (?: \\. | [^\]\\] )* \] )
    | (?P<escape> \\[nrtf] | \\(?=[!-~])[\W_] )
    | (?P<letters> [^\\()\[\]{}|*+?.^$]+ )""",
    re.VERBOSE | re.DOTALL,
)
"""The parts of plain expressions; what has others, such as flags or back references, is parsed."""


class ParsedPattern:
    """A regular expression, for RE2 and for `re`.

    Parsing takes as long as compiling: it is only done for the expressions that need it. Raises `re.error`
    for an invalid one, at the latest when it is used.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """The expression for `re`."""
        compiled: re.Pattern[str] = _compiler.compile(self._parsed)
        return compiled

    @cached_property
    def _parsed(self) -> Any:
        return _parser.parse(self._pattern)

    def approximate_quickly(self) -> str | None:
        """Return what `approximate` returns, or None for an expression that has to be parsed for that."""
        return _rewrite(self._pattern)

    def approximate(self) -> str:
        """Return an expression of RE2 that matches in every text in which this one matches.

        Assertions (look-around, word boundaries, starts and ends) are left out, and what RE2 does not know
        matches anything.
        """
        return _write(self._parsed, any_case=bool(self._parsed.state.flags & re.IGNORECASE))


def _rewrite(pattern: str) -> str | None:
    """Rewrite a plain expression part by part; None if it is not plain."""
    written: list[str] = []
    asserted = 0  # how deep in an assertion, whose parts are left out
    can_repeat = False
    place = 0
    while place < len(pattern):
        token = _TOKEN.match(pattern, place)
        if token is None:
            return None
        place, kind = token.end(), token.lastgroup
        if kind == "assertion" or (asserted and kind == "opening"):
            asserted += 1
        elif asserted:
            asserted -= kind == "closing"
            can_repeat = False
        elif kind == "repeat":
            if not can_repeat:
                return None
            written.append(_write_repeat(token))
            can_repeat = False
        else:
            written.append(_write_token(kind or "", token[0]))
            can_repeat = kind not in {"opening", "choice", "edge"}
    return "".join(written)


def _write_repeat(token: re.Match[str]) -> str:
    """Write how often something is repeated: greedily, which matches in the same texts."""
    if token["fewest"] is None:
        return token[0][0]
    return f"{{{token['fewest'] or 0}{token['most'] or ''}}}"


def _write_token(kind: str, text: str) -> str:
    match kind:
        case "opening":
            return "(?:"
        case "closing" | "choice" | "escape":
            return text
        case "edge":
            return ""
        case "any":
            return "(?s:.)"
        case "members":
            return _write_members_once(text)
        case _:
            return (
                text if text.isascii() and text.isprintable() else "".join(map(_write_letter, map(ord, text)))
            )


@cache
def _write_members_once(text: str) -> str:
    """Write a class of characters; a few dozen of them stand in all expressions."""
    return _write(_parser.parse(text), any_case=False)


def _write(steps: Iterable[tuple[Any, Any]], *, any_case: bool) -> str:
    return "".join(_write_step(str(operation), argument, any_case=any_case) for operation, argument in steps)


def _write_step(operation: str, argument: Any, *, any_case: bool) -> str:
    match operation:
        case "LITERAL":
            written = _write_any_case(argument) if any_case else _write_letter(argument)
        case "NOT_LITERAL":
            written = f"[^{_write_letter(argument)}]"
        case "IN":
            written = _write_class(argument, any_case=any_case)
        case "BRANCH":
            written = f"(?:{'|'.join(_write(choice, any_case=any_case) for choice in argument[1])})"
        case "SUBPATTERN":
            _, added, _, inner = argument
            written = f"(?:{_write(inner, any_case=any_case or bool(added & re.IGNORECASE))})"
        case "ATOMIC_GROUP":
            written = f"(?:{_write(argument, any_case=any_case)})"
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            fewest, most, inner = argument
            highest = "" if int(most) > MAX_REPEAT else str(int(most))
            written = f"(?:{_write(inner, any_case=any_case)}){{{min(int(fewest), MAX_REPEAT)},{highest}}}"
        case "AT" | "ASSERT" | "ASSERT_NOT":
            written = ""
        case _:
            written = _ANYTHING
    return written


def _write_letter(code: int) -> str:
    return chr(code) if chr(code).isalnum() and code < ord("\x80") else rf"\x{{{code:X}}}"


def _write_any_case(code: int) -> str:
    """Write a letter in both cases; the two libraries differ in which other letters are the same."""
    letter = chr(code)
    if not letter.isascii():
        return "(?s:.)"
    return f"[{letter.lower()}{letter.upper()}{_NOT_ASCII}]" if letter.isalpha() else _write_letter(code)


def _write_class(members: list[tuple[Any, Any]], *, any_case: bool) -> str:
    """Write a class of characters: a negated one excludes only what it excludes for certain."""
    negated = str(members[0][0]) == "NEGATE"
    written = "".join(
        _write_members(str(operation), argument, ascii_alone=negated or any_case)
        for operation, argument in members[negated:]
    )
    if negated:
        return f"[^{written}]"
    # Apart: among all letters is a long s, and its capital, S, would match in nearly every text.
    return f"(?:(?i:[{written}])|[{_NOT_ASCII}])" if any_case else f"[{written}]"


def _write_members(operation: str, argument: Any, *, ascii_alone: bool) -> str:
    if operation == "LITERAL":
        return _write_letter(argument)
    if operation == "RANGE":
        first, last = argument
        return f"{_write_letter(first)}-{_write_letter(last)}"
    return _MEMBERS[str(argument)] + ("" if ascii_alone else _NOT_ASCII)
