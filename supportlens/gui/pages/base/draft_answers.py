"""What was typed into the questions and not kept yet: it outlives the page that it was typed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Answer, Cause, Question

    Place = tuple[str, str, Question]


class DraftAnswers:
    """Answers that nobody has kept, by the cause and the question."""

    def __init__(self) -> None:
        self._typed: dict[Place, Answer] = {}

    def of(self, cause: Cause, question: Question) -> Answer | None:
        """Return what was typed last, None where nothing was."""
        return self._typed.get(_place(cause, question))

    def put(self, cause: Cause, answer: Answer) -> None:
        """Hold what is typed."""
        self._typed[_place(cause, answer.question)] = answer

    def drop(self, cause: Cause, question: Question) -> None:
        """Let go of what was kept or given up."""
        self._typed.pop(_place(cause, question), None)

    def clear(self) -> None:
        """Let go of everything, for another log."""
        self._typed.clear()


def _place(cause: Cause, question: Question) -> Place:
    """Tell causes apart by their name too: in another cut an id may be that of another cause."""
    return (cause.id, cause.name.in_("en"), question)
