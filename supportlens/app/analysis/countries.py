"""The countries whose public holidays are known."""

from __future__ import annotations


def has_holidays(country: str) -> bool:
    """Return whether the public holidays of a country (ISO 3166, "MX" or "mx") are known."""
    from supportlens import causes  # noqa: PLC0415 - needs pandas; most calls name no country

    return causes.has_calendar(country)


def known_countries() -> frozenset[str]:
    """Return the two-letter code (ISO 3166) of every country for which `has_holidays` is true.

    Uses the calendars directly, because a dialog must not wait for pandas.
    """
    import holidays  # noqa: PLC0415 - slow to import; most calls name no country

    return frozenset(holidays.list_supported_countries(include_aliases=False))
