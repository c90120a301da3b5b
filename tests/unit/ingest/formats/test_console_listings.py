"""Listings of database consoles are tables: the ruler below their header says where columns begin."""

from __future__ import annotations

import pytest

from tests.unit.ingest.logs import saved, tickets

SAID = (
    "The label printer prints blank sheets",
    "I cannot sign in to the supplier portal",
    "Broken keyboard at counter two",
    "The monthly fee was charged twice",
    "A copy of last month's invoice, please",
    "The projector has no picture",
)


def listing(*, right=False, mark="-", page=99, title="", foot="(6 rows affected)", wrapped=False):
    """Six tickets as a console prints them."""
    head = f"{'id':<6} {'created_at':<19} {'requester':<12} body"
    ruler = f"{mark * 6} {mark * 19} {mark * 12} {mark * 40}"
    lines = [title, ""] if title else []
    for n, said in enumerate(SAID):
        if n % page == 0:
            lines += [*([""] if n else []), head, ruler]
        number = f"{n + 1:>6}" if right else f"{n + 1:<6}"
        who = "NULL" if n == 3 else f"Amy {'ABCDEF'[n]}lark"
        start, rest = (said[:20], said[20:]) if wrapped else (said, "")
        lines.append(f"{number} 2026-01-{5 + n:02d} 08:1{n}:00 {who:<12} {start}")
        lines += [f"{'':<6} {'':<19} {'':<12} {rest}"] if rest else []
    return "\n".join([*lines, "", foot, ""])


@pytest.mark.parametrize(
    "text",
    [
        listing(),
        listing(right=True),
        listing(mark="="),
        listing(page=2),
        listing(title="LISTADO DE INCIDENCIAS", foot="6 filas seleccionadas."),
    ],
    ids=["plain", "numbers to the right", "equals signs", "pages", "title and footer"],
)
def test_a_listing_is_a_table_with_its_columns(tmp_path, text):
    found = tickets(saved(tmp_path / "x.txt", text))
    assert list(found.frame["ticket_id"]) == list("123456")
    assert list(found.frame["text"]) == list(SAID)
    assert found.frame["created_at"].dt.strftime("%d %H:%M").tolist()[2] == "07 08:12"
    assert found.frame["requester"].tolist()[3] == ""


def test_a_cell_that_goes_on_in_the_next_line_is_one_text(tmp_path):
    found = tickets(saved(tmp_path / "x.lst", listing(wrapped=True)))
    assert len(found) == len(SAID)
    assert "".join(found.frame["text"]).replace(" ", "") == "".join(SAID).replace(" ", "")


def test_a_rule_in_a_text_that_is_no_table_makes_no_columns(tmp_path):
    letters = "\n".join(
        f"2026-01-{5 + n:02d} 08:1{n} {said}\n---- ----\nSee you, this is a line across the rule {n}"
        for n, said in enumerate(SAID)
    )
    columns = tickets(saved(tmp_path / "x.txt", letters)).files[0].columns
    assert "ticket_id" not in columns


def boxed(*, framed=True, bar_inside=False):
    """Six tickets as MySQL prints them, or psql, which draws no frame."""
    widths = (4, 21, 44)
    edge = "+" if framed else ""
    ruler = edge + "+".join("-" * width for width in widths) + edge
    side = "|" if framed else ""

    def line(*cells):
        return (
            side + "|".join(f" {cell}".ljust(width) for cell, width in zip(cells, widths, strict=True)) + side
        )

    said = [f"{each} | A" if bar_inside and n == 2 else each for n, each in enumerate(SAID)]
    rows = [line(str(n + 1), f"2026-01-{5 + n:02d} 08:1{n}:00", each) for n, each in enumerate(said)]
    frame = [ruler] if framed else []
    head = ["mysql> select * from tickets;"] if framed else []
    return "\n".join(
        [
            *head,
            *frame,
            line("id", "created_at", "body"),
            ruler,
            *rows,
            *frame,
            "6 rows in set (0.01 sec)",
            "",
        ]
    )


@pytest.mark.parametrize("framed", [True, False], ids=["MySQL", "psql"])
@pytest.mark.parametrize("bar_inside", [True, False])
def test_a_listing_with_bars_is_a_table_with_its_columns(tmp_path, framed, bar_inside):
    found = tickets(saved(tmp_path / "x.txt", boxed(framed=framed, bar_inside=bar_inside)))
    assert found.files[0].columns["created_at"] == "created_at"
    assert list(found.frame["ticket_id"]) == list("123456")
    assert found.frame["text"].tolist()[1] == SAID[1]
    assert found.frame["text"].tolist()[2] == SAID[2] + (" | A" if bar_inside else "")
