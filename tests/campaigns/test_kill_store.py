"""A project that is killed while it is written, or whose disk is full, is old or new, never less."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.campaign
@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_a_project_survives_a_campaign_of_kills(tmp_path: Path) -> None:
    from tests.campaigns.kill_store import run_campaign  # noqa: PLC0415 - needs a system that forks

    assert run_campaign(300, 1, tmp_path).total() == 300
