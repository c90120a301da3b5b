"""After what: the change of the same place and the shortest lag comes first."""

from datetime import date, timedelta

from supportlens.causes.changes.calendar_matching import match_calendar
from supportlens.domain import Change, Onset, ScopeClaim, Shape

DAY = date(2026, 5, 15)
ATLAS = (ScopeClaim("product", "Atlas", 1.0, 0.0, 9.0, 5.0, 12.0, 0.001, 400),)


def onset(low: int = 0, high: int = 0) -> Onset:
    return Onset(DAY, DAY + timedelta(low), DAY + timedelta(high), Shape.STEP, 5.0, 3.0, 8.0, 1.0, 5.0)


def change(days: int, name: str, product: str = "") -> Change:
    return Change(DAY + timedelta(days), name, product)


def test_the_change_of_the_same_application_beats_a_nearer_one_of_another():
    match, rivals = match_calendar(
        onset(), ATLAS, (change(-1, "Release 9", "CRM"), change(-6, "Release 5.2", "Atlas")), 240
    )
    assert match is not None
    assert match.change.name == "Release 5.2"
    assert match.lag_days == 6
    assert match.same_scope
    assert [rival.change.name for rival in rivals] == ["Release 9"]


def test_a_change_of_another_application_alone_is_never_the_change():
    match, rivals = match_calendar(onset(), ATLAS, (change(-1, "Release 9", "CRM"),), 240)
    assert match is None
    assert len(rivals) == 1


def test_a_change_after_the_onset_or_long_before_does_not_fit():
    changes = (change(10, "Atlas later", "Atlas"), change(-40, "Atlas long ago", "Atlas"))
    assert match_calendar(onset(), ATLAS, changes, 240) == (None, ())


def test_an_application_named_in_the_text_of_the_change_counts_as_its_own():
    match, _ = match_calendar(onset(), ATLAS, (change(-2, "New menus in Atlas"),), 240)
    assert match is not None
    assert match.same_scope


def test_a_name_inside_another_word_does_not_count():
    match, _ = match_calendar(onset(), ATLAS, (change(-2, "New Atlasian office"),), 240)
    assert match is not None
    assert not match.same_scope


def test_chance_grows_with_the_lag_and_the_number_of_changes():
    near, _ = match_calendar(onset(), (), (change(0, "a"),), 240)
    far, _ = match_calendar(onset(), (), (change(-15, "a"),), 240)
    many, _ = match_calendar(
        onset(), (), (change(-15, "a"), *(change(-60 - n, str(n)) for n in range(8))), 240
    )
    assert near is not None
    assert far is not None
    assert many is not None
    assert near.chance < far.chance < many.chance < 1
