"""The settings the shell reads from `mkdocs.yml` itself: who publishes, and which sections stand where.

Takes the project's folder, gives `Site` and plain texts; everything else in the file is the maker's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from maarad.config import LOCALES, Site
from maarad.errors import UsageError
from maarad.reading.sources import read_yaml

NAME = "mkdocs.yml"


def read_settings(project: Path) -> Mapping[str, Any]:
    """Read `mkdocs.yml`; every scalar is a text. UsageError names the line of a fault."""
    settings, findings = read_yaml(project / NAME, NAME)
    if findings or settings is None:
        fault = min(findings)
        raise UsageError("file-fault", file=NAME, line=fault.line, fault=fault)
    return settings


def read_own(project: Path) -> Mapping[str, Any]:
    """Read what stands under `extra.maarad`; UsageError when a locale is not described."""
    own = (read_settings(project).get("extra") or {}).get("maarad") or {}
    for locale in LOCALES:
        texts = (own.get("locales") or {}).get(locale) or {}
        if missing := [key for key in ("name", "description") if not texts.get(key)]:
            field = f"extra.maarad.locales.{locale}.{missing[0]}"
            raise UsageError("settings-missing", file=NAME, field=field)
    return dict(own)


def read_site(project: Path) -> Site:
    """Read who publishes the portal, in each locale."""
    settings, own = read_settings(project), read_own(project)
    locales = own["locales"]
    return Site(
        name={locale: str(locales[locale]["name"]) for locale in LOCALES},
        description={locale: str(locales[locale]["description"]) for locale in LOCALES},
        url=str(settings.get("site_url") or ""),
        contact=str(own.get("contact") or ""),
    )
