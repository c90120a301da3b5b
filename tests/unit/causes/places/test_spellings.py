"""Spellings of one value are one; numbers and letters that mean something are never joined."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportlens.app import select
from supportlens.causes import join_spellings
from supportlens.causes.places.spellings import find_joins
from supportlens.domain import Field, TicketQuery
from supportlens.resources import reading_words
from tests.builders import a_study, some_tickets


@pytest.mark.parametrize(
    "written",
    ["crm-web", "CRM  web ", "C.R.M. Web", "crm_web", "CRMWeb", "«CRM Web»", "Crm Wbe", "CRM WEB"],
)
def test_spellings_of_one_value_are_shown_under_the_most_frequent(written):
    assert find_joins({"CRM Web": 90, written: 2}, slips=True) == {written: "CRM Web"}


def test_accents_and_capitals_do_not_part_values():
    found = find_joins({"Facturación": 80, "facturacion": 70, "FACTURACIÓN": 3}, slips=True)
    assert found == {"facturacion": "Facturación", "FACTURACIÓN": "Facturación"}


@pytest.mark.parametrize(
    ("frequent", "rare"),
    [
        ("5.2", "5.3"),
        ("5.2", "52"),
        ("5.12", "51.2"),
        ("Sede 1", "Sede 2"),
        ("Sede 1", "Sede 11"),
        ("Sede Norte 1", "Sede Nrote 2"),
        ("Planta A", "Planta B"),
        ("Fase I", "Fase II"),
        ("C++", "C#"),
        ("Ventas", "Rentas"),
        ("Interno", "Interna"),
        ("Norte", "Corte"),
        ("Atlas", "Altas"),
        ("Windows 10", "Windows 11"),
        ("A+", "A"),
    ],
)
def test_different_values_are_never_joined(frequent, rare):
    assert find_joins({frequent: 2000, rare: 2}, slips=True) == {}


@pytest.mark.parametrize("slip", ["Facturacon", "Facturracion", "Faturacion", "Factutacion", "Facutracion"])
def test_a_slip_of_one_letter_in_a_long_rare_word_is_forgiven(slip):
    assert find_joins({"Facturación": 100, slip: 3}, slips=True) == {slip: "Facturación"}


def test_a_slip_that_is_frequent_or_could_mean_two_values_is_a_value_of_its_own():
    assert find_joins({"Facturación": 100, "Facturacon": 30}, slips=True) == {}
    assert find_joins({"Martina": 900, "Marinas": 900, "Martinas": 2}, slips=True) == {}


def test_people_companies_and_releases_are_not_known_by_nearly_the_same_letters():
    assert find_joins({"Comercial Morales": 500, "Comercial Moreles": 2}, slips=False) == {}
    assert find_joins({"Comercial Morales": 500, "COMERCIAL MORALES": 2}, slips=False) != {}


@pytest.mark.parametrize("written", ["v5.2", "V. 5.2", "Versión 5.2", "ver: 5.2", "release 5.2"])
def test_the_word_before_a_version_tells_no_values_apart_in_any_language_of_the_files(written):
    known = reading_words().versions
    assert find_joins({"5.2": 90, written: 2}, known, slips=False) == {written: "5.2"}
    assert find_joins({"5.3": 90, written: 2}, known, slips=False) == {}
    assert find_joins({"5.2": 90, "wersja 5.2": 2}, "wersja", slips=False) == {"wersja 5.2": "5.2"}


def test_without_words_of_versions_only_the_number_is_the_version():
    assert find_joins({"5.2": 90, "v5.2": 2}, slips=False) == {}


def test_a_count_and_the_filter_on_it_agree_whatever_the_spelling():
    tickets = some_tickets()
    frame = tickets.frame.copy()
    crm = frame.index[frame["product"] == "CRM"]
    frame.loc[crm[:20], "product"] = " crm "
    frame.loc[crm[20:25], "product"] = "C.R.M."
    original = tickets.original.assign(Turno=["mañana", "Mañana", "MAÑANA ", "noche"] * (len(frame) // 4))
    study = a_study(
        tickets=join_spellings(replace(tickets, frame=frame, original=original, custom=("Turno",)))
    )
    assert len(select(study, TicketQuery(field="product", value="CRM"))) == len(crm)
    counts = study.tickets.values("Turno").value_counts()
    assert len(counts) == 2
    for value, count in counts.items():
        assert len(select(study, TicketQuery(field="Turno", value=str(value)))) == count
    assert study.tickets.original["Turno"].nunique() == 4


def test_a_query_for_a_combination_opens_the_tickets_that_have_all_its_values():
    study = a_study()
    frame = study.tickets.frame
    wanted = (frame["product"] == "Atlas") & (frame["site"] == "Norte") & (frame["version"] == "5.2")
    query = TicketQuery(field="product", value="Atlas", further=(("version", "5.2"), ("site", "Norte")))
    assert select(study, query) == list(frame.index[wanted])


@given(
    st.dictionaries(
        st.text(alphabet="abcAB 12.-éÉ", min_size=1, max_size=9), st.integers(1, 500), max_size=12
    )
)
def test_joining_is_settled_after_one_pass_and_keeps_every_number(counts):
    joined = find_joins(counts, slips=True)
    for written, shown in joined.items():
        assert shown in counts
        assert shown not in joined
        digits = [letter for letter in written if letter.isdigit()]
        assert digits == [letter for letter in shown if letter.isdigit()]


def test_tickets_whose_values_are_tidy_are_left_as_they_are():
    tickets = some_tickets()
    assert join_spellings(tickets).frame is tickets.frame
    assert Field.PRODUCT not in join_spellings(tickets).spellings
    assert isinstance(join_spellings(tickets).frame, pd.DataFrame)
