"""The import contracts hold, and each of them breaks when it is broken."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.quality.tree import PACKAGE, TOP

if TYPE_CHECKING:
    from pathlib import Path

LINT = "from importlinter.cli import lint_imports_command as lint; raise SystemExit(lint())"

PLANTS: tuple[tuple[str, dict[str, str]], ...] = (
    # what must break, and what is planted where
    ("layers", {"cli/planted.py": "import supportlens.gui"}),
    ("layers acyclic", {"domain/planted.py": "import supportlens.i18n"}),  # i18n stands on domain
    ("layers", {"a_part_without_a_layer.py": ""}),
    ("parts", {"cli/planted.py": "import supportlens.causes"}),
    ("parts", {"gui/pages/planted.py": "import supportlens.report"}),
    ("window", {"gui/theme.py": "import supportlens.gui.jobs"}),
    ("window", {"gui/a_module_without_a_layer.py": ""}),
    ("widgets", {"gui/widgets/planted.py": "import supportlens.app"}),
    ("qt", {"app/planted.py": "import PySide6.QtCore"}),
    ("thinking", {"text/planted.py": "import pathlib"}),
    ("thinking", {"symptoms/planted.py": "from random import shuffle"}),
    ("thinking", {"causes/planted.py": "import time"}),
    ("thinking", {"moments/planted.py": "import sqlite3"}),
    ("thinking", {"training/planted.py": "import openpyxl"}),
    ("thinking", {"domain/far.py": "import os", "text/planted.py": "import supportlens.domain.far"}),
    ("acyclic", {"i18n/one.py": "import supportlens.i18n.two", "i18n/two.py": "import supportlens.i18n.one"}),
)


def contracts() -> dict[str, str]:
    """Return the contracts' ids by their names."""
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    return {row["name"]: row["id"] for row in settings["tool"]["importlinter"]["contracts"]}


def verdicts(checkout: Path) -> dict[str, str]:
    """Lint a checkout and say of each contract whether it was kept."""
    run = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=checkout,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    ids = contracts()
    said = dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", run.stdout, flags=re.MULTILINE))
    assert set(said) == set(ids), run.stdout + run.stderr
    return {ids[name]: verdict for name, verdict in said.items()}


def test_the_program_keeps_every_contract() -> None:
    assert verdicts(TOP) == dict.fromkeys(contracts().values(), "KEPT")


@pytest.mark.parametrize(("broken", "planted"), PLANTS)
def test_a_planted_import_breaks_what_it_violates_and_nothing_else(
    broken: str, planted: dict[str, str], tmp_path: Path
) -> None:
    shutil.copytree(PACKAGE, tmp_path / "supportlens", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "pyproject.toml", tmp_path)
    for name, code in planted.items():
        with (tmp_path / "supportlens" / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{code}\n")

    seen = verdicts(tmp_path)

    assert {name for name, verdict in seen.items() if verdict == "BROKEN"} == set(broken.split())


def test_every_contract_has_been_seen_broken() -> None:
    assert {name for broken, _ in PLANTS for name in broken.split()} == set(contracts().values())
