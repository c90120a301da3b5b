import pytest

from tests.golden.approving import approved, cells


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_cells_of_the_workbook_are_those_that_were_approved(language):
    assert cells(language).splitlines() == approved(language).read_text(encoding="utf-8").splitlines()
