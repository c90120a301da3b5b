"""The table says what is, and what one would expect and is not, in figures that can be counted again."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens import causes
from supportlens.domain import (
    Aspect,
    Cause,
    Derived,
    Fact,
    FactKind,
    Field,
    Grouping,
    Name,
    SharedPhrase,
    Symptom,
    Tickets,
)
from supportlens.i18n.kinds import cause_words
from tests.builders import a_playbook

FIRST = date(2026, 1, 5)
DAYS = 210
CHANGED = 120
SITES = ("Centro", "Norte", "Sur")

SOMETHING = SharedPhrase(Name(es="algo", en="something"), 1.0)


def a_desk(*, dated: bool = True, named: bool = True) -> tuple[Tickets, Grouping]:
    """1 500 routine tickets of three applications at three sites, and 300 of Atlas 5.2 away from Sur."""
    draw = np.random.default_rng(11)
    routine, late = 1500, 300
    count = routine + late
    rising = np.arange(count) >= routine
    product = np.where(rising, "Atlas", draw.choice(["Atlas", "CRM", "Portal"], count))
    version = np.where(product == "Atlas", np.where(draw.random(count) < 0.3, "5.2", "5.1"), "1.0")
    version[rising] = "5.2"
    site = np.where(rising, draw.choice(SITES[:2], count), draw.choice(SITES, count))
    day = np.where(rising, draw.integers(CHANGED, DAYS, count), draw.integers(0, DAYS, count))
    labels = np.where(rising, draw.integers(0, 2, count), draw.integers(2, 5, count)).astype(np.int64)
    text = [f"asunto {label} número {row}" for row, label in enumerate(labels)]
    frame = pd.DataFrame({"product": product, "version": version, "site": site}).astype(object)
    frame[Field.TICKET_ID.value] = [f"T-{row:05d}" for row in range(count)]
    frame[Derived.TEXT] = text
    if dated:
        frame[Field.CREATED_AT.value] = pd.Timestamp(FIRST) + pd.to_timedelta(day, unit="D")
    if named:
        frame[Field.REQUESTER.value] = [f"Persona {row % 500}" for row in range(count)]
    symptoms = tuple(
        Symptom(f"S{n}", Name(es=f"s{n}", en=f"s{n}"), int((labels == n).sum()), None, ()) for n in range(5)
    )
    return Tickets(frame, pd.DataFrame(index=frame.index), ()), Grouping(
        labels, np.ones(count), np.full(count, -1), (None,) * count, symptoms, 0, 0
    )


def first_cause(tickets: Tickets, grouping: Grouping, phrase: SharedPhrase = SOMETHING) -> Cause:
    found = causes.attribute(
        tickets, grouping, (), a_playbook(), phrase=lambda *_: phrase, words=cause_words()
    )
    return found.causes[0]


@pytest.fixture(scope="module")
def cause() -> Cause:
    return first_cause(*a_desk())


def facts(cause: Cause, aspect: Aspect, kind: FactKind, *, is_: bool = True) -> list[Fact]:
    row = cause.is_is_not.row(aspect)
    assert row is not None
    return [fact for fact in (row.is_ if is_ else row.is_not) if fact.kind is kind]


def test_what_it_is_are_its_symptoms_and_its_application_and_version(cause):
    said = facts(cause, Aspect.WHAT, FactKind.SYMPTOM)
    assert {fact.value for fact in said} >= {"S0", "S1"}
    assert {(fact.field, fact.value) for fact in facts(cause, Aspect.WHAT, FactKind.VALUE)} >= {
        ("product", "Atlas"),
        ("version", "5.2"),
    }


def test_what_it_is_not_are_other_applications_and_other_versions_of_its_own(cause):
    absent = {(fact.field, fact.value) for fact in facts(cause, Aspect.WHAT, FactKind.ABSENT, is_=False)}
    assert absent == {("product", "CRM"), ("product", "Portal"), ("version", "5.1")}


def test_where_it_is_not_is_the_site_with_traffic_of_its_own(cause):
    (sur,) = facts(cause, Aspect.WHERE, FactKind.ABSENT, is_=False)
    assert (sur.field, sur.value) == ("site", "Sur")
    assert sur.share_inside is not None
    assert sur.share_outside is not None
    assert sur.share_inside < 0.1 < sur.share_outside


def test_when_it_is_not_is_the_time_before(cause):
    (since,) = facts(cause, Aspect.WHEN, FactKind.SINCE)
    (before,) = facts(cause, Aspect.WHEN, FactKind.BEFORE, is_=False)
    assert cause.onset is not None
    assert since.first == cause.onset.day
    assert before.first == FIRST
    assert before.last == cause.onset.low - timedelta(days=1)
    assert since.per_week is not None
    assert before.per_week is not None
    assert since.per_week > 4 * before.per_week


def test_how_much_is_counted_in_tickets_and_people_and_the_rest_has_not_grown(cause):
    (size,) = facts(cause, Aspect.EXTENT, FactKind.SIZE)
    assert (size.tickets, size.share_inside) == (cause.tickets, cause.tickets / 1800)
    (people,) = facts(cause, Aspect.EXTENT, FactKind.PEOPLE)
    (others,) = facts(cause, Aspect.EXTENT, FactKind.OTHERS, is_=False)
    assert people.count == cause.customers
    assert people.count is not None
    assert others.count is not None
    assert people.count + others.count == people.total
    (rest,) = facts(cause, Aspect.EXTENT, FactKind.REST, is_=False)
    assert rest.per_week == pytest.approx(rest.before_per_week, rel=0.25)


def test_the_shortest_place_that_explains_most_is_the_application_with_its_version(cause):
    assert cause.where is not None
    assert cause.where.parts == (("product", "Atlas"), ("version", "5.2"))


def test_without_dates_there_is_no_row_of_when_and_without_names_none_of_people():
    undated = first_cause(*a_desk(dated=False, named=False))
    assert undated.is_is_not.row(Aspect.WHEN) is None
    assert facts(undated, Aspect.EXTENT, FactKind.PEOPLE) == []
    assert facts(undated, Aspect.EXTENT, FactKind.REST, is_=False) == []


def test_a_field_that_says_nothing_is_reported_and_leaves_no_row():
    tickets, grouping = a_desk()
    frame = tickets.frame.assign(channel="web", role="")
    found = causes.attribute(
        replace(tickets, frame=frame),
        grouping,
        (),
        a_playbook(),
        phrase=lambda *_: SOMETHING,
        words=cause_words(),
    )
    assert {(gap.field, gap.reason.value) for gap in found.field_gaps} == {
        ("channel", "one_value"),
        ("role", "empty"),
    }


def test_the_largest_matter_stands_for_the_others_where_none_of_their_phrases_is_commoner():
    tickets, grouping = a_desk()
    rare = first_cause(tickets, grouping, replace(SOMETHING, share=0.3))
    sizes = [(int(((grouping.labels == n) & (np.arange(len(tickets)) >= 1500)).sum()), n) for n in (0, 1)]
    assert rare.name.in_("en") == f"Atlas: s{max(sizes)[1]} and other matters"
    assert first_cause(tickets, grouping).name.in_("en") == "Atlas: something"
    shared = first_cause(tickets, grouping, replace(SOMETHING, share=0.45))
    assert shared.name.in_("en") == "Atlas: something"
