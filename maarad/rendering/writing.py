"""Every page of every locale, rendered and written, and what the search must know of them.

Takes the materials of rendering and a folder, gives search records; shares the pages out over processes
when there are many. The bytes do not depend on how they were shared out.
"""

from __future__ import annotations

import itertools
import multiprocessing
import re
import sys
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from markupsafe import Markup

from maarad.config import LOCALES
from maarad.pages.plan import Crumb, Page, PagePlan
from maarad.pages.urls import HOME, file_path
from maarad.rendering.materials import Materials
from maarad.rendering.renderer import Renderer
from maarad.search.indexing import Indexer
from maarad.search.records import SearchRecord
from maarad.words import words_for

FORKS = sys.platform == "linux"
"""Whether processes are forked and so share the catalogue; elsewhere each is handed its own copy."""


def plan_pages(materials: Materials, locale: str) -> Iterator[Page]:
    """Give all pages of a locale, those of data and those of `content/`, in a fixed order."""
    words = words_for(locale)
    yield from PagePlan(materials.catalogue, words).pages()
    for (where, path), text in sorted(materials.editorials.items()):
        if where == locale and path != HOME:
            crumbs = (Crumb(words("pages.home"), HOME),)
            yield Page(
                locale, "editorial", path, text.title, text.description, "", None, crumbs, {}, text.source
            )


def write_pages(materials: Materials, folder: Path, jobs: int) -> list[SearchRecord]:
    """Render every page into `folder` and give the search records in the order of the pages."""
    if jobs < 2:
        return [record for _, record in _write_share(materials, folder, 0, 1)]
    shares = _in_processes(materials, folder, jobs)
    return [record for _, record in sorted(itertools.chain(*shares), key=lambda item: item[0])]


def _in_processes(materials: Materials, folder: Path, jobs: int) -> list[Sequence[tuple[int, SearchRecord]]]:
    context = multiprocessing.get_context("fork") if FORKS else multiprocessing.get_context("spawn")
    workers = []
    for number in range(jobs):
        receiver, sender = context.Pipe(duplex=False)
        worker = context.Process(target=_send_share, args=(sender, materials, folder, number, jobs))
        worker.start()
        sender.close()
        workers.append((worker, receiver))
    try:
        return [_received(receiver, worker) for worker, receiver in workers]
    finally:  # when one failed, nobody reads what the others still have to say: they would wait for ever
        for worker, _ in workers:
            worker.terminate()
            worker.join()


def _received(receiver: Connection, worker: BaseProcess) -> Sequence[tuple[int, SearchRecord]]:
    try:
        share: Sequence[tuple[int, SearchRecord]] = receiver.recv()
    except EOFError:
        worker.join()
        raise RuntimeError(
            f"a process that renders pages ended with code {worker.exitcode}; it says why above"
        ) from None
    worker.join()
    return share


def _send_share(sender: Connection, materials: Materials, folder: Path, number: int, jobs: int) -> None:
    sender.send(_write_share(materials, folder, number, jobs))


def _write_share(
    materials: Materials, folder: Path, number: int, jobs: int
) -> list[tuple[int, SearchRecord]]:
    """Write every `jobs`-th page from `number` on; the records carry the place of their page."""
    records = []
    counter = itertools.count()
    for locale in LOCALES:
        renderer = Renderer(materials, locale)
        words, now = words_for(locale), materials.config.now
        indexer = Indexer(materials.catalogue, words, materials.renditions, now)
        for page in plan_pages(materials, locale):
            position = next(counter)
            if position % jobs != number:
                continue
            path = folder / file_path(locale, page.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(renderer.render(page), "utf-8", newline="\n")
            text = _plain_article(materials, page)
            if record := indexer.record(page, text):
                records.append((position, record))
    return records


def _plain_article(materials: Materials, page: Page) -> str:
    if page.kind != "editorial":
        return ""
    article = re.sub(r"<h1.*?</h1>", "", materials.editorials[page.locale, page.path].html, flags=re.DOTALL)
    return str(Markup(article).striptags())  # noqa: S704 - only to take the marks off
