"""Finds people whom a text mentions: "Aurelio, de ventas", "account for Luis", "mi jefa laura".

A known given name needs little beside it; one that is a word or a place as well ("Victoria") needs a word
that speaks of people, and a name that no list holds needs a role ("my manager Xiu") or a department.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from supportlens.report.masking.beside_names import BesideNames
from supportlens.report.masking.written_words import WORD, WrittenText, fold_word
from supportlens.resources import people_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.resources import PeopleWords

_LONGEST = 5
"""Words of a name, particles aside: two given names and two surnames, and an initial."""
_KNOWN, _FOREIGN, _DOUBTFUL, _OTHER = 3, 2, 1, 0


class MentionedPeople:
    """Replaces the names of people whom a text mentions."""

    def __init__(self, words: PeopleWords) -> None:
        """Keep the words; those that make a text worth a closer look are gathered."""
        self._words = words
        self._doubtful = words.doubtful | words.with_capital
        self._clues = (words.names - self._doubtful) | words.roles | words.titles
        links = "|".join(map(re.escape, sorted(words.department_links)))
        self._placed = re.compile(rf"(?i)[^\W\d_], (?:{links})\b")

    def mask(
        self,
        text: str,
        placeholder: str,
        is_known: Callable[[str], bool] = lambda _: False,
        is_thing: Callable[[str], bool] = lambda _: False,
    ) -> tuple[str, int]:
        """Replace the names; `is_known` and `is_thing` tell what the log's columns say of a folded word."""
        if not self._is_worth_reading(text, is_known):
            return text, 0
        found = _Reading(text, self._words, is_known, is_thing).find_people()
        parts, done = [], 0
        for start, end in found:
            parts += [text[done:start], placeholder]
            done = end
        return "".join([*parts, text[done:]]), len(found)

    def is_clue(self, joined: str) -> bool:
        """Return whether a word, or one joined to it, is a name, a role or a title wherever it stands."""
        return any(
            (folded := fold_word(word)) in self._clues or (word[0].isupper() and folded in self._doubtful)
            for word in WORD.findall(joined)
        )

    def is_doubtful(self, joined: str) -> bool:
        """Return whether a word, or one joined to it, is a name only with a capital or before a comma."""
        return not self._doubtful.isdisjoint(map(fold_word, WORD.findall(joined)))

    def may_be_placed(self, text: str) -> bool:
        """Return whether somebody may be "from sales", behind a comma."""
        return ", " in text and bool(self._placed.search(text))

    def _is_worth_reading(self, text: str, is_known: Callable[[str], bool]) -> bool:
        """Return whether a name, a role or ", from sales" occurs: the cheap check before the reading."""
        folded = set(map(fold_word, WORD.findall(text)))
        if not self._clues.isdisjoint(folded) or any(map(is_known, folded)):
            return True
        if not self._doubtful.isdisjoint(folded) and any(map(self._stands_out, WORD.finditer(text))):
            return True
        return not self._words.departments.isdisjoint(folded) and bool(self._placed.search(text))

    def _stands_out(self, word: re.Match[str]) -> bool:
        """Return whether a word is a doubtful name with a capital or before a comma."""
        written, following = word.group(), word.string[word.end() : word.end() + 1]
        return (written[0].isupper() or following == ",") and fold_word(written) in self._doubtful


@cache
def mentioned_people() -> MentionedPeople:
    """Return those of all languages."""
    return MentionedPeople(people_words())


class _Reading:
    """One text, read for people."""

    def __init__(
        self,
        text: str,
        words: PeopleWords,
        is_known: Callable[[str], bool],
        is_thing: Callable[[str], bool],
    ) -> None:
        self._text = WrittenText(text)
        self._beside = BesideNames(self._text, words)
        self._lists = words
        self._is_known = is_known
        self._is_thing = is_thing

    def find_people(self) -> list[tuple[int, int]]:
        """Return where the names begin and end, in order."""
        written = self._text.words
        runs: dict[int, int] = {}
        doubts: dict[int, int] = {}
        at = 0
        while at < len(written):
            if not written[at].has_capital and not self._is_listed(written[at].folded):
                at += 1
                continue
            end = self._end_of_name(at)
            if self._is_mentioned(at, end):
                runs[at] = end
                at = end
                continue
            if self._may_be_listed(at):
                doubts[at] = end
            at += 1
        self._join_lists(runs, doubts)
        found: list[tuple[int, int]] = []
        for start, end in sorted(runs.items()):
            if not found or written[start].start >= found[-1][1]:
                found.append((written[start].start, written[end - 1].end))
        return found

    def _is_listed(self, folded: str) -> bool:
        """Return whether a word in small letters is worth a look."""
        return folded in self._lists.names or "-" in folded or self._is_known(folded)

    def _standing(self, at: int) -> int:
        """Return how sure a word is a given name."""
        word = self._text.folded(at)
        if word in self._lists.things:
            return _OTHER
        first = word.partition("-")[0]
        standing = _OTHER
        if word in self._lists.doubtful:
            standing = _DOUBTFUL
        elif word in self._lists.with_capital:
            standing = _FOREIGN if self._text.words[at].has_capital else _DOUBTFUL
        elif word in self._lists.given or first in self._lists.given:
            standing = _KNOWN
        elif word in self._lists.given_elsewhere or self._is_known(word):
            standing = _FOREIGN
        return min(standing, _DOUBTFUL) if self._is_thing(word) else standing

    def _end_of_name(self, at: int) -> int:
        """Return the position behind the name that begins with a word."""
        has_capital = self._text.words[at].has_capital
        end, length = at + 1, 1
        while (
            end < len(self._text.words) and length < _LONGEST and not self._text.words[end - 1].is_possessive
        ):
            step = self._step_into_name(end, has_capital=has_capital)
            if not step:
                break
            end, length = end + step, length + 1
        return end

    def _step_into_name(self, at: int, *, has_capital: bool) -> int:
        """Return how many words from `at` go on with a name: one, more with particles, or none."""
        step = 0
        while self._text.folded(at + step) in self._lists.particles and self._text.is_beside(at + step):
            step += 1
        last = at + step
        if last >= len(self._text.words) or not self._goes_on(last):
            return 0
        word = self._text.words[last]
        if word.folded in {"i", "a"}:
            return 0  # words, not initials
        if word.folded in self._lists.things or word.folded in self._lists.verbs:
            return 0
        is_listed = word.folded in self._lists.surnames or self._standing(last) > _OTHER
        if step == 1 and self._text.folded(at) == "de" and not is_listed:
            return 0  # "Marta de Monterrey"
        if has_capital and word.has_capital:
            return step + 1
        is_quiet = is_listed and not has_capital and word.folded not in self._lists.links
        return step + 1 if is_quiet else 0

    def _goes_on(self, at: int) -> bool:
        """Return whether only blanks, or the point of an initial, stand before the word."""
        initial = self._text.words[at - 1]
        return self._text.is_beside(at) or (
            initial.end - initial.start == 1 and self._text.gap(at).strip(" ") == "."
        )

    def _is_mentioned(self, at: int, end: int) -> bool:
        """Return whether the words from `at` to `end` are the name of a person."""
        standing, word = self._standing(at), self._text.words[at]
        if self._beside.is_named_thing(at, end):
            return False
        if standing == _OTHER:
            return self._is_unlisted_person(at, end)
        if not word.has_capital and word.folded in self._lists.verbs:
            return False
        if self._beside.has_role_before(at) or self._beside.has_title_before(at):
            return True
        is_told = (
            self._beside.has_lead_before(at)
            or self._beside.has_label_before(at)
            or self._beside.has_department_after(end)
        )
        if standing == _DOUBTFUL:
            looks_like_name = word.has_capital or self._text.gap(end)[:1] == ","
            return looks_like_name and (is_told or self._has_surname(at, end))
        stands_inside = word.has_capital and not self._text.begins_sentence(at)
        return stands_inside or is_told or self._is_told_of_known(at, end)

    def _is_told_of_known(self, at: int, end: int) -> bool:
        """Return whether a known name that begins a sentence or has no capital is a person's."""
        begins = self._text.begins_sentence(at)
        if begins and self._text.ends_sentence(end):
            return True
        if self._beside.is_owner(end) or self._has_surname(at, end):
            return True
        if self._text.words[at].has_capital and self._standing(at) == _KNOWN:
            return self._text.folded(end) not in self._lists.verbs_of_being
        if begins or self._text.words[at].has_capital:
            return self._beside.has_verb_after(end)
        is_linked = self._text.is_beside(at) and self._text.folded(at - 1) in self._lists.links
        return is_linked or (self._beside.has_verb_after(end) and at < 2)

    def _is_unlisted_person(self, at: int, end: int) -> bool:
        """Return whether a name that no list holds is one by what stands beside it."""
        word = self._text.words[at]
        if word.folded in self._lists.no_names:
            return False
        if self._beside.has_title_before(at):
            return word.has_capital or word.folded in self._lists.surnames
        if not word.has_capital or word.end - word.start < 3 or self._is_thing(word.folded):
            return False
        if self._beside.has_role_before(at) or self._beside.has_department_after(end, needs_comma=True):
            return True
        link = self._text.folded(at - 1)
        is_linked = link in self._lists.links and len(link) > 1
        is_told = is_linked or self._beside.has_lead_before(at) or self._beside.has_label_before(at)
        return is_told and self._has_surname(at, end)

    def _has_surname(self, at: int, end: int) -> bool:
        last = self._text.folded(end - 1)
        return end - at > 1 and (last in self._lists.surnames or self._standing(end - 1) >= _FOREIGN)

    def _may_be_listed(self, at: int) -> bool:
        standing = self._standing(at)
        return standing >= _FOREIGN or (standing == _DOUBTFUL and self._text.words[at].has_capital)

    def _join_lists(self, runs: dict[int, int], doubts: dict[int, int]) -> None:
        """Take the names that stand in a row with another name: "Ana, Luis y Marta"."""
        both = sorted(runs.items() | doubts.items())
        for (left, left_end), (right, right_end) in pairwise(both):
            if left_end <= right and self._are_joined(left_end, right) and self._is_pair(left, right, runs):
                runs[left], runs[right] = left_end, right_end
        for (left, left_end), (right, _) in reversed(list(pairwise(both))):
            if right in runs and left not in runs and left_end <= right and self._are_joined(left_end, right):
                runs[left] = left_end

    def _is_pair(self, left: int, right: int, runs: dict[int, int]) -> bool:
        if left in runs or right in runs:
            return True
        return all(
            self._standing(at) >= _FOREIGN and self._text.words[at].has_capital for at in (left, right)
        )

    def _are_joined(self, end: int, at: int) -> bool:
        """Return whether a comma, "and" or both stand between two names."""
        if end == at:
            return self._text.gap(at).strip() in {",", "&", "/", "+"}
        between = [self._text.folded(place) for place in range(end, at)]
        return between[0] in self._lists.joins and len(between) <= 2 and not self._text.gap(end).strip(" ,")
