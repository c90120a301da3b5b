"""The code passes the linter, the formatter and the type checker as they are set in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.quality.tree import TOP

CHECKS = (("ruff", "check", "--no-fix", "--output-format=concise"), ("ruff", "format", "--check"), ("mypy",))


@pytest.mark.parametrize("check", CHECKS, ids=" ".join)
def test_the_code_passes(check: tuple[str, ...]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", *check], cwd=TOP, capture_output=True, encoding="utf-8", check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
