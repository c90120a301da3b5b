"""The typical tickets of a cause, in the words of those who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Derived, Field

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study


def typical_texts(cause: Cause, study: Study, most: int) -> list[tuple[str, str]]:
    """Return the ids and the texts of the most typical tickets of a cause (medoids), `most` at most."""
    frame = study.tickets.frame
    ids = list(cause.typical_ids or cause.ticket_ids_sample)[:most]
    found = frame[frame[Field.TICKET_ID.value].isin(ids)].drop_duplicates(Field.TICKET_ID.value)
    described = found.get(Field.DESCRIPTION.value, found[Derived.TEXT])
    shown = described.where(described.ne(""), found[Derived.TEXT])
    texts = dict(zip(found[Field.TICKET_ID.value], shown, strict=True))
    return [(ticket_id, str(texts[ticket_id])) for ticket_id in ids if ticket_id in texts]
