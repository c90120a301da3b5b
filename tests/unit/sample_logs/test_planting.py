"""Planting: whatever is asked for stands in the log, and the truth says so."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from sample_logs.planted import Kind, Language, Scenario, Shape, plant, write_changes, write_log, write_truth
from sample_logs.planting import main

CAUSES = [(kind, language) for kind in Kind for language in Language]


@pytest.mark.parametrize(("kind", "language"), CAUSES)
def test_every_kind_is_planted_in_full_and_only_in_its_place(kind, language):
    planting = plant(Scenario(kinds=(kind,), language=language, tickets=400, shares=(0.25,), seed=3))
    (cause,) = planting.truth.causes
    caused = [ticket for ticket in planting.tickets if ticket.id in cause.caused_ids]

    assert len(planting.tickets) == 400
    assert len(caused) == 100
    for field, value in cause.scope.items():
        assert {getattr(ticket, field) for ticket in caused} <= {value, ""}
    assert min(ticket.created.date() for ticket in caused) == cause.onset >= cause.change.day
    assert sorted(key for ids in cause.families.values() for key in ids) == sorted(cause.caused_ids)


@pytest.mark.parametrize(("kind", "language"), CAUSES)
def test_no_pattern_shows_through_a_text(kind, language):
    planting = plant(Scenario(kinds=(kind,), language=language, tickets=600, shares=(0.4,), seed=8))
    texts = [text for t in planting.tickets for text in (t.subject, t.description, t.resolution)]

    assert not [text for text in texts if re.search(r"[\[\]{}|]|>>|  ", text)]


@pytest.mark.parametrize(("kind", "language"), CAUSES)
def test_the_texts_of_a_cause_differ(kind, language):
    planting = plant(Scenario(kinds=(kind,), language=language, tickets=1000, shares=(0.3,), seed=2))
    texts = Counter(ticket.description for ticket in planting.tickets if ticket.cause == 0)

    assert len(texts) > 0.9 * sum(texts.values())


def test_the_same_scenario_gives_the_same_log_and_another_seed_another():
    scenario = Scenario(tickets=300, seed=5)

    assert plant(scenario) == plant(scenario)
    assert plant(scenario).tickets != plant(replace(scenario, seed=6)).tickets


def test_the_place_of_a_cause_varies_with_the_seed():
    places = {plant(Scenario(tickets=120, seed=n)).truth.causes[0].scope["product"] for n in range(12)}

    assert len(places) > 1


def test_nothing_planted_leaves_routine_traffic_alone():
    planting = plant(Scenario(kinds=(), tickets=500))

    assert planting.truth.causes == ()
    assert planting.truth.routine == 500
    assert len(planting.changes) == 12


def test_two_causes_sit_in_different_applications_and_begin_apart():
    kinds = (Kind.KNOWLEDGE_GAP, Kind.DEFECT)
    planting = plant(Scenario(kinds=kinds, tickets=1000, shares=(0.3, 0.15), seed=4))
    first, second = planting.truth.causes

    assert (first.tickets, second.tickets) == (300, 150)
    assert first.scope["product"] != second.scope["product"]
    assert abs((first.onset - second.onset).days) >= 25
    assert not set(first.caused_ids) & set(second.caused_ids)


def test_an_outage_is_a_burst_of_at_most_three_days_over_many_sites():
    planting = plant(Scenario(kinds=(Kind.OUTAGE,), tickets=1000, shares=(0.1,), seed=9))
    (cause,) = planting.truth.causes
    caused = [ticket for ticket in planting.tickets if ticket.cause == 0]

    assert cause.shape == "spike"
    assert (cause.last - cause.onset).days <= 2
    assert len({ticket.site for ticket in caused} - {""}) == 5


def test_a_ramp_brings_more_tickets_at_its_end_than_at_its_beginning():
    planting = plant(Scenario(tickets=2000, shares=(0.4,), shape=Shape.RAMP, seed=9))
    (cause,) = planting.truth.causes
    middle = cause.onset + (cause.last - cause.onset) / 2
    late = sum(ticket.created.date() > middle for ticket in planting.tickets if ticket.cause == 0)

    assert late > 0.65 * cause.tickets


def test_a_step_stays_level_to_the_end():
    planting = plant(Scenario(tickets=4000, shares=(0.4,), seed=9))
    (cause,) = planting.truth.causes
    middle = cause.onset + (cause.last - cause.onset) / 2
    late = sum(ticket.created.date() > middle for ticket in planting.tickets if ticket.cause == 0)

    assert 0.44 < late / cause.tickets < 0.56


def test_growth_raises_the_routine_level():
    planting = plant(Scenario(kinds=(), tickets=6000, growth=1.0))
    months = Counter(ticket.created.month for ticket in planting.tickets)

    assert months[8] > 1.5 * months[1]


def test_few_tickets_arrive_at_weekends():
    planting = plant(Scenario(kinds=(), tickets=3000))
    weekend = sum(ticket.created.weekday() >= 5 for ticket in planting.tickets)

    assert 0 < weekend < 0.08 * len(planting.tickets)


def test_a_defect_shows_codes_and_is_reopened_more_than_a_knowledge_gap():
    codes, reopened = {}, {}
    for kind in (Kind.DEFECT, Kind.KNOWLEDGE_GAP):
        planting = plant(Scenario(kinds=(kind,), tickets=1000, shares=(0.4,), seed=3))
        caused = [ticket for ticket in planting.tickets if ticket.cause == 0]
        codes[kind] = sum("error" in f"{t.subject} {t.description}".lower() for t in caused)
        reopened[kind] = sum(ticket.reopened == "Sí" for ticket in caused)

    assert codes[Kind.DEFECT] > 10 * codes[Kind.KNOWLEDGE_GAP]
    assert reopened[Kind.DEFECT] > 5 * reopened[Kind.KNOWLEDGE_GAP]


def test_a_mixed_log_holds_both_languages_under_spanish_headers(tmp_path):
    planting = plant(Scenario(language=Language.MIXED, tickets=300))
    write_log(planting, tmp_path / "log.csv")
    text = (tmp_path / "log.csv").read_text(encoding="utf-8-sig")

    assert text.startswith("Nº de ticket;")
    assert re.search(r"\b(where|the)\b", text)
    assert re.search(r"\b(dónde|no encuentro)\b", text)


@pytest.mark.parametrize(
    ("without", "headers"),
    [
        ("dates", {"Opened", "Closed"}),
        ("versions", {"Version"}),
        ("resolutions", {"Resolution"}),
    ],
)
def test_columns_can_be_left_out(without, headers, tmp_path):
    full, less = tmp_path / "full.csv", tmp_path / "less.csv"
    scenario = Scenario(language=Language.EN, tickets=120)
    write_log(plant(scenario), full)
    write_log(plant(replace(scenario, **{without: False})), less)

    before, after = (
        next(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))) for path in (full, less)
    )
    assert set(before) - set(after) == headers


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json", ".jsonl"])
def test_every_format_is_written(suffix, tmp_path):
    path = tmp_path / f"log{suffix}"
    write_log(plant(Scenario(tickets=120)), path)

    assert path.stat().st_size > 20_000


def test_the_truth_file_names_every_planted_ticket(tmp_path):
    planting = plant(Scenario(tickets=300, shares=(0.2,)))
    write_truth(planting, tmp_path / "truth.json")
    (cause,) = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["causes"]

    assert len(cause["caused_ids"]) == cause["tickets"] == 60
    assert cause["change"]["date"] <= cause["onset"]
    assert cause["share"] == 0.2


def test_the_calendar_names_the_planted_change(tmp_path):
    planting = plant(Scenario(kinds=(Kind.DATA,), language=Language.EN, tickets=300))
    write_changes(planting, tmp_path / "changes.csv")

    assert planting.truth.causes[0].change.name in (tmp_path / "changes.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    "wrong",
    [
        {"tickets": 50},
        {"shares": (0.6,)},
        {"shares": (0.1, 0.2)},
        {"kinds": tuple(Kind)},
        {"kinds": (Kind.DATA, Kind.DEFECT, Kind.ACCESS), "shares": (0.4,)},
        {"narrow": True},
        {"narrow": True, "segments": True, "kinds": (Kind.CONFIGURATION,)},
        {"trap": "atlas"},
        {"people": 0.0},
    ],
)
def test_what_cannot_be_planted_is_refused(wrong):
    with pytest.raises(ValueError):
        Scenario(**wrong)


def test_the_command_writes_log_calendar_and_truth(tmp_path):
    log, changes, truth = tmp_path / "log.csv", tmp_path / "changes.csv", tmp_path / "truth.json"
    call = f"--kind knowledge_gap,defect --language en --tickets 300 --share 0.2 --seed 7 --out {log}"

    assert main([*call.split(), "--changes", str(changes), "--truth", str(truth)]) == 0
    assert [cause["tickets"] for cause in json.loads(truth.read_text())["causes"]] == [60, 60]
    assert log.exists()
    assert changes.exists()


def test_the_command_refuses_an_unknown_format(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--out", str(tmp_path / "log.pdf")])

    assert stopped.value.code == 2
    assert ".xlsx" in capsys.readouterr().err


def test_the_command_writes_no_calendar_where_none_is_wanted(tmp_path):
    changes = tmp_path / "changes.csv"
    main(
        ["--tickets", "300", "--no-calendar", "--out", str(tmp_path / "log.json"), "--changes", str(changes)]
    )

    assert not changes.exists()


@pytest.mark.parametrize("seed", range(8))
def test_the_planted_application_has_as_many_routine_tickets_as_asked(seed):
    planting = plant(Scenario(tickets=500, quiet=0.02, seed=seed))
    (cause,) = planting.truth.causes
    about = [ticket for ticket in planting.tickets if ticket.product == cause.scope["product"]]

    assert len(cause.routine_ids) == 10
    assert len(about) == cause.tickets + 10


def test_a_staged_roll_out_has_its_level_once_it_is_over():
    planting = plant(Scenario(tickets=6000, shares=(0.4,), shape=Shape.RAMP, ramp_weeks=4, seed=9))
    (cause,) = planting.truth.causes
    weeks = Counter((t.created.date() - cause.onset).days // 7 for t in planting.tickets if t.cause == 0)

    assert weeks[0] < 0.5 * weeks[3] < weeks[2]
    assert 0.8 * weeks[5] < weeks[9] < 1.25 * weeks[5]


def test_few_people_write_often_where_that_is_wanted():
    people = [
        plant(Scenario(tickets=1000, shares=(0.3,), people=part, seed=5)).truth.causes[0].people
        for part in (0.05, None)
    ]

    assert people[0] == 15
    assert people[1] > 100


def test_a_narrow_cause_reaches_the_customers_of_one_segment_alone(tmp_path):
    scenario = Scenario(language=Language.EN, tickets=600, segments=True, narrow=True, seed=4)
    planting = plant(scenario)
    (cause,) = planting.truth.causes
    write_log(planting, tmp_path / "log.csv")
    text = (tmp_path / "log.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert {row["Segment"] for row in rows if row["Ticket ID"] in cause.caused_ids} == {
        cause.scope["segment"]
    }
    assert len({row["Segment"] for row in rows}) == 3
    assert len({row["Device"] for row in rows}) == 4


def test_a_trap_is_an_update_that_everybody_gets_and_nothing_comes_of():
    planting = plant(Scenario(kinds=(), shares=(), tickets=3000, trap="atlas", seed=3, growth=0.0))
    update = next(change for change in planting.changes if change.app == "Atlas")
    about = [ticket for ticket in planting.tickets if ticket.product == "Atlas" and ticket.version]
    versions = {
        early: {t.version for t in about if (t.created.date() < update.day) is early}
        for early in (True, False)
    }
    before = sum(ticket.created.date() < update.day for ticket in about)
    every_day = (update.day - planting.scenario.first).days / 243

    assert versions == {True: {"5.1"}, False: {"5.2"}}
    assert len(about) > 1200
    assert abs(before / len(about) - every_day) < 0.05
    assert planting.truth.causes == ()


def test_the_command_plants_roll_outs_segments_and_traps(tmp_path):
    staged_log, trap = tmp_path / "staged.csv", tmp_path / "trap.csv"
    staged = f"--tickets 300 --shape ramp --ramp-weeks 4 --people 0.1 --narrow --out {staged_log}"

    assert main(staged.split()) == 0
    assert main(f"--tickets 300 --kind none --trap atlas --out {trap}".split()) == 0
    assert "Segmento" in staged_log.read_text(encoding="utf-8-sig")
    assert trap.read_text(encoding="utf-8-sig").count("Atlas") > 90
