"""The codes of a contact, with all properties of each in one row.

To add a code, add its row here, the Spanish of its name to the catalogues, and its rules to a file in
`resources/playbook/codes`. Nothing else lists every code; a row without words or without a rule fails a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from supportlens.domain.messages import message


class Dimension(StrEnum):
    """What a code says of a contact; codes of different dimensions are independent."""

    COMPLAINT = "complaint"
    MOMENT_TYPE = "moment_type"
    CRITICAL = "critical"
    VALENCE = "valence"
    BEHAVIOUR = "behaviours"
    STAGE = "stage"
    JOURNEY = "journey"
    TOUCHPOINT = "touchpoint"
    EXPECTATION = "expectation"
    EMOTION = "emotion"
    DECISION = "decision"
    SITUATION = "situation"
    """Where the customer stands; the definition in force makes a type of moment of it."""

    @property
    def row(self) -> DimensionRow:
        """The properties of the dimension."""
        return DIMENSIONS[self]


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """The properties of a dimension. Its name is an English message."""

    name: str
    single: bool = False
    """Whether a contact has at most one code of it; of several, the last in the table of codes."""
    default: str = ""
    """The code of a contact without another, "" for none."""
    shown: bool = True
    """Whether pages offer it as a facet."""


DIMENSIONS = {
    Dimension.COMPLAINT: DimensionRow(message("Complaint")),
    Dimension.MOMENT_TYPE: DimensionRow(message("Type of moment"), single=True, default="intermediate"),
    Dimension.CRITICAL: DimensionRow(message("Critical moment")),
    Dimension.VALENCE: DimensionRow(message("Stellar or bitter"), single=True),
    Dimension.BEHAVIOUR: DimensionRow(message("Behaviour of the service")),
    Dimension.STAGE: DimensionRow(message("Stage of the service cycle"), single=True, default="c7"),
    Dimension.JOURNEY: DimensionRow(message("Stage of the journey"), single=True, default="j4"),
    Dimension.TOUCHPOINT: DimensionRow(message("Touchpoint")),
    Dimension.EXPECTATION: DimensionRow(message("Expectation"), single=True),
    Dimension.EMOTION: DimensionRow(message("Emotion")),
    Dimension.DECISION: DimensionRow(message("Decision")),
    Dimension.SITUATION: DimensionRow(message("Situation"), shown=False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code; its name is an English message."""

    id: str
    dimension: Dimension
    name: str
    sign: int = 0
    """What it says of the valence: -2, -1, +1, +2; 0 if nothing."""
    journey: str = ""
    """The stage of the journey that it belongs to, for a stage of the cycle or a decision."""
    concepts: tuple[str, ...] = ()
    """The ids of the concepts that it stands for, in `resources/help/concepts.toml`."""


_D = Dimension

CODES = (
    Code(id="complaint", dimension=_D.COMPLAINT, name=message("complaint"), sign=-1, concepts=("s1",)),
    Code(id="critical", dimension=_D.CRITICAL, name=message("critical"), concepts=("t7", "r12")),
    # Of several types the later one wins: what the customer decided says more than where the contact is.
    Code(id="intermediate", dimension=_D.MOMENT_TYPE, name=message("intermediate moment"), concepts=("t5",)),
    Code(id="zero", dimension=_D.MOMENT_TYPE, name=message("moment zero"), concepts=("t2",)),
    Code(id="first", dimension=_D.MOMENT_TYPE, name=message("first moment"), concepts=("t3", "m19")),
    Code(id="second", dimension=_D.MOMENT_TYPE, name=message("second moment"), concepts=("t4", "m22")),
    Code(id="third", dimension=_D.MOMENT_TYPE, name=message("third moment"), concepts=("t6", "r20")),
    Code(id="below_zero", dimension=_D.MOMENT_TYPE, name=message("moment below zero"), concepts=("t1", "r1")),
    Code(id="v-2", dimension=_D.VALENCE, name=message("very bitter"), sign=-2, concepts=("t9", "t11")),
    Code(id="v-1", dimension=_D.VALENCE, name=message("bitter"), sign=-1, concepts=("t9", "t11")),
    Code(id="v+1", dimension=_D.VALENCE, name=message("stellar"), sign=1, concepts=("t8", "t10")),
    Code(id="v+2", dimension=_D.VALENCE, name=message("very stellar"), sign=2, concepts=("t8", "t10")),
    Code(id="b+1", dimension=_D.BEHAVIOUR, name=message("close, personal treatment"), sign=1),
    Code(id="b+2", dimension=_D.BEHAVIOUR, name=message("anticipated the need"), sign=1),
    Code(id="b+3", dimension=_D.BEHAVIOUR, name=message("surprised with a gift or attention"), sign=2),
    Code(id="b+4", dimension=_D.BEHAVIOUR, name=message("interest beyond the sale"), sign=1),
    Code(id="b-1", dimension=_D.BEHAVIOUR, name=message("ignored or neglected"), sign=-1),
    Code(id="b-2", dimension=_D.BEHAVIOUR, name=message("broke a promise or deceived"), sign=-1),
    Code(id="b-3", dimension=_D.BEHAVIOUR, name=message("indifferent or contemptuous"), sign=-2),
    Code(id="b-4", dimension=_D.BEHAVIOUR, name=message("left without a solution")),
    # Of several stages the later in this list wins: the general after-sales stage comes first.
    Code(id="c7", dimension=_D.STAGE, name=message("after-sales service"), journey="j4", concepts=("c7",)),
    Code(id="c2", dimension=_D.STAGE, name=message("first contact"), journey="j2", concepts=("c2",)),
    Code(id="c6", dimension=_D.STAGE, name=message("farewell"), journey="j4", concepts=("c6",)),
    Code(id="c5", dimension=_D.STAGE, name=message("closing the sale"), journey="j3", concepts=("c5",)),
    Code(id="c3", dimension=_D.STAGE, name=message("understanding the need"), journey="j2", concepts=("c3",)),
    Code(id="c4", dimension=_D.STAGE, name=message("negotiation"), journey="j3", concepts=("c4",)),
    Code(id="c1", dimension=_D.STAGE, name=message("reputation"), journey="j1", concepts=("c1",)),
    Code(id="j1", dimension=_D.JOURNEY, name=message("discovery")),
    Code(id="j2", dimension=_D.JOURNEY, name=message("consideration")),
    Code(id="j3", dimension=_D.JOURNEY, name=message("purchase")),
    Code(id="j4", dimension=_D.JOURNEY, name=message("experience")),
    Code(id="j5", dimension=_D.JOURNEY, name=message("loyalty")),
    Code(id="j6", dimension=_D.JOURNEY, name=message("recommendation")),
    Code(id="person", dimension=_D.TOUCHPOINT, name=message("person who serves")),
    Code(id="web", dimension=_D.TOUCHPOINT, name=message("web")),
    Code(id="app", dimension=_D.TOUCHPOINT, name=message("app")),
    Code(id="phone", dimension=_D.TOUCHPOINT, name=message("telephone and its cost")),
    Code(id="place", dimension=_D.TOUCHPOINT, name=message("place")),
    Code(id="document", dimension=_D.TOUCHPOINT, name=message("document")),
    Code(id="promotion", dimension=_D.TOUCHPOINT, name=message("promotion")),
    Code(id="invoice", dimension=_D.TOUCHPOINT, name=message("invoice")),
    Code(id="exceeded", dimension=_D.EXPECTATION, name=message("expectation exceeded"), sign=2),
    Code(id="met", dimension=_D.EXPECTATION, name=message("expectation met"), sign=1),
    Code(id="not_met", dimension=_D.EXPECTATION, name=message("expectation not met"), sign=-1),
    Code(id="trust", dimension=_D.EMOTION, name=message("trust"), sign=1),
    Code(id="gratitude", dimension=_D.EMOTION, name=message("gratitude"), sign=1),
    Code(id="surprise", dimension=_D.EMOTION, name=message("pleasant surprise"), sign=1),
    Code(id="satisfaction", dimension=_D.EMOTION, name=message("satisfaction"), sign=1),
    Code(id="fidelity", dimension=_D.EMOTION, name=message("fidelity"), sign=1, journey="j5"),
    Code(id="recognition", dimension=_D.EMOTION, name=message("recognition"), sign=1),
    Code(id="dissatisfaction", dimension=_D.EMOTION, name=message("dissatisfaction"), sign=-1),
    Code(id="claim", dimension=_D.EMOTION, name=message("claim"), sign=-1),
    Code(id="indignation", dimension=_D.EMOTION, name=message("indignation"), sign=-2),
    Code(id="distrust", dimension=_D.EMOTION, name=message("distrust"), sign=-1),
    Code(id="frustration", dimension=_D.EMOTION, name=message("frustration"), sign=-1),
    Code(id="discontent", dimension=_D.EMOTION, name=message("discontent"), sign=-1),
    Code(id="buy", dimension=_D.DECISION, name=message("buy"), journey="j3"),
    Code(id="cancel", dimension=_D.DECISION, name=message("cancel"), journey="j5"),
    Code(id="leave", dimension=_D.DECISION, name=message("leave"), journey="j5"),
    Code(id="renew", dimension=_D.DECISION, name=message("renew"), journey="j5"),
    Code(id="recommend", dimension=_D.DECISION, name=message("recommend"), journey="j6"),
    Code(id="contact", dimension=_D.SITUATION, name=message("first contact of all")),
    Code(id="research", dimension=_D.SITUATION, name=message("research before deciding")),
    Code(id="acquisition", dimension=_D.SITUATION, name=message("acquiring it")),
    Code(id="meeting", dimension=_D.SITUATION, name=message("meeting the product for the first time")),
    Code(id="first_use", dimension=_D.SITUATION, name=message("first use")),
    Code(id="after_purchase", dimension=_D.SITUATION, name=message("activity after the purchase")),
    Code(id="sharing", dimension=_D.SITUATION, name=message("sharing the experience")),
    Code(id="farewell_for_good", dimension=_D.SITUATION, name=message("decided not to return")),
)
"""All codes; within a dimension with one code a contact, the later prevails."""

VALENCES = {code.id: code.sign for code in CODES if code.dimension is Dimension.VALENCE}
"""The steps of the valence, from very bitter (-2) to very stellar (+2)."""


@cache
def codes_by_id() -> dict[str, Code]:
    """Return every code by its id; raises ValueError for an id that stands twice."""
    found = {code.id: code for code in CODES}
    if len(found) != len(CODES):
        raise ValueError(sorted(code.id for code in CODES))
    return found


def codes_of(dimension: Dimension) -> tuple[Code, ...]:
    """Return the codes of a dimension, in the order of the table."""
    return tuple(code for code in CODES if code.dimension is dimension)
