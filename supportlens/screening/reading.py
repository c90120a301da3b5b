"""Reads what the ways of finding look at: the signs of texts block by block, the rest from columns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from supportlens.domain import HERE, Derived, Field, MadeBlocks, find_who_asked, fold
from supportlens.patterns import FoldedTexts
from supportlens.screening.advertising import find_cues
from supportlens.screening.automatic import mark_automatic
from supportlens.screening.tests_of_one import mark_tests
from supportlens.screening.traits import SaidTests, TextSigns, Traits, begin, hide_values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from supportlens.domain import FractionProgress, ScreeningWords, Tickets, Workers

    Mask = npt.NDArray[np.bool_]
    Shapes = npt.NDArray[np.uint64]

LOOKED_AT = 500
"""Characters read of a text. Judgement: what is nobody's request says so at once; more costs time in large
logs."""
STEP = 2_000
"""Tickets between two reports of progress."""
MOST_HELD = 20_000
"""Tickets of a log whose folded texts are held. Judgement: they take some 40 MB; of more they are folded
again where they are looked at again, which few are."""
LONG = 12
"""Letters of a subject, or of the beginning of a text, that several may share by chance."""
USUAL = 0.5
"""The part of all tickets from which a field is usually filled in: half, so that a flood cannot make it
unusual."""
BARE = 0.5
"""The part of the usual fields without a value from which a ticket is bare. Judgement: a desk fills in
most of them even in a hurry; mail that nobody handled has few or none."""
_FILLED = (
    Field.PRODUCT,
    Field.CATEGORY,
    Field.VERSION,
    Field.SITE,
    Field.ROLE,
    Field.CUSTOMER,
    Field.RESOLUTION,
)


def read_traits(
    tickets: Tickets, words: ScreeningWords, report: FractionProgress, workers: Workers = HERE
) -> Traits:
    """Return what is looked at of every ticket; `workers` read the texts, `report` gets the fraction done."""
    frame = tickets.frame
    asked = find_who_asked(frame)
    written_senders = [""] * len(frame) if asked is None else [str(who).strip() for who in asked]
    chats = {
        file.path for file in tickets.files if file.reading == "chat" or file.format in {"chat", "whatsapp"}
    }
    if chats:
        in_chat = frame[Derived.SOURCE_FILE].isin(chats)
        written_senders = [
            "" if chat else sender for sender, chat in zip(written_senders, in_chat, strict=True)
        ]
    has_subject, has_text = tickets.has(Field.SUBJECT), tickets.has(Field.DESCRIPTION)
    subjects = _text_of(tickets, Field.SUBJECT)
    written = _text_of(tickets, Field.DESCRIPTION) if has_text else frame[Derived.TEXT].astype(str).tolist()
    if has_subject and not has_text:
        written = [""] * len(frame)
    senders = tuple(map(fold, written_senders))
    bare, has_usual = _find_bare(tickets)
    created = frame[Field.CREATED_AT.value] if tickets.has(Field.CREATED_AT) else None
    return Traits(
        ids=tuple(frame[Field.TICKET_ID.value].astype(str)),
        written_senders=tuple(written_senders),
        senders=senders,
        subjects=_folded(subjects, _fold_beginning),
        texts=_folded(written, _fold_beginning),
        plain_subjects=_folded(subjects, _hide_beginning),
        plain_texts=_folded(written, _hide_beginning),
        signs=_read_signs(_Cells(senders, subjects, written), words, report, workers),
        moments=created.reset_index(drop=True) if created is not None and created.notna().any() else None,
        bare=bare,
        has_usual_fields=has_usual,
    )


class _Cells(NamedTuple):
    """The folded sender, the subject and the text of some tickets."""

    senders: Sequence[str]
    subjects: Sequence[str]
    texts: Sequence[str]

    def take(self, place: int) -> _Cells:
        """Return a block of them, of each text what is read of it."""
        some = slice(place * STEP, (place + 1) * STEP)
        return _Cells(
            self.senders[some],
            [subject[:LOOKED_AT] for subject in self.subjects[some]],
            [text[:LOOKED_AT] for text in self.texts[some]],
        )


def _read_signs(
    cells: _Cells, words: ScreeningWords, report: FractionProgress, workers: Workers
) -> TextSigns:
    """Return the signs of all tickets (n)."""
    starts = range(0, len(cells.senders), STEP)
    found = workers.map(_SignReading(words), MadeBlocks(cells.take, len(starts)), report)
    return TextSigns(
        shapes=np.concatenate([one.shapes for one in found]),
        subjects=np.concatenate([one.subjects for one in found]),
        openings=np.concatenate([one.openings for one in found]),
        automatic=np.concatenate([one.automatic for one in found]),
        tests=SaidTests(*map(np.concatenate, zip(*(one.tests for one in found), strict=True))),
        cues={
            start + row: held
            for start, one in zip(starts, found, strict=True)
            for row, held in one.cues.items()
        },
    )


@dataclass(frozen=True)
class _SignReading:
    """Reads the texts of a block."""

    words: ScreeningWords

    def __call__(self, cells: _Cells, _progress: FractionProgress) -> TextSigns:
        """Return the signs of the block's tickets."""
        subjects, texts = ([fold(text) for text in both] for both in (cells.subjects, cells.texts))
        plain = [
            (hide_values(subject), hide_values(text)) for subject, text in zip(subjects, texts, strict=True)
        ]
        openings = [begin(text) for _, text in plain]
        shapes = [subject or opening for (subject, _), opening in zip(plain, openings, strict=True)]
        return TextSigns(
            shapes=_number(shapes),
            subjects=_number(shapes, LONG),
            openings=_number(openings, LONG),
            automatic=mark_automatic(cells.senders, subjects, texts, self.words),
            tests=mark_tests(subjects, texts, self.words),
            cues=find_cues(plain, self.words),
        )


def _number(shapes: Sequence[str], longer_than: int = 0) -> Shapes:
    """Return a number for each shape that is longer, 0 for the others: the same in every process."""
    numbers = (
        int.from_bytes(hashlib.blake2b(shape.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        if len(shape) > longer_than
        else 0
        for shape in shapes
    )
    return np.fromiter(numbers, np.uint64, len(shapes))


def _folded(written: Sequence[str], fold_one: Callable[[str], str]) -> Sequence[str]:
    """Return texts folded: those of a large log whenever they are asked for."""
    texts = FoldedTexts(written, fold_one)
    return texts if len(written) > MOST_HELD else tuple(texts)


def _fold_beginning(text: str) -> str:
    return fold(text[:LOOKED_AT])


def _hide_beginning(text: str) -> str:
    return hide_values(fold(text[:LOOKED_AT]))


def _text_of(tickets: Tickets, field: Field) -> list[str]:
    if not tickets.has(field):
        return [""] * len(tickets)
    return [str(value).strip() for value in tickets.frame[field.value]]


def _find_bare(tickets: Tickets) -> tuple[Mask, bool]:
    # Who asked is no field that a desk fills in: mail that nobody handled has a sender as well.
    fields = [field for field in _FILLED if field != Field.CUSTOMER or tickets.has(Field.REQUESTER)]
    filled = [
        tickets.frame[field.value].astype(str).str.strip().ne("") for field in fields if tickets.has(field)
    ]
    usual = [each.to_numpy() for each in filled if each.mean() >= USUAL]
    if not usual:
        return np.zeros(len(tickets), dtype=bool), False
    return np.mean(usual, axis=0) <= 1 - BARE, True
