"""Interfaces show names by one function, which knows what is translated and what is not."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.quality.tree import PACKAGE, modules

if TYPE_CHECKING:
    from pathlib import Path

FACES = ("gui", "cli", "report", "i18n", "app/document", "app/output")
READS = PACKAGE / "i18n" / "words.py"
"""Where the function is."""
RAW = {"in_", "translated"}


def raw_reads(code: str) -> list[int]:
    """Return the lines that take the text of a name without asking in which language it is written."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute) and node.attr in RAW and isinstance(node.ctx, ast.Load)
    ]


@pytest.mark.parametrize("face", FACES)
def test_an_interface_never_takes_the_raw_text_of_a_name(face: str) -> None:
    found = {
        str(path.relative_to(PACKAGE)): lines
        for path in _modules_of(face)
        if (lines := raw_reads(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def test_a_planted_raw_text_is_found_and_the_function_itself_is_not() -> None:
    assert raw_reads("def row(cause, words):\n    return cause.name.in_(words.language)\n") == [2]
    assert raw_reads("def row(cause, words):\n    return words.read(cause.name)\n") == []


def _modules_of(face: str) -> list[Path]:
    found = [path for path in modules(PACKAGE / face) if path != READS]
    assert found
    return found
