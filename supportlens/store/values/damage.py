"""The one error of values that cannot be read."""


class Damage(ValueError):  # noqa: N818 - named after the fact, as the errors of the domain are
    """Bytes or text that no value was written as."""
