"""Dates and percentages of the workbook are written as its language writes them, on any computer."""

import pytest

from supportlens.i18n import Words
from supportlens.report.layout.number_formats import find_formats
from supportlens.report.layout.styles import DAY, MOMENT, PERCENT, SHORT_DAY

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "day", "moment", "short", "percent"),
    [
        (("es",), "[$-C0A]d mmm yyyy", "[$-C0A]d mmm yyyy hh:mm", "[$-C0A]d mmm", f'0"{SPACE}"%'),
        (("es", "MX"), "[$-80A]d mmm yyyy", "[$-80A]d mmm yyyy hh:mm", "[$-80A]d mmm", f'0"{SPACE}"%'),
        (("en",), "[$-809]d mmm yyyy", "[$-809]d mmm yyyy hh:mm", "[$-809]d mmm", "0%"),
        (("en", "US"), "[$-409]mmm d, yyyy", "[$-409]mmm d, yyyy hh:mm", "[$-409]mmm d", "0%"),
    ],
)  # fmt: skip
def test_a_language_and_its_region_write_dates_and_percentages(language, day, moment, short, percent):
    found = find_formats(Words(*language))
    assert (found[DAY], found[MOMENT], found[SHORT_DAY], found[PERCENT]) == (day, moment, short, percent)
