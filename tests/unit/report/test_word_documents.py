"""The documents of a plan for Word: nothing is lost, and headings, lists and tables are Word's own."""

from __future__ import annotations

import io

import pytest
from docx import Document
from PySide6.QtGui import QTextDocument

from supportlens.domain import BlockStyle, Handout, HandoutBlock, MaterialKind
from supportlens.gui.dialogs.handouts.edited_handout import read_edited
from supportlens.report import handout_html
from supportlens.report.word_documents import handout_docx

HANDOUT = Handout(
    MaterialKind.GUIDE,
    "Guide",
    "Atlas: where things are & how",
    (
        HandoutBlock(BlockStyle.PARAGRAPH, ("From: Atlas 5.2.", "=1+1 <b>")),
        HandoutBlock(BlockStyle.HEADING, ("Invoices",)),
        HandoutBlock(BlockStyle.NUMBERS, ("Open Sales", "Choose Documents")),
        HandoutBlock(BlockStyle.HEADING, ("Orders",)),
        HandoutBlock(BlockStyle.NUMBERS, ("Open Orders",)),
        HandoutBlock(BlockStyle.BULLETS, ("one", "two")),
        HandoutBlock(BlockStyle.TABLE, rows=(("Topic", "Tickets"), ("Export", "71"))),
        HandoutBlock(BlockStyle.SMALL, ("MS-20482",)),
    ),
)


def _said(handout: Handout) -> list[tuple[str, str]]:
    document = Document(io.BytesIO(handout_docx(handout, "en")))
    return [(one.style.name, one.text) for one in document.paragraphs if one.text]


def test_every_line_is_in_the_document_in_the_style_of_its_block() -> None:
    assert _said(HANDOUT) == [
        ("Heading 1", "Atlas: where things are & how"),
        ("Normal", "From: Atlas 5.2."),
        ("Normal", "=1+1 <b>"),
        ("Heading 2", "Invoices"),
        ("List Number", "Open Sales"),
        ("List Number", "Choose Documents"),
        ("Heading 2", "Orders"),
        ("List Number", "Open Orders"),
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("Normal", "MS-20482"),
    ]
    (table,) = Document(io.BytesIO(handout_docx(HANDOUT, "en"))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Topic", "Tickets"],
        ["Export", "71"],
    ]


def test_each_list_of_steps_begins_at_one() -> None:
    document = Document(io.BytesIO(handout_docx(HANDOUT, "en")))
    lists = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"]
    assert lists[0] == lists[1] != lists[2]


def test_the_same_handout_is_the_same_text_and_a_character_that_xml_forbids_costs_nothing() -> None:
    strange = Handout(
        MaterialKind.NOTICE, "N", "a\x00b\ud800", (HandoutBlock(BlockStyle.PARAGRAPH, ("\x0b",)),)
    )
    assert _said(strange)[0] == ("Heading 1", "a\ufffdb\ufffd")
    assert _said(HANDOUT) == _said(HANDOUT)


@pytest.mark.usefixtures("qapp")
def test_what_was_changed_in_the_preview_is_what_word_gets() -> None:
    page = QTextDocument()
    page.setHtml(handout_html(HANDOUT, "en"))
    whole = read_edited(HANDOUT, page)
    assert whole.title == HANDOUT.title
    assert _said(whole) == _said(HANDOUT)
    cursor = page.find("Open Sales")
    cursor.insertText("Open Purchases")
    changed = [text for _, text in _said(read_edited(HANDOUT, page))]
    assert "Open Purchases" in changed
    assert "Open Sales" not in changed
