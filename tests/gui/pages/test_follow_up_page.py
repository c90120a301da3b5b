"""The page of the follow-up: one timeline with what was done and the target, and a card for each action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtTest import QSignalSpy

from supportlens import app
from supportlens.app.standing.drafting import draft_of_cause
from supportlens.domain import Change, LifeState, LifeStep, TakenAction, TakenKind, weekly_target
from supportlens.gui.main_window.stating.applying import apply_statement
from supportlens.gui.pages.base.statements import ActionTaking
from supportlens.gui.pages.follow_up.completing import ActionCompletion
from supportlens.gui.pages.follow_up.follow_up_page import FollowUpPage
from supportlens.gui.pages.follow_up.timeline_card import FollowUpTimeline
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.cards.empty_state import EmptyState
from supportlens.gui.widgets.charts.pinned_timeline import APART, PinnedTimeline
from supportlens.gui.widgets.controls.choice import Choice
from tests.builders import a_study
from tests.gui.shown_pages import list_texts, show_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


def test_what_was_done_can_be_written_down_and_is_measured(qtbot: QtBot) -> None:
    study = a_study()
    page = show_page(qtbot, FollowUpPage, study, "en")
    assert "Nothing has been done about a cause yet" in " ".join(list_texts(page))

    after = _trained(study)

    assert [one.cause_id for one in after.measured] == [study.causes[0].id]
    shown = " ".join(list_texts(show_page(qtbot, FollowUpPage, after, "en")))
    assert "Ana" in shown
    assert "3. Behaviour" in shown


def test_the_timeline_pins_the_causes_change_the_actions_and_the_moments_in_force(qtbot: QtBot) -> None:
    change = a_study().causes[0].change
    assert change is not None
    study = _trained(a_study(calendar=(Change(date(2026, 3, 3), "Office move"), change.change)))
    cause = study.causes[0]
    draft = draft_of_cause(study, cause.id, date(2026, 8, 1))
    standing = replace(
        draft, target=7.0, life=(*draft.life, LifeStep(LifeState.INSTITUTIONALISED, date(2026, 8, 3)))
    )
    study = replace(study, desk_moments=study.desk_moments.put(standing))
    page = show_page(qtbot, FollowUpPage, study, "en")

    texts = list_texts(page.findChild(FollowUpTimeline))
    chart = page.findChild(PinnedTimeline)

    pinned = [text for text in texts if text in {"A change", "Action", "Moment in force"}]
    assert pinned == ["A change", "Action", "Moment in force"]
    assert "Office move" not in texts
    assert [mark.tip for mark in chart.marks() if "Office move" in mark.tip] == ["Office move · 3 Mar 2026"]
    assert all(week.others == 0 for week in chart.bars)
    assert sum(week.ours for week in chart.bars) == sum(cause.weekly)
    assert chart._target == 7.0, "the target of the standing moment, before that of the plan"


def test_another_cause_shows_its_own_weeks_and_keeps_the_actions(qtbot: QtBot) -> None:
    study = _trained(a_study())
    other = study.causes[1]
    planned = replace(a_study().plan[0], cause_id=other.id)
    page = show_page(qtbot, FollowUpPage, replace(study, plan=(planned,)), "en")
    card = page.findChild(FollowUpTimeline)

    card.findChild(Choice).chosen.emit(other.id)

    assert sum(week.ours for week in card.chart.bars) == sum(other.weekly)
    assert "Action" in list_texts(card)
    assert "A change" not in list_texts(card), "the change is that of the first cause"


def test_an_action_about_no_cause_is_a_tick_and_no_pin(qtbot: QtBot) -> None:
    study = a_study()
    strange = TakenAction(TakenKind.FIX, "Mail patch", date(2026, 3, 3))
    card = show_page(qtbot, FollowUpPage, replace(study, taken=(strange,)), "en").findChild(FollowUpTimeline)

    assert "Mail patch" not in list_texts(card)
    assert [mark.tip for mark in card.chart.marks() if "Mail" in mark.tip] == ["Mail patch · 3 Mar 2026"]


def test_pins_of_the_same_days_stand_side_by_side(qtbot: QtBot) -> None:
    study = a_study()
    for day in (20, 20, 21, 22):
        study = _trained(study, date(2026, 7, day))
    chart = show_page(qtbot, FollowUpPage, study, "es").findChild(PinnedTimeline)

    places = chart._places()

    assert all(after - before >= APART - 0.01 for before, after in pairwise(places))
    assert places[-1] <= chart.width()


def test_a_cause_without_plan_and_moment_has_no_target() -> None:
    study = a_study()

    assert weekly_target(study, study.plan[0].cause_id) == study.plan[0].weekly_target
    assert weekly_target(replace(study, plan=()), study.plan[0].cause_id) is None


def _trained(study: Study, day: date = date(2026, 7, 20)) -> Study:
    action = app.make_action(study, study.causes[0].id, TakenKind.TRAINING, f"Training {day}", day, "Ana")
    return apply_statement(study, ActionTaking(action))


def test_owner_reaction_and_learning_are_written_down_later_and_stand_with_the_levels(qtbot: QtBot) -> None:
    study = _trained(a_study())
    page = show_page(qtbot, FollowUpPage, study, "en")
    completion = page.findChild(ActionCompletion)
    assert not completion.inputs.isVisible()
    completion.opener.click()
    completion.owner.setText("Berta")
    for box, text in ((completion.reaction, "85 %"), (completion.learning, "70.5")):
        box.setText(text)
        box.editingFinished.emit()
    with qtbot.waitSignal(page.statement_wanted) as stated:
        completion.keep.click()

    after = apply_statement(study, stated.args[0])
    assert [(one.owner, one.reaction, one.learning) for one in after.taken] == [("Berta", 0.85, 0.705)]
    assert after.measured[0].effect == study.measured[0].effect
    shown = " ".join(list_texts(show_page(qtbot, FollowUpPage, after, "en")))
    assert "85% found it useful" in shown


def test_a_share_above_a_hundred_is_set_back_and_nothing_new_says_nothing(qtbot: QtBot) -> None:
    page = show_page(qtbot, FollowUpPage, _trained(a_study()), "en")
    completion = page.findChild(ActionCompletion)
    stated = QSignalSpy(completion.stated)
    for text in ("120", "many"):
        completion.reaction.setText(text)
        completion.reaction.editingFinished.emit()
        assert completion.reaction.text() == ""
    completion.keep.click()
    assert stated.count() == 0


def test_without_a_cause_and_an_action_the_page_says_what_would_fill_it(qtbot: QtBot) -> None:
    study = a_study()
    bare = replace(study, verdict=replace(study.verdict, cause_id=None))
    page = show_page(qtbot, FollowUpPage, bare, "en")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.findChild(EmptyState).findChild(Button).click()
    assert wanted.args == ["causes"]
    assert show_page(qtbot, FollowUpPage, study, "en").findChild(EmptyState) is None
