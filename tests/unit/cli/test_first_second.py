"""What is loaded before a person sees the first line: a version or a help waits for no analysis."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import supportlens

HEAVY = (
    "numpy",
    "pandas",
    "scipy",
    "sklearn",
    "onnxruntime",
    "PySide6",
    "lxml",
    "holidays",
    "phonenumbers",
    "re2",
)
"""Packages that only an analysis or the window needs; each takes longer to load than a help to print."""
LOADED = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
OURS = "import sys; print(*(name for name in sys.modules if name.startswith('supportlens.')))"
MOST_OF_OURS = 40
"""Modules of our own that a help may load: 33 now, and 700 in an analysis."""


def _run(code: str) -> list[str]:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()[-1].split()


def _call(*words: str) -> str:
    return f"from supportlens.__main__ import main\nmain({list(words)!r})\n"


@pytest.mark.parametrize(
    "begun",
    ["import supportlens\n", _call("--version"), _call("--help", "--lang", "es"), _call("analyze", "--help")],
    ids=["import", "version", "help", "help of a command"],
)
def test_the_first_line_waits_for_no_analysis(begun: str) -> None:
    assert not set(HEAVY) & set(_run(begun + LOADED))
    assert len(_run(begun + OURS)) <= MOST_OF_OURS


def test_completion_knows_every_command_and_needs_no_analysis() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _call("completion", "bash") + LOADED],
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(command in ran.stdout for command in ("analyze", "watch", "project", "institutionalise"))
    assert not set(HEAVY) & set(ran.stdout.splitlines()[-1].split())


def test_an_analysis_loads_what_it_needs_all_the_same() -> None:
    loaded = _run("import supportlens\nsupportlens.analyse\n" + LOADED)
    assert {"numpy", "pandas"} <= set(loaded)


def test_only_notebooks_load_scikit_learn_and_all_statistics_of_scipy() -> None:
    package = Path(supportlens.__file__).parent
    slow = re.compile(r"^\s*(?:from|import)\s+(?:sklearn|scipy\.stats|scipy import .*stats)\b", re.MULTILINE)
    loading = [path.parent.name for path in package.rglob("*.py") if slow.search(path.read_text("utf-8"))]
    assert loading == ["library"]


def test_a_door_offers_all_that_its_stub_names() -> None:
    from supportlens import domain, i18n, report, resources  # noqa: PLC0415 - as a person imports them

    for door in (domain, i18n, report, resources):
        assert door.__all__
        assert all(hasattr(door, name) for name in door.__all__)


def test_the_program_looks_for_circles_of_dead_objects_more_rarely_than_python_does() -> None:
    def first_threshold(begun: str) -> int:
        return int(_run(f"{begun}import gc; print(gc.get_threshold()[0])")[0])

    assert first_threshold("import supportlens\n") < 10_000, "who imports the library keeps Python's own"
    assert first_threshold(_call("--version")) == 100_000
