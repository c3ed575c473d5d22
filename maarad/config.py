"""What one run was asked to do: plain frozen values, made once by `cli`, handed down, never changed.

Takes nothing, gives `Config`, `Site` and `Reporting`; reads no file, no environment and no clock.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

LOCALES = ("fr", "ar", "en")
"""The languages of the portal; the first one lives at the root, the others below their own folder."""

DEFAULT_LOCALE = LOCALES[0]
RTL = frozenset({"ar"})


def direction(locale: str) -> str:
    """Tell how a locale is written: "rtl" or "ltr"."""
    return "rtl" if locale in RTL else "ltr"


@dataclass(frozen=True, slots=True)
class Config:
    """The options of one run.

    `project` and `output` are absolute folders; `now` is the only time the engine knows (UTC date);
    `language` is that of messages to the operator, not of pages; `profiles` is a folder with the
    official Data Package 2.0 profiles, or None to leave that check out; with `preview`, pages show the
    figures people are working on instead of the released ones; with `kit`, the fair kit is made too.
    """

    project: Path
    output: Path
    now: datetime.date
    strict: bool = False
    language: str = DEFAULT_LOCALE
    jobs: int = 1
    profiles: Path | None = None
    preview: bool = False
    kit: bool = False

    @property
    def cache(self) -> Path:
        """Folder for what can be made again; keyed by content, never by time."""
        return self.project / ".cache" / "maarad"


@dataclass(frozen=True, slots=True)
class Reporting:
    """The organisation that answers for the IATI files: its identifier, its type in IATI, its names.

    `secondary` says that it reports on programmes that others are responsible for.
    """

    ref: str
    type: str
    name: dict[str, str]
    secondary: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes the portal, as `mkdocs.yml` says it; one text a locale.

    Without `offline`, visitors' devices keep no page and drop those they kept.
    """

    name: dict[str, str]
    description: dict[str, str]
    url: str = ""
    contact: str = ""
    reporting: Reporting | None = None
    offline: bool = True

    @property
    def contact_link(self) -> str:
        """Give the link to write to the publisher: a letter, or a form; "" when no address is given."""
        if self.contact.startswith(("https://", "http://")):
            return self.contact
        return f"mailto:{self.contact}" if "@" in self.contact else ""

    @property
    def base(self) -> str:
        """Give the path below which the portal is served: "/", or "/maarad/"."""
        path = self.url.split("://", 1)[-1].partition("/")[2].strip("/")
        return f"/{path}/" if path else "/"
