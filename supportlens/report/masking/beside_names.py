"""What stands beside a name in a text and tells a person: a role, a title, a verb, a department."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.report.masking.written_words import WrittenText
    from supportlens.resources import PeopleWords

_LONGEST_LEAD = 3
"""Words of the longest phrase before a person."""
_MARKS = frozenset({":", "-", ".", "=", ".:"})
"""What stands between a label and a name."""


class BesideNames:
    """The words around the names of one text; a name runs from the word `at` to the word before `end`."""

    def __init__(self, text: WrittenText, words: PeopleWords) -> None:
        """Keep both."""
        self._text = text
        self._lists = words

    def has_role_before(self, at: int) -> bool:
        """Return whether "mi jefa" stands before it, with or without a comma."""
        if self._text.folded(at - 1) not in self._lists.roles or self._text.gap(at).strip(" \t,"):
            return False
        lead = at - 3 if self._text.folded(at - 2) in self._lists.role_adjectives else at - 2
        return self._text.folded(lead) in self._lists.role_leads

    def has_title_before(self, at: int) -> bool:
        """Return whether "Dra." stands before it, or before its particles: "la Dra. de la Cruz"."""
        while self._text.folded(at - 1) in self._lists.particles and self._text.is_beside(at):
            at -= 1
        return self._text.folded(at - 1) in self._lists.titles and not self._text.gap(at).strip(" .")

    def has_lead_before(self, at: int) -> bool:
        """Return whether "hablé con" stands before it."""
        before = [self._text.folded(at - back) for back in range(_LONGEST_LEAD, 0, -1)]
        if self._text.gap(at).strip(" \t:,"):
            return False
        return any(tuple(before[start:]) in self._lists.leads for start in range(_LONGEST_LEAD))

    def has_label_before(self, at: int) -> bool:
        """Return whether "Contacto:" stands before it."""
        return self._text.folded(at - 1) in self._lists.labels and self._text.gap(at).strip() in _MARKS

    def has_verb_after(self, at: int) -> bool:
        """Return whether "dice" or "no puede" stands at a position, right behind a name."""
        if not self._text.is_beside(at):
            return False
        word, following = self._text.folded(at), self._text.folded(at + 1)
        return word in self._lists.verbs or (word == "no" and following in self._lists.verbs_after_not)

    def has_department_after(self, at: int, *, needs_comma: bool = False) -> bool:
        """Return whether ", de ventas", "(ventas)" or "from sales" follows."""
        if at >= len(self._text.words):
            return False
        mark = self._text.gap(at).strip()
        if mark not in ({","} if needs_comma else {"", ",", "("}):
            return False
        place = at
        if self._text.folded(place) in self._lists.department_links:
            place += 1
        elif needs_comma or not mark:
            return False
        if self._text.folded(place) in self._lists.articles:
            place += 1
        if self._text.folded(place) not in self._lists.departments:
            return False
        department = self._text.words[place]
        is_short = department.end - department.start < 3
        return not is_short or self._text.text[department.start : department.end].isupper()  # "IT", not "it"

    def is_owner(self, end: int) -> bool:
        """Return whether "Luis's" or "Thomas'" is written."""
        apostrophe = self._text.gap(end)[:2] in {"' ", "\N{RIGHT SINGLE QUOTATION MARK} "}
        return apostrophe or self._text.words[end - 1].is_possessive

    def is_named_thing(self, at: int, end: int) -> bool:
        """Return whether a word beside it says that it is a place, a company or a product."""
        before = self._text.folded(at - 1)
        if self._text.is_beside(at) and before in self._lists.thing_leads and not self.has_role_before(at):
            return True
        follows = self._text.words[end] if end < len(self._text.words) else None
        return bool(
            follows
            and follows.has_capital
            and self._text.is_beside(end)
            and follows.folded in self._lists.things
            and follows.folded not in self._lists.verbs
        )
