"""Small logs half in Spanish, half in English, in which one young fault is told in many words, or none is."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FIRST, DAYS = datetime(2026, 1, 5), 90

FAULTS = {
    "sync": (
        (
            "Lumen no sincroniza desde la mañana, los pedidos no bajan al celular",
            "la sincronización de Lumen se queda colgada a la mitad",
            "desde ayer Lumen no sube los pedidos, marca error de bloqueo",
        ),
        (
            "Lumen won't sync, orders are not coming down to the phone",
            "sync in Lumen hangs half way",
            "Lumen fails to push orders with a lock timeout",
        ),
    ),
    "label": (
        (
            "las etiquetas de envío salen con el código de barras cortado",
            "la etiqueta imprime media dirección del destinatario",
            "el lector no lee las etiquetas nuevas de paquetería",
        ),
        (
            "shipping labels come out with half the barcode missing",
            "the address on the parcel label is cut off",
            "scanner cannot read the new courier labels",
        ),
    ),
    "map": (
        (
            "el mapa de rutas aparece en blanco al abrir el reparto",
            "no carga el mapa y el chofer no ve las paradas",
            "las paradas de la ruta salen en otra ciudad",
        ),
        (
            "route map is blank when I open the delivery",
            "map does not load and the driver cannot see the stops",
            "stops of the route show in the wrong town",
        ),
    ),
    "pay": (
        (
            "la terminal rechaza todas las tarjetas con chip",
            "al cobrar con tarjeta dice transacción denegada",
            "no pasa ningún pago con tarjeta en caja",
        ),
        (
            "card terminal declines every chip card",
            "transaction denied when customers pay by card",
            "no card payment goes through at the till",
        ),
    ),
    "sched": (
        (
            "los turnos del calendario se movieron una hora",
            "el horario de los empleados aparece recorrido",
            "mi turno sale a una hora que no es",
        ),
        (
            "shifts in the calendar moved by one hour",
            "staff timetable is shown an hour late",
            "my rota shows the wrong time",
        ),
    ),
    "photo": (
        (
            "no puedo adjuntar fotos al reporte de daños",
            "al subir la foto se queda dando vueltas",
            "las imágenes que subo al siniestro desaparecen",
        ),
        (
            "cannot attach photos to the damage report",
            "uploading a picture just keeps spinning",
            "the images I add to the claim disappear",
        ),
    ),
}

ROUTINE = {
    "pw": (
        (
            "olvidé mi contraseña y no puedo entrar al portal",
            "se bloqueó mi cuenta por intentos, hay que restablecer la clave",
        ),
        (
            "I forgot my password and cannot log in to the portal",
            "my account is locked, please reset my password",
        ),
    ),
    "inv": (
        (
            "la factura de marzo salió con un cargo duplicado",
            "me cobraron dos veces el plan anual",
        ),
        (
            "invoice for March shows a duplicate charge",
            "I was charged twice for the annual plan",
        ),
    ),
    "prn": (
        (
            "la impresora del almacén no imprime",
            "se atora el papel en la impresora de la oficina",
        ),
        (
            "warehouse printer does not print",
            "paper jam in the office printer",
        ),
    ),
    "how": (
        (
            "cómo exporto el reporte de ventas a una hoja de cálculo",
            "dónde encuentro el historial de pedidos",
        ),
        (
            "how do I export the sales report to a spreadsheet",
            "where do I find the order history",
        ),
    ),
    "vpn": (
        (
            "la conexión remota se cae cada rato desde mi casa",
            "no puedo conectarme a la red desde fuera",
        ),
        (
            "remote connection drops all the time from home",
            "cannot connect to the network from outside",
        ),
    ),
    "mail": (
        (
            "no me llegan los correos de un proveedor",
            "mi buzón está lleno y no puedo enviar",
        ),
        (
            "not receiving mail from a supplier",
            "my mailbox is full and I cannot send",
        ),
    ),
    "new": (
        (
            "alta de usuario para una compañera que entra el lunes",
            "necesito una laptop para un empleado nuevo",
        ),
        (
            "please create a user for a colleague who starts Monday",
            "need a laptop for a new employee",
        ),
    ),
    "slow": (
        (
            "la computadora está lentísima al arrancar",
            "el equipo tarda mucho en abrir todo",
        ),
        (
            "my computer is very slow to start",
            "the machine takes ages to open anything",
        ),
    ),
}

GREETINGS = (
    ("Buenos días:", "Hola, buenas tardes.", "Estimados,", "Hola.", ""),
    ("Hi team,", "Hello,", "Good morning,", "Dear support,", ""),
)
ASIDES = (
    (
        "Por favor su apoyo.",
        "Me urge.",
        "Quedo atento.",
        "Ya reinicié y sigue igual.",
        "Es para el cierre de mes.",
        "Somos varios en el área con lo mismo.",
        "",
    ),
    (
        "Please help.",
        "It is urgent.",
        "Thanks in advance.",
        "I have already restarted.",
        "This is for month end.",
        "Several of us have the same.",
        "",
    ),
)
NAMES = ("Ana Robledo", "Luis Cantú", "Mary Ellwood", "Pedro Ibarra", "Joan Tate", "Rosa Melgar")


@dataclass(frozen=True)
class YoungLog:
    """Rows of a log, `ours` the ids of the tickets of the fault, and the day from which it is met."""

    rows: tuple[tuple[str, ...], ...]
    ours: frozenset[str]
    since: date

    def write(self, path: Path) -> Path:
        with path.open("w", newline="", encoding="utf-8") as file:
            sheet = csv.writer(file)
            sheet.writerow(["Folio", "Fecha de creación", "Solicitante", "Asunto", "Descripción"])
            sheet.writerows(self.rows)
        return path


def young_log(seed: int, tickets: int, fault: str, ours: int, young: int = 12) -> YoungLog:
    """Draw so many tickets, `ours` of them of a fault that is met on the last `young` days alone."""
    dice = random.Random(seed)
    since = FIRST + timedelta(days=DAYS - young)
    topics = sorted(ROUTINE)
    weights = [dice.randint(1, 4) for _ in topics]
    drawn = []
    for number in range(tickets):
        is_ours = number < ours
        begin, span = (since, young) if is_ours else (FIRST, DAYS)
        when = begin + timedelta(days=dice.random() * span)
        told = FAULTS[fault] if is_ours else ROUTINE[dice.choices(topics, weights)[0]]
        drawn.append((when, dice.choice(NAMES), *_said(dice, told), is_ours))
    drawn.sort()
    rows = tuple(
        (f"T-{number}", when.strftime("%Y-%m-%d %H:%M"), who, subject, text)
        for number, (when, who, subject, text, _) in enumerate(drawn)
    )
    ids = frozenset(row[0] for row, (*_, is_ours) in zip(rows, drawn, strict=True) if is_ours)
    return YoungLog(rows, ids, since.date())


def _said(dice: random.Random, told: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[str, str]:
    language = dice.randint(0, 1)
    words = dice.choice(told[language])
    words = words[0].upper() + words[1:]
    greeting, asides = GREETINGS[language], ASIDES[language]
    text = f"{dice.choice(greeting)} {words}. {dice.choice(asides)} {dice.choice(asides)}"
    return " ".join(words.split()[: dice.randint(3, 7)]), text.strip()
