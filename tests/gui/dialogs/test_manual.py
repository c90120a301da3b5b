"""The manual in the window: the page of a topic, links, headings, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl

from supportlens.gui.dialogs.manual import Manual
from supportlens.gui.main_window.paged_window import MESSAGE, PROGRESS
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.basics.manual_text import slugify
from supportlens.i18n import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def manual(qtbot: QtBot) -> Iterator[Manual]:
    made = Manual(None, words_for("es"), Theme(LIGHT), "verdict")
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def shown(manual: Manual) -> str:
    return manual.text.source().fileName()


def listed(manual: Manual) -> list[str]:
    rows = (manual.contents.item(row) for row in range(manual.contents.count()))
    return [row.data(Qt.ItemDataRole.UserRole) for row in rows if row.data(Qt.ItemDataRole.UserRole)]


def test_a_topic_opens_its_page_and_an_unknown_one_the_contents(manual: Manual) -> None:
    assert shown(manual) == "verdict.md"
    assert "Qué tan seguro es" in manual.text.toPlainText()
    manual.show_topic("nothing")
    assert shown(manual) == "index.md"


def test_an_error_opens_what_to_do_about_it(manual: Manual) -> None:
    manual.show_topic(MESSAGE)
    assert shown(manual) == "trouble.md"
    manual.show_topic(PROGRESS)
    assert shown(manual) == "start.md"


def test_a_link_leads_to_a_heading_of_another_page_and_back(manual: Manual) -> None:
    manual.follow(QUrl("figures.md#certeza"))
    assert shown(manual) == "figures.md"
    assert manual.text.textCursor().block().text() == "Certeza"
    manual.text.backward()
    assert shown(manual) == "verdict.md"
    assert manual.contents.currentItem().data(Qt.ItemDataRole.UserRole) == "verdict"


def test_the_search_lists_the_pages_with_all_words_whatever_their_accents_and_opens_one(
    manual: Manual, qtbot: QtBot
) -> None:
    everything = listed(manual)
    qtbot.keyClicks(manual.search, "exportacion osticket")
    assert "exports" in listed(manual)
    assert len(listed(manual)) < len(everything)
    assert shown(manual).removesuffix(".md") in listed(manual)
    manual.search.clear()
    assert listed(manual) == everything


def test_a_word_that_no_page_has_leaves_the_page_as_it_is(manual: Manual, qtbot: QtBot) -> None:
    qtbot.keyClicks(manual.search, "zzzz")
    assert listed(manual) == []
    assert shown(manual) == "verdict.md"


def test_what_the_contents_offer_is_opened(manual: Manual) -> None:
    row = next(
        row
        for row in range(manual.contents.count())
        if manual.contents.item(row).data(Qt.ItemDataRole.UserRole) == "plan"
    )
    manual.contents.setCurrentRow(row)
    assert shown(manual) == "plan.md"


def test_a_picture_is_no_wider_than_the_page(manual: Manual) -> None:
    manual.resize(700, 500)
    assert manual.text.document().size().width() <= manual.text.viewport().width() + 1


def test_an_anchor_is_that_of_the_web_page_of_a_repository() -> None:
    assert slugify("¿Qué cambio? (II)") == "qué-cambio-ii"
