"""IATI 2.03: the programmes as activities, and who reports them, for funders and their tools.

Takes the catalogue, writes `donnees/iati/activities.xml` and `donnees/iati/organisation.xml`, gives what was
written: nothing without a reporting organisation in the settings, since its identifier is never made up.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Reporting, Site
from maarad.exports.files import DataFile, write_file
from maarad.exports.iati_activity import make_activity
from maarad.exports.iati_parts import LANG, Element, add, add_link, add_reporting, address, new_file, to_bytes
from maarad.pages.iati import reason_against_activity
from maarad.pages.urls import DATA, HOME

ACTIVITIES = f"{DATA}iati/activities.xml"
ORGANISATION = f"{DATA}iati/organisation.xml"
ORGANISATION_WEB_PAGE = "B16"


def publish_iati(site: Site, catalogue: Catalogue, site_folder: Path, now: datetime.date) -> list[DataFile]:
    """Write the IATI files; no activities, no file of them, since IATI has none that is empty."""
    if not site.reporting:
        return []
    root = activities_file(site, catalogue, site.reporting, now)
    written = [write_file(site_folder, ACTIVITIES, to_bytes(root))] if len(root) else []
    organisation = organisation_file(site, site.reporting, now)
    return [*written, write_file(site_folder, ORGANISATION, to_bytes(organisation))]


def activities_file(site: Site, catalogue: Catalogue, reporting: Reporting, now: datetime.date) -> Element:
    """Make the file of activities, one for each programme that IATI can hold."""
    root = new_file("iati-activities", now)
    for programme in catalogue.programmes.values():
        if not reason_against_activity(programme):
            root.append(make_activity(programme, catalogue, site, reporting, now))
    return root


def organisation_file(site: Site, reporting: Reporting, now: datetime.date) -> Element:
    """Make the file of the reporting organisation; no budgets, since nobody has given any."""
    root = new_file("iati-organisations", now)
    organisation = add(root, "iati-organisation")
    organisation.set(LANG, LOCALES[0])
    add(organisation, "organisation-identifier").text = reporting.ref
    add(organisation, "name", reporting.name)
    add_reporting(organisation, reporting)
    if site.url:
        link = add_link(organisation, address(site, HOME), site.name, ORGANISATION_WEB_PAGE, "text/html")
        for locale in LOCALES:
            add(link, "language", code=locale)
    return root
