"""The manual mentions all there is, the same in both languages, and its links and pictures lead somewhere."""

from __future__ import annotations

import argparse
import inspect
import re
import shlex
import tomllib
from typing import TYPE_CHECKING

import pytest

from supportlens import library
from supportlens.app.output.exporting import TICKET_COLUMNS
from supportlens.cli.arguments import build_parser, parse_call
from supportlens.domain import ApartKind, Field
from supportlens.domain.contacts.definitions import TERMS
from supportlens.domain.contacts.rules import CodingRules
from supportlens.domain.findings.condition_figures import ConditionFigure
from supportlens.gui.dialogs.choice_settings import list_groups
from supportlens.gui.menu_actions import list_actions
from supportlens.gui.pages.page_registry import LINKED_PAGES, PAGES
from supportlens.gui.settings import Settings
from supportlens.gui.widgets.basics.manual_text import slugify
from supportlens.i18n import LANGUAGES, words_for
from supportlens.i18n.labels import field_name
from supportlens.ingest import read
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.inputs.other_inputs import other_kind
from supportlens.ingest.inputs.role_columns import find_column
from supportlens.ingest.tables.headers import header_rules
from supportlens.report import all_sheets
from supportlens.resources import manual_pages, own_coding_rules, resource
from tests.manual.concepts import page_of
from tests.quality.tree import TOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supportlens.resources import ManualPage

ALL_PAGES = [
    pytest.param(page, id=f"{language}-{page.name}")
    for language in LANGUAGES
    for page in manual_pages(language)
]
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def text_of(language: str, name: str) -> str:
    return resource("help", language, f"{name}.md").read_text(encoding="utf-8")


def headings(text: str) -> list[tuple[int, str]]:
    bare = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [(len(marks), title) for marks, title in re.findall(r"^(#+) (.+)$", bare, flags=re.MULTILINE)]


def test_all_languages_have_the_same_pages_with_as_many_headings_pictures_and_rows() -> None:
    shapes = {
        language: [
            (
                page.name,
                [level for level, _ in headings(page.text)],
                len(re.findall(r"!\[", page.text)),
                len(re.findall(r"^[|-]", page.text, flags=re.MULTILINE)),
            )
            for page in manual_pages(language)
        ]
        for language in LANGUAGES
    }
    assert shapes["es"] == shapes["en"]


@both_languages
def test_the_contents_list_every_page_and_each_has_its_title(language: str) -> None:
    pages = manual_pages(language)
    assert {page.name for page in pages} == {path.stem for path in resource("help", language).glob("*.md")}
    assert all(page.text.startswith(f"# {page.title}\n") for page in pages)


@pytest.mark.parametrize("page", ALL_PAGES)
def test_links_lead_to_a_file_and_a_heading_and_pictures_are_of_the_same_language(page: ManualPage) -> None:
    for picture, target in re.findall(r"(!?)\[[^\]]*\]\(([^)\s]+)\)", page.text):
        name, _, anchor = target.partition("#")
        path = (page.path.parent / name).resolve() if name else page.path
        assert path.is_file(), target
        if anchor:
            assert anchor in {slugify(title) for _, title in headings(path.read_text("utf-8"))}, target
        if picture:
            assert f"_{page.path.parent.name}_" in path.name, target


def test_the_pictures_come_with_the_installed_program() -> None:
    build = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    shipped = build["targets"]["wheel"]["force-include"]
    shown = {
        target.rpartition("../")[2]
        for language in LANGUAGES
        for page in manual_pages(language)
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.text)
    }
    assert {name: f"supportlens/_data/{name}" for name in shown}.items() <= shipped.items()


@both_languages
def test_every_page_of_the_window_has_one_in_the_manual_called_as_in_the_window(language: str) -> None:
    titles = {page.name: page.title for page in manual_pages(language)}
    for entry in (*PAGES, *LINKED_PAGES):
        assert titles[entry.id] == entry.title(words_for(language)), entry.id


@both_languages
def test_every_command_and_option_is_mentioned(language: str) -> None:
    text = text_of(language, "command-line")
    missing = [name for name in command_names(build_parser(words_for(language))) if f"{name}" not in text]
    assert not missing


def command_names(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield f"{before} {name}".strip() if before else name
                yield from command_names(inner, "project" if name == "project" else "")
        elif action.help is not argparse.SUPPRESS:
            yield from (name for name in action.option_strings if name.startswith("--"))


@pytest.mark.parametrize("page", ALL_PAGES)
def test_each_call_that_is_shown_is_understood(page: ManualPage) -> None:
    blocks = re.findall(r"^```text\n(.*?)^```", page.text, re.MULTILINE | re.DOTALL)
    calls = [line for block in blocks for line in block.splitlines() if line.startswith("supportlens ")]
    for call in calls:
        parse_call(shlex.split(call)[1:], words_for(page.path.parent.name))


@both_languages
def test_every_public_name_of_the_library_is_mentioned(language: str) -> None:
    text = text_of(language, "library")
    shown = (name for name in vars(library.Analysis) if not name.startswith("_"))
    fitted = ("labels_", "symptom_names_", "n_clusters", "predict")
    names = (*library.__all__, *shown, *inspect.signature(library.analyse).parameters, *fitted)
    assert not [name for name in names if not re.search(rf"\b{name}\b", text)]


@both_languages
def test_columns_of_tickets_figures_of_conditions_and_kinds_set_apart_are_mentioned(language: str) -> None:
    text = text_of(language, "command-line")
    for name in (*TICKET_COLUMNS, *ConditionFigure, *ApartKind):
        assert f"`{name}`" in text, name
    for kind in ApartKind:
        assert f"`{kind}`" in text_of(language, "apart"), kind


@both_languages
def test_every_setting_is_mentioned_by_its_name(language: str) -> None:
    words = words_for(language)
    text = text_of(language, "settings")
    named = [setting.name for group in list_groups(Settings(), words) for setting in group.settings]
    for name in (*named, words.say("Language model"), words.say("Look of the reports")):
        assert f"| {name} |" in text, name
    assert all(f"{term.id}=" in text for term in TERMS)


@both_languages
def test_every_shortcut_of_the_menus_is_mentioned(language: str) -> None:
    text = text_of(language, "settings")
    keys = {key for row in list_actions(words_for(language)) for key in row.keys}
    assert not {key for key in keys if key not in text}


@both_languages
def test_every_column_of_tickets_and_every_help_desk_is_mentioned(language: str) -> None:
    text, words = text_of(language, "exports"), words_for(language)
    vendors = tomllib.loads(resource("import", "vendors.toml").read_text(encoding="utf-8"))["vendor"]
    names = (*(field_name(field, words) for field in Field), *(vendor["name"] for vendor in vendors))
    assert not [name for name in names if name not in text]


@both_languages
def test_every_sheet_of_the_workbook_is_explained_in_its_order(language: str) -> None:
    told = re.findall(r"^\| ([^|]+?) \|", text_of(language, "workbook"), flags=re.MULTILINE)[2:]
    assert told == [sheet.title(words_for(language)) for sheet in all_sheets()]


FILES = {
    "change_calendar": ("calendar",),
    "customers": ("customers", "customer_facts"),
    "services": ("services",),
    "invoices": ("invoices",),
    "active_users": ("users",),
    "actions": ("actions",),
}
"""The kind of each sample file and the sections of the headers that it shows."""
ALONE = {
    *("plain_name", "beside"),
    *("first", "last", "second"),  # of a name
    *("state", "balance", "void"),  # of a payment
    "contract",  # instead of a customer's id
    "number",
    "planned",  # instead of the day of a change
    "activity",  # instead of the name of a change, beside a log
}
"""Roles that stand in for another column."""


@both_languages
def test_each_sample_is_recognised_and_shows_every_column_that_is_read(language: str, tmp_path: Path) -> None:
    samples = re.findall(r"^```text\n(.*?)^```", text_of(language, "extra-files"), re.MULTILINE | re.DOTALL)
    found = {}
    for number, sample in enumerate(samples):
        path = tmp_path / f"{number}.csv"
        path.write_text(sample, encoding="utf-8")
        (table,) = read([path])
        if kind := other_kind(table):
            found[kind] = profile_columns(table.frame)
    rules = header_rules()
    for kind, sections in FILES.items():
        for section in sections:
            for role, headers in getattr(rules, section).items():
                assert role in ALONE or find_column(found[kind], headers) is not None, (kind, role)


@both_languages
def test_the_sample_of_own_rules_is_read_without_a_mistake(language: str, tmp_path: Path) -> None:
    (sample,) = re.findall(r"^```toml\n(.*?)^```", text_of(language, "extra-files"), re.MULTILINE | re.DOTALL)
    path = tmp_path / "rules.toml"
    path.write_text(sample, encoding="utf-8")
    rules = own_coding_rules(CodingRules(), path)
    assert not rules.mistakes
    assert len(rules.rules) == 2


@both_languages
def test_the_table_of_concepts_has_every_concept_with_its_name(language: str) -> None:
    rows = tomllib.loads(resource("help", "concepts.toml").read_text(encoding="utf-8"))["concept"]
    page = page_of(language).read_text(encoding="utf-8")
    told = re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", page, flags=re.MULTILINE)
    assert told == [(row["id"], row["name"][language]) for row in rows]
