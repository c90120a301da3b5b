"""Concludes codes from codes: complaint, critical, valence, type of moment, journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain.contacts.codes import DIMENSIONS, VALENCES, Dimension, codes_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain.contacts.definitions import Definitions
    from supportlens.moments.coding.grounds import Grounds
    from supportlens.moments.coding.word_rules import SpokenWords

    Mask = npt.NDArray[np.bool_]

FAILURES = ("b-1", "b-2", "b-3", "b-4")
"""What the service did wrong: whoever says so was not satisfied with an earlier contact: it is critical."""
DEFAULT_RULES = frozenset({"by_default", "by_stage"})
"""The grounds of codes that say nothing of their own about a contact."""
REPROACH = "unsolved_reproach"
"""The rule that finds a reproach in words about an unsolved matter; told calmly it is no complaint."""
_MARKS = ("mark_very_low", "mark_low", "mark_high", "mark_very_high")


def conclude_failures(grounds: Grounds, spoken: SpokenWords) -> None:
    """Conclude complaints and critical moments from what the customer says that the service did."""
    grounds.add("critical", "service_failed", _mark_said(spoken, FAILURES) & grounds.has(*FAILURES))
    grounds.add("critical", "service_failed", grounds.has_on_ground("b-4", "reopened"))
    for code in (*FAILURES[:3], "farewell_for_good"):
        grounds.add("complaint", "bad_behaviour", _mark_said(spoken, (code,)) & grounds.has(code))
    reproach = grounds.has_on_ground("b-4", REPROACH) | (_mark_said(spoken, ("b-4",)) & (spoken.lowest < 0))
    grounds.add("complaint", "bad_behaviour", reproach & grounds.has("b-4"))
    grounds.add("not_met", "bad_behaviour", _mark_said(spoken, ("b-2",)) & grounds.has("b-2"))
    grounds.add("exceeded", "good_behaviour", grounds.has("b+3"))


def hear_praise(grounds: Grounds, spoken: SpokenWords) -> None:
    """Remove a complaint from contacts whose praise outweighs it: "my only complaint" in a eulogy is none.

    What the service did wrong stays a complaint, and so does what the file records as one.
    """
    outweighed = (spoken.tone > 0) & ~_mark_said(spoken, FAILURES)
    for rule in spoken.rules:
        if rule.code == "complaint":
            grounds.remove("complaint", outweighed & grounds.has_on_ground("complaint", rule.id))


def conclude_valence(grounds: Grounds, spoken: SpokenWords) -> None:
    """Add one step to each contact: the customer's own mark, else the tone of all that is told.

    A complaint is bitter whatever else is said; without one, praise and displeasure are added up.
    """
    marked = _mark_by_marks(grounds)
    bitter = (grounds.has("complaint") | (spoken.tone < 0)) & ~marked
    stellar = (spoken.tone > 0) & ~bitter & ~marked
    steps = {
        "v-2": bitter & ((spoken.lowest == VALENCES["v-2"]) | grounds.has("b-3", "indignation")),
        "v-1": bitter,
        "v+2": stellar & (spoken.highest == VALENCES["v+2"]),
        "v+1": stellar,
    }
    chosen = np.zeros(len(bitter), dtype=bool)
    for code, contacts in steps.items():
        grounds.remove(code, ~marked & ~contacts)
        grounds.remove(code, chosen)
        grounds.add(code, "tone_of_codes", contacts & ~chosen)
        chosen |= contacts
    for code in VALENCES:
        grounds.remove(code, marked & ~_mark_on_marks(grounds, code))


def conclude_types(grounds: Grounds, definitions: Definitions) -> None:
    """Add to each contact the type of moment that its situation makes by the definitions in force."""
    for situation, kind in definitions.types_of_situations().items():
        grounds.add(kind, "by_definition", grounds.has(situation))


def conclude_journey(grounds: Grounds, contacts: Mask) -> None:
    """Add to each contact its stage of the journey: its decision says more than its stage of the cycle."""
    keep_one(grounds, Dimension.STAGE)
    taken = ~contacts
    for dimension in (Dimension.DECISION, Dimension.EMOTION, Dimension.STAGE):
        for code in reversed(codes_of(dimension)):
            if code.journey:
                fits = grounds.has(code.id) & ~taken
                grounds.add(code.journey, "by_stage", fits)
                taken |= fits


def give_defaults(grounds: Grounds, contacts: Mask) -> None:
    """Add to the marked contacts (n) the default code of each dimension in which they have none."""
    for dimension, row in DIMENSIONS.items():
        if row.default:
            grounds.add(row.default, "by_default", contacts & ~grounds.has_any_of(dimension))


def keep_one(grounds: Grounds, dimension: Dimension) -> None:
    """Keep the last code of a dimension in the order of the table."""
    later = None
    for code in reversed(codes_of(dimension)):
        has = grounds.has(code.id)
        if later is not None:
            grounds.remove(code.id, later)
        later = has if later is None else later | has


def keep_surest_touchpoints(grounds: Grounds, words: Mask) -> None:
    """Remove the touchpoint of the channel from the contacts (n) whose `words` name one."""
    for code, rule_id in (
        ("phone", "came_by_telephone"),
        ("web", "came_by_web"),
        ("app", "came_by_app"),
        ("place", "came_in_person"),
    ):
        grounds.remove(code, words & grounds.has_on_ground(code, rule_id))


def _mark_said(spoken: SpokenWords, codes: tuple[str, ...]) -> Mask:
    """Mark the contacts (n) whose own words give one of some codes."""
    said = [match for rule, match in zip(spoken.rules, spoken.matches, strict=True) if rule.code in codes]
    return np.any(said, axis=0) if said else np.zeros(len(spoken.tone), dtype=bool)


def _mark_on_marks(grounds: Grounds, code: str) -> Mask:
    marked: Mask = np.any(
        [grounds.has_on_ground(code, rule_id) for rule_id in (*_MARKS, "type_is_praise")], axis=0
    )
    return marked


def _mark_by_marks(grounds: Grounds) -> Mask:
    marked: Mask = np.any([_mark_on_marks(grounds, code) for code in VALENCES], axis=0)
    return marked


SINGLE = tuple(dimension for dimension, row in DIMENSIONS.items() if row.single)
"""The dimensions of which a contact keeps one code."""
