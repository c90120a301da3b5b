"""A company codes its contacts by its own definitions, rules and corrections."""

from dataclasses import replace

import pytest

from supportlens.app.statements.coding_practice import apply_practice, correct_codes
from supportlens.domain import Assigned, CodeCorrection, Definitions
from supportlens.i18n import Words
from supportlens.i18n.contacts.definitions import definition_lines, mistake_line
from supportlens.resources import load_playbook
from tests.builders import a_study

RULE = '''
[[rule]]
id = "our_word"
code = "complaint"
confidence = 0.9
name = { es = "dice zascandil", en = "says zascandil" }
patterns = """
zascandil
"""
'''


@pytest.fixture(scope="module")
def study():
    made = a_study()
    texts = ["Esto es un zascandil", "Acabo de comprar su impresora", "Presento una queja"]
    repeated = [texts[n % 3] for n in range(len(made.tickets))]
    frame = made.tickets.frame.assign(text=repeated, informative=True)
    tickets = replace(made.tickets, frame=frame)
    return correct_codes(replace(made, tickets=tickets, playbook=load_playbook()), ())


def test_the_proposed_practice_changes_nothing(study):
    assert apply_practice(study, Definitions()) is study


def test_a_rule_of_the_company_codes_and_its_mistakes_are_told(study, tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text(RULE + RULE.replace("our_word", "x").replace("complaint", "complaints"), encoding="utf-8")
    coded = apply_practice(study, Definitions(), path)
    assert coded.coding.count("complaint") > study.coding.count("complaint")
    complaint = next(match for match in coded.moments if match.moment.id == "complaint")
    assert complaint.tickets == (coded.assignment[Assigned.MOMENT] == "complaint").sum()
    (mistake,) = coded.playbook.coding.mistakes
    told = mistake_line(mistake, Words("es"))
    assert "rules.toml, línea 13: no existe el código «complaints»." in told


def test_the_definition_in_force_is_said_with_its_source_and_moves_the_types(study):
    chosen = Definitions(second="acquisition")
    assert not study.coding.mask("second").any()
    assert apply_practice(study, chosen).coding.mask("second").sum() == study.coding.mask("acquisition").sum()
    lines = definition_lines(chosen, Words("es"))
    assert any("lo compara con lo que esperaba (fuente: MHA)" in line for line in lines)


def test_a_moment_may_be_only_a_contact_at_risk(study):
    coded = apply_practice(study, Definitions(moment="at_risk"))
    moments = {match.moment.id: match for match in coded.moments}
    before = next(match for match in study.moments if match.moment.id == "support_request")
    assert 0 < moments["support_request"].tickets < before.tickets
    assert moments["complaint"].tickets == study.coding.count("complaint")


def test_a_corrected_code_is_counted_as_confirmed_and_can_be_undone(study):
    ticket = str(study.tickets.frame["ticket_id"].iloc[0])
    corrected = correct_codes(study, [CodeCorrection("complaint", holds=True, ticket_id=ticket)])
    moments = {match.moment.id: match for match in corrected.moments}
    assert moments["complaint"].confirmed == 1
    assert corrected.assignment[Assigned.MOMENT].iloc[0] == "complaint"
    undone = correct_codes(corrected, ())
    assert undone.coding.count("complaint") == study.coding.count("complaint")
