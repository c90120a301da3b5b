"""The project file: what a study is remembered by until the next one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from supportlens.domain import (
    FileMissing,
    Known,
    KnownSymptom,
    Moved,
    Name,
    NoPermission,
    ProjectDamaged,
    ProjectTooNew,
    Renamed,
    Representative,
)

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Amendment, Study

SUFFIX = ".supportlens"
FORMAT = "supportlens project"
VERSION = 1
"""Raised when what is written can no longer be read by the version before; fields may be added without."""


def remember(study: Study) -> Known:
    """Give what the next study is to know of this one and of those before it."""
    from supportlens import symptoms  # noqa: PLC0415 - needs SciPy

    if study.workings is None:
        return Known((), {}, 1, 0, None, None, study.engine.encoder, study.corrections)
    return symptoms.remembered(study, study.workings)


def write_project(study: Study, path: Path) -> None:
    """Write what is to be known of the study, whole or not at all; raises `OutputError` otherwise."""
    from supportlens.report import replacing  # noqa: PLC0415 - needs openpyxl

    text = json.dumps(_plain(remember(study)), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    with replacing(path) as stream:
        stream.write(text.encode("utf-8", "replace"))


def read_project(path: Path) -> Known:
    """Read what is known of earlier studies.

    Raises `FileMissing`, `NoPermission`, `ProjectTooNew` for a file of a later version and
    `ProjectDamaged` for one that is cut off, changed or no project file.
    """
    try:
        held = json.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except OSError as error:
        raise NoPermission(str(path)) from error
    except (ValueError, RecursionError) as error:
        raise ProjectDamaged(str(path)) from error
    if not isinstance(held, dict) or held.get("format") != FORMAT or not isinstance(held.get("version"), int):
        raise ProjectDamaged(str(path))
    if held["version"] > VERSION:
        raise ProjectTooNew(str(path))
    try:
        return _known(held)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProjectDamaged(str(path)) from error


def _plain(known: Known) -> dict[str, Any]:
    """Lay out what is known as plain values; keys of texts stand together by symptom, sorted."""
    keys: dict[str, list[str]] = {}
    for key, symptom in sorted(known.placed.items()):
        keys.setdefault(symptom, []).append(key)
    return {
        "format": FORMAT,
        "version": VERSION,
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
                "name": {"es": one.name.es, "en": one.name.en},
                "tickets": one.tickets,
                "representatives": [
                    {"text": each.text, "language": each.language} for each in one.representatives
                ],
            }
            for one in known.symptoms
        ],
        "placed": {symptom: " ".join(each) for symptom, each in sorted(keys.items())},
        "corrections": [_plain_correction(one) for one in known.corrections],
    }


def _plain_correction(correction: Amendment) -> dict[str, Any]:
    if isinstance(correction, Moved):
        return {
            "moved": correction.ticket_id,
            "text": correction.text,
            "symptom_id": correction.symptom_id,
        }
    return {
        "renamed": correction.symptom_id,
        "name": {"es": correction.name.es, "en": correction.name.en},
    }


def _known(held: dict[str, Any]) -> Known:
    period = held["period"]
    found = Known(
        symptoms=tuple(_symptom(one) for one in held["symptoms"]),
        placed={key: str(symptom) for symptom, keys in held["placed"].items() for key in _said(keys).split()},
        next_number=int(held["next_number"]),
        tickets=int(period["tickets"]),
        first=date.fromisoformat(period["first"]) if period["first"] else None,
        last=date.fromisoformat(period["last"]) if period["last"] else None,
        encoder=_said(held["encoder"]),
        corrections=tuple(_correction(one) for one in held["corrections"]),
    )
    ids = [one.id for one in found.symptoms]
    if len(set(ids)) < len(ids):
        raise ValueError(ids)
    return replace(found, next_number=max(found.next_number, 1))


def _symptom(held: dict[str, Any]) -> KnownSymptom:
    stand = tuple(
        Representative(_said(one["text"]), _said(one["language"])) for one in held["representatives"]
    )
    return KnownSymptom(_said(held["id"]), _name(held["name"]), int(held["tickets"]), stand)


def _correction(held: dict[str, Any]) -> Amendment:
    if "moved" in held:
        return Moved(_said(held["moved"]), _said(held["text"]), _said(held["symptom_id"]))
    return Renamed(_said(held["renamed"]), _name(held["name"]))


def _name(held: dict[str, Any]) -> Name:
    return Name(_said(held["es"]), _said(held["en"]))


def _said(held: object) -> str:
    """Take a value that must be text."""
    if not isinstance(held, str):
        raise TypeError(held)
    return held
