"""Runs tests with the oldest or the newest versions that `pyproject.toml` allows.

`python -m tests.bundles.requirements oldest|newest [--all | TEST ...]` makes an empty environment for it and
removes it again. A few tests stand for each requirement; `--all` runs those of all parts that have some. The
exit code is that of the tests.
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
STANDING_FOR = {
    "PySide6-Essentials": "tests/gui/pages/test_is_is_not_card.py",
    "babel": "tests/unit/i18n/test_regions.py",
    "chardet": "tests/unit/ingest/values/test_decoding.py",
    "ftfy": "tests/unit/ingest/values/test_mojibake.py",
    "google-re2": "tests/unit/patterns/test_text_search.py",
    "graspologic-native": "tests/unit/symptoms/test_tree.py",
    "holidays": "tests/unit/causes/time/test_working_days.py",
    "icalendar": "tests/unit/ingest/inputs/test_change_calendars.py",
    "lazy-loader": "tests/unit/cli/test_first_second.py",
    "lxml": "tests/unit/ingest/formats/test_markup.py",
    "numpy": "tests/unit/statistics/test_many_at_once.py",
    "onnxruntime": "tests/unit/text/test_encoding.py",
    "openpyxl": "tests/unit/report/test_workbook.py",
    "pandas": "tests/unit/ingest/tickets/test_normalising.py",
    "phonenumbers": "tests/unit/report/test_masked_telephones.py",
    "python-calamine": "tests/unit/ingest/formats/test_workbooks.py",
    "python-docx": "tests/unit/report/test_word_documents.py",
    "python-stdnum": "tests/unit/report/test_masking.py",
    "scikit-learn": "tests/unit/library/test_library.py",
    "scipy": "tests/unit/statistics/test_exact_tests.py",
    "shtab": "tests/unit/cli/test_completion.py",
    "threadpoolctl": "tests/unit/text/test_encoding.py",
    "tokenizers": "tests/unit/resources/test_models.py",
    "watchdog": "tests/unit/cli/test_watching.py",
    "xlsxwriter": "tests/unit/report/test_workbook.py",
}
"""Of each requirement the tests that use it most; a few minutes all together."""
PARTS = (
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
    parser.add_argument("tests", nargs="*", help="instead of those that stand for each requirement")
    parser.add_argument("--all", action="store_true", help="all tests of the parts that have requirements")
    call = parser.parse_args()
    chosen = call.tests or (PARTS if call.all else sorted(set(STANDING_FOR.values())))
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
        tests = [python, "-m", "pytest", *warnings, *chosen]
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
