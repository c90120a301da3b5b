"""The workbook, masking, and the safe ways to write text and files."""

from supportlens.report.masked_findings import mask_findings
from supportlens.report.masking import Masker
from supportlens.report.registry import all_sheets
from supportlens.report.replacing import check_output, replacing
from supportlens.report.safe_text import csv_safe, excel_safe
from supportlens.report.workbook import build, write_workbook

__all__ = [
    "Masker",
    "all_sheets",
    "build",
    "check_output",
    "csv_safe",
    "excel_safe",
    "mask_findings",
    "replacing",
    "write_workbook",
]
