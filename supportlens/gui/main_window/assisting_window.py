"""A window that assists: the search for anything, settings, manual, shortcuts, printing, and Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from supportlens.gui.main_window.exporting_window import ExportingWindow
from supportlens.gui.main_window.leaving.showing_files import open_file
from supportlens.gui.main_window.paged_window import MESSAGE
from supportlens.gui.menu_actions import key_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from supportlens.app.queries.asking import Asking
    from supportlens.gui.main_window.leaving.list_printing import ListPrinter


class AssistingWindow(ExportingWindow):
    """Opens what helps on the way through the pages."""

    _asking: Asking | None = None
    _list_printer: ListPrinter | None = None

    def perform(self, action: str) -> None:
        """Perform an action by its id; a subclass implements this."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End by Esc what is in the way: the full screen, the notice, a message, a search."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        box = self.page.search_box()
        if self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif self._frame.notice.closer.isVisible():
            self._frame.notice.hide()
        elif self.shown == MESSAGE:
            self.go_back()
        elif box is not None and box.text():
            box.clear()
        else:
            self.page.setFocus()

    def search_tickets(self) -> None:
        """Show the tickets and put the cursor into their search."""
        if self.shown != "tickets":
            self.show_page("tickets")
        box = self.page.search_box()
        if box is not None:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.selectAll()

    def open_palette(self) -> None:
        """Open the search for anything."""
        from supportlens.gui.dialogs.palette import Palette  # noqa: PLC0415 - needs pandas: too slow at start
        from supportlens.gui.models.palette_entries import CommandLine, PaletteSource  # noqa: PLC0415 - as above

        table = self._frame.table
        commands = tuple(
            CommandLine(row.id, row.title, key_text(row.keys[0]) if row.keys else "")
            for row in table.rows
            if row.id != "palette" and table.by_id[row.id].isEnabled()
        )
        source = PaletteSource(self.study, self.words, commands, self._asking_of_study())
        palette = Palette(self, source, self.words, self.theme)
        palette.chosen.connect(self._follow_palette)
        palette.open_over(self)

    def _asking_of_study(self) -> Asking | None:
        """Return what understands questions about the open study; it is kept from one search to the next."""
        from supportlens.app.queries.asking import Asking  # noqa: PLC0415 - needs pandas: too slow at start

        study, months = self.study, self.words.months()
        kept = self._asking
        if study is None or kept is None or kept.study is not study or kept.months != months:
            self._asking = Asking(study, months) if study is not None else None
        return self._asking

    def _follow_palette(self, leads: object) -> None:
        """Go where an entry of the palette leads: tickets, a page, a comparison or a command."""
        if isinstance(leads, str):
            self.perform(leads)
        elif isinstance(leads, tuple):
            self.show_page("comparison")
            self.page.recall(leads)
        else:
            self.show_page("tickets")
            self.page.recall(leads)

    def open_settings(self) -> None:
        """Open the settings; those of the window apply when they are closed."""
        from supportlens.gui.dialogs.preferences import Preferences  # noqa: PLC0415 - imports NumPy: too slow at start

        before = self._shown_settings()
        Preferences(self, self.settings, self.words, self.theme).exec()
        if before[0] != self.settings.language:
            self.language_changed.emit(self.settings.language)
        if before != self._shown_settings():
            self._rebuild()

    def _shown_settings(self) -> tuple[object, ...]:
        """Return the settings that change what the window shows."""
        chosen = self.settings
        return (chosen.language, chosen.look, chosen.region, chosen.zoom, chosen.masked)

    def open_error_report(self, error: BaseException | None) -> None:
        """Show what a report of an error would hold; it is saved or copied from there."""
        from supportlens.gui.dialogs.error_report import ErrorReport, write_report  # noqa: PLC0415 - rarely needed

        ErrorReport(self, write_report(error, self.study, self.settings), self.words, self.theme).open()

    def open_log_folder(self) -> None:
        """Open the folder in which the program writes what it does."""
        self.settings.log_folder.mkdir(parents=True, exist_ok=True)
        open_file(self.settings.log_folder)

    def open_about(self) -> None:
        """Show what the program is and what it is made of."""
        from supportlens.gui.dialogs.about import About  # noqa: PLC0415 - its neighbours import NumPy

        About(self, self.words, self.theme).open()

    def open_manual(self, topic: str = "") -> None:
        """Open the manual at a topic, by default at the page in view, beside the work."""
        from supportlens.gui.dialogs.manual import Manual  # noqa: PLC0415 - rarely needed

        if (opened := self.findChild(Manual)) is not None:
            opened.close()  # it may be in another language or look
        Manual(self, self.words, self.theme, topic or self.shown).show()

    def open_tour(self) -> None:
        """Open the tour of three steps."""
        from supportlens.gui.dialogs.tour import Tour  # noqa: PLC0415 - rarely needed

        tour = Tour(self, self.words, self.theme)
        tour.sample_wanted.connect(lambda: self.perform("sample"))
        tour.open()

    def list_shortcuts(self) -> None:
        """Show all shortcuts, made from the table of actions."""
        from supportlens.gui.dialogs.shortcuts import Shortcuts  # noqa: PLC0415 - rarely needed

        Shortcuts(self, self._frame.table.rows, self.words, self.theme).open()

    def print_page(self) -> None:
        """Show the page as it will be printed; a list is printed whole, once its rows are masked."""
        from supportlens.gui.main_window.leaving.list_printing import ListPrinter, find_list  # noqa: PLC0415 - needs a printer's library
        from supportlens.gui.main_window.leaving.printing import paint_blocks, preview_page  # noqa: PLC0415 - as above

        if self.study is None:
            return
        table = find_list(self.page)
        painted = paint_blocks(self.shown, self.study, self.words, self.page, with_list=table is None)
        if table is None:
            preview_page(self, painted, self.words)
            return
        if self._list_printer is not None:
            self._list_printer.close()
            self._list_printer.deleteLater()
        self._list_printer = ListPrinter(self)
        self._list_printer.prepared.connect(lambda listed: preview_page(self, painted, self.words, listed))
        self._list_printer.failed.connect(self.show_error)
        self._list_printer.begin(table, self.study, self.words, mask=self.settings.masked)

    def close_jobs(self) -> None:
        """Stop what is being prepared for paper and wait for it."""
        super().close_jobs()
        if self._list_printer is not None:
            self._list_printer.close()
