"""A photo as HTML: the smallest file the browser can show, and something soft in its place until it is there.

Takes `Renditions` and how the photo stands on the page, gives markup: `<picture>` with AVIF, WebP and JPEG.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from maarad.photos.shelf import Renditions

SOURCES = {"avif": "image/avif", "webp": "image/webp"}
VEILED = frozenset({"m-card__photo", "m-gallery__photo", "m-arches__photo"})
"""Classes of photos that are worth a placeholder: large, and filling the box that cuts their corners."""

_PICTURE = Markup(
    '<picture>%s<img class="%s" src="%s" srcset="%s" sizes="%s" width="%s" height="%s" alt="%s"%s %s>'
    "</picture>"
)
_EAGER, _LAZY = Markup('fetchpriority="high"'), Markup('loading="lazy" decoding="async"')


@dataclass(frozen=True)
class Frame:
    """How a photo stands on a page: its class, the widths it takes (as `sizes` says them), and its words."""

    css: str
    sizes: str
    alt: str
    language: Markup  # the attribute of a text in another language, or ""
    eager: bool = False  # seen at once: fetched before all others


def picture(renditions: Renditions, folder: str, frame: Frame) -> Markup:
    """Show a photo whose files are linked below `folder`; its size is told, so that nothing jumps."""
    largest = renditions.of("jpg")[-1]
    sources = (
        Markup('<source type="%s" srcset="%s" sizes="%s">')
        % (media, _srcset(renditions, folder, kind), frame.sizes)
        for kind, media in SOURCES.items()
    )
    shown = _PICTURE % (
        Markup("").join(sources),
        frame.css,
        folder + renditions.nearest("jpg", 720).name,
        _srcset(renditions, folder, "jpg"),
        frame.sizes,
        largest.width,
        largest.height,
        frame.alt,
        frame.language,
        _EAGER if frame.eager else _LAZY,
    )
    return _veiled(shown, renditions.placeholder) if frame.css in VEILED else shown


def _veiled(shown: Markup, placeholder: str) -> Markup:
    """Put the placeholder under a picture, which covers it as soon as it is there."""
    veil = Markup('<img class="m-picture__veil" src="%s" alt="">') % (placeholder,)
    return Markup('<span class="m-picture">%s%s</span>') % (veil, shown)


def _srcset(renditions: Renditions, folder: str, kind: str) -> str:
    return ", ".join(f"{folder}{file.name} {file.width}w" for file in renditions.of(kind))
