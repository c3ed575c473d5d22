"""The press: Typst, our fonts and one of our templates; data go in, a PDF comes out.

Takes the name of a template in `maarad/reports` and plain data, gives the bytes of a PDF that are the same
every time. What people wrote goes to Typst as JSON and is set as text, never compiled. The only module that
knows Typst and the fonts of our prints; Typst works outside Python's lock: threads print side by side.
"""

from __future__ import annotations

import datetime
import hashlib
import importlib
import importlib.metadata
import importlib.resources
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maarad.errors import ToolFailed, ToolMissing

HOUSE = "house"
"""The template set before every other: colours, fonts, and how texts are told."""

STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a keeps, PDF/UA-1 is read aloud; both refuse a character that no font of ours can draw."""

REFUSED = "could not be displayed"


@dataclass(frozen=True, slots=True)
class Press:
    """Typst with its fonts and our template; `recipe` names everything but the data that makes a print."""

    typst: Any
    fonts: tuple[Path, ...]
    template: bytes
    recipe: str

    def print(self, tree: Mapping[str, Any], day: datetime.date, pictures: Path | None = None) -> bytes:
        """Make the PDF of plain data; `day` is the date of the file. ToolFailed with what Typst said.

        `pictures` is the folder in which the data's pictures ("/photos/…") stand; without it there are none.
        """
        data = json.dumps(tree, ensure_ascii=False, sort_keys=True)
        try:
            return self._compile(data, day, pictures, STANDARDS)
        except self.typst.TypstError as error:
            if REFUSED not in str(error):
                raise ToolFailed("typst-failed", said=error) from error
        # A sign outside our fonts must not stop a build: the print is made, if not to the standards.
        return self._compile(data, day, pictures, ())

    def _compile(
        self, data: str, day: datetime.date, pictures: Path | None, standards: Sequence[str]
    ) -> bytes:
        midnight = datetime.datetime.combine(day, datetime.time.min, datetime.UTC)
        made: bytes = self.typst.compile(
            self.template,
            root=pictures,
            font_paths=list(self.fonts),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=list(standards),
            timestamp=midnight,
        )
        return made


def open_press(template: str) -> Press:
    """Load Typst, the fonts and a template; ToolMissing names the package that is not installed."""
    try:
        typst = importlib.import_module("typst")
        faces = (
            importlib.import_module("fontpkg_amiri"),
            importlib.import_module("fontpkg_noto_sans"),
            importlib.import_module("fontpkg_noto_sans_arabic"),
        )
    except ImportError as error:
        raise ToolMissing("tool-missing", name=str(error.name).replace("_", "-")) from error
    fonts = tuple(Path(face.ROOT) / "files" for face in faces)
    folder = importlib.resources.files("maarad").joinpath("reports")
    text = b"\n".join(folder.joinpath(f"{name}.typ").read_bytes() for name in (HOUSE, template))
    made_of = hashlib.sha256(text)
    for font in sorted(path for place in fonts for path in place.iterdir()):
        made_of.update(f"{font.name} {font.stat().st_size}\n".encode())
    made_of.update(f"{importlib.metadata.version('typst')} {STANDARDS}".encode())
    return Press(typst, fonts, text, made_of.hexdigest())
