"""Signals: every one meets its examples, and nothing that only looks like it."""

import re
import time
import tomllib

import pytest

from supportlens.domain import Kind, fold
from supportlens.resources import load_playbook, resource

ROWS = tomllib.loads(resource("playbook", "signals.toml").read_text(encoding="utf-8"))["signal"]
RULES = {rule.id: rule for rule in load_playbook().signals}
MEASURES = {
    "one_each",
    "few_often",
    "short_handling",
    "long_handling",
    "reopened",
    "learnt",
    "burst",
    "many_sites",
    "one_site",
    "plateau",
}
WORDY = [row for row in ROWS if row["where"] not in MEASURES]


def met(rule_id, sentence):
    return any(re.search(pattern, fold(sentence)) for pattern in RULES[rule_id].patterns)


@pytest.mark.parametrize("row", WORDY, ids=lambda row: row["id"])
def test_a_signal_meets_its_examples_in_both_languages(row):
    assert row["examples_es"]
    assert row["examples_en"]
    missed = [text for text in row["examples_es"] + row["examples_en"] if not met(row["id"], text)]
    assert missed == []


@pytest.mark.parametrize("row", WORDY, ids=lambda row: row["id"])
def test_a_signal_stays_silent_on_what_only_looks_like_it(row):
    assert row["never"]
    assert [text for text in row["never"] if met(row["id"], text)] == []


@pytest.mark.parametrize("row", WORDY, ids=lambda row: row["id"])
def test_accents_and_capitals_make_no_difference(row):
    assert all(met(row["id"], text.upper()) for text in row["examples_es"] + row["examples_en"])


def test_what_is_no_text_is_a_measure_without_patterns():
    assert {rule.where for rule in RULES.values()} - {"words", "resolution"} == MEASURES
    assert all(not RULES[row["id"]].patterns for row in ROWS if row["where"] in MEASURES)


def test_every_kind_but_unclear_has_several_signals():
    for kind in set(Kind) - {Kind.UNCLEAR}:
        assert sum(rule.kind is kind for rule in RULES.values()) >= 3, kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("No me deja entrar al sistema", Kind.ACCESS),
        ("No encuentro dónde quedó el menú", Kind.KNOWLEDGE_GAP),
        ("Me sale error 500 y se cierra solo al guardar", Kind.DEFECT),
        ("Los datos del cliente están duplicados", Kind.DATA),
        ("Solo pasa en esta sucursal, en las demás oficinas sí funciona", Kind.CONFIGURATION),
        ("Se cayó el sistema, nadie puede trabajar", Kind.OUTAGE),
        ("Solicito un monitor nuevo", Kind.REQUEST),
        ("Me cobraron dos veces en la factura", Kind.BILLING),
        ("Nadie me contesta y me colgaron", Kind.TREATMENT),
        ("Llegó un correo sospechoso que pide mi contraseña, di clic en el enlace falso", Kind.DECEPTION),
        ("I can't log in, my account is locked", Kind.ACCESS),
        ("Where is the export button? It used to be on the left", Kind.KNOWLEDGE_GAP),
        ("The app crashes with error code 42", Kind.DEFECT),
        ("The stock does not match, there are duplicate records", Kind.DATA),
        ("Works fine on another computer, only happens on my laptop", Kind.CONFIGURATION),
        ("The server is down, nobody can work", Kind.OUTAGE),
        ("Please order a new keyboard", Kind.REQUEST),
        ("I was charged twice, I want a refund", Kind.BILLING),
        ("Nobody answers my emails, the agent was rude", Kind.TREATMENT),
        ("Is this email genuine? It pretends to be my bank and wants my password", Kind.DECEPTION),
    ],
)
def test_a_plain_sentence_speaks_most_for_its_kind(sentence, kind):
    scores = dict.fromkeys(Kind, 0.0)
    for rule in RULES.values():
        if rule.where == "words" and met(rule.id, sentence):
            scores[rule.kind] += rule.weight
    assert max(scores, key=scores.__getitem__) is kind, scores


def test_not_working_alone_is_a_weak_reason():
    heaviest = max(rule.weight for rule in RULES.values() if met(rule.id, "No funciona"))
    assert heaviest <= 0.5


@pytest.mark.parametrize(
    "repeated", ["no me ", "donde quedo el ", "waiting for ", "error ", "a", "de un lado a "]
)
def test_no_pattern_stalls_on_a_long_message(repeated):
    text = fold(repeated * 4000)[:20_000]
    started = time.process_time()
    for rule in RULES.values():
        for pattern in rule.patterns:
            re.search(pattern, text)
    assert time.process_time() - started < 60  # a pattern that backtracks without end needs hours
