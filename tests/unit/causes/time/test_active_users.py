"""Active users beside tickets: of the same applications, sites and months."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from supportlens.causes.time.active_users import join_users, match_users
from supportlens.domain import ActiveUsers, Tickets

FIRST = date(2026, 1, 30)


def log(**columns):
    frame = pd.DataFrame(columns)
    return Tickets(frame, frame, ())


TWO = log(product=["Atlas", "Portal", "Atlas", ""])
SITES = log(product=["Atlas"] * 4, site=["Norte", "Sur", "Este", ""])


def test_users_of_one_application_are_beside_the_tickets_of_that_application_alone():
    (counted,) = match_users((ActiveUsers("atlas", 120.0), ActiveUsers("Faro", 9.0)), TWO, FIRST, 4)
    assert counted.applications == ("Atlas",)
    assert counted.tickets.tolist() == [True, False, True, False]
    assert counted.daily.tolist() == [120.0] * 4


def test_users_are_nobodys_where_the_log_names_no_application_or_has_no_dates():
    users = (ActiveUsers("Atlas", 120.0),)
    assert match_users(users, log(subject=["a", "b"]), FIRST, 4) == ()
    assert match_users(users, TWO, None, 0) == ()
    assert len(match_users(users, log(product=["Atlas", "Atlas"]), FIRST, 4)) == 1


def test_a_count_of_none_is_no_count():
    contradicting = (ActiveUsers("Atlas", 0.0, "", FIRST), ActiveUsers("Atlas", -3.0, "", date(2026, 2, 1)))
    assert match_users(contradicting, TWO, FIRST, 4) == ()


def test_users_of_sites_are_beside_the_tickets_of_these_sites():
    users = (ActiveUsers("Atlas", 120.0, "Norte"), ActiveUsers("Atlas", 80.0, "sur"))
    joined = join_users(match_users(users, SITES, FIRST, 2), np.ones(4, dtype=bool))
    assert joined.daily.tolist() == [200.0, 200.0]
    assert joined.tickets.tolist() == [True, True, False, False]
    (whole,) = match_users((*users, ActiveUsers("Atlas", 210.0)), SITES, FIRST, 2)
    assert whole.daily.tolist() == [210.0, 210.0]
    assert whole.tickets.all()
    (parts,) = match_users(users, TWO, FIRST, 2)
    assert parts.daily.tolist() == [200.0, 200.0]
    assert parts.tickets.tolist() == [True, False, True, False]


def test_between_two_days_the_users_move_evenly_and_outside_their_months_nobody_counted_them():
    users = [
        ActiveUsers("Atlas", 100.0, "Norte", date(2026, 2, 1)),
        ActiveUsers("Atlas", 120.0, "Norte", date(2026, 2, 3)),
        ActiveUsers("Atlas", 50.0, "Sur"),
    ]
    (counted,) = match_users(users, TWO, FIRST, 60)
    assert counted.daily[:6].tolist() == [150.0, 150.0, 150.0, 160.0, 170.0, 170.0]
    assert counted.varies
    assert np.flatnonzero(counted.counted).tolist() == list(range(2, 30))
    assert counted.find_months(FIRST) == (date(2026, 2, 1), date(2026, 2, 28))
    (undated,) = match_users([ActiveUsers("Atlas", 50.0)], TWO, FIRST, 60)
    assert undated.find_months(FIRST) is None
    assert not undated.varies


@pytest.mark.parametrize(
    ("named", "told"),
    [((), ("Atlas", "Portal")), (("atlas",), ("Atlas",)), (("Atlas", "Faro"), ("Atlas",)), (("Faro",), None)],
)
def test_a_rate_is_that_of_the_named_applications_as_far_as_they_were_counted(named, told):
    counted = match_users((ActiveUsers("Atlas", 5.0), ActiveUsers("Portal", 7.0)), TWO, FIRST, 2)
    joined = join_users(counted, np.ones(4, dtype=bool), named)
    assert (joined.applications if joined else None) == told
    assert join_users(counted, np.array([True, False, False, False]), ()).applications == ("Atlas",)
