"""Situations of real desks: each does to a log what it says, states it, and leaves other logs alone."""

import hashlib
import re
from collections import Counter
from datetime import timedelta

import pytest

from sample_logs.planted import (
    Kind,
    Language,
    Scenario,
    Situation,
    plant,
    write_changes,
    write_log,
    write_truth,
)
from sample_logs.planted.phrasing import read_phrases
from sample_logs.planted.situations.setting import read_texts
from sample_logs.planting import main

EITHER = (Language.ES, Language.EN)
EVERY = [
    (situation, language)
    for situation in Situation
    for language in Language
    if (situation, language) != (Situation.NEW_LANGUAGE, Language.MIXED)
]
NEW_VALUES = (
    Situation.NEW_BRANCH,
    Situation.NEW_CUSTOMER,
    Situation.NEW_CHANNEL,
    Situation.NEW_APPLICATION,
)
RENAMED = (
    Situation.CATEGORY_RENAMED,
    Situation.TEAM_RENAMED,
    Situation.STATUS_RENAMED,
    Situation.APPLICATION_RENAMED,
)
UNCHANGED = {
    "6e3d3aab5174bbd9": Scenario(tickets=300, seed=5),
    "bad1a446601a1a61": Scenario(
        kinds=(Kind.DEFECT, Kind.OUTAGE),
        language=Language.EN,
        tickets=600,
        shares=(0.2, 0.1),
        seed=7,
        segments=True,
    ),
    "39b5d5eb97b1cf60": Scenario(kinds=(), language=Language.MIXED, tickets=400, trap="atlas", seed=3),
    "66c248e027a6acba": Scenario(
        kinds=(Kind.ACCESS,), language=Language.MIXED, tickets=500, seed=9, calendar=False, versions=False
    ),
}
"""Logs without any situation by the first digits of the hash of their files."""


def log_of(situation, language=Language.ES, tickets=900, seed=5, **more):
    """Plant a log with one situation; return it with its truth and the tickets that were touched."""
    wanted = {"kinds": (), "language": language, "tickets": tickets, "seed": seed} | more
    planting = plant(Scenario(**wanted, situations=(situation,)))
    (truth,) = planting.truth.situations
    return planting, truth, [ticket for ticket in planting.tickets if situation in ticket.situations]


def weekly(tickets, first, last):
    """Return the tickets a week between two days, both included."""
    count = sum(first <= ticket.created.date() <= last for ticket in tickets)
    return 7 * count / ((last - first).days + 1)


@pytest.mark.parametrize("digits", UNCHANGED)
def test_a_log_without_a_situation_stays_what_it_was(digits, tmp_path):
    planting = plant(UNCHANGED[digits])
    write_log(planting, tmp_path / "log.csv")
    write_truth(planting, tmp_path / "truth.json")
    files = [tmp_path / "log.csv", tmp_path / "truth.json"]
    if planting.changes:
        write_changes(planting, tmp_path / "changes.csv")
        files.insert(1, tmp_path / "changes.csv")

    whole = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    assert whole.hexdigest().startswith(digits)


@pytest.mark.parametrize(("situation", "language"), EVERY)
def test_every_situation_is_repeatable_and_no_pattern_shows_through(situation, language):
    planting, truth, touched = log_of(situation, language, tickets=250)
    texts = [text for t in touched for text in (t.subject, t.description, t.resolution)]

    assert plant(planting.scenario) == planting
    assert (truth.what, truth.ids) == (situation.value, tuple(ticket.id for ticket in touched))
    assert not [text for text in texts if re.search(r"[\[\]{}]|>>", text)]


@pytest.mark.parametrize("situation", list(Situation))
def test_a_situation_comes_beside_a_cause_and_well_apart_from_its_start(situation):
    planting, truth, _ = log_of(situation, kinds=(Kind.DEFECT,), shares=(0.25,), tickets=600)
    (cause,) = planting.truth.causes
    everywhere = {Situation.NUMBERS_RESTART, Situation.AUTO_REPLIES}

    assert cause.tickets > 100 or situation is Situation.MISSING_MONTH
    assert situation in everywhere or abs((truth.day - cause.onset).days) >= 20


@pytest.mark.parametrize("language", EITHER)
@pytest.mark.parametrize("seed", range(4))
def test_a_redesign_raises_everything_by_half_to_three_times(language, seed):
    planting, truth, brought = log_of(Situation.REDESIGN, language, tickets=1500, seed=seed)
    before = weekly(planting.tickets, truth.day - timedelta(days=70), truth.day - timedelta(days=1))
    late = truth.last - timedelta(days=28)
    more = weekly(brought, late, truth.last)
    usual = [ticket for ticket in brought if ticket.family in {f.name for f in read_phrases("es").routine()}]
    topics = {ticket.family for ticket in brought} - {ticket.family for ticket in usual}

    assert 0.4 * before < more < 3.4 * before
    assert abs(len(usual) - len(brought) / 2) <= 1
    assert truth.topics == len(brought) - len(usual)
    assert 4 <= len(topics) <= 8
    assert len({ticket.family for ticket in usual}) >= 9
    about = {ticket.product for ticket in brought if ticket.family in topics}
    assert about - {""} == {truth.after}
    assert truth.event.kind == "knowledge_gap"
    assert truth.event.scope["product"] == truth.after
    assert truth.event.onset == truth.day


def test_redesigns_come_with_and_without_version_and_calendar_entry_at_once_and_slowly():
    found = [log_of(Situation.REDESIGN, seed=seed, tickets=300) for seed in range(14)]

    assert {"version" in truth.event.scope for _, truth, _ in found} == {True, False}
    assert {truth.event.change in planting.changes for planting, truth, _ in found} == {True, False}
    assert {truth.event.shape for _, truth, _ in found} == {"step", "ramp"}


def test_a_version_of_a_redesign_stays_to_the_end():
    for seed in range(8):
        _, truth, brought = log_of(Situation.REDESIGN, seed=seed, tickets=300)
        if version := truth.event.scope.get("version"):
            assert {t.version for t in brought if t.product == truth.after} - {""} == {version}


@pytest.mark.parametrize("language", EITHER)
def test_an_outage_in_many_words_is_one_busy_day_over_many_families_and_applications(language):
    planting, truth, brought = log_of(Situation.OUTAGE_IN_MANY_WORDS, language, tickets=3000)
    days = Counter(ticket.created.date() for ticket in planting.tickets)
    same = [days[truth.day + timedelta(weeks=n)] for n in (-3, -2, -1, 1, 2, 3)]
    usual = sum(same) / len(same)
    shared = sum(ticket.family in {"down", "disconnected"} for ticket in brought)

    assert {ticket.created.date() for ticket in brought} == {truth.day}
    assert 2.2 * usual < days[truth.day] < 4.4 * usual
    assert 0.15 < shared / len(brought) < 0.5
    assert len({ticket.family for ticket in brought}) >= 6
    assert len({ticket.product for ticket in brought}) >= 6
    assert (truth.event.kind, truth.event.scope, truth.event.shape) == ("outage", {}, "spike")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("situation", NEW_VALUES)
def test_a_new_value_brings_a_third_to_the_double_of_the_usual_kinds(situation, language):
    planting, truth, brought = log_of(situation, language, tickets=2000)
    ours = [ticket for ticket in planting.tickets if getattr(ticket, truth.field) == truth.after]
    before = weekly(planting.tickets, truth.day - timedelta(days=70), truth.day - timedelta(days=1))

    assert set(ours) <= set(brought)
    assert len(ours) > 0.95 * truth.excess
    assert min(ticket.created.date() for ticket in brought) == truth.day
    assert 0.25 * before < weekly(brought, truth.day, truth.last) < 1.1 * before
    assert len({ticket.family for ticket in brought}) >= 5


@pytest.mark.parametrize("situation", [Situation.NEW_BRANCH, Situation.NEW_CUSTOMER, Situation.NEW_CHANNEL])
def test_a_new_value_has_the_mix_of_the_others(situation):
    planting, _, brought = log_of(situation, tickets=4000)
    usual = [t for t in planting.tickets if not t.situations and not t.is_noise]
    parts, whole = (Counter(ticket.family for ticket in group) for group in (brought, usual))

    for family, count in whole.items():
        assert abs(parts[family] / len(brought) - count / len(usual)) < 0.05, family


@pytest.mark.parametrize("language", EITHER)
def test_a_new_language_is_the_other_one(language):
    planting, truth, brought = log_of(Situation.NEW_LANGUAGE, language)
    words = {"en": r"\b(the|my|is|and|for)\b", "es": r"\b(el|la|mi|de|que)\b"}[truth.after]
    usual = [ticket for ticket in planting.tickets if not ticket.situations]
    spoken, heard = (
        sum(bool(re.search(words, ticket.description.lower())) for ticket in group) / len(group)
        for group in (brought, usual)
    )

    assert truth.after != planting.language
    assert spoken > 0.75
    assert heard < 0.1
    assert {t.site for t in brought} <= {t.site for t in planting.tickets if not t.situations}


def test_a_mixed_log_gets_no_new_language():
    with pytest.raises(ValueError, match="both languages"):
        Scenario(language=Language.MIXED, situations=(Situation.NEW_LANGUAGE,))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("situation", [Situation.MACRO, Situation.FORM])
def test_most_descriptions_from_a_day_on_hold_the_words_of_the_desk(situation, language):
    planting, truth, changed = log_of(situation, language)
    since = [ticket for ticket in planting.tickets if ticket.created.date() >= truth.day]
    own = re.sub(r"\{\w+\}", "\0", truth.after).split("\0")
    fixed = max(own, key=len).strip()

    assert 0.65 * len(since) < len(changed) <= len(since)
    assert all(fixed.split("\n")[0] in ticket.description for ticket in changed)
    assert not [t for t in planting.tickets if t.id not in truth.ids and fixed in t.description]
    assert truth.excess == 0


@pytest.mark.parametrize("language", ["es", "en"])
def test_there_are_texts_enough_of_each_sort(language):
    own, nobody = read_texts("desk", language), read_texts("nobody", language)

    assert len(own["macros"]["texts"]) >= 12
    assert len(own["forms"]["texts"]) >= 5
    assert len(nobody["spam"]["campaigns"]) >= 20
    assert len(nobody["tests"]["says"]) >= 12
    assert len(nobody["alerts"]["says"]) >= 12
    assert sum(map(len, own["outage"].values())) >= 20
    assert len(read_texts("redesign", language)["families"]) >= 8


def test_both_languages_have_the_same_topics():
    for topic in ("desk", "nobody", "redesign"):
        one, other = read_texts(topic, "es"), read_texts(topic, "en")
        assert one.keys() == other.keys()
    assert read_texts("redesign", "es")["families"].keys() == read_texts("redesign", "en")["families"].keys()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("situation", RENAMED)
def test_what_is_renamed_has_one_name_before_the_day_and_the_other_after(situation, language):
    planting, truth, _ = log_of(situation, language)
    days = {value: [] for value in (truth.before, truth.after)}
    for ticket in planting.tickets:
        if (value := getattr(ticket, truth.field)) in days:
            days[value].append(ticket.created.date())
    slack = timedelta(days=3 if truth.field == "status" else 0)

    assert len(days[truth.before]) >= 10
    assert len(days[truth.after]) >= 10
    assert max(days[truth.before]) < truth.day
    assert min(days[truth.after]) >= truth.day - slack
    assert truth.excess == 0


@pytest.mark.parametrize("situation", [Situation.TEAM_RENAMED, Situation.CATEGORY_RENAMED])
def test_what_is_renamed_has_a_small_or_a_large_part_of_the_log(situation):
    parts = []
    for seed in range(12):
        planting, truth, _ = log_of(situation, seed=seed, tickets=200)
        values = [getattr(ticket, truth.field) for ticket in planting.tickets]
        parts.append((values.count(truth.before) + values.count(truth.after)) / len(values))

    assert max(parts) > 2.5 * min(parts)


def test_columns_of_a_desk_stand_only_in_the_logs_that_are_about_them(tmp_path):
    for situation, header in [
        (Situation.TEAM_RENAMED, "Assigned group"),
        (Situation.CATEGORY_RENAMED, "Category"),
        (Situation.NEW_CUSTOMER, "Customer"),
        (Situation.MACRO, ""),
    ]:
        planting, _, _ = log_of(situation, Language.EN, tickets=200)
        write_log(planting, tmp_path / "log.csv")
        first = (tmp_path / "log.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        assert [name for name in ("Assigned group", "Category", "Customer") if name in first] == [
            *filter(None, [header])
        ]


def test_a_renamed_application_is_called_so_in_part_of_the_texts():
    planting, truth, renamed = log_of(Situation.APPLICATION_RENAMED, tickets=2000)
    said = [t for t in renamed if truth.after.lower() in f"{t.subject} {t.description}".lower()]
    older = [t for t in planting.tickets if not t.situations and truth.after in t.description]

    assert 0.1 * len(renamed) < len(said) < 0.7 * len(renamed)
    assert older == []


@pytest.mark.parametrize("language", EITHER)
def test_a_migration_dates_what_is_older_to_one_night(language):
    planting, truth, moved = log_of(Situation.MIGRATION_DAY, language)
    older = [ticket for ticket in planting.tickets if ticket.created.date() < truth.day]

    assert {ticket.created.date() for ticket in moved} == {truth.day}
    assert {ticket.created.hour for ticket in moved} <= {1, 2, 3, 4}
    assert len(moved) > 0.85 * (len(moved) + len(older))
    assert len(moved) > 100
    assert len(planting.tickets) == 900


@pytest.mark.parametrize("language", EITHER)
def test_an_export_of_open_tickets_makes_the_last_weeks_look_like_a_rise(language):
    planting, truth, _ = log_of(Situation.OPEN_ONLY, language, tickets=2000)
    older = [ticket for ticket in planting.tickets if ticket.created.date() < truth.day]
    first = planting.scenario.first

    assert {ticket.status for ticket in older} == {truth.after}
    assert {ticket.resolved for ticket in older} == {None}
    now = weekly(planting.tickets, truth.day, truth.last)
    assert weekly(planting.tickets, first, truth.day - timedelta(days=1)) < 0.2 * now
    assert len(planting.tickets) == 2000 + truth.excess


def test_a_missing_month_leaves_no_ticket_and_keeps_the_others():
    planting, truth, _ = log_of(Situation.MISSING_MONTH)

    assert truth.day.day == 1
    assert 28 <= (truth.last - truth.day).days + 1 <= 31
    assert not [t for t in planting.tickets if truth.day <= t.created.date() <= truth.last]
    assert len(planting.tickets) == 900 + truth.excess < 900


def test_numbers_begin_at_one_each_month():
    planting, _, _ = log_of(Situation.NUMBERS_RESTART)
    months = {}
    for ticket in planting.tickets:
        months.setdefault(ticket.created.month, []).append(int(ticket.id))

    assert len(months) == 8
    assert all(ids == list(range(1, len(ids) + 1)) for ids in months.values())


@pytest.mark.parametrize("language", EITHER)
def test_a_bulk_edit_sets_one_date_for_hundreds(language):
    planting, truth, edited = log_of(Situation.DATES_EDITED, language, tickets=2000)

    assert len({ticket.created for ticket in edited}) == 1
    assert edited[0].created.date() == truth.day
    assert 200 < len(edited) < 0.4 * len(planting.tickets)
    assert all(t.resolved is None or t.resolved >= t.created for t in edited)


def test_a_bulk_edit_leaves_the_tickets_of_a_cause_alone():
    _, _, edited = log_of(Situation.DATES_EDITED, kinds=(Kind.DATA,), shares=(0.4,))

    assert {ticket.cause for ticket in edited} == {None}


@pytest.mark.parametrize("language", Language)
def test_a_flood_of_spam_is_hundreds_of_mails_of_a_few_campaigns_within_days(language):
    _, truth, spam = log_of(Situation.SPAM_FLOOD, language, tickets=1500)

    assert 200 <= len(spam) == truth.excess <= 600
    assert (truth.last - truth.day).days <= 6
    assert {ticket.product for ticket in spam} == {""}
    assert all("@" in ticket.requester or not ticket.requester for ticket in spam)


def test_spam_comes_from_few_or_many_senders_and_in_both_languages():
    senders, languages = set(), set()
    for seed in range(10):
        _, _, spam = log_of(Situation.SPAM_FLOOD, seed=seed, tickets=500)
        senders.add(len({ticket.requester for ticket in spam}) > 0.5 * len(spam))
        languages.add(any(re.search(r"\b(your|the|from)\b", t.description.lower()) for t in spam))

    assert senders == languages == {True, False}


@pytest.mark.parametrize("language", Language)
def test_automatic_answers_come_over_the_whole_log_and_in_bursts(language):
    planting, truth, answers = log_of(Situation.AUTO_REPLIES, language, tickets=2000, seed=6)
    weeks = Counter(ticket.created.isocalendar()[1] for ticket in answers)

    assert 0.05 < truth.excess / len(planting.tickets) < 0.2
    assert len(weeks) > 25
    assert max(weeks.values()) > 4 * sum(weeks.values()) / len(weeks)


@pytest.mark.parametrize("language", EITHER)
def test_a_tester_is_one_person_with_many_forms_within_weeks(language):
    _, truth, tests = log_of(Situation.TESTER, language)

    assert {ticket.requester for ticket in tests} - {""} == {truth.after}
    assert 40 <= len(tests) <= 220
    assert (truth.last - truth.day).days <= 21
    assert len({re.sub(r"\d+", "", ticket.subject) for ticket in tests}) >= 5


@pytest.mark.parametrize("language", EITHER)
def test_machines_write_at_every_hour_from_a_day_on(language):
    _, truth, alerts = log_of(Situation.MACHINE_ALERTS, language, tickets=2000)

    assert {ticket.requester for ticket in alerts} - {""} == {truth.after}
    assert len({ticket.created.hour for ticket in alerts}) > 20
    assert min(ticket.created.date() for ticket in alerts) == truth.day
    assert sum(bool(re.search(r"\d", ticket.description)) for ticket in alerts) == len(alerts)


@pytest.mark.parametrize("language", EITHER)
def test_one_customer_writes_hundreds_about_its_own_matter_within_weeks(language):
    _, truth, own = log_of(Situation.HEAVY_REQUESTER, language, tickets=1500)

    assert 100 <= len(own) <= 400
    assert {ticket.requester for ticket in own} - {""} == {truth.after}
    assert len({ticket.customer for ticket in own}) == 1
    assert (truth.last - truth.day).days <= 35


def test_several_situations_come_together_whatever_their_order():
    asked = (Situation.MACRO, Situation.REDESIGN, Situation.NUMBERS_RESTART)
    one = plant(Scenario(kinds=(), tickets=400, situations=asked))
    other = plant(Scenario(kinds=(), tickets=400, situations=asked[::-1]))

    assert one.tickets == other.tickets
    assert {truth.what for truth in one.truth.situations} == set(asked)
    assert [t for t in one.tickets if {Situation.MACRO, Situation.REDESIGN} <= set(t.situations)]


def test_a_situation_is_asked_for_once_and_needs_dates():
    with pytest.raises(ValueError, match="once"):
        Scenario(situations=(Situation.MACRO, Situation.MACRO))
    with pytest.raises(ValueError, match="dates"):
        Scenario(situations=(Situation.MACRO,), dates=False)


def test_the_command_plants_situations_and_writes_the_truth_about_them(tmp_path):
    log, truth = tmp_path / "log.csv", tmp_path / "truth.json"
    asked = ["--kind", "none", "--situation", "spam_flood,macro", "--out", str(log), "--truth", str(truth)]

    assert main([*asked, "--tickets", "300"]) == 0
    assert '"what": "spam_flood"' in truth.read_text(encoding="utf-8")
    assert len(log.read_text(encoding="utf-8-sig").splitlines()) > 400
