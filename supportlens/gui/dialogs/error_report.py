"""The report of an error: everything it holds is read here before it leaves."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from supportlens import __version__
from supportlens.domain import Field
from supportlens.gui.program_log import describe_error, read_log
from supportlens.gui.widgets import Button, body, muted, subtitle
from supportlens.gui.widgets.basics.labels import set_text

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.gui.settings import Settings
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SIZE = (760, 600)
LOG_LINES = 120
"""Lines of the log at the end of a report. Judgement: the last hour of work."""


class ErrorReport(QDialog):
    """Shows the report as it would be saved or copied; a person sends it or does not."""

    def __init__(self, parent: QWidget | None, report: str, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self._words = words
        say = words.say
        self.setWindowTitle(say("Error report"))
        self.setModal(True)
        self.resize(*SIZE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(subtitle(say("Error report"), theme))
        rows.addWidget(
            body(
                say(
                    "Read it before you send it: it holds no ticket, name, file name or path. "
                    "The program itself sends nothing."
                ),
                theme,
            )
        )
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(say("Error report"))
        self.text.setFont(theme.font(13))
        self.text.setTabChangesFocus(True)
        rows.addWidget(self.text, 1)
        self.done_line = muted("", theme)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.done_line, 1)
        copy = Button(say("Copy"), theme, icon="copy")
        copy.wanted.connect(lambda _none: self._copy())
        save = Button(say("Save as…"), theme, role="primary")
        save.wanted.connect(lambda _none: self._ask())
        close = Button(say("Close"), theme)
        close.wanted.connect(lambda _none: self.accept())
        for button in (copy, close, save):
            line.addWidget(button)
        rows.addLayout(line)

    def save(self, path: Path) -> None:
        """Write the report to a file, and show whether that worked."""
        try:
            path.write_text(self.text.toPlainText() + "\n", encoding="utf-8")
        except OSError:
            set_text(self.done_line, self._words.say("It could not be saved there."))
            return
        set_text(self.done_line, self._words.say("Saved: {path}", path=path))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        set_text(self.done_line, self._words.say("Copied"))

    def _ask(self) -> None:
        say = self._words.say
        chosen, _ = QFileDialog.getSaveFileName(self, say("Error report"), "supportlens-report.txt", "*.txt")
        if chosen:
            self.save(Path(chosen))


def write_report(error: BaseException | None, study: Study | None, settings: Settings) -> str:
    """Return what helps to find a fault: versions, settings, figures of the log, and places in the code."""
    parts = [
        ("SupportLens", _versions()),
        ("Settings", _chosen(settings)),
        ("Open log", _figures(study)),
        ("Error", describe_error(error) if error is not None else "none"),
        ("What the program did", read_log(settings.log_folder, LOG_LINES) or "nothing was written"),
    ]
    return "\n\n".join(f"{title}\n{'-' * len(title)}\n{text}" for title, text in parts)


def _versions() -> str:
    screen = QGuiApplication.primaryScreen()
    size = screen.size() if screen else None
    shown = f"{size.width()} x {size.height()}, {screen.devicePixelRatio():g}" if size else "none"
    return "\n".join(
        (
            f"version {__version__}",
            f"system {platform.system()} {platform.release()} {platform.machine()}",
            f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
            f"screen {shown} ({QGuiApplication.platformName()})",
        )
    )


def _chosen(settings: Settings) -> str:
    own = "own" if settings.model_folder else "built in"
    return (
        f"language {settings.language}, region {settings.region or 'none'}, look {settings.look}, "
        f"size of texts {settings.zoom}, country {settings.country or 'none'}, model {own}, "
        f"masked {'yes' if settings.masked else 'no'}"
    )


def _figures(study: Study | None) -> str:
    if study is None:
        return "none"
    fields = [field.value for field in Field if study.tickets.has(field)]
    formats = sorted({file.format for file in study.tickets.files})
    return "\n".join(
        (
            f"{len(study.tickets)} tickets of {len(study.tickets.files)} files ({', '.join(formats)})",
            f"fields {', '.join(fields)}",
            f"{len(study.symptoms)} symptoms, {len(study.causes)} causes, level {study.level}",
            f"encoder {study.engine.encoder}",
            f"{len(study.corrections)} corrections, {len(study.answers)} answers",
            ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in study.engine.seconds.items()),
        )
    )
