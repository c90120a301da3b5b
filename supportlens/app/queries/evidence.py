"""Finds what ties tickets to their causes and symptoms: machine lines and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import LineClaim, Study


def find_line_claims(study: Study, cause_id: str) -> tuple[LineClaim, ...]:
    """Return the machine lines that stand out in a cause, most tickets first."""
    from supportlens.report.content.line_evidence import find_line_claims as found  # noqa: PLC0415 - openpyxl

    return found(study, cause_id)


def find_word_spans(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of the words in `text` that tie it to a symptom recognised by `words`."""
    from supportlens.symptoms import find_word_spans as found  # noqa: PLC0415 - imports SciPy

    return found(text, words) if words else ()
