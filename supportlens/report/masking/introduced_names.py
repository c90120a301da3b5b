"""Finds names by the words that introduce or sign them: "soy Ana Pérez", "Regards, Tom Baker"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import fold

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_PEOPLE = frozenset(
    "soporte support mesa ayuda help desk helpdesk servicio service servicios services sistemas sistema "
    "system systems equipo team admin administrador administradora administrator bot automatico nivel "
    "level redes infraestructura tecnologia ti it cliente clientes customer customers usuario usuaria "
    "user anonimo anonymous gerente gerencia director directora jefe jefa coordinador coordinadora "
    "encargado encargada responsable ventas almacen finanzas compras contabilidad recursos humanos "
    "manager sales finance accounting warehouse head officer engineer analyst analista ingeniero "
    "ingeniera tecnico tecnica supervisor supervisora asistente assistant departamento department area "
    "oficina office sucursal empresa company buenos buenas dias tardes noches good morning afternoon "
    "evening hola hello hi estimados todos everyone all gracias thanks thank you saludos regards "
    "atentamente atte sincerely cordialmente quedo espero favor please enviado sent desde from nuevo "
    "nueva new the el la los las un una por de del muchas pronto many kind best warm feliz lunes martes "
    "miercoles jueves viernes enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre january february march april may june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday windows excel outlook teams word "
    "office microsoft google android".split()
)
"""Words, folded, of which not one is part of a person's name where names are looked for."""

_NAME = r"[A-ZÁÉÍÓÚÜÑ][a-záéíóúüñç'\N{RIGHT SINGLE QUOTATION MARK}-]+"
_JOINED = r"[ \t]+(?:(?:de|del|de la|la|y|van|von|da|dos)[ \t]+)?"
_ONE_TO_FOUR = rf"(?P<name>{_NAME}(?:{_JOINED}{_NAME}){{0,3}})(?!\w)"
_TWO_TO_FOUR = rf"(?P<name>{_NAME}(?:{_JOINED}{_NAME}){{1,3}})(?!\w)"

_CALLED = re.compile(
    r"(?i:\b(?:me llamo|mi nombre es|a nombre de|my name is|name:|nombre:|i am called))\s+" + _ONE_TO_FOUR
)
_TITLED = re.compile(
    r"\b(?i:sr|sra|srta|ing|lic|dr|dra|mr|mrs|ms|señor|señora|señorita|doña|don)\b\.?[ \t]+" + _ONE_TO_FOUR
)
_WHO = re.compile(
    r"(?i:\b(?:soy|le habla|les habla|le escribe|les escribe|le saluda|les saluda|habla|atiende|"
    r"i am|i'm|this is|hola|buen d[ií]a|buenos d[ií]as|buenas tardes|estimad[oa]|querid[oa]|hi|hello|dear))"
    r"[ \t,]+" + _TWO_TO_FOUR
)
_ONE = rf"(?P<name>{_NAME})(?!\w)"
_GREETED = re.compile(
    r"(?i:\b(?:hola|estimad[oa]|querid[oa]|hi|hello|dear))[ \t]+" + _ONE + r"(?=[ \t]*[,:!])"
)
_OF_A_PLACE = re.compile(
    r"(?i:\bsoy)[ \t]+"
    + _ONE
    + r"(?=[ \t]*,|[ \t]+(?:del?|de la)[ \t]+(?i:[aá]rea|sucursal|depto|departamento|oficina))"
)
_SIGNED = re.compile(
    r"(?i:\b(?:atentamente|atte|att|saludos(?: cordiales)?|un (?:cordial )?saludo|cordialmente|"
    r"(?:kind |best |warm )?regards|sincerely|muchas gracias|gracias|thank you|thanks|many thanks|cheers))"
    r"\s*[,.:!-]*\s+" + _ONE_TO_FOUR + r"(?=[ \t]*[.,]?[ \t]*(?:\n|$|[-|/\N{EN DASH}]))"
)
_GIVEN = re.compile(
    r"(?:(?i:\b(?:soy|me llamo|mi nombre es|atte|atentamente|saludos|gracias|hola|estimad[oa]|buen d[ií]a|"
    r"i am|i'm|my name is|regards|thanks|hi|hello|dear))[\s,.:]+)+(?P<name>[^\W\d_]{2,})"
)
_HINT = re.compile(
    r"(?i)soy|llamo|nombre|name|habla|escribe|salud|atiende|hola|buen|estimad|querid|att|atentamente|cordial|"
    r"gracias|regards|sincerely|thank|cheers|\b(?:i am|i'm|this is|hi|hello|dear|"
    r"sr|sra|srta|ing|lic|dra?|mrs?|ms|señor\w*|doña|don)\b"
)


def mask_introduced_names(text: str, placeholder: str, is_known: Callable[[str], bool]) -> tuple[str, int]:
    """Replace names that a greeting or signature gives; `is_known` says of one lone word that it is one."""
    if not _HINT.search(text):
        return text, 0
    total = 0
    for pattern in (_CALLED, _TITLED, _WHO, _GREETED, _OF_A_PLACE, _SIGNED):
        text, found = _replace_names(pattern, text, placeholder, _is_name)
        total += found
    text, found = _replace_names(_GIVEN, text, placeholder, lambda name: name[0].isupper() and is_known(name))
    return text, total + found


def _replace_names(
    pattern: re.Pattern[str], text: str, placeholder: str, accept: Callable[[str], bool]
) -> tuple[str, int]:
    found = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal found
        if not accept(match["name"]):
            return match.group()
        found += 1
        start, end = match.span("name")
        return text[match.start() : start] + placeholder + text[end : match.end()]

    return pattern.sub(replace, text), found


def _is_name(name: str) -> bool:
    return not any(fold(word) in NOT_PEOPLE for word in name.split() if word[0].isupper())
