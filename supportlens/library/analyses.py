"""The analysis of a help-desk log, with its findings as DataFrames."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from supportlens.app import analyse as analyse_files
from supportlens.app import as_json, write_report, write_tickets
from supportlens.app.output.exporting import TICKET_COLUMNS, study_to_show, ticket_rows
from supportlens.domain import ReadFiles, silent
from supportlens.i18n import LANGUAGES
from supportlens.library.frames import to_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Progress, Study

Source: TypeAlias = "pd.DataFrame | str | PathLike[str]"
"""Tickets: a DataFrame, or the path of a file or a folder."""

MEMORY = "DataFrame"
"""What stands in place of a file's name for tickets that come from memory."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Why customers call, from one log.

    The tables hold what the window, the workbook and the JSON document say; each is a new DataFrame.
    Personal data in names, questions and answers are masked as in the workbook; `tickets` is indexed like
    the DataFrame that was given.
    """

    _study: Study
    _index: pd.Index[Any] | None = None

    def sentence(self, language: str = "en") -> str:
        """Return the verdict as one sentence, in Spanish (``es``) or English (``en``).

        Raises `ValueError` for another language.
        """
        return str(self.to_dict(language)["verdict"]["sentence"])

    def to_dict(self, language: str = "en", *, mask: bool = True) -> dict[str, Any]:
        """Return all findings as the JSON document of the command line, schema version 1.

        `mask` hides personal data. Raises `ValueError` for another language than Spanish and English.
        """
        return as_json(self._study, _known_language(language), mask=mask)

    @property
    def share(self) -> float | None:
        """The share of the verdict's cause among all requests, 0 to 1; None without a verdict."""
        cause = self._study.main_cause
        return None if cause is None else cause.share

    @property
    def causes(self) -> pd.DataFrame:
        """A row per cause, by priority: name, kind, tickets, share, onset, excess and place."""
        return self._list("causes")

    @property
    def symptoms(self) -> pd.DataFrame:
        """A row per symptom: id, name, cause, tickets and share."""
        return self._list("symptoms")

    @property
    def moments(self) -> pd.DataFrame:
        """A row per moment of truth that the tickets touch."""
        return self._list("moments")

    @property
    def plan(self) -> pd.DataFrame:
        """A row per action of the plan."""
        return self._list("plan")

    @property
    def tickets(self) -> pd.DataFrame:
        """A row per ticket, as in the table of tickets of the command line, in the order of the source.

        The index is that of the DataFrame that was given, if it was one.
        """
        study = study_to_show(self._study, "en")
        table = pd.DataFrame(list(ticket_rows(study, "en")), columns=list(TICKET_COLUMNS))
        if self._index is not None:
            table.index = self._index[table["source_row"].to_numpy(dtype=int) - 1]
        return table

    def to_excel(self, path: str | PathLike[str], language: str = "en", *, mask: bool = True) -> None:
        """Write the workbook to `path`; raises `OutputError` if that fails."""
        write_report(self._study, Path(path), _known_language(language), mask=mask)

    def to_csv(self, path: str | PathLike[str], language: str = "en", *, mask: bool = True) -> None:
        """Write one row per ticket with its findings to `path`; raises `OutputError` if that fails."""
        write_tickets(self._study, Path(path), _known_language(language), mask=mask)

    def _list(self, name: str) -> pd.DataFrame:
        return pd.DataFrame(self.to_dict()[name])


def analyse(
    source: Source | Iterable[Source],
    *,
    changes: str | PathLike[str] | None = None,
    customers: str | PathLike[str] | None = None,
    country: str | None = None,
    model: str | PathLike[str] | None = None,
    count_apart: Iterable[str] = (),
    progress: Progress = silent,
) -> Analysis:
    """Find out why customers call, from tickets in files, folders or DataFrames.

    Parameters
    ----------
    source
        The tickets: the path of a file or a folder, a DataFrame with a row per ticket, or several of them.
        Columns are recognised by their names and contents, as in a file.
    changes
        A change calendar: one date and name per row.
    customers
        A customers file.
    country
        Two-letter code (ISO 3166) of the country whose public holidays count as non-working days.
    model
        A folder with another language model.
    count_apart
        Kinds, or ids, of groups that are nobody's request (advertising, automatic answers) and shall count.
    progress
        Called with the stage and the fraction done; what it raises stops the work.

    Returns
    -------
    Analysis
        The verdict, causes, symptoms, moments and plan.

    Raises
    ------
    SupportLensError
        If a file cannot be used or no ticket has text.
    ValueError
        If nothing is given, or a DataFrame has two columns of one name.
    """
    sources = [source] if isinstance(source, (pd.DataFrame, str, PathLike)) else list(source)
    if not sources:
        raise ValueError("there is nothing to analyse")
    frames = [one for one in sources if isinstance(one, pd.DataFrame)]
    paths = [Path(one) for one in sources if not isinstance(one, pd.DataFrame)]
    tables = tuple(
        to_table(frame, MEMORY if number == 1 else f"{MEMORY} ({number})")
        for number, frame in enumerate(frames, start=1)
    )
    study = analyse_files(
        paths,
        changes=None if changes is None else Path(changes),
        customers=() if customers is None else (Path(customers),),
        country=country,
        model_folder=None if model is None else Path(model),
        counted_apart=count_apart,
        earlier=ReadFiles(tables) if tables else None,
        progress=progress,
    )
    alone = frames[0].index if len(frames) == 1 and not paths else None
    return Analysis(study, alone)


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(f"the languages are {', '.join(LANGUAGES)}, not {language!r}")
    return language
