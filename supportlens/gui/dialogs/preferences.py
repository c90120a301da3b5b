"""The dialog of the settings: a card for each group, found by its words."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from supportlens.app.analysis.language_models import model_name
from supportlens.domain import fold
from supportlens.gui.dialogs.choice_settings import list_groups
from supportlens.gui.dialogs.look_card import LookCard
from supportlens.gui.jobs import Job
from supportlens.gui.widgets import Button, Card, body, muted, subtitle
from supportlens.gui.widgets.basics.box_icons import name_icons
from supportlens.gui.widgets.basics.labels import STRONG, label, set_text
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.i18n.errors import error_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.gui.dialogs.choice_settings import ChoiceSetting, SettingGroup
    from supportlens.gui.settings import Settings
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = QSize(600, 680)
"""The size of the dialog where the screen has room."""
DESKTOP = QSize(40, 80)
"""Pixels of a screen that its panels and the title of the dialog take."""


class Preferences(QDialog):
    """Shows and changes the settings; a choice is saved at once, a model only after it has been opened."""

    def __init__(self, parent: QWidget | None, settings: Settings, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self._settings, self._words, self._theme = settings, words, theme
        self._job: Job | None = None
        self.setWindowTitle(words.say("Settings"))
        self.setModal(True)
        self._lines: dict[Card, tuple[str, list[tuple[str, tuple[QWidget, ...]]]]] = {}
        """For each group its title and sentence, and the words and widgets of each setting."""
        self.boxes: dict[str, ComboBox] = {}
        """The box of each setting, by its id."""
        self.search = QLineEdit()
        self.search.setPlaceholderText(words.say("Find a setting"))
        self.search.setAccessibleName(words.say("Find a setting"))
        self.search.setClearButtonEnabled(True)
        name_icons(self.search)
        self.search.textChanged.connect(self.find_setting)
        cards = [self._group_card(group) for group in list_groups(settings, words)]
        cards.insert(3, self._model_card())
        cards.append(LookCard(settings, words, theme))
        self._cards = [(card, _said(card)) for card in cards]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 20)
        rows.setSpacing(14)
        rows.addWidget(subtitle(words.say("Settings"), theme))
        rows.addWidget(self.search)
        rows.addWidget(self._scrolled(cards), 1)
        foot = QHBoxLayout()
        foot.addWidget(muted(words.say("What concerns the analysis applies from the next one."), theme), 1)
        close = Button(words.say("Close"), theme)
        close.wanted.connect(self.accept)
        foot.addWidget(close)
        rows.addLayout(foot)
        self._show_model()
        self.resize(SIZE.boundedTo(self.screen().availableSize() - DESKTOP))

    def _scrolled(self, cards: Iterable[Card]) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("content")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

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

    def _group_card(self, group: SettingGroup) -> Card:
        """Return the card of a group: its sentence and a box for each setting."""
        card = Card(self._theme, group.title)
        card.add(body(group.sentence, self._theme))
        lines: list[tuple[str, tuple[QWidget, ...]]] = []
        for setting in group.settings:
            box = ComboBox(self._theme, setting.name, letters=24, search=self._words.say("Search"))
            for text, value in setting.entries:
                box.offer(text, value)
            box.choose(setting.chosen)
            box.currentIndexChanged.connect(partial(self._keep, setting, box))
            name = muted(setting.name, self._theme)
            card.add(name)
            card.add(box)
            self.boxes[setting.id] = box
            offered = (box.itemText(row) for row in range(box.count()))
            lines.append((fold(" ".join((setting.name, *offered))), (name, box)))
        self._lines[card] = (fold(f"{group.title} {group.sentence}"), lines)
        return card

    def _keep(self, setting: ChoiceSetting, box: ComboBox, _place: int) -> None:
        setting.keep(box.value)

    def find_setting(self, text: str) -> None:
        """Show only the settings in which every word of `text` stands, ignoring accents and case.

        Words of the title or the sentence of a group find all its settings.
        """
        wanted = fold(text).split()
        for card, said in self._cards:
            card.setVisible(all(word in said for word in wanted))
            about, lines = self._lines.get(card, ("", []))
            rest = [word for word in wanted if word not in about]
            for words, widgets in lines:
                for widget in widgets:
                    widget.setVisible(all(word in words for word in rest))

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


def _said(card: Card) -> str:
    """Return the words of a card and of what its boxes offer, folded for the search."""
    words = [card.accessibleName(), *(text.accessibleName() for text in card.findChildren(QLabel))]
    for box in card.findChildren(ComboBox):
        words += [box.itemText(row) for row in range(box.count())]
    return fold(" ".join(words))
