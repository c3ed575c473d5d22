"""The settings the shell reads from `mkdocs.yml` itself: who publishes, and which sections stand where.

Takes the project's folder, gives `Site` and plain texts; everything else in the file is the maker's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from maarad.config import LOCALES, Reporting, Site
from maarad.errors import UsageError
from maarad.reading.sources import read_yaml

NAME = "mkdocs.yml"

ORGANISATION_ID = re.compile(r"[A-Z]{2,3}(?:_[A-Z]{2})?-[A-Z0-9_]+-[^\s/&|?]+")
"""How IATI writes an organisation: <registration agency>-<registration number>, without these signs."""

MOROCCAN = "MA-COA-"
"""The one agency of the official list that registers Moroccan organisations."""

ORGANISATION_TYPES = (
    *("10", "11", "15", "21", "22", "23", "24", "30", "40", "60"),
    *("70", "71", "72", "73", "80", "90"),
)
"""The codes of IATI's list OrganisationType."""


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
        reporting=_read_reporting(own.get("reporting_org")),
        offline=str(own.get("offline")).lower() != "false",
    )


def _read_reporting(given: Any) -> Reporting | None:
    """Read who answers for the IATI files; None when nobody does: an identifier is never made up."""
    if not given:
        return None
    given = given if isinstance(given, Mapping) else {}
    names = given.get("name")
    names = names if isinstance(names, Mapping) else {}
    needed = {"ref": given.get("ref"), "type": given.get("type")}
    needed |= {f"name.{locale}": names.get(locale) for locale in LOCALES}
    if missing := [key for key, value in needed.items() if not value]:
        raise UsageError("settings-missing", file=NAME, field=f"extra.maarad.reporting_org.{missing[0]}")
    ref, kind = str(given["ref"]), str(given["type"])
    if not ORGANISATION_ID.fullmatch(ref) or (ref.startswith("MA-") and not ref.startswith(MOROCCAN)):
        raise UsageError("reporting-ref-wrong", file=NAME, ref=ref)
    if kind not in ORGANISATION_TYPES:
        raise UsageError("reporting-type-unknown", file=NAME, type=kind, choices=ORGANISATION_TYPES)
    name = {locale: str(names[locale]) for locale in LOCALES}
    return Reporting(ref, kind, name, str(given.get("secondary")).lower() == "true")
