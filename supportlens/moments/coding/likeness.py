"""Finds the sentences that read like the examples of a code."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain.contacts.codes import codes_by_id
from supportlens.moments.coding.own_examples import mark_near
from supportlens.moments.coding.phrase_scores import TOLD_AT_LENGTH, PhraseScores

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from supportlens.domain.contacts.phrases import PhraseTable
    from supportlens.domain.contacts.rules import CodeRule
    from supportlens.moments.sentences import Sentences

    Mask = npt.NDArray[np.bool_]
    Scores = npt.NDArray[np.float32]

REPROACHES = ("critical", "b-4")
"""Codes that reproach the service something without a sign of their own."""

LEAST_SPACES = 2
"""Spaces of a sentence that can be compared: of one word or two chance decides.

Without it "very slow" reads like praise and a lone question mark like a choice; of the planted contacts in
other words hardly any is lost.
"""


class Likeness:
    """What the sentences of some texts read like, alone or together with the next one.

    The score of a sentence counts less the logarithm of the number of sentences of its text: among many one
    looks like an example by chance. On real questions of a forum (half a dozen sentences each) twice as many
    complaints are found at the same share of calm texts as without it.
    """

    def __init__(self, sentences: Sentences, phrases: PhraseTable) -> None:
        self._phrases = phrases
        self._sentences, self._before = sentences.list_all()
        counts = np.diff([*self._before, len(self._sentences)])
        several = np.repeat(counts > 1, counts)
        spaces = np.fromiter((one.count(" ") for one in self._sentences), np.int64, len(several))
        at_length = np.isin(phrases.codes, TOLD_AT_LENGTH)
        blaming = np.flatnonzero(np.isfinite(phrases.among_reproaches))
        self._believed, self._among = np.zeros((2, len(several), len(phrases.codes)), dtype=bool)
        self._bitter, self._stellar = np.zeros((2, len(several)), dtype=bool)
        self._blame = np.full(len(several), -np.inf, dtype=np.float32)
        # Block by block: the scores of all sentences would be the largest table of an analysis.
        for block, scores in PhraseScores(phrases).score_blocks(self._sentences, counts):
            beyond = scores - phrases.thresholds
            enough = (spaces[block] >= LEAST_SPACES)[:, None] | (several[block, None] & at_length)
            self._believed[block] = (beyond >= 0) & enough
            blamed = scores[:, blaming]
            self._blame[block] = blame = blamed.max(axis=1, initial=-np.inf)
            most = (blamed >= phrases.among_reproaches[blaming]) & (blamed == blame[:, None])
            self._among[block, blaming] = most & enough[:, blaming]
            self._bitter[block] = self._mark_stronger(beyond, -1)
            self._stellar[block] = self._mark_stronger(beyond, 1)

    def _place(self, row: int) -> tuple[int, int]:
        """Return the text of a sentence and its position there."""
        text = bisect_right(self._before, row) - 1
        return text, row - self._before[text]

    def _mark_stronger(self, beyond: Scores, sign: int) -> Mask:
        """Mark the sentences that read more like those of one sign than like those of the other."""
        signs = sign * np.array([codes_by_id()[code].sign for code in self._phrases.codes])
        marked: Mask = beyond[:, signs > 0].max(axis=1) > beyond[:, signs < 0].max(axis=1)
        return marked

    def find(
        self, rule: CodeRule, tones: Mapping[tuple[int, int], tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield text and position of each sentence like a rule's examples, or those of its code.

        What the words of a sentence say by a rule, its `tones`, is surer: praise by a rule is no reproach by
        likeness, nor the reverse. In a text that is displeased by one of them, or by the likeness of a rule
        before this one, a lower score tells what it is displeased with.
        """
        forbidden = re.compile("|".join(rule.unless)) if rule.unless else None
        if rule.examples:
            near = np.flatnonzero(mark_near(self._sentences, rule.examples, self._phrases))
            yield from (
                self._place(row)
                for row in near.tolist()
                if forbidden is None or not forbidden.search(self._sentences[row])
            )
        if rule.examples or rule.code not in self._phrases.codes:
            return
        column = self._phrases.codes.index(rule.code)
        believed, among = self._believed[:, column], self._among[:, column]
        displeased = {text for (text, _), tone in tones.items() if tone[0] < 0}
        found = believed | among
        sign = codes_by_id()[rule.code].sign
        reproach = sign < 0 or rule.code in REPROACHES
        if sign or reproach:
            found = found & (self._bitter if reproach else self._stellar)
        for row in np.flatnonzero(found).tolist():
            text, _ = self._place(row)
            if not believed[row] and text not in displeased:
                continue
            places = self._list_places(rule.code, text, row)
            said = [self._sentences[self._before[text] + place] for place in places]
            if forbidden is not None and any(map(forbidden.search, said)):
                continue
            for place in places:
                bitter, stellar = tones.get((text, place), (0, 0))
                if (sign > 0 and bitter < 0) or (reproach and stellar > 0):
                    continue
                yield text, place
                break

    def _list_places(self, code: str, text: int, row: int) -> list[int]:
        """List the places in a text of sentences that were read as one, the one that blames most first."""
        after = self._before[text + 1] if text + 1 < len(self._before) else len(self._sentences)
        rows = range(row, min(row + 2, after)) if code in TOLD_AT_LENGTH else range(row, row + 1)
        return [one - self._before[text] for one in sorted(rows, key=lambda one: -self._blame[one])]
