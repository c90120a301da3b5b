"""The dialog about the program and the libraries it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from supportlens import __version__
from supportlens.gui.dialogs.licences import list_bundled
from supportlens.gui.widgets import Button, body, muted, subtitle
from supportlens.gui.widgets.basics.labels import icon_label

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class About(QDialog):
    """Shows name, version and licences."""

    def __init__(self, parent: QWidget, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        say = words.say
        self.setWindowTitle(say("About SupportLens"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.scaled(480))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(32, 32, 32, 24)
        rows.setSpacing(12)
        rows.addWidget(icon_label("supportlens", theme, size=48), 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(subtitle(f"SupportLens {__version__}", theme))
        rows.addWidget(body(say("Why your customers call, from your help desk's own log."), theme))
        rows.addWidget(body(say("Works offline: nothing is sent anywhere and no file is changed."), theme))
        rows.addWidget(muted(say("Free software under the MIT licence."), theme))
        rows.addWidget(muted(say("It is made of these; each keeps its licence:"), theme))
        listed = QPlainTextEdit()
        listed.setReadOnly(True)
        listed.setAccessibleName(say("Licences"))
        listed.setFont(theme.font(12, tabular=True))
        listed.setPlainText(
            "\n".join(f"{one.name} {one.version} \N{EN DASH} {one.licence}" for one in list_bundled())
        )
        listed.setMinimumHeight(180)
        rows.addWidget(listed)
        close = Button(say("Close"), theme)
        close.wanted.connect(self.accept)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
