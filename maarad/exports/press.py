"""The press: Typst, our fonts and one of our templates; data go in, a PDF comes out.

Takes the name of a template in `maarad/reports` and plain data, gives the bytes of a PDF that are the same
every time. What people wrote goes to Typst as JSON and is set as text, never compiled. Our fonts have Latin,
Arabic and emoji: Tifinagh is written in Latin letters, any other sign left out, for an empty box says nothing
and would cost the file its standards. The only module that knows Typst and the fonts of our prints; Typst
works outside Python's lock: threads print side by side.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import importlib
import importlib.metadata
import importlib.resources
import json
import re
import unicodedata
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
LATIN = dict(
    zip(
        "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵯ",
        "abgdḍefkhḥɛxqijlmnurṛɣsṣctṭwyzẓʷ",
        strict=True,
    )
)
"""The letters of Tifinagh as IRCAM, the institute of the Amazigh language, writes them in Latin."""

PROBE = b'#set document(title: "x")\n#sys.inputs.data'
"""A print of a single sign, by which Typst says whether it can be drawn."""


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
            return self._compile(self.template, data, day, STANDARDS, pictures)
        except self.typst.TypstError as error:
            if REFUSED not in str(error):
                raise ToolFailed("typst-failed", said=error) from error
        drawable = _drawable(self, data)
        try:
            return self._compile(self.template, drawable, day, STANDARDS, pictures)
        except self.typst.TypstError:
            # Signs of which no font has all that stand on one place must not stop a build.
            return self._compile(self.template, drawable, day, (), pictures)

    def draws(self, sign: str) -> bool:
        """Tell whether a font of ours has a sign."""
        try:
            return bool(self._compile(PROBE, sign, datetime.date.min, STANDARDS))
        except self.typst.TypstError:
            return False

    def _compile(
        self,
        template: bytes,
        data: str,
        day: datetime.date,
        standards: Sequence[str],
        pictures: Path | None = None,
    ) -> bytes:
        midnight = datetime.datetime.combine(day, datetime.time.min, datetime.UTC)
        made: bytes = self.typst.compile(
            template,
            root=pictures,
            font_paths=list(self.fonts),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=list(standards),
            timestamp=midnight,
        )
        return made


@functools.cache
def _draws(press: Press, sign: str) -> bool:
    return press.draws(sign)


def _drawable(press: Press, data: str) -> str:
    """Leave out every sign that no font has, and the room it had between two words; "…" for a whole text."""
    lacking = {ord(sign): _plain(sign) for sign in data if not sign.isascii() and not _draws(press, sign)}
    if signs := re.escape("".join(chr(sign) for sign, plain in sorted(lacking.items()) if not plain)):
        data = re.sub(f'" *[{signs}][ {signs}]*"', '"…"', data)
        data = re.sub(f" *[{signs}][ {signs}]* ", " ", data)
    return data.translate(lacking)


def _plain(sign: str) -> str:
    """Give the letters a sign stands for: of Tifinagh, of fancy forms ("Ａ", "𝐁"); "" for all others."""
    if sign in LATIN:
        return LATIN[sign]
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain.isascii() and plain.isalnum() else ""


def open_press(template: str) -> Press:
    """Load Typst, the fonts and a template; ToolMissing names the package that is not installed."""
    try:
        typst = importlib.import_module("typst")
        faces = (
            importlib.import_module("fontpkg_amiri"),
            importlib.import_module("fontpkg_noto_sans"),
            importlib.import_module("fontpkg_noto_sans_arabic"),
        )
        emoji = importlib.import_module("manimgx_fonts")
    except ImportError as error:
        raise ToolMissing("tool-missing", name=str(error.name).replace("_", "-")) from error
    folder = importlib.resources.files("maarad").joinpath("reports")
    # The first of two fonts of one name is taken: what is only there for its emoji comes last.
    fonts = (*(Path(face.ROOT) / "files" for face in faces), *map(Path, emoji.__path__))
    text = b"\n".join(folder.joinpath(f"{name}.typ").read_bytes() for name in (HOUSE, template))
    made_of = hashlib.sha256(text)
    for font in sorted(path for place in fonts for path in place.glob("*.ttf")):
        made_of.update(f"{font.name} {font.stat().st_size}\n".encode())
    made_of.update(f"{importlib.metadata.version('typst')} {STANDARDS}".encode())
    return Press(typst, fonts, text, made_of.hexdigest())
