"""A window with a project: its title, its notices, and saving."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from supportlens.app.intake.held_files import find_held
from supportlens.app.projects.reopening import LogsGone, needs_renewal
from supportlens.domain import NoVerdict, ProjectChanged, ProjectDamaged, ProjectHeld, SupportLensError
from supportlens.gui.main_window.drop_target import Dropping, DropTarget
from supportlens.gui.main_window.dropped_files import drop_line
from supportlens.gui.main_window.file_dialogs import choose_files, choose_project
from supportlens.gui.main_window.found_inputs import found_inputs_line
from supportlens.gui.main_window.paged_window import PagedWindow
from supportlens.gui.main_window.project_saver import ProjectSaver
from supportlens.gui.main_window.window_frame import log_name
from supportlens.gui.pages import page_ids
from supportlens.i18n import spoken_languages, words_for
from supportlens.i18n.errors import error_sentence
from supportlens.i18n.projects.extensions import extension_lines
from supportlens.i18n.projects.project_errors import renewal_line
from supportlens.i18n.reading.unused_files import unused_files_line
from supportlens.i18n.standing.lives import moment_reading_line

if TYPE_CHECKING:
    from supportlens.app.opening.opened_study import OpenedStudy
    from supportlens.app.projects.step_history import StepHistory
    from supportlens.app.projects.unsaved_work import UnsavedWork
    from supportlens.domain import Study
    from supportlens.gui.settings import Settings


class ProjectWindow(PagedWindow):
    """Holds what is open, shows whether it is saved, and offers unsaved work."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.opened: OpenedStudy | None = None
        self._error: BaseException | None = None
        self._project_saver = ProjectSaver(self, settings.unsaved)
        self._project_saver.changed.connect(self._show_title)
        self._project_saver.saved.connect(self._show_saved)
        self._project_saver.copied.connect(self._show_project_copy)
        self._project_saver.failed.connect(self.show_error)
        DropTarget(self, Dropping(self._describe_drop, lambda: self.theme, self.open))

    @property
    def project(self) -> Path | None:
        """The open project, None without one."""
        return self._project_saver.path

    def open(self, paths: tuple[Path, ...]) -> None:
        """Open files; a subclass implements this."""
        raise NotImplementedError

    def show_error(self, error: BaseException) -> None:
        """Show an error; a subclass implements this."""
        raise NotImplementedError

    def renew(self) -> None:
        """Analyse the open project again; a subclass implements this."""
        raise NotImplementedError

    def save(self) -> None:
        """Save the project."""
        self._project_saver.save(self.words)

    def save_as(self) -> None:
        """Save the project under another name."""
        self._project_saver.save_as(self.words)

    def export_copy(self) -> None:
        """Write a copy of the project as it is now; the open one stays open."""
        self._project_saver.export_copy(self.words)

    def save_recipe(self) -> None:
        """Write the settings and corrections to a file for other projects."""
        self._project_saver.save_recipe(self.words)

    def ask_about_texts(self) -> None:
        """Ask whether the project shall keep the texts of its tickets."""
        from supportlens.gui.dialogs.kept_texts import ask_about_texts  # noqa: PLC0415 - rarely needed

        if self.opened is None:
            return
        kept, at_hand = self._project_saver.keeps_texts, not self.opened.study.tickets.texts_left_out

        def change() -> None:
            if kept or at_hand:
                self._project_saver.keep_texts(self.words, keep=not kept)
            else:
                self.renew()

        ask_about_texts(self, self.words, change, kept=kept, at_hand=at_hand)

    def open_project(self) -> None:
        """Open the project that the person chooses."""
        self.open(choose_project(self, self.words))

    def find_logs(self) -> None:
        """Open a project with logs that the person chooses instead of the missing ones."""
        chosen = choose_files(self, self.words)
        if chosen and isinstance(self._error, LogsGone):
            self.open((self._error.project, *chosen))

    def open_copy(self) -> None:
        """Open the last good copy of a damaged project as a file of its own beside it."""
        from supportlens.app.projects.copies import recover  # noqa: PLC0415 - rarely needed

        damaged = self._error.path if isinstance(self._error, ProjectDamaged) else self.project
        if damaged is not None:
            try:
                self.open((recover(Path(damaged)),))
            except SupportLensError as error:
                self.show_error(error)

    def list_unsaved(self) -> tuple[UnsavedWork, ...]:
        """Return the work that was neither saved nor discarded, newest first."""
        return self._project_saver.list_unsaved()

    def discard(self, work: str) -> None:
        """Discard unsaved work."""
        self._project_saver.discard(work)

    def _describe_drop(self, paths: tuple[Path, ...]) -> str:
        files = self.opened.study.tickets.files if self.opened and self.project else ()
        return drop_line(paths, self.words, self.project, find_held(paths, files))

    def _hold_project(self, opened: OpenedStudy, history: StepHistory, *, again: bool) -> None:
        """Set the project of what was opened; `again` if only the number of symptoms has changed."""
        if again:
            self._project_saver.touch(opened.study, history)
            return
        self._project_saver.begin(opened, log_name(opened.study))
        if self._project_saver.outdated and opened.project is not None and not opened.modified:
            project = opened.project
            QTimer.singleShot(0, self, lambda: self.open((project,)))  # as somebody else has just saved it
        self._remember((opened.project,) if opened.project else opened.paths, opened.study)
        self._note_reviews()
        self._show_found_inputs(opened)

    def _keep_page(self) -> None:
        """Keep the page on which an open project is left, for the next time it is opened."""
        page = self.shown if self.shown in page_ids() else self._before
        if self.project is not None:
            self.settings.keep_page((self.project,), page)

    def _first_page(self, opened: OpenedStudy) -> str:
        """Return the page on which something just opened begins: a project where it was left."""
        if opened.study.verdict.reason is NoVerdict.NO_TICKETS:
            return "customers"
        kept = self.settings.page_of((opened.project,)) if opened.project and not opened.extended else ""
        return kept if kept in page_ids() and kept != "start" else "verdict"

    def _remember(self, paths: tuple[Path, ...], study: Study) -> None:
        """Keep an analysis for the start page, with its sentence and its weeks."""
        from supportlens.i18n.verdicts import verdict_sentence  # noqa: PLC0415 - not needed by the first page

        cause = study.main_cause
        sentences = {
            language.code: "".join(
                part.text for part in verdict_sentence(study, words_for(language.code, self.words.region))
            )
            for language in spoken_languages()
        }
        self.settings.remember(paths, sentences, cause.weekly if cause else study.weekly)

    def _note_reviews(self) -> None:
        """Keep the review dates of the open project, and its targets that slipped, for the start page."""
        if self.project is None or self.opened is None:
            return
        moments = self.opened.study.desk_moments.moments
        reviews = ((one.name, one.review) for one in moments if one.state.in_force)
        dated = ((self.words.bare(name), day) for name, day in reviews if day is not None)
        self.settings.note_reviews(self.project, dated)
        slipped = self.opened.study.desk_moments.slipped
        spoken = {one.code: words_for(one.code, self.words.region) for one in spoken_languages()}
        told = (
            {code: moment_reading_line(moment, words) for code, words in spoken.items()} for moment in slipped
        )
        self.settings.note_slips(self.project, told)

    def _show_found_inputs(self, opened: OpenedStudy) -> None:
        """Show which files of a project have moved, changed or disappeared, and any unsaved work."""
        if opened.extended:
            self._frame.notice.show_message(" ".join(extension_lines(opened.study, self.words)))
            return
        if opened.lost and opened.project is not None:
            text = self.words.say(
                "Part of {name} is damaged and missing here. It is only read; nothing is written to it.",
                name=self.words.quoted(opened.project.name),
            )
            self._frame.notice.show_message(text, self.words.say("Open the last good copy"), "open_copy")
            return
        if self._project_saver.outdated and opened.project is not None:
            self._frame.notice.show_message(
                error_sentence(ProjectChanged(str(opened.project)), self.words),
                self.words.say("Save elsewhere…"),
                self.save_as,
            )
            return
        if self._project_saver.holder is not None and opened.project is not None:
            held = ProjectHeld(str(opened.project), self._project_saver.holder)
            self._frame.notice.show_message(error_sentence(held, self.words))
            return
        unused = unused_files_line(opened.study.tickets, self.words)
        newer = [one for one in self.list_unsaved() if one.project and one.project == opened.project]
        found = found_inputs_line(opened.found, self.words)
        if newer and not opened.work:
            text = self.words.say("This project has unsaved work.")
            self._frame.notice.show_message(text, self.words.say("Open the unsaved work"), newer[0].path)
        elif opened.work:
            text = self.words.say("This work was not saved; it is just as you left it.")
            self._frame.notice.show_message(f"{text} {found}".strip(), self.words.say("Save"), "save")
        elif found:
            self._frame.notice.show_message(found)
        elif opened.project is not None and needs_renewal(opened.study):
            text = renewal_line(opened.study, self.words)
            self._frame.notice.show_message(text, self.words.say("Analyse again"), "renew")
        elif unused:
            self._frame.notice.show_message(unused, self.words.say("How it was read"), "intake")
        else:
            self._frame.notice.hide()

    def _show_title(self) -> None:
        """Show what is open in the title, with the mark of unsaved changes."""
        name = self._project_saver.name
        self.setWindowTitle(f"{name}[*] \N{EN DASH} SupportLens" if name else "SupportLens")
        self.setWindowModified(self._project_saver.modified)
        self._frame.show_project(self._project_saver.path, modified=self._project_saver.modified)

    def _show_project_copy(self, path: Path) -> None:
        """Show where a copy of the project was written."""
        text = self.words.say("A copy was saved as {name}.", name=self.words.quoted(path.name))
        self._frame.notice.show_message(text, passing=True)

    def _show_saved(self, path: Path) -> None:
        """Show where the project was saved, and continue with that file."""
        if self.opened is not None:
            self.opened = replace(self.opened, project=path)
            self._remember((path,), self.opened.study)
        self._note_reviews()
        name = self.words.quoted(path.name)
        text = self.words.say("The project was saved as {name}.", name=name)
        self._frame.notice.show_message(text, passing=True)

    def _follow_notice(self, payload: object) -> None:
        if callable(payload):
            payload()
        elif payload == "save":
            self.save()
        elif payload == "open_copy":
            self.open_copy()
        elif payload == "intake":
            self.show_page("intake")
        elif payload == "renew":
            self.renew()
        elif payload is not None:
            self.open((payload,))  # type: ignore[arg-type]  # set by `_show_found_inputs`
