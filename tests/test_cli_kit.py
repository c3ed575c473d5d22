"""The fair kit from the command line and in the portal: the same files, and links to each of them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from conftest import REPOSITORY
from kit_world import make_fair

from maarad import cli, pipeline
from maarad.arguments import make_parser
from maarad.config import LOCALES
from maarad.errors import UsageError

HOMES = {"fr": "", "ar": "ar/", "en": "en/"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project with a fair; the official profiles are no matter of its kit."""
    monkeypatch.setattr(pipeline, "validate_packages", lambda *_: [])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    return make_fair(tmp_path / "project")


def main(*arguments: object) -> int:
    return cli.main([*map(str, arguments), "--jobs", "1", "--lang", "en"])


def files_of(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*.pdf"))
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found
    }


def test_both_commands_print_the_same_kit_and_pages_link_to_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("kit", "--project", project) == 0
    told = capsys.readouterr().err
    assert "Printing the fair kit" in told
    printed = files_of(project / "kit")
    assert f"{len(printed)} PDFs are ready to print in {project / 'kit'}." in told
    assert main("build", "--kit", "--project", project) == 0
    assert files_of(project / "site/kit") == printed
    for locale, home in HOMES.items():
        for page, names in {
            "produits/atelier-tiny": ("vendeurs/atelier-tiny/fiche", "vendeurs/atelier-tiny/cartes"),
            "regions/beni-mellal-khenifra": ("regions/beni-mellal-khenifra/catalogue",),
            "agenda/essai/foire-essai": tuple(
                f"foires/essai-foire-essai/{name}" for name in ("catalogue", "cartes", "stands")
            ),
        }.items():
            html = (project / "site" / home / page / "index.html").read_text("utf-8")
            links = set(re.findall(r'href="[./]*kit/([^"]+)"', html))
            assert links == {f"{name}.{locale}.pdf" for name in names}


def test_a_fair_is_printed_where_the_organiser_wants_it(project: Path) -> None:
    output = project.parent / "prints"
    assert main("kit", "--fair", "foire-essai", "--project", project, "--output", output) == 0
    printed = files_of(output)
    assert "foires/essai-foire-essai/stands.ar.pdf" in printed
    assert "vendeurs/atelier-muet/fiche.fr.pdf" in printed
    assert not any("regions" in path or "passee" in path for path in printed)
    assert not (project / "kit").exists()
    assert list((project / ".cache/maarad").glob("tmp*")) == []


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--fair", "foire-esai", "foire-essai"),
        ("--region", "MA-5", "MA-05"),
        ("--seller", "nobody", "atelier-demo"),
    ],
)
def test_an_unknown_name_is_one_paragraph_and_2(
    project: Path, option: str, value: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("kit", option, value, "--project", project) == 2
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert value in said
    assert near in said
    assert not (project / "kit").exists()


def test_nothing_is_printed_of_data_that_are_wrong(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "products/atelier-tiny/tapis-boujad.yml"
    path.write_text(path.read_text("utf-8").replace("price: 2400", "price: cher"), "utf-8")
    assert main("kit", "--project", project) == 1
    said = capsys.readouterr()
    assert "value-not-number" in said.out
    assert "Nothing was printed" in said.err
    assert not (project / "kit").exists()


def test_an_output_that_is_a_file_is_one_paragraph_and_2(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "kit").write_text("no folder")
    assert main("kit", "--seller", "atelier-tiny", "--project", project) == 2
    assert "--output" in capsys.readouterr().err.splitlines()[-1]
    assert (project / "kit").read_text() == "no folder"


def test_the_parser_knows_every_command_that_can_be_run() -> None:
    for command in cli.COMMANDS:
        assert make_parser().read([command]).command == command
    with pytest.raises(UsageError):
        make_parser().read(["print"])


def test_what_is_printed_for_an_organiser_is_not_committed() -> None:
    assert "/kit/" in (REPOSITORY / ".gitignore").read_text("utf-8").splitlines()
    assert len(LOCALES) == len(HOMES)
