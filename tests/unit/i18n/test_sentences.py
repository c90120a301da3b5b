"""Sentences about findings: sourced, in both languages, and honest where there is nothing to say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from supportlens.domain import (
    ChangeSource,
    Gap,
    Kind,
    LevelChange,
    NoVerdict,
    Onset,
    Question,
    Shape,
    Signal,
    Untaught,
    UntaughtCause,
    Verdict,
)
from supportlens.i18n import (
    LANGUAGES,
    action_line,
    change_line,
    doubt_line,
    gap_line,
    join_segments,
    kind_name,
    onset_line,
    question_line,
    signal_line,
    verdict_sentence,
    words_for,
)
from supportlens.i18n.onsets import split_article
from tests.builders import ONSET, a_cause, a_study


def said(study, language):
    return join_segments(verdict_sentence(study, words_for(language))).replace("\N{NO-BREAK SPACE}", " ")


def test_the_verdict_names_share_count_place_and_change_in_both_languages():
    assert said(a_study(), "es").startswith(
        "El 40 % de los tickets (400 de 1 000) viene de Atlas desde la actualización 5.2 (13 may): "
    )
    assert said(a_study(), "en").startswith(
        "40% of the requests (400 of 1,000) have come from Atlas since Actualización 5.2 (13 May): "
    )


@pytest.mark.parametrize(("inside", "mostly"), [(0.61, True), (0.85, False)])
def test_what_is_only_mostly_in_its_place_is_not_said_to_be_all_from_there(inside, mostly):
    claim = replace(a_cause().scope[0], share_inside=inside)
    study = a_study(causes=(a_cause(scope=(claim,)),))
    assert ("viene sobre todo de Atlas" in said(study, "es")) is mostly
    assert ("have come mostly from Atlas" in said(study, "en")) is mostly


def test_place_and_change_are_what_is_accented():
    segments = verdict_sentence(a_study(), words_for("en"))
    assert [segment.text for segment in segments if segment.accent] == ["Atlas", "Actualización 5.2 (13 May)"]


@pytest.mark.parametrize(("after", "fallen"), [(5.0, True), (14.0, False)])
def test_a_cause_that_fell_to_half_or_less_has_not_stayed_high(after, fallen):
    day, onset = ONSET + timedelta(days=40), a_cause().onset
    level = LevelChange(day, day, day, after / 20.0, 0.1, 0.9, 20.0, after)
    cause = a_cause(onset=replace(onset, levels=(level,)))
    text = onset_line(cause, words_for("en"))
    assert ("has fallen since about" in text, "has stayed high" in text) == (fallen, not fallen)
    assert ("5 a week by now" in text) is fallen
    assert ("bajó hacia el" in onset_line(cause, words_for("es"))) is fallen


def test_a_change_known_from_versions_is_called_a_version():
    cause = a_cause()
    change = replace(cause.change.change, name="Atlas 5.2", source=ChangeSource.VERSION)
    study = a_study(causes=(replace(cause, change=replace(cause.change, change=change)),))
    assert "viene de Atlas desde la versión 5.2 (13 may)" in said(study, "es")


def unlikely(**changes):
    """Return a study whose change fits as more than half of all random calendars do."""
    cause = a_cause()
    change = replace(cause.change.change, **changes)
    return a_study(causes=(replace(cause, change=replace(cause.change, change=change, chance=0.54)),))


def test_a_change_that_chance_would_bring_as_well_is_only_a_possibility():
    version = unlikely(name="Atlas 8.1", source=ChangeSource.VERSION)
    assert "come from Atlas since 15 May, possibly with version 8.1: " in said(version, "en")
    assert "viene de Atlas desde el 15 may, quizá con la versión 8.1: " in said(version, "es")
    assert "desde el 15 may, quizá con la actualización 5.2: " in said(unlikely(), "es")
    told = unlikely(name="el menú nuevo", source=ChangeSource.TEXT)
    possibly = "desde el 15 may, quizá con el cambio que mencionan las personas, «el menú nuevo»: "
    assert possibly in said(told, "es")


def test_a_change_that_a_person_confirmed_is_said_whatever_its_chance():
    cause = a_cause()
    confirmed = replace(cause, change=replace(cause.change, chance=0.54, confirmed=True))
    assert "since Actualización 5.2 (13 May)" in said(a_study(causes=(confirmed,)), "en")


def test_a_spike_says_from_when_to_when():
    onset = Onset(ONSET, ONSET, ONSET, Shape.SPIKE, 9.0, 5.0, 12.0, 1.0, 9.0, ONSET + timedelta(days=2))
    study = a_study(causes=(a_cause(onset=onset, change=None),))
    assert "from 13 May to 15 May" in said(study, "en")
    assert "del 13 may al 15 may" in said(study, "es")
    assert "400 tickets in 3 days; 1 a week at other times" in onset_line(study.causes[0], words_for("en"))
    alone = replace(study.causes[0], onset=replace(onset, before_per_week=0.0))
    assert onset_line(alone, words_for("en")).endswith("400 tickets in 3 days; none at other times.")
    assert onset_line(alone, words_for("es")).endswith("ninguno en otras fechas.")


def test_a_day_without_a_change_has_its_article():
    assert "viene de Atlas desde el 15 may: " in said(a_study(causes=(a_cause(change=None),)), "es")


def test_without_a_place_the_cause_is_named_by_its_words():
    study = a_study(causes=(a_cause(scope=()),))
    assert "one topic, “Atlas: no encuentro el menú”, since" in said(study, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", NoVerdict)
def test_no_verdict_says_why_and_claims_no_change(language, reason):
    text = said(a_study(verdict=Verdict(None, reason=reason)), language)
    assert not {"since", "desde"} & set(text.split())
    assert any(character.isdigit() for character in text) or reason is NoVerdict.NO_TICKETS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_own_verdict_and_action(language, kind):
    words = words_for(language)
    cause, other = a_cause(kind=kind), a_cause(kind=next(k for k in Kind if k is not kind))
    assert kind_name(kind, words) != kind_name(other.kind, words)
    assert action_line(cause, a_study(), words) != action_line(other, a_study(), words)
    assert said(a_study(causes=(cause,)), language) != said(a_study(causes=(other,)), language)


@pytest.mark.parametrize(
    ("people", "english", "spanish"),
    [
        (
            None,
            "many tickets came at once, as when a service stops.",
            "llegaron muchos tickets a la vez, como cuando un servicio se detiene.",
        ),
        (1, "1 person says that the service stopped.", "1 persona dice que el servicio se detuvo."),
        (212, "212 people say that the service stopped.", "212 personas dicen que el servicio se detuvo."),
    ],
)
def test_an_outage_is_said_of_as_many_as_are_known(people, english, spanish):
    study = a_study(causes=(a_cause(kind=Kind.OUTAGE, stopped_for=people),))
    assert english in said(study, "en")
    assert spanish in said(study, "es")


def test_nothing_is_ever_said_to_be_caused_by_something():
    for language, banned in (("en", "caused by"), ("es", "causado por")):
        words, study = words_for(language), a_study()
        cause = study.causes[0]
        lines = [said(study, language), onset_line(cause, words), change_line(cause, words)]
        lines += [doubt_line(doubt, cause, words) for doubt in study.verdict.doubts]
        assert not any(banned in line for line in lines)


def test_a_start_that_is_sure_to_the_day_gives_no_interval():
    words = words_for("en")
    cause = a_cause()
    sure = replace(cause.onset, low=cause.onset.day, high=cause.onset.day)
    assert "between" in onset_line(cause, words)
    assert "between" not in onset_line(replace(cause, onset=sure), words)


def test_a_lag_of_no_days_is_the_same_day():
    cause = a_cause()
    match = replace(cause.change, lag_days=0)
    assert "el mismo día" in change_line(replace(cause, change=match), words_for("es"))


def test_a_measure_comes_with_its_unit():
    signal = Signal("one_each", Kind.KNOWLEDGE_GAP, 1.0, value=1.9)
    assert signal_line(signal, a_study(), words_for("en")).endswith("1.9 tickets per person")
    assert signal_line(signal, a_study(), words_for("es")).endswith("1,9 tickets por persona")
    once = replace(signal, value=1.0)
    assert signal_line(once, a_study(), words_for("en")).endswith(" 1 ticket per person")
    assert signal_line(once, a_study(), words_for("es")).endswith(" 1 ticket por persona")


@pytest.mark.parametrize(("share", "written"), [(0.0, "0%"), (0.0042, "0.4%"), (0.0142, "1%"), (0.4, "40%")])
def test_a_small_share_is_not_written_as_none(share, written):
    assert words_for("en").share(share) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_and_question_is_a_sentence(language):
    words = words_for(language)
    assert len({gap_line(gap, words) for gap in Gap}) == len(Gap)
    assert all(question_line(question, a_cause(), words).endswith("?") for question in Question)


def test_a_spike_that_is_over_came_and_no_longer_comes() -> None:
    study = a_study()
    cause = study.main_cause
    assert cause is not None
    assert cause.onset is not None
    over = replace(cause, onset=replace(cause.onset, shape=Shape.SPIKE, end=cause.onset.day))
    ended = replace(study, causes=(over, *study.causes[1:]))

    assert "requests (400 of 1,000) came from Atlas" in join_segments(
        verdict_sentence(ended, words_for("en"))
    )
    assert "vino de Atlas" in said(ended, "es")
    assert "have come from Atlas" in said(study, "en")


def test_a_cause_that_is_not_worth_a_training_is_not_said_to_need_one():
    study = a_study()
    line = UntaughtCause("C1", Untaught.FEW_TICKETS, 0.4, 9)
    small = replace(study, untaught=(line,))
    said = action_line(study.main_cause, small, words_for("en"))
    assert said.startswith("No training: 0.4 tickets a week, below the floor of 1.5. Answer each one")
    waiting = replace(study, untaught=(replace(line, reason=Untaught.NO_ROOM),))
    assert action_line(study.main_cause, waiting, words_for("en")).startswith("Train 212 people")
    assert action_line(study.main_cause, study, words_for("en")).startswith("Train 212 people")


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_to_do_stands_alone_on_a_page_without_the_questions(language):
    words = words_for(language)
    for kind in Kind:
        study = a_study(causes=(a_cause(kind=kind),))
        assert not {"below", "abajo"} & set(action_line(study.causes[0], study, words).lower().split())


def test_who_reads_since_when_they_complain_is_asked_what_changed_on_that_day():
    assert Kind.TREATMENT.row.questions[0] is Question.WHAT_CHANGED
    assert Question.SINCE_WHEN not in Kind.TREATMENT.row.questions


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "Atlas update 5.2", ("", "Atlas update 5.2")),
        ("en", "Atlas is now obligatory for everybody", ("", "“Atlas is now obligatory for everybody”")),
        ("es", "Actualización 5.2 de Atlas", ("la ", "actualización 5.2 de Atlas")),
        ("es", "Faro pasa a ser obligatorio", ("", "«Faro pasa a ser obligatorio»")),
    ],
)
def test_a_change_whose_name_is_a_sentence_is_quoted(language, name, said):
    assert split_article(name, words_for(language)) == said
