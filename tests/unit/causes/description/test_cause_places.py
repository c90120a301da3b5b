"""A cause is compared with tickets of its own time, so that what changes by itself is no place."""

from datetime import date

import numpy as np

from supportlens.causes.description.cause_places import choose_sides, locate_causes
from supportlens.causes.places.field_columns import FieldColumn
from supportlens.causes.rising.candidates import CauseCandidate
from supportlens.causes.time.timeline import LogTimeline

COUNT = 3000


def a_year(seed: int = 4) -> tuple[np.random.Generator, np.ndarray, np.ndarray]:
    """3 000 tickets over 240 days, and a symptom that was much commoner in the first eighty of them."""
    draw = np.random.default_rng(seed)
    day = np.sort(draw.integers(0, 240, COUNT))
    return draw, day, draw.random(COUNT) < np.where(day < 80, 0.3, 0.04)


def versions_claimed(version: np.ndarray, day: np.ndarray, members: np.ndarray) -> list[str]:
    labels = tuple(sorted({str(each) for each in version}))
    column = FieldColumn("version", np.array([labels.index(each) for each in version]), labels)
    group = CauseCandidate(members, members, None, (0,))
    everything = np.ones(len(day), dtype=bool)
    timeline = LogTimeline(date(2026, 1, 5), day, 240)
    (place,) = locate_causes([choose_sides(group, (column,), timeline, everything)])
    return [claim.value for claim in place.scope]


def test_a_version_that_everybody_ran_while_a_symptom_was_common_is_no_place_of_it():
    _, day, members = a_year()
    version = np.where(day < 80, "1.0", np.where(day < 160, "2.0", "3.0"))
    assert members[day < 80].sum() > 2 * members[day >= 80].sum()
    assert versions_claimed(version, day, members) == []


def test_a_version_that_a_symptom_has_more_of_in_every_week_is_a_place_of_it():
    draw, day, members = a_year()
    version = np.where(draw.random(COUNT) < np.where(members, 0.9, 0.2), "1.0", "2.0")
    assert versions_claimed(version, day, members) == ["1.0"]


def test_without_dates_versions_are_compared_as_they_are():
    draw, day, members = a_year()
    version = np.where(draw.random(COUNT) < np.where(members, 0.9, 0.2), "1.0", "2.0")
    assert versions_claimed(version, np.full_like(day, -1), members) == ["1.0"]
