"""Starts the window."""

from __future__ import annotations

import gc
import logging
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QSize, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from supportlens import __version__
from supportlens.gui.main_window import MainWindow
from supportlens.gui.program_log import keep_log
from supportlens.gui.settings import Settings
from supportlens.gui.single_instance import InstanceServer, hand_over, instance_name
from supportlens.gui.theme import LIGHT, Theme
from supportlens.i18n import spoken_languages
from supportlens.resources import sample_paths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType


PREFERRED_SIZE = QSize(1440, 960)
"""The preferred size of the window."""
SWITCH_SECONDS = 0.0005
"""Seconds after which work in a thread lets the window have its turn.

A list asks Python for each of its cells, and each time waits so long for a thread that computes: with 0.002
painting 19 ms of cells took 150 while 200 000 rows were copied, with this 69, and the copy as long (24 s).
Python's 0.005 are felt while scrolling.
"""
FULL_SEARCH_EVERY = 1_000
"""Searches of younger objects between two for garbage among all.

What the pages make of 200 000 tickets (lists of texts, the log of moments) takes 60 to 75 ms of a quiet
processor to be searched, in whatever thread that begins, 160 ms of a busy one; ten rounds through all pages
left 405 objects to be found. With Python's ten a copy of so many rows began several unless a start had asked
for fewer (`__main__.NEW_OBJECTS`), an export one.
"""
TITLE_BAR = 40
"""Pixels that a desktop may take for the title bar."""


def run(argv: Sequence[str]) -> int:
    """Open the window, analyse the files of `argv` at once, and return the exit code."""
    return _show(tuple(Path(name) for name in argv))


def run_sample() -> int:
    """Open the window with the sample log of its language."""
    return _show(sample_paths(Settings().language))


def _show(paths: tuple[Path, ...]) -> int:
    app = QApplication(["supportlens"])
    settings = Settings()
    name = instance_name(settings.place)
    if hand_over(name, paths):
        return 0
    prepare(app, settings.language)
    keep_log(settings.log_folder)
    logging.getLogger(__name__).info("started: version %s, %d files", __version__, len(paths))
    window = MainWindow(settings)
    keep_fluent(window)
    server = InstanceServer(name, window)
    server.opened.connect(lambda further: _come_forward(window, further))
    window.language_changed.connect(lambda language: set_qt_language(app, language))
    _show_unexpected_errors(window)
    if settings.geometry.isEmpty() or not window.restoreGeometry(settings.geometry):
        window.resize(first_size(window.screen().availableSize()))
    window.show()
    QTimer.singleShot(0, window, lambda: window.open(paths))
    return app.exec()


def _come_forward(window: MainWindow, paths: tuple[Path, ...]) -> None:
    """Bring the window to the front, and open what a further start was called with."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    window.open_further(paths)


def first_size(room: QSize) -> QSize:
    """Return the size of a new window: the preferred one, but not larger than the screen."""
    return PREFERRED_SIZE.boundedTo(QSize(room.width(), room.height() - TITLE_BAR))


def keep_fluent(window: MainWindow) -> None:
    """Keep the interpreter from silencing the window.

    Threads let it have its turn soon. What was imported, which stays until the end, and the study that was
    opened, which goes when nothing refers to it any more, are left out of the search for garbage: it takes
    70 ms with what was imported and 280 ms with a study of 88 827 tickets as well, in whatever thread it
    begins (an export began several); without them 2 ms. What the pages make of the study is searched seldom.
    """
    gc.set_threshold(*gc.get_threshold()[:2], FULL_SEARCH_EVERY)
    sys.setswitchinterval(SWITCH_SECONDS)
    window.pages_loaded.connect(gc.freeze)
    window.study_arrived.connect(gc.freeze)


def prepare(app: QApplication, language: str) -> None:
    """Set name, icon and language of the application."""
    app.setApplicationName("SupportLens")
    app.setApplicationDisplayName("SupportLens")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("supportlens")
    app.setWindowIcon(Theme(LIGHT).icon("supportlens", "accent", 64))
    set_qt_language(app, language)


DIALOG_CONTEXTS = ("QFileDialog", "QPrint", "QPageSetup", "QPlatformTheme", "QDialogButtonBox", "QMessageBox")
"""How the contexts of the dialogs begin, as Qt names them."""


class OwnTexts(QTranslator):
    """Translates key names to those printed on the keys, and what Qt leaves untranslated in its dialogs."""

    def __init__(self, keys: Mapping[str, str], dialogs: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._keys, self._dialogs = keys, dialogs

    def translate(self, context: str, source: str, *_which: object) -> str | None:
        """Return a text of ours; None, which the stubs lack, leaves it to the next translator."""
        if context == "QShortcut":
            return self._keys.get(source)
        return self._dialogs.get(source) if context.startswith(DIALOG_CONTEXTS) else None

    def isEmpty(self) -> bool:
        """Return False: this translator always has an answer."""
        return False


def set_qt_language(app: QApplication, language: str) -> None:
    """Set the language of Qt's own buttons and dialogs."""
    for known in app.findChildren(QTranslator):
        app.removeTranslator(known)
        known.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    spoken = next(each for each in spoken_languages() if each.code == language)
    if spoken.keys or spoken.dialogs:  # Qt asks the translator installed last first
        app.installTranslator(OwnTexts(spoken.keys, spoken.dialogs, app))


def _show_unexpected_errors(window: MainWindow) -> None:
    """Show unexpected errors on a page instead of ignoring them."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        window.show_error(error)

    sys.excepthook = show
