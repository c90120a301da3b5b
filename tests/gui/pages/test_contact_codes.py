"""The codes of contacts in the window: the map, the filter of tickets and the reading pane."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from supportlens.app import select
from supportlens.app.queries.facets import count_values, list_facets, with_field, without_field
from supportlens.app.queries.selecting import count_askers
from supportlens.domain import Assigned, Attribution, TicketQuery
from supportlens.gui.models import TicketFilter, condition_text
from supportlens.gui.models.filtering import FilterCondition
from supportlens.gui.models.ticket_reading import read_ticket
from supportlens.gui.models.ticket_search import SearchIndex
from supportlens.gui.pages.moments.journey_card import JourneyCard
from supportlens.gui.pages.tickets.code_correcting import ask_for_codes
from supportlens.gui.pages.tickets.ticket_choosers import TicketChoosers
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.charts.heat_map import HeatMap
from supportlens.i18n import Words
from supportlens.moments import match_moments
from supportlens.resources import load_playbook
from tests.builders import a_study

TEXTS = ("Solicito una cotización", "Pésimo servicio, la app me cobró dos veces", "La app no abre")


@pytest.fixture(scope="module")
def study():
    """A study whose tickets have three texts in turn, coded."""
    made = a_study()
    texts = [TEXTS[n % len(TEXTS)] for n in range(len(made.tickets))]
    tickets = replace(made.tickets, frame=made.tickets.frame.assign(text=texts, informative=True))
    attribution = Attribution(made.causes, made.symptoms, made.assignment[[Assigned.CAUSE]], (), ())
    found = match_moments(tickets, attribution, load_playbook())
    return replace(made, tickets=tickets, coding=found.coding, journey=found.journey)


def test_each_cell_of_the_map_opens_as_many_tickets_as_it_says(qtbot, study):
    card = JourneyCard(study.journey, study, Words("es"), Theme(LIGHT))
    qtbot.addWidget(card)
    card.resize(900, 900)
    charts = card.findChildren(HeatMap)
    assert len(charts) == 2
    for chart in charts:
        for mark in chart.marks():
            count = len(select(study, mark.payload))
            assert f"{count} tickets" in mark.tip
    spy = QSignalSpy(card.tickets_wanted)
    charts[0].wanted.emit(charts[0].marks()[0].payload)
    assert spy.count() == 1


def test_a_code_can_be_chosen_and_removed_as_a_condition(qtbot, study):
    choosers = TicketChoosers(study, Words("en"), Theme(LIGHT), SearchIndex(study.tickets.frame))
    assert sum(1 for _ in choosers.fill_in()) > 3
    for box in choosers.boxes:
        qtbot.addWidget(box)
    spy = QSignalSpy(choosers.filter_wanted)
    choosers.code.choose("complaint")
    choosers.code.activated.emit(choosers.code.currentIndex())
    wanted = spy.at(0)[0]
    assert wanted.query.codes == ("complaint",)
    assert len(select(study, wanted.query)) == study.coding.count("complaint")
    assert condition_text(FilterCondition.CODES, wanted, study, Words("en")) == "complaint"
    assert wanted.without(FilterCondition.CODES).query.codes == ()


def test_the_codes_of_each_dimension_are_a_facet_and_those_of_others_stay(study):
    both = with_field(with_field(TicketQuery(), "codes/complaint", "complaint"), "codes/touchpoint", "app")
    assert both.codes == ("complaint", "app")
    counted = {one.value: one.tickets for one in count_values(study, "codes/touchpoint", both)}
    assert counted["app"] == len(select(study, both)) > 0
    assert without_field(both, "codes/complaint").codes == ("app",)
    assert "codes/touchpoint" in list_facets(study)
    assert "codes/touchpoint" not in list_facets(replace(study, coding=None))


def test_the_cell_of_a_map_keeps_both_codes_when_another_box_is_used(qtbot, study):
    choosers = TicketChoosers(study, Words("en"), Theme(LIGHT), SearchIndex(study.tickets.frame))
    assert sum(1 for _ in choosers.fill_in()) > 3
    for box in choosers.boxes:
        qtbot.addWidget(box)
    choosers.show_filter(TicketFilter.for_query(TicketQuery(codes=("app", "c7"))))
    spy = QSignalSpy(choosers.filter_wanted)
    choosers.cause.activated.emit(0)
    assert spy.at(0)[0].query.codes == ("app", "c7")


def test_the_reading_pane_says_each_code_with_its_ground_and_its_words(study):
    facts = dict(read_ticket(study, 1, TicketFilter(), Words("es"), {}).facts)
    assert "queja: " in facts["Códigos"]
    assert "pesimo servicio" in facts["Códigos"]
    assert "nada señala otra cosa" not in facts["Códigos"]


def test_who_wrote_most_about_a_moment_leads_to_their_tickets(study):
    inside = TicketQuery(moment_id="support_request")
    for field, name, count in count_askers(study, inside, 3):
        assert len(select(study, replace(inside, field=field, value=name))) == count
        assert count > 1


def test_who_wrote_most_are_the_first_of_all_who_wrote(study):
    inside = TicketQuery(moment_id="support_request")
    everybody = count_askers(study, inside, 1_000)
    assert len(everybody) > 3
    assert list(everybody) == sorted(everybody, key=lambda one: (-one[2], one[1]))
    for most in (1, 2, 3):
        assert count_askers(study, inside, most) == everybody[:most]


def test_the_codes_of_a_ticket_are_corrected_and_the_others_confirmed(qtbot, study):
    page = QWidget()
    qtbot.addWidget(page)
    position = int(study.coding.mask("complaint").argmax())
    said = []
    choice = ask_for_codes(page, position, study, Words("es"), Theme(LIGHT), said.append)
    pressed = {code for code, button in choice.buttons.items() if button.isChecked()}
    assert "complaint" in pressed <= set(study.coding.codes_of_contact(position))

    choice.buttons["complaint"].click()
    choice.buttons["c2"].click()
    choice.accept()

    (change,) = said
    spoken = {one.code: one.holds for one in change.corrections}
    assert not spoken["complaint"]
    assert (spoken["c2"], spoken["c7"]) == (True, False), "a contact has one stage"
    attribution = Attribution(study.causes, study.symptoms, study.assignment[[Assigned.CAUSE]], (), ())
    after = match_moments(study.tickets, attribution, load_playbook(), corrections=change.corrections).coding
    assert not after.mask("complaint")[position]
    assert after.mask("c2")[position]
    assert after.count_confirmed() >= 1
