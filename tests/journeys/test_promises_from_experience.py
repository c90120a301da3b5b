"""A training worked; the plan of the next cause, months later, promises what that training achieved."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.living import extend_project
from supportlens.domain import EffectVerdict, PromiseBasis, Untaught
from supportlens.i18n import words_for
from supportlens.i18n.plan.reasons import promise_line

if TYPE_CHECKING:
    from pathlib import Path

FIRST, RISE, HELD, NEXT, LAST = (
    date(2026, 1, 5), date(2026, 1, 19), date(2026, 3, 2), date(2026, 4, 27), date(2026, 5, 31),
)  # fmt: skip
SALES = (
    "No encuentro el menú de facturas",
    "¿Dónde quedó el menú de facturas?",
    "¿Cómo saco una factura si el menú cambió?",
    "No sé en qué menú están las facturas ahora",
)
PAYROLL = (
    "No encuentro el botón de nómina",
    "¿Dónde está el botón de la nómina?",
    "¿Cómo calculo la nómina sin el botón?",
    "No sé en dónde quedó el botón de nómina",
)
ROUTINE = (
    "La impresora no imprime etiquetas",
    "Solicito un teclado nuevo",
    "Olvidé mi contraseña del correo",
    "El monitor parpadea",
    "Pido acceso a la carpeta de compras",
    "La red está lenta en el piso dos",
)


def ask(
    dice: random.Random, first: date, last: date, weekly: float, subjects: tuple[str, ...], application: str
) -> list[tuple[date, str, str]]:
    """Draw tickets of working days about an application."""
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    return [
        (day, dice.choice(subjects), application)
        for day in days
        if day.weekday() < 5
        for _ in range(int(weekly / 5) + (dice.random() < weekly / 5 % 1))
    ]


def save(path: Path, rows: list[tuple[date, str, str]], dice: random.Random) -> Path:
    lines = [
        f"{path.stem}-{at};{day};{subject};{application};Persona {dice.randrange(60)};Cerrado"
        for at, (day, subject, application) in enumerate(sorted(rows))
    ]
    head = "Número;Fecha;Asunto;Aplicación;Solicitante;Estado"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def test_the_plan_of_the_next_cause_promises_what_the_training_achieved(tmp_path: Path) -> None:
    dice, day = random.Random(4), timedelta(days=1)
    spring = ask(dice, FIRST, NEXT - day, 18, ROUTINE, "Equipo")
    spring += ask(dice, RISE, HELD - day, 14, SALES, "Ventas") + ask(
        dice, HELD, NEXT - day, 3, SALES, "Ventas"
    )
    may = ask(dice, NEXT, LAST, 18, ROUTINE, "Equipo") + ask(dice, NEXT, LAST, 3, SALES, "Ventas")
    may += ask(dice, NEXT, LAST, 16, PAYROLL, "Nómina")
    actions = tmp_path / "acciones.csv"
    actions.write_text(
        f"Fecha;Acción;Aplicación;Tipo\n{HELD};Capacitación de Ventas;Ventas;Capacitación\n", encoding="utf-8"
    )
    project = tmp_path / "p.supportlens"

    extend_project(project, [save(tmp_path / "a.csv", spring, dice), actions], AnalysisSettings())
    study = extend_project(project, [save(tmp_path / "b.csv", may, dice)], AnalysisSettings())

    (measured,) = study.measured
    assert measured.effect is not None
    assert measured.effect.verdict is EffectVerdict.FELL, "what is left of a cause counts against its fall"
    assert measured.effect.low <= -0.79 <= measured.effect.high
    (action,) = study.plan
    assert action.product == "Nómina"
    assert action.promise is not None
    assert (action.promise.basis, action.promise.trainings) == (PromiseBasis.EARLIER, 1)
    assert action.promise.saved_low / action.weekly_now < 0.8 < action.promise.saved_high / action.weekly_now
    again = [line.cause_id for line in study.untaught if line.reason is Untaught.DONE_AND_FELL]
    assert measured.cause_id in again, "what was taught is not taught again, nor is what is left of it"
    for code, said in (("es", "1 capacitación anterior"), ("en", "1 earlier training")):
        assert said in promise_line(action, study.playbook.plan_rules, words_for(code))
