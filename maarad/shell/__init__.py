"""The shell: the layout every page stands in, and the editorial pages, made by MkDocs at arm's length.

Takes `content/`, `mkdocs.yml`, the theme overrides and the sections; gives one `Layout` a locale (text
with slots), the editorial articles and a folder of assets. MkDocs runs in processes of its own, once a
locale, and not at all when nothing it depends on has changed. It never sees contributors' text.
"""

from __future__ import annotations

from maarad.shell.layout import Editorial, Layout, Section, Shell
from maarad.shell.making import make_shell
from maarad.shell.settings import read_site

__all__ = ["Editorial", "Layout", "Section", "Shell", "make_shell", "read_site"]
