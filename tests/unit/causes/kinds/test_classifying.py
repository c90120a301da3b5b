"""Of which kind: signals for and against, from words, answers of the desk, people, time and places."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.kinds.classifying import add_prior, classify
from supportlens.causes.kinds.evidence import gather_evidence, mask_kinds
from supportlens.domain import (
    Derived,
    Field,
    Kind,
    KindDoubt,
    Onset,
    Shape,
    SourceFile,
    Tickets,
    find_kind_doubt,
    pick_kind,
)
from supportlens.resources import load_playbook

START = date(2026, 5, 13)
STEP = Onset(START, START, START, Shape.STEP, 9.0, 5.0, 15.0, 0.5, 9.0)
BURST = Onset(START, START, START, Shape.SPIKE, 90.0, 50.0, 150.0, 0.5, 90.0, end=START)
SITES = ("Centro", "Norte", "Sur", "Costa")


def a_log(texts, resolutions=(), *, inside=40, outside=160, **columns):
    """`inside` tickets with `texts` in turn, one person each, among others about printing."""
    count = inside + outside
    said = [texts[i % len(texts)] for i in range(inside)] + ["La impresora del piso 3 no jala"] * outside
    frame = pd.DataFrame({Field.TICKET_ID.value: [f"T{i}" for i in range(count)], Derived.TEXT: said})
    frame[Field.CREATED_AT.value] = pd.Timestamp(START) + pd.to_timedelta(np.arange(count) % 60, unit="D")
    frame[Field.REQUESTER.value] = [f"P{i}" for i in range(count)]
    frame[Field.SITE.value] = [SITES[i % 4] for i in range(count)]
    if resolutions:
        answers = [resolutions[i % len(resolutions)] for i in range(inside)]
        frame[Field.RESOLUTION.value] = answers + ["Se cambió el tambor"] * outside
    for name, (own, others) in columns.items():
        frame[name] = [own(i) for i in range(inside)] + [others(i) for i in range(outside)]
    frame[Derived.INFORMATIVE] = True
    source = SourceFile("log.csv", "csv", "utf-8", ";", count)
    return Tickets(frame, frame[[Field.TICKET_ID.value]], (source,)), np.arange(count) < inside


def without_people(log):
    tickets, members = log
    return Tickets(tickets.frame.drop(columns=["requester"]), tickets.original, tickets.files), members


def told(log, onset=STEP, prior=None):
    tickets, members = log
    return classify(tickets, members, onset, gather_evidence(tickets, load_playbook()), prior or {})


GAP = ("No encuentro el menú de pedidos", "¿Dónde quedó el botón de exportar?", "Antes estaba arriba")
BILLS = ("Me cobraron de más en la factura", "Invoice 44 was charged twice, I want a refund")


def test_many_who_cannot_find_things_and_are_shown_lack_knowledge():
    kind, scores, support, _ = told(a_log(GAP, ("Se le explicó la nueva ruta",)))

    assert kind is Kind.KNOWLEDGE_GAP
    assert next(iter(scores)) is Kind.KNOWLEDGE_GAP
    assert {"cannot_find", "used_to_be", "explained", "one_each"} <= {signal.id for signal in support}


def test_every_signal_comes_with_its_count_and_the_words_that_were_met():
    _, _, support, _ = told(a_log(GAP))
    found = next(signal for signal in support if signal.id == "cannot_find")

    assert found.tickets == 27
    assert found.share_inside == pytest.approx(27 / 40)
    assert found.share_outside == 0.0
    assert "no encuentro" in found.phrases


def test_what_is_said_elsewhere_too_counts_less_and_what_is_said_everywhere_nothing():
    tickets, members = a_log(("Me sale error 500 al guardar",), inside=100, outside=100)
    texts = tickets.frame[Derived.TEXT]

    def spread(share):
        said = texts.mask(~members & (np.arange(200) % 100 < 100 * share), "Me sale error 500 al guardar")
        frame = tickets.frame.assign(**{Derived.TEXT: said})
        return told((Tickets(frame, tickets.original, tickets.files), members))[1]

    alone = spread(0)[Kind.DEFECT]
    assert spread(0.5)[Kind.DEFECT] == pytest.approx(0.75 * alone, rel=0.01)
    assert Kind.DEFECT not in spread(1)


def test_bills_that_all_arrive_in_one_morning_are_no_outage():
    kind, scores, _, against = told(a_log(BILLS), BURST)

    assert kind is Kind.BILLING
    assert scores.get(Kind.OUTAGE, 0.0) < 0.3
    assert "burst" in {signal.id for signal in against}


def test_a_burst_that_nobody_finds_words_for_is_an_outage():
    kind, _, support, _ = told(a_log(("Urge apoyo con Faro", "Faro otra vez", "Sobre Faro")), BURST)

    assert kind is Kind.OUTAGE
    assert {"burst", "many_sites"} <= {signal.id for signal in support}


NEW_PANEL_EN = (
    "How do I get rid of the wide header?",
    "Is there any way to turn the cards off again? I hate this change",
    "Please give me the narrow list back",
    "What happened to the grey arrow?",
    "Header since this morning",
)
NEW_PANEL_ES = (
    "¿Cómo quito la cabecera ancha?",
    "¿Hay alguna forma de desactivar las tarjetas?",
    "No me gusta el nuevo panel",
    "Desapareció la flecha de la lista",
    "Cabecera desde esta mañana",
)


@pytest.mark.parametrize("said", [NEW_PANEL_EN, NEW_PANEL_ES], ids=["en", "es"])
def test_a_redesign_that_everybody_asks_to_undo_in_a_few_days_is_no_outage(said):
    five_days = replace(BURST, end=START + timedelta(days=4))
    kind, scores, support, _ = told(a_log(said), five_days)

    assert kind is Kind.KNOWLEDGE_GAP
    assert scores.get(Kind.OUTAGE, 0.0) < 0.5 * scores[kind]
    assert "undo_it" in {signal.id for signal in support}


@pytest.mark.parametrize(
    "said",
    [
        ("The last update broke copy and paste", "I can't paste into the chat", "Pasting in the chat"),
        ("Dejó de funcionar el pegado desde la actualización", "No puedo pegar en el chat", "El chat"),
    ],
    ids=["en", "es"],
)
def test_what_an_update_broke_for_a_week_is_a_defect_and_no_outage(said):
    assert told(a_log(said), replace(BURST, end=START + timedelta(days=7)))[0] is Kind.DEFECT


def test_what_is_down_for_everybody_in_a_burst_is_an_outage_though_it_sounds_like_a_defect():
    said = ("Faro no responde, nadie puede trabajar", "Se cayó el sistema", "Faro no abre")
    kind, scores, _, _ = told(a_log(said, ("Servicio restablecido",)), BURST)

    assert kind is Kind.OUTAGE
    assert scores[Kind.OUTAGE] > 2 * scores.get(Kind.DEFECT, 0.0)


def test_a_day_on_which_nothing_could_be_paid_is_an_outage_though_most_tell_of_an_error():
    said = ("La pasarela da error", "Error 502 al pagar", "No carga la página de pago", "¿Está caída la web?")
    log = a_log(said)

    assert told(log, BURST)[0] is Kind.OUTAGE
    assert told(log, STEP)[0] is Kind.DEFECT


def test_one_site_alone_is_a_setting_even_without_the_words():
    log = a_log(("Faro aquí anda raro",), site=(lambda i: "Norte", lambda i: SITES[i % 4]))

    assert told(log)[0] is Kind.CONFIGURATION


def test_solved_by_explaining_takes_from_a_defect():
    said = ("No funciona la captura, marca error", "No encuentro el menú")
    _, before, _, _ = told(a_log(said))
    _, after, _, _ = told(a_log(said, ("Se le explicó la nueva ruta", "Se le mostró dónde está")))

    assert after[Kind.KNOWLEDGE_GAP] > before[Kind.KNOWLEDGE_GAP]
    assert after[Kind.DEFECT] < before[Kind.DEFECT]


def test_a_few_who_write_over_and_over_speak_against_a_knowledge_gap():
    many = told(a_log(GAP))
    few = told(a_log(GAP, requester=(lambda i: f"P{i % 4}", lambda i: f"Q{i}")))

    assert few[1][Kind.KNOWLEDGE_GAP] < many[1][Kind.KNOWLEDGE_GAP]
    assert "few_often" in {signal.id for signal in few[3]}
    assert "few_often" not in {signal.id for signal in many[3]}


@pytest.mark.parametrize(("minutes", "kind"), [(4.0, Kind.KNOWLEDGE_GAP), (120.0, Kind.DEFECT)])
def test_short_and_long_handling_move_two_kinds_apart(minutes, kind):
    said = ("No encuentro el menú", "Marca error al guardar y se cierra solo")
    plain = told(without_people(a_log(said)))[1]
    timed = told(without_people(a_log(said, minutes=(lambda i: minutes, lambda i: 30.0))))[1]
    other = Kind.DEFECT if kind is Kind.KNOWLEDGE_GAP else Kind.KNOWLEDGE_GAP

    assert timed[kind] - timed[other] > plain[kind] - plain[other]


def test_tickets_that_are_reopened_speak_for_a_defect():
    said = ("Marca error al guardar",)
    calm = told(a_log(said, reopened=(lambda i: 0.0, lambda i: 0.0)))[1]
    again = told(a_log(said, reopened=(lambda i: float(i % 3 == 0), lambda i: 0.0)))[1]

    assert again[Kind.DEFECT] > calm[Kind.DEFECT]


def test_who_asks_at_first_and_then_no_more_has_learnt():
    def asked(days_later):
        tickets, members = a_log(GAP, inside=80, outside=80)
        days = [i // 2 + days_later * (i % 2) for i in range(80)] + list(range(80))
        frame = tickets.frame.assign(
            created_at=[pd.Timestamp(START) + timedelta(days=day) for day in days],
            requester=[f"P{i // 2}" for i in range(80)] + [f"Q{i}" for i in range(80)],
        )
        return told((Tickets(frame, tickets.original, tickets.files), members))

    assert "learnt" in {signal.id for signal in asked(4)[2]}
    assert "learnt" not in {signal.id for signal in asked(50)[2]}


def test_nothing_telling_is_not_enough():
    kind, scores, _, _ = told(a_log(("Sobre Faro", "Faro y el piso 3", "Ver Faro")))

    assert kind is Kind.UNCLEAR
    assert find_kind_doubt(scores) is KindDoubt.NOT_ENOUGH


def test_two_kinds_spoken_for_alike_are_mixed():
    said = ("No encuentro el menú de pedidos", "No puedo entrar a Faro")
    kind, scores, support, against = told(without_people(a_log(said)), None)

    assert kind is Kind.UNCLEAR, scores
    assert find_kind_doubt(scores) is KindDoubt.MIXED
    assert support
    assert against


def test_what_people_answered_moves_the_kind():
    said = ("No encuentro el menú de pedidos", "Me cobraron de más en la factura")
    log = a_log(said)
    before = told(log)[1]
    kind, scores, _, _ = told(log, prior={Kind.BILLING: 2.0, Kind.KNOWLEDGE_GAP: -1.0})

    assert kind is Kind.BILLING
    assert scores[Kind.BILLING] == pytest.approx(before[Kind.BILLING] + 2.0)
    assert scores[Kind.KNOWLEDGE_GAP] == pytest.approx(before[Kind.KNOWLEDGE_GAP] - 1.0)


def test_a_kind_that_an_answer_rules_out_is_left_out():
    assert add_prior({Kind.DEFECT: 1.0}, {Kind.DEFECT: -3.0, Kind.ACCESS: 0.5}) == {Kind.ACCESS: 0.5}


@pytest.mark.parametrize(
    ("scores", "kind", "doubt"),
    [
        ({}, Kind.UNCLEAR, KindDoubt.NOT_ENOUGH),
        ({Kind.DATA: 0.3}, Kind.UNCLEAR, KindDoubt.NOT_ENOUGH),
        ({Kind.DATA: 1.0, Kind.DEFECT: 0.95}, Kind.UNCLEAR, KindDoubt.MIXED),
        ({Kind.DEFECT: 0.5, Kind.DATA: 1.0}, Kind.DATA, None),
    ],
)
def test_a_kind_is_told_by_its_score_and_its_lead(scores, kind, doubt):
    assert (pick_kind(scores), find_kind_doubt(scores)) == (kind, doubt)


def test_a_log_of_one_cause_alone_has_nothing_to_be_compared_with_and_still_a_kind():
    log = a_log(BILLS, outside=0)

    assert told(log)[0] is Kind.BILLING


def test_what_is_said_of_anything_does_not_by_itself_sound_like_a_kind():
    tickets, members = a_log(("I can't paste into the chat", "The window crashes on start"))
    heard = mask_kinds(gather_evidence(tickets, load_playbook()))

    sounds = np.any(heard, axis=0)[members]
    assert sounds[1::2].all()
    assert not sounds[::2].any()
