"""Settings of the window: language, look, geometry and recent analyses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLocale, QSettings, QStandardPaths

from supportlens.domain.contacts.definitions import TERMS, Definitions, read_definitions
from supportlens.gui.project_reminders import (
    ReviewDate,
    SlippedTarget,
    read_reviews,
    read_slips,
    write_reviews,
    write_slips,
)
from supportlens.gui.recent_analyses import MOST_RECENT, Recent, read_recent, write_recent
from supportlens.i18n import regions_of, spoken_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

LOOKS = ("system", "light", "dark", "contrast")
ZOOMS = (80, 90, 100, 110, 125, 150)
"""The sizes of texts in percent."""


FLOOR = {
    "weekly": (1.5, (0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)),
    "people": (4.0, (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)),
    "hours": (1.0, (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)),
}
"""From where on a cause is worth a training: the usual figure, that of the playbook, and those offered."""


def system_region(language: str) -> str:
    """Return the region of the system's formats, "" if it has none or `language` does not know them."""
    _language, _, region = QLocale.system().name().partition("_")
    return region if region in regions_of(language) else ""


class Settings:
    """The window's settings, stored where the operating system keeps settings."""

    def __init__(self) -> None:
        """Open the settings; each invalid value is replaced by its default."""
        self._store = QSettings("SupportLens", "SupportLens")

    @property
    def language(self) -> str:
        """The chosen language, or that of the system if the program has it."""
        codes = [language.code for language in spoken_languages()]
        chosen = str(self._store.value("language", ""))
        if chosen in codes:
            return chosen
        system = QLocale.system().name()[:2]
        return system if system in codes else codes[0]

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

    @property
    def chosen_region(self) -> str:
        """The region (ISO 3166) whose numbers and dates were chosen, "" to follow the system."""
        chosen = str(self._store.value("region", ""))
        return chosen if chosen in regions_of(self.language) else ""

    @chosen_region.setter
    def chosen_region(self, region: str) -> None:
        self._store.setValue("region", region)

    @property
    def region(self) -> str:
        """The region whose numbers and dates are shown: the chosen one or the system's, "" for neither."""
        return self.chosen_region or system_region(self.language)

    @property
    def look(self) -> str:
        """The chosen look, one of `LOOKS`."""
        chosen = str(self._store.value("look", ""))
        return chosen if chosen in LOOKS else LOOKS[0]

    @look.setter
    def look(self, look: str) -> None:
        self._store.setValue("look", look)

    @property
    def zoom(self) -> int:
        """The size of texts in percent."""
        try:
            chosen = int(str(self._store.value("zoom", 100)))
        except ValueError:
            return 100
        return min(max(chosen, ZOOMS[0]), ZOOMS[-1])

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._store.setValue("zoom", percent)

    @property
    def masked(self) -> bool:
        """Whether what leaves the program hides personal data."""
        return str(self._store.value("masked", "true")).lower() != "false"

    @masked.setter
    def masked(self, masked: bool) -> None:
        self._store.setValue("masked", "true" if masked else "false")

    def report_look(self, part: str) -> str:
        """Return a part of the look of the reports: name, logo, accent, second or footer."""
        return str(self._store.value(f"report_look/{part}", ""))

    def keep_report_look(self, part: str, value: str) -> None:
        """Keep a part of the look of the reports."""
        self._store.setValue(f"report_look/{part}", value)

    @property
    def model_folder(self) -> Path | None:
        """The folder of the language model to use, None for the built-in one."""
        chosen = str(self._store.value("model_folder", ""))
        return Path(chosen) if chosen else None

    @model_folder.setter
    def model_folder(self, folder: Path | None) -> None:
        self._store.setValue("model_folder", str(folder) if folder else "")

    @property
    def country(self) -> str | None:
        """The two-letter code of the country whose public holidays count as non-working, None for none."""
        return str(self._store.value("country", "")) or None

    @country.setter
    def country(self, country: str | None) -> None:
        self._store.setValue("country", country or "")

    @property
    def definitions(self) -> Definitions:
        """The definitions of the types of moments in force."""
        return read_definitions({term.id: str(self._store.value(f"define/{term.id}", "")) for term in TERMS})

    def define(self, term: str, meaning: str) -> None:
        """Choose the meaning of a term."""
        self._store.setValue(f"define/{term}", meaning)

    @property
    def floor(self) -> tuple[float, ...]:
        """Least tickets a week, people and hours a month for a training; empty for the usual ones."""
        chosen = tuple(self.floor_figure(part) for part in FLOOR)
        return () if chosen == tuple(usual for usual, _ in FLOOR.values()) else chosen

    def floor_figure(self, part: str) -> float:
        """Return one figure of the floor: ``weekly``, ``people`` or ``hours``."""
        usual, offered = FLOOR[part]
        try:
            kept = float(str(self._store.value(f"floor/{part}", usual)))
        except ValueError:
            return usual
        return kept if kept in offered else usual

    def keep_floor_figure(self, part: str, figure: float) -> None:
        """Keep one figure of the floor."""
        self._store.setValue(f"floor/{part}", figure)

    @property
    def own_rules(self) -> Path | None:
        """The file with a company's own rules of coding beside the settings, None without one."""
        path = self._beside("supportlens-rules.toml")
        return path if path.exists() else None

    @property
    def geometry(self) -> QByteArray:
        """The geometry of the window, empty the first time."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def place(self) -> str:
        """Where the settings are kept, which is one place for each person."""
        return self._store.fileName()

    @property
    def split(self) -> QByteArray:
        """How the list of tickets and the reader share their room, empty the first time."""
        value = self._store.value("split")
        return value if isinstance(value, QByteArray) else QByteArray()

    @split.setter
    def split(self, split: QByteArray) -> None:
        self._store.setValue("split", split)

    @property
    def save_folder(self) -> Path:
        """The folder into which something was written last, that of the person the first time."""
        kept = str(self._store.value("save_folder", ""))
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()

    @save_folder.setter
    def save_folder(self, folder: Path) -> None:
        self._store.setValue("save_folder", str(folder))

    @property
    def imports(self) -> Path:
        """The file with the decisions on doubtful files, beside the settings."""
        return self._beside("supportlens-imports.json")

    @property
    def corrections(self) -> Path:
        """The file with the kinds that people chose for causes."""
        return self._beside("supportlens-corrections.json")

    @property
    def log_folder(self) -> Path:
        """The folder of the program's own log, which holds no texts of tickets."""
        return self._beside("supportlens-log")

    @property
    def unsaved(self) -> Path:
        """The folder of unsaved work."""
        return self._beside("supportlens-unsaved")

    def _beside(self, name: str) -> Path:
        store_path = Path(self._store.fileName())
        if store_path.parent.is_dir() or store_path.suffix in {".conf", ".ini", ".plist"}:
            return store_path.with_name(name)
        # On Windows the settings are in the registry, so files need a folder of their own.
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
        return Path(place) / name

    @property
    def recent(self) -> tuple[Recent, ...]:
        """The latest analyses, newest first."""
        return read_recent(str(self._store.value("recent", "[]")))

    @property
    def reviews(self) -> tuple[ReviewDate, ...]:
        """The review dates of what is in force in the projects of this computer, the earliest first."""
        return read_reviews(str(self._store.value("reviews", "{}")))

    def note_reviews(self, project: Path, reviews: Iterable[tuple[str, date]]) -> None:
        """Keep the review dates of a project, by the names of its moments, in place of the earlier ones."""
        self._store.setValue("reviews", write_reviews(self.reviews, project, reviews))

    @property
    def slips(self) -> tuple[SlippedTarget, ...]:
        """The targets that slipped in the projects of this computer."""
        return read_slips(str(self._store.value("slips", "{}")))

    def note_slips(self, project: Path, sentences: Iterable[Mapping[str, str]]) -> None:
        """Keep the targets that slipped in a project, each by language, in place of the earlier ones."""
        self._store.setValue("slips", write_slips(self.slips, project, sentences))

    def remember(
        self, paths: tuple[Path, ...], sentences: Mapping[str, str] | None = None, weekly: Iterable[int] = ()
    ) -> None:
        """Move an analysis to the first place of the recent ones, with its verdict by language."""
        counts, kept = tuple(int(count) for count in weekly), self.page_of(paths)
        newest = Recent(tuple(path.absolute() for path in paths), sentences or {}, counts, kept)
        analyses = [newest, *(recent for recent in self.recent if recent != newest)][:MOST_RECENT]
        self._store.setValue("recent", write_recent(analyses))

    def page_of(self, paths: tuple[Path, ...]) -> str:
        """Return the id of the page that an analysis was left on, "" if it is not known."""
        same = Recent(tuple(path.absolute() for path in paths))
        return next((recent.page for recent in self.recent if recent == same), "")

    def keep_page(self, paths: tuple[Path, ...], page: str) -> None:
        """Keep the page that an analysis is left on."""
        same = Recent(tuple(path.absolute() for path in paths))
        kept = (replace(recent, page=page) if recent == same else recent for recent in self.recent)
        self._store.setValue("recent", write_recent(kept))
