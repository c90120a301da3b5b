"""Sets a handout as a Word document, to be changed by whoever sends it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt, RGBColor

from supportlens.domain import BlockStyle
from supportlens.report.layout.styles import ACCENT, ACCENT_SOFT, INK, INK_2
from supportlens.report.writing.safe_text import excel_safe

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from supportlens.domain import Handout, HandoutBlock

_LANGUAGES = {"es": "es-ES", "en": "en-GB"}
_NEVER = datetime(2000, 1, 1)  # noqa: DTZ001 - a mark, not a time: the same handout is the same file
_STYLES = {
    BlockStyle.BULLETS: "List Bullet",
    BlockStyle.NUMBERS: "List Number",
}


def handout_docx(handout: Handout, language: str) -> bytes:
    """Return a handout as a Word document whose headings, lists and tables are Word's own."""
    document = Document()
    _set_look(document, language)
    _describe(document, handout.title)
    document.add_heading(_plain(handout.title), level=1)
    for block in handout.blocks:
        _add_block(document, block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_look(document: WordDocument, language: str) -> None:
    """Set typeface and colours of the styles, and the language for the spelling."""
    for name, size, colour in (
        ("Normal", 11, INK),
        ("Heading 1", 19, ACCENT),
        ("Heading 2", 13, INK),
    ):
        font = document.styles[name].font
        font.name, font.size, font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(colour)
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]  # the theme's typeface would count before the one that is named
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LANGUAGES.get(language, language))
    document.styles["Normal"].element.get_or_add_rPr().append(spoken)


def _describe(document: WordDocument, title: str) -> None:
    told = document.core_properties
    told.title, told.author, told.comments = _plain(title), "SupportLens", ""
    told.created = told.modified = _NEVER


def _add_block(document: WordDocument, block: HandoutBlock) -> None:
    if block.style is BlockStyle.TABLE:
        _add_table(document, block)
        return
    for at, line in enumerate(block.lines):
        if block.style is BlockStyle.HEADING:
            document.add_heading(_plain(line), level=2)
            continue
        paragraph = document.add_paragraph(_plain(line), style=_STYLES.get(block.style, "Normal"))
        if block.style is BlockStyle.NUMBERS and at == 0:
            _begin_numbers(document, paragraph)
        elif block.style is BlockStyle.NUMBERS:
            _continue_numbers(document, paragraph)
        if block.style is BlockStyle.SMALL:
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(INK_2)


def _begin_numbers(document: WordDocument, paragraph: Paragraph) -> None:
    """Begin a list at 1: without a number of its own it would go on with the list before it."""
    numbering = document.part.numbering_part.element
    usual = document.styles["List Number"].element.pPr.numPr.numId.val
    kind = next(one for one in numbering.num_lst if one.numId == usual).abstractNumId.val
    begun = numbering.add_num(kind)
    begun.add_lvlOverride(ilvl=0).add_startOverride(1)
    _number(paragraph, begun.numId)


def _continue_numbers(document: WordDocument, paragraph: Paragraph) -> None:
    _number(paragraph, document.part.numbering_part.element.num_lst[-1].numId)


def _number(paragraph: Paragraph, number: int) -> None:
    inner = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no public way
    properties = inner.get_or_add_numPr()  # type: ignore[attr-defined] # made by its metaclass
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = 0


def _add_table(document: WordDocument, block: HandoutBlock) -> None:
    if not block.rows:
        return
    table = document.add_table(rows=0, cols=max(map(len, block.rows)))
    table.style = "Table Grid"
    for number, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = _plain(text)
            if number == 0:
                _mark_title(cell)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - as above
    document.add_paragraph()


def _mark_title(cell: _Cell) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.bold = True
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), ACCENT_SOFT)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - as above


def _plain(text: str) -> str:
    """Return a text that XML can hold."""
    return excel_safe(text)
