from .content.logos import picture_size
from .handouts import handout_html, handouts_html
from .masking.masked_findings import mask_findings
from .masking.masker import Masker
from .registry import all_sheets
from .web.web_page import page_of
from .workbook import build, save_book, write_workbook
from .writing.files import check_output, replace_file, write_whole
from .writing.safe_text import csv_safe, excel_safe

__all__ = [
    "Masker",
    "all_sheets",
    "build",
    "check_output",
    "csv_safe",
    "excel_safe",
    "handout_html",
    "handouts_html",
    "mask_findings",
    "page_of",
    "picture_size",
    "replace_file",
    "save_book",
    "write_whole",
    "write_workbook",
]
