"""Recognises and reads files of invoices: customer, day, amount, when each is due and whether it is paid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supportlens.domain import Field, InvoiceRecord, RowFault, SideFileKind
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.columns.mapping import map_columns
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.inputs.role_columns import find_column, holds_amounts
from supportlens.ingest.inputs.side_tables import (
    CustomerColumns,
    SideTable,
    describe_table,
    read_dated_columns,
)
from supportlens.ingest.tables.headers import header_rules, parse_header
from supportlens.ingest.values.numbers import read_amounts
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.table import Table

_OF_TICKETS = (Field.RESOLUTION, Field.RESOLVED_AT, Field.PRIORITY, Field.SATISFACTION, Field.REOPENED)


def is_invoices(table: Table) -> bool:
    """Return whether a table has a row per invoice: customer, day, amount, and when it is due or paid."""
    roles = header_rules().invoices
    headers = [parse_header(name) for name in table.frame.columns]
    present = {name for name, role in roles.items() if any(role.weight(header) > 0 for header in headers)}
    if not {"day", "amount"} <= present or not present & {"due", "paid", "number", "balance"}:
        return False
    columns = profile_columns(table.frame)
    found = _find_columns(columns)
    if CustomerColumns.find(columns) is None or found["day"] is None or found["amount"] is None:
        return False
    mapped = map_columns(columns).fields
    return not any(field in mapped for field in _OF_TICKETS) and not any(
        column.profile.is_prose and column.profile.words > 6 for column in columns
    )


def may_be_invoices(table: Table) -> bool:
    """Return whether a table about customers has what makes invoices of its rows."""
    columns = profile_columns(table.frame)
    found = _find_columns(columns)
    told = found["due"] or found["balance"] or found["number"]
    return bool(found["day"] and found["amount"] and told and CustomerColumns.find(columns))


def _find_columns(columns: tuple[TableColumn, ...]) -> dict[str, TableColumn | None]:
    roles = header_rules().invoices
    dated = [column for column in columns if column.profile.counted_dates >= MOSTLY]
    counted = [column for column in columns if holds_amounts(column)]
    due = find_column(dated, roles["due"])
    paid = find_column(columns, roles["paid"]) or find_column(columns, roles["state"])
    balance = find_column(counted, roles["balance"])
    return {
        "day": find_column([one for one in dated if one not in (due, paid)], roles["day"]),
        "amount": find_column([one for one in counted if one not in (paid, balance)], roles["amount"]),
        "due": due,
        "paid": paid,
        "balance": balance,
        "number": find_column(columns, roles["number"]),
    }


def read_invoices(table: Table) -> SideTable[InvoiceRecord]:
    """Return the invoices of a table; credit notes and rows without customer, day or amount are left out."""
    columns = profile_columns(table.frame)
    who, found = CustomerColumns.find(columns), _find_columns(columns)
    faults = dict.fromkeys((RowFault.NO_CUSTOMER, RowFault.NO_DATE, RowFault.NO_AMOUNT, RowFault.NEGATIVE), 0)
    records: list[InvoiceRecord] = []
    amount = found["amount"]
    if who is not None and amount is not None:
        days, due = read_dated_columns(table, columns, [found["day"], found["due"]])
        paid = _read_balances(table, found["balance"]) or _read_paid(table, found["paid"])
        rows = zip(*who.read(table), days, read_amounts(table.frame[amount.name]), due, paid, strict=True)
        for name, known, day, billed, until, settled in rows:
            if not name:
                faults[RowFault.NO_CUSTOMER] += 1
            elif day is None:
                faults[RowFault.NO_DATE] += 1
            elif math.isnan(billed):
                faults[RowFault.NO_AMOUNT] += 1
            elif billed < 0:
                faults[RowFault.NEGATIVE] += 1
            else:
                records.append(InvoiceRecord(name, day, billed, known, until, settled))
    used = [*(who.columns if who else ()), *(column for column in found.values() if column)]
    return SideTable(tuple(records), describe_table(table, SideFileKind.INVOICES, used, faults, len(records)))


def _read_balances(table: Table, column: TableColumn | None) -> list[bool | None]:
    """Return whether nothing is left to pay of each invoice, [] without such a column."""
    if column is None:
        return []
    return [math.isnan(left) or left <= 0 for left in read_amounts(table.frame[column.name])]


def _read_paid(table: Table, column: TableColumn | None) -> list[bool | None]:
    """Return whether each invoice is paid: a yes, a day or an amount says so, an empty cell says no.

    None for one that was cancelled: nobody owes it.
    """
    if column is None:
        return [None] * len(table)
    void = header_rules().invoices["void"]
    known: dict[str, bool | None] = {
        text: None if void.is_whole(parse_header(text)) else _says_paid(text)
        for text in table.frame[column.name].unique()
    }
    return [known[text] for text in table.frame[column.name]]


def _says_paid(text: str) -> bool:
    word = fold_words(text)
    if not word or word in reading_words().no:
        return False
    if word in reading_words().yes:
        return True
    if any(character.isdigit() for character in word):
        digits = {character for character in word if character.isdigit()}
        return digits != {"0"}
    return header_rules().invoices["paid"].weight(parse_header(text)) > 0
