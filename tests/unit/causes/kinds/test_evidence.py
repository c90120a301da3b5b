"""What is looked up once: the signals of a log, as long as neither its tickets nor the signals change."""

from dataclasses import replace

import numpy as np

from supportlens.causes.kinds.evidence import find_evidence, gather_evidence
from supportlens.domain import RecutCache
from supportlens.resources import load_playbook
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
