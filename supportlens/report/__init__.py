"""The workbook, masking, and the safe ways to write text and files."""

from supportlens.report.masked_findings import mask_findings
from supportlens.report.masking import Masker
from supportlens.report.replacing import check_output, replacing
from supportlens.report.safe_text import csv_safe, excel_safe
from supportlens.report.workbook import SHEETS, build, write_workbook

__all__ = [
    "SHEETS",
    "Masker",
    "build",
    "check_output",
    "csv_safe",
    "excel_safe",
    "mask_findings",
    "replacing",
    "write_workbook",
]
