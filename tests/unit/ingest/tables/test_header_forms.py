"""Headers that name both genders are read as the word they stand for; other slashes are left alone."""

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
