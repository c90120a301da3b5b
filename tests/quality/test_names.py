"""Names and first words by which a stranger finds his way, and how many modules stand in one folder."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.quality.tree import PACKAGE, TOP, modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_MODULES = 20
"""Judgement: what a listing shows at one glance; a folder with more falls into rooms."""
SPEECH = {"Give", "Gives", "Say", "Says", "Tell", "Tells", "Hear", "Hears", "Let", "Lets"}
"""First words that hide what a function returns or does: "Return the share", not "Give" or "Say" it."""
FOLDERS = (PACKAGE, TOP / "sample_logs", TOP / "tests")


def spoken(code: str) -> list[str]:
    """Return the first lines of the docstrings of functions that begin with a word of speech."""
    texts = (
        ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(code))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    return [text.splitlines()[0] for text in texts if text and text.split()[0].strip(",:;") in SPEECH]


def classes_of(paths: Iterator[Path]) -> dict[str, list[str]]:
    """Return where each class is defined, by its name."""
    found = defaultdict(list)
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(path))
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_docstring_begins_with_what_a_function_returns_or_does(folder: Path) -> None:
    found = {str(path.relative_to(TOP)): spoken(path.read_text(encoding="utf-8")) for path in modules(folder)}

    assert found
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_planted_docstring_that_speaks_is_found() -> None:
    assert spoken('def share():\n    """Give the share."""\n') == ["Give the share."]
    assert spoken('class Shop:\n    def sell(self):\n        """Say, loudly,\n        so."""\n') == [
        "Say, loudly,"
    ]
    assert spoken('"""Say it."""\ndef share():\n    """Return what callers say."""\n') == []


def test_a_class_has_its_name_alone() -> None:
    assert {name: paths for name, paths in classes_of(modules()).items() if len(paths) > 1} == {}


def test_planted_twins_are_found(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text("class Column:\n    pass\n", encoding="utf-8")

    assert len(classes_of(modules(tmp_path))["Column"]) == 2


def test_no_folder_holds_more_than_a_glance_takes_in() -> None:
    counts: dict[Path, int] = defaultdict(int)
    for path in modules():
        counts[path.parent] += path.name != "__init__.py"

    assert {str(path): count for path, count in counts.items() if count > MOST_MODULES} == {}
