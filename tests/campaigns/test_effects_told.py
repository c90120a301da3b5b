"""What came of an action is told by the whole program as it is by the estimate alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sample_logs.planted import Language
from tests.campaigns.effects_told import WANTED, tell

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.campaign
@pytest.mark.parametrize("planted", WANTED)
@pytest.mark.parametrize("tickets", [400, 2000, 5000])
def test_a_planted_outcome_is_told_by_the_command_line(planted: str, tickets: int, tmp_path: Path) -> None:
    language = Language.ES if tickets % 1000 else Language.EN

    told = tell(planted, tickets, language, 3, tmp_path)

    assert told.is_right, told
