"""Finds the sentences that read like the examples of a code."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain.contacts.codes import codes_by_id
from supportlens.moments.coding.phrase_scores import PhraseScores

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
    """What the sentences of some texts read like.

    The score of a sentence counts less the logarithm of the number of sentences of its text: among many one
    looks like an example by chance. On real questions of a forum (half a dozen sentences each) twice as many
    complaints are found at the same share of calm texts as without it.
    """

    def __init__(self, sentences: Sentences, phrases: PhraseTable) -> None:
        self._phrases = phrases
        self._sentences, self._before = sentences.list_all()
        counts = np.diff([*self._before, len(self._sentences)])
        counted = np.repeat(np.log(np.maximum(counts, 1)), counts)
        scores = PhraseScores(phrases).score_sentences(self._sentences)
        beyond = scores - counted[:, None] - phrases.thresholds
        long = np.fromiter((one.count(" ") >= LEAST_SPACES for one in self._sentences), bool, len(counted))
        self._believed = (beyond >= 0) & long[:, None]
        self._bitter, self._stellar = self._mark_stronger(beyond, -1), self._mark_stronger(beyond, 1)

    def _mark_stronger(self, beyond: Scores, sign: int) -> Mask:
        """Mark the sentences that read more like those of one sign than like those of the other."""
        signs = sign * np.array([codes_by_id()[code].sign for code in self._phrases.codes])
        marked: Mask = beyond[:, signs > 0].max(axis=1) > beyond[:, signs < 0].max(axis=1)
        return marked

    def find(
        self, rule: CodeRule, tones: Mapping[tuple[int, int], tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield text and position of each sentence that reads like the examples of a rule's code.

        What the words of a sentence say by a rule, its `tones`, is surer: praise by a rule is no reproach by
        likeness, nor the reverse.
        """
        if rule.code not in self._phrases.codes:
            return
        found = self._believed[:, self._phrases.codes.index(rule.code)]
        sign = codes_by_id()[rule.code].sign
        reproach = sign < 0 or rule.code in REPROACHES
        if sign or reproach:
            found = found & (self._bitter if reproach else self._stellar)
        forbidden = re.compile("|".join(rule.unless)) if rule.unless else None
        for row in np.flatnonzero(found).tolist():
            text = bisect_right(self._before, row) - 1
            place = row - self._before[text]
            bitter, stellar = tones.get((text, place), (0, 0))
            if (sign > 0 and bitter < 0) or (reproach and stellar > 0):
                continue
            if forbidden is None or not forbidden.search(self._sentences[row]):
                yield text, place
