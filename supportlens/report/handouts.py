"""Sets a handout as a page of HTML, to print or to send."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from supportlens.domain import BlockStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Handout, HandoutBlock

_INK, _QUIET, _ACCENT, _SOFT, _LINE = "#1B2430", "#566072", "#0B6E69", "#E3F1EF", "#D6D3CA"
"""The colours of the light look: a page is printed on white."""

_STYLE = f"""
body {{ font-family: Inter, 'Noto Sans', 'Segoe UI', Arial, sans-serif; font-size: 11pt; color: {_INK}; }}
h1 {{ font-size: 19pt; color: {_ACCENT}; margin: 0 0 14px 0; }}
h2 {{ font-size: 12pt; margin: 16px 0 4px 0; }}
p {{ margin: 0 0 8px 0; }}
p.small {{ font-size: 9pt; color: {_QUIET}; }}
table {{ border-collapse: collapse; margin: 8px 0 12px 0; }}
th {{ text-align: left; background-color: {_SOFT}; padding: 6px 8px; font-size: 10pt; }}
td {{ padding: 6px 8px; border-bottom: 1px solid {_LINE}; vertical-align: top; }}
"""


_SMALL = "body, p, li, td, th { font-size: 8pt; }"
"""The smaller letters of several cards on a page."""


def handout_html(handout: Handout, language: str) -> str:
    """Return a handout as a whole page of HTML; everything from tickets is escaped."""
    body = "\n".join(_set_block(block) for block in handout.blocks)
    title = escape(handout.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{title}</h1>\n{body}\n</body></html>\n"
    )


def handouts_html(handouts: Sequence[Handout], language: str) -> str:
    """Return several handouts as one page of HTML, two beside each other, to be cut out as cards."""
    cells = [f"<h3>{escape(one.title)}</h3>" + "\n".join(map(_set_block, one.blocks)) for one in handouts]
    for tag, small in (("<h2>", "<p><b>"), ("</h2>", "</b></p>")):  # Qt keeps the size of a heading
        cells = [cell.replace(tag, small) for cell in cells]
    rows = "\n".join(
        "<tr>" + "".join(f'<td width="50%">{cell}</td>' for cell in cells[at : at + 2]) + "</tr>"
        for at in range(0, len(cells), 2)
    )
    title = escape(" \N{MIDDLE DOT} ".join(dict.fromkeys(one.name for one in handouts)))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<style>{_STYLE}{_SMALL}</style></head>\n<body><table width="100%">{rows}</table></body></html>\n'
    )


def _set_block(block: HandoutBlock) -> str:
    if block.style is BlockStyle.TABLE:
        return _set_table(block)
    lines = [escape(line) for line in block.lines]
    if block.style is BlockStyle.HEADING:
        return "".join(f"<h2>{line}</h2>" for line in lines)
    if block.style in {BlockStyle.BULLETS, BlockStyle.NUMBERS}:
        tag = "ul" if block.style is BlockStyle.BULLETS else "ol"
        return f"<{tag}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{tag}>"
    kind = ' class="small"' if block.style is BlockStyle.SMALL else ""
    return "".join(f"<p{kind}>{line}</p>" for line in lines)


def _set_table(block: HandoutBlock) -> str:
    header, *rows = block.rows
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0"><tr>{head}</tr>{body}</table>'
