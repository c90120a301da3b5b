"""Answers that were typed but not saved; they outlive the page they were typed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Answer, Cause, Name, Question

    DraftKey = tuple[str, Name, Question]


class DraftAnswers:
    """Unsaved answers by cause and question."""

    def __init__(self) -> None:
        self._typed: dict[DraftKey, Answer] = {}

    def of(self, cause: Cause, question: Question) -> Answer | None:
        """Return the draft of an answer, None without one."""
        return self._typed.get(_key(cause, question))

    def put(self, cause: Cause, answer: Answer) -> None:
        """Store a draft."""
        self._typed[_key(cause, answer.question)] = answer

    def drop(self, cause: Cause, question: Question) -> None:
        """Remove the draft of an answer that was saved or discarded."""
        self._typed.pop(_key(cause, question), None)

    def clear(self) -> None:
        """Remove all drafts, for another log."""
        self._typed.clear()


def _key(cause: Cause, question: Question) -> DraftKey:
    """Return the key of a draft, with the cause's name: another cut may reuse the id of a cause."""
    return (cause.id, cause.name, question)
