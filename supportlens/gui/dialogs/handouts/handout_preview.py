"""The preview of a document of the plan: it can be edited, then saved to print, to send or for Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from supportlens.app.output.exporting import check_output
from supportlens.app.output.handout_files import PAGE, WORD, write_page, write_word
from supportlens.domain import OutputError
from supportlens.gui.dialogs.handouts.edited_handout import read_edited
from supportlens.gui.theme import with_plain_glyphs
from supportlens.gui.widgets import Button, muted, subtitle
from supportlens.i18n.errors import error_sentence

if TYPE_CHECKING:
    from supportlens.domain import Handout
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MARGIN_MM = 18
SIZE = (760, 720)
PRINT = ".pdf"


class HandoutPreview(QDialog):
    """A document as it will be handed out; what is typed into it goes into the saved file."""

    def __init__(
        self, parent: QWidget | None, handout: Handout, html: str, words: Words, theme: Theme
    ) -> None:
        super().__init__(parent)
        self._handout, self._words = handout, words
        self.setWindowTitle(handout.name)
        self.setModal(True)
        self.resize(*SIZE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(subtitle(handout.name, theme))
        self.page = QTextEdit()
        self.page.setAccessibleName(handout.title)
        self.page.setStyleSheet("QTextEdit { background: #FFFFFF; color: #1B2430; padding: 20px; }")
        self.page.setHtml(html)
        rows.addWidget(self.page, 1)
        self.note = muted(words.say("Change what you like: the file is saved as it stands here."), theme)
        rows.addWidget(self.note)
        rows.addLayout(self._buttons(words, theme))

    def _buttons(self, words: Words, theme: Theme) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        copy = Button(words.say("Copy as text"), theme)
        copy.wanted.connect(lambda _: QGuiApplication.clipboard().setText(self.page.toPlainText()))
        line.addWidget(copy)
        line.addStretch(1)
        close = Button(words.say("Close"), theme)
        close.wanted.connect(lambda _: self.reject())
        line.addWidget(close)
        self.page_button = Button(words.say("Save as web page"), theme)
        self.page_button.wanted.connect(lambda _: self._ask_and_save(PAGE))
        line.addWidget(self.page_button)
        self.word_button = Button(words.say("Save for Word"), theme)
        self.word_button.wanted.connect(lambda _: self._ask_and_save(WORD))
        line.addWidget(self.word_button)
        printed = Button(words.say("Print…"), theme)
        printed.wanted.connect(lambda _: self._ask_and_print())
        line.addWidget(printed)
        self.print_button = Button(words.say("Save as PDF"), theme, role="primary")
        self.print_button.wanted.connect(lambda _: self._ask_and_save(PRINT))
        line.addWidget(self.print_button)
        return line

    def _ask_and_save(self, suffix: str) -> None:
        proposed = f"{_file_name(self._handout.title)}{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, self._handout.name, proposed, f"*{suffix}")
        if chosen:
            self.save(Path(chosen if chosen.lower().endswith(suffix) else chosen + suffix))

    def _ask_and_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - a library of its own

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self._handout.name)
        if dialog.exec():
            self.page.document().clone().print_(printer)

    def save(self, path: Path) -> None:
        """Save the document as it stands, by the ending of `path`, and say whether that worked."""
        try:
            if path.suffix.lower() == PRINT:
                write_pdf(self.page.document(), path)
            elif path.suffix.lower() == WORD:
                edited = read_edited(self._handout, self.page.document())
                write_word(path, edited, self._words.language)
            else:
                write_page(path, self.page.toHtml())
        except (OutputError, OSError) as failure:
            error = failure if isinstance(failure, OutputError) else OutputError(str(path), str(failure))
            self.note.setText(error_sentence(error, self._words))
            return
        self.note.setText(self._words.say("Saved: {path}", path=path))


def write_pdf(document: QTextDocument, path: Path) -> None:
    """Write a document as PDF on A4; raises `OutputError` if that fails."""
    check_output(path)
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    copy = document.clone()
    copy.setDefaultFont(with_plain_glyphs(copy.defaultFont()))
    copy.print_(writer)
    del writer
    if not path.exists() or not path.stat().st_size:
        raise OutputError(str(path), "no_permission")


def _file_name(title: str) -> str:
    """Return a title as a name that every system takes."""
    return "".join(letter if letter.isalnum() or letter in " -_" else "" for letter in title).strip()[:60]
