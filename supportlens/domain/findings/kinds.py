"""Kinds of cause, with all properties of each in one row.

To add a kind, add its member and its row here, the Spanish of its messages to the catalogues, and its signals
to `resources/playbook/signals.toml`. Nothing else lists every kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from supportlens.domain.findings.answers import Question
from supportlens.domain.messages import counted_message, message

HueName = Literal[
    "green", "vermilion", "blue", "sky", "pink", "ink", "yellow", "orange", "wine", "grey", "olive", "indigo"
]
"""The hues for kinds of cause in the window; each kind has a unique one."""


class ActionType(StrEnum):
    """The type of action that a kind of cause needs."""

    TRAIN = "train"
    FIX = "fix"
    GRANT_ACCESS = "grant_access"
    CONFIGURE = "configure"
    CORRECT_DATA = "correct_data"
    RESTORE = "restore"
    STREAMLINE = "streamline"
    EXPLAIN_CHARGES = "explain_charges"
    COACH_SERVICE = "coach_service"
    WARN = "warn"
    ASK = "ask"

    @property
    def label(self) -> str:
        """Its label: an English message."""
        return _ACTION_LABELS[self]

    @property
    def is_training(self) -> bool:
        """Whether it teaches people; all other actions fix something."""
        return self in {ActionType.TRAIN, ActionType.COACH_SERVICE}


_ACTION_LABELS = {
    ActionType.TRAIN: message("Training"),
    ActionType.FIX: message("Fix"),
    ActionType.GRANT_ACCESS: message("Restore access"),
    ActionType.CONFIGURE: message("Correct the settings"),
    ActionType.CORRECT_DATA: message("Correct the data"),
    ActionType.RESTORE: message("Restore and prevent"),
    ActionType.STREAMLINE: message("Simplify requests"),
    ActionType.EXPLAIN_CHARGES: message("Explain or correct charges"),
    ActionType.COACH_SERVICE: message("Coach the support team"),
    ActionType.WARN: message("Warn people"),
    ActionType.ASK: message("Ask first"),
}


class Kind(StrEnum):
    """The kind of problem that makes people call."""

    KNOWLEDGE_GAP = "knowledge_gap"
    DEFECT = "defect"
    ACCESS = "access"
    CONFIGURATION = "configuration"
    DATA = "data"
    OUTAGE = "outage"
    REQUEST = "request"
    BILLING = "billing"
    TREATMENT = "treatment"
    DECEPTION = "deception"
    UNCLEAR = "unclear"

    @property
    def row(self) -> KindOfCause:
        """The properties of the kind."""
        return KINDS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfCause:
    """The properties of a kind of cause. Its texts are English messages, translated by the interfaces."""

    name: str
    action: ActionType
    questions: tuple[Question, Question, Question]
    """Questions that confirm or refute it, the most informative first."""
    actionable: float
    """Actionability if place and change are known, 0 to 1: a part of the priority."""
    hue: HueName
    clause: str
    """What people experience and what help it needs, at the end of the verdict's sentence."""
    clause_without_onset: str = ""
    """The same for a cause that did not begin within the log; empty if `clause` fits."""
    clause_counted: tuple[str, str] | None = None
    """The same with the number of people it reached, if the log names them."""
    to_do: str
    """The recommended action, with the placeholders {place}, {who}, {count} of tickets and {subject}.

    The subject is the place or, where none is known, the name of the cause, for use in brackets.
    """
    shared: str
    """What its symptoms share if nothing else is known, in the name of a cause."""
    matter: str = message("this topic")
    """The subject if no place is known, for use within a sentence."""
    sounds_like: frozenset[Kind] = frozenset()
    """The kinds whose words people also use for it."""


KINDS = {
    Kind.KNOWLEDGE_GAP: KindOfCause(
        name=message("Knowledge gap"),
        action=ActionType.TRAIN,
        questions=(Question.WORKS_AS_DESIGNED, Question.WHO_WAS_TOLD, Question.WHAT_CHANGED),
        actionable=1.0,
        hue="green",
        clause=message(
            "people cannot find where things are or how to do them. It seems to work; nobody has explained it."
        ),
        clause_without_onset=message(
            "people cannot find where things are or how to do them. It seems to work; it needs explaining."
        ),
        shared=message("where things are"),
        to_do=message("Train {who} in {place}: what changed, where things are and how to do them."),
    ),
    Kind.DEFECT: KindOfCause(
        name=message("Defect"),
        action=ActionType.FIX,
        questions=(Question.WORKS_AS_DESIGNED, Question.WHERE_SEEN, Question.WHAT_CHANGED),
        actionable=0.7,
        hue="vermilion",
        clause=message("something in it is failing. It needs fixing; training will not help."),
        shared=message("several things fail"),
        to_do=message(
            "Get the fault in {place} fixed, tell {who} what to do in the meantime, and say when it will be ready."
        ),
    ),
    Kind.ACCESS: KindOfCause(
        name=message("Access"),
        action=ActionType.GRANT_ACCESS,
        questions=(Question.WHAT_CHANGED, Question.WHO_WAS_TOLD, Question.WHERE_SEEN),
        actionable=0.9,
        hue="blue",
        clause=message("people cannot get in. Their access needs restoring."),
        shared=message("problems getting in"),
        to_do=message("Restore access to {place} for {who} and simplify how people get it."),
    ),
    Kind.CONFIGURATION: KindOfCause(
        name=message("Configuration"),
        action=ActionType.CONFIGURE,
        questions=(Question.WHERE_SEEN, Question.WHAT_CHANGED, Question.WORKS_AS_DESIGNED),
        actionable=0.9,
        hue="sky",
        clause=message("a setting looks wrong. Somebody needs to correct it."),
        shared=message("wrong settings"),
        to_do=message("Correct the settings of {place} and check that no other place has the same ones."),
        sounds_like=frozenset({Kind.DEFECT}),
    ),
    Kind.DATA: KindOfCause(
        name=message("Data"),
        action=ActionType.CORRECT_DATA,
        questions=(Question.WHERE_SEEN, Question.SINCE_WHEN, Question.WHAT_CHANGED),
        actionable=0.8,
        hue="pink",
        clause=message("the records or figures are wrong. The data needs correcting."),
        shared=message("wrong data"),
        to_do=message("Correct the records in {place} and find out where the errors come from."),
    ),
    Kind.OUTAGE: KindOfCause(
        name=message("Outage"),
        action=ActionType.RESTORE,
        questions=(Question.WHAT_CHANGED, Question.WHERE_SEEN, Question.WHO_WAS_TOLD),
        actionable=0.5,
        hue="ink",
        clause=message("many tickets came at once, as when a service stops. The reason needs to be found."),
        clause_counted=counted_message(
            "{count} person says that the service stopped. The reason needs to be found.",
            "{count} people say that the service stopped. The reason needs to be found.",
        ),
        shared=message("the service stopped"),
        to_do=message("Find out what stopped {place}, and agree who tells {who} if it happens again."),
        matter=message("the service"),
        sounds_like=frozenset({Kind.DEFECT}),
    ),
    Kind.REQUEST: KindOfCause(
        name=message("Request"),
        action=ActionType.STREAMLINE,
        questions=(Question.WHAT_CHANGED, Question.WHO_WAS_TOLD, Question.SINCE_WHEN),
        actionable=0.8,
        hue="yellow",
        clause=message("people are asking for something. Getting it can be made simpler."),
        shared=message("several requests"),
        to_do=message("Simplify the request ({subject}): a form, a clear deadline and somebody who decides."),
    ),
    Kind.BILLING: KindOfCause(
        name=message("Billing or promise"),
        action=ActionType.EXPLAIN_CHARGES,
        questions=(Question.WHAT_WAS_PROMISED, Question.WHAT_CHANGED, Question.WHO_WAS_TOLD),
        actionable=0.7,
        hue="orange",
        clause=message("people dispute a charge or a promise. Somebody has to explain or correct it."),
        shared=message("disputed charges"),
        to_do=message(
            "Explain the charge or promise to {who} before they ask, and correct what is wrong ({subject})."
        ),
    ),
    Kind.TREATMENT: KindOfCause(
        name=message("Treatment"),
        action=ActionType.COACH_SERVICE,
        questions=(Question.WHAT_CHANGED, Question.WHERE_SEEN, Question.WHAT_WAS_PROMISED),
        actionable=0.6,
        hue="wine",
        clause=message(
            "people complain about how they are treated. The support team needs help to do better."
        ),
        shared=message("poor treatment"),
        to_do=message("Coach the support team ({subject}) and call {who} back."),
    ),
    Kind.DECEPTION: KindOfCause(
        name=message("Attempted fraud"),
        action=ActionType.WARN,
        questions=(Question.WHERE_SEEN, Question.SINCE_WHEN, Question.WHO_WAS_TOLD),
        actionable=0.9,
        hue="indigo",
        clause=message("somebody is trying to deceive people. They need a warning; nothing has to be fixed."),
        shared=message("suspicious mails and calls"),
        to_do=message(
            "Warn everybody it may reach, not only {who} ({subject}): how to recognise the deception, where to"
            " report it, and what to do if they answered it."
        ),
        matter=message("the suspicious messages"),
    ),
    Kind.UNCLEAR: KindOfCause(
        name=message("Unclear"),
        action=ActionType.ASK,
        questions=(Question.WORKS_AS_DESIGNED, Question.WHAT_CHANGED, Question.WHO_WAS_TOLD),
        actionable=0.2,
        hue="grey",
        clause=message("the texts do not show clearly what kind of problem it is. Ask before acting."),
        shared=message("several matters at once"),
        to_do=message(
            "Read twenty of these tickets and ask what works, what changed and who was told before acting."
        ),
    ),
}
"""Every kind with its row.

`actionable` is judgement: a course can be given next week, an outage that is over cannot be undone. A higher
value raises the causes of a kind by up to a tenth of their priority (`actionable` in `priorities.toml`).
"""
