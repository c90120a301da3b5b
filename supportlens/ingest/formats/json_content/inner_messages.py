"""Reads the messages inside a record: the customer's later words, and the desk's answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from supportlens.ingest.formats.json_content.cells import DEPTH, to_text
from supportlens.ingest.formats.json_content.names import fold_name, json_names

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class InnerMessages:
    """What was said inside a record, in the order of time."""

    asked: tuple[str, ...]
    answered: tuple[str, ...]


_NOTHING = InnerMessages((), ())


def split_messages(record: dict[str, Any]) -> tuple[dict[str, Any], InnerMessages]:
    """Return a record without its lists of messages, and the messages.

    A message is the desk's unless its author is the customer of the record or has a customer's role.
    """
    if not _has_messages(record, 1):
        return record, _NOTHING
    kept, lists = _take_lists(record, 1)
    customer = frozenset(_name_customer(record))
    asked: list[str] = []
    answered: list[str] = []
    for message in _order(message for messages in lists for message in messages):
        text = _text_of(message)
        if text:
            (asked if _is_customers(message, customer) else answered).append(text)
    return kept, InnerMessages(tuple(dict.fromkeys(asked)), tuple(dict.fromkeys(answered)))


def _has_messages(record: dict[str, Any], depth: int) -> bool:
    return any(
        (isinstance(value, list) and _are_messages(value))
        or (isinstance(value, dict) and depth < DEPTH and _has_messages(value, depth + 1))
        for value in record.values()
    )


def _take_lists(record: dict[str, Any], depth: int) -> tuple[dict[str, Any], list[list[dict[str, Any]]]]:
    kept: dict[str, Any] = {}
    lists: list[list[dict[str, Any]]] = []
    for key, value in record.items():
        if _are_messages(value):
            lists.append(value)
        elif isinstance(value, dict) and depth < DEPTH:
            inner, below = _take_lists(value, depth + 1)
            lists += below
            if inner or not below:
                kept[key] = inner if below else value
        else:
            kept[key] = value
    return kept, lists


def _are_messages(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(item, dict) and _is_message(item) for item in value)


def _is_message(item: dict[str, Any]) -> bool:
    """Return whether an object has a text, and an author or a time."""
    known = json_names()
    names = {fold_name(str(key)) for key in item}
    return not names.isdisjoint(known.text) and not (
        names.isdisjoint(known.author) and names.isdisjoint(known.moment)
    )


def _text_of(message: dict[str, Any]) -> str:
    """Return the text of a message, by the most telling of its names."""
    by_name = {fold_name(str(key)): value for key, value in message.items()}
    return next((text for name in json_names().text if (text := to_text(by_name.get(name)).strip())), "")


def _order(messages: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return messages in the order of their times if all are written alike, else as they stand."""
    listed = list(messages)
    moments = [_moment_of(message) for message in listed]
    if not all(moments) or len({len(moment) for moment in moments}) > 1 or not moments[0][:4].isdigit():
        return listed
    return [listed[at] for at in sorted(range(len(listed)), key=lambda at: moments[at])]


def _moment_of(message: dict[str, Any]) -> str:
    known = json_names().moment
    return next((to_text(value) for key, value in message.items() if fold_name(str(key)) in known), "")


def _is_customers(message: dict[str, Any], customer: frozenset[str]) -> bool:
    """Return whether the customer wrote a message: by role, by direction, by who the record's customer is."""
    known = json_names()
    for role in _roles_of(message):
        if role in known.customer or role in known.desk:
            return role in known.customer
    if isinstance(message.get("incoming"), bool):
        return bool(message["incoming"])
    people = {
        person
        for key, value in message.items()
        if fold_name(str(key)) in known.author
        for person in _identify(value)
    }
    return not people.isdisjoint(customer)


def _roles_of(message: dict[str, Any]) -> Iterator[str]:
    """Yield the roles of an author, then those of the message."""
    known = json_names()
    authors = [v for k, v in message.items() if isinstance(v, dict) and fold_name(str(k)) in known.author]
    for place in (*authors, message):
        for key, value in place.items():
            if isinstance(value, str) and fold_name(str(key)) in known.role:
                yield fold_name(value)


def _name_customer(record: dict[str, Any], depth: int = 1) -> Iterator[str]:
    """Yield what identifies the customer of a record: ids, names and addresses."""
    asking = json_names().asking
    for key, value in record.items():
        if fold_name(str(key)) in asking:
            yield from _identify(value)
        elif isinstance(value, dict) and depth < 3:
            yield from _name_customer(value, depth + 1)


def _identify(value: Any, depth: int = 1) -> Iterator[str]:
    """Yield the ids, names and addresses in the value of a person."""
    if isinstance(value, str) and value:
        yield value.casefold()
    elif isinstance(value, dict) and depth < 4:
        names = json_names().identity
        for key, inner in value.items():
            if isinstance(inner, dict) or fold_name(str(key)) in names:
                yield from _identify(inner, depth + 1)
