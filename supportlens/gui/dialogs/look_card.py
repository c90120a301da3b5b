"""The card of the settings with the look of a company's reports: name, logo, two colours, footer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit

from supportlens.domain import OutputError, read_colour
from supportlens.gui.widgets import Button, Card, body, muted
from supportlens.gui.widgets.basics.labels import set_text
from supportlens.i18n.errors import error_sentence

if TYPE_CHECKING:
    from supportlens.gui.settings import Settings
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class LookCard(Card):
    """Shows and changes the look of the reports; each field is saved as soon as it is left."""

    def __init__(self, settings: Settings, words: Words, theme: Theme) -> None:
        say = words.say
        super().__init__(theme, say("Look of the reports"))
        self._settings, self._words = settings, words
        sentence = say(
            "Workbook, PDF and picture carry the logo, the colours and the footer of your company."
        )
        self.add(body(sentence, theme))
        self.fields: dict[str, QLineEdit] = {}
        """The field of each part of the look, by its id."""
        parts = (
            ("name", say("Company")),
            ("footer", say("Footer")),
            ("accent", say("First colour, such as 0B6E69")),
            ("second", say("Second colour, such as 566072")),
        )
        for part, title in parts:
            field = QLineEdit(settings.report_look(part))
            field.setAccessibleName(title)
            field.editingFinished.connect(partial(self._keep, part))
            self.add(muted(title, theme))
            self.add(field)
            self.fields[part] = field
        self.logo = muted("", theme)
        choose = Button(say("Choose a logo…"), theme, icon="folder-open")
        choose.wanted.connect(self._ask_for_logo)
        remove = Button(say("No logo"), theme, role="quiet")
        remove.wanted.connect(lambda: self.keep_logo(None))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(choose)
        buttons.addWidget(remove)
        buttons.addStretch(1)
        self.add(buttons)
        self.add(self.logo)
        self._show_logo()

    def _keep(self, part: str) -> None:
        """Save a field; what is no colour is put back to what was saved."""
        written = self.fields[part].text().strip()
        if part in {"accent", "second"} and written:
            try:
                written = read_colour(written)
            except ValueError:
                written = self._settings.report_look(part)
        self.fields[part].setText(written)
        self._settings.keep_report_look(part, written)

    def _ask_for_logo(self) -> None:
        kind = f"{self._words.say('Picture')} (*.png *.jpg *.jpeg)"
        chosen, _ = QFileDialog.getOpenFileName(
            self, self._words.say("Choose a logo"), str(Path.home()), kind
        )
        if chosen:
            self.keep_logo(Path(chosen))

    def keep_logo(self, path: Path | None) -> None:
        """Save the path of a logo, or say why it cannot be one."""
        from supportlens.app.output.company_look import load_logo  # noqa: PLC0415 - slow to import

        try:
            if path is not None:
                load_logo(path)
        except OutputError as fault:
            set_text(self.logo, error_sentence(fault, self._words))
            return
        self._settings.keep_report_look("logo", "" if path is None else str(path))
        self._show_logo()

    def _show_logo(self) -> None:
        path = self._settings.report_look("logo")
        set_text(self.logo, Path(path).name if path else self._words.say("No logo is chosen."))
