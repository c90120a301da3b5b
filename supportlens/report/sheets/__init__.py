"""The sheets of the workbook, each a module with `add`."""

from supportlens.report.sheets import (
    causes,
    method,
    moments,
    pareto,
    plan,
    summary,
    symptoms,
    tickets,
    trend,
)

__all__ = ["causes", "method", "moments", "pareto", "plan", "summary", "symptoms", "tickets", "trend"]
