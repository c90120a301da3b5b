"""The page of the progress: the stages of the analysis, and a button that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from supportlens.domain import Stage
from supportlens.gui.pages.base.page import Page
from supportlens.gui.widgets import Button, eyebrow, headline, muted
from supportlens.gui.widgets.charts.stepper import Stepper
from supportlens.i18n.labels import stage_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STAGES = tuple(stage for stage in Stage if stage is not Stage.REPORT)
"""The report is written later, when somebody asks for it."""


class ProgressPage(Page):
    """Shows the stages of the analysis and how far each is."""

    ends = False

    def build(self) -> None:
        """Build the stepper and the button that stops the analysis."""
        say = self.words.say
        self.rows.setSpacing(20)
        self.rows.addStretch(1)
        self.add(eyebrow(say("Analysing"), self.theme))
        self._headline = headline([(say("Finding out why your customers call"), False)], self.theme)
        self.add(self._headline)
        self._files = muted("", self.theme, wrap=False)
        self.add(self._files)
        names = [stage_name(stage, self.words) for stage in STAGES]
        self.stepper = Stepper(names, self.theme, name=say("Stages of the analysis"))
        self.add(self.stepper)
        stop = Button(say("Stop"), self.theme, payload="cancel")
        stop.wanted.connect(self.act)
        self.rows.addWidget(stop, 0, Qt.AlignmentFlag.AlignLeft)
        if self.study is not None:
            self.add(muted(say("Your current analysis stays open until this is done."), self.theme))
        self.rows.addStretch(2)

    def show_files(self, paths: Sequence[Path]) -> None:
        """Show which files are being read."""
        shown = [path.name for path in paths[:3]]
        more = len(paths) - len(shown)
        if more:
            shown.append(self.words.say_n("{count} more", "{count} more", more))
        self._files.setText(self.words.listed(shown))
        self._files.setAccessibleName(self._files.text())

    def show_progress(self, stage: Stage, fraction: float) -> None:
        """Show how far a stage is."""
        if stage in STAGES:
            self.stepper.show_step(STAGES.index(stage), fraction)
