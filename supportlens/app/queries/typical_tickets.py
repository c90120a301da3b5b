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
    columns = [name for name in (Field.DESCRIPTION.value, Derived.TEXT) if name in frame]
    texts: dict[str, str] = {}
    for place in frame[Field.TICKET_ID.value].isin(ids).to_numpy().nonzero()[0]:  # few rows of many columns
        ticket_id = str(frame[Field.TICKET_ID.value].array[place])
        found = (str(frame[name].array[place]) for name in columns)
        texts.setdefault(ticket_id, next((text for text in found if text), ""))
    return [(ticket_id, texts[ticket_id]) for ticket_id in ids if ticket_id in texts]
