"""Sentences of the plan: objectives, what is left out, what is promised, and the documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from supportlens.domain import (
    ActionType,
    BlockStyle,
    LeftOut,
    MaterialKind,
    Name,
    Objective,
    Promise,
    PromiseBasis,
    TitleForm,
    Topic,
)
from supportlens.i18n import words_for
from supportlens.i18n.plan.formats import level_line
from supportlens.i18n.plan.handouts import write_handout, write_handouts
from supportlens.i18n.plan.reasons import left_out_line, objective_line, promise_line, topic_line
from supportlens.i18n.plan.writing import cited, told, told_to_reader
from tests.builders import a_study

ES, EN = words_for("es"), words_for("en")


def a_topic(number: int = 1, **changes: object) -> Topic:
    topic = Topic(
        f"S{number}",
        Name(es=f"Menú {number}", en=f"Menú {number}"),
        10,
        0.1,
        (f"¿Dónde está el menú {number}?",),
        f"Se le indicó Ventas > Menú {number}",
        5,
        (f"T-{number}",),
        instruction=f"Ventas > Menú {number}",
        objective=Objective(TitleForm.FIND, f"el menú {number}", f"Ventas > Menú {number}"),
    )
    return replace(topic, **changes)  # type: ignore[arg-type]


def an_action(topics: int = 10, **changes: object):
    action = replace(a_study().plan[0], syllabus=tuple(a_topic(number) for number in range(1, topics + 1)))
    return replace(action, **changes)


@pytest.mark.parametrize(
    ("form", "spanish", "english"),
    [
        (TitleForm.FIND, "encontrar el pago", "find el pago"),
        (TitleForm.DO, "el pago por su cuenta", "el pago on their own"),
        (TitleForm.THING, "resolver por su cuenta «el pago»", "manage “el pago” on their own"),
    ],
)
def test_an_objective_says_what_a_person_can_do(form: TitleForm, spanish: str, english: str) -> None:
    topic = a_topic(objective=Objective(form, "el pago"))
    assert (objective_line(topic, ES), objective_line(topic, EN)) == (spanish, english)


def test_a_title_in_another_language_than_the_reader_s_is_cited() -> None:
    name = Name({"es": "Dónde está el pago", "en": "Dónde está el pago"}, written={"es": "es", "en": "es"})
    topic = a_topic(title=name, objective=Objective(TitleForm.FIND, "el pago", "Ventas > Pago"))
    assert objective_line(topic, ES) == "encontrar el pago (Ventas > Pago)"
    assert objective_line(topic, EN) == "find the way to “dónde está el pago” (Ventas > Pago)"


def test_a_translated_title_says_what_its_translation_says() -> None:
    name = Name(
        {"es": "Dónde está el pago", "en": "Dónde está el pago"},
        written={"en": "es"},
        translated={"en": "Where is the payment"},
    )
    translated = (("en", Objective(TitleForm.FIND, "the payment", "Ventas > Pago")),)
    topic = a_topic(title=name, translated_objectives=translated)
    assert objective_line(topic, EN) == "find the payment (Ventas > Pago)"
    assert objective_line(topic, ES) == "encontrar el menú 1 (Ventas > Menú 1)"


def test_what_is_gone_is_said_to_be_gone() -> None:
    topic = a_topic(gone=True, objective=Objective(TitleForm.GONE, "x"), title=Name(es="Vista vieja"))
    assert objective_line(topic, ES).startswith("saber que «Vista vieja» ya no existe")
    assert topic_line(topic, ES) == "Ya no existe. Muestre dónde está ahora cada cosa."
    assert topic_line(a_topic(answer="", ask="Iris"), EN).startswith("No ticket says how: ask Iris")
    assert topic_line(a_topic(), EN) == ""


def test_what_the_topics_leave_out_is_counted() -> None:
    assert left_out_line(LeftOut(), EN) == ""
    assert left_out_line(LeftOut(0, 1), EN) == "Not covered: 1 ticket that belongs to no topic."
    assert left_out_line(LeftOut(2, 7), ES) == "Sin cubrir: 7 tickets de 2 temas menores."


def test_an_assumption_is_called_one_and_nothing_is_promised_of_what_is_over() -> None:
    rules = a_study().playbook.plan_rules
    assumed = an_action(promise=Promise(PromiseBasis.ASSUMED, 3.0, 7.0))
    assert "assumption" in promise_line(assumed, rules, EN)
    earlier = an_action(promise=Promise(PromiseBasis.EARLIER, 3.0, 7.0, trainings=2))
    assert promise_line(earlier, rules, EN) == (
        "Between 3 and 7 tickets fewer a week: the share that 2 earlier trainings achieved, as measured."
    )
    mended = an_action(type=ActionType.FIX)
    assert promise_line(mended, rules, EN) == (
        "Between 14.5 and 21.1 tickets fewer a week: the excess since it began."
    )
    over = an_action(promise=None, ended=date(2026, 5, 6))
    assert promise_line(over, rules, EN) == ""
    assert level_line(over, EN) == "It ended on 6 May 2026: there is nothing left to bring down."


def test_the_evidence_of_an_unclear_cause_does_not_say_that_it_is_broken() -> None:
    study = a_study()
    asked, mended = (
        write_handout(MaterialKind.EVIDENCE, an_action(type=kind), study, EN).text
        for kind in (ActionType.ASK, ActionType.FIX)
    )
    assert "whether this works as it should" in asked
    assert "reproduce" not in asked
    assert "reproduce" in mended


@pytest.mark.parametrize("topics", [1, 2, 3, 10, 12])
def test_a_script_fills_its_minutes_without_a_gap(topics: int) -> None:
    script = write_handout(MaterialKind.SCRIPT, an_action(topics, minutes=30), a_study(), EN)
    table = next(block for block in script.blocks if block.style is BlockStyle.TABLE)
    spans = [tuple(map(int, row[0].split("\N{EN DASH}"))) for row in table.rows[1:]]
    assert spans[0][0] == 0
    assert spans[-1][1] == 30
    assert all(end == start for (_, end), (start, _) in pairwise(spans))
    assert all(end > start for start, end in spans)


@pytest.mark.parametrize("words", [ES, EN], ids=["es", "en"])
def test_the_check_marks_the_answer_that_is_right(words: object) -> None:
    check = write_handout(MaterialKind.CHECK, an_action(), a_study(), words)  # type: ignore[arg-type]
    questions = [block for block in check.blocks if block.style is BlockStyle.BULLETS]
    right = check.blocks[-1].lines[0].rstrip(".").split(": ")[1].split(", ")
    assert len(questions) == len(right) == 3
    for number, (letter, block) in enumerate(zip((one[1] for one in right), questions, strict=True), 1):
        assert f"{letter}) Ventas > Menú {number}" in block.lines
        assert len(set(block.lines)) == 3


def test_a_check_without_answers_is_left_out_and_with_fewer_says_so() -> None:
    bare = an_action(syllabus=(a_topic(answer="", instruction=""),))
    kinds = {handout.kind for handout in write_handouts(bare, a_study(), EN)}
    assert MaterialKind.CHECK not in kinds
    assert MaterialKind.GUIDE in kinds
    two = write_handout(MaterialKind.CHECK, an_action(2), a_study(), EN)
    assert "Fewer than three questions" in two.text


@pytest.mark.parametrize(
    ("questions", "cited_as"),
    [
        (("donde quedo el pago de 48210", "¿Dónde está el pago?"), "«¿Dónde está el pago?»"),
        (("No encuentro el pago.", "El pago no aparece."), "«No encuentro el pago»."),
    ],
)
def test_the_best_written_question_is_cited_else_the_most_typical(
    questions: tuple[str, ...], cited_as: str
) -> None:
    assert cited(a_topic(questions=questions), ES) == cited_as


def test_the_guide_names_the_way_and_its_tickets() -> None:
    guide = write_handout(MaterialKind.GUIDE, an_action(1), a_study(), ES)
    assert "Menú 1 | Ventas > Menú 1 | T-1" in guide.text


def test_a_fault_has_its_evidence_and_a_notice_that_teaches_nothing() -> None:
    fault = an_action(
        1,
        cause_id="C3",
        type=ActionType.FIX,
        product="",
        change="",
        materials=(MaterialKind.EVIDENCE, MaterialKind.NOTICE, MaterialKind.WORKAROUND),
    )
    evidence, notice, card = write_handouts(fault, a_study(), EN)
    assert "200 tickets" in evidence.text
    assert "Confirm that you can reproduce it" in evidence.text
    assert "is being mended" in notice.text
    assert "Ventas > Menú 1" in card.text


def test_what_has_ended_is_asked_for_its_reason_and_one_value_is_named_once() -> None:
    study = a_study()
    cause = study.causes[0]
    day = cause.onset.day
    ended = replace(cause.onset, low=day, high=day, end=day)
    claim = cause.scope[0]
    scope = (claim, replace(claim, field="label"))
    study = replace(study, causes=(replace(cause, onset=ended, scope=scope), *study.causes[1:]))
    outage = an_action(1, cause_id=cause.id, type=ActionType.RESTORE, ended=day)

    found = write_handout(MaterialKind.EVIDENCE, outage, study, EN).text

    assert "The last tickets came on" in found
    assert "between" not in found
    assert "what the reason was" in found
    assert "can reproduce" not in found
    assert found.count(f": {claim.value} (in") == 1
    still = write_handout(MaterialKind.EVIDENCE, replace(outage, ended=None), study, EN).text
    assert "can reproduce" in still


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("ventas > facturas", "Ventas > facturas"),
        ("se hace desde el perfil", "Se hace desde el perfil."),
        ("Elija «Guardar»", "Elija «Guardar»."),
        ("Export is behind the dots.", "Export is behind the dots."),
        ("https://desk.example/how-to", "https://desk.example/how-to"),
        ("Try again…", "Try again…"),
    ],
)
def test_an_answer_stands_on_a_page_with_a_capital_and_an_end(answer, shown):
    topic = replace(a_study().plan[0].syllabus[0], answer=answer, instruction=answer, gone=False)
    assert told(topic, words_for("en")) == shown
    assert told_to_reader(topic, words_for("en")) == shown
