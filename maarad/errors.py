"""The operator's situation is wrong: exceptions that end in one plain paragraph and exit code 2.

    EngineError
    ├── UsageError          an option or a folder that cannot be what was meant
    ├── ToolMissing         a program the build needs is not installed
    ├── ToolFailed          a program the build needs ran and failed
    ├── OutputUnwritable    the folder to publish into cannot be written
    └── PagesClash          the finished tree is not sound (two sources for one address, a dead link)

What an author wrote wrong is never an exception: see `findings`.
"""

from __future__ import annotations


class EngineError(Exception):
    """A situation the operator can mend; its text is whole sentences: what is wrong, and what to do."""


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
