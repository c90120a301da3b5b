"""Says of which countries the public holidays are known."""

from __future__ import annotations


def has_holidays(country: str) -> bool:
    """Say whether the public holidays of a country (ISO 3166, "MX" or "mx") are known."""
    from supportlens import causes  # noqa: PLC0415 - needs pandas, and most calls name no country

    return causes.has_calendar(country)
