"""The command `supportlens project search`: tickets of a project by their words, found in its index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.domain import ProjectWithoutTexts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.app.projects.project import Project
    from supportlens.domain import Study
    from supportlens.i18n import Words

MOST = 50
"""Tickets that are shown. Judgement: a few pages of a console; the number of all is said."""


def find_tickets(
    project: Project, text: str, words: Words, *, most: int = MOST, mask: bool = True
) -> tuple[dict[str, Any], list[str]]:
    """Return the tickets in which every word begins a word, as values and as lines; texts may be masked.

    Raises `ProjectWithoutTexts` for a project that keeps none.
    """
    if not project.keeps_texts:
        raise ProjectWithoutTexts(str(project.path))
    rows = project.search(text)
    shown = rows[:most]
    study = project.study() if shown else None
    found = [] if study is None else _describe(study, shown, words, mask=mask)
    total = words.say_n("{count} ticket", "{count} tickets", len(rows))
    lines = [total, *map(_line, found)]
    return {"text": text, "count": len(rows), "tickets": found}, lines


def _describe(study: Study, rows: Sequence[int], words: Words, *, mask: bool) -> list[dict[str, Any]]:
    from supportlens.app.output.masked_rows import mask_texts  # noqa: PLC0415 - help must not wait for pandas
    from supportlens.domain import Assigned, Derived, Field  # noqa: PLC0415 - as above

    frame, assigned = study.tickets.frame, study.assignment
    dated = study.tickets.has(Field.CREATED_AT)
    texts = [str(text) for text in frame[Derived.TEXT].iloc[list(rows)]]
    if mask:
        texts = mask_texts(texts, study, words)
    found = []
    for row, text in zip(rows, texts, strict=True):
        day = frame[Field.CREATED_AT.value].iloc[row] if dated else None
        found.append(
            {
                "ticket_id": str(frame[Field.TICKET_ID.value].iloc[row]),
                "date": day.date().isoformat() if day is not None and day == day else None,  # noqa: PLR0124 - NaT
                "symptom_id": str(assigned[Assigned.SYMPTOM].iloc[row]) or None,
                "cause_id": str(assigned[Assigned.CAUSE].iloc[row]) or None,
                "text": text,
            }
        )
    return found


def _line(one: dict[str, Any]) -> str:
    from supportlens.i18n.symptoms import excerpt  # noqa: PLC0415 - as above

    parts = [one["ticket_id"], one["date"], excerpt(one["text"])]
    return "  ".join(part for part in parts if part)
