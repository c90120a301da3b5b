"""The exports of chat programs become a ticket per conversation of a customer."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from supportlens.domain import Decisions, ImportDoubt, NothingToAnalyse
from supportlens.ingest import normalise, read
from supportlens.ingest.files.resource_limits import Limits
from tests.unit.ingest.logs import json_of, saved, tickets

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Tickets

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ASKED = (
    "No puedo entrar al portal de nómina",
    "The label printer jams on every job",
    "A impressora do balcão não responde",
    "Me cobraron dos veces la cuota",
    "Where do I change my schedule now?",
)
PEOPLE = ("Ana Prueba", "Ben Sample", "Inês Exemplo", "Leo Muestra", "Sue Model")
ANSWER = "Hola, lo vemos ahora"


def at(n: int, minutes: int = 0) -> datetime:
    """Return the time of the nth conversation: one a day."""
    return START + timedelta(days=n, minutes=minutes)


def ts(moment: datetime, place: int = 1) -> str:
    return f"{int(moment.timestamp())}.{place:06d}"


def said(found: Tickets) -> list[tuple[str, str, str]]:
    frame = found.frame
    return list(zip(frame["created_at"].astype(str), frame["requester"], frame["text"], strict=True))


EXPECTED = [(f"2026-05-{n + 4:02d} 09:00:00", PEOPLE[n], ASKED[n]) for n in range(5)]


# Slack


def slack_message(
    n: int, text: str, *, user: str | None = None, minutes: int = 0, thread: bool = True, **more: Any
):
    moment = at(n, minutes)
    root = {"thread_ts": ts(at(n))} if thread else {}
    return {"type": "message", "user": user or f"U{n}", "text": text, "ts": ts(moment), **root, **more}


def slack_files(days: list[list[dict[str, Any]]], desk: str = "IT Helpdesk") -> dict[str, Any]:
    users = [
        {"id": f"U{n}", "name": f"u{n}", "profile": {"real_name": name}} for n, name in enumerate(PEOPLE)
    ]
    users.append({"id": "UD", "name": "desk", "profile": {"real_name": desk}, "is_bot": False})
    files: dict[str, Any] = {
        "users.json": users,
        "channels.json": [
            {"id": "C1", "name": "ayuda", "created": 1, "creator": "U0", "members": ["U0", "UD"]}
        ],
        "integration_logs.json": [],
    }
    return files | {f"ayuda/{at(n):%Y-%m-%d}.json": day for n, day in enumerate(days)}


def zipped(path: Path, files: dict[str, Any]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, value in files.items():
            archive.writestr(name, value if isinstance(value, str) else json_of(value))
    return path


def unpacked(folder: Path, files: dict[str, Any]) -> Path:
    for name, value in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        saved(folder / name, json_of(value))
    return folder


def a_thread(n: int, desk: str = "UD") -> list[dict[str, Any]]:
    return [
        slack_message(n, "has joined", subtype="channel_join", thread=False),
        slack_message(n, ASKED[n]),
        slack_message(n, ANSWER, user=desk, minutes=5),
    ]


def test_only_replies_may_name_the_thread_and_people_may_have_no_profile(tmp_path):
    days = [
        [
            slack_message(n, ASKED[n], thread=False),
            slack_message(n, ANSWER, user="UD", minutes=5),
        ]
        for n in range(5)
    ]
    files = slack_files(days, "Nora Blake")
    files["users.json"] = [
        {"id": person["id"], "name": person["name"], "real_name": person["profile"]["real_name"]}
        for person in files["users.json"]
    ]
    found = tickets(zipped(tmp_path / "export.zip", files))
    assert said(found) == EXPECTED
    assert set(found.frame["agent"]) == {"Nora Blake"}


@pytest.mark.parametrize("desk", ["IT Helpdesk", "Nora Blake"])
@pytest.mark.parametrize("make", [zipped, unpacked])
def test_a_workspace_gives_a_ticket_per_thread_from_an_archive_or_a_folder(tmp_path, make, desk):
    (tmp_path / "x").mkdir()
    found = tickets(make(tmp_path / "x" / "export.zip", slack_files([a_thread(n) for n in range(5)], desk)))
    assert said(found) == EXPECTED
    assert set(found.frame["resolution"]) == {ANSWER}
    assert set(found.frame["agent"]) == {desk}
    assert found.account.left_out == {
        "system_line": 5,
        "joined_message": 5,
        "chat_people": 6,
        "chat_channels": 1,
    }
    assert {file.format for file in found.files if file.rows_read} == {"slack"}


def test_without_threads_the_messages_of_a_person_are_joined_until_a_pause(tmp_path):
    days = [
        [
            slack_message(n, ASKED[n], thread=False),
            slack_message(n, "y sigue igual", thread=False, minutes=7),
            slack_message(n, ANSWER, user="UD", thread=False, minutes=9),
        ]
        for n in range(4)
    ]
    found = tickets(zipped(tmp_path / "a.zip", slack_files(days, "Carla")))
    assert [text for _, _, text in said(found)] == [f"{asked}\ny sigue igual" for asked in ASKED[:4]]
    assert set(found.frame["resolution"]) == {ANSWER}


def test_marks_of_slack_become_words(tmp_path):
    text = "<@UD> mira <https://x.example/a|la guía> o <https://x.example> en <#C1|ayuda> <!here> a &lt; b"
    day = [slack_message(0, text), slack_message(0, ANSWER, user="UD", minutes=1)]
    found = tickets(zipped(tmp_path / "a.zip", slack_files([day])))
    assert found.frame["text"].tolist() == [
        "@IT Helpdesk mira la guía o https://x.example en #ayuda @here a < b"
    ]


def test_a_message_of_blocks_alone_is_read_and_one_of_a_file_alone_is_rejected(tmp_path):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": ASKED[1]}}]
    days = [
        [slack_message(0, "", blocks=blocks), slack_message(0, ANSWER, user="UD", minutes=1)],
        [slack_message(1, "", files=[{"id": "F"}], thread=False)],
    ]
    found = tickets(zipped(tmp_path / "a.zip", slack_files(days)))
    assert found.frame["text"].tolist() == [ASKED[1]]
    assert found.account.left_out["no_text"] == 1


def test_a_bot_that_answers_is_the_desk_and_one_that_asks_is_a_customer(tmp_path):
    form = {"subtype": "bot_message", "bot_id": "B1", "username": "Formulario"}
    days = [
        [
            {"type": "message", "text": ASKED[n], "ts": ts(at(n)), "thread_ts": ts(at(n)), **form},
            slack_message(n, ANSWER, user="U4", minutes=3),
        ]
        for n in range(4)
    ]
    found = tickets(zipped(tmp_path / "a.zip", slack_files(days)))
    assert found.frame["text"].tolist() == list(ASKED[:4])


@pytest.mark.parametrize(("answered", "count"), [(False, 5), (True, 10)])
def test_what_a_program_repeats_unanswered_is_a_reminder_and_what_is_answered_a_request(
    tmp_path, answered, count
):
    form = {"subtype": "bot_message", "bot_id": "B1", "username": "Timer"}
    days = []
    for n in range(5):
        root = ts(at(n, -30))
        day = [{"type": "message", "text": "Stand-up in ten minutes", "ts": root, "thread_ts": root, **form}]
        if answered:
            day.append(slack_message(n, ANSWER, user="UD", minutes=-20) | {"thread_ts": root})
        days.append([*day, *a_thread(n)])
    found = tickets(zipped(tmp_path / "a.zip", slack_files(days)))
    assert len(found) == count
    assert set(ASKED) <= set(found.frame["text"])


def test_a_workspace_may_have_more_files_than_other_archives(tmp_path):
    files = slack_files([a_thread(n) for n in range(5)])
    assert said(normalise(read([zipped(tmp_path / "a.zip", files)], limits=Limits(entries=3)))[0]) == EXPECTED


@pytest.mark.parametrize("name", ["users.json", "channels.json"])
def test_the_list_of_people_or_channels_alone_is_no_log(tmp_path, name):
    with pytest.raises(NothingToAnalyse):
        tickets(saved(tmp_path / name, json_of(slack_files([])[name])))


def test_the_same_messages_in_two_exports_are_one_ticket(tmp_path):
    first = zipped(tmp_path / "a.zip", slack_files([a_thread(n) for n in range(3)]))
    second = zipped(tmp_path / "b.zip", slack_files([a_thread(n) for n in range(4)]))
    found = tickets(first, second)
    assert said(found) == EXPECTED[:4]


# Telegram


def telegram_item(number: int, moment: datetime, name: str, text: Any, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": f"{moment:%Y-%m-%dT%H:%M:%S}",
        "from": name,
        "from_id": f"user{name}",
        "text": text,
        **more,
    }


def telegram_chat(desk: str, people: tuple[int, ...] = (0, 1, 2, 3, 4)) -> dict[str, Any]:
    items: list[dict[str, Any]] = [
        {
            "id": 1,
            "type": "service",
            "date": "2026-05-01T08:00:00",
            "actor": desk,
            "action": "create_group",
            "text": "",
        }
    ]
    for n in people:
        items += [
            telegram_item(
                10 * n + 2, at(n), PEOPLE[n], [ASKED[n][:9], {"type": "bold", "text": ASKED[n][9:]}]
            ),
            telegram_item(10 * n + 3, at(n, 1), PEOPLE[n], "", photo="(File not included)"),
            telegram_item(10 * n + 4, at(n, 9), desk, ANSWER, reply_to_message_id=10 * n + 2),
        ]
    return {"name": "Sucursales", "type": "private_supergroup", "id": 77, "messages": items}


@pytest.mark.parametrize("desk", ["Soporte Central", "Marta R."])
def test_a_group_of_telegram_gives_a_ticket_per_question(tmp_path, desk):
    found = tickets(saved(tmp_path / "result.json", json.dumps(telegram_chat(desk), indent=1)))
    assert said(found) == EXPECTED
    assert found.account.left_out == {"system_line": 1, "no_text": 5, "joined_message": 5}


def test_all_chats_of_telegram_are_read_with_the_owner_as_the_desk(tmp_path):
    chats = [
        {
            "name": PEOPLE[n],
            "type": "personal_chat",
            "id": n + 1,
            "messages": telegram_chat("Tienda Luz", (n,))["messages"],
        }
        for n in range(5)
    ]
    value = {"about": "x", "personal_information": {"user_id": 1}, "chats": {"about": "", "list": chats}}
    found = tickets(saved(tmp_path / "result.json", json_of(value)))
    assert said(found) == EXPECTED
    assert set(found.frame["agent"]) == {"Tienda Luz"}


# Teams


def graph(n: int, name: str, text: str, *, minutes: int = 0, number: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": number or f"{n}-{minutes}",
        "messageType": "message",
        "createdDateTime": f"{at(n, minutes):%Y-%m-%dT%H:%M:%S.123}Z",
        "from": {"user": {"id": f"id {name}", "displayName": name}},
        "body": {"contentType": "html", "content": f"<div><p>{text}</p></div>"},
        "channelIdentity": {"teamId": "t", "channelId": "19:c"},
        **more,
    }


def test_a_channel_of_teams_with_its_replies_and_events(tmp_path):
    event = graph(0, "x", "", number="e", messageType="systemEventMessage") | {"from": None}
    roots = [
        graph(n, PEOPLE[n], f'<at id="0">Mesa</at> {ASKED[n]}<attachment id="7"></attachment>')
        | {"replies": [graph(n, "Rita Vale", ANSWER, minutes=4, replyToId=f"{n}-0")]}
        for n in range(5)
    ]
    found = tickets(saved(tmp_path / "messages.json", json_of({"@odata.count": 6, "value": [event, *roots]})))
    assert [text for _, _, text in said(found)] == [f"Mesa {asked}" for asked in ASKED]
    assert set(found.frame["agent"]) == {"Rita Vale"}
    assert found.account.left_out == {"joined_message": 5, "system_line": 1}


def test_pages_of_a_chat_of_teams_with_replies_apart(tmp_path):
    pages = [
        {
            "value": [
                graph(n, PEOPLE[n], ASKED[n]),
                graph(n, "Rita Vale", ANSWER, minutes=4, replyToId=f"{n}-0"),
            ]
        }
        for n in range(5)
    ]
    found = tickets(saved(tmp_path / "messages.json", "\n".join(map(json_of, pages))))
    assert [(name, text) for _, name, text in said(found)] == list(zip(PEOPLE, ASKED, strict=True))


def test_the_chats_that_a_person_downloads_from_teams(tmp_path):
    def item(n: int, name: str, text: str, minutes: int, kind: str = "RichText/Html") -> dict[str, Any]:
        moment = f"{at(n, minutes):%Y-%m-%dT%H:%M:%S.000Z}"
        return {
            "id": f"{n}{minutes}",
            "displayName": name,
            "from": f"8:{name}",
            "originalarrivaltime": moment,
            "messagetype": kind,
            "content": text,
        }

    chats = [
        {
            "id": f"19:{n}@x",
            "displayName": PEOPLE[n],
            "MessageList": [
                item(n, "Rita Vale", ANSWER, 9),
                item(n, PEOPLE[n], f"<p>{ASKED[n]}</p>", 0),
                item(n, PEOPLE[n], "<x/>", 1, "Event/Call"),
            ],
        }
        for n in range(5)
    ]
    found = tickets(saved(tmp_path / "messages.json", json_of({"userId": "8:x", "conversations": chats})))
    assert [(name, text) for _, name, text in said(found)] == list(zip(PEOPLE, ASKED, strict=True))


# Discord


def discord(
    n: int, name: str, text: str, minutes: int = 0, *, offset: str = "-05:00", **more: Any
) -> dict[str, Any]:
    return {
        "id": f"{n}{minutes}",
        "type": "Default",
        "timestamp": f"{at(n, minutes):%Y-%m-%dT%H:%M:%S.417}{offset}",
        "content": text,
        "author": {"id": f"d{name}", "name": name.lower(), "nickname": name, "isBot": False, "roles": []},
        **more,
    }


@pytest.mark.parametrize("roles", [[], [{"id": "1", "name": "Support Team"}]])
def test_a_channel_of_discord_keeps_the_day_as_written(tmp_path, roles):
    messages = []
    for n in range(5):
        answer = discord(n, "kay", ANSWER, 20, reference={"messageId": f"{n}0"}, type="Reply")
        answer["author"]["roles"] = roles
        messages += [
            discord(n, PEOPLE[n], ASKED[n]),
            answer,
            discord(n, PEOPLE[n], "", 1, type="GuildMemberJoin"),
        ]
    value = {
        "guild": {"name": "G"},
        "channel": {"id": "5", "type": "GuildTextChat", "name": "soporte"},
        "messages": messages,
    }
    found = tickets(saved(tmp_path / "G - soporte.json", json_of(value)))
    assert said(found) == EXPECTED
    assert set(found.frame["agent"]) == {"kay"}


# Google Chat


def google(n: int, name: str, text: str, written: str, topic: str, **more: Any) -> dict[str, Any]:
    return {
        "creator": {
            "name": name,
            "email": f"{name.split(maxsplit=1)[0].lower()}@x.example",
            "user_type": "Human",
        },
        "created_date": written,
        "text": text,
        "topic_id": topic,
        "message_id": f"m{n}/{name}",
        **more,
    }


@pytest.mark.parametrize(
    ("form", "language"),
    [
        ("{:%A, %B %d, %Y at %I:%M:%S %p UTC}", "en"),
        ("lunes, {0:%d} de mayo de {0:%Y}, {0:%H:%M:%S} UTC", "es"),
    ],
)
def test_a_room_of_google_chat_gives_a_ticket_per_topic(tmp_path, form, language):
    messages = []
    for n in range(5):
        messages += [
            google(n, PEOPLE[n], ASKED[n], form.format(at(n)), f"t{n}"),
            google(n, "Olga Mesa", ANSWER, form.format(at(n, 30)), f"t{n}"),
        ]
    folder = tmp_path / "Google Chat" / "Groups" / "Space AAA"
    folder.mkdir(parents=True)
    saved(folder / "messages.json", json_of({"messages": messages}))
    members = [{"name": name, "email": "x@x.example", "user_type": "Human"} for name in PEOPLE]
    saved(folder / "group_info.json", json_of({"name": "Ayuda", "members": members}))
    found = tickets(tmp_path)
    assert said(found) == EXPECTED
    assert set(found.frame["agent"]) == {"Olga Mesa"}


# Messenger and Instagram


def meta(text: str) -> str:
    """Return a text as Meta writes it: its UTF-8 bytes as letters."""
    return text.encode().decode("latin-1")


def inbox(n: int, page: str) -> dict[str, Any]:
    def item(name: str, moment: datetime, **more: Any) -> dict[str, Any]:
        return {
            "sender_name": meta(name),
            "timestamp_ms": int(moment.timestamp() * 1000),
            "is_geoblocked_for_viewer": False,
            **more,
        }

    return {
        "participants": [{"name": meta(PEOPLE[n])}, {"name": meta(page)}],
        "messages": [
            item(page, at(n, 20), content=meta(ANSWER)),
            item(PEOPLE[n], at(n, 3), call_duration=12, content="call"),
            item(PEOPLE[n], at(n, 2), photos=[{"uri": "x.jpg"}]),
            item(PEOPLE[n], at(n), content=meta(ASKED[n])),
        ],
        "title": meta(PEOPLE[n]),
        "thread_path": f"inbox/{n}_77",
        "magic_words": [],
    }


@pytest.mark.parametrize("page", ["Padaria São João", "Tienda Luz"])
def test_the_inbox_of_a_page_has_the_page_as_the_desk_and_its_letters_repaired(tmp_path, page):
    files = {f"messages/inbox/{n}_77/message_1.json": inbox(n, page) for n in range(5)}
    found = tickets(unpacked(tmp_path / "meta", files))
    assert said(found) == EXPECTED
    assert set(found.frame["agent"]) == {page}
    assert found.account.left_out == {"joined_message": 5, "no_text": 5, "system_line": 5}


# WhatsApp


def test_several_chats_of_whatsapp_in_archives_are_told_apart(tmp_path):
    paths = []
    for n in range(3):
        lines = [
            f"{at(n):%d/%m/%y, %H:%M} - {PEOPLE[n]}: {ASKED[n]}",
            f"{at(n, 5):%d/%m/%y, %H:%M} - Tienda Luz: {ANSWER}",
        ]
        paths.append(zipped(tmp_path / f"WhatsApp Chat - {PEOPLE[n]}.zip", {"_chat.txt": "\n".join(lines)}))
    found = tickets(*paths)
    assert said(found) == EXPECTED[:3]
    assert found.account.left_out == {"joined_message": 3}


# Who is the desk


def test_the_desk_is_asked_for_once_for_all_files_and_the_answer_counts(tmp_path):
    folder = unpacked(tmp_path / "x", slack_files([a_thread(n) for n in range(5)]))
    guesses = []

    def decide(guess: Any) -> Decisions:
        guesses.append(guess)
        return Decisions(desk=(*PEOPLE[:2], "somebody else"))

    found, _ = normalise(read([folder]), decide=decide)
    (guess,) = guesses
    assert guess.path == str(folder / "ayuda")
    assert guess.desk == ("IT Helpdesk",)
    assert [(person.name, person.messages) for person in guess.people[:2]] == [
        ("IT Helpdesk", 5),
        (PEOPLE[0], 1),
    ]
    assert guess.doubts == ()
    assert found.frame["requester"].tolist() == ["IT Helpdesk"] * 2 + list(PEOPLE[2:])


def test_who_the_desk_is_is_doubtful_where_everybody_answers_everybody(tmp_path):
    items = [telegram_item(n, at(n // 3, n), PEOPLE[n % 4], ASKED[n % 5]) for n in range(24)]
    value = {"name": "Amigas", "type": "private_group", "id": 5, "messages": items}
    guesses = []
    normalise(read([saved(tmp_path / "result.json", json_of(value))]), decide=guesses.append)
    assert guesses[0].desk == ()
    assert guesses[0].doubts == (ImportDoubt.DESK,)


def test_what_the_desk_says_to_nobody_is_no_ticket(tmp_path):
    items = [
        telegram_item(1, at(0), "Soporte", "Mañana no hay servicio por la tarde"),
        *telegram_chat("Soporte")["messages"][1:],
    ]
    value = telegram_chat("Soporte") | {"messages": items}
    items[0]["date"] = "2026-05-02T08:00:00"
    found = tickets(saved(tmp_path / "result.json", json_of(value)))
    assert said(found) == EXPECTED
    assert found.account.left_out["desk_message"] == 1
