"""Names of one language get translations in the analysis, so that all interfaces read the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from supportlens.app.analysis.translated_names import NameTranslator
from supportlens.domain import Name, SharedPhrase, Symptom
from supportlens.i18n.words import written_words
from supportlens.resources import load_playbook
from tests.builders import a_cause

if TYPE_CHECKING:
    from supportlens.domain import Cause, Grouping
    from tests.sharing import SharedStudies


@dataclass(frozen=True)
class _Grouping:
    """As much of a grouping as names need."""

    symptoms: tuple[Symptom, ...]


TRANSLATOR = NameTranslator(load_playbook().lexicon)


def test_the_names_of_a_spanish_log_read_in_english_or_are_known_to_be_spanish(
    study_of: SharedStudies,
) -> None:
    study = study_of("caso_40.csv")
    names = [each.name for each in (*study.symptoms, *study.causes) if each.name.written]

    translated = [name for name in names if name.find_language("en") == "en"]
    assert len(translated) >= len(names) / 3
    assert {name.find_language("en") for name in names} == {"en", "es"}


def test_the_topic_of_a_phrase_is_translated_with_it() -> None:
    name = Name(es="Factura duplicada", en="Factura duplicada", written={"en": "es"})
    phrase = SharedPhrase(name, 0.5, Name(es="Pedido", en="Pedido", written={"en": "es"}), 0.5)

    found = TRANSLATOR.translate_phrase(phrase)

    assert found.name.translated == {"en": "Duplicate invoice"}
    assert found.subject is not None
    assert found.subject.translated == {"en": "Order"}


def test_the_words_of_the_table_serve_besides_those_of_the_glossary() -> None:
    assert TRANSLATOR.translate("Supermercado", "es", "en") == "Supermarket"
    assert TRANSLATOR.translate("Zarandeo", "es", "en") == ""
    assert TRANSLATOR.translate("Supermercado", "es", "pt") == ""


def test_a_translation_that_two_names_would_share_is_given_to_neither() -> None:
    pair = [
        Symptom(text, Name(es=text, en=text, written={"en": "es"}), 3, None, ())
        for text in ("Olvidé mi clave", "Olvidé mi contraseña")
    ]

    def translations(symptoms: list[Symptom]) -> list[dict[str, str]]:
        grouping = TRANSLATOR.translate_symptoms(cast("Grouping", _Grouping(tuple(symptoms))))
        return [dict(symptom.name.translated) for symptom in grouping.symptoms]

    assert translations(pair) == [{}, {}]
    assert translations(pair[:1]) == [{"en": "Forgot my password"}]


def test_a_spelling_is_known_where_the_messages_have_one() -> None:
    words = written_words("es")

    assert words["numero"] == "número"
    assert "esta" not in words


def a_cause_named(text: str, change: str) -> Cause:
    """Return a cause with one name in every language, and a change that it coincides with."""
    cause = a_cause()
    assert cause.change is not None
    coinciding = replace(cause.change, change=replace(cause.change.change, name=change))
    return replace(cause, name=Name(es=text, en=text), change=coinciding)


def test_a_cause_named_after_a_change_is_in_the_language_of_the_change() -> None:
    cause = a_cause_named("Atlas: nueva navegación", "Actualización 5.2 de Atlas: nueva navegación")
    lexicon = replace(load_playbook().lexicon, products=frozenset({"atlas"}))

    (found,) = NameTranslator(lexicon).translate_causes((cause,))

    assert found.name.written == {"en": "es"}
    assert found.name.translated == {"en": "Atlas: new navigation"}


def test_a_name_that_is_not_the_change_s_own_and_one_of_no_language_stay_as_they_are() -> None:
    other = a_cause_named("Atlas: buscar pedidos", "Actualización 5.2 de Atlas: nueva navegación")
    bare = a_cause_named("Atlas: QX-7", "Atlas: QX-7")

    assert [cause.name.written for cause in TRANSLATOR.translate_causes((other, bare))] == [{}, {}]
