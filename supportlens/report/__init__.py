"""The workbook, masking, and the safe ways to write text and files."""

from supportlens.report.content.logos import picture_size
from supportlens.report.handouts import handout_html, handouts_html
from supportlens.report.masking.masked_findings import mask_findings
from supportlens.report.masking.masker import Masker
from supportlens.report.registry import all_sheets
from supportlens.report.web.web_page import page_of
from supportlens.report.workbook import build, save_book, write_workbook
from supportlens.report.writing.files import check_output, replace_file, write_whole
from supportlens.report.writing.safe_text import csv_safe, excel_safe

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
