"""The import contracts hold, and each of them breaks when it is broken."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.quality.tree import PACKAGE, TOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# One process for all: it plants into the copy in which it stands, lints, and takes the plant out again.
LINT = """
import json, sys
from pathlib import Path
from importlinter.application import use_cases
from importlinter.configuration import configure

configure()
options = use_cases.read_user_options()
use_cases._register_contract_types(options)

def lint(planted):
    before = {}
    for name, code in planted.items():
        path = Path("supportlens", name)
        before[path] = path.read_text(encoding="utf-8") if path.exists() else None
        path.write_text(f"{before[path] or ''}\\n{code}\\n", encoding="utf-8")
    report = use_cases.create_report(options, cache_dir=None)
    for path, text in before.items():
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    return {contract.name: check.kept for contract, check in report.get_contracts_and_checks()}

print("\\n" + json.dumps([lint(planted) for planted in json.load(sys.stdin)]))
"""

PLANTS: tuple[tuple[str, dict[str, str]], ...] = (
    # what must break, and what is planted where
    ("layers", {"cli/planted.py": "import supportlens.gui"}),
    # i18n stands on domain, and reads its catalogues from the disk
    ("layers acyclic thinking", {"domain/planted.py": "import supportlens.i18n"}),
    ("layers parts acyclic", {"messages/planted.py": "import supportlens.text"}),  # text stands on messages
    ("layers thinking", {"patterns/planted.py": "import supportlens.resources"}),
    ("layers", {"a_part_without_a_layer.py": ""}),
    ("parts", {"cli/planted.py": "import supportlens.causes"}),
    ("parts", {"gui/pages/planted.py": "import supportlens.report"}),
    ("window", {"gui/theme.py": "import supportlens.gui.jobs"}),
    ("window", {"gui/a_module_without_a_layer.py": ""}),
    ("causes", {"causes/time/planted.py": "import supportlens.causes.places.scopes"}),
    ("causes", {"causes/rising/planted.py": "import supportlens.causes.changes.versions"}),
    ("causes acyclic", {"causes/kinds/planted.py": "import supportlens.causes.description.describing"}),
    ("causes", {"causes/a_room_without_a_layer.py": ""}),
    ("ingest acyclic", {"ingest/values/planted.py": "import supportlens.ingest.tables.layouts"}),
    ("ingest", {"ingest/columns/planted.py": "import supportlens.ingest.files.reading"}),
    ("ingest", {"ingest/a_module_without_a_room.py": ""}),
    ("widgets", {"gui/widgets/planted.py": "import supportlens.app"}),
    ("qt", {"app/planted.py": "import PySide6.QtCore"}),
    ("dask", {"app/planted.py": "import distributed"}),
    ("dask", {"store/planted.py": "import psutil"}),
    ("thinking", {"text/planted.py": "import pathlib"}),
    ("thinking", {"messages/planted.py": "import supportlens.resources"}),
    ("thinking", {"messages/planted.py": "import tempfile"}),
    ("thinking", {"symptoms/planted.py": "from random import shuffle"}),
    ("thinking", {"causes/time/planted.py": "import time"}),
    ("thinking", {"statistics/planted.py": "import random"}),
    ("thinking", {"moments/planted.py": "import sqlite3"}),
    ("thinking", {"training/planted.py": "import openpyxl"}),
    ("thinking", {"domain/far.py": "import os", "text/planted.py": "import supportlens.domain.far"}),
    ("acyclic", {"i18n/one.py": "import supportlens.i18n.two", "i18n/two.py": "import supportlens.i18n.one"}),
)


def contracts() -> dict[str, str]:
    """Return the contracts' ids by their names."""
    settings = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    return {row["name"]: row["id"] for row in settings["tool"]["importlinter"]["contracts"]}


def broken_by(plants: Sequence[dict[str, str]], checkout: Path) -> list[set[str]]:
    """Lint a checkout with each plant in turn and return the ids of the contracts that it breaks."""
    run = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8"},
        input=json.dumps(plants),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    ids, said = contracts(), json.loads(run.stdout.splitlines()[-1])
    assert all(set(kept) == set(ids) for kept in said), said
    return [{ids[name] for name, is_kept in kept.items() if not is_kept} for kept in said]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """Return what breaks where nothing is planted, and with each of the plants."""
    checkout = tmp_path_factory.mktemp("checkout")
    shutil.copytree(PACKAGE, checkout / "supportlens", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(TOP / "pyproject.toml", checkout)
    return broken_by([{}, *(planted for _, planted in PLANTS)], checkout)


def test_the_program_keeps_every_contract() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint()",
            "--no-cache",
        ],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_the_copy_that_is_planted_into_keeps_them_too(seen: list[set[str]]) -> None:
    assert seen[0] == set()


@pytest.mark.parametrize(("number", "broken"), [(n, broken) for n, (broken, _) in enumerate(PLANTS, 1)])
def test_a_planted_import_breaks_what_it_violates_and_nothing_else(
    seen: list[set[str]], number: int, broken: str
) -> None:
    assert seen[number] == set(broken.split()), PLANTS[number - 1]


def test_every_contract_has_been_seen_broken() -> None:
    assert {name for broken, _ in PLANTS for name in broken.split()} == set(contracts().values())
