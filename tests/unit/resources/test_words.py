"""The words of languages: a folder a language, a file a topic."""

import re
import shutil
from dataclasses import fields

import pytest

from supportlens.domain import Name
from supportlens.i18n import LANGUAGES
from supportlens.resources import languages, load_playbook, resource, screening_words
from supportlens.resources.lexicon import read_lexicon
from supportlens.resources.words import join_words, make_name, read_languages, read_word_tables

PORTUGUESE = """position = 3
name = "Português"
locale = "pt_BR"
percent = "%"
quotes = ["“", "”"]
"""


@pytest.fixture
def words(tmp_path):
    """Return a copy of the folder of words."""
    return shutil.copytree(resource("words"), tmp_path / "words")


def test_the_languages_come_in_their_order():
    assert tuple(language.code for language in languages()) == LANGUAGES
    assert [(language.code, language.name) for language in languages()] == [
        ("es", "Español"),
        ("en", "English"),
    ]


def test_a_folder_with_a_row_of_its_own_is_one_more_language(words):
    (words / "pt" / "language.toml").write_text(PORTUGUESE, encoding="utf-8")
    (words / "pt" / "lexicon.toml").write_text("stop = 'porquanto'\nempty = 'obrigado'\n", encoding="utf-8")

    lexicon = read_lexicon(words)

    assert [language.code for language in read_languages(words)] == ["es", "en", "pt"]
    assert {"porquanto", "porque", "because"} <= lexicon.stop
    assert {"obrigado", "gracias", "thanks"} <= lexicon.empty
    assert lexicon.languages[2].name == "Português"


@pytest.mark.parametrize("missing", ["name", "locale", "quotes", "percent", "position"])
def test_a_language_without_a_part_of_its_row_is_refused_by_its_file(words, missing):
    row = "".join(line for line in PORTUGUESE.splitlines(keepends=True) if not line.startswith(missing))
    (words / "pt" / "language.toml").write_text(row, encoding="utf-8")

    with pytest.raises(ValueError, match=r"language\.toml"):
        read_languages(words)


def test_words_that_are_not_folded_are_refused_by_their_file(words):
    (words / "pt" / "cleaning.toml").write_text("negations = 'não'\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"cleaning\.toml.*não"):
        read_lexicon(words)


def test_the_languages_of_the_program_come_before_those_that_are_recognised_and_what_is_common(words):
    assert list(read_word_tables(words, "small_words"))[:2] == ["es", "en"]
    assert list(read_word_tables(words, "lexicon"))[:2] == ["es", "en"]
    assert list(read_word_tables(words, "lexicon"))[-1] == "common"


def test_a_topic_is_joined_from_all_languages(words):
    assert join_words(read_word_tables(words, "lexicon"), "today").split() == ["hoy", "today"]
    assert join_words(read_word_tables(words, "lexicon"), "nothing of that name") == ""


def test_a_name_lacking_in_a_language_is_said_in_the_first_that_has_it():
    name = make_name({"es": " queja ", "en": "complaint"})

    assert [name.in_(code) for code in ("es", "en", "pt")] == ["queja", "complaint", "queja"]


def test_names_of_the_same_texts_are_one_and_can_be_looked_up():
    one, other = Name(es="queja", en="complaint"), Name({"en": "complaint", "es": "queja"})

    assert one == other
    assert {one: 1}[other] == 1
    assert one != Name(es="queja", en="grievance")
    assert one.map(str.upper) == Name(es="QUEJA", en="COMPLAINT")


def test_everything_in_the_playbook_is_named_in_every_language():
    playbook = load_playbook()
    names = [*playbook.signal_names.values(), *(rule.name for rule in playbook.answers)]
    for moment in playbook.moments:
        parts = (getattr(moment, part) for part in moment.__dataclass_fields__)
        names += [*moment.steps, *(part for part in parts if isinstance(part, Name))]

    assert [name for name in names if set(name) != set(LANGUAGES)] == []


def test_every_expression_of_what_is_no_request_can_be_compiled():
    words = screening_words()
    unreadable = []
    for expression in (one for part in fields(words) for one in getattr(words, part.name)):
        try:
            re.compile(expression)
        except re.error as fault:
            unreadable.append((expression, str(fault)))
    assert unreadable == []
