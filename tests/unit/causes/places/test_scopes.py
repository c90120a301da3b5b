"""Where: a value is a place only when it is commoner inside than outside in the same period."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from supportlens.causes.places.field_columns import FieldColumn
from supportlens.causes.places.scopes import ContingencyTables, compare_values, select_claims


def column(name: str, values: list[str]) -> FieldColumn:
    labels = tuple(sorted({value for value in values if value}))
    return FieldColumn(name, np.array([labels.index(value) if value else -1 for value in values]), labels)


def test_a_place_that_holds_the_cause_is_claimed_with_its_figures():
    inside = np.array([True] * 50 + [False] * 150)
    values = ["Atlas"] * 45 + ["CRM"] * 5 + ["Atlas"] * 15 + ["CRM"] * 135
    (claim,) = select_claims(compare_values(0, (column("product", values),), inside, ~inside), 1)[0]
    assert (claim.value, claim.tickets) == ("Atlas", 45)
    assert claim.share_inside == pytest.approx(0.9)
    assert claim.share_outside == pytest.approx(0.1)
    assert claim.lift == pytest.approx(9.0)
    assert claim.lift_low < 9.0 < claim.lift_high
    assert claim.q < 1e-6


def test_a_version_that_everybody_runs_is_no_place():
    inside = np.array([True] * 100 + [False] * 300)
    values = ["89"] * 82 + ["88"] * 18 + ["89"] * 240 + ["88"] * 60
    assert select_claims(compare_values(0, (column("version", values),), inside, ~inside), 1)[0] == ()


def test_fewer_than_ten_tickets_are_no_evidence():
    inside = np.array([True] * 9 + [False] * 300)
    values = ["Atlas"] * 9 + ["CRM"] * 300
    assert select_claims(compare_values(0, (column("product", values),), inside, ~inside), 1)[0] == ()


def test_an_application_comes_before_a_priority_of_equal_strength():
    inside = np.array([True] * 50 + [False] * 150)
    values = ["a"] * 50 + ["b"] * 150
    found = select_claims(
        compare_values(0, (column("priority", values), column("product", values)), inside, ~inside), 1
    )[0]
    assert [claim.field for claim in found] == ["product", "priority"]


def test_trying_many_values_at_random_claims_next_to_nothing():
    generator = np.random.default_rng(1)
    inside = np.arange(2000) < 400
    columns = tuple(column(f"f{n}", [f"v{v}" for v in generator.integers(0, 4, 2000)]) for n in range(30))
    assert select_claims(compare_values(0, columns, inside, ~inside), 1)[0] == ()


TABLES = (
    # hits, known, others, beyond, claimed: and the one condition of three that fails
    (30, 100, 30, 300, True),
    (15, 100, 10, 300, False),  # a share of 15 %
    (570, 1000, 900, 3000, False),  # a lift of 1.9
    (4, 10, 20, 100, False),  # a lift of 2.0 whose interval begins at 0.86
)


@pytest.mark.parametrize(("hits", "known", "others", "beyond", "claimed"), TABLES)
def test_a_claim_needs_share_and_lift_and_the_lower_end_of_the_lift(hits, known, others, beyond, claimed):
    tables = ContingencyTables(*(np.array([float(count)]) for count in (hits, known, others, beyond)))
    (trial,) = tables.make_trials(0, [(("product", "Atlas"),)])
    assert (trial.claim is not None) is claimed


@pytest.mark.parametrize(("hits", "known", "others", "beyond", "claimed"), TABLES)
def test_the_p_of_a_table_is_that_of_the_likelihood_ratio(hits, known, others, beyond, claimed):
    del claimed
    tables = ContingencyTables(*(np.array([float(count)]) for count in (hits, known, others, beyond)))
    cells = [[hits, known - hits], [others, beyond - others]]
    expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood").pvalue
    assert tables.p[0] == pytest.approx(expected)
