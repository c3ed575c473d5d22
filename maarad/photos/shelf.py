"""The shelf: photos seen and pictures made in earlier runs, so that only what is new is decoded.

Takes a folder that belongs to one recipe (library versions and parameters), gives facts and renditions
by the SHA-256 of their source. One index, read whole at the start and written whole at the end; a
file that is gone or cut short counts as not made. Never looks at a time stamp.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photo is; width and height in pixels as it is seen, upright."""

    sha256: str
    width: int
    height: int
    format: str  # "jpeg", "png", "webp"
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """One published picture: its file name `<16 hex of its own SHA-256>-<width>.webp` and its size."""

    name: str
    width: int
    height: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Renditions:
    """The pictures published for one photo, narrowest first, and its average colour as `#rrggbb`."""

    colour: str
    files: tuple[Rendition, ...]


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
                sha: Renditions(colour, tuple(Rendition(*file) for file in files))
                for sha, (colour, files) in index["renditions"].items()
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

    def save(self, *, changed: bool) -> None:
        """Write the index, whole or not at all."""
        if not changed:
            return
        facts = {sha: [f.width, f.height, f.format, f.size_bytes] for sha, f in sorted(self.facts.items())}
        renditions = {
            sha: [kept.colour, [[f.name, f.width, f.height, f.size_bytes] for f in kept.files]]
            for sha, kept in sorted(self.renditions.items())
        }
        index = json.dumps({"facts": facts, "renditions": renditions})
        write_whole(self.folder / "index.json", index.encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that no reader ever finds a part of it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.write_bytes(data)
    draft.replace(path)
