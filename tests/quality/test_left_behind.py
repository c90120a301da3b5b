"""The window's tests fail when something is left behind: seen by leaving it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.quality.tree import TOP

if TYPE_CHECKING:
    from pathlib import Path

TIDY = """
def test_tidy(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QTimer(window).start(50)
"""
UNTIDY = """
kept = []

def test_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(50)

def test_window(qapp):
    kept.append(QWidget())

def test_worker(qapp):
    kept.append(QThreadPool())
    kept[-1].start(lambda: time.sleep(2))

def test_thread(qapp):
    threading.Thread(target=time.sleep, args=(2,)).start()

def test_warning(qapp):
    qWarning("said by Qt")
"""
IMPORTS = """
import threading, time
from PySide6.QtCore import QThreadPool, QTimer, qWarning
from PySide6.QtWidgets import QWidget
"""


HANGING = """
def test_hanging(qapp):
    time.sleep(60)
"""


def run(code: str, folder: Path, *options: str) -> str:
    """Run a file of tests under the window's rules and return what is said."""
    shutil.copy(TOP / "tests" / "gui" / "conftest.py", folder / "conftest.py")
    (folder / "test_planted.py").write_text(IMPORTS + code, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            "pyproject.toml",
            "-p",
            "no:cacheprovider",
            *options,
            str(folder),
        ],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("processes", ["0", "2"])
def test_whatever_is_left_behind_fails_the_test_and_a_tidy_one_passes(tmp_path: Path, processes: str) -> None:
    said = run(TIDY + UNTIDY, tmp_path, "-n", processes)

    last = said.splitlines()[-1]
    assert "4 errors" in last
    assert "1 failed" in last
    assert "test_tidy" not in said


def test_a_test_that_hangs_in_a_process_beside_this_one_ends_and_fails(tmp_path: Path) -> None:
    said = run(HANGING, tmp_path, "-n", "1", "-o", "faulthandler_timeout=1")

    assert "crashed while running" in said
    assert "test_hanging" in said
