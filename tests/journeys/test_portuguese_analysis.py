"""A third language on the console, in the workbook and in the JSON document: files and no code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.quality.tree import PACKAGE, TOP

if TYPE_CHECKING:
    from pathlib import Path

ROW = """position = 3
name = "Português"
locale = "pt_BR"
percent = "%"
quotes = ["“", "”"]
switch = "&Português"
samples = ["caso_40.csv", "caso_40_cambios.csv"]
"""
CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Knowledge gap"
msgstr "Falta de treinamento"

msgid "Summary"
msgstr "Sumário"
"""
IN_PORTUGUESE = (
    "from supportlens.i18n import LANGUAGES, words_for; words = words_for('pt'); "
    "print(LANGUAGES, words.say('Knowledge gap'), words.say('Defect'), words.number(1234.5, 1), "
    "words.percent(0.4))"
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program whose resources hold Portuguese; its code is the program's own."""
    top = tmp_path_factory.mktemp("checkout")
    shutil.copytree(PACKAGE, top / "supportlens", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TOP / "resources", top / "resources")
    (top / "resources" / "words" / "pt" / "language.toml").write_text(ROW, encoding="utf-8")
    (top / "resources" / "locale" / "pt").mkdir()
    (top / "resources" / "locale" / "pt" / "everything.po").write_text(CATALOGUE, encoding="utf-8")
    return top


def run(checkout: Path, *arguments: str) -> str:
    """Run Python in the copy and return what it prints."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_analysis_is_printed_and_written_in_it(checkout: Path, tmp_path: Path) -> None:
    log, workbook, document = (
        TOP / "sample_logs" / "muestra.json",
        tmp_path / "why.xlsx",
        tmp_path / "all.json",
    )
    options = ("--lang", "pt", "--report", str(workbook), "--json", str(document))

    printed = run(checkout, "-m", "supportlens", "analyze", str(log), *options)

    found = json.loads(document.read_text(encoding="utf-8"))
    assert printed.strip()
    assert found["language"] == "pt"
    assert all(set(cause["name"]) == {"es", "en", "pt"} for cause in found["causes"])
    assert load_workbook(workbook).sheetnames[0] == "Sumário"


def test_what_its_catalogue_lacks_is_said_in_english(checkout: Path) -> None:
    said = run(checkout, "-c", IN_PORTUGUESE)

    assert said.strip() == "('es', 'en', 'pt') Falta de treinamento Defect 1.234,5 40%"
