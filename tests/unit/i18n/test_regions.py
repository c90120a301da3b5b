"""Numbers and dates as a country writes them, in any language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from supportlens.domain import Tickets
from supportlens.i18n import regions_of, words_for

DAY = date(2026, 8, 3)


@pytest.mark.parametrize(
    ("language", "region", "number", "day"),
    [
        ("es", "", "1\u00a0000,5", "3 ago 2026"),
        ("es", "MX", "1,000.5", "3 ago 2026"),
        ("es", "AR", "1.000,5", "3 de ago de 2026"),
        ("es", "US", "1,000.5", "3 ago 2026"),
        ("en", "", "1,000.5", "3 Aug 2026"),
        ("en", "GB", "1,000.5", "3 Aug 2026"),
        ("en", "US", "1,000.5", "Aug 3, 2026"),
        ("en", "ZA", "1\u00a0000,5", "03 Aug 2026"),
    ],
)
def test_a_region_decides_how_numbers_and_days_are_written(
    language: str, region: str, number: str, day: str
) -> None:
    words = words_for(language, region)
    assert words.number(1000.5, 1) == number
    assert words.day(DAY, "long") == day
    assert words.language == language


def test_a_region_that_the_language_does_not_know_leaves_its_own_format() -> None:
    assert words_for("es", "XX").number(1000.5, 1) == words_for("es").number(1000.5, 1)
    assert words_for("es", "XX").locale == "es"


def test_the_regions_of_a_language_are_countries() -> None:
    assert {"MX", "ES", "US", "AR"} <= set(regions_of("es"))
    assert all(len(region) == 2 for region in regions_of("es"))


@pytest.mark.parametrize(("days", "said"), [(365, "3 ago"), (366, "3 ago 2026")])
def test_days_of_a_log_of_more_than_a_year_are_written_with_the_year(days: int, said: str) -> None:
    frame = pd.DataFrame({"created_at": pd.to_datetime([DAY, DAY + timedelta(days=days)])})
    words = words_for("es").of_log(Tickets(frame, frame.iloc[:, :0], ()))
    assert words.day(DAY) == said
    assert words.of_log(Tickets(frame.iloc[:0], frame.iloc[:0, :0], ())).day(DAY) == "3 ago"


@pytest.mark.parametrize(
    ("language", "region", "shown"),
    [
        ("es", "", "19:05"),
        ("es", "ES", "19:05"),
        ("en", "", "19:05"),
        ("en", "GB", "19:05"),
        ("en", "US", "7:05 PM"),
    ],
)
def test_the_clock_is_that_of_the_region(language: str, region: str, shown: str) -> None:
    said = words_for(language, region).clock(datetime(2026, 11, 30, 19, 5))
    assert " ".join(said.split()) == shown
