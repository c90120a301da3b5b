"""What the JSON says of time, cost and two periods."""

from dataclasses import replace
from datetime import date

from supportlens.app import as_json
from supportlens.domain import Change, ChangeMatch, Impact, Kind, LevelChange, Share
from tests.builders import a_study

SEEN = date(2026, 7, 1)


def with_chief(**changes):
    study = a_study()
    return replace(study, causes=(replace(study.causes[0], **changes), *study.causes[1:]))


def test_the_parts_of_two_periods_add_up_to_the_whole():
    comparison = as_json(a_study(), "en")["comparison"]
    for side in ("before", "after", "change"):
        assert sum(part[side] for part in comparison["causes"]) == comparison["total"][side]
        assert sum(part[side] for part in comparison["symptoms"]) == comparison["total"][side]


def test_another_level_of_a_cause_is_told_with_its_change_and_names_nobody():
    study = a_study()
    fix = ChangeMatch(Change(SEEN, "Arreglo, avisar a rosa.mena@example.com"), 0, 0.01, same_scope=True)
    level = LevelChange(SEEN, SEEN, SEEN, 0.4, 0.3, 0.6, 22.0, 9.0, fix)
    onset = replace(study.causes[0].onset, levels=(level,))
    (told,) = as_json(with_chief(onset=onset), "es")["causes"][0]["onset"]["levels"]
    assert (told["date"], told["after_per_week"]) == ("2026-07-01", 9.0)
    assert told["change"]["name"].startswith("Arreglo")
    assert "rosa.mena" not in told["change"]["name"]


def test_the_cost_comes_as_figures_and_as_sentences():
    impact = Impact(hours=12.0, first_contact=Share(9, 10), detectable_from=SEEN)
    told = as_json(with_chief(impact=impact), "en")["causes"][0]["impact"]
    assert told["known_from"] == "2026-07-01"
    assert any("detectable from" in text for text in told["texts"])
    assert "no second ticket" in told["first_contact_definition"]


def test_why_a_kind_is_unclear_is_told_and_nothing_where_it_is_clear():
    scores = {Kind.DEFECT: 2.0, Kind.DATA: 1.9}
    causes = as_json(with_chief(kind=Kind.UNCLEAR, kind_scores=scores), "en")["causes"]
    assert causes[0]["kind_doubt"]["id"] == "mixed"
    assert causes[1]["kind_doubt"] is None
