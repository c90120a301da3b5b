"""A project that is open: its study is read at once, and what changes is written whole."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Self

from supportlens import store
from supportlens.app.projects.kept_files import load_files, save_tickets
from supportlens.app.projects.remembering import remember, restate_named
from supportlens.app.projects.said_verdicts import record_verdict
from supportlens.app.projects.step_history import StepKeeper
from supportlens.app.projects.study_fields import StudyFields
from supportlens.app.projects.without_texts.leaving_out import TextRemover, strip_known
from supportlens.domain import (
    EarlierStudy,
    Holder,
    OutputError,
    ProjectChanged,
    ProjectDamaged,
    ProjectHeld,
    ReadFiles,
    SupportLensError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from supportlens.app.projects.step_history import StepHistory
    from supportlens.app.projects.study_fields import FieldChanges
    from supportlens.domain import ProjectEvent, ProjectFile, Study
    from supportlens.store import Hold, ProjectStore

KNOWN = "known"
"""The name of the part that the next study needs to know."""
REVISION = "revision"
"""The name of the part that is another at every save."""
TEXTS = "texts"
"""The name of the part that says whether the project holds what people wrote; a file without it does."""
SAID = "verdict"
"""What the history calls a verdict that was said."""


class Project:
    """An open project file; closes as one file. Use it in a `with` statement.

    Where somebody else has it, or the file, its folder or its disk cannot be written, it is `read_only`.
    Methods raise `OutputError`, `ProjectBusy` or `ProjectDamaged`.
    """

    def __init__(
        self,
        kept: ProjectStore,
        path: Path,
        held: Hold | None = None,
        refusal: SupportLensError | None = None,
    ) -> None:
        self.path = path
        self._store = kept
        self._held = held
        self._refusal = refusal
        self.lost: tuple[str, ...] = ()
        """The fields of the study that are damaged."""
        self._steps = StepKeeper(kept)
        self._remover = TextRemover()
        self._fields = StudyFields(kept, path)
        self.revision: str | None = None
        """The state of the file that was read or saved here last, None before that."""

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> Project:
        """Open a project.

        Raises what `store.open_store` raises. One that somebody else has, or that cannot be written, is
        opened for reading, and `refusal` says why.
        """
        store.find_form(path)
        if not write:
            return cls._read(path, OutputError(str(path), "read_only"))
        try:
            with store.faults_of(path):
                held = store.hold(path)
        except OutputError as fault:
            return cls._read(path, fault)
        if isinstance(held, Holder):
            return cls._read(path, ProjectHeld(str(path), held))
        try:
            if not store.is_writable(path):
                raise OutputError(str(path), "read_only")  # noqa: TRY301 - as the disk itself would say
            return cls(store.open_store(path, write=True), path, held)
        except OutputError as fault:
            held.release()
            return cls._read(path, fault)
        except BaseException:
            held.release()
            raise

    @classmethod
    def _read(cls, path: Path, refusal: SupportLensError) -> Project:
        return cls(store.open_store(path, write=False), path, refusal=refusal)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let others have it."""
        self._store.close()
        if self._held is not None:
            self._held.release()

    @property
    def refusal(self) -> SupportLensError | None:
        """Why nothing can be saved to this file, None if it can."""
        return self._refusal

    @property
    def holder(self) -> Holder | None:
        """Who else has it open, None if nobody has."""
        return self._refusal.holder if isinstance(self._refusal, ProjectHeld) else None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved to this file."""
        return self._refusal is not None

    def refuse_if_read_only(self) -> None:
        """Raise the `refusal`, before long work whose result could not be saved."""
        if self._refusal is not None:
            raise self._refusal

    # Reading

    def study(self) -> Study:
        """Return the study as it was saved; nothing is analysed.

        Of a damaged file what can be read is returned: `lost` names the other fields, and nothing is saved to
        it any more. Raises `ProjectDamaged` for a file without the fields that every study has.
        """
        with self._store.reading():
            self.revision = self._read_revision()
            study, self.lost = self._fields.read()
        if self.lost:
            self._refusal = ProjectDamaged(str(self.path), "lost")
        return study

    def _read_revision(self) -> str:
        """Return the state of the file, "" for one that was saved before there were any."""
        return str(self._store.read_part(REVISION)) if REVISION in self._store.part_names(REVISION) else ""

    def history(self, study: Study) -> StepHistory:
        """Return the steps that led to the study of this project, and those that were undone."""
        return self._steps.read(study)

    def known(self) -> EarlierStudy:
        """Return what the next study needs to know from this one and from those before it."""
        found = self._store.read_part(KNOWN)
        if not isinstance(found, EarlierStudy):
            raise ProjectDamaged(str(self.path), KNOWN)
        return found

    def read_files(self) -> ReadFiles:
        """Return the files of the project as they were read."""
        return load_files(self._store)

    @property
    def keeps_texts(self) -> bool:
        """Whether the project holds what people wrote; else ids, counts and hashes only."""
        return TEXTS not in self._store.part_names(TEXTS) or bool(self._store.read_part(TEXTS))

    def list_files(self) -> tuple[ProjectFile, ...]:
        """Return the files of the project, oldest first."""
        return self._store.list_files()

    def list_history(self, what: str = "") -> tuple[ProjectEvent, ...]:
        """Return what happened to the project, oldest first."""
        return self._store.list_history(what)

    def read_event(self, row: ProjectEvent) -> Any:
        """Return what the history says of an event, None for nothing."""
        return None if row.part is None else self._store.read_part(row.part)

    def search(self, words: str, most: int = -1) -> tuple[int, ...]:
        """Return the rows of the tickets in which every word begins a word, whatever its case or accents."""
        return self._store.search(words, most)

    def find_faults(self) -> tuple[str, ...]:
        """Return what is wrong with the file; nothing for a sound one."""
        return self._store.find_faults()

    # Writing

    def expect(self, revision: str) -> None:
        """Raise `ProjectChanged` if the file is in another state than the one that was read."""
        if revision != self._read_revision():
            raise ProjectChanged(str(self.path))
        self.revision = revision

    def adopt(self, study: Study, history: StepHistory | None = None) -> None:
        """Take a study and its history for what the file holds, so that only what changes is written."""
        bare, steps = self._remover.hold(study, history, keeps=self.keeps_texts)
        self._fields.adopt(bare)
        self._steps.adopt(steps)

    def save(
        self, study: Study, history: StepHistory | None = None, *, keep_texts: bool | None = None
    ) -> None:
        """Write what changed since the study was read or saved last, whole or not at all.

        `history` is how the study came about; without one its steps are forgotten. `keep_texts` is whether
        the project holds what people wrote, None for as it is. Raises `ProjectChanged` if somebody else has
        saved the project since it was read here.
        """
        self.refuse_if_read_only()
        kept_them = self.keeps_texts
        keeps = (kept_them if keep_texts is None else keep_texts) and not study.tickets.texts_left_out
        bare, steps = self._remover.hold(study, history, keeps=keeps)
        dropping, anew = kept_them and not keeps, keeps != kept_them
        changes = self._fields.compare(bare)
        revision = token_hex(8) if changes.names else self.revision
        if dropping:
            self._store.erase_removed()
        with self._store.changes():
            if self.revision is not None and self.revision != self._read_revision():
                raise ProjectChanged(str(self.path))
            if changes.names:
                self._store.write_part(REVISION, revision)
            if anew:
                self._store.write_part(TEXTS, keeps)
                self._steps.write_anew()
            self._write(bare, changes, anew=anew)
            self._save_known(study, changes.names, keeps=keeps)
            self._steps.write(bare, steps)
            if dropping:
                store.remove_backups(self.path)
        if dropping:
            with suppress(SupportLensError):  # on a full disk it stays as large as it was
                self._store.shrink()
        self._fields.adopt(bare)
        self.revision = revision
        if self._held is not None:
            self._held.renew()

    def _write(self, study: Study, changes: FieldChanges, *, anew: bool) -> None:
        """Write what changed of a study, its tickets and its verdict."""
        self._fields.write(changes)
        if "tickets" in changes.names:
            save_tickets(self._store, study.tickets, changes.before.get("tickets"), anew=anew)
        if {"verdict", "causes", "tickets"}.intersection(changes.names):
            self._save_verdict(study)

    def _save_known(self, study: Study, changed: Sequence[str], *, keeps: bool) -> None:
        """Write what the next study needs; without workings the symptoms are known from the analysis."""
        known = self.known() if KNOWN in self._store.part_names(KNOWN) else None
        regrouped = {"assignment", "tickets", "stage_results"}.intersection(changed)
        if study.stage_results is not None and regrouped:
            current = remember(study)
        else:
            current = restate_named(known or _NOTHING, study)
        if not keeps:
            current = strip_known(current)
        if known is None or current != known:
            self._store.write_part(KNOWN, current)

    def _save_verdict(self, study: Study) -> None:
        """Record the verdict in the history if it is another one than was said last."""
        said = record_verdict(study)
        earlier = self._store.list_history(SAID)
        if not earlier or self.read_event(earlier[-1]) != said:
            self._store.add_history(SAID, said)


_NOTHING = EarlierStudy((), {}, 1, 0, None, None, "")


def create(
    path: Path,
    study: Study,
    files: ReadFiles | None = None,
    history: StepHistory | None = None,
    *,
    keep_texts: bool = True,
) -> None:
    """Write a new project file in the place of what was at `path`, whole or not at all.

    `files` are those of a study that was opened from another project.
    """
    if files:
        study = replace(study, tickets=replace(study.tickets, read=files))
    with store.new_store(path) as made:
        Project(made, path).save(study, history, keep_texts=keep_texts)
