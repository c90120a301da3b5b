"""What is shown in a meeting: the findings and a few quotes of each cause, masked as the report is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.app.queries.typical_tickets import typical_texts
from supportlens.domain import Stage, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Cause, Progress, Study
    from supportlens.i18n import Words

QUOTES = 3
"""Quotes of a cause. Judgement: as many as are read aloud."""
MOST_CAUSES = 6
"""Causes that have a page. Judgement: a meeting hardly reaches further."""


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One page: its cause, None where no cause is named, and what people wrote."""

    cause: Cause | None
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The findings as they are shown, and the pages in order: the verdict first."""

    study: Study
    pages: tuple[MeetingPage, ...]


def prepare_meeting(study: Study, words: Words, *, mask: bool, progress: Progress = silent) -> Meeting:
    """Return the pages of a meeting, with `mask` without personal data."""
    from supportlens.app.output.exporting import study_to_show  # noqa: PLC0415 - needs openpyxl
    from supportlens.app.output.masked_rows import mask_rows  # noqa: PLC0415 - as above

    progress(Stage.REPORT, 0.0)
    shown = study_to_show(study, words.language, mask=mask)
    main = shown.main_cause
    rest = [cause for cause in shown.causes_by_size if main is None or cause.id != main.id]
    causes = [*([main] if main else []), *rest][:MOST_CAUSES]
    texts: list[Sequence[str]] = [
        [text for _, text in typical_texts(cause, study, QUOTES)] for cause in causes
    ]
    if mask:
        texts = [*mask_rows(texts, (), study, words, progress=progress)]
    pages = [MeetingPage(cause, tuple(quotes)) for cause, quotes in zip(causes, texts, strict=True)]
    return Meeting(shown, tuple(pages if main else [MeetingPage(None, ()), *pages][:MOST_CAUSES]))
