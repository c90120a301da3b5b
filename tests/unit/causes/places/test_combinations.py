"""Two or three values are claimed together only where each makes the others more telling."""

import numpy as np
import pytest

from supportlens.causes.description.cause_places import ComparedSides, locate_causes
from supportlens.causes.places.combinations import find_combinations
from supportlens.causes.places.field_columns import FieldColumn
from supportlens.causes.places.scopes import select_claims
from supportlens.domain import ScopeClaim

SITES = ["Norte", "Sur", "Centro", "Costa"]


def a_column(name: str, values: np.ndarray) -> FieldColumn:
    labels = sorted({str(value) for value in values if value})
    return FieldColumn(name, np.array([labels.index(v) if v else -1 for v in values]), tuple(labels))


def found(inside: np.ndarray, **fields: np.ndarray) -> tuple[ScopeClaim, ...]:
    columns = tuple(a_column(name, values) for name, values in fields.items())
    return select_claims(find_combinations(0, columns, inside, ~inside), 1)[0]


def a_desk(count: int = 4000, seed: int = 3) -> tuple[np.random.Generator, dict[str, np.ndarray]]:
    draw = np.random.default_rng(seed)
    return draw, {
        "product": draw.choice(["Atlas", "CRM", "Portal"], count).astype(object),
        "site": draw.choice(SITES, count).astype(object),
        "channel": draw.choice(["phone", "mail"], count).astype(object),
    }


def test_an_application_at_one_site_is_one_combination_with_exact_figures():
    _, fields = a_desk()
    inside = np.zeros(4000, dtype=bool)
    inside[:400] = True
    fields["product"][:380], fields["site"][:380] = "Atlas", "Norte"
    (claim,) = found(inside, **fields)
    both = (fields["product"] == "Atlas") & (fields["site"] == "Norte")
    assert claim.parts == (("product", "Atlas"), ("site", "Norte"))
    assert claim.tickets == (both & inside).sum()
    assert claim.share_inside == pytest.approx((both & inside).sum() / 400)
    assert claim.share_outside == pytest.approx((both & ~inside).sum() / 3600)
    assert claim.lift == pytest.approx(claim.share_inside / claim.share_outside)
    assert claim.lift_low < claim.lift < claim.lift_high
    assert claim.q < 1e-6


def test_a_combination_none_of_whose_values_is_special_alone_is_found():
    draw, fields = a_desk(6000)
    inside = (fields["product"] == "Atlas") & (fields["site"] == "Norte") & (draw.random(6000) < 0.9)
    spread = np.flatnonzero(~inside & (draw.random(6000) < 0.12))
    inside[spread] = True
    assert found(inside, **fields)[0].parts == (("product", "Atlas"), ("site", "Norte"))


def test_three_values_that_only_hold_together_are_one_combination_and_not_its_pairs():
    draw, fields = a_desk(8000)
    whole = (fields["product"] == "Atlas") & (fields["site"] == "Norte") & (fields["channel"] == "mail")
    inside = whole | (draw.random(8000) < 0.01)
    first = found(inside, **fields)[0]
    assert first.parts == (("product", "Atlas"), ("site", "Norte"), ("channel", "mail"))


def test_a_value_that_another_one_implies_adds_nothing():
    _, fields = a_desk()
    inside = np.zeros(4000, dtype=bool)
    inside[:400] = True
    fields["product"][:400] = "Atlas"
    fields["module"] = np.where(fields["product"] == "Atlas", "X", "Y").astype(object)
    assert found(inside, **fields) == ()


def test_the_same_tickets_are_not_said_twice_under_two_names():
    _, fields = a_desk()
    inside = np.zeros(4000, dtype=bool)
    inside[:400] = True
    fields["product"][:380], fields["site"][:380] = "Atlas", "Norte"
    fields["module"] = np.where(fields["product"] == "Atlas", "X", "Y").astype(object)
    assert [claim.parts for claim in found(inside, **fields)] == [(("product", "Atlas"), ("site", "Norte"))]


def test_a_version_that_every_ticket_of_the_application_has_is_no_part_of_the_place():
    _, fields = a_desk()
    inside = np.zeros(4000, dtype=bool)
    inside[:400] = True
    fields["product"][:400] = "Atlas"
    fields["version"] = np.where(fields["product"] == "Atlas", "5.2", "1.0").astype(object)
    assert found(inside, **fields) == ()


def test_a_version_that_sets_the_cause_apart_is_said_with_its_application():
    draw, fields = a_desk()
    inside = np.zeros(4000, dtype=bool)
    inside[:400] = True
    fields["product"][:400] = "Atlas"
    atlas = np.where(inside | (draw.random(4000) < 0.1), "5.2", "5.1")
    fields["version"] = np.where(fields["product"] == "Atlas", atlas, "1.0").astype(object)
    assert found(inside, **fields)[0].parts == (("product", "Atlas"), ("version", "5.2"))


def test_an_unrelated_value_is_not_added_because_few_tickets_lie_outside():
    _, fields = a_desk()
    inside = np.zeros(4000, dtype=bool)
    inside[:400] = True
    fields["product"][:400], fields["product"][400:] = "Atlas", "CRM"
    fields["product"][400:403] = "Atlas"
    assert found(inside, **fields) == ()


@pytest.mark.parametrize("seed", range(4))
def test_fields_drawn_at_random_give_no_combination(seed):
    draw = np.random.default_rng(seed)
    inside = np.arange(3000) < 500
    fields = {f"f{n}": draw.choice(["a", "b", "c"], 3000).astype(object) for n in range(12)}
    assert found(inside, **fields) == ()


def test_tickets_in_which_a_field_is_empty_count_on_neither_side():
    _, fields = a_desk()
    inside = np.zeros(4000, dtype=bool)
    inside[:400] = True
    fields["product"][:400], fields["site"][:300] = "Atlas", "Norte"
    fields["site"][300:400], fields["site"][2000:] = "", ""
    (claim,) = found(inside, **fields)
    assert (claim.tickets, claim.known, claim.share_inside) == (300, 300, 1.0)


def test_what_is_located_keeps_single_values_and_combinations_apart():
    _, fields = a_desk()
    inside = np.zeros(4000, dtype=bool)
    inside[:400] = True
    fields["product"][:380], fields["site"][:380] = "Atlas", "Norte"
    columns = tuple(a_column(name, values) for name, values in fields.items())
    (place,) = locate_causes([ComparedSides(columns, inside, ~inside)])
    assert {claim.value for claim in place.scope} == {"Atlas", "Norte"}
    assert [claim.parts for claim in place.combinations] == [(("product", "Atlas"), ("site", "Norte"))]
