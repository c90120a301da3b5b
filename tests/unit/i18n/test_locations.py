"""A place reads right in every sentence that names it, in both languages."""

import re
from dataclasses import replace

import pytest

from supportlens.domain import SCOPE_FIELDS, Derived, Kind, Question, ScopeClaim
from supportlens.i18n import (
    LANGUAGES,
    action_line,
    join_segments,
    question_line,
    scope_line,
    verdict_sentence,
    words_for,
)
from supportlens.i18n.locations import place_label
from tests.builders import a_cause, a_study

FIELDS = (
    *(str(field) for field in SCOPE_FIELDS if field not in {"language", "priority"}),
    str(Derived.SEGMENT),
    "Causa",
)


def a_claim(field, value="Norte", further=()):
    return ScopeClaim(field, value, 0.9, 0.01, 90.0, 40.0, 200.0, 1e-9, 360, 400, further)


def sits_in(field, value="Norte", kind=Kind.KNOWLEDGE_GAP):
    return a_cause(scope=(a_claim(field, value),), kind=kind)


def sentences(cause, language):
    words, study = words_for(language), a_study(causes=(cause,))
    asked = [question_line(question, cause, words) for question in Question]
    done = [action_line(replace(cause, kind=kind), study, words) for kind in Kind]
    said = [join_segments(verdict_sentence(study, words)), *asked, *done]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in said]


@pytest.mark.parametrize(
    ("field", "phrase"),
    [
        ("site", "viene de la sede «Norte» desde"),
        ("channel", "viene del canal «Norte» desde"),
        ("role", "viene del área o puesto «Norte» desde"),
        ("team", "viene del grupo de soporte «Norte» desde"),
        ("segment", "viene del segmento de clientes «Norte» desde"),
        ("category", "viene de la categoría «Norte» desde"),
        ("version", "viene de la versión «Norte» desde"),
        ("customer", "viene del cliente «Norte» desde"),
        ("product", "viene de Norte desde"),
        ("Causa", "viene del grupo «Norte» de «Causa» desde"),
    ],
)
def test_a_spanish_place_has_its_article_in_the_verdict(field, phrase):
    assert phrase in sentences(sits_in(field), "es")[0]


@pytest.mark.parametrize(
    ("field", "phrase"),
    [
        ("site", "come from the site “Norte” since"),
        ("product", "come from Norte since"),
        ("Plan", "come from the group “Norte” of “Plan” since"),
    ],
)
def test_an_english_place_has_its_article_in_the_verdict(field, phrase):
    assert phrase in sentences(sits_in(field), "en")[0]


def test_what_is_accented_is_the_name_without_its_article():
    segments = verdict_sentence(a_study(causes=(sits_in("channel"),)), words_for("es"))
    assert next(segment.text for segment in segments if segment.accent) == "«Norte»"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", FIELDS)
def test_no_sentence_leaves_a_preposition_before_its_article_or_a_column_without_one(field, language):
    for text in sentences(sits_in(field), language):
        assert " de el " not in text
        assert " a el " not in text
        assert text[0] == "¿" or not text[0].islower()
        if "Norte" in text and field != "product":
            assert re.search(r"\b(la|el|del|al|the) [^«“,]*[«“]Norte", text), text


def test_an_action_and_a_question_contract_the_article():
    cause = sits_in("channel", kind=Kind.DEFECT)
    fixed = action_line(cause, a_study(), words_for("es"))
    assert fixed.startswith("Pedir que se corrija lo que falla en el canal «Norte»")
    settings = action_line(replace(cause, kind=Kind.CONFIGURATION), a_study(), words_for("es"))
    assert settings.startswith("Corregir la configuración del canal «Norte»")
    access = replace(cause, kind=Kind.ACCESS)
    assert action_line(access, a_study(), words_for("es")).startswith("Resolver el acceso al canal «Norte»")
    asked = question_line(Question.WORKS_AS_DESIGNED, cause, words_for("es"))
    assert asked == "¿Funciona todo según lo previsto en el canal «Norte»?"
    application = question_line(Question.WORKS_AS_DESIGNED, sits_in("product"), words_for("es"))
    assert application == "¿Funciona Norte según lo previsto?"


def test_what_customers_call_their_things_is_never_contracted():
    assert words_for("es").contract("viene de El Portal", "El Portal") == "viene de El Portal"
    assert words_for("es").contract("desde el canal «x»", "el canal «x»") == "desde el canal «x»"


def test_an_outage_of_no_place_stopped_the_service():
    cause = a_cause(scope=(), kind=Kind.OUTAGE)
    assert "stopped the service, and" in action_line(cause, a_study(), words_for("en"))
    assert "qué detuvo el servicio y" in action_line(cause, a_study(), words_for("es"))


def test_a_line_of_its_own_begins_in_capitals_and_keeps_a_name_as_it_is():
    words = words_for("es")
    assert scope_line(a_claim("site"), words).startswith("Sede «Norte»: ")
    assert scope_line(a_claim("plan de pago"), words).startswith("Plan de pago «Norte»: ")
    assert scope_line(a_claim("iPhone"), words).startswith("iPhone «Norte»: ")


def test_a_place_of_several_values_reads_as_one_phrase():
    also = (("version", "5.2"), ("site", "Norte"), ("Plan", "Oro"))
    claim = a_claim("product", "Atlas", also)
    said = place_label(claim, words_for("en"))
    assert said == "Atlas, version 5.2, at the site “Norte”, where “Plan” is “Oro”"
    said = place_label(claim, words_for("es"))
    assert said == "Atlas, versión 5.2, en la sede «Norte», donde «Plan» es «Oro»"
    chief = a_cause(
        scope=(a_claim("channel", "correo"),), combinations=(a_claim("channel", "correo", also[1:2]),)
    )
    text = join_segments(verdict_sentence(a_study(causes=(chief,)), words_for("es")))
    assert "viene del canal «correo», en la sede «Norte», desde" in text
