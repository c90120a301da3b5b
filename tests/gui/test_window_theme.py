"""The look: readable in both, and nothing that it names is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFontInfo

from supportlens.domain import Kind
from supportlens.gui.design_tokens import CONTRAST_DARK, CONTRAST_LIGHT, choose_tokens
from supportlens.gui.pages import PAGES
from supportlens.gui.theme import (
    DARK,
    EFFECTS,
    LIGHT,
    MARK_CONTRAST,
    TEXT_CONTRAST,
    DesignTokens,
    Theme,
    contrast,
)
from supportlens.gui.widgets.basics.labels import BODY, FAINT, FIGURE, TITLE
from supportlens.gui.widgets.tickets.highlighting import highlight_colour
from supportlens.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

EVERY_LOOK = [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK]
LOOKS = pytest.mark.parametrize("tokens", EVERY_LOOK, ids=lambda tokens: tokens.name)
READ = [(text, ground) for text in ("ink", "ink_2", "ink_3") for ground in ("ground", "surface", "side")] + [
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("warn", "warn_soft"),
    ("accent", "ground"),
]


@LOOKS
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_can_be_read_on_its_ground(tokens: DesignTokens, text: str, ground: str) -> None:
    theme = Theme(tokens)
    assert contrast(theme.colour(text), theme.colour(ground)) >= TEXT_CONTRAST


@LOOKS
def test_a_word_that_was_searched_for_is_marked_and_can_be_read(tokens: DesignTokens) -> None:
    theme = Theme(tokens)
    marked = highlight_colour(theme)
    assert contrast(theme.colour("ink"), marked) >= TEXT_CONTRAST
    assert marked != theme.colour("surface")


@LOOKS
def test_every_kind_of_cause_has_a_hue_of_its_own(tokens: DesignTokens) -> None:
    theme = Theme(tokens)
    assert len({theme.kind_colour(kind) for kind in Kind}) == len(Kind)


@LOOKS
def test_the_style_sheet_has_no_token_left_to_fill(tokens: DesignTokens) -> None:
    assert "$" not in re.sub(r"/\*.*?\*/", "", Theme(tokens).style_sheet(), flags=re.DOTALL)


@LOOKS
def test_an_icon_is_painted_in_the_colour_it_is_asked_for(qapp: QApplication, tokens: DesignTokens) -> None:
    theme = Theme(tokens)
    for page in PAGES:
        image = theme.pixmap(page.icon, "warn", 20, scale=3).toImage()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert seen == {theme.colour("warn").name()}


def test_icons_stay_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    pixmap = Theme(LIGHT).icon("house").pixmap(20, 20)
    assert pixmap.deviceIndependentSize().width() == 20
    dense = Theme(LIGHT).pixmap("house", scale=3)
    assert dense.width() == 60
    assert dense.devicePixelRatio() == 3


def test_the_shipped_font_is_the_one_that_is_used(qapp: QApplication) -> None:
    for weight in (400, 500, 600, 700):
        for size in (FAINT.size, BODY.size, TITLE.size, FIGURE.size):
            info = QFontInfo(Theme(LIGHT).font(size, weight))
            assert info.family() == "Inter"
            assert info.pixelSize() == size


def test_licences_travel_with_what_they_are_of() -> None:
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8").upper()


@LOOKS
def test_every_mark_has_an_edge_that_is_seen_whatever_its_hue(tokens: DesignTokens) -> None:
    theme = Theme(tokens)
    for hue in tokens.hues.values():
        assert contrast(theme.edge_of(hue), theme.colour("surface")) >= MARK_CONTRAST
    assert theme.edge_of(tokens.hues["blue"]) == theme.colour(tokens.hues["blue"])  # seen by itself


def test_the_contrast_of_black_on_white_is_that_of_the_standard() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@LOOKS
def test_lines_that_show_the_focus_are_seen_on_every_ground(tokens: DesignTokens) -> None:
    theme = Theme(tokens)
    for ground in ("ground", "surface", "side", "accent_soft"):
        assert contrast(theme.colour("accent"), theme.colour(ground)) >= MARK_CONTRAST


@LOOKS
def test_this_cause_is_told_from_all_the_rest_in_every_chart(tokens: DesignTokens) -> None:
    theme = Theme(tokens)
    assert contrast(theme.colour("accent"), theme.colour("rest")) >= MARK_CONTRAST


@pytest.mark.parametrize("tokens", [CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda tokens: tokens.name)
def test_high_contrast_has_more_of_it_for_texts_and_for_lines(tokens: DesignTokens) -> None:
    theme = Theme(tokens)
    assert all(contrast(theme.colour(text), theme.colour(ground)) >= 7 for text, ground in READ)
    assert tokens.wash_edge.endswith(tokens.line)
    for mark in ("line", "rest", "accent"):
        assert contrast(theme.colour(mark), theme.colour("surface")) >= TEXT_CONTRAST


@pytest.mark.parametrize(
    ("look", "system", "tokens"),
    [
        ("system", "", LIGHT),
        ("system", "dark", DARK),
        ("system", "contrast", CONTRAST_LIGHT),
        ("system", "dark contrast", CONTRAST_DARK),
        ("contrast", "dark", CONTRAST_DARK),
        ("light", "dark contrast", LIGHT),
        ("dark", "", DARK),
    ],
)
def test_the_look_follows_the_system_unless_one_is_chosen(
    look: str, system: str, tokens: DesignTokens
) -> None:
    assert choose_tokens(look, dark="dark" in system, contrast="contrast" in system) is tokens


def test_nothing_moves_by_itself(qapp: QApplication) -> None:
    Theme(LIGHT).apply(qapp)
    assert not any(qapp.isEffectEnabled(effect) for effect in EFFECTS)
