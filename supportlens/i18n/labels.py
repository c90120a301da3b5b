"""The names of the enumerations of the domain in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    ActionType,
    Certainty,
    Derived,
    Doubt,
    Field,
    Gap,
    Kind,
    MomentState,
    Shape,
    Stage,
    names_only_customers,
)

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study
    from supportlens.i18n.words import Words


def kind_name(kind: Kind, words: Words) -> str:
    """Name a kind of cause."""
    return words.say(kind.row.name)


def cause_kind_name(cause: Cause, words: Words) -> str:
    """Name the kind of a cause, or say that it is none."""
    return words.say("Not a cause") if cause.dismissed else kind_name(cause.kind, words)


def verdict_clause(cause: Cause, words: Words) -> str:
    """Return the end of the verdict's sentence: what people experience and what kind of help it needs."""
    row = cause.kind.row
    if cause.onset is None and row.clause_without_onset:
        return words.say(row.clause_without_onset)
    if row.clause_counted and cause.stopped_for:
        return words.say_n(*row.clause_counted, cause.stopped_for)
    return words.say(row.clause)


def askers_phrase(count: int, study: Study, words: Words) -> str:
    """Return how many asked: people, or customers where the log names nobody else."""
    if names_only_customers(study.tickets.frame):
        return words.say_n("{count} customer", "{count} customers", count)
    return words.say_n("{count} person", "{count} people", count)


def certainty_name(certainty: Certainty, words: Words) -> str:
    """Name a degree of certainty."""
    return {
        Certainty.HIGH: words.say("High certainty"),
        Certainty.MEDIUM: words.say("Medium certainty"),
        Certainty.LOW: words.say("Low certainty"),
    }[certainty]


def action_name(action: ActionType, words: Words) -> str:
    """Name a type of action."""
    return words.say(action.label)


def shape_name(shape: Shape, words: Words) -> str:
    """Name a shape in time."""
    return {
        Shape.STEP: words.say("step"),
        Shape.SPIKE: words.say("spike"),
        Shape.SLOPE: words.say("slope"),
        Shape.NONE: words.say("no change"),
    }[shape]


def moment_state_name(state: MomentState, words: Words) -> str:
    """Name the state of a moment of truth."""
    return {
        MomentState.DETECTED: words.say("Detected"),
        MomentState.NEEDS_DATA: words.say("Needs data"),
        MomentState.QUIET: words.say("Quiet"),
    }[state]


def stage_name(stage: Stage, words: Words) -> str:
    """Name a stage of the analysis."""
    return {
        Stage.READ: words.say("Read"),
        Stage.NORMALISE: words.say("Organise"),
        Stage.ENCODE: words.say("Understand"),
        Stage.GROUP: words.say("Find symptoms"),
        Stage.ATTRIBUTE: words.say("Find causes"),
        Stage.JUDGE: words.say("Judge"),
        Stage.MATCH: words.say("Find moments"),
        Stage.PLAN: words.say("Plan"),
        Stage.REPORT: words.say("Report"),
    }[stage]


def field_name(field: str, words: Words) -> str:
    """Name a field; a custom column keeps the header it has in the file."""
    names: dict[str, str] = {
        Field.TICKET_ID: words.say("Ticket"),
        Field.CREATED_AT: words.say("Opened"),
        Field.RESOLVED_AT: words.say("Resolved"),
        Field.SUBJECT: words.say("Subject"),
        Field.DESCRIPTION: words.say("Description"),
        Field.RESOLUTION: words.say("Resolution"),
        Field.REQUESTER: words.say("Requester"),
        Field.CUSTOMER: words.say("Customer"),
        Field.PRODUCT: words.say("Application"),
        Field.VERSION: words.say("Version"),
        Field.SITE: words.say("Site"),
        Field.ROLE: words.say("Area or role"),
        Field.CHANNEL: words.say("Channel"),
        Field.TEAM: words.say("Support group"),
        Field.AGENT: words.say("Agent"),
        Field.PRIORITY: words.say("Priority"),
        Field.STATUS: words.say("Status"),
        Field.CATEGORY: words.say("Category"),
        Field.TAGS: words.say("Tags"),
        Field.LANGUAGE: words.say("Language"),
        Field.SATISFACTION: words.say("Satisfaction"),
        Field.REOPENED: words.say("Reopened"),
        Field.MINUTES: words.say("Handling minutes"),
        Derived.SEGMENT: words.say("Customer segment"),
    }
    return names.get(field, field)


def doubt_line(doubt: Doubt, cause: Cause, words: Words) -> str:
    """Return a reason to doubt the verdict."""
    rival = words.quoted(cause.rivals[0].change.name) if cause.rivals else ""
    return {
        Doubt.CHANGE_UNKNOWN: words.say("No known change coincides with the start."),
        Doubt.RIVAL_CHANGE: words.say(
            "Another change also fits the date: {name}.", name=rival or words.say("unnamed")
        ),
        Doubt.WIDE_ONSET: words.say("The start cannot be dated to within two weeks."),
        Doubt.KIND_CLOSE: words.say("Another kind of cause is almost as likely."),
        Doubt.KIND_UNSAID: words.say("No ticket says so: only where and when they came shows the kind."),
        Doubt.FEW_TICKETS: words.say("Few tickets: {count}.", count=words.number(cause.tickets)),
        Doubt.NO_ONSET: words.say("The start is unknown."),
        Doubt.CHANCE_MATCH: words.say("So many changes are known that one would often fit by chance."),
        Doubt.REPEATED_BY_FEW: words.say("A few people ask again and again."),
        Doubt.ANSWER_DISAGREES: words.say("An answer does not fit what the log shows."),
    }[doubt]


def gap_line(gap: Gap, words: Words) -> str:
    """Return what the log cannot answer, and what would help."""
    return {
        Gap.NO_DATES: words.say("Since when: the log has no dates. Export it with the opening date."),
        Gap.RELATIVE_DATES: words.say(
            "Since when: the log only says how long before its export each ticket was opened. Export it with"
            " the opening date."
        ),
        Gap.DATES_WITHOUT_YEAR: words.say(
            "Since when: the dates of the log have no year. Export it with the year, or put the year into the"
            " name of the file."
        ),
        Gap.FEW_DAYS: words.say(
            "Since when: the log covers too few days to show a change. Export several months."
        ),
        Gap.NO_VERSIONS: words.say("Which version: the log has no version column."),
        Gap.NO_PRODUCTS: words.say("Which application: the log has no application or product column."),
        Gap.NO_REQUESTERS: words.say("How many people: the log does not say who asked."),
        Gap.NO_RESOLUTIONS: words.say("How it was solved: the log has no resolution texts."),
        Gap.NO_CALENDAR: words.say(
            "After which change, beyond what versions and texts show: there is no change calendar. Drop one together with the log."
        ),
        Gap.ONE_DAY: words.say(
            "Since when: all the dates are the same, so there is no before and after. Export the opening date."
        ),
        Gap.SOME_UNDATED: words.say(
            "Since when: many tickets have no readable date; they count towards the causes but not towards their dates."
        ),
        Gap.STRAY_DATES: words.say(
            "Since when: some tickets are dated far from all others, perhaps in the future; they are not used for dating."
        ),
        Gap.FUTURE_DATES: words.say(
            "Since when: the dates are in the future. Export the opening date and check that day, month and year are not swapped."
        ),
        Gap.MIXED_ZONES: words.say(
            "Since when: the dates use different time zones, or some have none; a start may be a day off."
        ),
        Gap.CALENDAR_ELSEWHERE: words.say(
            "After which change: every change in the calendar is outside the period of the log. Is it for another year?"
        ),
        Gap.UNKNOWN_COUNTRY: words.say(
            "Working days: the public holidays of that country are not known; only weekends are excluded."
        ),
    }[gap]


def dismissal_line(cause: Cause, study: Study, words: Words) -> str:
    """Return that a person said that something is no cause, and why."""
    why = next((one.why for one in study.dismissed if one.cause_id == cause.id), "")
    if why:
        return words.say("You said that this is not a cause: {why}", why=words.quoted(why))
    return words.say("You said that this is not a cause. Its tickets count all the same.")
