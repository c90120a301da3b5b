import pytest

from supportlens.cli.arguments import find_language, parse_call
from supportlens.cli.parsers import UnusableCall
from supportlens.i18n import words_for


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "en_GB", "LANG": "es_ES"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "es_ES"}, "en"),
        ({"LANG": "de_DE"}, "es"),
        ({"LANG": "C.UTF-8"}, "es"),
        ({}, "es"),
    ],
)
def test_the_locale_decides_the_language_and_spanish_is_the_default(environment, language):
    assert find_language(["analyze", "x"], environment) == language


@pytest.mark.parametrize("argv", [["--lang", "en"], ["--lang=en"]])
def test_the_asked_language_beats_the_locale(argv):
    assert find_language(["analyze", "x", *argv], {"LANG": "es_ES"}) == "en"


def test_masking_is_on_unless_it_is_turned_off():
    words = words_for("es")
    assert parse_call(["analyze", "x"], words).mask
    assert not parse_call(["analyze", "x", "--no-mask"], words).mask
    assert parse_call(["analyze", "x", "--no-mask", "--mask"], words).mask


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["analyze"], "Falta ARCHIVO_O_CARPETA."),
        ([], "Falta COMANDO."),
        (["analyze", "x", "--customs", "c"], "No se reconoce --customs c."),
        (["analyze", "x", "--lang", "fr"], "--lang no puede ser fr; elija entre es, en."),
        (["analyze", "x", "--json"], "--json necesita un valor."),
        (["analyze", "x", "--quiet=1"], "--quiet no lleva valor."),
    ],
)
def test_a_fault_is_said_in_the_readers_language(argv, sentence):
    with pytest.raises(UnusableCall) as caught:
        parse_call(argv, words_for("es"))
    assert str(caught.value).startswith(sentence)
    assert "--help" in str(caught.value)


@pytest.mark.parametrize(("language", "opening"), [("es", "uso: "), ("en", "usage: ")])
def test_help_speaks_the_language(language, opening, capsys):
    with pytest.raises(SystemExit) as leaving:
        parse_call(["analyze", "--help"], words_for(language))
    assert leaving.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(opening)
    assert all(
        option in out for option in ("--changes", "--report", "--json", "--tickets", "--no-mask", "--quiet")
    )
