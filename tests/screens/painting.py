"""Paints every page of the window in both languages and both looks."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication

from supportlens.app import analyse
from supportlens.app.standing.drafting import draft_of_cause
from supportlens.domain import DeskMoments, FileMissing, Stage
from supportlens.gui.application import prepare
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages import PAGES
from supportlens.gui.settings import Settings
from supportlens.gui.widgets.basics.slices import Slices
from supportlens.resources import sample_paths

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from supportlens.domain import Study

SIZES = {"": QSize(1440, 960), "_small": QSize(1024, 600)}
"""The sizes of the window by what they add to the name of a picture: a common screen and a small laptop."""
LOOKS = ("es_light", "es_dark", "en_light", "en_dark")
"""What a window can be painted in: a language and a look."""


def paint(folder: Path, looks: Collection[str] = LOOKS, study: Study | None = None) -> None:
    """Paint into `folder` in some looks; each picture is named page_language_look.png, with its size.

    A `study` of the sample log saves its analysis; the looks are of its language then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    Slices.at_once = True
    app = QApplication(["supportlens"])
    for language, asked in groupby(sorted(looks), lambda name: name.partition("_")[0]):
        paths = sample_paths(language)
        opened = OpenedStudy(study or analyse(paths), paths)
        for look in (name.partition("_")[2] for name in asked):
            QSettings("SupportLens", "SupportLens").clear()  # each begins as on the first day
            settings = Settings()
            settings.language, settings.look = language, look
            shutil.rmtree(settings.unsaved, ignore_errors=True)  # what the look before left unsaved
            prepare(app, language)
            window = MainWindow(settings)
            window.resize(SIZES[""])
            window.show()
            _paint_pages(app, window, opened, folder, f"{language}_{look}")
            window.close()
            window.deleteLater()


def _paint_pages(
    app: QApplication, window: MainWindow, opened: OpenedStudy, folder: Path, suffix: str
) -> None:
    _grab(app, window, folder / f"welcome_{suffix}")
    window.take(opened)
    for page in PAGES:
        window.show_page(page.id)
        _grab(app, window, folder / f"{page.id}_{suffix}")
    window.show_page("logbook")
    _grab(app, window, folder / f"logbook_{suffix}")
    window.show_page("intake")
    _grab(app, window, folder / f"intake_{suffix}")
    window.show_page("comparison")
    while window.page.memory() is None:  # it is counted in the background
        app.processEvents()
    _grab(app, window, folder / f"comparison_{suffix}")
    window.take(replace(opened, study=_with_moment(opened.study)))
    window.show_page("standing/M1")
    _grab(app, window, folder / f"standing_{suffix}")
    window.show_error(FileMissing("tickets.csv"))
    _grab(app, window, folder / f"failing_{suffix}")
    window._show("progress")
    window._update_progress(Stage.GROUP, 0.4)
    _grab(app, window, folder / f"progress_{suffix}")


def _with_moment(study: Study) -> Study:
    """Return the study with a moment of its first cause, drafted on a fixed day and reviewed in a far one."""
    draft = draft_of_cause(study, study.causes[0].id, date(2026, 9, 1))
    moment = replace(draft, owner="Ana Salas", review=date(2999, 1, 15))
    return replace(study, desk_moments=DeskMoments().put(moment))


def _grab(app: QApplication, window: MainWindow, path: Path) -> None:
    """Paint what is shown in each size; in the smaller ones it is laid out anew."""
    for name, size in reversed(SIZES.items()):
        window.resize(size)
        for _ in range(4):  # layouts settle in more than one round
            app.processEvents()
        window.grab().save(str(path.with_name(f"{path.name}{name}.png")))
