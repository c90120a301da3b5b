"""The sheets that say what each claim about a cause rests on, what it costs and how two periods differ."""

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from supportlens.domain import (
    Answer,
    Aspect,
    Fact,
    FactKind,
    Factor,
    Impact,
    IsIsNot,
    IsIsNotRow,
    LevelChange,
    PartChange,
    Period,
    PeriodComparison,
    Priority,
    PriorityPart,
    Question,
    Reply,
    Satisfaction,
    Share,
    Trend,
)
from supportlens.i18n import words_for
from supportlens.report import build, save_book, write_workbook
from tests.builders import a_study

IMPACT = Impact(
    satisfaction=Satisfaction(3.2, 3.7, 3.9, Share(40, 100), Share(60, 100), Share(70, 100)),
    hours=65.5,
    hours_share=0.2,
    first_contact=Share(90, 100),
    first_contact_outside=Share(80, 100),
    detectable_from=date(2026, 5, 20),
    tickets_since_detectable=386,
    hours_since_detectable=62.8,
    effort_share=0.19,
)
PRIORITY = Priority(
    (PriorityPart(Factor.EXCESS, 1.0, 0.5, 380), PriorityPart(Factor.GRAVITY, 0.4, 0.12, 0.4))
)
ANSWER = Answer("C1", Question.WHO_WAS_TOLD, Reply.NO, "nadie avisó", date(2026, 8, 3), "Marta Ibáñez")
LEVEL = LevelChange(date(2026, 7, 1), date(2026, 6, 30), date(2026, 7, 3), 0.4, 0.3, 0.6, 22.0, 9.0)


def a_part(part_id, before, after, trend=Trend.STEADY):
    return PartChange(part_id, before, after, trend, before / 20, after / 20, 1.0, 0.8, 1.2, 0.4)


COMPARISON = PeriodComparison(
    Period(date(2026, 7, 6), date(2026, 8, 2)),
    Period(date(2026, 8, 3), date(2026, 8, 30)),
    (20.0, 20.0),
    a_part("", 201, 202),
    (a_part("C1", 123, 138, Trend.GROWING), a_part("C2", 50, 44), a_part("", 28, 20)),
    (a_part("S1", 150, 152), a_part("", 51, 50)),
)


def a_judged_study():
    study = a_study()
    spread = Fact(FactKind.SPREAD, "site", count=4, total=4)
    absent = Fact(FactKind.ABSENT, "product", "Portal", 0, 0.0, 0.4)
    chief = study.causes[0]
    judged = replace(
        chief,
        impact=IMPACT,
        priority=PRIORITY,
        answers=(ANSWER,),
        onset=replace(chief.onset, levels=(LEVEL,)),
        is_is_not=IsIsNot((IsIsNotRow(Aspect.WHERE, (spread,), (absent,)),)),
    )
    return replace(study, causes=(judged, *study.causes[1:]))


@pytest.fixture(scope="module", params=["es", "en"])
def written(request):
    words, stream = words_for(request.param), io.BytesIO()
    save_book(build(a_judged_study(), words, mask=False, comparison=COMPARISON), stream)
    return words, load_workbook(stream)


def texts(sheet):
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def row_of(sheet, name):
    return next(row for row in sheet.iter_rows() if row[0].value == name)


def test_the_evidence_holds_what_is_and_is_not_the_other_levels_and_the_cost(written):
    words, book = written
    page = texts(book[words.say("Evidence")])
    assert words.say("Is not") in page
    assert "Portal" in page
    assert words.day(LEVEL.day, "long") in page
    assert words.day(IMPACT.detectable_from, "long") in page
    assert words.say("Score of each kind") in page


def test_the_pages_of_what_a_cause_is_and_is_not_repeat_their_own_titles(written):
    words, book = written
    sheet = book[words.say("Where")]
    titles = next(row[0].row for row in sheet.iter_rows() if row[3].value == words.say("Is not"))
    assert sheet.print_title_rows == f"${titles}:${titles}"
    assert [one.id for one in sheet.row_breaks.brk] == [titles - 2], "above its heading"


def test_the_priority_is_a_formula_over_strengths_and_weights_that_can_be_changed(written):
    words, book = written
    sheet = book[words.say("Priority")]
    row = row_of(sheet, "Atlas: no encuentro el menú")
    assert row[1].value.startswith("=IF(")
    assert "$C$3:$G$3" in row[1].value
    assert [cell.value for cell in row[2:7]] == [1.0, None, 0.4, None, None]
    assert [sheet.cell(3, column).value for column in (3, 5)] == [0.5, 0.12]


def test_the_impact_has_a_column_for_what_the_log_tells_and_none_for_what_it_does_not(written):
    words, book = written
    sheet = book[words.say("Impact")]
    header = [cell.value for cell in sheet[1]]
    assert words.say("Reopened") not in header
    row = row_of(sheet, "Atlas: no encuentro el menú")
    found = dict(zip(header, (cell.value for cell in row), strict=True))
    assert found[words.say("Score without this cause")] == 3.9
    assert found[words.say("Detectable from")].date() == IMPACT.detectable_from
    assert found[words.say("Solved at first contact")] == 0.9


@pytest.mark.parametrize(
    ("ratio", "low", "high", "shown"),
    [
        (1.1, 0.9, 1.4, [1.1, 0.9, 1.4]),
        (3.0, 0.2, 157.5, [None, None, None]),
        (60.0, 9.0, 2300.0, [None, 9.0, None]),
        (0.0, 0.0, 0.4, [None, None, 0.4]),
    ],
)
def test_a_ratio_stands_only_where_there_are_tickets_enough_for_it(ratio, low, high, shown, tmp_path):
    words = words_for("en")
    part = replace(COMPARISON.causes[0], ratio=ratio, ratio_low=low, ratio_high=high)
    comparison = replace(COMPARISON, causes=(part, *COMPARISON.causes[1:]))
    write_workbook(a_judged_study(), tmp_path / "b.xlsx", words, comparison=comparison)
    row = row_of(load_workbook(tmp_path / "b.xlsx")["Two periods"], "Atlas: no encuentro el menú")
    assert [cell.value for cell in row[7:10]] == shown


def test_an_effect_too_small_to_be_written_is_nought(tmp_path):
    study = a_judged_study()
    satisfied = Satisfaction(3.7, 3.7, 3.7004, Share(7, 10), Share(20, 30), Share(13, 20))
    chief = replace(study.causes[0], impact=replace(IMPACT, satisfaction=satisfied))
    write_workbook(replace(study, causes=(chief,)), tmp_path / "b.xlsx", words_for("en"))
    sheet = load_workbook(tmp_path / "b.xlsx")["Impact"]
    header = [cell.value for cell in sheet[1]]
    effect = row_of(sheet, "Atlas: no encuentro el menú")[header.index("Effect on the score")].value
    assert str(float(effect)) == "0.0"


def test_the_two_periods_end_in_a_total_that_is_the_sum_of_its_parts(written):
    words, book = written
    sheet = book[words.say("Two periods")]
    total = row_of(sheet, words.say("Total"))
    first = row_of(sheet, "Atlas: no encuentro el menú")[0].row
    last = total[0].row - 1
    assert total[2].value == f"=SUM(C{first}:C{last})"
    assert sum(sheet.cell(row, 3).value for row in range(first, last + 1)) == COMPARISON.total.before
    assert sum(sheet.cell(row, 4).value for row in range(first, last + 1)) == COMPARISON.total.after
    assert total[4].value == f"=D{last + 1}-C{last + 1}"


def test_an_answer_stands_beside_its_question_and_open_questions_leave_room(written):
    words, book = written
    rows = list(book[words.say("Questions")].iter_rows(min_row=2, max_row=4, values_only=True))
    answered = [row for row in rows if row[2]]
    assert len(answered) == 1
    assert "nadie avisó" in answered[0][2]
    assert answered[0][4].date() == ANSWER.day
    assert answered[0][5] == ANSWER.who
    assert len(rows) - len(answered) == 2


def test_a_masked_workbook_names_nobody_who_answered():
    words, stream = words_for("es"), io.BytesIO()
    save_book(build(a_judged_study(), words, mask=True, comparison=COMPARISON), stream)
    assert all(ANSWER.who not in texts(sheet) for sheet in load_workbook(stream))


def test_the_causes_print_one_page_wide(written):
    words, book = written
    page = book[words.say("Causes")]
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToWidth in {None, 1}  # one is what is meant where nothing is said


def test_without_two_periods_the_sheet_says_why():
    stream = io.BytesIO()
    save_book(build(a_study(), words_for("en")), stream)
    assert "too few full weeks" in texts(load_workbook(stream)["Two periods"])


@pytest.mark.parametrize(("answers", "told"), [((ANSWER,), ["1"]), ((), [])])
def test_the_method_counts_what_people_said(answers, told):
    sheet = build(a_study(answers=answers), words_for("en"), mask=False).sheets[-1]
    rows = [row for (row, _), cell in sheet.cells.items() if cell.value == "Answers to questions"]
    assert [sheet.cells[row, 2].value for row in rows] == told
