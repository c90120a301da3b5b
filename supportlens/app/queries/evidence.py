"""Finds what ties tickets to their causes and symptoms: machine lines and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import CodeRule, LineClaim, Study


def find_line_claims(study: Study, cause_id: str) -> tuple[LineClaim, ...]:
    """Return the machine lines that stand out in a cause, most tickets first."""
    from supportlens.report.content.line_evidence import find_line_claims as found  # noqa: PLC0415 - openpyxl

    return found(study, cause_id)


def find_word_spans(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of the words in `text` that tie it to a symptom recognised by `words`."""
    from supportlens.symptoms import find_word_spans as found  # noqa: PLC0415 - imports SciPy

    return found(text, words) if words else ()


def explain_codes(study: Study, position: int) -> tuple[tuple[str, CodeRule, str], ...]:
    """Return the codes of a ticket that are no default, each with its ground and the words it stands on.

    Of a code that reads like its examples it is the nearest of them.
    """
    if study.coding is None:
        return ()
    from supportlens.domain import Derived, codes_by_id  # noqa: PLC0415 - needed only here
    from supportlens.moments import DEFAULT_RULES, explain_code  # noqa: PLC0415 - imports pandas
    from supportlens.resources import coding_examples  # noqa: PLC0415 - as above

    text = str(study.tickets.frame[Derived.TEXT].iloc[position])
    found = []
    for code in study.coding.codes_of_contact(position):
        rule = study.coding.ground(position, code)
        if rule is not None and rule.id not in DEFAULT_RULES and codes_by_id()[code].dimension.row.shown:
            found.append((code, rule, explain_code(rule, text, coding_examples().get(code, ()))))
    return tuple(found)
