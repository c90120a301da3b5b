"""The fuzzing campaign runs, and finds nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.quality.tree import TOP


@pytest.mark.campaign
def test_the_readers_survive_a_campaign():
    pytest.importorskip("atheris")
    done = subprocess.run(
        [sys.executable, "-m", "tests.campaigns.fuzz_ingest", "--runs", "5000"],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    assert "no crash" in done.stdout
