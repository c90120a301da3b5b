"""What every test stands on: no display, no traces in a person's folders, fixed examples, all processors."""

from __future__ import annotations

import os

# Before anything imports Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import signal
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.quality.tree import TOP, modules
from tests.sharing import SharedStudies

if TYPE_CHECKING:
    from collections.abc import Iterator

# A shell that starts a run in the background has it ignore Ctrl+C, and its children would too.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("people", deadline=None)
settings.register_profile("machines", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("machines" if os.environ.get("CI") else "people")

MANY_LINES = 300
MOST_WORKERS = 4
"""Judgement: a process holds up to 1 GB (models, studies, Qt); more of them would wait for memory."""

FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


@pytest.fixture(scope="session", autouse=True)
def _a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep settings, recent files and caches of the tests out of a person's own folders."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in FOLDERS:
            folder = home / name.lower()
            folder.mkdir(mode=0o700)
            patch.setenv(name, str(folder))
        if sys.platform == "win32":
            patch.setenv("APPDATA", str(home))
            patch.setenv("LOCALAPPDATA", str(home))
        yield


@pytest.fixture(scope="session")
def study_of(tmp_path_factory: pytest.TempPathFactory) -> SharedStudies:
    """Share the studies of sample logs: `study_of("caso_40.csv", changes="caso_40_cambios.csv")`."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "studies"
    folder.mkdir(exist_ok=True)
    return SharedStudies(folder)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Share the whole suite out among the processors; run anything less here, where a debugger reaches it.

    Files or tests named on the command line, `-k` and campaigns (which start processes of their own) are
    less than the whole. `-n 2` and `-n 0` decide otherwise.
    """
    named = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    if named or config.option.keyword or config.option.markexpr != "not campaign":
        return 0
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, MOST_WORKERS) if processors > 1 else 0


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the long modules at the end of a run: a place to look, not a failure."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    for path, lines in sorted(lengths.items(), key=lambda row: -row[1]):
        if lines > MANY_LINES:
            terminalreporter.write_line(f"{path.relative_to(TOP)}: {lines} lines; does it hold one thought?")
