"""Reads and writes the project file: what the next study needs to know from this one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supportlens.app.projects.plain_values import (
    plain_continuation,
    plain_day,
    plain_input,
    plain_name,
    plain_statement,
    read_continuation,
    read_day,
    read_input,
    read_name,
    read_statement,
    read_text,
)
from supportlens.app.statements.carrying_over import collect_statements
from supportlens.domain import (
    EarlierStudy,
    FileMissing,
    KnownSymptom,
    Moved,
    NoPermission,
    ProjectDamaged,
    ProjectTooNew,
    Renamed,
    Representative,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from supportlens.domain import Amendment, Study

SUFFIX = ".supportlens"
FORMAT = "supportlens project"
VERSION = 1
"""Raised when what is written can no longer be read by the version before; fields may be added without."""


def remember(study: Study) -> EarlierStudy:
    """Return what the next study needs to know from this one and from those before it."""
    from supportlens import symptoms  # noqa: PLC0415 - needs SciPy

    stage_results = study.stage_results
    if stage_results is None:
        known = EarlierStudy((), {}, 1, 0, None, None, study.engine.encoder, study.corrections)
    else:
        known = replace(symptoms.remember_symptoms(study, stage_results), country=stage_results.country)
    return replace(
        known,
        said=collect_statements(study),
        inputs=study.inputs,
        level=study.level,
        continuation=study.continuation,
        counted_apart=tuple(sorted(study.screening.counted)),
    )


def write_project(study: Study, path: Path, beside: Mapping[str, Any] | None = None) -> None:
    """Write the project file of a study completely; raises `OutputError` if that fails.

    `beside` are extra fields for the caller only.
    """
    from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

    values = {**(beside or {}), **_project_values(remember(study))}
    written = json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    with replace_file(path) as stream:
        stream.write(written.encode("utf-8", "replace"))


def read_project(path: Path) -> EarlierStudy:
    """Read what is known from earlier studies.

    Raises `FileMissing`, `NoPermission`, `ProjectTooNew` for a file of a later version and
    `ProjectDamaged` for one that is truncated, altered or not a project file.
    """
    try:
        values = json.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except OSError as error:
        raise NoPermission(str(path)) from error
    except (ValueError, RecursionError) as error:
        raise ProjectDamaged(str(path)) from error
    if (
        not isinstance(values, dict)
        or values.get("format") != FORMAT
        or not isinstance(values.get("version"), int)
    ):
        raise ProjectDamaged(str(path))
    if values["version"] > VERSION:
        raise ProjectTooNew(str(path))
    try:
        return _read_known(values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProjectDamaged(str(path)) from error


def _project_values(known: EarlierStudy) -> dict[str, Any]:
    """Return the known symptoms as plain values; the keys of texts are grouped by symptom and sorted."""
    keys: dict[str, list[str]] = {}
    for key, symptom in sorted(known.placed.items()):
        keys.setdefault(symptom, []).append(key)
    return {
        "format": FORMAT,
        "version": VERSION,
        "encoder": known.encoder,
        "period": {
            "first": plain_day(known.first),
            "last": plain_day(known.last),
            "tickets": known.tickets,
        },
        "next_number": known.next_number,
        "symptoms": [
            {
                "id": one.id,
                "name": plain_name(one.name),
                "tickets": one.tickets,
                "representatives": [
                    {"text": each.text, "language": each.language} for each in one.representatives
                ],
            }
            for one in known.symptoms
        ],
        "placed": {symptom: " ".join(each) for symptom, each in sorted(keys.items())},
        "corrections": [_correction_values(one) for one in known.corrections],
        "said": [plain_statement(one) for one in known.said],
        "inputs": [plain_input(one) for one in known.inputs],
        "country": known.country,
        "level": known.level,
        "counted_apart": list(known.counted_apart),
        "continuation": plain_continuation(known.continuation) if known.continuation else None,
    }


def _correction_values(correction: Amendment) -> dict[str, Any]:
    if isinstance(correction, Moved):
        return {
            "moved": correction.ticket_id,
            "text": correction.text,
            "symptom_id": correction.symptom_id,
        }
    return {
        "renamed": correction.symptom_id,
        "name": plain_name(correction.name),
    }


def _read_known(held: dict[str, Any]) -> EarlierStudy:
    """Read what is known; older files lack the fields that were added later."""
    period, country, went_on = held["period"], held.get("country"), held.get("continuation")
    found = EarlierStudy(
        symptoms=tuple(_read_symptom(one) for one in held["symptoms"]),
        placed={
            key: str(symptom) for symptom, keys in held["placed"].items() for key in read_text(keys).split()
        },
        next_number=int(held["next_number"]),
        tickets=int(period["tickets"]),
        first=read_day(period["first"]),
        last=read_day(period["last"]),
        encoder=read_text(held["encoder"]),
        corrections=tuple(_read_correction(one) for one in held["corrections"]),
        said=tuple(read_statement(one) for one in held.get("said", ())),
        inputs=tuple(read_input(one) for one in held.get("inputs", ())),
        country=None if country is None else read_text(country),
        level=int(held.get("level", 0)),
        counted_apart=tuple(read_text(one) for one in held.get("counted_apart", ())),
        continuation=None if went_on is None else read_continuation(went_on),
    )
    ids = [one.id for one in found.symptoms]
    if len(set(ids)) < len(ids):
        raise ValueError(ids)
    return replace(found, next_number=max(found.next_number, 1))


def _read_symptom(held: dict[str, Any]) -> KnownSymptom:
    stand = tuple(
        Representative(read_text(one["text"]), read_text(one["language"])) for one in held["representatives"]
    )
    return KnownSymptom(read_text(held["id"]), read_name(held["name"]), int(held["tickets"]), stand)


def _read_correction(held: dict[str, Any]) -> Amendment:
    if "moved" in held:
        return Moved(read_text(held["moved"]), read_text(held["text"]), read_text(held["symptom_id"]))
    return Renamed(read_text(held["renamed"]), read_name(held["name"]))
