"""In which language a name is written that stands for a language without one."""

from __future__ import annotations

import numpy as np

from supportlens.resources import load_lexicon
from supportlens.symptoms.naming.group_names import find_origins, name_groups

SPANISH = ["no puedo descargar la factura", "descargar la factura del mes", "no deja descargar la factura"]
ENGLISH = ["cannot download the invoice", "download the invoice again", "how to download the invoice"]


def test_the_name_of_a_group_in_one_language_is_borrowed_by_the_other():
    labels = np.zeros(3, dtype=np.int64)

    assert name_groups(SPANISH, labels, ["es"] * 3, load_lexicon())[0].written == {"en": "es"}
    assert name_groups(ENGLISH, labels, ["en"] * 3, load_lexicon())[0].written == {"es": "en"}


def test_a_group_in_both_languages_borrows_nothing():
    labels = np.zeros(6, dtype=np.int64)

    assert name_groups(SPANISH + ENGLISH, labels, ["es"] * 3 + ["en"] * 3, load_lexicon())[0].written == {}


def test_tickets_in_a_third_language_are_of_another_one_for_every_reader():
    rows, given = np.arange(4), {"es": "Rechnung", "en": ""}

    assert find_origins(np.array(["other"] * 4), rows, given) == {"es": "other", "en": "other"}
    assert find_origins(np.array(["es", "es", "other", "other"]), rows, given) == {"en": "es"}


def test_nothing_is_said_of_a_log_whose_language_is_not_known():
    assert find_origins(np.array([""] * 3), np.arange(3), {"es": "E-41", "en": ""}) == {}
