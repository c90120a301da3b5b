"""What is looked up once: the signals of a log, as long as neither its tickets nor the signals change."""

from dataclasses import replace

import numpy as np

from supportlens.causes.kinds.evidence import find_evidence, gather_evidence
from supportlens.domain import RecutCache
from supportlens.patterns import text_search
from supportlens.resources import load_playbook
from tests.many_hands import ManyHands
from tests.unit.symptoms.logs import tickets_of

TICKETS = tickets_of(["I cannot find the menu", "Error 500 on save", "Please reset my password"] * 3)
PLAYBOOK = load_playbook()


def test_signals_are_looked_up_once_for_all_groupings():
    cache = RecutCache()

    first, second = (find_evidence(TICKETS, PLAYBOOK, cache, lambda _: None) for _ in range(2))

    assert second is first
    looked_up = gather_evidence(TICKETS, PLAYBOOK)
    assert all(np.array_equal(mask, first.masks[each]) for each, mask in looked_up.masks.items())


def test_signals_with_other_weights_are_looked_up_anew():
    cache = RecutCache()
    heavier = replace(
        PLAYBOOK, signals=tuple(replace(rule, weight=rule.weight + 1.0) for rule in PLAYBOOK.signals)
    )

    find_evidence(TICKETS, PLAYBOOK, cache, lambda _: None)
    second = find_evidence(TICKETS, heavier, cache, lambda _: None)

    assert second.rules == heavier.signals


def test_other_patterns_are_searched_on_the_same_way_and_not_again(monkeypatch):
    monkeypatch.setattr(text_search, "FEWEST_SHARED", 1)
    also = (("menu", "passwords?"), (r"\d{3}",), ())
    apart, afresh = (
        gather_evidence(TICKETS, PLAYBOOK, workers=ManyHands(2), also=also),
        gather_evidence(TICKETS, PLAYBOOK),
    )
    searched: list[None] = []

    marked = [apart.mark_any("words", patterns, lambda: searched.append(None)) for patterns in also]

    assert [mask.tolist() for mask in marked] == [
        [True, False, True] * 3,
        [False, True, False] * 3,
        [False] * 9,
    ]
    assert not searched
    for patterns, mask in zip(also, marked, strict=True):
        assert np.array_equal(afresh.mark_any("words", patterns), mask)
    assert all(np.array_equal(mask, apart.masks[each]) for each, mask in afresh.masks.items())
    assert not apart.mark_any("words", ("nothing like it",), lambda: searched.append(None)).any()
    assert searched


def test_a_mail_that_asks_for_a_password_is_no_lost_password():
    said = ["Please reset my password", "I got a suspicious email asking for my password", "Parece phishing"]
    evidence = gather_evidence(tickets_of(said * 3), PLAYBOOK)

    assert evidence.masks["suspicious_message"].tolist() == [False, True, True] * 3
    assert evidence.masks["password"].tolist() == [True, False, False] * 3
    assert evidence.words["password"].rows.tolist() == [0, 3, 6]
