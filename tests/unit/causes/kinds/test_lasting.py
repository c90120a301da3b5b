"""What is looked up once: the signals of a log, as long as neither its tickets nor the signals change."""

from dataclasses import replace

import numpy as np

from supportlens.causes.kinds.classifying import gather_evidence
from supportlens.causes.kinds.lasting import evidence_of
from supportlens.resources import load_playbook
from tests.unit.symptoms.logs import tickets_of

TICKETS = tickets_of(["I cannot find the menu", "Error 500 on save", "Please reset my password"] * 3)
PLAYBOOK = load_playbook()


def test_signals_are_looked_up_once_for_all_groupings():
    lasting: dict[str, object] = {}

    first, second = (evidence_of(TICKETS, PLAYBOOK, lasting, lambda _: None) for _ in range(2))

    assert second is first
    looked_up = gather_evidence(TICKETS, PLAYBOOK)
    assert all(np.array_equal(mask, first.masks[each]) for each, mask in looked_up.masks.items())


def test_signals_with_other_weights_are_looked_up_anew():
    lasting: dict[str, object] = {}
    heavier = replace(
        PLAYBOOK, signals=tuple(replace(rule, weight=rule.weight + 1.0) for rule in PLAYBOOK.signals)
    )

    evidence_of(TICKETS, PLAYBOOK, lasting, lambda _: None)
    second = evidence_of(TICKETS, heavier, lasting, lambda _: None)

    assert second.rules == heavier.signals
