"""Sheets are filled from their log: two logs give two sheets, and each reads as it was approved."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from supportlens.domain import TextSource
from tests.golden.sheets import APPROVED, PLANTED, all_sheets, draft, planted_study

if TYPE_CHECKING:
    from supportlens.domain import Study
    from tests.sharing import SharedStudies


@pytest.fixture(scope="module")
def studies(study_of: SharedStudies) -> dict[str, Study]:
    return {
        "es knowledge gap": study_of("caso_40.csv", changes="caso_40_cambios.csv"),
        "en knowledge gap": study_of("case_40.xlsx", changes="case_40_changes.csv"),
        "es defect": study_of("muestra.json"),
        **{f"es {kind}": planted_study(kind) for kind in PLANTED},
    }


def test_the_sheets_are_those_that_were_approved(studies: dict[str, Study]) -> None:
    assert all_sheets(studies).splitlines() == APPROVED.read_text(encoding="utf-8").splitlines()


def test_no_text_but_the_catalogues_stands_on_two_sheets(studies: dict[str, Study]) -> None:
    drafts = [draft(study) for name, study in studies.items() if name.startswith("es")]
    assert len({moment.moment_id for moment in drafts}) >= 3
    for one, other in combinations(drafts, 2):
        own = {text.text.in_("es") for text in one.sheet.values() if text.source is not TextSource.CATALOGUE}
        beside = {text.text.in_("es") for text in other.sheet.values()}
        assert own
        assert own & beside == set()
