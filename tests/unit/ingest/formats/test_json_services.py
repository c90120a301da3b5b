"""What services answer is read as their tickets, whatever lies around or beside them."""

from __future__ import annotations

import contextlib
import json
import time

import pytest

from supportlens.domain import InputError
from supportlens.ingest import normalise, read
from supportlens.ingest.formats.json_content.rich_text import render_rich_text
from tests.unit.ingest.formats.services import (
    ANSWERED,
    ASKED,
    DAYS,
    LATER,
    SERVICES,
    USERS,
    board,
    document,
    each,
    paragraph,
    zendesk,
)
from tests.unit.ingest.logs import json_of, saved, tickets


@pytest.mark.parametrize("name", SERVICES)
def test_the_tickets_of_a_service_are_found_with_their_texts_and_days(tmp_path, name):
    found = tickets(saved(tmp_path / "export.json", json_of(SERVICES[name])))
    assert len(found) == 6
    assert [any(asked in text for text in found.frame["text"]) for asked in ASKED] == [True] * 6
    assert (found.last_date - found.first_date).days == 5
    assert found.files[0].columns["created_at"]


@pytest.mark.parametrize("name", ["freshdesk", "intercom", "jira"])
def test_later_words_of_the_customer_belong_to_the_request_and_answers_to_the_resolution(tmp_path, name):
    frame = tickets(saved(tmp_path / "export.json", json_of(SERVICES[name]))).frame
    assert all(text.endswith(f"{asked}\n{LATER}") for asked, text in zip(ASKED, frame["text"], strict=True))
    assert set(frame["resolution"]) == {ANSWERED}


@pytest.mark.parametrize(
    "ids",
    [
        lambda n: f"{1_777_881_600 + 86_400 * n:08x}5f0c1d2e3f4a5b6{n}",  # 4 May 2026, 08:00
        lambda n: f"card-{n}-of-six",
    ],
    ids=["in their ids", "in the actions beside them"],
)
def test_the_cards_of_a_board_have_the_days_that_stand_elsewhere(tmp_path, ids):
    found = tickets(saved(tmp_path / "board.json", json.dumps(board(ids)))).frame
    assert [f"{day:%Y-%m-%d %H}" for day in sorted(found["created_at"])] == [f"{day} 08" for day in DAYS]


def test_codes_that_only_look_like_ids_with_a_moment_date_nothing(tmp_path):
    value = board(lambda n: f"{n:08x}5f0c1d2e3f4a5b6{n}") | {"actions": []}
    assert "created_at" not in tickets(saved(tmp_path / "board.json", json.dumps(value))).frame


def test_lists_beside_the_tickets_are_joined_or_set_aside_with_the_reason_and_counted(tmp_path):
    value = SERVICES["zendesk with comments beside"] | {"brands": [{"slug": "a"}, {"slug": "b"}]}
    found = tickets(saved(tmp_path / "a.json", json_of(value)))
    aside = {file.sheet: (file.rows_aside, file.rejections[0].reason) for file in found.files if file.sheet}
    assert aside == {
        "brands": (2, "other_list"),
        "comments": (20, "comments_table"),
        "users": (30, "people_table"),
    }
    assert found.account.rows == 58
    assert set(found.frame["requester"]) == {f"Persona {n}" for n in range(6)}
    assert set(found.frame["resolution"]) == {ANSWERED}


def test_the_order_of_keys_does_not_matter(tmp_path):
    there = SERVICES["zendesk with comments beside"]
    back = dict(reversed(there.items()))
    texts = [
        tickets(saved(tmp_path / f"{n}.json", json_of(value))).frame["text"].tolist()
        for n, value in enumerate((there, back))
    ]
    assert texts[0] == texts[1]


def test_two_lists_of_tickets_are_both_read(tmp_path):
    value = {"incidents": each(zendesk, 3), "requests": [zendesk(n) | {"id": 70 + n} for n in (3, 4, 5)]}
    found = tickets(saved(tmp_path / "a.json", json_of(value)))
    assert len(found) == 6
    assert [file.rows_read for file in found.files] == [3, 3]


def test_pull_requests_and_pages_without_records_are_rejected(tmp_path):
    found = tickets(saved(tmp_path / "a.json", json_of(SERVICES["github with pull requests"])))
    assert [(r.row, r.reason) for r in found.files[0].rejections] == [(7, "pull_request")]
    pages = [{"tickets": each(zendesk)}, {"error": "too many requests"}, {"tickets": []}, None]
    found = tickets(saved(tmp_path / "b.json", json_of(pages)))
    assert [(r.row, r.reason) for r in found.files[0].rejections] == [
        (2, "not_a_record"),
        (4, "not_a_record"),
    ]


PAGES = [
    {"users": USERS[at : at + 9], "tickets": each(zendesk)[at : at + 2], "next": None} for at in (0, 2, 4)
]


@pytest.mark.parametrize(
    "text",
    [
        "".join(map(json_of, PAGES)),
        "\n".join(map(json_of, PAGES)),
        "\n\n\n".join(json.dumps(page, indent=2) for page in PAGES),
        ",\n".join(json.dumps(page, indent=1) for page in PAGES),
        "".join(f"\x1e{json_of(page)}\n" for page in PAGES),
        "\n".join(json_of(page["tickets"]) for page in PAGES),
        json.dumps(PAGES[0]["tickets"], indent=1) + "\n" + json.dumps(PAGES[1]["tickets"] + PAGES[2]["tickets"], indent=1),
        " ".join(json_of(ticket) for ticket in each(zendesk)),
        ",\n".join(json_of({"ticket": ticket}) for ticket in each(zendesk)),
        json_of(PAGES),
        json_of({f"page{n}": page for n, page in enumerate(PAGES, start=1)}),
        json_of({"pages": PAGES}),
        json_of([page["tickets"] for page in PAGES]),
    ],
    ids=[
        "unbroken", "a page a line", "indented", "commas", "separators", "a list a line", "lists",
        "records", "wrapped records", "array", "under numbers", "array under a key", "array of lists",
    ],
)  # fmt: skip
def test_pages_are_joined_however_they_follow_one_another(tmp_path, text):
    found = tickets(saved(tmp_path / "pages.json", text))
    assert found.frame["ticket_id"].tolist() == [str(900 + n) for n in range(6)]
    assert str(found.first_date) == DAYS[0]


def test_a_page_that_was_cut_off_is_rejected_and_the_others_are_read(tmp_path):
    text = "\n".join(json.dumps(page, indent=1) for page in PAGES)
    found = tickets(saved(tmp_path / "pages.json", text[:-40]))
    assert len(found) == 4
    assert [r.reason for r in found.files[0].rejections] == ["not_json"]


def test_settings_in_a_folder_are_set_aside_with_the_reason(tmp_path):
    saved(tmp_path / "tickets.json", json_of(each(zendesk)))
    settings = {"rules": [{"name": "r1", "description": "Block what comes from outside", "on": True}]}
    saved(tmp_path / "settings.json", json_of(settings))
    saved(tmp_path / "package.json", json_of({"name": "x", "description": "a tool of ours", "version": "1"}))
    found = tickets(tmp_path)
    assert len(found) == 6
    aside = {
        file.path.rpartition("/")[2]: file.rejections[0].reason for file in found.files if file.rows_aside
    }
    assert aside == {"settings.json": "no_ticket_list", "package.json": "no_ticket_list"}


def test_one_ticket_alone_is_a_ticket_and_its_comments_are_none(tmp_path):
    comments = [
        {
            "id": n,
            "author_id": 40 if n == 2 else 7,
            "body": f"{ANSWERED} {n}",
            "created_at": f"{DAYS[n]}T09:00:00Z",
        }
        for n in range(4)
    ]
    value = {"ticket": zendesk(0) | {"comments": comments}}
    frame = tickets(saved(tmp_path / "one.json", json.dumps(value, indent=1))).frame
    assert frame["text"].tolist() == [f"Caso 0\n{ASKED[0]}\n{ANSWERED} 2"]


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (
            document(
                paragraph("No abre", {"type": "hardBreak"}, "desde ayer ", {"type": "mention", "attrs": {"id": "7", "text": "@Ana"}}),
                {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph("paso uno")]}]},
                {"type": "codeBlock", "content": [{"type": "text", "text": "E-12\nE-13"}]},
                {"type": "mediaSingle", "content": [{"type": "media", "attrs": {"id": "x"}}]},
                paragraph({"type": "emoji", "attrs": {"shortName": ":ok:"}}),
            ),
            "No abre\ndesde ayer @Ana\npaso uno\nE-12\nE-13\n:ok:",
        ),
        (
            document(
                {
                    "type": "table",
                    "content": [
                        {
                            "type": "tableRow",
                            "content": [
                                {"type": "tableHeader", "content": [paragraph("Caja")]},
                                {"type": "tableCell", "content": [paragraph("uno"), paragraph("dos")]},
                            ],
                        },
                        {"type": "tableRow", "content": [{"type": "tableCell", "content": [paragraph("tres")]}]},
                    ],
                }
            ),
            "Caja | uno dos\ntres",
        ),
        (
            [
                {"type": "section", "text": {"type": "mrkdwn", "text": "The gate is stuck"}},
                {"type": "divider"},
                {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "since "}, {"type": "text", "text": "noon"}, {"type": "emoji", "name": "eyes"}]}]},
            ],
            "The gate is stuck\nsince noon:eyes:",
        ),
        ({"ops": [{"insert": "Falta "}, {"insert": "todo", "attributes": {"bold": True}}, {"insert": "\nnada\n"}]}, "Falta todo\nnada"),
        ({"blocks": [{"text": "uno", "type": "unstyled"}, {"text": "dos", "type": "unstyled"}], "entityMap": {}}, "uno\ndos"),
        ({"blocks": [{"type": "paragraph", "data": {"text": "Hola"}}, {"type": "list", "data": {"items": ["a", "b"]}}]}, "Hola\nab"),
        (
            {
                "nodeType": "document",
                "content": [
                    {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "No llega"}, {"nodeType": "text", "value": " nada"}]}
                ],
            },
            "No llega nada",
        ),
        ([{"type": "paragraph", "children": [{"text": "A "}, {"text": "b", "bold": True}]}, {"type": "paragraph", "children": [{"text": "c"}]}], "A b\nc"),
        ({"root": {"type": "root", "children": [{"type": "paragraph", "children": [{"type": "text", "text": "x y"}]}]}}, "x y"),
        ([{"_type": "block", "children": [{"_type": "span", "text": "p q"}]}], "p q"),
        (["Ya probé, ", {"type": "bold", "text": "urgente"}, " ", {"type": "mention", "text": "@mesa"}], "Ya probé, urgente @mesa"),
    ],
    ids=["adf", "adf table", "slack", "quill", "draft", "editor", "contentful", "slate", "lexical", "portable", "telegram"],
)  # fmt: skip
def test_trees_of_rich_text_become_text_with_line_breaks(tree, text):
    assert render_rich_text(tree) == text


@pytest.mark.parametrize(
    "value",
    [
        {"type": "note", "body": "x"},
        ["a", "b"],
        [{"type": "comment", "text": "x", "author": "Ana"}],
        [{"id": 1, "name": "web"}],
        "text",
        [],
        {},
    ],
)
def test_lists_of_other_things_are_no_rich_text(value):
    assert render_rich_text(value) is None or value == ["a", "b"]


HOSTILE = {
    "deep": '{"a":' * 200_000,
    "deep and closed": "[" * 900 + "]" * 900,
    "deep records": json_of([{"id": 1, "subject": "no abre nada"}]).replace(
        "1", '{"a":' * 300 + "1" + "}" * 300
    ),
    "tiny pages": "{}" * 300_000,
    "tiny lists": "[]\n" * 300_000,
    "broken pages": '{"id": 1}\n' + '{"a": [\n' * 50_000,
    "many lists": "{" + ",".join(f'"k{n}": [{{"a": {n}}}]' for n in range(60_000)) + "}",
    "many keys": "[" + ",".join(f'{{"k{n}": {n}}}' for n in range(1_000)) + "]",
    "numbers": '[{"id": ' + "9" * 100_000 + ', "v": 1e999999, "t": NaN, "u": -Infinity}]',
    "the same key": '[{"id": 1, "id": 2, "subject": "no abre nada", "subject": "no cierra nada"}]',
    "nested dates": '[{"d": ' + '{"$date": ' * 400 + "1" + "}" * 400 + "}]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_json_ends_soon_in_tables_or_in_a_fault(tmp_path, name):
    path = saved(tmp_path / "x.json", HOSTILE[name])
    began = time.process_time()
    with contextlib.suppress(InputError):  # it says what is wrong; a crash would not
        normalise(read([path]))
    assert time.process_time() - began < 60
