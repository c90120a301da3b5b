"""The colours of the looks, named by their use."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supportlens.domain import HueName

_HUES_LIGHT: dict[HueName, str] = {
    "green": "#009E73",
    "vermilion": "#D55E00",
    "blue": "#0072B2",
    "sky": "#56B4E9",
    "pink": "#CC79A7",
    "ink": "#1B2430",
    "yellow": "#F0E442",
    "orange": "#E69F00",
    "wine": "#882255",
    "grey": "#9AA1AC",
    "olive": "#999933",
    "indigo": "#332288",
}
"""Hues of kinds of cause: Okabe and Ito's eight, then Tol's wine; olive and indigo, Tol's too, are free."""

_HUES_DARK: dict[HueName, str] = _HUES_LIGHT | {
    "ink": "#EEF1F5",
    "blue": "#4FA3DA",
    "wine": "#D06A9B",
    "indigo": "#8F84E0",
}
"""The same hues, the darkest lightened to stand out from a dark background."""


@dataclass(frozen=True, slots=True)
class DesignTokens:
    """The colours of one look, named by their use."""

    name: str
    ground: str
    surface: str
    side: str
    ink: str
    ink_2: str
    ink_3: str
    line: str
    accent: str
    accent_soft: str
    on_accent: str
    accent_hover: str
    rest: str
    warn: str
    warn_soft: str
    hover: str
    wash_edge: str
    """The edge of a card with a wash: none but in high contrast, where the wash may be white on white."""
    hues: Mapping[HueName, str] = field(default_factory=dict)
    """The colour of each hue that a kind of cause may have."""
    highlight: float = 0.22
    """Share of the warm tone behind a word that was searched for: it is seen, and the word can be read."""


LIGHT = DesignTokens(
    name="light",
    ground="#F6F5F1",
    surface="#FFFFFF",
    side="#EFEDE7",
    ink="#1B2430",
    ink_2="#566072",
    ink_3="#626B7A",
    line="#E4E2DB",
    accent="#0B6E69",
    accent_soft="#E3F1EF",
    on_accent="#FFFFFF",
    accent_hover="#095B57",
    rest="#C9CDD4",
    warn="#A54A07",
    warn_soft="#FBEFE2",
    hover="#F1EFE9",
    wash_edge="none",
    hues=_HUES_LIGHT,
)

DARK = DesignTokens(
    name="dark",
    ground="#14181E",
    surface="#1C222B",
    side="#10141A",
    ink="#EEF1F5",
    ink_2="#A9B3C1",
    ink_3="#8B95A5",
    line="#2B333F",
    accent="#4FC3B8",
    accent_soft="#17332F",
    on_accent="#10211F",
    accent_hover="#6BD2C8",
    rest="#414B5A",
    warn="#F0A35E",
    warn_soft="#33261A",
    hover="#242C37",
    wash_edge="none",
    hues=_HUES_DARK,
    highlight=0.34,
)

CONTRAST_LIGHT = replace(
    LIGHT,
    name="contrast_light",
    ground="#FFFFFF",
    side="#FFFFFF",
    ink="#000000",
    ink_2="#1A1A1A",
    ink_3="#333333",
    line="#595959",
    accent="#00302C",
    accent_soft="#D2F0EC",
    accent_hover="#001D1A",
    rest="#767676",
    warn="#6B2E00",
    warn_soft="#FFFFFF",
    hover="#E6E6E6",
    wash_edge="1px solid #595959",
)
"""The light look in high contrast: text 7 : 1 and more, lines and marks 4.5 : 1."""

CONTRAST_DARK = replace(
    DARK,
    name="contrast_dark",
    ground="#000000",
    surface="#000000",
    side="#000000",
    ink="#FFFFFF",
    ink_2="#F0F0F0",
    ink_3="#D6D6D6",
    line="#A6A6A6",
    accent="#5FE9DC",
    accent_soft="#00302C",
    on_accent="#000000",
    accent_hover="#A4F5EE",
    rest="#767676",
    warn="#FFB973",
    warn_soft="#000000",
    hover="#2B2B2B",
    wash_edge="1px solid #A6A6A6",
)
"""The dark look in high contrast."""


def choose_tokens(look: str, *, dark: bool, contrast: bool) -> DesignTokens:
    """Return the colours of a chosen look; `dark` and `contrast` are what the system asks for.

    ``system`` follows both, ``contrast`` is high contrast as light or dark as the system is.
    """
    if look == "contrast" or (look == "system" and contrast):
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return {"light": LIGHT, "dark": DARK}.get(look, DARK if dark else LIGHT)
