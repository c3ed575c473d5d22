"""The reporting organisation of the IATI files: a setting, checked, and never made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from maarad.config import Reporting, Site
from maarad.errors import UsageError
from maarad.shell import read_site

SETTING = """\
    reporting_org:
      ref: {ref}
      type: {type}
      name: {{fr: Organisme, ar: هيئة, en: Body}}
"""


def set_reporting(project: Path, text: str) -> Site:
    path = project / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("    locales:\n", f"{text}    locales:\n", 1), "utf-8")
    return read_site(project)


def test_the_reporting_organisation_is_a_setting_and_not_set_here(tiny: Path) -> None:
    assert read_site(tiny).reporting is None
    site = set_reporting(tiny, SETTING.format(ref="MA-COA-TEST", type=15) + "      secondary: true\n")
    assert site.reporting == Reporting(
        "MA-COA-TEST", "15", {"fr": "Organisme", "ar": "هيئة", "en": "Body"}, secondary=True
    )


def test_who_reports_on_its_own_programmes_says_nothing_of_others(tiny: Path) -> None:
    site = set_reporting(tiny, SETTING.format(ref="XI-IATI-TEST", type=15))
    assert site.reporting is not None
    assert not site.reporting.secondary


@pytest.mark.parametrize(
    "ref",
    [
        "TEST",
        "MA-COA-",
        "ma-coa-1",
        "MA-COA-1/2",
        "MA-COA-1&2",
        "MA-COA-1|2",
        "MA-COA-1?",
        "MA-ICE-12",
        "1-2-3",
    ],
)
def test_an_identifier_that_is_none_is_refused_with_a_remedy(tiny: Path, ref: str) -> None:
    with pytest.raises(UsageError) as caught:
        set_reporting(tiny, SETTING.format(ref=f"'{ref}'", type=15))
    assert caught.value.key == "reporting-ref-wrong"
    assert f"“{ref}”" in str(caught.value)
    assert "MA-COA-" in caught.value.text("ar")


def test_a_type_that_is_none_is_refused_with_the_choices(tiny: Path) -> None:
    with pytest.raises(UsageError, match="Choose one of: 10, 11, 15"):
        set_reporting(tiny, SETTING.format(ref="MA-COA-TEST", type=16))


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("    reporting_org: MA-COA-TEST\n", "ref"),
        ("    reporting_org: {ref: MA-COA-TEST}\n", "type"),
        ("    reporting_org: {ref: MA-COA-TEST, type: 15, name: {fr: A, en: A}}\n", "name.ar"),
        ("    reporting_org: {ref: MA-COA-TEST, type: 15, name: A}\n", "name.fr"),
    ],
)
def test_a_part_that_is_missing_is_named(tiny: Path, text: str, field: str) -> None:
    with pytest.raises(UsageError) as caught:
        set_reporting(tiny, text)
    assert caught.value.values["field"] == f"extra.maarad.reporting_org.{field}"
