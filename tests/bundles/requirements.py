"""Runs tests with the oldest or the newest versions that `pyproject.toml` allows.

`python -m tests.bundles.requirements oldest|newest [TEST ...]` makes an empty environment for it and
removes it again. The exit code is that of the tests.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

TOP = Path(__file__).resolve().parents[2]
TEST_TOOLS = ("hypothesis", "packaging", "pytest", "pytest-qt", "pytest-xdist")
"""What the tests need besides; always in the versions that the project uses."""
TESTS = (
    "tests/unit/causes",
    "tests/unit/cli",
    "tests/unit/ingest",
    "tests/unit/library",
    "tests/unit/report",
    "tests/unit/store",
    "tests/unit/symptoms",
    "tests/unit/text",
    "tests/gui/pages",
)
"""The parts that stand on other people's packages: tables, statistics, encoding, files and Qt."""


def main() -> int:
    """Install the versions, print them, and run the tests."""
    parser = argparse.ArgumentParser("python -m tests.bundles.requirements")
    parser.add_argument("which", choices=("oldest", "newest"))
    parser.add_argument("tests", nargs="*", default=list(TESTS))
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        venv.create(home, with_pip=True)
        python = str(home / ("Scripts" if sys.platform == "win32" else "bin") / "python")
        wanted = read_requirements()
        versions = pin_oldest(wanted) if call.which == "oldest" else [str(one) for one in wanted]
        constraints = str(TOP / ".ci" / "constraints.txt")
        subprocess.run([python, "-m", "pip", "install", "-q", *versions], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-c", constraints, *TEST_TOOLS], check=True)
        subprocess.run([python, "-m", "pip", "list"], check=True)
        # Old packages warn of what newer ones changed since.
        warnings = ("-W", "ignore::DeprecationWarning") if call.which == "oldest" else ()
        tests = [python, "-m", "pytest", *warnings, *call.tests]
        return subprocess.run(tests, check=False, cwd=TOP).returncode


def read_requirements() -> list[Requirement]:
    """Return the requirements of the program as `pyproject.toml` states them."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def pin_oldest(requirements: Iterable[Requirement]) -> list[str]:
    """Return each requirement with the oldest version that it allows.

    Raises ValueError for one that states no oldest version.
    """
    return [f"{one.name}=={_oldest(one)}" for one in requirements]


def _oldest(requirement: Requirement) -> Version:
    lower = [
        Version(bound.version) for bound in requirement.specifier if bound.operator in {">=", "==", "~="}
    ]
    if not lower or max(lower) not in requirement.specifier:
        raise ValueError(str(requirement))
    return max(lower)


if __name__ == "__main__":
    sys.exit(main())
