"""From points to symptoms: tickets that say the same are together, named by their own words."""

import random

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import Cancelled, Lexicon, Stage, Tickets
from supportlens.symptoms import group
from supportlens.text import encode

STOP = frozenset({"the", "my", "is", "on", "i", "a", "to", "in", "it", "of", "and", "please", "for"})
LEXICON = Lexicon(STOP, (), (), (), frozenset({"ok"}))
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


def log(seed: int = 1) -> tuple[Tickets, list[str]]:
    generator = random.Random(seed)
    rows = [
        (matter, generator.choice(templates).format(n=generator.randint(1, 60)))
        for matter, templates in MATTERS.items()
        for _ in range(60)
    ]
    generator.shuffle(rows)
    frame = pd.DataFrame({"text": [text for _, text in rows], "informative": True})
    frame["ticket_id"] = [f"T{n}" for n in range(len(frame))]
    return Tickets(frame, frame, ()), [matter for matter, _ in rows]


def grouped(tickets: Tickets):
    return group(tickets, encode(tickets, LEXICON, seed=1), LEXICON, seed=1)


def test_a_symptom_holds_one_matter_and_its_name_says_which():
    tickets, matters = log()
    grouping = grouped(tickets)
    truth = np.array(matters)
    for position, symptom in enumerate(grouping.symptoms):
        inside = truth[grouping.labels == position]
        count = max(int((inside == matter).sum()) for matter in MATTERS)
        assert count / len(inside) > 0.9
        written = tickets.frame["text"][grouping.labels == position]
        words = set(symptom.name.en.lower().split())
        assert written.map(lambda text, words=words: words <= set(text.lower().split())).mean() > 0.3
        assert " " in symptom.name.en


def test_equal_texts_always_share_a_symptom():
    tickets, _ = log()
    grouping = grouped(tickets)
    labels = pd.Series(grouping.labels).groupby(tickets.frame["text"].to_numpy()).nunique()
    assert labels.max() == 1


def test_shuffled_rows_give_the_same_symptoms():
    tickets, _ = log()
    mixed = tickets.frame.sample(frac=1.0, random_state=3).reset_index(drop=True)
    first, second = grouped(tickets), grouped(Tickets(mixed, mixed, ()))
    by_id = dict(zip(tickets.frame["ticket_id"], first.labels, strict=True))
    assert [by_id[ticket] for ticket in mixed["ticket_id"]] == list(second.labels)
    assert [symptom.name for symptom in first.symptoms] == [symptom.name for symptom in second.symptoms]


def test_every_ticket_is_counted_once():
    tickets, _ = log()
    grouping = grouped(tickets)
    assert sum(
        symptom.tickets for symptom in grouping.symptoms
    ) + grouping.noise + grouping.unassigned == len(tickets)


def test_what_says_nothing_is_set_aside():
    tickets, _ = log()
    frame = pd.concat(
        [tickets.frame, pd.DataFrame({"text": ["ok"] * 4, "informative": True, "ticket_id": list("abcd")})]
    )
    frame = frame.reset_index(drop=True)
    assert grouped(Tickets(frame, frame, ())).noise == 4


def test_names_are_unique_within_a_log():
    names = [symptom.name.en for symptom in grouped(log()[0]).symptoms]
    assert len(set(names)) == len(names)


def test_three_tickets_are_no_trouble():
    frame = pd.DataFrame(
        {
            "text": ["one thing", "another matter", "third business"],
            "informative": True,
            "ticket_id": list("abc"),
        }
    )
    assert len(grouped(Tickets(frame, frame, ())).labels) == 3


def test_grouping_stops_when_told_to():
    def stop(stage: Stage, fraction: float) -> None:
        if stage is Stage.GROUP:
            raise Cancelled

    tickets, _ = log()
    vectors = encode(tickets, LEXICON, seed=1)
    with pytest.raises(Cancelled):
        group(tickets, vectors, LEXICON, seed=1, progress=stop)
