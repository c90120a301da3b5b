"""Headers written for both genders or with words cut short are read as what they stand for."""

from __future__ import annotations

import pytest

from supportlens.domain import Field
from supportlens.ingest.tables.headers import header_rules, parse_header


@pytest.mark.parametrize("header", ["Ciudadano/a", "Alumno(a)", "Socio/-a", "Familia"])
def test_who_asked_is_known_by_a_header_for_both_genders(header):
    assert header_rules().fields[Field.REQUESTER].weight(parse_header(header)) > 0


@pytest.mark.parametrize("header", ["Fecha/Hora", "Entrada/Salida", "Sí/No"])
def test_two_words_beside_a_slash_stay_two_words(header):
    assert parse_header(header).forms == (header.lower().replace("í", "i").replace("/", " "),)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("F. alta", Field.CREATED_AT),
        ("Fec. apertura", Field.CREATED_AT),
        ("FCH_REGISTRO", Field.CREATED_AT),
        ("F. de alta del ticket", Field.CREATED_AT),
        ("Dt. Abertura", Field.CREATED_AT),
        ("Fec. cierre", Field.RESOLVED_AT),
        ("Desc. del problema", Field.DESCRIPTION),
    ],
)
def test_first_words_that_are_cut_short_are_read_whole(header, field):
    weights = {each: role.weight(parse_header(header)) for each, role in header_rules().fields.items()}
    assert max(weights, key=weights.__getitem__) is field
    assert weights[field] > 0


@pytest.mark.parametrize("header", ["F", "F. pago", "issue.f alta"])
def test_a_letter_alone_another_date_and_another_objects_date_are_not_taken_for_one(header):
    whole = header_rules().fields[Field.CREATED_AT].is_whole(parse_header(header))
    assert not whole
