"""Every error that a person can act on says what is wrong and what would help."""

from __future__ import annotations

import pytest

from supportlens.domain import (
    Cancelled,
    EmptyFile,
    FileMissing,
    FolderWithoutLogs,
    InputError,
    MemoryShort,
    ModelDamaged,
    ModelMissing,
    ModelUnsuitable,
    NoChanges,
    NoPermission,
    NoRows,
    NotATable,
    NoTextColumn,
    NothingToAnalyse,
    NoTickets,
    OutputError,
    PasswordProtected,
    StillBeingWritten,
    SupportLensError,
    WorkersDiffer,
)
from supportlens.i18n import words_for
from supportlens.i18n.errors import error_sentence

WITH_PATH = (
    FileMissing,
    NoPermission,
    FolderWithoutLogs,
    EmptyFile,
    NotATable,
    PasswordProtected,
    StillBeingWritten,
    NoRows,
    NoTextColumn,
    NoTickets,
    NoChanges,
    ModelMissing,
    ModelDamaged,
    ModelUnsuitable,
    OutputError,
)


def leaves(kind: type[SupportLensError]) -> set[type[SupportLensError]]:
    below = [one for one in kind.__subclasses__() if one.__module__ == SupportLensError.__module__]
    return set().union(*map(leaves, below)) if below else {kind}


def an_error(kind: type[SupportLensError]) -> SupportLensError:
    return kind("C:\\logs\\tíckets.csv") if issubclass(kind, (InputError, OutputError)) else kind()


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_error_has_a_sentence_of_its_own(language: str) -> None:
    words = words_for(language)
    bug = error_sentence(ZeroDivisionError(), words)
    told = {kind: error_sentence(an_error(kind), words) for kind in leaves(SupportLensError)}
    assert len(set(told.values())) == len(told)
    assert bug not in told.values()


@pytest.mark.parametrize(
    ("error", "english", "spanish"),
    [
        (NoTickets("c.csv", "change_calendar"), "is a change calendar", "es un calendario de cambios"),
        (NoTickets("c.csv", "customers"), "is a list of customers", "es una lista de clientes"),
        (NoTickets("c.csv", "active_users"), "how many people use", "cuántas personas usan"),
        (NoTickets("c.mbox", "mail"), "no message from a customer", "ningún mensaje de un cliente"),
        (MemoryShort(9 << 30, 4 << 30, 3), "Use --workers 3", "Use --workers 3 o cierre"),
        (MemoryShort(9 << 30, 4 << 30), "need about 9 GB", "necesitan unos 9 GB"),
        (WorkersDiffer("tcp://w", "numpy 1", "numpy 2"), "has numpy 1 and", "tiene numpy 1 y este"),
        (WorkersDiffer("tcp://w", "", "numpy 2"), "lacks numpy 2", "le falta numpy 2"),
        (OutputError("c.csv", "already_used"), "will not be overwritten", "no se sobrescribirá"),
        (OutputError("none/c.csv", "no_folder"), "Create it first", "Créela primero"),
        (OutputError("c", "not_a_file"), "Choose a file name", "Indique el nombre de un archivo"),
        (OutputError("c.csv", "no_permission"), "Close it if it is open", "Ciérrelo si está abierto"),
        (OutputError("c.csv", "disk full"), "Close it if it is open", "Ciérrelo si está abierto"),
    ],
)
def test_what_is_to_be_done_depends_on_what_was_in_the_way(
    error: SupportLensError, english: str, spanish: str
) -> None:
    assert english in error_sentence(error, words_for("en"))
    assert spanish in error_sentence(error, words_for("es"))


def test_a_file_that_was_perhaps_never_there_is_not_said_to_have_gone() -> None:
    assert "was not found" in error_sentence(FileMissing("x.csv"), words_for("en"))
    assert "No se encontró «x.csv»" in error_sentence(FileMissing("x.csv"), words_for("es"))


@pytest.mark.parametrize("kind", WITH_PATH)
def test_an_error_about_a_file_names_it_without_its_folder(kind: type[InputError]) -> None:
    for path in ("C:\\logs\\tíckets.csv", "/media/ana/tíckets.csv", "/media/ana/tíckets.csv/"):
        text = error_sentence(kind(path), words_for("es"))
        assert "«tíckets.csv»" in text
        assert "logs" not in text
        assert "ana" not in text


def test_a_table_without_texts_tells_which_columns_it_has() -> None:
    text = error_sentence(NoTextColumn("a.csv", ["Fecha", "Estado"]), words_for("es"))
    assert text.endswith("Sus columnas son: Fecha, Estado.")


def test_the_two_languages_differ() -> None:
    for kind in (Cancelled, NothingToAnalyse, *WITH_PATH):
        assert error_sentence(an_error(kind), words_for("es")) != error_sentence(
            an_error(kind), words_for("en")
        )
