"""Names: a phrase of the tickets' own words that sets them apart."""

import numpy as np

from supportlens.domain import Lexicon
from supportlens.domain.folding import uncapitalised, unfolded
from supportlens.symptoms import name_apart

LEXICON = Lexicon(frozenset({"the", "my", "is", "i", "of", "in", "a"}), (), (), (), frozenset())
OTHERS = ["My printer is jammed"] * 30 + ["The invoice shows a wrong amount"] * 30


def named(texts, *, without=""):
    everything = texts + OTHERS
    return name_apart(everything, np.arange(len(everything)) < len(texts), LEXICON, without=without).en


def test_a_name_keeps_the_words_as_people_write_them():
    assert named(["No encuentro el menú de ventas"] * 20) in "No encuentro el menú de ventas"
    assert " " in named(["No encuentro el menú de ventas"] * 20)


def test_a_name_may_begin_with_a_negation():
    texts = [f"I can't find {thing} in Atlas" for thing in ("orders", "reports", "totals", "stock") * 6]
    assert named(texts).startswith("Can't find ")


def test_the_place_is_left_out_of_a_name_that_stands_beside_it():
    assert "atlas" not in named(["Export button of Atlas"] * 20, without="Atlas").lower()


def test_a_word_that_far_more_tickets_share_stands_before_the_phrase():
    phrases = ["check your connection", "stopped today", "all gone", "disabled again", "missing since noon"]
    texts = [f"My add-ons {phrase}" for phrase in phrases for _ in range(3)] + ["check your connection"] * 4
    assert named(texts).lower().startswith("add-ons")


def test_spellings_with_and_without_a_hyphen_are_one():
    assert named(["Add-ons gone"] * 9 + ["Addons gone"] * 4) == "Add-ons gone"


def test_a_phrase_is_found_again_with_its_accents():
    assert unfolded("¿Dónde  quedó\nel menú?", "donde quedo el") == "Dónde quedó el"
    assert unfolded("nothing here", "donde") == "donde"


def test_a_brand_keeps_its_capitals_inside_a_sentence():
    assert uncapitalised("WhatsApp web") == "WhatsApp web"
    assert uncapitalised("Menu bar") == "menu bar"
