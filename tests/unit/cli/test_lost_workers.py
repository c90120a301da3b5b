"""What the workers found is written even if they are lost meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.cli.call_request import CallRequest
from supportlens.cli.outputs import write_outputs
from supportlens.domain import WorkersLost, silent
from supportlens.i18n import words_for
from tests.builders import a_study
from tests.many_hands import ManyHands

if TYPE_CHECKING:
    from pathlib import Path


class LostHands(ManyHands):
    """Workers that stop at their first block."""

    def map(self, *_given: object, **_named: object) -> list[object]:
        self.done["asked"] = 1
        raise WorkersLost


def test_the_report_is_written_without_the_workers(tmp_path: Path) -> None:
    hands, report = LostHands(2), tmp_path / "why.xlsx"
    written = write_outputs(a_study(), CallRequest((), report=report), words_for("en"), hands, silent)
    assert hands.done
    assert written == {report: report}
    assert report.exists()
