"""Finds the sheets of the workbook: each module in `report/sheets` declares one."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from supportlens.report import sheets
from supportlens.report.sheet import Sheet


def all_sheets() -> tuple[Sheet, ...]:
    """Return the sheets in order; raises `AttributeError` for a module that declares none."""
    names = (found.name for found in iter_modules(sheets.__path__))
    found: list[Sheet] = [import_module(f"{sheets.__name__}.{name}").SHEET for name in names]
    return tuple(sorted(found, key=lambda sheet: (sheet.position, sheet.name)))
