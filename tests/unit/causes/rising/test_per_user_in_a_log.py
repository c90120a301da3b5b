"""Active users beside a log: the verdict allows for them, and says how many there were."""

import csv
import random
from datetime import date, timedelta

import pytest

from supportlens.app import analyse
from supportlens.domain import NoVerdict

FIRST, GROWN, DAYS = date(2026, 1, 1), date(2026, 4, 1), 180
TEXTS = {
    "Atlas": ("cannot print the invoice", "orders open slowly", "the report shows wrong totals"),
    "Beacon": ("the screen is blank", "my form is not saved", "where is the export button"),
    "Delta": ("e-mail does not arrive", "the calendar shows the wrong hour", "attachment too large"),
}
ENDS = ("", " please help", " since this morning", ", thanks", " again")


def log(path):
    """Write a log in which Atlas causes four times as many tickets from a day on; return its path."""
    draw = random.Random(4)
    rows = []
    for day in (FIRST + timedelta(days=number) for number in range(DAYS)):
        for product, texts in TEXTS.items():
            usual = 12 if product == "Atlas" and day >= GROWN else 3
            for _ in range(sum(draw.random() < usual / 20 for _ in range(20)) if day.weekday() < 5 else 0):
                text = f"{product}: {draw.choice(texts)}{draw.choice(ENDS)}"
                rows.append([f"T{len(rows)}", f"{day} {draw.randint(8, 17):02d}:30", product, text])
    return written(path, ["ticket_id", "created_at", "product", "description"], rows)


def written(path, head, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def counted(path, *rows):
    return written(path, ["Application", "Date", "Active users"], rows)


def test_tickets_that_grow_with_the_users_rose_only_where_nobody_counted_the_users(tmp_path):
    tickets = log(tmp_path / "log.csv")
    untold = analyse([tickets])
    assert untold.main_cause is not None
    assert abs((untold.main_cause.onset.day - GROWN).days) <= 10
    assert untold.main_cause.onset.per_user is None
    users = counted(
        tmp_path / "users.csv",
        ["Atlas", FIRST, 500], ["Atlas", GROWN - timedelta(days=1), 500], ["Atlas", GROWN, 2000],
        ["Beacon", FIRST, 300],
    )  # fmt: skip
    told = analyse([tickets, users])
    assert told.main_cause is None
    assert told.verdict.reason is NoVerdict.NOTHING_CHANGED


def test_fewer_users_make_the_same_rise_larger_and_none_at_all_is_ignored(tmp_path):
    tickets = log(tmp_path / "log.csv")
    fewer = counted(
        tmp_path / "users.csv",
        ["Atlas", FIRST, 900], ["Atlas", GROWN - timedelta(days=1), 900], ["Atlas", GROWN, 300],
    )  # fmt: skip
    onset = analyse([tickets, fewer]).main_cause.onset
    rates = onset.per_user
    assert rates.users_before > rates.users_after
    assert rates.ratio > 1.5 * onset.rate_ratio
    assert rates.low < rates.ratio < rates.high
    assert onset.rate_ratio == pytest.approx(4.0, rel=0.2)
    nonsense = counted(tmp_path / "users.csv", ["Atlas", FIRST, 0], ["Atlas", GROWN, -4], ["Atlas", "", 0])
    assert analyse([tickets, nonsense]).main_cause.onset.per_user is None
