"""Next month, same causes: known symptoms stay, new tickets join them, what is like none is new."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from supportlens.app.analysis.concluding import SEED
from supportlens.domain import (
    Assigned,
    Derived,
    EarlierStudy,
    Engine,
    Field,
    Moved,
    Name,
    Renamed,
    StageResults,
    Tickets,
    Trend,
    hash_text,
)
from supportlens.symptoms import (
    append_representatives,
    apply_corrections,
    assign_ids,
    continue_known,
    find_trends,
    group,
    remember_symptoms,
)
from supportlens.symptoms.memory import known_symptoms
from supportlens.text import Network, clean_tickets, encode
from tests.builders import a_study
from tests.unit.symptoms.logs import LEXICON, bridge, model

MATTERS = {
    "printer": ["the printer on floor {n} is jammed again", "paper jam in the printer of room {n}",
                "printer {n} eats the paper", "the printer near desk {n} keeps jamming"],
    "password": ["i forgot my password for account {n}", "please reset my password for {n}",
                 "my password for {n} has expired", "cannot remember the password of user {n}"],
    "invoice": ["the invoice of month {n} shows a wrong amount", "wrong amount on invoice of branch {n}",
                "invoice for branch {n} charges me twice", "billed twice on the invoice of {n}"],
    "vpn": ["vpn drops the connection every {n} minutes", "the vpn disconnects me from home site {n}",
            "vpn connection lost again at site {n}", "i cannot stay connected to the vpn of {n}"],
}  # fmt: skip
PLACES = (
    "north south harbour hill river market station garden museum bridge airport campus tower valley".split()
)
DAY = np.datetime64("2026-03-01")


def said(matter: str, count: int, seed: int) -> list[str]:
    """Write tickets on one topic, each a little different."""
    generator = random.Random(f"{matter} {seed}")
    return [
        generator.choice(MATTERS[matter]).format(n=" ".join(generator.sample(PLACES, 2)))
        for _ in range(count)
    ]


def tickets_of(texts: list[str], start: int = 0, days: int = 30) -> Tickets:
    frame = pd.DataFrame({Derived.TEXT: texts, Derived.INFORMATIVE: True})
    frame[Field.TICKET_ID.value] = [f"T{start}-{number}" for number in range(len(texts))]
    offsets = start + np.arange(len(texts)) * days // len(texts)
    frame[Field.CREATED_AT.value] = (DAY + offsets.astype("timedelta64[D]")).astype("datetime64[ns]")
    return Tickets(frame, frame, ())


def studied(tickets: Tickets, known: EarlierStudy | None = None, level: int | None = None):
    """Go the program's road from tickets to a study of symptoms, without causes."""
    cleaned = clean_tickets(tickets, LEXICON)
    memory = known or EarlierStudy((), {}, 1, 0, None, None, "")
    vectors = encode(
        append_representatives(cleaned, memory),
        network=Network(model()),
        bridge=bridge,
        lexicon=LEXICON,
        seed=SEED,
    )
    texts = tickets.frame[Derived.TEXT].tolist()
    vectors, leaves = continue_known(cleaned, vectors, texts, memory, seed=SEED)
    grouping = group(tickets, cleaned, vectors, leaves, LEXICON, level=level)
    grouping = assign_ids(grouping, vectors, leaves, known)
    grouping = apply_corrections(grouping, tickets, vectors, known.corrections if known else ())
    ids = np.array([*(symptom.id for symptom in grouping.symptoms), ""], dtype=object)
    return a_study(
        tickets=tickets,
        symptoms=grouping.symptoms,
        assignment=pd.DataFrame({Assigned.SYMPTOM: ids[np.maximum(grouping.labels, -1)]}),
        engine=Engine("1", SEED, vectors.encoder, {}),
        stage_results=StageResults(cleaned, vectors, leaves, known),
        corrections=known.corrections if known else (),
        continuation=find_trends(tickets, grouping, vectors, leaves, known) if known else None,
    )


def memory_of(study) -> EarlierStudy:
    return remember_symptoms(study, study.stage_results)


def test_a_text_is_remembered_in_its_most_frequent_symptom_and_of_equals_in_the_last_by_its_id():
    often = [("a printer jams", "S1"), ("A Printer jams", "S2"), ("a printer jams", "S2"), ("a fuse", "")]
    even = [("the vpn drops", "S9"), ("the vpn drops", "S4")]
    for assigned in ([*often, *even], [*even, *often][::-1]):
        chosen = known_symptoms._choose_most_frequent(
            zip(*map(list, zip(*assigned, strict=True)), strict=True)
        )
        assert chosen == {hash_text("a printer jams"): "S2", hash_text("the vpn drops"): "S9"}


def chief(study, texts: list[str]) -> str:
    """Find the symptom that most of these texts are in."""
    column = study.assignment[Assigned.SYMPTOM][study.tickets.frame[Derived.TEXT].isin(texts).to_numpy()]
    return str(column.value_counts().index[0])


PRINTER, PASSWORD, INVOICE = (said(matter, 40, 1) for matter in ("printer", "password", "invoice"))
NEXT = {matter: said(matter, 40, 2) for matter in MATTERS}


@cache
def month_one():
    return studied(tickets_of([*PRINTER, *PASSWORD, *INVOICE]))


@cache
def month_two():
    """The topics of both old months and a new one."""
    texts = [*NEXT["printer"], *NEXT["password"][:4], *NEXT["vpn"]]
    return studied(tickets_of(texts, start=30), memory_of(month_one()))


def test_tickets_of_month_one_stay_where_they_were_when_month_two_comes_with_them():
    first = month_one()
    texts = [*first.tickets.frame[Derived.TEXT], *NEXT["printer"], *NEXT["vpn"]]
    second = studied(tickets_of(texts), memory_of(first))
    before = first.assignment[Assigned.SYMPTOM]
    after = second.assignment[Assigned.SYMPTOM][: len(before)]
    assigned = before.ne("").to_numpy()
    assert (before[assigned] == after[assigned]).mean() >= 0.95


def test_new_tickets_of_a_known_matter_join_it_under_its_id_and_name():
    first, second = month_one(), month_two()
    for matter, old in (("printer", PRINTER), ("password", PASSWORD)):
        kept = chief(first, old)
        assert chief(second, NEXT[matter]) == kept
        assert second.symptom(kept).name == first.symptom(kept).name


def test_a_matter_that_nobody_told_of_before_is_new_and_takes_a_number_that_was_never_used():
    first, second = month_one(), month_two()
    fresh = chief(second, NEXT["vpn"])
    inside = second.tickets.frame[Derived.TEXT].isin(NEXT["vpn"]).to_numpy()
    held = second.assignment[Assigned.SYMPTOM][inside]
    assert int(fresh[1:]) >= memory_of(first).next_number
    assert held.isin({symptom.id for symptom in first.symptoms}).mean() < 0.1
    assert second.continuation.trend(fresh) is Trend.NEW


def test_what_is_gone_or_falls_is_told_and_what_stays_is_not():
    second = month_two()
    invoices, printers = chief(month_one(), INVOICE), chief(month_one(), PRINTER)
    assert second.continuation.trend(invoices) is Trend.GONE
    assert invoices not in {symptom.id for symptom in second.symptoms}
    assert second.continuation.trend(chief(month_one(), PASSWORD)) is Trend.FALLING
    assert second.continuation.trend(printers) is Trend.STEADY


def test_what_grows_is_told():
    known = memory_of(month_one())
    texts = [*said("printer", 120, 3), *NEXT["password"], *NEXT["invoice"]]
    third = studied(tickets_of(texts, start=30), known)
    assert third.continuation.trend(chief(month_one(), PRINTER)) is Trend.GROWING


def test_a_symptom_that_was_gone_comes_back_with_its_id_and_name():
    first, second = month_one(), month_two()
    invoices = chief(first, INVOICE)
    third = studied(tickets_of([*NEXT["invoice"], *NEXT["vpn"]], start=60), memory_of(second))
    assert third.symptom(invoices).name == first.symptom(invoices).name
    assert chief(third, NEXT["vpn"]) == chief(second, NEXT["vpn"])
    assert {one.id for one in third.symptoms} <= {one.id for one in (*first.symptoms, *second.symptoms)}


def test_the_order_of_the_rows_changes_nothing():
    known = memory_of(month_one())
    tickets = tickets_of([*NEXT["vpn"], *NEXT["printer"]], start=30)
    mixed = tickets.frame.sample(frac=1.0, random_state=5).reset_index(drop=True)
    straight, shuffled = studied(tickets, known), studied(Tickets(mixed, mixed, ()), known)

    def by_ticket(study):
        return dict(zip(study.tickets.frame["ticket_id"], study.assignment[Assigned.SYMPTOM], strict=True))

    assert by_ticket(straight) == by_ticket(shuffled)
    assert {one.id: one.name for one in straight.symptoms} == {one.id: one.name for one in shuffled.symptoms}


def test_a_finer_cut_parts_known_symptoms_and_a_coarser_one_joins_them():
    known = memory_of(month_one())
    tickets = tickets_of([*PRINTER, *PASSWORD, *INVOICE, *NEXT["vpn"]])
    whole = studied(tickets, known)
    tree = whole.stage_results.leaves.tree
    assert len(whole.symptoms) == tree.default
    fine, coarse = studied(tickets, known, tree.leaves), studied(tickets, known, 2)
    pairs = zip(whole.assignment[Assigned.SYMPTOM], fine.assignment[Assigned.SYMPTOM], strict=True)
    assert all(part == one or part.startswith(f"{one}.") for one, part in pairs)
    assert len(coarse.symptoms) == 2
    assert (
        coarse.assignment[Assigned.SYMPTOM].groupby(whole.assignment[Assigned.SYMPTOM]).nunique().max() == 1
    )


def test_what_a_person_moved_and_named_stands_in_every_later_month():
    first = month_one()
    text, target = PRINTER[0], chief(first, INVOICE)
    mended = replace(
        memory_of(first),
        corrections=(
            Moved("T0-0", hash_text(text), target),
            Renamed(target, Name(es="Cobros", en="Charges")),
        ),
    )
    second = studied(tickets_of([*PRINTER, *INVOICE], start=30), mended)
    inside = second.tickets.frame[Derived.TEXT].eq(text).to_numpy()
    assert second.assignment[Assigned.SYMPTOM][inside].eq(target).all()
    assert second.symptom(target).name == Name(es="Cobros", en="Charges")
    assert memory_of(second).corrections == mended.corrections


def test_a_symptom_counts_the_tickets_that_it_has_after_corrections():
    first = month_one()
    target = chief(first, INVOICE)
    mended = replace(memory_of(first), corrections=(Moved("T0-0", hash_text(PRINTER[0]), target),))
    second = studied(tickets_of([*PRINTER, *INVOICE], start=30), mended)
    counts = second.assignment[Assigned.SYMPTOM].value_counts()
    assert {one.id: one.tickets for one in second.symptoms} == {
        each: int(count) for each, count in counts.items() if each
    }


@pytest.mark.parametrize("level", [None, 2])
def test_names_and_ids_are_unique(level):
    known = memory_of(month_one())
    study = studied(tickets_of([*PRINTER, *INVOICE, *NEXT["vpn"]], start=30), known, level)
    assert len({one.id for one in study.symptoms}) == len(study.symptoms)
    assert len({one.name.in_("en").casefold() for one in study.symptoms}) == len(study.symptoms)
