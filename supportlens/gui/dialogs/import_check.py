"""The dialog that shows how a doubtful file would be read, with its first rows and other choices."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from supportlens.domain import Decisions, Field, ImportDoubt
from supportlens.gui.dialogs.desk_choice import DeskChoice
from supportlens.gui.models.preview_model import PreviewModel
from supportlens.gui.widgets import Button, Card, body, muted, subtitle
from supportlens.gui.widgets.basics.labels import MUTED, label, set_text
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.gui.widgets.tickets.ticket_table import TicketTable
from supportlens.i18n import field_name
from supportlens.i18n.imports import encoding_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import ImportGuess, ImportPreview
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

    Preview = Callable[[ImportGuess, Decisions], ImportPreview]

FIELDS = (
    Field.CREATED_AT,
    Field.SUBJECT,
    Field.DESCRIPTION,
    Field.PRODUCT,
    Field.REQUESTER,
    Field.VERSION,
    Field.STATUS,
    Field.RESOLVED_AT,
)
"""The fields that can be chosen, most important first."""
ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "mac_roman", "cp850", "cp437", "cp1250", "cp1251")
"""Encodings offered: the usual ones of Windows, DOS and old Macs. Judgement: exports rarely have others."""
ORDERS = ("day-first", "month-first")
DAY_WIDTH, CELL_WIDTH, MESSAGE_WIDTH = 130, 190, 460


class ImportCheck(QDialog):
    """Shows how a file would be read and lets a person change it; Enter accepts, Escape cancels."""

    def __init__(
        self, parent: QWidget | None, guess: ImportGuess, words: Words, theme: Theme, preview: Preview
    ) -> None:
        """Show the guess; `preview` returns the rows as a choice would read them."""
        super().__init__(parent)
        self._guess, self._words, self._theme, self._preview = guess, words, theme, preview
        self.setWindowTitle(words.say("Check how it is read"))
        self.setModal(True)
        self.resize(1040, 720)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(32, 28, 32, 24)
        self._rows.setSpacing(14)
        self.desk = DeskChoice(guess, words, theme) if guess.people else None
        self._set_doubts()
        self._set_choices()
        self._set_table()
        self._set_buttons()
        self._show_effect()
        (self._first_doubtful_box() or self.accepted_button).setFocus()

    @property
    def decisions(self) -> Decisions:
        """The choices that differ from the guess; for a chat the whole desk."""
        chosen = {
            field.value: str(box.value)
            for field, box in self.fields.items()
            if box.value != self._guess.columns.get(field.value, "")
        }
        order = str(self.order.value) if self.order is not None else None
        if ImportDoubt.DATE_ORDER not in self._guess.doubts and order == self._guess.date_order:
            order = None
        encoding = str(self.encoding.value) if self.encoding is not None else None
        desk = self.desk.desk if self.desk is not None else None
        return Decisions(chosen, order, encoding if encoding != self._guess.encoding else None, desk)

    def _set_doubts(self) -> None:
        say = self._words.say
        name = self._words.quoted(PurePath(self._guess.path).name)
        self._rows.addWidget(subtitle(say("Check how {name} is read", name=name), self._theme))
        if not self._guess.doubts:
            return
        card = Card(self._theme, tone="warn")
        card.rows.setContentsMargins(16, 12, 16, 12)
        card.rows.setSpacing(4)
        for doubt in self._guess.doubts:
            card.add(body(doubt_line(doubt, self._words), self._theme))
        self._rows.addWidget(card)

    def _set_choices(self) -> None:
        """Add a box for each field or person of a chat, and for the order of dates and the encoding."""
        if self.desk is not None:
            self.desk.changed.connect(self._show_effect)
            self._rows.addWidget(self.desk)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        fields = FIELDS if self.desk is None else ()  # the columns of a chat are known
        self.fields = {field: self._field_box(field) for field in fields}
        self.order = self._order_box() if self._guess.date_order in ORDERS else None
        one_byte = bool(self._guess.encoding) and not str(self._guess.encoding).startswith("utf")
        self.encoding = self._encoding_box() if one_byte else None
        boxes = [*self.fields.values(), *(box for box in (self.order, self.encoding) if box is not None)]
        for place, box in enumerate(boxes):
            row, column = divmod(place, 4)
            holder = QVBoxLayout()
            holder.setSpacing(3)
            name = label(box.accessibleName(), MUTED, self._theme, wrap=False)
            name.setBuddy(box)
            holder.addWidget(name)
            holder.addWidget(box)
            self._grid.addLayout(holder, row, column)
            self._grid.setColumnStretch(column, 1)
            box.currentIndexChanged.connect(self._show_effect)
        self._rows.addLayout(self._grid)

    def _field_box(self, field: Field) -> ComboBox:
        box = ComboBox(self._theme, field_name(field, self._words), letters=10)
        box.offer(self._words.say("no column"), "")
        for header in self._guess.headers:
            box.offer(header, header)
        box.choose(self._guess.columns.get(field.value, ""))
        return box

    def _order_box(self) -> ComboBox:
        box = ComboBox(self._theme, self._words.say("Day and month order"), letters=10)
        box.offer(self._words.say("day first"), "day-first")
        box.offer(self._words.say("month first"), "month-first")
        box.choose(self._guess.date_order)
        return box

    def _encoding_box(self) -> ComboBox:
        box = ComboBox(self._theme, self._words.say("Encoding"), letters=10)
        guessed = str(self._guess.encoding)
        for encoding in dict.fromkeys((guessed, *ENCODINGS)):
            box.offer(encoding_line(encoding, self._words), encoding)
        box.choose(guessed)
        return box

    def _set_table(self) -> None:
        self.effect = muted("", self._theme)
        self._rows.addWidget(self.effect)
        is_chat = self.desk is not None
        say = self._words.say
        self.model = PreviewModel(self._words, say("Day") if is_chat else say("Opening date as read"))
        self.table = TicketTable(
            self._theme, self._words.say("First rows"), self._words.say("Copy"), frozenset({0})
        )
        widths = [DAY_WIDTH, *(CELL_WIDTH for _ in self._guess.headers)]
        if is_chat:
            widths[-1] = MESSAGE_WIDTH
        self.model.show(self._headers, self._preview(self._guess, Decisions()))
        self.table.show_model(self.model, widths)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.horizontalHeader().setSectionsClickable(False)
        card = Card(self._theme)
        card.rows.setContentsMargins(1, 6, 1, 6)
        card.add(self.table)
        self._rows.addWidget(card, 1)

    def _set_buttons(self) -> None:
        say = self._words.say
        row = QHBoxLayout()
        row.setSpacing(10)
        if self.desk is None:
            promise = say("Files with the same headers will be read the same way from now on.")
        else:
            promise = say("Chats with the same people on the desk will be read the same way from now on.")
        row.addWidget(muted(promise, self._theme), 1)
        cancel = Button(say("Cancel"), self._theme)
        cancel.wanted.connect(self.reject)
        self.accepted_button = Button(say("Read it this way"), self._theme, role="primary")
        self.accepted_button.setDefault(True)
        self.accepted_button.wanted.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.accepted_button)
        self._rows.addLayout(row)

    def _show_effect(self) -> None:
        """Show the rows as they would be read now, and how many dates they have."""
        decisions = self.decisions
        preview = self._preview(self._guess, decisions)
        self.model.show(self._headers, preview)
        if self.desk is not None:
            set_text(self.effect, desk_line(self._guess, decisions, self._words))
            self.accepted_button.setEnabled(self.desk.leaves_customers)
            return
        set_text(self.effect, effect_line(preview, self._words))
        has_text = any(self.fields[field].value for field in (Field.SUBJECT, Field.DESCRIPTION))
        self.accepted_button.setEnabled(has_text)

    @property
    def _headers(self) -> tuple[str, ...]:
        """The headers of the rows: those of the file, or words for the columns of a chat."""
        if self.desk is None:
            return self._guess.headers
        say = self._words.say
        return (say("Date and time"), say("Author"), say("Message"))

    def _first_doubtful_box(self) -> QWidget | None:
        if self.desk is not None:
            return next(iter(self.desk.boxes.values()), None)
        box = {
            ImportDoubt.NO_DATE: self.fields[Field.CREATED_AT],
            ImportDoubt.TWO_TEXTS: self.fields[Field.DESCRIPTION],
            ImportDoubt.DESK: None,
            ImportDoubt.DATE_ORDER: self.order,
            ImportDoubt.ENCODING: self.encoding,
        }
        return next((box[doubt] for doubt in self._guess.doubts), None)


def doubt_line(doubt: ImportDoubt, words: Words) -> str:
    """Return the sentence that says what is doubtful and what to check."""
    return {
        ImportDoubt.NO_DATE: words.say(
            "It is not clear which column is the opening date. Choose the right one."
        ),
        ImportDoubt.TWO_TEXTS: words.say(
            "Two columns may contain what the customer wrote. Choose the one that describes the problem."
        ),
        ImportDoubt.DATE_ORDER: words.say(
            "The dates do not show whether the day or the month comes first. Check which dates below are "
            "right."
        ),
        ImportDoubt.ENCODING: words.say(
            "Some characters look wrong. Choose the encoding that makes the texts below readable."
        ),
        ImportDoubt.DESK: words.say(
            "It is not clear who answers for the desk. Tick those people: their messages are answers, not "
            "tickets."
        ),
    }[doubt]


def desk_line(guess: ImportGuess, decisions: Decisions, words: Words) -> str:
    """Return the sentence that counts the messages of a chat, and those of the desk."""
    desk = frozenset(decisions.desk or ())
    total = sum(person.messages for person in guess.people)
    answers = sum(person.messages for person in guess.people if person.name in desk)
    return words.say_n(
        "{count} message; the desk wrote {answers}.",
        "{count} messages; the desk wrote {answers}.",
        total,
        answers=words.number(answers),
    )


def effect_line(preview: ImportPreview, words: Words) -> str:
    """Return the sentence that counts the rows and the dates read from the first rows."""
    days = sorted(when for when in preview.opened if when is not None)
    total = len(preview.rows)
    if not days:
        return words.say_n("{count} row, none with a date.", "{count} rows, none with a date.", total)
    return words.say_n(
        "{count} row; {dated} with a date, from {first} to {last}.",
        "{count} rows; {dated} with a date, from {first} to {last}.",
        total,
        dated=words.number(len(days)),
        first=words.day(days[0], "long"),
        last=words.day(days[-1], "long"),
    )
