"""Project files in JSON, as the first versions wrote them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from supportlens.domain import Moved

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import EarlierStudy


def write_text_project(path: Path, known: EarlierStudy, **fields: object) -> Path:
    """Write what is known in JSON, with other `fields`; statements and trends are left out."""
    placed: dict[str, list[str]] = {}
    for key, symptom in known.placed.items():
        placed.setdefault(symptom, []).append(key)
    held = {
        "format": "supportlens project",
        "version": 1,
        "encoder": known.encoder,
        "period": {
            "first": known.first.isoformat() if known.first else None,
            "last": known.last.isoformat() if known.last else None,
            "tickets": known.tickets,
        },
        "next_number": known.next_number,
        "symptoms": [
            {
                "id": one.id,
                "name": dict(one.name),
                "tickets": one.tickets,
                "representatives": [
                    {"text": each.text, "language": each.language} for each in one.representatives
                ],
            }
            for one in known.symptoms
        ],
        "placed": {symptom: " ".join(keys) for symptom, keys in placed.items()},
        "corrections": [
            {"moved": one.ticket_id, "text": one.text, "symptom_id": one.symptom_id}
            if isinstance(one, Moved)
            else {"renamed": one.symptom_id, "name": dict(one.name)}
            for one in known.corrections
        ],
        "said": [
            {
                "known_as": one.known_as,
                "symptoms": list(one.symptoms),
                "answers": [
                    {
                        "question": each.question.value,
                        "reply": each.reply.value,
                        "text": each.text,
                        "day": each.day.isoformat() if each.day else None,
                        "who": each.who,
                        "about": each.about.isoformat() if each.about else None,
                    }
                    for each in one.answers
                ],
            }
            for one in known.said
        ],
        "inputs": [{"path": one.path, "role": one.role.value, "sha256": one.sha256} for one in known.inputs],
        "level": known.level,
        **fields,
    }
    path.write_text(json.dumps(held), encoding="utf-8")
    return path
