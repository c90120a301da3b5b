"""The answer of a topic: the one that shows the way, and the tickets that hold it."""

import pytest

from supportlens.domain import PlanGap, TitleForm
from supportlens.resources import load_playbook
from supportlens.training.objectives import ObjectiveForms
from supportlens.training.ways import SHOWS_FROM, WaySigns, find_path
from tests.unit.training.plans import planned

SIGNS = WaySigns(load_playbook().training_words, ["Atlas", "Marta Solano"])

TELLING = (
    "Se le indicó la ruta Ventas > Documentos > Facturas.",
    "Se le indicó que las aprobaciones están en la campana, arriba a la derecha.",
    "Exportar está ahora en los tres puntos de cada lista.",
    "Abra el menú «Herramientas» y elija «Opciones».",
    "Está ahora en el menú lateral, bajo Acciones; se le explicó por teléfono.",
    "You will find it in the side menu under Actions.",
    "Presione Ctrl+Shift+B para ver la barra.",
    "1. Entre a su perfil. 2. Elija idioma. 3. Guarde.",
    "Showed that Export is behind the three dots of each list.",
    "Go to Settings \N{RIGHTWARDS ARROW} Account and untick the box.",
    "Right-click the toolbar and choose Customize.",
    "The steps are in https://help.example.com/articles/12",
    "Gehen Sie auf Einstellungen > Konto > Abmelden",
)
HOLLOW = (
    "Se orientó sobre la navegación de la versión 5.2.",
    "Se le explicó por teléfono la ruta nueva.",
    "Se le explicó el menú principal.",
    "Showed the main menu over the phone.",
    "Se le mostró por pantalla compartida.",
    "Se restableció la contraseña.",
    "No se pudo reproducir; se cierra.",
    "Falla confirmada en la versión 7.1; enlazado con desarrollo DES-43105.",
    "Marta Solano habló con Atlas y quedó conforme.",
    "¿Nos puede enviar una captura de la pantalla del menú?",
    "Explained over the phone where it is now.",
    "Gave guidance on navigation in version 5.2.",
    "Password reset.",
    "Refunded the difference of $45.",
    "ok",
    "",
)


@pytest.mark.parametrize("answer", TELLING)
def test_an_answer_with_a_path_a_place_or_a_step_shows_the_way(answer):
    assert SIGNS.weigh(answer) >= SHOWS_FROM


@pytest.mark.parametrize("answer", HOLLOW)
def test_an_answer_that_only_reports_what_was_done_does_not(answer):
    assert SIGNS.weigh(answer) < SHOWS_FROM


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ("Se le indicó la ruta Ventas > Documentos > Facturas.", "Ventas > Documentos > Facturas"),
        ("Se le guió a Clientes > Resumen > Ver más.", "Clientes > Resumen > Ver más"),
        ("Se le explicó el acceso a Mis pendientes > Autorizar.", "Mis pendientes > Autorizar"),
        ("Go to File \N{RIGHTWARDS ARROW} Print, then confirm", "File > Print"),
        ("Exportar está en los tres puntos.", ""),
        ("Importe > 500 pesos se autoriza aparte y tarda más de lo que la gente espera", ""),
    ],
)
def test_a_path_is_read_out_of_its_sentence(answer, path):
    assert find_path(answer) == path


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Se le indicó que Exportar está en los tres puntos.", "Exportar está en los tres puntos."),
        ("Showed that Export is behind the dots.", "Export is behind the dots."),
        ("Guided the user to Customers > Summary.", "Customers > Summary."),
        ("Vaya a Ventas > Facturas.", "Vaya a Ventas > Facturas."),
        ("Se le mostró la búsqueda única de la barra.", "Use la búsqueda única de la barra."),
        ("Se le mostró la búsqueda, que ahora está arriba.", "La búsqueda, que ahora está arriba."),
        ("Se le indicó el acceso a Mis pendientes > Autorizar.", "Vaya a Mis pendientes > Autorizar."),
        ("Se le explicó cómo elegir columnas.", "Elegir columnas."),
        ("Showed the single search box in the top bar.", "Use the single search box in the top bar."),
        ("Showed that the search box is in the top bar.", "The search box is in the top bar."),
        ("Explained how to choose columns.", "Choose columns."),
        ("The single search box in the top bar.", "The single search box in the top bar."),
    ],
)
def test_a_reader_is_told_the_way_without_what_the_agent_reports(answer, told):
    assert SIGNS.instruct(answer) == told


@pytest.mark.parametrize(
    ("title", "form", "subject"),
    [
        ("Dónde está la bandeja de aprobaciones", TitleForm.FIND, "la bandeja de aprobaciones"),
        ("No encuentro un pedido", TitleForm.FIND, "un pedido"),
        ("¿Cómo busco un pedido?", TitleForm.DO, "buscar un pedido"),
        ("Imprimir el pedido", TitleForm.DO, "imprimir el pedido"),
        ("Menú de facturas", TitleForm.THING, "menú de facturas"),
        ("Can't find the invoices menu", TitleForm.FIND, "the invoices menu"),
        ("How do I export to Excel", TitleForm.DO, "export to Excel"),
        ("How to sort by date", TitleForm.DO, "sort by date"),
        ("Order of the list", TitleForm.THING, "order of the list"),
        ("Supplier payment", TitleForm.THING, "supplier payment"),
    ],
)
def test_an_objective_is_read_from_the_form_of_a_title(title, form, subject):
    made = ObjectiveForms(load_playbook().training_words).make(title, "", gone=False)
    assert (made.form, made.subject) == (form, subject)


def test_what_tells_wins_over_what_is_written_often():
    rows = [{"resolution": "Se orientó sobre la navegación de la versión 5.2."}] * 30
    rows += [{"resolution": "La ruta es Ventas > Documentos > Facturas"}] * 2
    topic = planned(rows).syllabus[0]
    assert topic.answer == "La ruta es Ventas > Documentos > Facturas"
    assert topic.answer_ticket_ids == ("T-30", "T-31")


def test_of_two_ways_the_one_that_speaks_of_the_matter_and_is_usual_wins():
    rows = [{"resolution": "Está en Perfil > Apariencia > Tema > Oscuro"}]
    rows += [{"resolution": "Se le indicó el menú de ventas, arriba a la derecha, junto a la lupa"}] * 8
    assert "ventas" in planned(rows).syllabus[0].answer


def test_where_no_ticket_says_how_it_says_whom_to_ask():
    rows = [{"resolution": "Se le explicó por teléfono", "agent": "Iris"}] * 3
    rows += [{"resolution": "Se le explicó por chat", "agent": "Otto"}]
    topic = planned(rows).syllabus[0]
    assert (topic.answer, topic.ask) == ("", "Iris")
    assert planned([{"resolution": "Se le explicó por chat"}]).syllabus[0].ask == ""
    told = planned([{"resolution": "Vaya a Ventas > Facturas", "agent": "Iris"}]).syllabus[0]
    assert told.ask == ""


def test_what_no_longer_exists_is_said_to_be_gone():
    rows = [{"resolution": "Se le explicó que la versión anterior ya no está disponible."}] * 3
    rows += [{"resolution": "Se le explicó por teléfono"}] * 12
    topic = planned(rows).syllabus[0]
    assert topic.gone
    assert not topic.shows_way
    assert topic.objective.form is TitleForm.GONE


def test_a_single_remark_does_not_make_a_thing_gone():
    rows = [{"resolution": "Ese botón ya no está disponible."}]
    rows += [{"resolution": "La ruta es Ventas > Documentos > Facturas"}] * 12
    topic = planned(rows).syllabus[0]
    assert not topic.gone
    assert topic.shows_way


def test_a_long_answer_is_shortened_to_the_sentences_that_show_the_way():
    talk = (
        "Gracias por comunicarse con nosotros, para el equipo es un gusto poder atenderle el día de hoy. " * 5
    )
    answer = planned([{"resolution": f"{talk}Vaya a Ventas > Facturas."}]).syllabus[0].answer
    assert answer == "Vaya a Ventas > Facturas."


def test_a_log_without_answers_or_with_hollow_ones_says_which_column_would_tell():
    assert PlanGap.NO_ANSWERS in planned([{}, {}]).gaps
    assert PlanGap.HOLLOW_ANSWERS in planned([{"resolution": "ok"}] * 3).gaps
    gaps = planned([{"resolution": "Vaya a Ventas > Facturas"}] * 3).gaps
    assert not {PlanGap.NO_ANSWERS, PlanGap.HOLLOW_ANSWERS, PlanGap.OTHER_LANGUAGE} & set(gaps)


def test_answers_in_a_language_that_is_not_read_are_said_to_be_so():
    answer = "Wir haben das dem Kunden erklärt und er ist mit der Lösung, die nicht im Menü ist, zufrieden"
    gaps = planned([{"resolution": answer}] * 12).gaps
    assert PlanGap.OTHER_LANGUAGE in gaps
    assert PlanGap.HOLLOW_ANSWERS not in gaps
    path = "Das ist nicht mehr da, gehen Sie auf Einstellungen > Konto und klicken Sie"
    assert planned([{"resolution": path}] * 3).syllabus[0].answer == path
