"""The definitions of the types of moments on which the sources disagree, and the ones in force."""

from __future__ import annotations

from dataclasses import dataclass, fields

from supportlens.domain.messages import message


@dataclass(frozen=True, slots=True)
class Definition:
    """One meaning of a term: an English message, the sources that give it, and the situations it names."""

    id: str
    meaning: str
    sources: tuple[str, ...]
    situations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A term with the meanings that the sources give it; the first is proposed."""

    id: str
    name: str
    choices: tuple[Definition, ...]

    def choice(self, chosen: str) -> Definition:
        """Return the chosen meaning, the proposed one for an unknown id."""
        return next((one for one in self.choices if one.id == chosen), self.choices[0])


TERMS = (
    DefinedTerm(
        "zero",
        message("moment zero"),
        (
            Definition(
                "research",
                message("The customer looks for information before deciding"),
                ("MHA", "iKono"),
                ("research",),
            ),
            Definition(
                "contact",
                message("The very instant of the first contact"),
                ("Fuerza Comercial",),
                ("research", "contact"),
            ),
        ),
    ),
    DefinedTerm(
        "second",
        message("second moment"),
        (
            Definition(
                "first_use", message("The customer uses it for the first time"), ("iKono",), ("first_use",)
            ),
            Definition(
                "acquisition",
                message("The customer acquires it and compares it with what was expected"),
                ("MHA",),
                ("acquisition", "first_use"),
            ),
        ),
    ),
    DefinedTerm(
        "third",
        message("third moment"),
        (
            Definition(
                "after_purchase",
                message(
                    "Everything that the customer does after the purchase, such as renewing or recommending"
                ),
                ("iKono",),
                ("sharing", "after_purchase"),
            ),
            Definition(
                "sharing", message("The customer shares an opinion with others"), ("MHA",), ("sharing",)
            ),
        ),
    ),
    DefinedTerm(
        "moment",
        message("moment of truth"),
        (
            Definition(
                "any_contact", message("Every contact, at any touchpoint"), ("iKono", "Fuerza Comercial")
            ),
            Definition(
                "first_contact",
                message("The first contact about a matter"),
                (message("on the first contact and the critical moment"),),
            ),
            Definition(
                "at_risk",
                message("A contact in which the relationship is at risk"),
                (message("on risk and the seven moments"),),
            ),
        ),
    ),
)
"""The terms that the sources define in different ways; sources are named as in the help."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """The meanings in force: the id of a `Definition` for each term."""

    zero: str = "research"
    second: str = "first_use"
    third: str = "after_purchase"
    moment: str = "any_contact"

    def in_force(self, term: str) -> Definition:
        """Return the meaning in force of a term; raises KeyError for an unknown term."""
        row = {one.id: one for one in TERMS}[term]
        return row.choice(getattr(self, term))

    def types_of_situations(self) -> dict[str, str]:
        """Return the type of moment that each situation makes."""
        found = {"meeting": "first", "farewell_for_good": "below_zero"}
        for name in ("zero", "second", "third"):
            found |= dict.fromkeys(self.in_force(name).situations, name)
        return found


def read_definitions(chosen: dict[str, str]) -> Definitions:
    """Return the definitions in force; unknown terms and meanings fall back to the proposed ones."""
    terms = {one.id: one for one in TERMS}
    named = {field.name: chosen.get(field.name, "") for field in fields(Definitions)}
    return Definitions(**{name: terms[name].choice(value).id for name, value in named.items()})
