"""The name of a cause: a phrase, with its place where the phrase does not say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supportlens.causes.description.cause_names import name_cause, name_what_is_shared
from supportlens.domain import (
    Change,
    ChangeMatch,
    ChangeSource,
    Field,
    Kind,
    Name,
    ScopeClaim,
    SharedPhrase,
)
from supportlens.i18n.kinds import cause_words


def claim(field: str, value: str) -> ScopeClaim:
    return ScopeClaim(field, value, 0.9, 0.1, 9.0, 6.0, 13.0, 0.001, 90, 100)


@pytest.mark.parametrize(
    ("phrase", "named"),
    [
        (Name(es="Menú de facturas", en="Invoice menu"), ("Atlas: menú de facturas", "Atlas: invoice menu")),
        (Name(es="Menú de Atlas", en="Atlas menu"), ("Menú de Atlas", "Atlas menu")),
        (Name(es="Cómo hacerlo", en="No atlas today"), ("Atlas: cómo hacerlo", "No atlas today")),
    ],
)
def test_the_place_stands_before_the_phrase_in_each_language_that_lacks_it(
    phrase: Name, named: tuple[str, str]
) -> None:
    name = name_cause(phrase, (claim(Field.PRODUCT.value, "Atlas"),))

    assert (name.in_("es"), name.in_("en")) == named


@pytest.mark.parametrize("scope", [(), (claim(Field.VERSION.value, "5.2"),)])
def test_without_a_place_the_phrase_is_the_name(
    scope: tuple[ScopeClaim, ...],
) -> None:
    phrase = Name(es="Menú", en="Menu")

    assert name_cause(phrase, scope) == phrase


ATLAS = (claim(Field.PRODUCT.value, "Atlas"),)
ADDRESS_BAR = SharedPhrase(Name(es="Barra de direcciones", en="Address bar"), 0.1)
MENU = SharedPhrase(Name(es="Menú nuevo", en="New menu"), 0.6)


def brought(name: str, *, chance: float = 0.01, source: ChangeSource = ChangeSource.CALENDAR) -> ChangeMatch:
    return ChangeMatch(Change(date(2026, 5, 4), name, "Atlas", source=source), 1, chance, same_scope=True)


def shared(
    phrase: SharedPhrase = ADDRESS_BAR,
    kind: Kind = Kind.KNOWLEDGE_GAP,
    change: ChangeMatch | None = None,
    scope: tuple[ScopeClaim, ...] = ATLAS,
    taken: tuple[Name, ...] = (),
    tickets: int = 100,
) -> tuple[str, str]:
    name = name_what_is_shared(phrase, tickets, kind, change, scope, cause_words(), taken)
    return name.in_("es"), name.in_("en")


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Atlas update 5.2: new navigation", ("Atlas: new navigation",) * 2),
        ("Atlas 5.2", ("Atlas: desde la 5.2", "Atlas: since 5.2")),
        ("version 5.2", ("Atlas: desde la 5.2", "Atlas: since 5.2")),
        ("the new look", ("Atlas: the new look",) * 2),
        ("Actualización 5.2 de Atlas", ("Actualización 5.2 de Atlas",) * 2),
        ("5.2 - nueva navegación", ("Atlas: nueva navegación",) * 2),
    ],
)
def test_a_cause_of_several_symptoms_is_named_after_what_changed(
    written: str, named: tuple[str, str]
) -> None:
    assert shared(change=brought(written)) == named


def test_a_bare_version_of_no_known_place_is_said_with_what_it_brought() -> None:
    change = brought("7.0.0")
    change = replace(change, change=replace(change.change, product=""))
    assert shared(kind=Kind.DEFECT, change=change, scope=()) == (
        "Varias cosas fallan desde la 7.0.0",
        "Several things fail since 7.0.0",
    )
    assert shared(kind=Kind.UNCLEAR, change=change, scope=())[1] == "Since 7.0.0"


def test_a_change_that_only_customers_speak_of_names_a_cause_last() -> None:
    said = brought("Atlas update", source=ChangeSource.TEXT)
    assert shared(change=said)[1] == "Atlas: where things are"
    assert shared(kind=Kind.UNCLEAR, change=said)[1] == "Atlas update"


def test_a_change_that_may_be_chance_names_no_cause() -> None:
    assert shared(change=brought("the new look", chance=0.6)) == (
        "Atlas: dónde está cada cosa",
        "Atlas: where things are",
    )


def test_the_words_that_most_tickets_share_name_a_cause_and_those_of_one_symptom_do_not() -> None:
    assert shared(MENU) == ("Atlas: menú nuevo", "Atlas: new menu")
    assert "ddress bar" not in shared()[1]
    assert "enu" not in shared(MENU, tickets=12)[1]


def test_without_a_change_the_kind_names_a_cause_beside_its_place_or_topic() -> None:
    topic = replace(ADDRESS_BAR, subject=Name(es="Complementos", en="Add-ons"), subject_share=0.5)
    assert shared(topic, Kind.DEFECT) == ("Atlas: varias cosas fallan", "Atlas: several things fail")
    assert shared(topic, Kind.OUTAGE, scope=()) == (
        "Complementos: se detuvo el servicio",
        "Add-ons: the service stopped",
    )
    rare = replace(topic, subject_share=0.1)
    assert shared(rare, Kind.OUTAGE, scope=()) == ("Se detuvo el servicio", "The service stopped")


def test_where_nothing_is_shared_the_phrase_is_said_to_be_one_matter_among_others() -> None:
    assert shared(kind=Kind.UNCLEAR) == (
        "Atlas: barra de direcciones y otros asuntos",
        "Atlas: address bar and other matters",
    )


def test_two_causes_never_have_one_name() -> None:
    first = Name(es="Atlas: dónde está cada cosa", en="Atlas: where things are")
    assert shared(taken=(first,))[1] == "Atlas: address bar and other matters"
    assert shared(MENU, taken=(Name(es="Atlas: menú nuevo", en="Atlas: new menu"),)) == (
        first["es"],
        first["en"],
    )


def test_what_is_added_to_a_phrase_is_in_the_language_of_the_phrase() -> None:
    phrase = Name(es="Buscar pedidos", en="Buscar pedidos", written={"en": "es"})
    shared = SharedPhrase(phrase, 0.1)

    name = name_what_is_shared(shared, 40, Kind.UNCLEAR, None, (), cause_words(), ())

    assert name.in_("en") == name.in_("es")
    assert name.written == {"en": "es"}
