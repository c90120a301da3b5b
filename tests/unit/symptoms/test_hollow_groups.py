"""Groups whose tickets share no word are no symptom, as long as words are how the log is written."""

from __future__ import annotations

import random

import numpy as np

from supportlens.domain import NOISE, UNASSIGNED, Grouping, Name, Symptom, SymptomFeatures, UnassignedReason
from supportlens.symptoms.hollow_groups import dissolve_hollow_groups
from tests.unit.symptoms.logs import understood
from tests.unit.symptoms.test_grouping import log


def groups(*given: tuple[int, str, str]) -> Grouping:
    """Make groups of (tickets, a word that they share, a language), and one ticket without content."""
    labels = np.concatenate([*(np.full(size, place) for place, (size, _, _) in enumerate(given)), [NOISE]])
    return Grouping(
        labels,
        np.ones(len(labels)),
        np.where(labels >= 0, (labels + 1) % len(given), UNASSIGNED),
        (*([None] * (len(labels) - 1)), UnassignedReason.HOLLOW),
        tuple(
            Symptom(
                f"S{place + 1}",
                Name(es=word, en=word),
                size,
                None,
                (),
                (),
                SymptomFeatures((word,) * bool(word)),
                language,
            )
            for place, (size, word, language) in enumerate(given)
        ),
        noise=1,
        unassigned=0,
        log_labels=labels.copy(),
    )


def test_a_group_without_a_shared_word_has_no_symptom_and_the_others_follow_in_order():
    left = dissolve_hollow_groups(groups((50, "printer", ""), (30, "", ""), (40, "invoice", "")))
    assert [(one.id, one.name.in_("en")) for one in left.symptoms] == [("S1", "printer"), ("S2", "invoice")]
    assert np.bincount(left.labels + 2).tolist() == [1, 30, 50, 40]
    assert left.unassigned == 30
    assert {left.reasons[row] for row in np.flatnonzero(left.labels == UNASSIGNED)} == {UnassignedReason.RARE}
    assert set(left.runners_up[left.labels == 0].tolist()) == {UNASSIGNED}  # the next one was hollow
    assert (left.rise_labels[50:80] == UNASSIGNED).all()


def test_tickets_that_share_a_language_stay_a_symptom():
    together = groups((50, "printer", ""), (20, "", "it"))
    assert dissolve_hollow_groups(together) is together


def test_where_most_groups_share_no_word_words_are_not_how_the_log_is_written():
    together = groups((50, "printer", ""), (30, "", ""))
    assert dissolve_hollow_groups(together) is together


def test_random_letters_of_a_forum_are_no_symptom():
    texts, _ = log()
    draw = random.Random(3)
    typed = ["".join(draw.choice("asdfjklhgneri") for _ in range(draw.randint(6, 14))) for _ in range(60)]
    run = understood(texts + typed)
    named = {symptom.name.in_("en").lower() for symptom in run.grouping.symptoms}
    assert not any(word in typed for name in named for word in name.split())
    assert (run.grouping.labels[len(texts) :] < 0).mean() > 0.8
    assert (run.grouping.labels[: len(texts)] >= 0).mean() > 0.9
