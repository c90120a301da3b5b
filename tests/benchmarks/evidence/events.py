"""Real events: logs of things that happened, whose truth is known from elsewhere."""

from __future__ import annotations

import csv
import re
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.app import analyse
from supportlens.domain import ChangeSource, Kind, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supportlens.domain import Cause, Study

CERTIFICATE = date(2019, 5, 4)
REFUSAL = date(2025, 11, 11)
KEYBOARD = "5.3.0.124"
KEYBOARD_SINCE = date(2015, 5, 27)
ADD_ONS = re.compile(r"add.?ons?\b|extension|complement")
WHATSAPP = re.compile(r"wh?ats? ?app?s?\b|whatsap")


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one event."""

    name: str
    right: bool
    said: str

    @property
    def line(self) -> str:
        """Describe it in a line."""
        return f"{'right' if self.right else 'WRONG'}  {self.name:<32}{self.said}"


def check_events(data: Path) -> Iterator[Checked]:
    """Analyse every real event, and the Spanish part of those that have one."""
    folder = data / "events"
    firefox = (("addons2019", _is_certificate), ("whatsapp2025", _is_refusal))
    for name, is_right in firefox:
        path = folder / f"{name}.csv"
        yield _checked(name, analyse([path]), is_right)
        with tempfile.TemporaryDirectory() as made:
            yield _checked(f"{name}, Spanish alone", analyse([_spanish(path, Path(made))]), is_right)
    yield _checked("swiftkey", analyse([folder / "swiftkey_reviews.csv"]), _is_keyboard)


def _checked(name: str, study: Study, is_right: Callable[[Study], bool]) -> Checked:
    chief = study.main_cause
    if chief is None or chief.onset is None:
        return Checked(name, right=False, said="no verdict")
    change = chief.change.change.name if chief.change else "no change"
    places = ", ".join(f"{claim.field} {claim.value}" for claim in chief.scope if claim.is_place)
    found = f"{chief.kind}; {chief.onset.day}; {places}; {change}; {chief.tickets} tickets"
    said = f"{chief.name.in_('en')!r}; {found}"
    return Checked(name, right=is_right(study), said=said)


def _is_certificate(study: Study) -> bool:
    """On 4 May 2019 a certificate expired and switched all add-ons off, whatever the version."""
    chief = study.main_cause
    assert chief is not None
    return (
        bool(ADD_ONS.search(_named(chief)))
        and _near(chief, CERTIFICATE, 1)
        and not names_a_version(chief)
        and chief.kind in {Kind.DEFECT, Kind.OUTAGE}
    )


def _is_refusal(study: Study) -> bool:
    """On 11 November 2025 WhatsApp began to refuse old browsers."""
    chief = study.main_cause
    assert chief is not None
    return bool(WHATSAPP.search(_named(chief))) and _near(chief, REFUSAL, 2)


def _is_keyboard(study: Study) -> bool:
    """What displeased since 27 May 2015 came with the version of that day."""
    chief = study.main_cause
    assert chief is not None
    return _near(chief, KEYBOARD_SINCE, 4) and KEYBOARD in _all_named(chief)


def _near(cause: Cause, day: date, days: int) -> bool:
    return cause.onset is not None and abs(cause.onset.day - day) <= timedelta(days=days)


def names_a_version(cause: Cause) -> bool:
    """Return whether a cause claims a version, as its place or as its change."""
    by_version = cause.change is not None and cause.change.change.source is ChangeSource.VERSION
    return by_version or any(claim.is_place and claim.field == "version" for claim in cause.scope)


def _named(cause: Cause) -> str:
    return fold(f"{cause.name.in_('es')} {cause.name.in_('en')}")


def _all_named(cause: Cause) -> str:
    change = cause.change.change.name if cause.change else ""
    return " ".join((change, *(claim.value for claim in cause.scope if claim.field == "version")))


def _spanish(path: Path, folder: Path) -> Path:
    """Write the Spanish rows of a log to a file of their own."""
    csv.field_size_limit(2**31 - 1)  # some people paste whole log files
    with path.open(encoding="utf-8", newline="") as whole:
        reader = csv.DictReader(whole)
        rows = [row for row in reader if row["lang"] == "es"]
        headers = list(reader.fieldnames or ())
    target = folder / path.name
    with target.open("w", encoding="utf-8", newline="") as part:
        writer = csv.DictWriter(part, headers)
        writer.writeheader()
        writer.writerows(rows)
    return target
