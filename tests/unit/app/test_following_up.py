"""What files give is used: no page asks for it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supportlens.app.statements.following_up import drop_future_births, review_care
from supportlens.domain import (
    CustomerFiles,
    CustomerRecord,
    Moment,
    MomentMatch,
    MomentState,
    RowFault,
    SideFile,
    SideFileKind,
)
from tests.builders import a_study

TODAY = date(2026, 9, 1)


def with_needs(match: MomentMatch, *needs: str) -> MomentMatch:
    moment: Moment = replace(match.moment, id="_".join(needs), needs=needs)
    return replace(match, moment=moment, state=MomentState.NEEDS_DATA)


def test_a_moment_asks_for_no_data_that_a_file_gives() -> None:
    base = a_study()
    asking = (
        with_needs(base.moments[0], "renewal_date"),
        with_needs(base.moments[0], "invoices", "due_date"),
    )
    files = CustomerFiles(customers=(CustomerRecord("Casa Norte", renewal=date(2026, 10, 1)),))

    given = review_care(replace(base, moments=asking, customer_files=files))
    alone = review_care(replace(base, moments=asking))

    assert [one.state for one in given.moments] == [MomentState.QUIET, MomentState.NEEDS_DATA]
    assert [one.state for one in alone.moments] == [MomentState.NEEDS_DATA, MomentState.NEEDS_DATA]


def test_a_birth_date_after_today_is_ignored_and_counted_and_the_customer_stays() -> None:
    files = CustomerFiles(
        customers=(
            CustomerRecord("Casa Norte", birthday=date(2031, 1, 1), renewal=date(2026, 10, 1)),
            CustomerRecord("Taller Sur", birthday=date(1980, 1, 1)),
        ),
        files=(SideFile("clientes.csv", SideFileKind.CUSTOMERS, 2, 2),),
    )

    found = drop_future_births(files, TODAY)

    assert [one.birthday for one in found.customers] == [None, date(1980, 1, 1)]
    assert found.customers[0].renewal == date(2026, 10, 1)
    assert found.files[0].faults == {RowFault.FUTURE_BIRTH.value: 1}
    assert drop_future_births(found, TODAY) == found
