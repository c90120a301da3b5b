"""The looks of cells as classes of a style sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.report.layout.styles import ACCENT, GROUND, INK, INK_2, LINE

if TYPE_CHECKING:
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.layout.styles import Style

_PAGE = """
html {{ scroll-padding-top: 4.5rem; }}
body {{
  margin: 0; background: #{ground}; color: #{ink};
  font: 15px/1.45 Inter, "Segoe UI", "Noto Sans", Arial, sans-serif;
}}
a {{ color: #{accent}; }}
nav {{
  position: sticky; top: 0; z-index: 2; padding: .7rem 1.5rem;
  background: #fff; border-bottom: 1px solid #{line};
}}
nav a {{ display: inline-block; margin: .1rem 1rem .1rem 0; color: #{quiet}; text-decoration: none; }}
nav a:hover, nav a:focus {{ color: #{accent}; text-decoration: underline; }}
section {{
  box-sizing: border-box; max-width: 82rem; margin: 1.5rem auto; padding: 1.2rem 1.8rem 1.8rem;
  background: #fff; border: 1px solid #{line}; border-radius: 8px;
}}
h1 {{ font-size: 1.05rem; margin: 0 0 .8rem; color: #{accent}; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; }}
td, th {{ padding: .25rem .45rem; text-align: left; font-weight: normal; overflow-wrap: break-word; }}
tr.space td {{ height: .5rem; padding: 0; }}
img {{ float: right; max-height: 34px; max-width: 210px; }}
svg {{ max-width: 100%; height: auto; font-family: inherit; }}
svg.spark {{ max-width: none; }}
.charts {{ display: flex; flex-wrap: wrap; gap: 1.5rem; padding: .5rem 0; }}
footer {{ max-width: 82rem; margin: 0 auto 2rem; padding: 0 1.8rem; color: #{quiet}; font-size: .85rem; }}
@media print {{
  nav {{ display: none; }}
  body {{ background: #fff; font-size: 10px; }}
  section {{ border: 0; padding: 0; break-after: page; }}
  .scroll {{ overflow: visible; }}
  tr {{ break-inside: avoid; }}
}}
"""


class StyleSheet:
    """Names the looks that are used, each once."""

    def __init__(self, book: BookDraft) -> None:
        """Begin without any look; colours are those of the book's company."""
        self._book = book
        self._names: dict[Style, str] = {}

    def name(self, style: Style) -> str:
        """Return the class of a look; the format of numbers is no part of it."""
        plain = replace(style, format="")
        return self._names.setdefault(plain, f"c{len(self._names)}")

    def text(self) -> str:
        """Return the whole style sheet."""
        page = _PAGE.format(
            ground=GROUND,
            ink=INK,
            line=LINE,
            quiet=self._book.colour(INK_2),
            accent=self._book.colour(ACCENT),
        )
        return page + "\n".join(f".{name} {{ {self._rules(style)} }}" for style, name in self._names.items())

    def _rules(self, style: Style) -> str:
        colour = self._book.colour
        down = {"top": "top", "center": "middle", "bottom": "bottom"}[style.down]
        rules = [f"color: #{colour(style.colour)}", f"text-align: {style.across}", f"vertical-align: {down}"]
        rules += [f"font-size: {style.size / 11:.2f}em"] if style.size != 11 else []
        rules += ["font-weight: 600"] if style.bold else []
        rules += ["font-style: italic"] if style.italic else []
        rules += [f"background: #{colour(style.fill)}"] if style.fill else []
        rules += [f"border-bottom: 1px solid #{style.line}"] if style.line else []
        rules += [f"padding-left: {0.45 + 0.5 * style.indent:.2f}rem"] if style.indent else []
        rules += ["white-space: pre-line" if style.wrap else "white-space: pre"]
        return "; ".join(rules)
