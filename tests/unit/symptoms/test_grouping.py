"""From points to symptoms: tickets that say the same are together, named by their own words."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import Cancelled, Stage, UnassignedReason
from tests.unit.symptoms.logs import understood

MATTERS = {
    "printer": [
        "the printer on floor {n} is jammed again",
        "paper jam in the printer of room {n}",
        "printer {n} eats the paper",
    ],
    "password": [
        "i forgot my password for account {n}",
        "please reset my password {n}",
        "my password {n} has expired",
    ],
    "invoice": [
        "the invoice of month {n} shows a wrong amount",
        "wrong amount on invoice {n}",
        "invoice {n} charges me twice",
    ],
}


def log(seed: int = 1) -> tuple[list[str], list[str]]:
    generator = random.Random(seed)
    rows = [
        (matter, generator.choice(templates).format(n=generator.randint(1, 60)))
        for matter, templates in MATTERS.items()
        for _ in range(60)
    ]
    generator.shuffle(rows)
    return [text for _, text in rows], [matter for matter, _ in rows]


def test_a_symptom_holds_one_matter_and_its_name_says_which():
    texts, matters = log()
    run = understood(texts)
    truth, said = np.array(matters), pd.Series(texts)
    for position, symptom in enumerate(run.grouping.symptoms):
        chosen = run.grouping.labels == position
        inside = truth[chosen]
        count = max(int((inside == matter).sum()) for matter in MATTERS)
        assert count / len(inside) > 0.9
        words = set(symptom.name.in_("en").lower().split())
        held = said[chosen].map(lambda text, words=words: words <= set(text.lower().split()))
        assert held.mean() > 0.2  # the words of one of its three ways to say it
        assert " " in symptom.name.in_("en")


def test_equal_texts_always_share_a_symptom():
    texts, _ = log()
    labels = pd.Series(understood(texts).grouping.labels).groupby(texts).nunique()
    assert labels.max() == 1


def test_shuffled_rows_give_the_same_symptoms():
    texts, _ = log()
    order = np.random.default_rng(3).permutation(len(texts))
    first, second = understood(texts).grouping, understood([texts[row] for row in order]).grouping
    np.testing.assert_array_equal(first.labels[order], second.labels)
    np.testing.assert_array_equal(first.confidence[order], second.confidence)
    assert [symptom.name for symptom in first.symptoms] == [symptom.name for symptom in second.symptoms]


def test_every_ticket_is_counted_once():
    texts, _ = log()
    grouping = understood([*texts, "ok", "gracias"]).grouping
    assert (
        sum(symptom.tickets for symptom in grouping.symptoms) + grouping.noise + grouping.unassigned
        == len(texts) + 2
    )


def test_what_says_nothing_is_set_aside():
    texts, _ = log()
    grouping = understood([*texts, "ok", "ok", "ok", ""]).grouping
    assert grouping.noise == 4
    assert grouping.reasons[-4:] == (
        UnassignedReason.HOLLOW,
        UnassignedReason.HOLLOW,
        UnassignedReason.HOLLOW,
        UnassignedReason.EMPTY,
    )


def test_names_are_unique_within_a_log():
    names = [symptom.name.in_("en") for symptom in understood(log()[0]).grouping.symptoms]
    assert len(set(names)) == len(names)


def test_grouping_stops_when_told_to():
    def stop(stage: Stage, fraction: float) -> None:
        if stage is Stage.GROUP:
            raise Cancelled

    with pytest.raises(Cancelled):
        understood(log()[0], progress=stop)
