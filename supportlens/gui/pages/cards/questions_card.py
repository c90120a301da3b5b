"""The questions to ask now, each with fields for the answer, its date and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from supportlens.app import questions_about
from supportlens.domain import Answer, Question, Reply
from supportlens.gui.pages.base.draft_answers import DraftAnswers
from supportlens.gui.pages.base.statements import AnswerWithdrawal
from supportlens.gui.widgets import Button, Card, body, flow, hairline, muted
from supportlens.gui.widgets.basics.labels import MUTED, STRONG, label
from supportlens.gui.widgets.controls.choice import Choice
from supportlens.gui.widgets.controls.day_box import DayBox
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.actions import question_line
from supportlens.i18n.answers import answer_line, answer_name

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

DATED = frozenset({Question.WHAT_CHANGED, Question.SINCE_WHEN})
"""Questions whose answer names a day."""


class QuestionForm(QWidget):
    """One question: three answers to choose from, and the fields of the chosen one.

    Emits `stated(Answer)` when the answer is saved. `answer` is the earlier answer, `who` the
    person who answered last; `drafts` holds unsaved input.
    """

    stated = Signal(object)

    def __init__(
        self,
        question: Question,
        cause: Cause,
        words: Words,
        theme: Theme,
        *,
        who: str = "",
        answer: Answer | None = None,
        drafts: DraftAnswers | None = None,
    ) -> None:
        super().__init__()
        self._drafts = drafts or DraftAnswers()
        answer = self._drafts.of(cause, question) or answer
        self.question, self._cause, self._words, self._theme = question, cause, words, theme
        self._reply = answer.reply if answer else None
        asked = question_line(question, cause, words)
        self.setAccessibleName(asked)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2, 0, 2)
        rows.setSpacing(8)
        rows.addWidget(label(asked, STRONG, theme))
        entries = [(reply.value, answer_name(question, reply, words)) for reply in Reply]
        self.choice = Choice(theme, asked, entries, self._reply.value if self._reply else "")
        self.choice.chosen.connect(self.reply)
        rows.addWidget(self.choice)
        self.details = self._details(answer, who)
        rows.addWidget(self.details)
        self._show_details()
        self._connect_drafts()

    def reply(self, reply: str) -> None:
        """Choose one of the three answers and show its fields."""
        self._reply = Reply(reply)
        self._show_details()
        self._keep_draft()

    def keep(self) -> None:
        """Emit the answer."""
        if self._reply is None:
            return
        self._drafts.drop(self._cause, self.question)
        yes = self._reply is Reply.YES
        about = self.about.day if self.about is not None and yes else None
        text = "" if self._reply is Reply.UNKNOWN else self.text.text().strip()
        who = self.who.text().strip()
        self.stated.emit(Answer(self._cause.id, self.question, self._reply, text, self.day.day, who, about))

    def _connect_drafts(self) -> None:
        """Save a draft on every change of a field."""
        for box in (self.text, self.who):
            box.textEdited.connect(self._keep_draft)
        for day in (self.day, self.about):
            if day is not None:
                day.userDateChanged.connect(self._keep_draft)

    def _keep_draft(self) -> None:
        if self._reply is None:
            return
        about = self.about.day if self.about is not None else None
        draft = (self._reply, self.text.text(), self.day.day, self.who.text(), about)
        self._drafts.put(self._cause, Answer(self._cause.id, self.question, *draft))

    def _details(self, answer: Answer | None, who: str) -> QWidget:
        say, holder = self._words.say, QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        match = self._cause.change if self.question is Question.WHAT_CHANGED else None
        known = match.change if match else None
        self.text = self._line_edit(_text_label(self.question, self._words), known.name if known else "")
        self.who = self._line_edit(say("Who said it"), who)
        self.about: DayBox | None = None
        if self.question in DATED:
            self.about = DayBox(self._theme, say("On which day"), self._words.locale, none=say("not known"))
            self.about.show_day(known.day if known else None)
        self.day = DayBox(self._theme, say("Said on"), self._words.locale)
        if answer is not None:
            self._fill(answer)
        boxes = [self.text, *((self.about,) if self.about is not None else ()), self.who, self.day]
        for column, box in enumerate(boxes):
            name = label(box.accessibleName(), MUTED, self._theme, wrap=False)
            name.setBuddy(box)
            self._grid.addWidget(name, 0, column)
            self._grid.addWidget(box, 1, column)
            self._grid.setColumnStretch(column, 2 if box is self.text else 1)
        self.kept = Button(say("Save the answer"), self._theme)
        self.kept.wanted.connect(self.keep)
        self._grid.addWidget(self.kept, 1, len(boxes))
        return holder

    def _fill(self, answer: Answer) -> None:
        self.text.setText(answer.text)
        self.who.setText(answer.who)
        self.day.show_day(answer.day)
        if self.about is not None:
            self.about.show_day(answer.about)

    def _line_edit(self, name: str, text: str) -> QLineEdit:
        box = QLineEdit(text)
        box.setCursorPosition(0)
        box.setAccessibleName(name)
        box.setFont(self._theme.font(14))
        box.returnPressed.connect(self.keep)
        return box

    def _show_details(self) -> None:
        """Show the fields that the chosen answer needs."""
        self.details.setVisible(self._reply is not None)
        if self.about is not None:
            self.about.setEnabled(self._reply is Reply.YES)
        self.text.setEnabled(self._reply is not Reply.UNKNOWN)


class QuestionsCard(Card):
    """All questions about a cause; answers can be changed and withdrawn.

    Emits `stated` with an `Answer` or an `AnswerWithdrawal`.
    """

    stated = Signal(object)

    def __init__(
        self, cause: Cause, study: Study, words: Words, theme: Theme, drafts: DraftAnswers | None = None
    ) -> None:
        super().__init__(theme, words.say("Questions to ask now"))
        self._drafts = drafts or DraftAnswers()
        self._cause, self._words, self._theme = cause, words, theme
        self._who = study.answers[-1].who if study.answers else ""
        self.add(
            muted(words.say("An answer can change the kind and the verdict; you can withdraw it."), theme)
        )
        answered = {answer.question: answer for answer in cause.answers}
        about = (
            study.verdict.questions
            if study.causes and cause.id == (study.main_cause or study.causes[0]).id
            else ()
        )
        wanted = dict.fromkeys((*about, *questions_about(cause)))
        asked = [question for question in wanted if question not in answered]
        for question in (*answered, *asked):
            self.add(hairline())
            given = answered.get(question)
            self.add(self._form(question) if given is None else self._answer_row(given))
        self.fill()

    def _form(self, question: Question, answer: Answer | None = None) -> QuestionForm:
        form = QuestionForm(
            question,
            self._cause,
            self._words,
            self._theme,
            who=self._who,
            answer=answer,
            drafts=self._drafts,
        )
        form.stated.connect(self.stated)
        return form

    def _answer_row(self, answer: Answer) -> QWidget:
        """Return an answer with links to change and withdraw it."""
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 2, 0, 2)
        rows.setSpacing(4)
        question = question_line(answer.question, self._cause, self._words)
        rows.addWidget(label(question, STRONG, self._theme))
        rows.addWidget(body(answer_line(answer, self._words), self._theme))
        change = Link(self._words.say("Change the answer"), self._theme, answer, size=13)
        back = Link(self._words.say("Withdraw"), self._theme, AnswerWithdrawal(answer), size=13)
        back.wanted.connect(self.stated)
        ways = flow((change, back), 16)
        rows.addWidget(ways)

        def reopen() -> None:
            ways.hide()
            form = self._form(answer.question, answer)
            rows.addWidget(form)
            form.text.setFocus()

        change.wanted.connect(reopen)
        if self._drafts.of(self._cause, answer.question) is not None:
            ways.hide()
            rows.addWidget(self._form(answer.question, answer))
        return holder


def _text_label(question: Question, words: Words) -> str:
    """Return the label of the text field of an answer."""
    return {
        Question.WORKS_AS_DESIGNED: words.say("In their words"),
        Question.WHAT_CHANGED: words.say("What changed"),
        Question.WHO_WAS_TOLD: words.say("Who was told, and how"),
        Question.SINCE_WHEN: words.say("In their words"),
        Question.WHERE_SEEN: words.say("In which places"),
        Question.WHAT_WAS_PROMISED: words.say("What was promised"),
    }[question]
