"""The sheets of the workbook, each a module with `add`."""

from supportlens.report.sheets import (
    causes,
    evidence,
    impact,
    method,
    moments,
    pareto,
    periods,
    plan,
    priority,
    questions,
    summary,
    symptoms,
    tickets,
    trend,
)

__all__ = [
    "causes",
    "evidence",
    "impact",
    "method",
    "moments",
    "pareto",
    "periods",
    "plan",
    "priority",
    "questions",
    "summary",
    "symptoms",
    "tickets",
    "trend",
]
