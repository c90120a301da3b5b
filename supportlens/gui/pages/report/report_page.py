"""The page of the report: its sheets, language, masking, and where it was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from supportlens.app.output.exporting import list_sheets
from supportlens.gui.pages.base.page import Page
from supportlens.gui.widgets import Button, Card, body, faint, hairline, muted, strong
from supportlens.gui.widgets.basics.labels import CARD_TITLE, STRONG, label, set_text
from supportlens.gui.widgets.basics.screen_parts import screen_only
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.gui.widgets.controls.link import Link
from supportlens.gui.widgets.controls.tick_box import TickBox
from supportlens.i18n import LANGUAGES
from supportlens.i18n.words import language_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import Study


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How the report is written."""

    language: str
    mask: bool


class ReportPage(Page):
    """The choice of language and masking, the exports, and where the last file was written.

    Requests the actions ``export`` (the workbook), ``export_tickets`` and ``export_json``.
    """

    def build(self) -> Iterator[None]:
        """Build the page; it stays empty without a study."""
        if self.study is None:
            return
        say = self.words.say
        promise = say("the answer, the plan and the evidence")
        heading = (say("One workbook, ready to hand over: "), False), (promise, True), (".", False)
        self.add_heading(say("Report"), heading)
        row = QHBoxLayout()
        row.setSpacing(16)
        contents = Card(self.theme, say("What the workbook contains"))
        row.addWidget(contents, 58)
        side = QVBoxLayout()
        side.setSpacing(16)
        self._result = self._result_card()
        side.addWidget(self._result)
        side.addWidget(self._settings())
        row.addLayout(side, 42)
        self.add(row)
        yield
        side.addWidget(self._other_formats())
        read = screen_only(Link(say("How the files were read"), self.theme, payload="intake"))
        read.wanted.connect(self.follow)
        side.addWidget(read)
        side.addStretch(1)
        yield
        yield from self._list_sheets(self.study, contents)

    def options(self) -> ReportOptions:
        """Return the chosen options."""
        return ReportOptions(self.language.key, self.masked.isChecked())

    def memory(self) -> object:
        """Return the chosen options."""
        return self.options() if self.study else None

    def recall(self, memory: object) -> None:
        """Restore the options, or show where a file was written."""
        if isinstance(memory, ReportOptions):
            self.language.choose(memory.language)
            self.masked.setChecked(memory.mask)
        elif isinstance(memory, (str, Path)):
            self.show_exported(memory)

    def show_exported(self, path: str | Path) -> None:
        """Show where a file was written, with a button that opens its folder."""
        written = Path(path)
        set_text(self._file, written.name)
        set_text(self._folder, str(written.parent))
        self._opened = written.parent
        self._result.show()

    def _list_sheets(self, study: Study, card: Card) -> Iterator[None]:
        """List the sheets on a card, with a sentence about each."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        card.add(grid)
        for place, (name, sentence) in enumerate(list_sheets(study, self.words)):
            sign = label(self.words.number(place + 1), STRONG, self.theme, wrap=False, tabular=True)
            sign.setProperty("role", "accent")
            grid.addWidget(sign, place, 0, Qt.AlignmentFlag.AlignTop)
            texts = QVBoxLayout()
            texts.setSpacing(1)
            texts.addWidget(strong(name, self.theme))
            texts.addWidget(muted(sentence, self.theme))
            grid.addLayout(texts, place, 1)
            yield
        card.fill()

    def _settings(self) -> Card:
        say = self.words.say
        card = screen_only(Card(self.theme))
        card.add(label(say("Language of the report"), CARD_TITLE, self.theme))
        entries = [(code, language_name(code)) for code in LANGUAGES]
        self.language = Choice(self.theme, say("Language of the report"), entries, self.words.language)
        card.add(self.language)
        card.add(hairline())
        self.masked = TickBox(say("Hide personal data"), self.theme, ticked=True)
        card.add(self.masked)
        card.add(
            muted(
                say(
                    "Names, e-mail addresses, telephone, card and account numbers and passwords are "
                    "replaced by placeholders, so that you can share the report. The log itself is not "
                    "changed."
                ),
                self.theme,
            )
        )
        card.rows.addSpacing(4)
        card.add(self._button(say("Export to Excel\N{HORIZONTAL ELLIPSIS}"), "export", "primary"))
        return card

    def _other_formats(self) -> Card:
        """Return the card of the formats for other programs."""
        say = self.words.say
        card = screen_only(Card(self.theme, say("Other forms")))
        rows = (
            (
                "export_pdf",
                say("Summary as PDF\N{HORIZONTAL ELLIPSIS}"),
                say("One page for management, to print or to send."),
            ),
            (
                "export_png",
                say("Summary as picture\N{HORIZONTAL ELLIPSIS}"),
                say("The same page, to paste into a message."),
            ),
            (
                "export_html",
                say("Web page\N{HORIZONTAL ELLIPSIS}"),
                say("All sheets but the tickets as one page for any browser, which needs no other file."),
            ),
            (
                "export_letters",
                say("Letters as PDF\N{HORIZONTAL ELLIPSIS}"),
                say("A page for everybody who must act, with only what they need."),
            ),
            (
                "export_tickets",
                say("Tickets as CSV\N{HORIZONTAL ELLIPSIS}"),
                say("One row per ticket, with its cause and symptom."),
            ),
            (
                "export_json",
                say("Findings as JSON\N{HORIZONTAL ELLIPSIS}"),
                say("Verdict, causes, moments and plan as data."),
            ),
        )
        for action, text, sentence in rows:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(muted(sentence, self.theme), 1)
            button = self._button(text, action, "plain")
            # The longest of them, so that they stand in one column.
            button.setMinimumWidth(max(204, button.sizeHint().width()))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            card.add(row)
        return card

    def _button(self, text: str, action: str, role: str) -> Button:
        button = Button(text, self.theme, role=role, payload=action)
        button.wanted.connect(self.act)
        return button

    def _result_card(self) -> Card:
        """Return the card that shows where the file was written; hidden until there is one."""
        card = Card(self.theme, tone="soft")
        row = QHBoxLayout()
        row.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(self.theme.pixmap("check", "accent"))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self._file, self._folder = body("", self.theme), faint("", self.theme)
        self._file.setFont(self.theme.font(14, 600))
        for text in (self._file, self._folder):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(text)
        row.addLayout(texts, 1)
        card.add(row)
        self.open_folder = Button(self.words.say("Open the folder"), self.theme, icon="folder-open")
        self.open_folder.wanted.connect(self._open_folder)
        card.add(self.open_folder)
        card.hide()
        return card

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._opened)))
