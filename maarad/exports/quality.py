"""The quality report for machines: the same remarks as the page, in the same words.

Takes the catalogue, the findings of the run and the day, writes `donnees/qualite.json`.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from maarad.catalogue import Catalogue, Programme, Text
from maarad.config import LOCALES, Site
from maarad.exports.files import DataFile, write_file
from maarad.findings import Report
from maarad.pages.iati import iati_remarks
from maarad.pages.quality import (
    Remark,
    Spot,
    package_remarks,
    reason_text,
    remark_text,
    remarks,
)
from maarad.pages.rhythm import rhythm
from maarad.pages.urls import DATA, programme_path
from maarad.words import words_for

PATH = f"{DATA}qualite.json"


def publish_quality(
    site: Site, catalogue: Catalogue, report: Report, site_folder: Path, now: datetime.date
) -> list[DataFile]:
    """Write the quality report of every programme as one JSON file."""
    told = {
        "created": now.isoformat(),
        "versions": dict(catalogue.versions),
        "all": [_remark(catalogue, one) for one in package_remarks(catalogue, words_for("fr"), report)],
        "programmes": [
            _programme(site, catalogue, one, report, now) for one in catalogue.programmes.values()
        ],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return [write_file(site_folder, PATH, text.encode())]


def _programme(
    site: Site, catalogue: Catalogue, programme: Programme, report: Report, now: datetime.date
) -> dict[str, Any]:
    words = words_for("fr")
    when = rhythm(catalogue, words, programme)
    found = remarks(catalogue, words, programme, report, now)
    found += iati_remarks(catalogue, words, programme, site)
    return {
        "programme": programme.key,
        "title": _texts(programme.title),
        "path": programme_path(programme),
        "status": programme.status,
        "last_update": _day(when.last),
        "version": when.version or None,
        "update_months": when.months,
        "next_update": _day(when.due),
        "remarks": [_remark(catalogue, one) for one in found],
    }


def _remark(catalogue: Catalogue, remark: Remark) -> dict[str, Any]:
    return {
        "aspect": remark.aspect,
        "code": remark.code,
        "strength": remark.good,
        "count": remark.count,
        "of": remark.of or None,
        "what": {locale: remark_text(catalogue, words_for(locale), remark) for locale in LOCALES},
        "why": {locale: reason_text(catalogue, words_for(locale), remark) for locale in LOCALES},
        "where": [_spot(spot) for spot in remark.spots],
    }


def _spot(spot: Spot) -> dict[str, Any]:
    """Give a place of the portal, or of the files people write, and what is known there."""
    told: dict[str, Any] = {"path": spot.path or None, "title": _texts(spot.title)}
    if spot.figure is not None:
        value = spot.figure.value
        told["value"] = None if value is None else float(value)
        told["period_start"] = _day(spot.figure.period_start)
        told["period_end"] = _day(spot.figure.period_end)
    if spot.usual is not None:
        told["usual"] = float(spot.usual)
    if spot.readings:
        told["readings"] = [_texts(reading) for reading in spot.readings]
    if spot.note:
        told["note"] = _texts(spot.note)
    if spot.place:
        told["place"] = spot.place
    return told


def _texts(text: Text) -> dict[str, str]:
    return {locale: written for locale in LOCALES if (written := getattr(text, locale))}


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
