"""A tiny programme with everything a results page can show: slices, periods, sums, corrections, evidence.

`world()` gives its catalogue; `shown(locale, path)` the content of one of its pages. Nothing in it is real.
"""

from __future__ import annotations

import datetime
import functools
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from conftest import config_for, copy_tiny, lasting_folder
from programme_world import MAIN, AnyPhoto, _layout

from maarad.catalogue import Catalogue, Figure, Past, Record
from maarad.config import LOCALES, Site
from maarad.exports.files import DataFile
from maarad.findings import Report
from maarad.joining import make_catalogue
from maarad.pages.figures import figures_of
from maarad.pages.plan import PagePlan
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.rendering.renderer import Materials, Renderer
from maarad.words import words_for

INDICATORS = """\
id,title_fr,title_ar,definition_fr,topic,level,measure,unit,aggregation,numerator,denominator,scope
trained,Formées,المكوَّنون,Personnes formées.,training,output,unit,people,sum,,,programme
created,Activités créées,الأنشطة المحدثة,,creation,outcome,unit,people,sum,,,programme
rate,Taux de création,نسبة الإحداث,,conversion,outcome,percentage,share,none,created,trained,programme
visits,Visites,الزيارات,,training,output,unit,events,cumulative,,,programme
silent,Études,الدراسات,,knowledge,output,unit,studies,sum,,,programme
wider,Jeunes visés,الشباب المستهدفون,,accompaniment,output,unit,people,none,,,wider_project
"""
VALUES = """\
id,indicator,kind,period_start,period_end,value,missing,qualifier,region,agency,sex,age_band,derived,source,locator,evidence,note_fr
trained-target,trained,target,2019-01-01,2019-12-31,1500,,exact,,,,,,src-essai,Page 3,,
trained-2019,trained,actual,2019-01-01,2019-12-31,1200,,about,,,,,trained-a + trained-b,src-essai,Page 3,,
trained-a,trained,actual,2019-01-01,2019-12-31,800,,exact,,agency-a,,,,src-essai,Page 3,sessions/atelier,
trained-b,trained,actual,2019-01-01,2019-12-31,400,,exact,,agency-b,,,,src-essai,3,sessions/atelier;events/foire,
trained-f,trained,actual,2019-01-01,2019-12-31,700,,exact,,,female,,,src-essai,Page 3,,
trained-m,trained,actual,2019-01-01,2019-12-31,500,,exact,,,male,,,src-essai,Page 3,,
trained-r5,trained,actual,2019-01-01,2019-12-31,800,,exact,MA-05,,,,,src-essai,Page 3,,
trained-r9,trained,actual,2019-01-01,2019-12-31,300,,exact,MA-09,,,,,src-essai,Page 3,,Une région manque.
created-2019,created,actual,2019-01-01,2019-12-31,300,,exact,,,,,,src-essai,Page 4,documents/rapport,
created-f,created,actual,2019-01-01,2019-12-31,140,,exact,,,female,,,src-essai,Page 4,,
created-m,created,actual,2019-01-01,2019-12-31,160,,exact,,,male,,,src-essai,Page 4,,
created-r5,created,actual,2019-01-01,2019-12-31,,suppressed,exact,MA-05,,,,,src-essai,Page 4,,
created-r9,created,actual,2019-01-01,2019-12-31,,suppressed,exact,MA-09,,,,,src-essai,Page 4,,
rate-2019,rate,actual,2019-01-01,2019-12-31,0.25,,exact,,,,,created / trained,src-essai,Page 4,,Calculé.
visits-q1,visits,actual,2020-01-01,2020-03-31,10,,exact,,,,,,src-essai,Page 5,,
visits-q2,visits,actual,2020-04-01,2020-06-30,25,,exact,,,,,,src-essai,Page 5,,
visits-q3,visits,actual,2020-07-01,2020-09-30,,suppressed,exact,,,,,,src-essai,Page 5,,
visits-q4,visits,actual,2020-10-01,2020-12-31,60,,at_least,,,,,,src-essai,Page 5,,
visits-target,visits,target,2020-10-01,2020-12-31,80,,exact,,,,,,src-essai,Page 5,,
wider-target,wider,target,,,5000,,exact,,,,,,src-essai,Page 1,,
"""
FILES = {
    "indicators.csv": INDICATORS,
    "values.csv": VALUES,
    "funnel.csv": """\
order,step,title_fr,title_ar,title_en,indicator,of,source,locator
1,trained,Formées,المكوَّنون,Trained,trained,,src-essai,Page 3
2,created,Ont créé,أحدثوا,Created,created,trained,src-essai,Page 3
""",
    "network.csv": """\
id,kind,name_fr,name_ar,name_en,status,source,locator
agency-a,agency,Agence A,الوكالة أ,Agency A,in_place,src-essai,Page 2
agency-b,agency,Agence B,الوكالة ب,Agency B,in_place,src-essai,Page 2
""",
    "sessions.csv": "id,theme_fr,theme_ar,source,locator\natelier,Atelier,ورشة,src-essai,Page 2\n",
    "restatements.csv": """\
value,column,old,new,reason_fr,reason_ar,reason_en,date
trained-2019,value,1180,1200,Erreur de saisie.,خطأ في الإدخال.,A slip of the pen.,2024-05-02
trained-2019,qualifier,exact,about,La source dit environ.,المصدر يقول حوالي.,The source says about.,2024-06-02
visits-q3,value,4,,Moins de 5 personnes.,أقل من 5 أشخاص.,Fewer than 5 people.,2024-06-02
""",
    "events.yml": """\
events:
  - id: foire
    kind: fair
    title: {fr: Foire d’essai, ar: معرض تجريبي, en: Test fair}
    source: src-essai
    locator: Page 2
""",
    "documents.yml": """\
documents:
  - id: rapport
    kind: report
    title: {fr: Rapport d’essai, ar: تقرير تجريبي, en: Test report}
    rights: cited
    source: src-essai
""",
}
SELLERS = {
    "atelier-tiny": "evidence: [essai/created-2019]\n",
    "atelier-demo": """\
name: {fr: Atelier de démonstration}
kind: micro_enterprise
region: MA-05
programmes: [essai]
evidence: [essai/created-2019]
consent: {contact: false, photo: false, date: 2026-10-01, method: signed_form}
demo: true
""",
}
CHART = "graphiques/essai/visits.fr.svg"


def written(folder: Path) -> Path:
    """Write the project into a folder."""
    project = copy_tiny(folder)
    for name, text in FILES.items():
        (project / "programmes" / "essai" / name).write_text(text, "utf-8")
    programme = project / "programmes" / "essai" / "programme.yml"
    concerned = programme.read_text("utf-8").replace(
        "  - id: deux-dates\n", "  - id: deux-dates\n    concerns: [values/created-2019]\n"
    )
    programme.write_text(concerned, "utf-8")
    for seller, text in SELLERS.items():
        path = project / "products" / seller / "seller.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(before + text, "utf-8")
    return project


@functools.cache
def world() -> Catalogue:
    """Give the catalogue, with two released versions of some values before it."""
    with tempfile.TemporaryDirectory() as folder:
        config = config_for(written(Path(folder) / "project"))
        tables, findings = assemble_tables(config, read_schemas(config), None)
    assert findings == []
    catalogue = make_catalogue(tables, {"results": "1.1.0"})
    past = {
        ("essai", name): _past(catalogue, name, old)
        for name, old in (("trained-2019", 1180), ("visits-q3", 4))
    }
    past["essai", "created-2019"] = _past(catalogue, "created-2019", 300)
    return replace(catalogue, history=past)


def _past(catalogue: Catalogue, name: str, old: int) -> tuple[Past, ...]:
    now = figure(name, catalogue).record
    columns = {key: getattr(now, key) for key in catalogue.schemas["values"].by_name if hasattr(now, key)}
    before = Record({**columns, "value": old, "missing": None})
    days = datetime.date(2024, 1, 2), datetime.date(2024, 6, 2)
    return Past("1.0.0", days[0], before), Past("1.1.0", days[1], now)


def figure(name: str, catalogue: Catalogue | None = None) -> Figure:
    """Give a figure of the world by its id."""
    return figures_of((catalogue or world()).programmes["essai"])[name]


@functools.cache
def _renderer(locale: str) -> Renderer:
    names = dict.fromkeys(LOCALES, "Maarad")
    photos: Any = AnyPhoto()
    files = {CHART: DataFile("visits.fr.svg", CHART, 1, "0" * 64)}
    return Renderer(
        Materials(
            config=config_for(lasting_folder()),
            site=Site(names, names, "https://portal.example.org/"),
            catalogue=world(),
            report=Report.of([]),
            layouts={locale: _layout(locale)},
            editorials={},
            renditions=photos,
            downloads=(),
            files=files,
        ),
        locale,
    )


@functools.cache
def shown(locale: str, path: str) -> str:
    """Render the page of a path and give its content."""
    page = next(one for one in PagePlan(world(), words_for(locale)).pages() if one.path == path)
    found = MAIN.search(_renderer(locale).render(page))
    assert found
    return found[1]


def value_path(name: str) -> str:
    """Give the path of a value's page."""
    return f"resultats/essai/{figure(name).indicator}/{name}/"
