"""What pages are rendered from, and the marks that stand for where links begin.

Takes nothing, gives values; knows no template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maarad.catalogue import Catalogue
from maarad.config import Config, Site
from maarad.exports.files import DataFile
from maarad.exports.packages import Download
from maarad.findings import Report
from maarad.photos.shelf import Renditions
from maarad.shell import Editorial, Layout

# Marks made of characters that the reader refuses in any text people write.
ROOT, HOME = "\ufdd0root\ufdd1", "\ufdd0home\ufdd1"


@dataclass(frozen=True)
class Materials:
    """What rendering draws from, the same for every page of a run."""

    config: Config
    site: Site
    catalogue: Catalogue
    report: Report
    layouts: Mapping[str, Layout]
    editorials: Mapping[tuple[str, str], Editorial]
    renditions: Mapping[str, Renditions]
    downloads: Sequence[Download]
    files: Mapping[str, DataFile]
