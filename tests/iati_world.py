"""Two worlds published in IATI: the repository's programmes, and one with every sort of slice."""

from __future__ import annotations

import functools
import importlib.util
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from conftest import REPOSITORY, TODAY, config_for, copy_tiny
from lxml import etree

from maarad.catalogue import Catalogue, Figure, Indicator
from maarad.config import Reporting, Site
from maarad.exports.iati import ACTIVITIES, publish_iati
from maarad.joining import make_catalogue
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Tables, assemble_tables

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {"fr": "Organisme d’essai", "ar": "هيئة الاختبار", "en": "Test body"}
REPORTING = Reporting("MA-COA-TEST", "22", NAMES, secondary=True)
NOWHERE = Site(NAMES, NAMES, reporting=REPORTING)
ONLINE = Site(NAMES, NAMES, "https://portal.example.org/a", reporting=REPORTING)
WORLDS = ("real", "sliced")

WIDER = "987654"
INDICATORS = """\
id,title_fr,title_ar,title_en,definition_fr,topic,level,measure,unit,aggregation,scope,note_fr
reached,Personnes,أشخاص,People reached,Un & <b>compte</b>,training,output,unit,people,sum,programme,
rate,Taux,نسبة,Rate,,conversion,impact,percentage,share,none,programme,
story,Ce qui a changé,ما تغير,What changed,,knowledge,outcome,qualitative,,none,programme,Un récit
total,Personnes en tout,مجموع,People in all,,training,output,unit,people,cumulative,programme,
wider,Projet plus large,مشروع أوسع,Wider project,,training,output,unit,people,none,wider_project,
"""
VALUES = f"""\
id,indicator,kind,period_start,period_end,value,missing,qualifier,region,agency,sex,age_band,milieu,derived,source,locator,note_fr
r-base,reached,baseline,2018-01-01,2018-12-31,10,,exact,,,,,,,src-essai,Page 1,
r-base-day,reached,baseline,2018-06-30,2018-06-30,12,,exact,,,female,,,,src-essai,Page 1,
r-base-undated,reached,baseline,,,7,,exact,,,,,,,src-essai,Page 1,
r-target,reached,target,2019-01-01,2019-12-31,1000,,at_least,,,,,,,src-essai,Page 1,
r-1,reached,actual,2019-01-01,2019-12-31,900.50,,about,,,,,,,src-essai,Page 1,"<script> & ]]>"
r-1-f,reached,actual,2019-01-01,2019-12-31,500,,exact,,,female,,,,src-essai,Page 1,
r-1-m,reached,actual,2019-01-01,2019-12-31,400,,exact,,,male,,,,src-essai,Page 1,
r-1-sud,reached,actual,2019-01-01,2019-12-31,250,,exact,MA-09,,,,,,src-essai,Page 1,
r-1-agence,reached,actual,2019-01-01,2019-12-31,120,,at_most,,essai-agence,,,,,src-essai,Page 1,
r-1-rural,reached,actual,2019-01-01,2019-12-31,130,,exact,MA-05,essai-agence,female,18-29,rural,,src-essai,P,
r-1-cachee,reached,actual,2019-01-01,2019-12-31,,suppressed,exact,,,male,18-29,,,src-essai,Page 1,
r-2,reached,actual,2020-01-01,2020-12-31,0,,exact,,,,,,,src-essai,Page 1,
r-2-target,reached,target,2020-01-01,2020-12-31,,not_published,exact,,,,,,,src-essai,Page 1,
r-open,reached,target,2019-01-01,,55555,,about,,,,,,,src-essai,Page 1,
r-open-f,reached,target,2019-01-01,,44444,,exact,,,female,,,,src-essai,Page 1,
rate-base,rate,baseline,2018-01-01,,0.1,,exact,,,,,,,src-essai,Page 1,
rate-target,rate,target,2019-01-01,2021-06-30,0.5,,exact,,,,,,,src-essai,Page 1,
rate-1,rate,actual,2019-01-01,2021-06-30,0.6851,,exact,,,,,,r-1 / r-2,src-essai,Page 1,
rate-f,rate,actual,2019-01-01,2021-06-30,1,,exact,,,female,,,,src-essai,Page 1,
story-1,story,actual,2019-01-01,2019-12-31,,not_measured,exact,,,,,,,src-essai,Page 1,On vend mieux.
story-2,story,actual,2020-01-01,2020-12-31,4,,exact,,,,,,,src-essai,Page 1,
total-1,total,actual,2019-01-01,2019-12-31,300,,exact,,,,,,{" + ".join(["r-1-f"] * 60)},src-essai,Page 1,
wider-1,wider,target,2019-01-01,2021-06-30,{WIDER},,exact,,,,,,,src-essai,Page 1,
"""
LEFT_OUT = {
    "r-base-undated": "no_year",
    "r-1-cachee": "suppressed",
    "r-2-target": "not_published",
    "r-open": "no_period",
    "r-open-f": "no_period",
    "story-1": "not_measured",
    "story-2": "qualitative",
    "wider-1": "wider_project",
}
DOCUMENTS = """\
documents:
  - {id: a, kind: project_page, title: {fr: A}, url: "https://example.org/a?b&c", language: ar, rights: cited}
  - {id: b, kind: report, title: {fr: B}, url: "https://example.org/r.PDF", language: zgh, rights: cited}
  - {id: c, kind: book, title: {fr: C}, url: "https://example.org/livre", rights: cited}
  - {id: d, kind: report, title: {fr: D}, rights: cited}
"""


def tables_of(project: Path) -> Tables:
    config = config_for(project)
    return assemble_tables(config, read_schemas(config), None)[0]


@functools.cache
def real() -> Catalogue:
    return make_catalogue(tables_of(REPOSITORY))


def write_sliced(folder: Path) -> Path:
    """Write the tiny project with every sort of figure in it, and a second association of its own."""
    programme = copy_tiny(folder) / "programmes" / "essai"
    (programme / "indicators.csv").write_text(INDICATORS, "utf-8")
    (programme / "values.csv").write_text(VALUES, "utf-8")
    (programme / "documents.yml").write_text(DOCUMENTS, "utf-8")
    about = (programme / "programme.yml").read_text("utf-8")
    about = about.replace("themes:", "sectors: [32130, 16020, 25030]\nthemes:")
    role = "  - {{id: {}, organisation: autre, role: {}, source: src-essai, locator: Page 1}}\n"
    roles = role.format("autre", "partner") + role.format("encore", "lead_association")
    (programme / "programme.yml").write_text(about.replace("roles:\n", f"roles:\n{roles}"), "utf-8")
    with (folder / "programmes" / "organisations.csv").open("a", encoding="utf-8") as file:
        file.write("autre,,Association,جمعية,Association,ngo,,,,,\n")
    return folder


@functools.cache
def sliced_tables() -> Tables:
    with tempfile.TemporaryDirectory() as folder:
        return tables_of(write_sliced(Path(folder)))


def sliced(**changed: object) -> Catalogue:
    """Give the world of slices, with other columns in its programme."""
    table = sliced_tables()["programmes"]
    row = replace(table.rows[0], values={**table.rows[0].values, **changed})
    return make_catalogue({**sliced_tables(), "programmes": replace(table, rows=[row])})


def demonstration(folder: Path) -> Catalogue:
    """Give the catalogue of a demonstration network, as the tool writes it, of two quarters."""
    spec = importlib.util.spec_from_file_location("iati_network_tool", REPOSITORY / "tools" / "network.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = tool
    spec.loader.exec_module(tool)
    return make_catalogue(tables_of(tool.make_project(folder, quarters=2)))


@functools.cache
def world(name: str) -> Catalogue:
    return real() if name == "real" else sliced()


@functools.cache
def published(name: str, site: str = "online") -> dict[str, bytes]:
    """Publish a world and give its files by path."""
    with tempfile.TemporaryDirectory() as folder:
        where = ONLINE if site == "online" else NOWHERE
        files = publish_iati(where, world(name), Path(folder), TODAY)
        return {file.path: (Path(folder) / file.path).read_bytes() for file in files}


def tree(name: str, path: str = ACTIVITIES) -> Any:
    return etree.ElementTree(etree.fromstring(published(name)[path]))


def figures(catalogue: Catalogue) -> Iterator[tuple[Indicator, Figure]]:
    for programme in catalogue.programmes.values():
        for indicator in programme.indicators:
            yield from ((indicator, figure) for figure in indicator.figures)
