"""Codes a few texts, for tests."""

import pandas as pd

from supportlens.domain import Derived, Field, Tickets
from supportlens.domain.contacts.definitions import Definitions
from supportlens.moments.coding import code_contacts
from supportlens.moments.flagging import Flag
from supportlens.resources import load_playbook


def code(
    *texts,
    fields=None,
    original=None,
    people=None,
    causes=None,
    corrections=(),
    definitions=None,
    phrases=None,
    rules=None,
    **flags,
):
    """Return the coding of texts; `fields` and `original` are columns, `flags` lists of Booleans.

    Without `phrases` the rules alone speak.
    """
    frame = pd.DataFrame({Derived.TEXT: list(texts), Derived.INFORMATIVE: [text != "" for text in texts]})
    frame[Field.TICKET_ID.value] = [f"T-{number}" for number in range(len(texts))]
    frame = frame.assign(**(fields or {}))
    written = pd.DataFrame(original or {}, index=frame.index)
    flagged = pd.DataFrame(
        {flag: flags.get(flag.value, [False] * len(texts)) for flag in Flag}, index=frame.index
    )
    return code_contacts(
        Tickets(frame, written, ()),
        None if people is None else pd.Series(people),
        pd.Series(causes or [""] * len(texts)),
        flagged,
        rules or load_playbook().coding,
        corrections=corrections,
        definitions=definitions or Definitions(),
        phrases=phrases,
    )


def codes_of(text, **given):
    """Return the codes of one text as a set."""
    return set(code(text, **given).codes_of_contact(0))
