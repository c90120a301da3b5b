"""WhatsApp's exports become tickets: what one customer says until a long silence."""

from __future__ import annotations

import pytest

from tests.unit.ingest.logs import saved, tickets

NARROW = "\N{NARROW NO-BREAK SPACE}"


def chat(tmp_path, *lines: str, name: str = "chat.txt"):
    return tickets(saved(tmp_path / name, "\n".join(lines) + "\n"))


def said(found) -> list[tuple[str, str, str]]:
    frame = found.frame
    return list(zip(frame["created_at"].astype(str), frame["requester"], frame["text"], strict=True))


def test_messages_of_a_customer_are_joined_until_a_pause_of_eight_hours(tmp_path):
    found = chat(
        tmp_path,
        "13/03/26, 09:15 - Ana: No puedo entrar",
        "desde ayer: nada",
        "13/03/26, 17:14 - Ana: Sigue igual",
        "14/03/26, 01:15 - Ana: Otra cosa, no imprime",
    )
    assert said(found) == [
        ("2026-03-13 09:15:00", "Ana", "No puedo entrar\ndesde ayer: nada\nSigue igual"),
        ("2026-03-14 01:15:00", "Ana", "Otra cosa, no imprime"),
    ]
    assert found.files[0].format == "whatsapp"


def test_who_only_answers_is_the_agent_and_several_customers_have_their_own_tickets(tmp_path):
    found = chat(
        tmp_path,
        "[3/14/26, 9:15:02 PM] Eva: I cannot log in",
        "[3/14/26, 9:16:02 PM] Support: Reset it on the portal",
        "[3/14/26, 9:17:02 PM] Luis: The printer is broken",
        "[3/14/26, 9:18:02 PM] Support: Restart it and wait",
    )
    assert said(found) == [
        ("2026-03-14 21:15:02", "Eva", "I cannot log in"),
        ("2026-03-14 21:17:02", "Luis", "The printer is broken"),
    ]
    assert found.frame["resolution"].tolist() == ["Reset it on the portal", "Restart it and wait"]


def test_the_file_names_the_customer_of_a_chat_of_two(tmp_path):
    found = chat(
        tmp_path,
        "13/03/26, 09:15 - Marta: Buen día, ¿en qué ayudo?",
        "13/03/26, 09:16 - Ana: No abre el portal",
        name="Chat de WhatsApp con Ana.txt",
    )
    assert said(found) == [("2026-03-13 09:16:00", "Ana", "No abre el portal")]


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (("12/3/26, 9:15 - A: uno dos", "13/3/26, 9:15 - A: tres cuatro"), ["2026-03-12", "2026-03-13"]),
        (("3/12/26, 9:15 - A: uno dos", "3/13/26, 9:15 - A: tres cuatro"), ["2026-03-12", "2026-03-13"]),
        (
            ("1/3/26, 9:15 - A: uno dos", "2/3/26, 9:15 - A: tres", "1/4/26, 9:15 - A: x y z"),
            ["2026-03-01", "2026-03-02", "2026-04-01"],
        ),
        (
            ("3/1/26, 9:15 - A: uno dos", "3/2/26, 9:15 - A: tres", "4/1/26, 9:15 - A: x y z"),
            ["2026-03-01", "2026-03-02", "2026-04-01"],
        ),
        (
            ("[2026-03-04, 09:15:00] A: uno dos", "[2026-03-05, 09:15:00] A: tres"),
            ["2026-03-04", "2026-03-05"],
        ),
        (("[3/4/26, 9:15:00 AM] A: uno dos", "[3/4/26, 9:16:00 AM] A: tres"), ["2026-03-04"]),
        (
            ("04/03/2026 à 09:15 - A: uno dos", "13/03/2026 à 09:16 - A: tres"),
            ["2026-03-04", "2026-03-13"],
        ),
        ((f"3/4/26, 9:15{NARROW}a. m. - A: uno dos", f"3/4/26, 9:16{NARROW}a. m. - A: tres"), ["2026-04-03"]),
    ],
)
def test_the_order_of_day_and_month_is_the_one_that_fits_the_whole_file(tmp_path, lines, days):
    assert [str(day)[:10] for day in chat(tmp_path, *lines).frame["created_at"]] == days


@pytest.mark.parametrize("half", ["p. m.", "p.\N{NO-BREAK SPACE}m.", "PM", "pm", "p.m."])
def test_a_clock_of_twelve_hours_is_understood(tmp_path, half):
    found = chat(
        tmp_path, f"13/03/26, 12:05{NARROW}{half} - Ana: No abre", f"13/03/26, 1:05 {half} - Ana: Nada"
    )
    assert found.frame["created_at"].astype(str).tolist() == ["2026-03-13 12:05:00"]
    assert found.frame["text"].tolist() == ["No abre\nNada"]


def test_what_the_application_says_and_pictures_are_rejected_with_their_rows(tmp_path):
    found = chat(
        tmp_path,
        "13/03/26, 09:15 - Los mensajes y las llamadas están cifrados de extremo a extremo.",
        "13/03/26, 09:15 - Ana cambió el asunto de “Ventas: sur” a “Ventas”",
        "13/03/26, 09:15 - Ana: <Multimedia omitido>",
        "13/03/26, 09:16 - Ana: Se eliminó este mensaje.",
        "13/03/26, 09:17 - Ana: No abre el portal <Se editó este mensaje.>",
    )
    assert found.frame["text"].tolist() == ["No abre el portal"]
    assert [(each.row, each.reason) for each in found.files[0].rejections] == [
        (1, "system_line"),
        (2, "system_line"),
        (3, "no_text"),
        (4, "no_text"),
    ]


def test_the_same_conversation_in_two_exports_is_one_ticket(tmp_path):
    lines = ("13/03/26, 09:15 - Ana: No puedo entrar", "14/03/26, 20:15 - Ana: Otra cosa, no imprime")
    first = saved(tmp_path / "a.txt", lines[0] + "\n")
    second = saved(tmp_path / "b.txt", "\n".join(lines) + "\n")
    assert len(tickets(first, second)) == 2
