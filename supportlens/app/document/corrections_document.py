"""A person's corrections in the JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.domain import (
    CausesMerged,
    Moved,
    MovedByWords,
    Renamed,
    SymptomsMerged,
    SymptomsPlaced,
    SymptomSplit,
)
from supportlens.i18n.projects.corrections import correction_line

if TYPE_CHECKING:
    from supportlens.domain import Amendment, Study
    from supportlens.i18n import Words


def correction_documents(study: Study, words: Words) -> list[dict[str, Any]]:
    """Return the corrections of symptoms and causes, oldest first; ids are those of the study of each."""
    return [
        {**_correction_document(one), "text": correction_line(one, study, words)} for one in study.corrections
    ]


def _correction_document(said: Amendment) -> dict[str, Any]:  # noqa: PLR0911 - a return for each kind
    match said:
        case Renamed():
            return {"what": "symptom_named", "symptom_id": said.symptom_id, "name": dict(said.name)}
        case Moved():
            return {"what": "ticket_moved", "ticket_id": said.ticket_id, "symptom_id": said.symptom_id}
        case MovedByWords():
            return {
                "what": "tickets_moved_by_words",
                "words": list(said.words),
                "symptom_id": said.symptom_id,
            }
        case SymptomsMerged():
            return {"what": "symptoms_merged", "symptom_id": said.symptom_id, "into": said.into}
        case SymptomSplit():
            return {"what": "symptom_split", "symptom_id": said.symptom_id}
        case CausesMerged():
            return {"what": "causes_merged", "cause_id": said.cause.id, "into": said.into.id}
        case SymptomsPlaced():
            return {
                "what": "symptoms_placed",
                "symptom_ids": list(said.symptoms),
                "cause_id": said.cause.id,
                "into": said.into.id if said.into else None,
            }
