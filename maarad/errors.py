"""The operator's situation is wrong: exceptions that end in one plain paragraph and exit code 2.

    EngineError
    ├── UsageError          an option or a folder that cannot be what was meant
    ├── ToolMissing         a program the build needs is not installed
    ├── ToolFailed          a program the build needs ran and failed
    ├── OutputUnwritable    the folder to publish into cannot be written
    └── PagesClash          the finished tree is not sound (two sources for one address, a dead link)

Raised with a key of `words/errors.toml` and the values its text names; `cli` writes it in the operator's
language. What an author wrote wrong is never an exception: see `findings`.
"""

from __future__ import annotations

from maarad.findings import Finding, printable
from maarad.words import words_for

_COMMA = {"fr": ", ", "ar": "، ", "en": ", "}


class EngineError(Exception):
    """A situation the operator can mend; its text is whole sentences: what is wrong, and what to do.

    A value may be anything that can be written, a finding or another EngineError (each says itself in the
    language asked for), or a list or tuple of these.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        """Give the text in English, for tracebacks and tests."""
        return self.text("en")

    def text(self, language: str) -> str:
        """Give the text in one of `config.LOCALES`, one paragraph."""
        values = {name: _told(value, language) for name, value in self.values.items()}
        return words_for(language)(f"errors.{self.key}", **values)


def _told(value: object, language: str) -> object:
    """Write a value in a language; a whole number stays one, so that it can be counted."""
    if isinstance(value, list | tuple):
        return _COMMA[language].join(str(_told(item, language)) for item in value)
    if isinstance(value, EngineError | Finding):
        return value.text(language)
    return value if isinstance(value, int) else printable(str(value))


class UsageError(EngineError):
    """An option, or a folder named by one, that cannot be what was meant."""


class ToolMissing(EngineError):
    """A program the build needs is not installed."""


class ToolFailed(EngineError):
    """A program the build needs ran and failed; the text holds what it said."""


class OutputUnwritable(EngineError):
    """The output folder, or the folder it stands in, cannot be written."""


class PagesClash(EngineError):
    """The finished tree is not sound: two sources for one address, or a link that leads nowhere."""
