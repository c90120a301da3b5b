"""A new branch with the usual tickets is more of the same; one with tickets of its own is a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from supportlens.causes.places.field_columns import FieldColumn
from supportlens.causes.rising.candidates import RisingLog
from supportlens.causes.rising.usual_mix import find_usual_values, has_same_mix, is_more_of_the_same
from supportlens.causes.time.timeline import LogTimeline
from supportlens.causes.time.working_days import learn_working_days

DAYS, SYMPTOMS = 150, 12
FIRST = date(2026, 1, 5)


def draw(seed=1, *, new=300, of_its_own=0.0, before=0):
    """Draw 900 tickets of two branches, and `new` ones of a third from day 80 on."""
    dice = np.random.default_rng(seed)
    day = np.concatenate(
        (dice.integers(0, DAYS, 900), dice.integers(80, DAYS, new), dice.integers(0, 80, before))
    )
    site = np.concatenate((dice.integers(0, 2, 900), np.full(new + before, 2)))
    labels = dice.integers(0, SYMPTOMS, len(day))
    own = (site == 2) & (dice.random(len(day)) < of_its_own)
    labels = np.where(own, SYMPTOMS, labels)
    counts = np.bincount(day, minlength=DAYS).astype(float)
    line = LogTimeline(FIRST, day, DAYS, learn_working_days(FIRST, counts))
    column = FieldColumn("site", site, ("Norte", "Sur", "Guayas"))
    return line, labels, (column,), np.ones(len(day), dtype=bool)


def test_a_new_branch_with_the_usual_mix_is_more_of_the_same():
    (value,) = find_usual_values(*draw())
    assert (value.column.labels[value.code], value.is_new, int(value.members.sum())) == ("Guayas", True, 300)
    assert abs(value.rise.day - 80) <= 5


def test_a_branch_that_existed_before_is_not_new():
    (value,) = find_usual_values(*draw(before=60))
    assert not value.is_new


@pytest.mark.parametrize("of_its_own", [0.5, 0.8])
def test_a_branch_with_a_matter_of_its_own_is_a_cause(of_its_own):
    assert find_usual_values(*draw(of_its_own=of_its_own)) == []


@pytest.mark.parametrize("elsewhere", [0, 150], ids=["flat elsewhere", "risen elsewhere too"])
def test_a_matter_that_has_risen_by_a_new_branch_alone_is_more_of_the_same(elsewhere):
    line, labels, columns, among = draw(seed=3, new=500)
    dice = np.random.default_rng(5)
    slow = labels < 3
    also = np.flatnonzero((columns[0].codes != 2) & (line.day >= 80) & ~slow)
    slow[dice.choice(also, elsewhere, replace=False)] = True
    log = RisingLog(line, np.where(slow, 0, labels + 1), np.ones(len(labels)), ())
    (branch,) = usual = find_usual_values(line, labels, columns, among)
    since = slow & line.mask_period(branch.rise)
    assert 0.3 < (columns[0].codes == 2)[since].mean() < 0.7

    assert is_more_of_the_same(since, branch.rise, log, usual, whole=slow) is not bool(elsewhere)


def test_a_branch_that_existed_before_excuses_no_matter_that_it_alone_has():
    line, labels, columns, among = draw(before=60)
    own = (columns[0].codes == 2) & (line.day >= 90) & (np.random.default_rng(6).random(len(labels)) < 0.25)
    labels[own] = SYMPTOMS
    (branch,) = usual = find_usual_values(line, labels, columns, among)
    log = RisingLog(line, labels, np.ones(len(labels)), ())

    assert not branch.is_new
    assert not is_more_of_the_same(own, branch.rise, log, usual)
    assert is_more_of_the_same(branch.members, branch.rise, log, usual)
    assert is_more_of_the_same(own, branch.rise, log, [replace(branch, is_new=True)])


def test_nothing_is_found_where_nothing_rose():
    assert find_usual_values(*draw(new=0)) == []


def test_a_cause_elsewhere_does_not_make_a_cause_of_a_new_branch():
    line, labels, columns, among = draw()
    elsewhere = (columns[0].codes != 2) & (line.day >= 70)
    labels[elsewhere & (np.random.default_rng(2).random(len(labels)) < 0.6)] = SYMPTOMS + 1
    (value,) = find_usual_values(line, labels, columns, among)
    assert columns[0].labels[value.code] == "Guayas"


def draw_applications(own_matters, seed=4):
    """Draw 900 tickets of four applications and 250 of a fifth from day 80 on.

    Each has four matters of its own and shares four; the fifth has `own_matters` of its own.
    """
    dice = np.random.default_rng(seed)
    day = np.concatenate((dice.integers(0, DAYS, 900), dice.integers(80, DAYS, 250)))
    product = np.concatenate((dice.integers(0, 4, 900), np.full(250, 4)))
    shared = dice.random(len(day)) < 0.4
    matter = np.where(product == 4, dice.integers(0, own_matters, len(day)), dice.integers(0, 4, len(day)))
    labels = np.where(
        shared & ((product != 4) | (own_matters > 1)), dice.integers(0, 4, len(day)), 4 + 4 * product + matter
    )
    counts = np.bincount(day, minlength=DAYS).astype(float)
    line = LogTimeline(FIRST, day, DAYS, learn_working_days(FIRST, counts))
    column = FieldColumn("product", product, ("Atlas", "Faro", "Cauce", "Brújula", "Puente"))
    return line, labels, (column,), np.ones(len(day), dtype=bool)


def test_a_new_application_with_as_many_matters_as_the_others_is_more_of_the_same():
    (value,) = find_usual_values(*draw_applications(own_matters=4))
    assert (value.column.labels[value.code], value.is_new) == ("Puente", True)


def test_a_new_application_with_a_single_matter_is_a_cause():
    assert find_usual_values(*draw_applications(own_matters=1)) == []


def draw_categories(known, seed=6):
    """Draw 900 tickets of four categories with four matters each, and 250 of a new one with twelve.

    The part `known` of the fifth is about matters of the four; a few of theirs are about its own since.
    """
    dice = np.random.default_rng(seed)
    day = np.concatenate((dice.integers(0, DAYS, 900), dice.integers(80, DAYS, 250)))
    category = np.concatenate((dice.integers(0, 4, 900), np.full(250, 4)))
    labels = np.where(
        category == 4, 16 + dice.integers(0, 12, len(day)), 4 * category + dice.integers(0, 4, len(day))
    )
    astray = (category < 4) & (day >= 80) & (dice.random(len(day)) < 0.2)
    labels = np.where(astray, 16 + dice.integers(0, 12, len(day)), labels)
    labels = np.where(
        (category == 4) & (dice.random(len(day)) < known), dice.integers(0, 16, len(day)), labels
    )
    counts = np.bincount(day, minlength=DAYS).astype(float)
    line = LogTimeline(FIRST, day, DAYS, learn_working_days(FIRST, counts))
    column = FieldColumn("category", category, ("Tarjetas", "Cajeros", "Créditos", "Cuentas", "Banca móvil"))
    return line, labels, (column,), np.ones(len(day), dtype=bool)


def test_a_category_made_for_many_new_matters_is_no_more_of_the_same():
    assert find_usual_values(*draw_categories(known=0)) == []


def test_a_new_category_about_known_matters_is_more_of_the_same():
    (value,) = find_usual_values(*draw_categories(known=0.6))
    assert value.column.labels[value.code] == "Banca móvil"


def test_an_application_among_imported_tickets_without_a_day_is_not_new():
    line, labels, columns, among = draw_applications(own_matters=4)
    day = line.day.copy()
    imported = np.random.default_rng(5).random(len(day)) < 0.4
    assert find_usual_values(replace(line, day=np.where(imported, -1, day)), labels, columns, among) == []


@pytest.mark.parametrize(("whose", "is_new"), [("everybody", False), ("the others", True)])
def test_a_branch_that_has_its_part_of_the_imported_tickets_existed_before(whose, is_new):
    line, labels, columns, among = draw(new=400)
    imported = np.random.default_rng(5).random(len(line.day)) < 0.3
    if whose == "the others":
        imported &= columns[0].codes != 2
    (value,) = find_usual_values(replace(line, day=np.where(imported, -1, line.day)), labels, columns, among)
    assert value.is_new is is_new


@pytest.mark.parametrize("size", [15, 40, 400])
def test_equal_mixes_are_the_same_whatever_their_size(size):
    dice = np.random.default_rng(3)
    assert has_same_mix(dice.integers(0, 40, size), dice.integers(0, 40, 2_000))


def test_tickets_without_symptoms_have_no_mix():
    assert not has_same_mix(np.full(20, -1), np.arange(20))
