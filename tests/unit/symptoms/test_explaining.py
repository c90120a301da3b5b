"""What a symptom is known by: words that set it apart, fields it sits in, words of one ticket."""

from dataclasses import replace

import numpy as np
import pandas as pd

from supportlens.resources import load_playbook
from supportlens.symptoms import explain_groups, find_word_spans

LEXICON = replace(
    load_playbook().lexicon, stop=frozenset({"the", "my", "is", "in", "la", "de", "mi"}), greetings=()
)
TEXTS = (
    [f"My invoice shows the wrong amount in page {n}" for n in range(30)]
    + [f"La factura {n} trae un importe equivocado" for n in range(10)]
    + [f"The printer is jammed in room {n}" for n in range(40)]
)
LABELS = np.repeat([0, 1], 40)


def frame(**columns):
    return pd.DataFrame(columns, index=range(len(TEXTS)))


def explained(texts=TEXTS, labels=LABELS, **columns):
    return explain_groups(texts, labels, frame(**columns), LEXICON)


def test_the_words_are_those_that_set_a_symptom_apart():
    invoices, printers = explained()
    assert {"invoice", "amount"} <= set(invoices.words)
    assert set(printers.words) == {"printer", "jammed", "room"}


def test_at_most_five_words_are_given():
    assert all(len(features.words) <= 5 for features in explained())


def test_a_field_value_met_mostly_inside_is_given():
    site = ["North"] * 36 + ["South"] * 4 + ["South"] * 40
    assert explained(site=site)[0].fields == (("site", "North"),)


def test_a_field_value_that_everybody_has_is_not_given():
    assert explained(version=["9.2"] * 80)[0].fields == ()


def test_a_field_value_of_a_handful_of_tickets_is_not_given():
    assert explained(site=["North"] * 4 + ["South"] * 76)[0].fields == ()


def test_a_field_that_was_left_empty_counts_neither_way():
    site = ["North"] * 20 + [""] * 20 + ["South"] * 30 + [""] * 10
    assert explained(site=site)[0].fields == (("site", "North"),)


def test_the_language_of_tickets_is_no_reason():
    assert explained(language=["es"] * 40 + ["en"] * 40)[0].fields == ()


def test_tickets_without_a_symptom_are_only_compared_with():
    labels = np.where(LABELS == 1, -1, LABELS)
    assert len(explained(labels=labels, site=["North"] * 40 + ["South"] * 40)) == 1


def test_the_order_of_the_rows_does_not_matter():
    order = np.random.default_rng(3).permutation(len(TEXTS))
    site = np.array(["North"] * 36 + ["South"] * 44)
    mixed = explained([TEXTS[row] for row in order], LABELS[order], site=site[order])
    assert mixed == explained(site=site)


def test_the_words_of_a_ticket_are_found_in_any_inflection():
    text = "Las FACTURAS de mayo: Facturación, importes"
    found = [text[start:end] for start, end in find_word_spans(text, ("factura", "importe"))]
    assert found == ["FACTURAS", "importes"]


def test_a_ticket_with_none_of_the_words_has_no_marks():
    assert find_word_spans("Nothing of the kind", ("printer",)) == ()
