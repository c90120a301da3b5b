"""The dialog of the settings: the language model, the public holidays and the definitions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from supportlens.app.analysis.countries import known_countries
from supportlens.app.analysis.language_models import model_name
from supportlens.domain.contacts.definitions import TERMS
from supportlens.gui.jobs import Job
from supportlens.gui.widgets import Button, Card, body, muted, subtitle
from supportlens.gui.widgets.basics.labels import STRONG, label, set_text
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.i18n.contacts.definitions import meaning_line
from supportlens.i18n.errors import error_sentence

if TYPE_CHECKING:
    from supportlens.gui.settings import Settings
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

WIDTH = 560


class Preferences(QDialog):
    """Shows and changes the settings; a choice is saved at once, a model only after it has been opened."""

    def __init__(self, parent: QWidget | None, settings: Settings, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self._settings, self._words, self._theme = settings, words, theme
        self._job: Job | None = None
        self.setWindowTitle(words.say("Settings"))
        self.setModal(True)
        self.setFixedWidth(WIDTH)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(32, 28, 32, 24)
        self._rows.setSpacing(14)
        self._rows.addWidget(subtitle(words.say("Settings"), theme))
        self._rows.addWidget(self._model_card())
        self._rows.addWidget(self._holidays_card())
        self._rows.addWidget(self._definitions_card())
        self._rows.addWidget(muted(words.say("Changes here apply from the next analysis."), theme))
        close = Button(words.say("Close"), theme)
        close.wanted.connect(self.accept)
        self._rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self._show_model()

    def choose_model(self, folder: Path) -> None:
        """Open the model in `folder`; save it if it can be used, else show the reason."""
        if self._job is not None:
            return
        set_text(self.status, self._words.say("Opening the model…"))
        self._enable_choice(False)
        self._job = Job(lambda _progress: (folder, model_name(folder)), self)
        self._job.succeeded.connect(self._save_model)
        self._job.failed.connect(self._show_error)
        self._job.start()

    def done(self, result: int) -> None:
        """Wait for the model that is being opened, and close."""
        if self._job is not None:
            self._job.close()
            self._job = None
        super().done(result)

    def event(self, event: QEvent) -> bool:
        """Keep the height that wrapped sentences need; Qt would let the dialog be lower."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.setFixedHeight(self._rows.totalHeightForWidth(WIDTH))
        return done

    def _model_card(self) -> Card:
        say = self._words.say
        card = Card(self._theme, say("Language model"))
        card.add(
            body(
                say(
                    "It compares the texts of the tickets. Any sentence-transformers model in the ONNX "
                    "format can be used, for example one of another language; it is read from the "
                    "folder and never downloaded."
                ),
                self._theme,
            )
        )
        self.model = label("", STRONG, self._theme)
        self.status = muted("", self._theme)
        card.add(self.model)
        card.add(self.status)
        self.choose = Button(say("Choose a folder…"), self._theme, icon="folder-open")
        self.choose.wanted.connect(self._ask_for_folder)
        self.built_in = Button(say("Use the built-in model"), self._theme, role="quiet")
        self.built_in.wanted.connect(self._use_built_in)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.built_in)
        buttons.addStretch(1)
        card.rows.addLayout(buttons)
        return card

    def _holidays_card(self) -> Card:
        say = self._words.say
        card = Card(self._theme, say("Public holidays"))
        card.add(
            body(
                say(
                    "A country's public holidays count as non-working days, so a quiet holiday isn't "
                    "counted as a drop. Without a country, only the weekly pattern counts."
                ),
                self._theme,
            )
        )
        self.country = ComboBox(self._theme, say("Country"), letters=24)
        self.country.offer(say("None"), None)
        for name, code in self._words.countries(known_countries()):
            self.country.offer(name, code)
        self.country.choose(self._settings.country)
        self.country.currentIndexChanged.connect(self._save_country)
        card.add(self.country)
        return card

    def _definitions_card(self) -> Card:
        say = self._words.say
        card = Card(self._theme, say("Definitions"))
        told = say(
            "The sources define some moments in different ways. Choose the meaning that your team uses."
        )
        card.add(body(told, self._theme))
        self.definitions: dict[str, ComboBox] = {}
        for term in TERMS:
            name = say(term.name)
            box = ComboBox(self._theme, name, letters=40)
            for choice in term.choices:
                box.offer(meaning_line(choice, self._words), choice.id)
            box.choose(self._settings.definitions.in_force(term.id).id)
            box.currentIndexChanged.connect(partial(self._save_definition, term.id))
            card.add(muted(f"{name[:1].upper()}{name[1:]}", self._theme))
            card.add(box)
            self.definitions[term.id] = box
        return card

    def _save_definition(self, term: str, _place: int) -> None:
        self._settings.define(term, str(self.definitions[term].value))

    def _save_country(self) -> None:
        code = self.country.value
        self._settings.country = code if isinstance(code, str) else None

    def _ask_for_folder(self) -> None:
        start = self._settings.model_folder or Path.home()
        chosen = QFileDialog.getExistingDirectory(self, self._words.say("Choose a folder…"), str(start))
        if chosen:
            self.choose_model(Path(chosen))

    def _save_model(self, found: tuple[Path, str]) -> None:
        folder, name = found
        self._end_job()
        self._settings.model_folder = folder
        self._show_model()
        set_text(
            self.status, self._words.say("{name} was opened and can be used.", name=self._words.quoted(name))
        )

    def _show_error(self, error: BaseException) -> None:
        self._end_job()
        self._show_model()
        set_text(self.status, error_sentence(error, self._words))

    def _use_built_in(self) -> None:
        self._settings.model_folder = None
        self._show_model()

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self._enable_choice(True)

    def _enable_choice(self, free: bool) -> None:  # noqa: FBT001 - private; a state, not an option
        self.choose.setEnabled(free)
        self.built_in.setEnabled(free)

    def _show_model(self) -> None:
        """Show which model is used, and its folder."""
        folder = self._settings.model_folder
        own = self._words.say("Built in: all-MiniLM-L6-v2, with a table that links Spanish and English")
        set_text(self.model, folder.name if folder else own)
        set_text(self.status, str(folder) if folder else self._words.say("It comes with the program."))
        self.built_in.setVisible(folder is not None)
