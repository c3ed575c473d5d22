"""The shelf: photos seen and pictures made in earlier runs, so that only what is new is decoded.

Takes a folder that belongs to one recipe (library versions and parameters), gives facts and renditions
by the SHA-256 of their source. One index, read whole at the start and written whole at the end; a
file that is gone or cut short counts as not made. Never looks at a time stamp.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import astuple, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photo is; width and height in pixels as it is seen, upright."""

    sha256: str
    width: int
    height: int
    format: str  # "jpeg", "png", "webp"
    size_bytes: int
    brightness: float  # mean luma, 0 (black) to 1 (white)
    sharpness: float  # variance of the Laplacian in the sharpest part


@dataclass(frozen=True, slots=True)
class Rendition:
    """One published picture: its file name `<stem>-<width>.<kind>` and its size."""

    name: str
    width: int
    height: int
    size_bytes: int

    @property
    def kind(self) -> str:
        """The ending of the name: "avif", "webp" or "jpg"."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Renditions:
    """The pictures published for one photo, narrowest first.

    All names begin with `stem`. `colour` is the photo's average as `#rrggbb`; `placeholder` is a data URI
    of a picture of a few pixels, to be shown large and soft until the photo is there.
    """

    stem: str
    colour: str
    placeholder: str
    files: tuple[Rendition, ...]

    def of(self, kind: str) -> tuple[Rendition, ...]:
        """Give the pictures of one kind, narrowest first."""
        return tuple(file for file in self.files if file.kind == kind)

    def nearest(self, kind: str, width: int) -> Rendition:
        """Give the picture of a kind whose width is nearest."""
        return min(self.of(kind), key=lambda file: abs(file.width - width))


class Shelf:
    """The renditions made so far with this recipe: files, and one index read whole at the start."""

    def __init__(self, folder: Path) -> None:
        """Read the index of a folder, which need not be there yet."""
        self.folder = folder
        self.facts: dict[str, PhotoFacts] = {}
        self.renditions: dict[str, Renditions] = {}
        try:
            index = json.loads((self.folder / "index.json").read_bytes())
            self.facts = {sha: PhotoFacts(sha, *rest) for sha, rest in index["facts"].items()}
            self.renditions = {
                sha: Renditions(stem, colour, placeholder, tuple(Rendition(*file) for file in files))
                for sha, (stem, colour, placeholder, files) in index["renditions"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass  # no index, or one that was cut short: everything is made again
        self.folder.mkdir(parents=True, exist_ok=True)

    def place(self, sha: str, folder: Path) -> bool:
        """Link or copy the renditions of a source into the site; False if one is not to be had whole."""
        kept = self.renditions.get(sha)
        return kept is not None and all(self._place(file, folder) for file in kept.files)

    def _place(self, file: Rendition, folder: Path) -> bool:
        source, target = self.folder / file.name, folder / file.name
        try:
            target.hardlink_to(source)
        except FileExistsError:
            pass  # two photos with the same content
        except FileNotFoundError:
            return False
        except OSError:  # another file system, or one without hard links
            shutil.copyfile(source, target)
        if target.stat().st_size == file.size_bytes:
            return True
        target.unlink()
        return False

    def drop_others(self) -> None:
        """Remove what other recipes made: nothing asks for it any more."""
        for folder in sorted(set(self.folder.parent.iterdir()) - {self.folder}):
            shutil.rmtree(folder, ignore_errors=True)

    def save(self, *, changed: bool) -> None:
        """Write the index, whole or not at all."""
        if not changed:
            return
        facts = {sha: astuple(kept)[1:] for sha, kept in sorted(self.facts.items())}
        renditions = {sha: astuple(kept) for sha, kept in sorted(self.renditions.items())}
        index = json.dumps({"facts": facts, "renditions": renditions})
        write_whole(self.folder / "index.json", index.encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that no reader ever finds a part of it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.write_bytes(data)
    draft.replace(path)
