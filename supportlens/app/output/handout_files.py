"""Writes the documents of a plan as pages to print or to send, and for Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from supportlens.domain import Handout, Study

PAGE, WORD = ".html", ".docx"


def handout_page(handout: Handout, language: str) -> str:
    """Return a handout as a whole page of HTML."""
    from supportlens.report import handout_html  # noqa: PLC0415 - needs openpyxl

    return handout_html(handout, language)


def handouts_page(handouts: Sequence[Handout], language: str) -> str:
    """Return several handouts as one page of HTML, two beside each other."""
    from supportlens.report import handouts_html  # noqa: PLC0415 - needs openpyxl

    return handouts_html(handouts, language)


def write_page(path: Path, html: str) -> None:
    """Write a page of HTML; raises `OutputError` if that fails."""
    from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

    with replace_file(path) as stream:
        stream.write(html.encode("utf-8", "replace"))


def write_word(path: Path, handout: Handout, language: str) -> None:
    """Write a handout as a Word document; raises `OutputError` if that fails."""
    from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl
    from supportlens.report.word_documents import handout_docx  # noqa: PLC0415 - needs python-docx

    content = handout_docx(handout, language)
    with replace_file(path) as stream:
        stream.write(content)


def write_materials(study: Study, folder: Path, language: str, *, mask: bool = True) -> tuple[Path, ...]:
    """Write all documents of a plan into a folder, as web pages and for Word; return their paths.

    The folder is made if it is missing. Raises `OutputError` if that fails, and `ProjectWithoutTexts` where
    the questions and answers that they repeat were left out.
    """
    from supportlens.app.output.exporting import study_to_show  # noqa: PLC0415 - as above
    from supportlens.domain import OutputError  # noqa: PLC0415 - as above
    from supportlens.i18n import words_for  # noqa: PLC0415 - needs Babel
    from supportlens.i18n.plan.handouts import write_handouts  # noqa: PLC0415 - as above

    study.tickets.require_texts()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise OutputError(str(folder), failure.strerror or "") from failure
    words = words_for(language).of_log(study.tickets)
    shown = study_to_show(study, language, mask=mask)
    written = []
    for action in shown.plan:
        for handout in write_handouts(action, shown, words):
            path = folder / f"{action.id}-{handout.kind.value}{PAGE}"
            write_page(path, handout_page(handout, language))
            write_word(path.with_suffix(WORD), handout, language)
            written += [path, path.with_suffix(WORD)]
    return tuple(written)
