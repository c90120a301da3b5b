"""Reads project files as the first versions wrote them, in JSON, with what the next study needs to know."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supportlens.app.projects.earlier_values import (
    read_continuation,
    read_day,
    read_input,
    read_name,
    read_statement,
    read_text,
)
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
    from pathlib import Path

    from supportlens.domain import Amendment

FORMAT = "supportlens project"
VERSION = 1
"""The last version that was written in this form."""


def read_text_project(path: Path) -> EarlierStudy:
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
