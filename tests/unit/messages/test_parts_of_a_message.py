"""What the writer of a message wrote, and what belongs to earlier messages, lawyers and mail programs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportlens.messages import MessageRules
from supportlens.resources import load_playbook

RULES = MessageRules.of(load_playbook().lexicon)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Ya quedó\n\nOn Tue, 10 Mar 2026 at 9:15, Ana wrote:\n> a\n> b", "Ya quedó"),
        ("> ¿Qué versión?\nLa 5.2\n> ¿Y el sistema?\nWindows", "La 5.2\nWindows"),
        ("El 10/3/26 9:15, Ana escribió:\n> hola\n\nRespondo abajo", "Respondo abajo"),
        ("Sigue igual\n\n-----Mensaje original-----\nDe: Mesa\nAsunto: x\nviejo", "Sigue igual"),
        ("Sigue igual\n\nDe: Mesa\nEnviado: lunes\nPara: Ana\nAsunto: x\n\nviejo", "Sigue igual"),
        ("No abre\n-- \nAna Prieto\nGerente", "No abre"),
        ("No abre\n\nEnviado desde mi iPhone", "No abre"),
        ("It fails\n\nKind regards,\nEva\nSales", "It fails"),
        ("It fails\n\nThis message is confidential and may ...", "It fails"),
        ("Gracias", "Gracias"),
        ("Buenas:\nGracias\nNo abre\nla aplicación\ndesde\nel\nlunes\ny\nnadie\nresponde", None),
        (
            "---------- Forwarded message ---------\nDe: Luis\nNo me deja entrar",
            "No me deja entrar",
        ),
        ("El menú de la versión nueva no está", "El menú de la versión nueva no está"),
    ],
)
def test_quotes_and_signatures_are_cut_and_nothing_else(text, own):
    assert RULES.own_words(text) == (text if own is None else own)


@pytest.mark.parametrize(
    "line",
    [
        "On Tue, 10 Mar 2026 at 9:15, Ana wrote:",
        "El mar, 10 mar 2026 a las 9:15, Ana escribió lo siguiente:",
        "Em ter., 10 de mar. de 2026, Ana escreveu:",
        "Am Di., 10. März 2026 um 9:15 Uhr schrieb:",
        "Le mar. 10 mars 2026 à 9:15, Ana a écrit :",
        "Op di 10 mrt 2026 om 9:15 schreef:",
        "Il giorno mar 10 mar 2026 alle 9:15 Ana ha scritto:",
        "-----Mensagem original-----",
        "-----Ursprüngliche Nachricht-----",
        "----- Message d'origine -----",
        "##- Please type your reply above this line -##",
        "Inicio del mensaje reenviado:",
    ],
)
def test_a_quotation_of_any_language_is_known_in_a_mail_and_in_a_cell(line):
    lines = ["El portal no abre", "desde ayer", line, "Lo revisamos mañana"]
    assert RULES.quotations.separate(lines) == (lines[:2], lines[2:])
    assert RULES.own_words("\n".join(lines)) == "El portal no abre\ndesde ayer"


def test_a_broken_attribution_takes_no_line_of_the_writers_with_it():
    lines = ["El portal 5.2 no abre", "El mar, 10 mar 2026 a las 9:15,", "Ana Prieto", "escribió:", "Hola"]
    assert RULES.quotations.separate(lines) == (lines[:1], lines[1:])
    undated = ["El portal no abre nunca", "El cliente se enojó y", "escribió:", "Ya no quiero nada"]
    assert RULES.quotations.separate(undated) == (undated, [])


def test_a_cell_that_says_little_is_read_with_what_it_quotes_and_a_mail_is_not():
    lines = ["Sigue igual", "-----Original Message-----", "From: Ana", "The portal stays blank"]
    assert RULES.quotations.separate(lines) == (["Sigue igual", "The portal stays blank"], lines[1:3])
    assert RULES.own_words("\n".join(lines)) == "Sigue igual"


def test_what_a_mail_quotes_that_was_handed_on_goes():
    lines = [
        "FW: portal",
        "De: Ana",
        "Asunto: portal",
        "> No abre desde ayer",
        "El lun, 5 mar, Luis escribió:",
        "x",
    ]
    said, quoted = RULES.quotations.separate(lines, has_subject=True)
    assert said == ["FW: portal", "No abre desde ayer"]
    assert quoted == ["De: Ana", "Asunto: portal", "El lun, 5 mar, Luis escribió:", "x"]


def test_a_thousand_mails_handed_on_are_read_in_one_go():
    assert RULES.own_words("-----Original Message-----\nno\n" * 2_000).startswith("no")


def test_a_notice_goes_with_the_lines_that_a_mail_program_broke_it_into():
    notice = [
        "This e-mail and any attachments are confidential and may be legally",
        "privileged. If you are not the intended recipient, please notify the",
        "sender immediately and delete it.",
    ]
    lines = ["The portal stays blank", *notice, "It has done so since Monday"]
    assert RULES.notices.separate(lines) == ([lines[0], lines[-1]], notice)


def test_what_stands_below_the_standard_mark_is_the_signature_whatever_it_says():
    motto = "We believe that the only way to do great work is to love what you do"
    assert RULES.own_words(f"No abre el portal\n-- \nAna\n{motto}") == "No abre el portal"
    assert motto in RULES.own_words(f"No abre el portal\n---\nAna\n{motto}")


def test_thanks_above_more_of_the_matter_are_no_farewell():
    assert RULES.own_words("El portal no abre\nGracias\nAhora sale error 500").endswith("error 500")


def test_marks_before_a_subject():
    assert RULES.subjects.strip_prefix("RE: FW: [External] No abre") == "No abre"
    assert RULES.subjects.strip_prefix("[Atlas] No abre") == "[Atlas] No abre"
    assert RULES.subjects.strip_marks("WG: [Atlas] SV: No abre") == "No abre"
    assert [
        RULES.subjects.is_reply(subject) for subject in ("Re[2]: x", "[Atlas] RE: x", "Fwd: x", "Reembolso")
    ] == [
        True,
        True,
        False,
        False,
    ]
    subjects = ("RV: RE: x", "[Atlas] TR: x", "Re: Fwd: x", "Fwd")
    assert [RULES.subjects.reads_forwarded(subject) for subject in subjects] == [True, True, False, None]


def test_names_of_people_go_and_greetings_stay():
    lines, names = RULES.people.strip(["Hola Juan, soy Ana Solís de ventas", "No abre"])
    assert (lines, names) == (["Hola ,  de ventas", "No abre"], ["Juan", "soy Ana Solís"])


@pytest.mark.parametrize("name", ["Ângela", "Özge", "Łukasz", "Çağla"])
def test_names_begin_with_the_capitals_of_any_language(name):
    assert RULES.people.strip([f"Hola {name}, no abre"]) == (["Hola , no abre"], [name])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_mail(text):
    assert bool(RULES.own_words(text)) == bool(text.strip())
