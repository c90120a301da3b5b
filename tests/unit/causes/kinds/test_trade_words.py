"""Words of the trade are no signals: "guía" is a waybill where everybody speaks of one."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.kinds.classifying import classify
from supportlens.causes.kinds.evidence import gather_evidence
from supportlens.causes.kinds.trade_words import MAX_TRADE_LIFT, mark_telling
from supportlens.domain import Derived, Kind, Onset, Shape, Tickets
from supportlens.resources import load_playbook

START = date(2026, 5, 13)
STEP = Onset(START, START, START, Shape.STEP, 9.0, 5.0, 15.0, 0.5, 9.0)
WAYBILL = (
    "Necesito una guía para el envío {n}",
    "Quiero la guía del pedido {n}",
    "Falta guía del paquete {n}",
)
FAULT = ("Marca error al guardar {n}", "La pantalla se queda en blanco {n}", "No funciona el botón {n}")
PLAIN = ("El envío {n} va a Puebla", "Recogen el paquete {n} mañana", "La caja {n} pesa dos kilos")


def log(inside, outside):
    texts = [*inside, *outside]
    frame = pd.DataFrame({Derived.TEXT: texts, "ticket_id": [str(n) for n in range(len(texts))]})
    frame["created_at"] = pd.Timestamp(START) + pd.to_timedelta(np.arange(len(texts)) % 60, unit="D")
    return Tickets(frame, frame, ()), np.arange(len(texts)) < len(inside)


def written(count, *told):
    """Return `count` texts, from each of `told` in turn."""
    return [told[n % len(told)].format(n=n) for n in range(count)]


def told(tickets, members, **given):
    return classify(tickets, members, STEP, gather_evidence(tickets, load_playbook()), **given)


def ids(signals):
    return {signal.id for signal in signals}


def test_in_the_log_of_a_courier_a_guide_is_no_reason_to_teach():
    courier = written(600, *WAYBILL, *PLAIN)
    tickets, members = log(written(120, *FAULT, *WAYBILL, *FAULT), courier)
    kind, scores, support, against = told(tickets, members)
    assert kind is Kind.DEFECT
    assert Kind.KNOWLEDGE_GAP not in scores
    assert not {signal.kind for signal in (*support, *against)} & {Kind.KNOWLEDGE_GAP}


def test_where_only_the_cause_asks_for_a_guide_it_is_a_reason_to_teach():
    tickets, members = log(written(120, *WAYBILL), written(600, *PLAIN))
    kind, scores, support, _ = told(tickets, members)
    assert kind is Kind.KNOWLEDGE_GAP
    assert scores[Kind.KNOWLEDGE_GAP] > 0.5
    assert all(signal.share_outside == 0 for signal in support if signal.share_inside is not None)


def test_a_signal_loses_its_words_of_the_trade_and_keeps_its_others():
    taught = "Nadie nos explicó, ¿me pueden enseñar a cobrar {n}?"
    tickets, members = log(written(160, taught, taught, taught, WAYBILL[0]), written(800, WAYBILL[0], *PLAIN))
    evidence = gather_evidence(tickets, load_playbook())
    telling = mark_telling(evidence, members, ~members)
    waybills = tickets.frame[Derived.TEXT].str.contains("guía").to_numpy()
    assert any((mask & waybills).any() for mask in evidence.masks.values())
    assert not any((mask & waybills & members).any() for mask in telling.values())
    assert told(tickets, members)[0] is Kind.KNOWLEDGE_GAP


def test_words_of_another_cause_of_the_kind_are_not_of_the_trade():
    others = written(300, *FAULT) + written(400, *PLAIN)
    tickets, members = log(written(120, *FAULT), others)
    usual = np.arange(len(tickets)) >= 420
    kind, _, support, _ = told(tickets, members, beside=usual)
    assert kind is Kind.DEFECT
    assert support
    assert told(tickets, members)[1][Kind.DEFECT] <= told(tickets, members, beside=usual)[1][Kind.DEFECT]


@pytest.mark.parametrize(("count", "left"), [(12, True), (400, False)])
def test_with_few_tickets_nothing_is_sure_to_be_of_the_trade(count, left):
    tickets, members = log(written(count, *WAYBILL, *PLAIN), written(3 * count, *WAYBILL, *PLAIN))
    evidence = gather_evidence(tickets, load_playbook())
    telling = mark_telling(evidence, members, ~members)
    assert any((mask & members).any() for mask in telling.values()) is left
    assert MAX_TRADE_LIFT > 1
