"""Everything but the window works on a machine that has no Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from supportlens.resources import sample_log
from tests.quality.tree import TOP

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NoQt())
"""


def run_without_qt(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process in which Qt cannot be imported."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_QT + code, *arguments],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_qt_is_really_out_of_reach() -> None:
    run = run_without_qt("import PySide6.QtCore")

    assert "ModuleNotFoundError" in run.stderr


def test_a_log_is_analysed_without_qt(tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"

    run = run_without_qt(
        "import supportlens.app\nfrom supportlens.cli import run\nsys.exit(run(sys.argv[1:]))",
        "analyze",
        str(sample_log("muestra.json")),
        "--json",
        str(answer),
        "--quiet",
    )

    assert run.returncode == 0, run.stderr
    assert json.loads(answer.read_text(encoding="utf-8"))["input"]["tickets"] > 100
