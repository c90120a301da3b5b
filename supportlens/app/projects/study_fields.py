"""The study in a project file: a part for each field, of which only those that changed are written."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields
from typing import TYPE_CHECKING, Any

from supportlens.app.projects.workings import pack_workings, unpack_workings
from supportlens.domain import ProjectDamaged, Study

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import StageResults
    from supportlens.store import ProjectStore

STUDY = "study/"
"""How the names of the parts begin."""
_PACKED = "stage_results"
"""The field that is kept in another form than it is used in."""


@dataclass(frozen=True, slots=True)
class FieldChanges:
    """The fields of a study that differ from those in the file."""

    values: dict[str, Any]
    """All fields as they are kept."""
    names: tuple[str, ...]
    before: dict[str, Any]
    """All fields as they are in the file, or were read from it."""


class StudyFields:
    """The fields of the study in an open project file, and what is known of their state in it."""

    def __init__(self, kept: ProjectStore, path: Path) -> None:
        self._store = kept
        self._path = path
        self._written: dict[str, Any] = {}
        """The value of each field as it is in the file."""
        self._packed: tuple[StageResults | None, StageResults | None] = (None, None)
        """Intermediate results as they are used and as they are kept."""

    def read(self) -> tuple[Study, tuple[str, ...]]:
        """Return the study, and the names of the fields that are damaged, which have their defaults.

        Raises `ProjectDamaged` for a file without the fields that every study has.
        """
        kept = {name.removeprefix(STUDY): name for name in self._store.part_names(STUDY)}
        known = [field for field in fields(Study) if field.init]
        lacking = [one.name for one in known if one.name not in kept and _has_no_default(one)]
        if lacking:
            raise ProjectDamaged(str(self._path), lacking[0])
        values: dict[str, Any] = {}
        lost: list[str] = []
        for one in known:
            try:
                if one.name in kept:
                    values[one.name] = self._store.read_part(kept[one.name])
            except ProjectDamaged:
                if _has_no_default(one):
                    raise
                lost.append(one.name)
        self._written = dict(values)
        packed = values.get(_PACKED)
        values[_PACKED] = unpack_workings(packed)
        self._packed = (values[_PACKED], packed)
        return Study(**values), tuple(lost)

    def compare(self, study: Study) -> FieldChanges:
        """Return what of a study differs from the file: fields that hold another object than was read."""
        values = self._kept_values(study)
        before = self._written
        names = tuple(
            name for name, value in values.items() if name not in before or before[name] is not value
        )
        return FieldChanges(values, names, before)

    def write(self, changes: FieldChanges) -> None:
        """Write the fields that differ; `adopt` is to follow once the transaction is whole."""
        for name in changes.names:
            self._store.write_part(STUDY + name, changes.values[name])

    def adopt(self, study: Study) -> None:
        """Take the fields of a study for what the file holds, so that only what changes is written."""
        self._written = self._kept_values(study)

    def _kept_values(self, study: Study) -> dict[str, Any]:
        values = {one.name: getattr(study, one.name) for one in fields(Study) if one.init}
        values[_PACKED] = self._pack(study.stage_results)
        return values

    def _pack(self, found: StageResults | None) -> StageResults | None:
        """Return intermediate results as they are kept, the same object for the same results."""
        if found is not self._packed[0]:
            self._packed = (found, pack_workings(found))
        return self._packed[1]


def _has_no_default(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
