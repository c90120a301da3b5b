"""What people say of a change: its name in their words, its day, and how much more often than others."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.changes.mentions import (
    compare_mentions,
    find_mentioned_change,
    find_mentions,
    is_mentioned,
)
from supportlens.causes.kinds.evidence import gather_evidence
from supportlens.domain import Change, ChangeSource, Onset, Shape, Tickets
from supportlens.resources import load_playbook

PLAYBOOK = load_playbook()
WEDNESDAY = datetime(2026, 6, 10, 9)


def tickets(texts: list[str], when: datetime = WEDNESDAY) -> Tickets:
    frame = pd.DataFrame({"text": texts, "created_at": pd.to_datetime([when] * len(texts))})
    return Tickets(frame, frame.iloc[:, :0], ())


def said(texts: list[str]):
    log = tickets(texts)
    return log, find_mentions(log, PLAYBOOK.lexicon, gather_evidence(log, PLAYBOOK).sources["words"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No encuentro el menú desde la actualización a 5.2", "actualizacion a 5.2"),
        ("Desde la última actualización no sé dónde quedó", "ultima actualizacion"),
        ("Con la nueva versión no puedo exportar", "nueva version"),
        ("A raíz de la migración del servidor se cae", "migracion del servidor"),
        ("It crashes after upgrading to 5.2", "upgrading to 5.2"),
        ("Since the last update my keyboard is slow", "last update"),
        ("Broken ever since the new layout", "new layout"),
        ("Since the Brisa update I cannot find the button", "brisa update"),
        ("The menu is gone after the Atlas 5.2 upgrade", "atlas 5.2 upgrade"),
        ("Desde que le cambiaron el firmware al PLC no sincroniza", "cambiaron el firmware"),
        ("Cuentan mal desde que cambiaron el sistema de nómina", "cambiaron el sistema de nomina"),
        ("Parcels are late since you changed courier", "changed courier"),
        ("Me cambiaron el equipo y no imprime", ""),
        ("I changed my password and cannot log in", ""),
        ("Please help me with the address update", ""),
        ("I need my details changed with a password update", ""),
        ("No abre desde ayer", ""),
        ("Trabajo con el usuario nuevo de Ana", ""),
        ("I came back with my new keyboard", ""),
    ],
)
def test_a_change_is_called_what_people_call_it(text, name):
    assert said([text])[1].names[0] == name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("No puedo entrar desde el lunes", date(2026, 6, 8)),
        ("No imprime desde ayer", date(2026, 6, 9)),
        ("Falla desde el 3 de junio", date(2026, 6, 3)),
        ("Desde el 28 de diciembre está así", date(2025, 12, 28)),
        ("It fails since Wednesday", date(2026, 6, 10)),
        ("Wrong since June 3rd", date(2026, 6, 3)),
        ("Missing since yesterday", date(2026, 6, 9)),
    ],
)
def test_a_day_that_is_named_is_the_last_such_day_up_to_the_ticket(text, day):
    assert date.fromordinal(int(said([text])[1].days[0])) == day


def test_no_day_is_heard_where_none_is_named():
    assert said(["Lo necesito para el lunes", "El 31 de febrero no existe desde el 31 de febrero"])[
        1
    ].days.tolist() == [0, 0]


INSIDE = ["No encuentro nada desde la actualización 5.2"] * 12 + ["No encuentro los pedidos"] * 28
OUTSIDE = ["Olvidé mi contraseña"] * 60
ONSET = Onset(date(2026, 6, 2), date(2026, 6, 1), date(2026, 6, 3), Shape.STEP, 5.0, 3.0, 8.0, 1.0, 5.0)


def test_a_change_that_a_cause_speaks_of_and_others_do_not_is_named_and_dated_by_the_onset():
    log, heard = said(INSIDE + OUTSIDE)
    members = np.arange(100) < 40
    found = find_mentioned_change(log, heard, members, ~members, ONSET)
    assert found is not None
    change, told = found
    assert change == Change(date(2026, 6, 2), "actualización 5.2", source=ChangeSource.TEXT)
    assert (told.tickets, told.inside, told.outside) == (12, pytest.approx(0.3), 0.0)


def test_a_day_on_which_people_agree_dates_the_change():
    texts = [f"{text} desde el 1 de junio" if n < 8 else text for n, text in enumerate(INSIDE)]
    log, heard = said([text.replace("desde la", "Con la") for text in texts] + OUTSIDE)
    members = np.arange(100) < 40
    found = find_mentioned_change(log, heard, members, ~members, ONSET)
    assert found is not None
    assert found[0].day == date(2026, 6, 1)


def test_what_everybody_says_is_no_sign():
    texts = ["No puedo entrar desde la actualización"] * 100
    log, heard = said(texts)
    members = np.arange(100) < 40
    assert find_mentioned_change(log, heard, members, ~members, ONSET) is None


def test_one_or_two_tickets_are_no_sign():
    spoken = np.zeros(1000, dtype=bool)
    spoken[:2] = True
    members = np.arange(1000) < 20
    assert not compare_mentions(spoken, members, ~members).is_sign


def test_a_change_is_meant_by_its_version_or_by_a_word_of_its_name():
    change = Change(date(2026, 6, 2), "Actualización 5.2 de Atlas: nueva navegación")
    assert is_mentioned(change, {"actualizacion a 5.2"})
    assert not is_mentioned(change, {"mudanza de la"})
    assert not is_mentioned(Change(date(2026, 6, 2), "Mudanza de la sede Sur"), {"nueva version"})


def test_said_days_are_counted_from_each_ticket_of_the_same_text():
    frame = pd.DataFrame(
        {"text": ["Falla desde ayer"] * 2, "created_at": [WEDNESDAY, WEDNESDAY + timedelta(days=5)]}
    )
    log = Tickets(frame, frame.iloc[:, :0], ())
    heard = find_mentions(log, PLAYBOOK.lexicon, gather_evidence(log, PLAYBOOK).sources["words"])
    assert [date.fromordinal(int(day)).day for day in heard.days] == [9, 14]
