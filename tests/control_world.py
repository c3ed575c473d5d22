"""A network small enough to be checked by hand: five branches, two regions and one without, two quarters.

    visits      q1                                q2
    north-1     10                                20
    north-2     30                                nothing at all
    south-1     5                                 withheld, with its reason
    south-2     7                                 9
    loose       1                                 2

Somebody entered 15 for the south in q1, where its branches give 12, with a note; 60 was the target of the
programme in q1. The share is of visits that led to a creation.
"""

from __future__ import annotations

import functools
import re
import tempfile
from pathlib import Path

from conftest import config_for, copy_tiny
from programme_world import AnyPhoto, _layout, plain

from maarad.catalogue import Catalogue, Programme
from maarad.config import LOCALES, Site
from maarad.findings import Finding, Report
from maarad.joining import make_catalogue
from maarad.pages.plan import PagePlan
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.rendering.renderer import Materials, Renderer
from maarad.results.rollup import roll_up
from maarad.words import words_for

KEY = "reseau"
PROGRAMME = """\
title: {fr: Réseau d’essai, ar: شبكة للتجربة, en: Trial network}
summary: {fr: Un réseau pour l’essai., ar: شبكة للتجربة., en: A network for the trial.}
status: active
start: 2024
update_months: 6
source: src
locator: Tableau
"""
SOURCES = """\
sources:
  - id: src
    kind: dataset
    title: {fr: Tableau d’essai, ar: جدول للتجربة, en: Trial table}
    publisher_name: {fr: Essai, ar: تجربة, en: Trial}
    date: 2024
    language: fr
"""
INDICATORS = """\
id,title_fr,title_ar,title_en,topic,level,measure,unit,aggregation,numerator,denominator,scope
visits,Visites,الزيارات,Visits,information,output,unit,people,sum,,,programme
created,Créations,الإحداثات,Created,creation,outcome,unit,enterprises,cumulative,,,programme
share,Part créée,نسبة الإحداث,Share created,conversion,outcome,percentage,share,none,created,visits,programme
"""
NETWORK = """\
id,kind,name_fr,name_ar,name_en,count,qualifier,status,region,parent,role,source,locator
north-1,branch,Nord 1,الشمال 1,North 1,1,exact,in_place,MA-01,,head,src,Tableau
north-2,branch,Nord 2,الشمال 2,North 2,1,exact,in_place,MA-01,,member,src,Tableau
south-1,branch,Sud 1,الجنوب 1,South 1,1,exact,in_place,MA-11,,member,src,Tableau
south-2,branch,Sud 2,الجنوب 2,South 2,1,exact,in_place,MA-11,,member,src,Tableau
loose,branch,Ailleurs,مكان آخر,Elsewhere,1,exact,in_place,,,member,src,Tableau
"""
COLUMNS = (
    "id,indicator,kind,period_start,period_end,value,missing,qualifier,region,agency,source,locator,note_fr"
)
QUARTERS = {"q1": "2024-01-01,2024-03-31", "q2": "2024-04-01,2024-06-30"}
VISITS = {
    "q1": {"north-1": 10, "north-2": 30, "south-1": 5, "south-2": 7, "loose": 1},
    "q2": {"north-1": 20, "south-2": 9, "loose": 2},
}
CREATED = {"q1": {"north-1": 4, "north-2": 6, "south-1": 1}, "q2": {"north-1": 8}}


def _values() -> str:
    rows = [COLUMNS]
    for indicator, counts in (("visits", VISITS), ("created", CREATED)):
        for quarter, places in counts.items():
            rows += [
                f"{place}-{indicator}-{quarter},{indicator},actual,{QUARTERS[quarter]},{value},,exact,,{place},src,T,"
                for place, value in places.items()
            ]
    rows += [
        f"south-1-visits-q2,visits,actual,{QUARTERS['q2']},,suppressed,exact,,south-1,src,T,",
        f"south-visits-q1,visits,actual,{QUARTERS['q1']},15,,exact,MA-11,,src,T,Trois visites ailleurs.",
        f"visits-target-q1,visits,target,{QUARTERS['q1']},60,,exact,,,src,T,",
    ]
    return "\n".join(rows) + "\n"


def make_project(folder: Path) -> Path:
    """Write the tiny project with the network in it."""
    home = copy_tiny(folder) / "programmes" / KEY
    home.mkdir(parents=True)
    files = {
        "programme.yml": PROGRAMME,
        "sources.yml": SOURCES,
        "indicators.csv": INDICATORS,
        "network.csv": NETWORK,
        "values.csv": _values(),
    }
    for name, text in files.items():
        (home / name).write_text(text, "utf-8")
    return folder


def catalogue_of(project: Path) -> Catalogue:
    """Read, roll up and join a project; nothing may be wrong with its network."""
    config = config_for(project)
    tables, findings = assemble_tables(config, read_schemas(config), None)
    assert [one for one in findings if one.path.startswith(f"programmes/{KEY}/")] == []
    return make_catalogue(roll_up(tables))


@functools.cache
def network_catalogue() -> Catalogue:
    """Give the catalogue with the small network, made once."""
    with tempfile.TemporaryDirectory() as folder:
        return catalogue_of(make_project(Path(folder) / "project"))


def network() -> Programme:
    """Give the programme of the small network."""
    return network_catalogue().programmes[KEY]


def render(catalogue: Catalogue, locale: str, path: str, findings: tuple[Finding, ...] = ()) -> str:
    """Render one page of a catalogue and give its content."""
    names = dict.fromkeys(LOCALES, "Maarad")
    materials = Materials(
        config=config_for(Path("/nowhere")),
        site=Site(names, names, "https://portal.example.org/"),
        catalogue=catalogue,
        report=Report.of(findings),
        layouts={locale: _layout(locale)},
        editorials={},
        renditions=AnyPhoto(),
        downloads=(),
        files={},
    )
    page = next(one for one in PagePlan(catalogue, words_for(locale)).pages() if one.path == path)
    found = re.search(r"<main>(.*)</main>", Renderer(materials, locale).render(page), re.DOTALL)
    assert found
    return found[1]


def words_of(markup: str) -> str:
    """Give the words of a piece of HTML on one line."""
    return plain(markup).replace("\u00a0", " ").replace("\u202f", " ")
