"""Lines that a desk cut at a number of letters lose the half word at their end, and nothing else does."""

from __future__ import annotations

import pytest

from supportlens.messages import drop_half_words

LONG = (
    "No puedo imprimir el comprobante de inscripción en la ventanilla",
    "La impresora de la ventanilla no reconoce el comprobante impreso",
    "El sistema de reservación de salones no respeta las credenciales",
    "La credencial universitaria no abre la puerta de los laboratorios",
    "Los laboratorios no aparecen en el sistema de inscripción general",
)
SHORT = (
    "Falta la inscripción de los laboratorios",
    "No reconoce ni respeta mis credenciales",
    "Puerta universitaria del sistema",
)
WORDS = {word for text in (*LONG, *SHORT) for word in text.split()}
CUT = 44


@pytest.mark.parametrize("mark", ["…", "...", ""])
def test_what_a_desk_cut_ends_with_a_whole_word(mark):
    cut = [text[: CUT - len(mark)] + mark for text in LONG]
    told = drop_half_words([*cut, *SHORT])

    assert sum(text.rstrip(".…").split()[-1] in WORDS for text in cut) < len(cut) - 2
    assert [text for text in told if text.rstrip(".…").split()[-1] not in WORDS] == []
    assert all(long.startswith(text.rstrip(".…")) for long, text in zip(LONG, told, strict=False))
    assert told[len(LONG) :] == list(SHORT)


def test_only_the_first_line_is_that_of_the_desk():
    cut = [f"{text[:CUT]}\n{text}" for text in LONG]
    assert [text.split("\n")[1] for text in drop_half_words(cut)] == list(LONG)


@pytest.mark.parametrize(
    "texts",
    [
        [*LONG, *SHORT],
        [f"The heating of room number {n} in this building is cold" for n in range(1000, 1009)],
        [f"{text.ljust(60, '.')}" for text in SHORT],
        ["A sentence of some length that ends in dots, as people do...", *SHORT],
        [],
    ],
)
def test_whole_lines_stay_as_they_are(texts):
    assert drop_half_words(texts) == texts
