"""What a plan chooses among: formats, reasons, materials; and what it cannot know."""

from __future__ import annotations

from enum import StrEnum


class TeachingFormat(StrEnum):
    """The format of a training, the one that asks least of people first."""

    SCREEN_TEXT = "screen_text"
    NOTE = "note"
    GUIDE = "guide"
    CALL = "call"
    SESSION = "session"


class FormatReason(StrEnum):
    """Why a format fits."""

    EVER_NEW_PEOPLE = "ever_new_people"
    """One question, asked once each by ever new people: only the screen reaches the next one."""
    ONE_TOPIC = "one_topic"
    FEW_TOPICS = "few_topics"
    MANY_TOPICS = "many_topics"
    SCATTERED = "scattered"
    """Many people of no known role, site or team: a page reaches them, a meeting does not."""
    MUST_BE_SHOWN = "must_be_shown"
    """Most tickets hold no answer in words that could be read."""
    CHEAPER = "cheaper"
    """The fuller format would not pay back in time."""
    PRACTICE = "practice"
    """How people are treated is practised, not read."""


class Untaught(StrEnum):
    """Why a cause that teaching could reduce gets no training."""

    FEW_TICKETS = "few_tickets"
    FEW_PEOPLE = "few_people"
    FEW_HOURS = "few_hours"
    NOT_ASKED_HOW = "not_asked_how"
    """Its tickets do not ask how to do something, and no answer explains it."""
    OVER = "over"
    """It ended within the log."""
    EVER_NEW_PEOPLE = "ever_new_people"
    """It has always been asked, once each by people of no known group, and no ticket holds the answer."""
    COSTS_MORE = "costs_more"
    """No format pays back in time."""
    DONE_AND_FELL = "done_and_fell"
    """Something was done about it, and it fell."""
    DONE_AND_WAITING = "done_and_waiting"
    """Something was done about it, and it is too early to tell what came of it."""
    NO_ROOM = "no_room"
    """Other actions come first."""

    @property
    def is_done(self) -> bool:
        """Whether something was done about the cause already."""
        return self in {Untaught.DONE_AND_FELL, Untaught.DONE_AND_WAITING}


class PlanGap(StrEnum):
    """What a plan cannot know, because a column is missing or says nothing."""

    NO_ANSWERS = "no_answers"
    HOLLOW_ANSWERS = "hollow_answers"
    """No answer says where or how."""
    OTHER_LANGUAGE = "other_language"
    """Most answers are in a language that the program does not read."""
    NO_PEOPLE = "no_people"
    NO_GROUPS = "no_groups"
    NO_AGENTS = "no_agents"
    NO_DATES = "no_dates"
    NO_MINUTES = "no_minutes"


class PromiseBasis(StrEnum):
    """What a promise rests on."""

    EXCESS = "excess"
    """The tickets in excess of the level before the cause began."""
    EARLIER = "earlier"
    """What earlier trainings achieved."""
    ASSUMED = "assumed"
    """The assumption in the rules of the plan."""


class MaterialKind(StrEnum):
    """A document that is ready to send."""

    GUIDE = "guide"
    ANNOUNCEMENT = "announcement"
    CHECK = "check"
    SCRIPT = "script"
    AGENT_CARD = "agent_card"
    EVIDENCE = "evidence"
    NOTICE = "notice"
    WORKAROUND = "workaround"


class TitleForm(StrEnum):
    """The form of a topic's title, from which its objective is said."""

    FIND = "find"
    DO = "do"
    THING = "thing"
    GONE = "gone"
