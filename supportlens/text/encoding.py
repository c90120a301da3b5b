"""Encodes tickets as vectors, so that similar tickets are close to each other."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from supportlens.domain import HERE, SideWork, Stage, Vectors, part_of_progress, silent
from supportlens.statistics import hold_in_memory, scale_rows
from supportlens.text.bridge import Bridge
from supportlens.text.distinct_texts import merge_duplicates
from supportlens.text.lexical import build_characters_view, build_words_view
from supportlens.text.student import prepare_students
from supportlens.text.teacher import Teacher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from supportlens.domain import (
        BridgeTable,
        Cleaned,
        FractionProgress,
        Lexicon,
        Progress,
        Workers,
    )
    from supportlens.statistics import HoldRows
    from supportlens.text.student import Placing
    from supportlens.text.teacher import Network

    Matrix = npt.NDArray[np.float32]
    Rows = npt.NDArray[np.int64]

TAUGHT_TOKENS = 50_000
"""Maximum tokens read by the teacher, some six seconds on a modest machine; it samples larger logs.

AMI on all of Banking77 (three seeds): 0.769 with 30 000, 0.774 with 40 000, 0.778 with 50 000 and 0.782 with
80 000, as with every text read. With 40 000 logs of 4 500 texts, which 50 000 read whole, lose 0.006
(CLINC150). More tokens cost seconds in proportion.
"""
TAUGHT = 1_100
"""Minimum texts read by the teacher; the student learns from them.

Of a forum's long questions (90 tokens each) what it predicts has a cosine of 0.69 with the teacher, less what
all have in common; 0.72 with 1 500, which take a third longer.
"""
TAUGHT_ABROAD, LEFT_ABROAD = 400, 1_000
"""Least texts that the teacher reads of a language that it does not know, and most that it leaves unread.

There the bilingual table tells more than the teacher, and what a student makes of it is smoother. AMI
with all read, with 400 and with 300: MInDS-14 in Spanish (476 different texts) 0.933, 0.933 and 0.935, in
both languages 0.900, 0.912 and 0.914. With 300 the interval of the start in a planted log of 1 000
tickets moved by a day against all read; from 400 on it does not. Larger logs tell finer things: 5 343
commands have 0.610 with all, 0.609 with 3 000, 0.598 with 600. A thousand texts are two to four seconds
of a core.
"""
FITTED = 14_000
"""Maximum fully encoded texts; a student predicts the rest from them.

Judgement: above all of Banking77 (13 083 texts); larger makes large logs slower, smaller leaves more to the
student.
"""
LEXICAL = 0.4
"""Weight of each lexical view relative to the semantic one.

Judgement: more groups by words, less groups codes and names by meaning alone.
"""
TEACHER_ABROAD = 0.7
"""Weight of the teacher, next to the bilingual table, in a language that it does not know.

Judgement: an English encoder still knows names, codes and cognates; larger blurs the rest.
"""
DIMENSIONS = 256
"""Dimensions kept of the combined views: more changes no neighbour."""
KEPT_DECIMALS = 5
"""Decimals kept, because further ones depend on the machine's order of addition.

float32 has seven digits: with 6 thread counts and machines may differ, with 4 similar texts become equal.
"""
BLOCK = 8_192
"""Texts predicted by a student at once; a cancelled analysis waits for one block at most."""
PLACED_TOGETHER = 16
"""Blocks whose places are in memory twice. Judgement: 134 MB; of a million texts all would be a gigabyte."""
MEANINGS, WORDS = 0.7, 0.9
"""Parts of the encoding time after which meanings are read, and words, which are read beside them."""
CROSSING = 0.2
"""Share of the time of the words that the bilingual table takes."""
FORETELLING = 0.1
"""Time that a student takes per text, relative to a full encoding."""


def encode(
    cleaned: Cleaned,
    *,
    network: Network,
    bridge: Callable[[], BridgeTable],
    lexicon: Lexicon,
    seed: int,
    every_text: bool = False,
    lanes: int = 1,
    read_before: Vectors | None = None,
    workers: Workers = HERE,
    hold: HoldRows = hold_in_memory,
    progress: Progress = silent,
) -> Vectors:
    """Return a row of a u x d matrix of unit vectors for each of n cleaned texts; near-equal ones share it.

    Combines three views: a sentence encoder (the *teacher*; it reads at most TAUGHT_TOKENS, a sample by hash
    of the text, and a ridge regression fitted on the log itself, the *student*, predicts its vectors for the
    rest), and latent semantic analysis of words and of letter sequences. Each language of the `lexicon` has
    its own views and mean; a bilingual table complements the teacher in languages that it does not know. In
    a multilingual log `crossing` places the texts in one space. With `every_text` the teacher reads all
    texts. At most FITTED texts are encoded like this; `workers` predict the rest with a student. Neither the
    order nor the number of the rows matters, nor in how many `lanes` the teacher reads at a time; what it
    has `read_before` it does not read again, nor where `hold` holds the rows. Raises `NothingToAnalyse` if
    no ticket has content.
    """
    folded = merge_duplicates(cleaned, lexicon, seed, progress)
    progress(Stage.ENCODE, 0.1)
    encoder = f"{network.model.name} {network.model.digest}"
    known = {} if read_before is None or read_before.encoder != encoder else _list_taught(read_before)
    reader = _TextPlacer(network, bridge, seed, workers, known, hold, every_text=every_text, lanes=lanes)

    def report(part: float) -> None:
        progress(Stage.ENCODE, 0.1 + 0.9 * part)

    # More threads add in a different order, and a text half-way may join another group.
    with threadpool_limits(limits=1, user_api="blas"):
        matrix, crossing, taught, taught_texts = reader.place(
            folded.texts, folded.spaces, folded.languages, report
        )
    progress(Stage.ENCODE, 1.0)
    return Vectors(
        codes=folded.codes,
        matrix=matrix,
        texts=folded.texts,
        weights=folded.weights,
        spaces=folded.spaces,
        crossing=crossing,
        fitted=len(folded.texts) if every_text else min(len(folded.texts), FITTED),
        encoder=encoder,
        folded=int((folded.codes >= 0).sum()) - len(folded.texts),
        taught=taught,
        taught_texts=taught_texts,
    )


def _list_taught(vectors: Vectors) -> dict[str, Matrix]:
    """Return the texts that were read by the teacher, each with its vector."""
    if vectors.taught is None:
        return {}
    places = range(len(vectors.taught)) if vectors.taught_texts is None else vectors.taught_texts.tolist()
    return dict(zip((vectors.texts[place] for place in places), vectors.taught, strict=True))


class _TextPlacer:
    """Encodes texts with one model, one table and one seed."""

    def __init__(
        self,
        network: Network,
        bridge: Callable[[], BridgeTable],
        seed: int,
        workers: Workers,
        known: Mapping[str, Matrix],
        hold: HoldRows,
        *,
        every_text: bool,
        lanes: int,
    ) -> None:
        """Make a placer; of the texts that are `known` the teacher's vectors are given."""
        self._network, self._model = network, network.model
        self._workers = workers
        self._open_bridge = bridge
        self._seed = seed
        self._every_text = every_text
        self._lanes = lanes
        self._known = known
        self._hold = hold

    def place(
        self, texts: Sequence[str], spaces: Rows, languages: Sequence[str], progress: FractionProgress
    ) -> tuple[Matrix, Matrix | None, Matrix, Rows]:
        """Encode u texts: their rows (u x d), those in both languages' space, the teacher's, whose."""
        fitted = texts if self._every_text else texts[:FITTED]
        left = len(texts) - len(fitted)
        share = len(fitted) / (len(fitted) + FORETELLING * (len(texts) if left else 0))
        members = [np.flatnonzero(spaces[: len(fitted)] == number) for number in range(len(languages))]
        reading = part_of_progress(progress, 0.0, share * MEANINGS)
        waiting = part_of_progress(progress, share * MEANINGS, share * WORDS)
        teacher = Teacher(self._network, self._lanes)
        chosen = self._choose_taught(teacher, fitted, members, languages)
        preparing = partial(prepare_students, self._model, fitted, chosen, members if left else ())
        own = [fitted[row] for row in chosen]
        # The teacher needs the interpreter only between two batches, and with what is beside it all cores. It
        # begins first: each thread that is started takes the interpreter for a while.
        with (
            self._workers.pause_behind(),
            teacher.begin([text for text in own if text not in self._known]) as fresh,
            SideWork(partial(self._read_words, fitted, members, languages)) as words,
            SideWork(preparing) as prepared,
        ):
            taught = self._join_known(own, fresh.wait(reading))
            students = prepared.wait(waiting)
            meanings = taught if students is None else students.predict_meanings(taught)
            across, lexical = words.wait(waiting)
        if self._model.multilingual:
            across = meanings
        placed = np.zeros((len(fitted), DIMENSIONS), dtype=np.float32)
        for number, language in enumerate(languages):
            progress(share * (WORDS + (1 - WORDS) * number / len(languages)))
            rows = members[number]
            views = self._join_views(meanings[rows], lexical[number], language, across, rows)
            placed[rows, : views.shape[1]] = views
        crossing = None if across is None or len(languages) < 2 else np.round(across, KEPT_DECIMALS)
        placing = students.place_others(placed) if left and students is not None else None
        del meanings, across, lexical, students, prepared, words  # before the rows of a large log are made
        rest = self._place_rest(texts, spaces, len(fitted), placing, part_of_progress(progress, share, 1.0))
        blocks = (np.round(block, KEPT_DECIMALS) for block in chain((placed,), rest))
        return self._hold(blocks, (len(texts), DIMENSIONS)), crossing, taught, chosen

    def _choose_taught(
        self, teacher: Teacher, texts: Sequence[str], members: Sequence[Rows], languages: Sequence[str]
    ) -> Rows:
        """Return which texts the teacher reads: the first, but few of a language that it does not know."""
        if self._every_text:
            return np.arange(len(texts))
        known = [language == self._model.language or self._model.multilingual for language in languages]
        read = [
            rows if knows else rows[: max(TAUGHT_ABROAD, len(rows) - LEFT_ABROAD)]
            for rows, knows in zip(members, known, strict=True)
        ]
        chosen = np.sort(np.concatenate(read))
        enough = teacher.count_readable([texts[row] for row in chosen], TAUGHT_TOKENS, TAUGHT)
        return chosen[:enough]

    def _join_known(self, texts: Sequence[str], read: Matrix) -> Matrix:
        """Return the teacher's vectors of some texts: those that are known, and those that it has `read`."""
        fresh = iter(read)
        rows = [self._known[text] if text in self._known else next(fresh) for text in texts]
        return np.array(rows, dtype=np.float32) if rows else np.zeros((0, 1), dtype=np.float32)

    def _cross_languages(
        self, texts: Sequence[str], languages: Sequence[str], progress: FractionProgress
    ) -> Matrix | None:
        """Place texts in one space by the bilingual table if the log or the encoder needs it."""
        if self._model.multilingual or all(language == self._model.language for language in languages):
            return None
        progress(0.0)
        bridge = Bridge(self._open_bridge())
        return bridge.encode(texts, progress)

    def _read_words(
        self,
        texts: Sequence[str],
        members: Sequence[Rows],
        languages: Sequence[str],
        progress: FractionProgress,
    ) -> tuple[Matrix | None, list[tuple[Matrix, Matrix]]]:
        """Place texts in the common space, and build the views of words and of letters of each language."""
        across = self._cross_languages(texts, languages, part_of_progress(progress, 0.0, CROSSING))
        lexical = []
        done = 0.0
        for rows in members:
            own = [texts[row] for row in rows.tolist()]
            part = (1 - CROSSING) * len(own) / max(len(texts), 1)
            start, done = CROSSING + done, done + part
            half = start + part / 2
            # The words alone would be the last to end, with a core that waits.
            with SideWork(partial(build_characters_view, own, self._seed)) as characters:
                words = build_words_view(own, self._seed, part_of_progress(progress, start, half))
                lexical.append((words, characters.wait(part_of_progress(progress, half, start + part))))
        return across, lexical

    def _join_views(
        self,
        meanings: Matrix,
        lexical: tuple[Matrix, Matrix],
        language: str,
        across: Matrix | None,
        rows: Rows,
    ) -> Matrix:
        """Combine the views of m texts of one language, reduced to unit rows (m x d)."""
        semantic = _centre(meanings)
        if language != self._model.language and across is not None and not self._model.multilingual:
            semantic = np.hstack([_centre(across[rows]), TEACHER_ABROAD * semantic])
        words, characters = lexical
        return _reduce(scale_rows(np.hstack([scale_rows(semantic), LEXICAL * words, LEXICAL * characters])))

    def _place_rest(
        self,
        texts: Sequence[str],
        spaces: Rows,
        known: int,
        placing: Placing | None,
        progress: FractionProgress,
    ) -> Iterator[Matrix]:
        """Yield blocks of the rows after the first `known`, the predictions of `placing`."""
        if placing is None:
            return
        rest = [slice(start, start + BLOCK) for start in range(known, len(texts), BLOCK)]
        for start in range(0, len(rest), PLACED_TOGETHER):
            some = rest[start : start + PLACED_TOGETHER]
            low, high = (place / len(rest) for place in (start, start + len(some)))
            blocks = [(texts[part], spaces[part]) for part in some]
            yield from self._workers.map(placing, blocks, part_of_progress(progress, low, high))


def _centre(points: Matrix) -> Matrix:
    """Subtract the mean, which is common to all texts of a log, and scale to unit length."""
    return np.asarray(scale_rows(points - points.mean(axis=0)), dtype=np.float32)


def _reduce(points: Matrix) -> Matrix:
    """Keep the first DIMENSIONS principal axes of m points (without centring)."""
    if points.shape[1] <= DIMENSIONS:
        return np.asarray(points, dtype=np.float32)
    exact = points.astype(np.float64)
    if len(points) < points.shape[1]:  # few texts with many words: the Gram matrix is smaller
        values, axes = np.linalg.eigh(exact @ exact.T)
        placed = axes * np.sqrt(np.maximum(values, 0.0))
        return np.asarray(scale_rows(placed[:, -DIMENSIONS:]), dtype=np.float32)
    _, axes = np.linalg.eigh(exact.T @ exact)
    return np.asarray(scale_rows(exact @ axes[:, -DIMENSIONS:]), dtype=np.float32)
