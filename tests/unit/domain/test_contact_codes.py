"""A code of a contact is one row, with words in every language and something that gives it."""

import pytest

from supportlens.domain.contacts.codes import CODES, DIMENSIONS, Dimension, codes_by_id, codes_of
from supportlens.domain.contacts.definitions import TERMS, Definitions, read_definitions
from supportlens.i18n import Words
from supportlens.resources import load_playbook

CONCLUDED = {
    "critical": "from what the service did",
    "intermediate": "by default",
    "c7": "by default",
    **{code.id: "from the stage" for code in codes_of(Dimension.JOURNEY)},
    **{code.id: "from the situation" for code in codes_of(Dimension.MOMENT_TYPE)},
}


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_a_code_is_named_in_every_language(code):
    assert Words("es").say(code.name) != code.name


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_something_gives_every_code(code):
    ruled = {rule.code for rule in load_playbook().coding.rules}
    assert code.id in ruled or code.id in CONCLUDED


def test_a_code_stands_once():
    assert len(codes_by_id()) == len(CODES)


def test_a_default_and_a_stage_of_the_journey_are_codes():
    for dimension, row in DIMENSIONS.items():
        assert not row.default or codes_by_id()[row.default].dimension is dimension
    assert all(not code.journey or code.journey in codes_by_id() for code in CODES)


def test_unknown_choices_fall_back_to_the_proposed_definition():
    assert read_definitions({"second": "acquisition", "third": "?", "other": "x"}) == Definitions(
        second="acquisition"
    )


def test_every_meaning_has_its_source_and_its_situations_are_codes():
    for term in TERMS:
        for choice in term.choices:
            assert choice.sources
            assert set(choice.situations) <= {code.id for code in codes_of(Dimension.SITUATION)}
