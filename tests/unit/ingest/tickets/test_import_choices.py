from pathlib import Path

import pytest

from supportlens import ingest
from supportlens.domain import Decisions, ImportDoubt, ImportGuess, Tickets
from supportlens.ingest.tables.table import Grid, Origin, make_table
from tests.unit.ingest.exports import by_the_rules, write

TEXTS = (
    "No encuentro el menú de facturas hoy",
    "La impresora del piso tres no imprime",
    "Olvidé mi clave ayer",
)


def a_log(folder: Path, header: str, lines: list[str], encoding: str = "utf-8") -> Path:
    path = folder / "log.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
    return path


def guessed(path: Path, decisions: Decisions | None = None) -> tuple[ImportGuess, Tickets]:
    heard: list[ImportGuess] = []

    def decide(guess: ImportGuess) -> Decisions | None:
        heard.append(guess)
        return decisions

    tickets, _ = ingest.normalise(ingest.read([path]), decide=decide)
    return heard[0], tickets


def undecided_dates(folder: Path) -> Path:
    days = ("03/04/2026", "05/02/2026", "02/06/2026", "07/01/2026", "01/05/2026", "06/03/2026")
    return a_log(folder, "Fecha;Asunto", [f"{day};{TEXTS[n % 3]} {n}" for n, day in enumerate(days)])


def test_a_file_that_is_clear_raises_no_doubt(tmp_path: Path) -> None:
    lines = [f"{n};2026-01-{n + 1:02d};{TEXTS[n % 3]}" for n in range(20)]
    guess, _ = guessed(a_log(tmp_path, "Número;Fecha de apertura;Asunto", lines))
    assert guess.doubts == ()
    assert guess.columns["created_at"] == "Fecha de apertura"
    assert guess.headers == ("Número", "Fecha de apertura", "Asunto")
    assert guess.rows[0] == ("0", "2026-01-01", TEXTS[0])


def test_days_and_months_that_could_be_either_are_a_doubt(tmp_path: Path) -> None:
    guess, tickets = guessed(undecided_dates(tmp_path))
    assert guess.doubts == (ImportDoubt.DATE_ORDER,)
    assert tickets.files[0].date_order == guess.date_order


@pytest.mark.parametrize(("order", "month"), [("day-first", 4), ("month-first", 3)])
def test_dates_are_read_in_the_order_that_was_decided(tmp_path: Path, order: str, month: int) -> None:
    _, tickets = guessed(undecided_dates(tmp_path), Decisions(date_order=order))
    first = tickets.frame.loc[tickets.frame["source_row"] == 2, "created_at"].iloc[0]
    assert (first.month, tickets.files[0].date_order) == (month, order)


def test_two_columns_of_prose_without_a_telling_header_are_a_doubt(tmp_path: Path) -> None:
    lines = [
        f"2026-01-{n + 1:02d};{TEXTS[n % 3]} número {n};Quisiera saber qué hago con el caso {n} hoy"
        for n in range(25)
    ]
    path = a_log(tmp_path, "Fecha;Campo A;Campo B", lines)
    guess, tickets = guessed(path)
    assert ImportDoubt.TWO_TEXTS in guess.doubts
    other = {"Campo A": "Campo B", "Campo B": "Campo A"}[guess.columns["description"]]
    _, changed = guessed(path, Decisions(columns={"description": other}))
    assert changed.files[0].columns["description"] == other
    assert changed.files[0].reasons["description"] == "chosen"
    assert tickets.frame["text"].iloc[0] != changed.frame["text"].iloc[0]


def test_a_column_of_dates_mixed_with_notes_is_a_doubt_and_may_be_chosen(tmp_path: Path) -> None:
    lines = [
        f"{f'2026-02-{n + 1:02d}' if n % 5 < 2 else f'ver nota {n}'};{TEXTS[n % 3]} {n}" for n in range(20)
    ]
    path = a_log(tmp_path, "Campo;Asunto", lines)
    guess, tickets = guessed(path)
    assert guess.doubts == (ImportDoubt.NO_DATE,)
    assert "created_at" not in tickets.frame
    _, changed = guessed(path, Decisions(columns={"created_at": "Campo"}))
    assert int(changed.frame["created_at"].notna().sum()) == 8


def test_letters_of_no_language_are_a_doubt_and_another_encoding_mends_them() -> None:
    right = [("2026-01-05", f"Facturación {n}: señal débil, {TEXTS[n % 3]}") for n in range(20)]
    wrong = [tuple(cell.encode("cp1252").decode("cp1251") for cell in row) for row in right]
    origin = Origin("log.csv", named=True, format="csv", sha256="", encoding="cp1251", delimiter=",")
    table = make_table(origin, Grid(("Fecha", "Asunto"), wrong, range(2, 22)))
    heard: list[ImportGuess] = []

    def decide(guess: ImportGuess) -> Decisions:
        heard.append(guess)
        return Decisions(encoding="cp1252")

    tickets, _ = ingest.normalise([table], decide=decide)
    assert heard[0].doubts == (ImportDoubt.ENCODING,)
    assert sorted(tickets.frame["subject"]) == sorted(text for _, text in right)
    assert tickets.files[0].encoding == "cp1252"


def test_a_field_may_be_left_without_a_column(tmp_path: Path) -> None:
    lines = [f"2026-01-{n + 1:02d};{TEXTS[n % 3]} {n};Atlas" for n in range(20)]
    path = a_log(tmp_path, "Fecha;Asunto;Aplicación", lines)
    _, tickets = guessed(path, Decisions(columns={"product": ""}))
    assert "product" not in tickets.files[0].columns


def test_a_decision_about_a_column_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    lines = [f"2026-01-{n + 1:02d};{TEXTS[n % 3]} {n}" for n in range(20)]
    path = a_log(tmp_path, "Fecha;Asunto", lines)
    _, tickets = guessed(path, Decisions(columns={"subject": "Tema"}))
    assert tickets.files[0].columns["subject"] == "Asunto"


def test_files_with_the_same_headers_have_one_signature(tmp_path: Path) -> None:
    one, _ = guessed(a_log(tmp_path, "Fecha;Asunto", [f"2026-01-02;{TEXTS[0]}"]))
    two, _ = guessed(a_log(tmp_path, "Fecha;Asunto", [f"2026-03-02;{TEXTS[1]}"]))
    other, _ = guessed(a_log(tmp_path, "Fecha;Descripción", [f"2026-03-02;{TEXTS[1]}"]))
    assert one.signature == two.signature != other.signature


def test_the_preview_shows_the_effect_of_an_order_and_an_encoding() -> None:
    guess = ImportGuess(
        "a.csv",
        "s",
        ("Fecha", "Texto"),
        (("03/04/2026", "Facturaciґn"),),
        {"created_at": "Fecha"},
        "day-first",
        "cp1251",
    )
    shown = ingest.preview(guess, Decisions(date_order="month-first"))
    assert shown.opened[0] is not None
    assert (shown.opened[0].month, shown.opened[0].day) == (3, 4)
    assert ingest.preview(guess, Decisions()).opened[0].month == 4  # type: ignore[union-attr] # read above
    assert ingest.preview(guess, Decisions(encoding="cp1252")).rows[0][1] == "Facturaci\N{ACUTE ACCENT}n"
    assert ingest.preview(guess, Decisions(columns={"created_at": "Texto"})).opened == (None,)


def test_no_export_of_a_known_help_desk_is_asked_about(tmp_path: Path) -> None:
    doubtful = []
    for name, vendor, headers, meant in by_the_rules():
        if vendor.messages is None:
            guess, _ = guessed(write(tmp_path / "export.csv", headers, meant))
            doubtful += [(name, doubt) for doubt in guess.doubts]
    assert doubtful == []
