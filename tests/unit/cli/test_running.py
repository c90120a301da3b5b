import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from supportlens.__main__ import is_mistaken, main
from supportlens.cli import run
from supportlens.cli.console import show_progress_on
from supportlens.domain import Stage
from supportlens.i18n import words_for
from supportlens.resources import sample_log

LOG, CHANGES = sample_log("caso_40.csv"), sample_log("caso_40_cambios.csv")
SMALL = sample_log("muestra.json")
CALL = "import sys; from supportlens.cli import run; sys.exit(run(sys.argv[1:]))"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    argv = ["analyze", LOG, "--changes", CHANGES, "--lang", "es", "--quiet"]
    argv += ["--report", folder / "r.xlsx", "--json", folder / "r.json", "--tickets", folder / "t.csv"]
    argv += ["--materials", folder / "plan"]
    assert run([str(word) for word in argv]) == 0
    return folder


def started(*argv, **more):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "es_MX.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-c", CALL, *map(str, argv)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **more,
    )


def test_the_case_of_the_forty_per_cent_is_found_from_the_command_line(outputs):
    document = json.loads((outputs / "r.json").read_text(encoding="utf-8"))
    first = document["causes"][0]
    assert document["verdict"]["cause_id"] == first["id"]
    assert first["kind"] == "knowledge_gap"
    assert 0.36 <= first["share"] <= 0.44
    assert first["change"]["name"].startswith("Actualización 5.2 de Atlas")


def test_the_documents_of_the_plan_are_written_masked_and_ready_to_send(outputs):
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (outputs / "plan").glob("*.html")}
    assert set(pages) == {f"A1-{kind}" for kind in ("guide", "announcement", "check", "script", "agent_card")}
    assert "Ventas &gt; Documentos" in pages["A1-guide"]
    assert "MS-2" in pages["A1-guide"]
    (action,) = json.loads((outputs / "r.json").read_text(encoding="utf-8"))["plan"]
    assert {f"A1-{one['kind']}" for one in action["materials"]} == set(pages)
    assert {path.stem for path in (outputs / "plan").glob("*.docx")} == set(pages)
    assert action["teacher"]["name"].startswith("Persona ")


def test_exactly_one_training_remains_of_the_case_and_every_symptom_is_covered(outputs):
    document = json.loads((outputs / "r.json").read_text(encoding="utf-8"))
    (action,) = document["plan"]
    cause = document["causes"][0]
    covered = sum(topic["tickets"] for topic in action["syllabus"]) + action["left_out"]["tickets"]
    assert covered == cause["tickets"]
    assert len(action["syllabus"]) + action["left_out"]["symptoms"] == len(cause["symptoms"])
    assert all(topic["answer_ticket_ids"] for topic in action["syllabus"] if topic["answer"])
    assert (action["people"], len(action["askers"])) == (215, 215)
    assert action["peers"]["people"] > 50
    assert action["worth"]["payback_weeks"] < 26
    assert {line["cause_id"] for line in document["untaught"]}.isdisjoint({cause["id"]})


def test_with_another_floor_other_causes_are_planned(tmp_path):
    call = ["analyze", str(SMALL), "--quiet", "--json"]
    assert run([*call, str(tmp_path / "low.json"), "--floor", "0.1,1,0"]) == 0
    assert run([*call, str(tmp_path / "high.json"), "--floor", "99"]) == 0
    low, high = (
        json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")) for name in ("low", "high")
    )
    assert low["plan_floor"]["tickets_a_week"] == 0.1
    assert (high["plan_floor"]["tickets_a_week"], high["plan_floor"]["people"]) == (99.0, 4)
    assert not any(action["training"] for action in high["plan"])
    assert len(high["untaught"]) >= len(low["untaught"])


def test_birthdays_are_on_the_agenda_and_in_the_calendar_only_if_asked_for(tmp_path):
    born = tmp_path / "clientes.csv"
    last = date.fromisoformat(_analysed(tmp_path, "plain")["input"]["last_date"]) + timedelta(days=3)
    rows = [f"Casa {n};{last.replace(year=1980 + n):%d/%m/%Y}" for n in range(4)]
    born.write_text("\n".join(["Cliente;Cumpleaños", *rows]), encoding="utf-8")
    calendar = tmp_path / "agenda.ics"

    without = _analysed(tmp_path, "off", "--customers", born)
    choices = ["--care", "birthdays=yes", "--care", "window=90", "--agenda", calendar]
    asked = _analysed(tmp_path, "on", "--customers", born, *choices)

    assert [one["kind"] for one in without["agenda"]] == []
    assert [one["kind"] for one in asked["agenda"]] == ["birthday"] * 4
    assert (without["customers"]["rules"]["birthdays"], asked["customers"]["rules"]["birthdays"]) == (
        False,
        True,
    )
    assert asked["customers"]["rules"]["bad_experiences_days"] == 90
    assert calendar.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 4


def test_a_file_about_customers_is_enough(tmp_path, capsys):
    sales = tmp_path / "ventas.csv"
    rows = [f"Casa {n};{n + 1:02}/03/2026;Mantenimiento;100" for n in range(4)]
    sales.write_text("\n".join(["Cliente;Fecha del servicio;Servicio;Importe", *rows]), encoding="utf-8")

    assert run(["analyze", "--customers", str(sales), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "There are no tickets here, only files about customers." in said
    assert "4 customers of 4 had a single service" in said


def _analysed(tmp_path, name, *options):
    target = tmp_path / f"{name}.json"
    assert run(["analyze", str(SMALL), "--quiet", "--json", str(target), *map(str, options)]) == 0
    return json.loads(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("wrong", ["birthdays=maybe", "window=0", "nothing"])
def test_what_cannot_be_chosen_about_customers_is_refused_before_the_work(wrong, capsys):
    assert run(["analyze", str(SMALL), "--care", wrong, "--lang", "en"]) == 2
    assert "cannot be chosen" in capsys.readouterr().err


@pytest.mark.parametrize("floor", ["much", "1,2,3,4", "-1", "nan", ""])
def test_what_is_no_floor_is_refused_before_the_work(floor, capsys):
    assert run(["analyze", str(SMALL), "--floor", floor, "--lang", "en"]) == 2
    assert "is not a floor" in capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_of_documents_is_refused(tmp_path, capsys):
    taken = tmp_path / "taken"
    taken.write_text("x")
    assert run(["analyze", str(LOG), "--materials", str(taken), "--lang", "en"]) == 2
    assert "taken" in capsys.readouterr().err


def test_json_table_and_workbook_give_the_same_numbers(outputs):
    document = json.loads((outputs / "r.json").read_text(encoding="utf-8"))
    first = document["causes"][0]
    with (outputs / "t.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == document["input"]["tickets"] == 1000
    assert sum(row["cause_id"] == first["id"] for row in rows) == first["tickets"]
    book = load_workbook(outputs / "r.xlsx")
    assert book["Causas"]["E2"].value == first["tickets"]
    assert book["Tickets"].max_row == 1001


def test_the_verdict_goes_to_the_standard_output_as_utf8_and_nothing_to_the_error():
    process = started("analyze", SMALL)
    out, error = process.communicate(timeout=300)
    text = out.decode("utf-8")
    assert process.returncode == 0
    assert error == b""
    assert "de los tickets" in text
    assert "QUÉ HACER" in text


def test_json_on_the_standard_output_is_alone_there(capsys):
    assert run(["analyze", str(SMALL), "--json", "-", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == "en"


def test_three_tickets_are_too_few_and_blame_no_field(tmp_path, capsys):
    few = tmp_path / "few.csv"
    texts = ("No imprime", "Olvidé mi clave", "¿Dónde quedó el menú?")
    few.write_text("Asunto;Sede\n" + "".join(f"{text};Sede {text[:2]}\n" for text in texts), encoding="utf-8")
    assert run(["analyze", str(few), "--lang", "es"]) == 0
    said = capsys.readouterr().out
    assert "3 tickets son muy pocos" in said
    assert "vacíos" not in said
    assert "vacío." not in said


def test_quiet_prints_nothing(capsys):
    assert run(["analyze", str(SMALL), "--quiet"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["analyze"],
        ["analyze", "none.csv"],
        ["analyze", str(LOG), "--customers", "c.csv"],
        ["analyze", str(LOG), "--project", "none/p.supportlens"],
        ["analyze", str(LOG), "--project", str(CHANGES)],
        ["analyze", str(LOG), "--customers", str(LOG)],
        ["analyze", str(LOG), "--country", "XQ"],
        ["analyze", str(LOG), "--lang", "fr"],
        ["analyze", str(LOG), "--report", "none/r.xlsx"],
        ["analyze", str(LOG), "--json", str(LOG.parent)],
        ["analyze", str(LOG), "--tickets", str(LOG)],
        ["analyze", str(LOG), "--changes", "none.csv"],
        ["analyze", str(LOG), "--report", "same.x", "--tickets", "same.x"],
    ],
)
def test_an_unusable_call_ends_with_2_and_one_line(argv, capsys, tmp_path, monkeypatch):
    before = LOG.read_bytes()
    monkeypatch.chdir(tmp_path)
    assert run(argv) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert LOG.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["analyze", str(CHANGES)], "es un calendario de cambios y no contiene tickets"),
        (["analyze", "nunca.csv"], "No se encontró «nunca.csv»"),
        (["analyze", str(LOG), "--changes", "nunca.csv"], "No se encontró «nunca.csv»"),
        (["analyze", str(LOG), "--project", str(CHANGES)], "no es un proyecto de SupportLens"),
        (["analyze", str(LOG), "--project", str(LOG)], "no es un proyecto de SupportLens"),
        (["analyze", str(LOG), "--tickets", str(LOG)], "no se sobrescribirá"),
        (["analyze", str(LOG), "--report", "none/r.xlsx"], "Créela primero"),
        (["analyse_this", str(LOG)], "analyse_this no es un comando ni un archivo"),
    ],
)
def test_an_unusable_call_says_what_is_wrong_with_it(argv, sentence, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert run(argv) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("display", ["", ":99"])
def test_a_word_that_is_neither_command_nor_file_is_said_to_be_none(display, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("DISPLAY", display)
    assert main(["foo"]) == 2
    error = capsys.readouterr().err
    assert "foo is neither a command nor a file; the commands are analyze, analyse, project, watch," in error
    (tmp_path / "foo").mkdir()
    assert not is_mistaken("foo")


def test_help_ends_with_0(capsys):
    assert run(["--help"]) == 0
    assert "analyze" in capsys.readouterr().out


def test_an_output_that_cannot_be_written_is_said_before_the_log_is_read(tmp_path, capsys):
    assert run(["analyze", str(tmp_path / "no.csv"), "--report", str(tmp_path / "none" / "r.xlsx")]) == 2
    captured = capsys.readouterr()
    assert "r.xlsx" in captured.err
    assert "no.csv" not in captured.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_an_interrupted_call_ends_with_130_without_a_trace(tmp_path):
    logs = tmp_path / "many"
    logs.mkdir()
    header, *rows = LOG.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (logs / "big.csv").write_text(header + "".join(rows) * 15, encoding="utf-8")
    process = started("analyze", logs, "--report", tmp_path / "r.xlsx")
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in error
    assert not (tmp_path / "r.xlsx").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_who_goes_away_is_no_failure(tmp_path):
    process = started("analyze", SMALL, "--json", "-")
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=300) == 0
    assert error == b""


def test_the_demonstration_writes_its_workbook_here(tmp_path, monkeypatch, capsys, study_of):
    study = study_of("caso_40.csv", changes="caso_40_cambios.csv")
    monkeypatch.setattr("supportlens.app.analysis.analysing.analyse", lambda *_, **__: study)
    monkeypatch.chdir(tmp_path)
    assert run(["demo", "--lang", "es"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["supportlens-demo.xlsx"]
    assert "Atlas" in capsys.readouterr().out


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_alone():
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        show_progress_on(stream, words_for("en"), quiet=False)(Stage.GROUP, 0.5)
    show_progress_on(terminal, words_for("en"), quiet=True)(Stage.READ, 0.5)
    assert terminal.getvalue().count("\r") == 1
    assert "4/9 Find symptoms 50%" in terminal.getvalue()
    assert file.getvalue() == ""


def test_a_path_may_be_a_folder(tmp_path, capsys):
    folder = tmp_path / "exportación de mayo"
    folder.mkdir()
    (folder / "mayo.json").write_bytes(SMALL.read_bytes())
    assert run(["analyze", str(folder), "--lang", "es"]) == 0
    assert "Cauce" in capsys.readouterr().out


@pytest.fixture
def segmented(tmp_path):
    """A log in which only large customers mention invoices, and the file that lists who is large."""
    topics = (
        ("Las facturas de mayo salieron con el importe equivocado", "Grande", 60),
        ("La impresora del almacén no imprime las etiquetas", "Pequeña", 60),
        ("Olvidé mi contraseña y se bloqueó la cuenta", "Pequeña", 60),
        ("No puedo abrir la reunión por video desde el celular", "Pequeña", 60),
    )
    told = [(text, size, f"{size} {at}") for text, size, count in topics for at in range(count)]
    start = date(2026, 1, 5)
    rows = [
        f"{start + timedelta(days=at * 7 % 180)};{text}, caso {at};Empresa {customer}"
        for at, (text, _, customer) in enumerate(told)
    ]
    log, customers = tmp_path / "log.csv", tmp_path / "clientes.csv"
    log.write_text("Fecha;Asunto;Cliente\n" + "\n".join(rows) + "\n", encoding="utf-8")
    known = sorted({f"Empresa {customer};{size};01/05/2027" for _, size, customer in told})
    customers.write_text("Cliente;Segmento;Fecha de renovación\n" + "\n".join(known) + "\n", encoding="utf-8")
    return log, customers


def segments_of(document):
    return {
        claim["value"]
        for cause in document["causes"]
        for claim in cause["scope"]
        if claim["field"] == "segment"
    }


def test_a_customers_file_reaches_the_analysis(segmented, capsys):
    log, customers = segmented
    call = ["analyze", str(log), "--json", "-", "--lang", "es"]
    assert run([*call, "--customers", str(customers)]) == 0
    assert "Grande" in segments_of(json.loads(capsys.readouterr().out))
    assert run(call) == 0
    assert segments_of(json.loads(capsys.readouterr().out)) == set()


def test_a_country_reaches_the_analysis(tmp_path, capsys, study_of):
    report = tmp_path / "r.xlsx"
    call = ["analyze", str(SMALL), "--country", "co", "--report", str(report), "--json", "-", "--lang", "es"]
    assert run(call) == 0
    colombian = json.loads(capsys.readouterr().out)["causes"][0]["onset"]
    method = load_workbook(report).worksheets[-1]
    assert "Colombia" in {cell.value for row in method.iter_rows() for cell in row}
    anywhere = study_of("muestra.json").causes[0].onset
    # The Colombian holidays of that summer are no working days, so the same tickets make more a day.
    assert colombian["after_per_working_day"] > 1.01 * anywhere.after_per_working_day


def test_an_unknown_definition_is_refused_in_one_line(capsys):
    assert run(["analyze", str(SMALL), "--define", "second=third", "--lang", "en"]) == 2
    assert "“second=third” is not a definition." in capsys.readouterr().err


def test_mistakes_in_own_rules_are_told_and_the_analysis_goes_on(tmp_path, capsys):
    rules = tmp_path / "own.toml"
    rules.write_text('[[rule]]\nid = "x"\ncolour = "red"\n', encoding="utf-8")
    assert run(["analyze", str(SMALL), "--rules", str(rules), "--quiet", "--lang", "en"]) == 0
    assert "own.toml, line 3: “colour” is not known." in capsys.readouterr().err


def test_rules_that_are_not_there_are_refused(tmp_path, capsys):
    assert run(["analyze", str(SMALL), "--rules", str(tmp_path / "none.toml"), "--quiet"]) == 2
    assert "none.toml" in capsys.readouterr().err


def test_conditions_set_the_exit_code_and_are_told(outputs, tmp_path, capsys):
    project = tmp_path / "p.supportlens"
    assert run(["analyze", str(SMALL), "--project", str(project), "--quiet", "--lang", "en"]) == 0
    said = ["analyze", "--project", str(project), "--quiet", "--lang", "en"]
    assert run([*said, "--fail-if", "tickets<0", "--fail-if", "share>100%"]) == 0
    assert run([*said, "--fail-if", "tickets<0", "--fail-if", "share>=0%"]) == 1
    assert "share>=0% holds" in capsys.readouterr().err


def test_a_condition_that_cannot_be_read_is_refused_before_the_work(capsys, tmp_path):
    assert run(["analyze", str(tmp_path / "none.csv"), "--fail-if", "chare>0.3", "--lang", "en"]) == 2
    assert "is not a condition" in capsys.readouterr().err
