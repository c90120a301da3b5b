"""The table of concepts: every id of the sources once, with its place in the program or what is missing."""

import tomllib

import pytest

from supportlens.domain.contacts.codes import CODES, codes_by_id
from supportlens.i18n import spoken_languages
from supportlens.resources import resource

ROWS = tomllib.loads(resource("help", "concepts.toml").read_text(encoding="utf-8"))["concept"]
IDS = [
    *(f"m{number}" for number in range(1, 24)),
    *(f"t{number}" for number in range(1, 12)),
    *(f"b{sign}{number}" for sign in "+-" for number in range(1, 5)),
    *(f"v{number}" for number in range(1, 6)),
    *(f"c{number}" for number in range(1, 8)),
    *(f"j{number}" for number in range(1, 7)),
    *(f"s{number}" for number in range(1, 8)),
    *(f"r{number}" for number in range(1, 24)),
]


def test_every_id_stands_once_and_in_order():
    assert [row["id"] for row in ROWS] == IDS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_concept_lives_somewhere_or_says_what_is_missing(row):
    assert row["where"] or row["missing"]
    assert row["sources"]
    for text in (row["name"], *([row["missing"]] if "missing" in row else [])):
        assert all(text.get(language.code) for language in spoken_languages())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_what_a_concept_names_exists(row):
    for place in row["where"]:
        path, _, name = place.partition(":")
        if path == "code":
            assert name in codes_by_id()
            continue
        file = resource().parent / path
        assert file.is_file(), path
        assert name in file.read_text(encoding="utf-8"), place


def test_a_code_stands_for_concepts_of_the_table():
    assert {concept for code in CODES for concept in code.concepts} <= set(IDS)
