"""Who belongs to a symptom, who does not and why; and logs too small or too alike to say much."""

from __future__ import annotations

import numpy as np
import pytest

from supportlens.domain import UnassignedReason
from supportlens.symptoms.tree import leaves as finding
from supportlens.symptoms.tree.leaves import least_size
from supportlens.text import encoding
from tests.unit.symptoms.logs import understood
from tests.unit.symptoms.matters import ENGLISH

TEXTS = [text for texts in ENGLISH.values() for text in texts]
MATTER = np.array([matter for matter, texts in ENGLISH.items() for _ in texts])
FOREIGN = "Der Drucker im zweiten Stock druckt seit gestern leider überhaupt nicht mehr"
LONER = "A swarm of bees has moved into the ventilation shaft above the canteen"


@pytest.fixture(scope="module")
def run():
    return understood([*TEXTS, "ok", ""])


def test_every_ticket_without_a_symptom_has_a_reason_and_no_other_has_one(run):
    for label, aside in zip(run.grouping.labels, run.grouping.reasons, strict=True):
        assert (label < 0) == (aside is not None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (FOREIGN, UnassignedReason.OTHER_LANGUAGE),
        (LONER, UnassignedReason.RARE),
        ("Quixotic", UnassignedReason.TOO_SHORT),
    ],
)
def test_what_is_like_nothing_else_is_not_forced_into_a_symptom(text, reason):
    assert understood([*TEXTS, text]).grouping.reasons[-1] is reason


def test_what_says_nothing_is_set_aside_with_its_reason(run):
    assert run.grouping.reasons[-2:] == (UnassignedReason.HOLLOW, UnassignedReason.EMPTY)


def test_few_tickets_that_say_something_are_left_over(run):
    assert run.grouping.unassigned / len(TEXTS) <= 0.15


def test_a_ticket_half_way_between_two_symptoms_is_called_mixed(monkeypatch):
    monkeypatch.setattr(finding, "HOME", 2.0)
    monkeypatch.setattr(finding, "ASTRAY", -2.0)  # nobody is at home, and no home is near enough
    monkeypatch.setattr(finding, "EVEN", 2.0)
    reasons = understood(TEXTS).grouping.reasons
    assert UnassignedReason.MIXED in reasons
    assert set(reasons) <= {UnassignedReason.MIXED, UnassignedReason.RARE, UnassignedReason.TOO_SHORT}


def test_confidence_is_a_share_and_a_runner_up_is_another_symptom(run):
    grouping = run.grouping
    assert (grouping.confidence >= 0).all()
    assert (grouping.confidence <= 1).all()
    assert (grouping.confidence[grouping.labels < 0] == 0).all()
    assert (grouping.runners_up < len(grouping.symptoms)).all()
    home = grouping.labels >= 0
    assert (grouping.runners_up[home] != grouping.labels[home]).all()


def test_error_codes_keep_groups_apart():
    places = (
        "in the report,at the login,on the start page,after the update,since Monday,in every window".split(
            ","
        )
    )
    texts = [f"Error {code} {place}" for code in ("0x80070005", "ORA-00942") for place in places]
    labels = understood([*texts, *TEXTS]).grouping.labels
    one, other = set(labels[: len(places)]), set(labels[len(places) : len(texts)])
    assert not one & other - {-1}
    assert -1 not in one | other


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_log_of_a_few_texts_is_no_trouble(count):
    run = understood(["My printer is broken", "I forgot the password", "Where is my parcel"][:count])
    assert len(run.grouping.labels) == count
    assert all(
        (label < 0) == (aside is not None)
        for label, aside in zip(run.grouping.labels, run.grouping.reasons, strict=True)
    )


def test_equal_texts_are_one_symptom_however_many():
    run = understood(["The printer on the second floor does not print"] * 50)
    assert len(run.grouping.symptoms) == 1
    assert run.grouping.symptoms[0].tickets == 50
    assert run.vectors.folded == 49


def test_equal_and_nearly_equal_texts_share_a_symptom():
    twin = "the printer on the second floor gives blank pages every single mornng"
    texts = [*TEXTS, twin.replace("mornng", "morning").upper(), twin, twin]
    assert len(set(understood(texts).grouping.labels[-3:].tolist())) == 1


def test_texts_that_a_student_placed_join_the_symptoms_of_the_others(monkeypatch):
    monkeypatch.setattr(encoding, "FITTED", 80)
    run = understood(TEXTS)
    assert run.vectors.fitted == 80 < len(run.vectors.texts)
    label_of = run.grouping.labels
    rest = run.vectors.codes >= 80
    homes = {matter: np.bincount(label_of[(matter == MATTER) & ~rest] + 1).argmax() - 1 for matter in ENGLISH}
    right = [label_of[row] == homes[MATTER[row]] for row in np.flatnonzero(rest)]
    assert np.mean(right) > 0.5
    assert run.grouping.unassigned / len(TEXTS) <= 0.15


@pytest.mark.parametrize("total", [1, 10, 1_000, 1_000_000])
def test_a_symptom_has_at_least_three_tickets_and_more_in_a_larger_log(total):
    assert 3 <= least_size(total) <= max(3, total // 100 + 3)


@pytest.mark.parametrize("row", ["12", "87", "355", "640"])
def test_a_handful_of_near_equal_tickets_of_a_small_log_are_together(row):
    """Among a few dozen different texts even near-equal ones have few links more than chance."""
    lock = [f"Field app won't sync, orders are not coming down. Lock on row {n}" for n in (12, 87, 355, 640)]
    others = [texts[0] for texts in list(ENGLISH.values())[:8] for _ in range(9)]
    labels = understood([*lock, *others]).grouping.labels
    mine = labels[[row in text for text in lock].index(True)]
    assert mine >= 0
    assert (labels[:4] == mine).all()


def test_a_few_texts_that_have_nothing_in_common_stay_apart_however_often_they_are_sent():
    different = [texts[0] for texts in list(ENGLISH.values())[:8]]
    labels = understood([text for text in different for _ in range(9)]).grouping.labels
    assert len(set(labels.tolist())) == 8
