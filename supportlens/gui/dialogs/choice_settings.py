"""The settings that are a choice from a list, a row each; the dialog of the settings is drawn from them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from supportlens.app.analysis.countries import known_countries
from supportlens.domain.contacts.definitions import TERMS
from supportlens.gui.settings import FLOOR, LOOKS, ZOOMS, system_region
from supportlens.i18n import regions_of, spoken_languages, words_for
from supportlens.i18n.contacts.definitions import meaning_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supportlens.gui.settings import Settings
    from supportlens.i18n import Words


class ChoiceSetting(NamedTuple):
    """A setting: its id, its name, what is offered, what holds, and how another choice is kept."""

    id: str
    name: str
    entries: tuple[tuple[str, object], ...]
    """(text, value) of each choice."""
    chosen: object
    keep: Callable[[object], None]


class SettingGroup(NamedTuple):
    """Settings under one title, with a sentence about what they do."""

    title: str
    sentence: str
    settings: tuple[ChoiceSetting, ...]


def list_groups(settings: Settings, words: Words) -> tuple[SettingGroup, ...]:
    """Return the groups of settings in the order of the dialog."""
    say = words.say
    languages = tuple((language.name, language.code) for language in spoken_languages())
    look_names = (say("As the system"), say("Light"), say("Dark"), say("High contrast"))
    looks = tuple(zip(look_names, LOOKS, strict=True))
    countries = ((say("None"), None), *words.countries(known_countries()))
    return (
        SettingGroup(
            say("Window"),
            say("They apply when the settings are closed."),
            (
                ChoiceSetting(
                    "language", say("Language"), languages, settings.language, _keeper(settings, "language")
                ),
                ChoiceSetting("look", say("Theme"), looks, settings.look, _keeper(settings, "look")),
                ChoiceSetting(
                    "zoom",
                    say("Size of texts"),
                    tuple((words.percent(zoom / 100), zoom) for zoom in ZOOMS),
                    settings.zoom,
                    _keeper(settings, "zoom"),
                ),
            ),
        ),
        SettingGroup(
            say("Personal data"),
            say("Names, addresses and numbers in what is exported, copied or shown in a meeting."),
            (
                ChoiceSetting(
                    "masked",
                    say("What leaves the program"),
                    ((say("Hidden"), True), (say("As written"), False)),
                    settings.masked,
                    _keeper(settings, "masked"),
                ),
            ),
        ),
        SettingGroup(
            say("Numbers and dates"),
            say("As people in a country write them: 1,000.5 or 1.000,5; 3 August or August 3."),
            (
                ChoiceSetting(
                    "region",
                    say("Region"),
                    tuple(_regions(settings, words)),
                    settings.chosen_region,
                    _keeper(settings, "chosen_region"),
                ),
            ),
        ),
        SettingGroup(
            say("Public holidays"),
            say(
                "A country's public holidays count as non-working days, so a quiet holiday isn't "
                "counted as a drop. Without a country, only the weekly pattern counts."
            ),
            (
                ChoiceSetting(
                    "country", say("Country"), countries, settings.country, _keeper(settings, "country")
                ),
            ),
        ),
        SettingGroup(
            say("Training plan"),
            say(
                "From where on a cause gets a training of its own. Below any of the three it gets a line "
                "that says what to do instead."
            ),
            tuple(_floor(settings, words)),
        ),
        SettingGroup(
            say("Definitions"),
            say("The sources define some moments in different ways. Choose the meaning that your team uses."),
            tuple(_definitions(settings, words)),
        ),
    )


def _keeper(settings: Settings, name: str) -> Callable[[object], None]:
    return partial(setattr, settings, name)


def _regions(settings: Settings, words: Words) -> Iterator[tuple[str, object]]:
    """Yield the region of the system and all that the language has, each with a number as it is written."""
    here = system_region(settings.language)
    name = words.country(here) if here else words.say("the language's own")
    yield words.say("As the system ({region})", region=name), ""
    for region, code in words.countries(regions_of(settings.language)):
        yield f"{region} · {words_for(settings.language, code).number(1000.5, 1)}", code


def _floor(settings: Settings, words: Words) -> Iterator[ChoiceSetting]:
    """Yield the three figures of the floor, the usual one of each marked."""
    say = words.say
    names = {
        "weekly": say("Least tickets a week"),
        "people": say("Least people who asked"),
        "hours": say("Least hours of handling a month"),
    }
    for part, (usual, offered) in FLOOR.items():
        entries = tuple((_marked(figure, figure == usual, words), figure) for figure in offered)
        keep = partial(_keep_floor, settings, part)
        yield ChoiceSetting(f"floor/{part}", names[part], entries, settings.floor_figure(part), keep)


def _marked(figure: float, is_usual: bool, words: Words) -> str:  # noqa: FBT001 - private
    shown = words.number(figure, 0 if figure.is_integer() else 1)
    return words.say("{figure} (usual)", figure=shown) if is_usual else shown


def _keep_floor(settings: Settings, part: str, figure: object) -> None:
    settings.keep_floor_figure(part, float(str(figure)))


def _definitions(settings: Settings, words: Words) -> Iterator[ChoiceSetting]:
    for term in TERMS:
        name = words.say(term.name)
        yield ChoiceSetting(
            f"define/{term.id}",
            f"{name[:1].upper()}{name[1:]}",
            tuple((meaning_line(choice, words), choice.id) for choice in term.choices),
            settings.definitions.in_force(term.id).id,
            partial(_define, settings, term.id),
        )


def _define(settings: Settings, term: str, meaning: object) -> None:
    settings.define(term, str(meaning))
