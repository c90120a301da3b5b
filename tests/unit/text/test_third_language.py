"""A further language is files under `resources/words` and no code."""

import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from supportlens.domain import Tickets
from supportlens.messages import MessageRules
from supportlens.resources import resource
from supportlens.resources.lexicon import read_lexicon
from supportlens.symptoms.naming.group_names import name_groups
from supportlens.text import clean_tickets

LANGUAGE = 'position = 3\nname = "Português"\nlocale = "pt_BR"\npercent = "%"\nquotes = ["“", "”"]\n'
SHAPE = """
own_letters = "ãõç"
frequent_letters = "âêô"
endings = "(?:cao|coes|mento|agem|inho|eiro)$"
"""
NAMING = """
articles = "o os a as um uma"
links = "de em para com no na"
negations = "nao"
"""
MESSAGES = '\nsent_with = "enviado do meu.{0,80}"\nclosing_starts = "abracos"\nclosing_hints = "abra"\n'
FAULT = "O boleto não abre na impressora do escritório"


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("with_portuguese") / "words"
    shutil.copytree(resource("words"), folder)
    for name, text in {
        "language": LANGUAGE,
        "small_words": SHAPE,
        "naming": NAMING,
        "messages": MESSAGES,
        "cleaning": "closings = '''\nabracos\n'''\n",
    }.items():
        with (folder / "pt" / f"{name}.toml").open("a", encoding="utf-8") as file:
            file.write(text)
    return read_lexicon(folder)


def test_its_texts_are_of_its_language(lexicon):
    frame = pd.DataFrame({"text": [FAULT, "La impresora no imprime"], "informative": True})
    assert clean_tickets(Tickets(frame, frame, ()), lexicon).languages == ("pt", "es")


def test_its_letters_speak_for_no_other_language(lexicon):
    assert set("ãõç").isdisjoint(lexicon.other_letters)


def test_its_signatures_and_devices_are_left_out(lexicon):
    rules = MessageRules.of(lexicon)
    assert rules.own_words(f"{FAULT}\nAbraços,\nAna Souza") == FAULT
    assert rules.own_words(f"{FAULT}\nEnviado do meu telefone") == FAULT


def test_its_symptoms_have_names_in_it(lexicon):
    few = replace(lexicon, stop=frozenset({"o", "do"}), greetings=())
    texts = [FAULT] * 6 + ["La factura trae un importe equivocado"] * 6
    names = name_groups(texts, np.repeat([0, 1], 6), ["pt"] * 6 + ["es"] * 6, few)
    assert [set(name) for name in names] == [{"es", "en", "pt"}] * 2
    assert "boleto" in names[0]["pt"].lower()
    assert "factura" in names[1]["es"].lower()
