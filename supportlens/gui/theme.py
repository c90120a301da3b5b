"""Colours, fonts, icons and the style sheet of the window."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from functools import cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from supportlens.gui.design_tokens import DARK, LIGHT, DesignTokens
from supportlens.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from supportlens.domain import Kind

__all__ = ["DARK", "LIGHT", "DesignTokens", "Theme", "contrast"]

FAMILY = "Inter"


@cache
def _load_fonts() -> None:
    """Register the shipped fonts, so that layouts are the same on every system."""
    for path in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


@cache
def _read_icon(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _tint_icon(name: str, colour: str, size: int) -> QSvgRenderer:
    pixels = max(1.6, size / 20)  # a large picture needs a thicker line
    stroke = pixels * 24 / size  # icons are drawn on a grid of 24 px
    source = _read_icon(name).replace("currentColor", colour)
    source = source.replace('stroke-width="2"', f'stroke-width="{stroke:.3f}"')
    return QSvgRenderer(QByteArray(source.encode()))


EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
"""What Qt would move or fade: nothing in the window moves by itself, whatever the system asks for."""
TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0
"""The least contrast of text and of marks with what is behind them (WCAG 2.2, 1.4.3 and 1.4.11)."""


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def with_plain_glyphs(font: QFont) -> QFont:
    """Return a font that draws each character with its own glyph, as `report.printing` does.

    Inter draws "(4" with a higher parenthesis and figures of one width, which in a PDF are other characters.
    """
    plain = QFont(font)
    with suppress(TypeError):  # PySide6 6.8 has no way to name a feature
        for feature in ("calt", "tnum"):
            plain.setFeature(QFont.Tag(feature), 0)
    return plain


class Theme:
    """One look: palette, style sheet, fonts and icons."""

    def __init__(self, tokens: DesignTokens, zoom: int = 100, *, copied: bool = False) -> None:
        """Take the colours of `tokens`; texts are `zoom` percent of their size.

        With `copied` texts are drawn so that they can be copied from a PDF, where figures of equal width are
        other characters.
        """
        self.tokens = tokens
        self.zoom = zoom
        self._copied = copied

    def for_copied_texts(self) -> Theme:
        """Return this look for a PDF."""
        return Theme(self.tokens, self.zoom, copied=True)

    def scaled(self, pixels: int) -> int:
        """Return pixels that hold text, at the present size of texts."""
        return round(pixels * self.zoom / 100)

    def colour(self, token: str) -> QColor:
        """Return the colour of a token or of #rrggbb."""
        return QColor(token if token.startswith("#") else str(getattr(self.tokens, token)))

    def edge_of(self, token: str) -> QColor:
        """Return the colour of the edge of a mark: its own, or a darker one where it is hard to see."""
        own = self.colour(token)
        return own if contrast(own, self.colour("surface")) >= MARK_CONTRAST else self.colour("ink_3")

    def kind_colour(self, kind: Kind) -> str:
        """Return the colour of a kind of cause, as #rrggbb."""
        return self.tokens.hues[kind.row.hue]

    def font(self, size: int = 14, weight: int = 400, *, tabular: bool = False) -> QFont:
        """Return the program's font at `size` pixels; `tabular` figures have equal width."""
        _load_fonts()
        font = QFont(FAMILY)
        font.setPixelSize(self.scaled(size))
        font.setWeight(QFont.Weight(weight))
        if self._copied:
            return with_plain_glyphs(font)
        if tabular:
            with suppress(
                TypeError
            ):  # PySide6 6.8 has no way to name a feature: figures stay as they are drawn
                font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, colour: str = "ink_2", size: int = 20, *, gap: int = 0) -> QIcon:
        """Return an icon tinted with a token, sharp at up to three times the size.

        `gap` adds space on its right where Qt puts text too close.
        """
        icon = QIcon()
        for scale in (1, 2, 3):
            icon.addPixmap(self.pixmap(name, colour, size, scale=scale, gap=gap))
        return icon

    def pixmap(
        self, name: str, colour: str = "ink_2", size: int = 20, *, scale: float = 2, gap: int = 0
    ) -> QPixmap:
        """Paint an icon at `scale` device pixels per pixel, with `gap` pixels on its right."""
        pixmap = QPixmap(QSize(round((size + gap) * scale), round(size * scale)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = self.colour(colour).name()
        _tint_icon(name, tint, size).render(painter, QRectF(0, 0, size * scale, size * scale))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def dot(self, colour: str, size: int = 10, *, gap: int = 0) -> QIcon:
        """Return a filled round mark in a colour or token, with `gap` pixels on its right."""
        icon = QIcon()
        for scale in (1, 2, 3):
            pixmap = QPixmap(QSize((size + gap) * scale, size * scale))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.edge_of(colour), scale))
            painter.setBrush(self.colour(colour))
            painter.drawEllipse(QRectF(scale, scale, (size - 2) * scale, (size - 2) * scale))
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            icon.addPixmap(pixmap)
        return icon

    def palette(self) -> QPalette:
        """Return the palette for whatever the style sheet does not reach.

        Our own palette works where `setColorScheme` silently does nothing: offscreen, and
        on desktops Qt does not know.
        """
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("ink_3"))
        return palette

    def style_sheet(self) -> str:
        """Return the style sheet with the colours of the tokens."""
        template = Template(resource("style", "window.qss").read_text(encoding="utf-8"))
        facts = {key: value for key, value in asdict(self.tokens).items() if isinstance(value, str)}
        return template.substitute(facts, family=FAMILY)

    def apply(self, app: QApplication) -> None:
        """Apply the look to the application."""
        app.setStyle("Fusion")
        for effect in EFFECTS:
            app.setEffectEnabled(effect, False)
        app.setFont(self.font())
        app.setPalette(self.palette())
        app.setStyleSheet(self.style_sheet())


_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "ground",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink_3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "rest",
    QPalette.ColorRole.Shadow: "rest",
}
