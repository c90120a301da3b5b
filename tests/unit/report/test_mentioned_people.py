"""People whom a text mentions are masked in every form of mention; places, products and companies stay."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from supportlens.i18n import words_for
from supportlens.report import Masker
from supportlens.report.masking.name_clues import NameClues
from tests.builders import a_study

MENTIONS = (
    # name, department
    "{Eusebio}, de embarques, no puede imprimir guias",
    "me reporta {Nayeli} (caja 3) que se traba",
    "{Ottmar}, de ingeniería, pide licencia de cad",
    "{Esteban} from logistics cannot print",
    "{Imogen}, in legal, wants a bigger screen",
    "{hortensia}, de nomina, sin sistema",
    "{GWEN} FROM BILLING CANNOT LOG IN",
    # para, for
    "equipo para {Casandra Iriarte}, ingresa el 3",
    "tarjeta de acceso para {valentin}",
    "laptop for {Sinead Murphy} starting tomorrow",
    "CREAR USUARIO PARA {PATRICIA SALDAÑA} EN EL ERP",
    "account for {Luis}",
    "una silla para {Rosa} y otra para {Pilar}",
    "{Gloria} no puede entrar",
    "a badge for {Grace}",
    # de parte de, on behalf of
    "de parte de {Plutarco Mejía} del piso 4",
    "en nombre de {Débora} pido baja",
    "on behalf of {Alejandra}: reset mfa",
    # what somebody owns
    "la laptop de {Isaías} se apaga",
    "el whatsapp de {Lourdes} no abre",
    "el expediente de {ramón ayala} no aparece",
    "EL USUARIO DE {MARTHA OROZCO} NO ENTRA",
    "{Desmond}'s phone is dead",
    "reset {patricia}\N{RIGHT SINGLE QUOTATION MARK}s password",
    "{Thomas}' badge fails",
    # what somebody is
    "mi jefa {laura} necesita verlo",
    "mi cuñada {Perla} compró y no llega",
    "el nuevo practicante, {Saúl}, no tiene correo",
    "our accountant {Sheldon Pratt} is blocked",
    "my manager {Xiu} approved it",
    # whom one spoke with
    "hablé con {Anahí} y me colgó",
    "me atendió {Estefanía} pero no pudo",
    "lo autorizó {Elisa Cantú}",
    "spoke with {leonard} this morning",
    "as requested by {Curtis Vance}",
    "let {Winston} know when done",
    # titles
    "Dr. {Urquiza} no ve resultados",
    "la mtra. {Olivares} sin proyector",
    "la Dra. de la {Cruz} pide acceso",
    "Ms. {O'Brien} called twice",
    "la lic {mireya} no encuentra el menu",
    # labels and signatures
    "Solicita: {Ángela Rentería}",
    "Attn: {Gloria Esteban}",
    "Caller: {Tobias Renner}",
    "thx\n{sam}",
    "it still fails.\n- {Ahmed}",
    "Saludos, {Amaranta G}.",
    # particles
    "alta para {María de los Ángeles Cordero}",
    "spoke with {Ludwig van der Berg}",
    "{Conor O'Neill} from dispatch is out",
    # lists
    "{Iván}, {Karina} y {Héctor} sin correo",
    "ni {Paula} ni {Darío} pueden entrar",
    "add {Jasmine}, {Omar} and {Eric} to the group",
    # what somebody does
    "{Gerardo} ya no trabaja aqui, dar de baja",
    "dice {Hilda} que no llegó",
    "{hannah} cant see the calendar",
)

NOBODY = (
    "necesito ayuda para Atlas", "licencia para Excel y Word", "the add-in for Outlook crashes",
    "MS Edge is slow",
    "account for Netflix is not working", "Chrome's cache is full", "Word, Excel and Outlook crash",
    "envio para Monterrey no salió", "los usuarios de San Luis no entran",
    "tienda de Mérida, Cancún y Tulum sin red",
    "users in Berlin, Paris and Madrid are affected", "booking for Victoria Station",
    "London's server is down",
    "llamo de parte de Soporte", "hablé con Contabilidad y no saben", "me atendió Servicio al Cliente",
    "on behalf of Finance", "approved by Management", "acceso para Gerencia, Finanzas y Legal",
    "factura para Grupo Bimbo", "on behalf of Northwind Traders", "cliente: Comercializadora Río Verde",
    "hablé con Banorte y dicen que no", "spoke with Verizon, no outage", "Wells Fargo needs the statement",
    "lo necesito para Lunes a primera hora", "report for March is empty", "Friday's backup failed",
    "mi jefa dice que urge", "mi jefe Necesita el reporte", "my boss says it is urgent", "a friend will call",
    "URGENTE PARA HOY NO ABRE EL SISTEMA", "el correo de bienvenida no llega",
    "la luz de la impresora parpadea",
    "Luz roja en el modem", "pintar de rosa y para dolores de cabeza", "Bill for March is wrong",
    "será un angel quien lo arregle", "will mark it as done, may need rework", "the bill for march is wrong",
    "the Grant application form", "app de Santander no abre", "el modulo Aurora truena al timbrar",
    "the Extensions page, it fails", "password manager, Lastpass, fails",
    "usuario: Administrador sin permisos",
    "Contacto: Mesa de Ayuda", "lives in Saint Paul", "Blue Screen at boot", "dice Error Desconocido",
)  # fmt: skip


def a_masker(**columns: object) -> Masker:
    study = a_study()
    frame = study.tickets.frame.assign(**columns)
    return Masker(replace(study, tickets=replace(study.tickets, frame=frame)), words_for("en"))


@pytest.fixture(scope="module")
def masker() -> Masker:
    return a_masker()


@pytest.mark.parametrize("marked", MENTIONS)
def test_a_person_is_masked_where_a_text_mentions_one(marked: str, masker: Masker) -> None:
    assert masker.mask_text(re.sub(r"[{}]", "", marked)) == re.sub(r"\{[^}]*\}", "[name]", marked)


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_no_person_stays(text: str, masker: Masker) -> None:
    assert masker.mask_text(text) == text


def test_a_product_of_the_log_is_no_person_unless_a_word_says_so() -> None:
    masker = a_masker(product="Sofía")
    assert masker.mask_text("la app dice que Sofía no abre") == "la app dice que Sofía no abre"
    assert masker.mask_text("mi jefa Sofía no puede") == "mi jefa [name] no puede"


def test_a_given_name_of_the_columns_counts_as_known() -> None:
    assert a_masker().mask_text("permisos para Xiuying") == "permisos para Xiuying"
    masker = a_masker(requester="Xiuying Zhou")
    assert masker.mask_text("permisos para Xiuying") == "permisos para [name]"


def test_a_pseudonym_stays_what_it_is() -> None:
    masker = a_masker(requester="Laura Méndez")
    assert masker.mask_text("mi jefa Laura Méndez y Marta") == "mi jefa Person 1 y [name]"


def test_what_is_masked_once_stays_the_same_when_it_is_masked_again(masker: Masker) -> None:
    for marked in MENTIONS:
        once = masker.mask_text(re.sub(r"[{}]", "", marked))
        assert masker.mask_text(once) == once


@pytest.mark.parametrize(
    ("text", "may_name"),
    [
        ("will the next page open, please", False),
        ("I don't see it", False),
        ("you will, from sales, see it", True),
        ("Page asked for it", True),
        ("my manager asked", True),
        ("Xiu, from sales", True),
        ("open it from here, now", False),
    ],
)
def test_only_texts_with_a_clue_are_read_for_names(text, may_name):
    clues = NameClues(frozenset(), frozenset())
    assert [clues.stand_in(text), clues.stand_in(text)] == [may_name, may_name]


def test_a_name_of_the_log_is_a_clue_alone_and_joined_to_another() -> None:
    clues = NameClues(frozenset({"xiuying", "user7"}), frozenset({"xiuying"}))
    assert clues.stand_in("call Xiuying-Anna")
    assert clues.stand_in("call USER7 Zhou")
    assert not clues.stand_in("call user8 Zhou")
