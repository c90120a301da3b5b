"""How the benchmark scores groups against the labels that people gave."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmarks.symptoms.scoring import best, joined, nested, score

TRUTH = ["card"] * 4 + ["fees"] * 4 + ["login"] * 4


def labels(text: str) -> np.ndarray:
    return np.array([int(label) for label in text.split()])


def test_groups_that_are_the_labels_score_one() -> None:
    found = score(labels("2 2 2 2 0 0 0 0 1 1 1 1"), TRUTH)

    assert (found.groups, found.unassigned) == (3, 0.0)
    assert (found.ami, found.ari) == pytest.approx((1.0, 1.0))


def test_groups_that_have_nothing_to_do_with_the_labels_score_about_nothing() -> None:
    found = score(labels("0 1 2 3 0 1 2 3 0 1 2 3"), TRUTH)

    assert found.ami < 0.05
    assert found.ari < 0.05


def test_setting_the_doubtful_aside_does_not_raise_the_score() -> None:
    """Two of each intent in no group: they count as one cluster of everything."""
    doubtful = score(labels("0 0 -1 -1 1 1 -1 -2 2 2 -1 -2"), TRUTH)
    wrong_but_placed = score(labels("0 0 0 1 1 1 1 2 2 2 2 0"), TRUTH)

    assert (doubtful.groups, doubtful.unassigned) == (3, 0.5)
    assert doubtful.ami < wrong_but_placed.ami


def test_the_best_cut_is_the_level_nearest_to_the_labels() -> None:
    fine = labels("0 0 1 1 2 2 3 3 4 4 5 5")
    meant = labels("0 0 0 0 1 1 1 1 2 2 2 2")
    coarse = labels("0 0 0 0 0 0 0 0 1 1 1 1")

    cut, found = best([fine, meant, coarse], TRUTH)

    assert cut.tolist() == meant.tolist()
    assert found == score(meant, TRUTH)


def test_cuts_of_one_tree_are_nested_and_a_reshuffle_is_not() -> None:
    fine, coarse = labels("0 0 1 1 2 2"), labels("0 0 0 0 1 1")
    shuffled = labels("0 0 0 1 1 1")

    assert nested([fine, coarse])
    assert not nested([fine, shuffled])


def test_an_intent_is_joined_where_both_languages_are_mostly_in_one_group() -> None:
    truth = ["card"] * 6 + ["fees"] * 6
    languages = ["es", "es", "es", "en", "en", "en"] * 2
    # All cards together; fees apart by language but for one ticket.
    found = joined(labels("0 0 0 0 0 0 1 1 1 2 2 1"), truth, languages)

    assert (found.intents, found.strict, found.held) == (2, 1, 2)


def test_an_intent_of_which_one_language_is_in_no_group_is_not_joined() -> None:
    found = joined(labels("0 0 -1 -1"), ["card"] * 4, ["es", "es", "en", "en"])

    assert (found.strict, found.held) == (0, 0)
