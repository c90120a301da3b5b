import sys

import pytest

import supportlens
from supportlens.app.workers.opening import open_workers
from supportlens.cli.arguments import find_language, parse_call
from supportlens.cli.parsers import UnusableCall
from supportlens.cli.worker_options import read_workers
from supportlens.domain import HERE, WorkersMissing, WorkersRequest
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence


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


def test_who_does_the_work_is_this_process_others_beside_it_or_a_cluster():
    words = words_for("en")

    def ask(*argv):
        return read_workers(parse_call(["analyze", "x", *argv], words), words)

    assert ask().is_here
    assert ask("--workers", "1").is_here
    assert ask("--workers", "3").count == 3
    assert ask("--cluster", "tcp://desk:8786").scheduler == "tcp://desk:8786"
    for argv in (["--workers", "0"], ["--workers", "2", "--cluster", "tcp://desk:8786"]):
        with pytest.raises(UnusableCall, match="--workers"):
            ask(*argv)


def test_workers_that_are_not_installed_are_said_with_how_to_install_them(monkeypatch):
    for name in [name for name in sys.modules if name.startswith("supportlens.cluster")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(supportlens, "cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with open_workers(WorkersRequest(), ()) as workers:
        assert workers is HERE
    with pytest.raises(WorkersMissing) as missing, open_workers(WorkersRequest(2), ()):
        pass
    for language in ("en", "es"):
        assert 'pip install "supportlens[cluster]"' in error_sentence(missing.value, words_for(language))
