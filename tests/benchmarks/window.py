"""How long the window keeps a person waiting: `python -m tests.benchmarks.window [FILE ...] [--tickets N]`.

Opens a log, looks at every page, searches, sorts, copies, regroups, exports and cancels, while a timer that
should ring every 16 ms notes the silences. Other programs silence a window as well, so beside the time
passed stands what of it this process computed, and what of that the window's own thread; the first line says
how much slower than a quiet machine this one is now. Texts of a written log are those of the benchmark
of loading.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from supportlens.__main__ import NEW_OBJECTS
from supportlens.app.output.requests import ExportRequest
from supportlens.gui.application import keep_fluent, prepare
from supportlens.gui.dialogs.palette import Palette
from supportlens.gui.main_window import MainWindow
from supportlens.gui.pages import page_ids
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.settings import Settings
from supportlens.resources import sample_paths
from tests.benchmarks import measuring
from tests.benchmarks.loading import write
from tests.watchdog import Watchdog, measure_handicap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BYTES_PER_ROW = 143
_PATIENCE = 3600.0
_CANCELS = (0.3, 3.0, 10.0)
"""Seconds after which an analysis is cancelled, once each."""
_VISIBLE, _IDLE = 1.0, 200
"""Seconds until the window is seen, and MiB that it needs without a log, at most."""
_LIMITS = {"search": 0.15, "sort": 0.3}
"""Seconds that a step may take, by how its name begins."""


def main(argv: Sequence[str] | None = None) -> int:
    """Work with the window and print its silences."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.window", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="logs; without any, the sample or a written one")
    parser.add_argument("--tickets", type=int, help="write a log of so many tickets")
    parser.add_argument("--language", default="en")
    asked = parser.parse_args(argv)
    gc.set_threshold(NEW_OBJECTS)
    print(f"this machine is {measure_handicap():.1f} times slower than a quiet one")
    shown = measuring.window()
    used = "" if shown.cpu is None else f" {shown.cpu:8.3f} s of processor"
    print(f"window visible {shown.seconds:26.3f} s{used}, at most {_VISIBLE} s")
    if shown.peak_mebibytes is not None:
        print(f"memory without a log {shown.peak_mebibytes:16.0f} MiB, at most {_IDLE} MiB", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        paths = tuple(asked.files) or sample_paths(asked.language)
        if asked.tickets:
            paths = (Path(folder) / "log.csv",)
            write(paths[0], asked.tickets * _BYTES_PER_ROW)
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
        app = QApplication(["supportlens"])
        settings = Settings()
        settings.language = asked.language
        prepare(app, asked.language)
        window = MainWindow(settings)
        keep_fluent(window)
        window.resize(1280, 720)
        window.show()
        journey = Journey(window, Path(folder))
        journey.take(paths)
        window.close()
    journey.print_limits()
    journey.print_silences()
    return 0


class Journey:
    """What a person does with a log, each step timed and watched."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window, self._folder = window, folder
        self.dog = Watchdog()
        self._ended: list[object] = []
        self._steps: dict[str, list[tuple[float, float]]] = defaultdict(list)
        """The seconds of the steps that have a limit: passed, and of the processor."""
        analyses, exports, copies = window._analysis_runner, window._export_runner, window._copy_runner
        for signal in (analyses.opened, analyses.failed, exports.written, exports.failed, copies.copied):
            signal.connect(self._ended.append)
        analyses.cancelled.connect(lambda: self._ended.append(None))
        analyses.progressed.connect(self._name_stage)

    def take(self, paths: tuple[Path, ...]) -> None:
        """Do everything."""
        window = self._window
        self._job("load", lambda: window.open(paths))
        for page in sorted(page_ids()):
            self._step(f"page {page}", lambda page=page: window.show_page(page))  # type: ignore[misc]
        self._step("page tickets again", lambda: window.show_page("tickets"))
        page = window.page
        if not isinstance(page, TicketsPage):
            return
        for text in ("f", "fa", "factura", "page"):
            self._step("search", lambda text=text: page.show_search(text))  # type: ignore[misc]
        self._step("clear", lambda: page.show_search(""))
        for column in range(7):
            self._step(
                f"sort {column}",
                lambda at=column: page.table.sortByColumn(at, Qt.SortOrder.AscendingOrder),  # type: ignore[misc]
            )
        self._step("select all", page.table.selectAll)
        self._step("find anything", window.open_palette)
        for palette in window.findChildren(Palette):
            for text in ("a", "at", "atlas", "atlas july"):
                self._step("find anything", lambda text=text, box=palette.box: box.setText(text))  # type: ignore[misc]
            palette.close()
        self._job("copy", lambda: page._copy(page.table.chosen_rows()))
        wanted = ExportRequest("xlsx", "en", mask=True)
        study = window.study
        if study is not None:
            level = next((one for one in study.levels if one != study.level), 0)
            self._job("recut", lambda: window.recut(level))
            self._job("export", lambda: window._export_runner.write(wanted, study, self._folder / "o.xlsx"))
        for after in _CANCELS:
            with self.dog.watch("load"):
                window.open(paths)
                self.dog.wait(after)
            if window._analysis_runner.running:  # a small log is read by then
                self._job(f"cancel after {after} s", window._analysis_runner.cancel)

    def print_silences(self) -> None:
        """Print, for each step, the silences of more than 100 ms and the longest."""
        self.dog.stop()
        found = defaultdict(list)
        for silence in self.dog.silences:
            found[silence.during].append(silence)
        print("\nsilences of more than 100 ms     number   longest  computed   window's own")
        for during, silences in found.items():
            long = [one for one in silences if one.own > 0.1]
            worst = max(silences, key=lambda one: one.own)
            print(
                f"{during:32} {len(long):6} {1000 * worst.seconds:8.0f} ms {1000 * worst.used:6.0f} ms"
                f" {1000 * worst.window:6.0f} ms"
            )

    def print_limits(self) -> None:
        """Print the slowest of the steps that have a limit."""
        for name, limit in _LIMITS.items():
            passed, used = max(self._steps[name], key=lambda spent: spent[1], default=(0.0, 0.0))
            print(f"slowest {name:24} {passed:8.3f} s {used:8.3f} s of processor, at most {limit} s")

    def _name_stage(self, stage: object, _fraction: float) -> None:
        if self.dog.during.startswith("load"):
            self.dog.during = f"load: {stage}"

    def _step(self, name: str, act: Callable[[], object]) -> None:
        start, used = time.perf_counter(), time.thread_time()
        with self.dog.watch(name):
            act()
            self.dog.wait_for(self._is_shown, _PATIENCE)
            spent = time.perf_counter() - start, time.thread_time() - used
            self.dog.wait(0.4)
        self._steps[name.partition(" ")[0]].append(spent)
        print(f"{name:32} {spent[0]:8.3f} s {spent[1]:8.3f} s of processor", flush=True)

    def _is_shown(self) -> bool:
        """Return whether the list of tickets shows what was asked for: of many it is found in pieces."""
        page = self._window.page
        return not isinstance(page, TicketsPage) or not page.model.preparing.awaited

    def _job(self, name: str, act: Callable[[], object]) -> None:
        self._ended.clear()
        start = time.perf_counter()
        with self.dog.watch(name):
            act()
            self.dog.wait_for(lambda: bool(self._ended), _PATIENCE)
            print(f"{name:32} {time.perf_counter() - start:8.3f} s", flush=True)
            self.dog.during = f"{name}: shown"
            self.dog.wait(0.5)


if __name__ == "__main__":
    sys.exit(main())
