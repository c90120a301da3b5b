"""The name of a cause: a phrase, with its place where the phrase does not say it."""

from __future__ import annotations

import pytest

from supportlens.causes.description.cause_names import name_cause
from supportlens.domain import Field, Name, ScopeClaim


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
