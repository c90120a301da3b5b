"""Every sentence for people is there in both languages and says the same facts."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from supportlens.i18n import words_for
from tests.quality.tree import PACKAGE, TOP, modules

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

SAYING = {"say": None, "say_n": (1, 2), "say_amount": (1, 2)}
KEYWORDS = SAYING | {"message": None, "counted_message": (1, 2)}
"""What messages are given to: the last two mark those of tables, which are said elsewhere."""
PAIRS = {"tickets a week, now and after", "tickets por semana, ahora y después"}
"""Captions of two figures at once."""
CATALOGUES = sorted((TOP / "resources" / "locale" / "es").glob("*.po"))


def read(path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as source:
        return read_po(source, locale="es")


def entries() -> list[tuple[Path, Message]]:
    """Return every entry of every Spanish catalogue."""
    return [(path, message) for path in CATALOGUES for message in read(path) if message.id]


def key(message_id: str | tuple[str, ...] | list[str]) -> str:
    """Return what gettext looks an entry up by: the singular."""
    return message_id if isinstance(message_id, str) else message_id[0]


@cache
def said() -> dict[str, tuple[str, ...]]:
    """Return every message in the code, with its forms."""
    found: dict[str, tuple[str, ...]] = {}
    for path in modules():
        for _, message, _, _ in extract_from_file("python", str(path), keywords=KEYWORDS):
            forms = (message,) if isinstance(message, str) else tuple(message)
            if len(forms) > len(found.get(forms[0], ())):
                found[forms[0]] = forms
    return found


@cache
def written() -> set[str]:
    """Return every text constant of the code: tables hold messages that are said elsewhere."""
    return {
        node.value
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def facts(text: str) -> set[str]:
    """Return the names of the facts that a sentence is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(message: Message) -> list[str]:
    """Return every Spanish form of an entry."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_the_code_says_something() -> None:
    assert len(said()) > 100


def test_every_sentence_has_its_spanish() -> None:
    spanish = {key(message.id) for _, message in entries() if all(forms(message))}

    assert sorted(set(said()) - spanish) == []


def test_a_sentence_is_never_put_together_before_it_is_said() -> None:
    broken = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SAYING
        and node.args
        and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))
    ]

    assert broken == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_nothing_old_or_uncertain(path: Path) -> None:
    catalogue = read(path)

    assert [message.id for message in catalogue if message.fuzzy and message.id] == []
    assert list(catalogue.obsolete.values()) == []
    assert [key(message.id) for message in catalogue if message.id and key(message.id) not in written()] == []


def test_both_languages_are_filled_with_the_same_facts() -> None:
    differing = [
        (path.stem, form)
        for path, message in entries()
        for form in forms(message)
        if facts(form) ^ facts(key(message.id)) and not _a_plural_that_names_its_count(message, form)
    ]

    assert differing == []


def _a_plural_that_names_its_count(message: Message, form: str) -> bool:
    """Allow "one ticket" for "{count} tickets": the singular may spell out its number."""
    return bool(message.pluralizable) and facts(form) ^ facts(message.id[1]) <= {"count"}


def test_no_translation_is_two_that_were_pasted_together() -> None:
    pasted = [
        (path.stem, form)
        for path, message in entries()
        for form in forms(message)
        if re.search(r"([^\W_]{4,})\1", form.replace("&", ""), flags=re.IGNORECASE)
        or ('"' in form and '"' not in key(message.id))
    ]

    assert pasted == []


def test_plurals_have_both_forms_and_the_same_second_form_as_the_code() -> None:
    plural = {message.id[0]: message for _, message in entries() if message.pluralizable}

    for singular, in_code in said().items():
        if len(in_code) == 2:
            assert tuple(plural[singular].id) == in_code
            assert len(forms(plural[singular])) == 2


def test_none_one_and_two_of_everything_countable_are_said() -> None:
    for language in ("en", "es"):
        words = words_for(language)
        for _, message in entries():
            if not message.pluralizable:
                continue
            singular, plural = message.id if language == "en" else forms(message)
            given = {name: f"[{name}]" for name in facts(singular) | facts(plural) if name != "count"}
            one, two = (
                form.format(count=words.number(n), **given) for n, form in ((1, singular), (2, plural))
            )
            none = plural.format(count=words.number(0), **given)
            assert [words.say_n(*message.id, n, **given) for n in (0, 1, 2)] == [none, one, two]
            assert words.say_amount(*message.id, "0.4", **given) == plural.format(count="0.4", **given)


def test_a_number_before_something_countable_has_a_plural_form() -> None:
    """ "1 topics" and "1 tickets": what stands behind a figure, in its message or in a caption of its own."""
    assert {"tickets", "people", "topics", "weeks"} <= countable("en")
    assert {"tickets", "personas", "temas", "semanas"} <= countable("es")
    unable = [
        form
        for _, message in entries()
        if not message.pluralizable
        for language, form in (("en", message.id), ("es", message.string))
        if counts_without_plural(form, countable(language))
    ]

    assert unable == []


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("It generates {now} tickets a week", True),
        ("{count} different people", True),
        ("topics", True),
        ("different people asked", True),
        ("{share} of the tickets", False),
        ("{tickets} over {weeks}", False),
        ("The tickets of {name}", False),
        ("Tickets", False),
        ("people cannot get in. Their access needs restoring.", False),
    ],
)
def test_what_stands_behind_a_figure_is_told_from_what_is_only_mentioned(form: str, told: bool) -> None:  # noqa: FBT001 - a row of a table
    assert counts_without_plural(form, {"tickets", "people", "topics"}) is told


@cache
def countable(language: str) -> frozenset[str]:
    """Return the nouns that some message counts, in the plural."""
    found: set[str] = set()
    for _, message in entries():
        if message.pluralizable:
            singular, plural = message.id if language == "en" else forms(message)
            here, there = (
                set(re.findall(r"[^\W\d]+", re.sub(r"{\w+}", "", form.lower())))
                for form in (singular, plural)
            )
            found |= {word for word in there - here if word.endswith("s") or word == "people"}
    return frozenset(found - {"los", "las", "estos", "otras", "todos", "its"})


def counts_without_plural(form: str, nouns: Collection[str]) -> bool:
    """Return whether a form without a plural has a countable noun behind a figure, or is a caption of one."""
    noun = rf"(?:{'|'.join(sorted(nouns))})\b"
    no_adjective = r"(?:of|de|del|los|las|from|in|en|con|with|several|varios|and|y)\b"
    between = rf"(?:(?!{no_adjective})[^\W\d]+ )?"
    behind = re.search(rf"{{\w+}} {between}{noun}", form)
    short = form[0].islower() and "{" not in form and len(form.split()) <= 5 and form not in PAIRS
    return bool(behind or (short and re.match(rf"{between}{noun}", form)))


def test_two_catalogues_never_disagree_about_a_sentence() -> None:
    spanish = {(key(message.id), tuple(forms(message))) for _, message in entries()}
    counted = Counter(sentence for sentence, _ in spanish)

    assert [sentence for sentence, count in counted.items() if count > 1] == []


def test_a_figure_and_its_percent_sign_stay_on_one_line_in_spanish() -> None:
    torn = [form for _, message in entries() for form in forms(message) if re.search(r"\d %", form)]

    assert torn == []
