"""Draw the icons of the installed portal: `python tools/icons.py [folder]`.

Reads maarad/assets/favicon.svg (paths without transforms, on a square of 48); writes PNGs of 192, 512 and
180 pixels, and one that a device may cut to any form, into maarad/assets/icons/.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import skia
from PIL import Image

ASSETS = Path(__file__).resolve().parent.parent / "maarad" / "assets"
SIDE = 48
PAPER, NIGHT = 0xFFFBF6EE, 0xFF24276E
ICONS = {
    "icon-192.png": (192, 0x00000000, 1.0),
    "icon-512.png": (512, 0x00000000, 1.0),
    "icon-180.png": (180, PAPER, 0.86),  # iOS shows what is transparent as black
    "icon-maskable-512.png": (512, NIGHT, 0.72),  # the safe zone: a circle of 80 %
}
"""File: its side in pixels, the colour behind (ARGB), and how much of the side the sign takes."""

AT_NIGHT = {"#3538a8": "#fffdfa", "#fffdfa": "#24276e", "#e2a02c": "#e2a02c"}
"""What becomes of the colours of the sign on the dark ground, where its star would be lost."""


def draw(svg: str, side: int, behind: int, part: float) -> skia.Image:
    """Paint the sign in the middle of a square; `part` is how much of the side it takes."""
    surface = skia.Surface(side, side)
    canvas = surface.getCanvas()
    canvas.clear(behind)
    canvas.translate(side * (1 - part) / 2, side * (1 - part) / 2)
    canvas.scale(side * part / SIDE, side * part / SIDE)
    sign = skia.SVGDOM.MakeFromStream(skia.MemoryStream(svg.encode()))
    sign.setContainerSize(skia.Size(SIDE, SIDE))
    sign.render(canvas)
    return surface.makeImageSnapshot()


def write(image: skia.Image, target: Path) -> None:
    """Write a PNG of few colours: small, and the same on every run."""
    picture = Image.fromarray(image.toarray(colorType=skia.kRGBA_8888_ColorType))
    picture.quantize(64, Image.Quantize.FASTOCTREE).save(target, optimize=True)


def main(folder: Path) -> None:
    """Draw every icon into a folder."""
    sign = (ASSETS / "favicon.svg").read_text("utf-8")
    if any(f'fill="{colour}"' not in sign for colour in AT_NIGHT):
        sys.exit("favicon.svg is not the sign this program knows: a star, an arch and a rose")
    folder.mkdir(parents=True, exist_ok=True)
    for name, (side, behind, part) in ICONS.items():
        shown = re.sub(r"#[0-9a-f]{6}", lambda found: AT_NIGHT[found[0]], sign) if behind == NIGHT else sign
        write(draw(shown, side, behind, part), folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS / "icons")
