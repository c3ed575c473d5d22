"""Pages to HTML: Jinja2 makes the content, the layout that MkDocs made once a locale goes around it.

Takes a `Page`, gives the whole HTML. Everything is escaped by Jinja2; the only HTML that passes is our own
(`Markup`): charts, sanitised Markdown, photos, cards. The only module that knows Jinja2.

Templates see `page`, `it` (the page's subject), `data`, and the globals and filters below.
Links are written from the home of the locale or the root of the site as marks, which become relative at last.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from functools import cached_property
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from maarad.catalogue import Listing, Record, Text
from maarad.config import LOCALES, direction
from maarad.exports import schemaorg
from maarad.markup import to_html, to_plain, tongue_of
from maarad.pages import (
    asking,
    browsing,
    calendar,
    citations,
    control,
    diagrams,
    eligibility,
    embeds,
    evidence,
    explorer,
    figures,
    funnels,
    gathering,
    iati,
    library,
    offers,
    offices,
    provenance,
    qr,
    quality,
    regional,
    selection,
    series,
    urls,
)
from maarad.pages.addresses import PHOTO_FOLDER, photo_key
from maarad.pages.plan import Page
from maarad.rendering.materials import HOME, ROOT, Materials
from maarad.rendering.pictures import Frame, picture
from maarad.rendering.surroundings import Surroundings, json_in_script
from maarad.words import Words, words_for

TEMPLATE_FUNCTIONS = {
    name: function
    for module in (
        asking,
        browsing,
        calendar,
        citations,
        control,
        diagrams,
        eligibility,
        embeds,
        evidence,
        explorer,
        figures,
        funnels,
        gathering,
        iati,
        library,
        offers,
        offices,
        provenance,
        qr,
        quality,
        regional,
        schemaorg,
        selection,
        series,
    )
    for name, function in module.TEMPLATE_FUNCTIONS.items()
}
CARD_SIZES = "(min-width: 76em) 18rem, (min-width: 45em) 30vw, 46vw"


class _Environment(Environment):
    """Gives every template the one dictionary of what it may call.

    Jinja's own gives each a chain of two, which it compares name by name at each import of a template.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give what templates may call; `d` is what one template alone should have."""
        return super().make_globals(d) if d else self.globals


class Renderer:
    """Renders the pages of one locale."""

    def __init__(self, materials: Materials, locale: str) -> None:
        self.materials, self.locale = materials, locale
        self.words: Words = words_for(locale)
        self._around = Surroundings(materials, locale)
        self._cards: dict[str, Markup] = {}

    def render(self, page: Page) -> str:
        """Give the whole HTML of a page, links relative to its address."""
        content: str
        if page.kind == "editorial":
            content = Markup('<div class="m-prose md-typeset">%s</div>') % (self.editorial(page.path),)
        else:
            template = self._environment.get_template(page.template)
            content = template.render(page=page, it=page.subject, data=page.data)
        slots = {**self._around.slots(page), "CONTENT": self._around.ribbon(page) + content}
        whole = self.materials.layouts[self.locale].fill(slots)
        return self._relative(whole, page)

    def _relative(self, html: str, page: Page) -> str:
        if page.path == urls.NOT_FOUND:
            # A page for unknown addresses is shown at any depth, so its links start at the site's own path.
            root = self.materials.site.base
            return html.replace(ROOT, root).replace(HOME, root + urls.site_path(self.locale, ""))
        site = urls.site_path(self.locale, page.path)
        return html.replace(ROOT, urls.prefix_to_root(site)).replace(
            HOME, urls.prefix_to_home(self.locale, page.path)
        )

    # ---- what templates call

    @cached_property
    def _environment(self) -> Environment:
        compiled = self.materials.config.cache / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        environment = _Environment(
            loader=PackageLoader("maarad", "templates"),
            bytecode_cache=FileSystemBytecodeCache(str(compiled)),  # by the source of each template
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            t=self.words,
            locale=self.locale,
            locales=LOCALES,
            catalogue=self.materials.catalogue,
            report=self.materials.report,
            site=self.materials.site,
            config=self.materials.config,
            url=self.url,
            asset=self.asset,
            urls=urls,
            photo=self.photo,
            photo_src=self.photo_src,
            card=self.card,
            label=self.label,
            column=self.column,
            editorial=self.editorial,
            downloads=self.materials.downloads,
            files=self.materials.files,
            renditions=self.materials.renditions,
            direction=direction,
            tongue=lambda text: tongue_of(text.text(self.locale), text.language(self.locale)),
            as_json=self.as_json,
            labels=browsing.facet_labels(self.materials.catalogue, self.words),
            **{name: self._bound(function) for name, function in TEMPLATE_FUNCTIONS.items()},
        )
        environment.filters.update(
            tr=self.tr,
            plain=self.plain,
            md=self.md,
            number=self.words.number,
            price=self.words.price,
            percent=self.words.percent,
            date=self.words.date,
            partial=self.words.partial_date,
            within=self.words.within,
        )
        return environment

    def _bound(self, function: Any) -> Any:
        """Give a function of (catalogue, words, …) its first two arguments."""
        return lambda *args, **kwargs: function(self.materials.catalogue, self.words, *args, **kwargs)

    def url(self, path: str) -> str:
        """Link to a page of this locale by its path within the locale."""
        return HOME + path

    def asset(self, path: str) -> str:
        """Link to a file by its path from the site's root."""
        return ROOT + path

    def tr(self, text: Text | Mapping[str, str]) -> Markup:
        """Show a text in the reader's language; one in another language is marked with lang and dir."""
        if not isinstance(text, Text):
            return escape(text[self.locale])
        shown = text.text(self.locale).replace(" — ", "\u00a0— ")  # a dash does not begin a line
        language = tongue_of(shown, text.language(self.locale))
        if language == self.locale or not shown:
            return escape(shown)
        if not language:
            return Markup("<bdi>%s</bdi>") % (shown,)
        return Markup('<span lang="%s" dir="%s">%s</span>') % (language, direction(language), shown)

    def plain(self, text: Text) -> str:
        """Give the words of a text in the reader's language, for attributes, without marks of Markdown."""
        return to_plain(text.text(self.locale))

    def md(self, text: Text) -> Markup:
        """Show a light Markdown text, sanitised; one in another language is marked with lang and dir."""
        shown = text.text(self.locale)
        language, rendered = tongue_of(shown, text.language(self.locale)), Markup(to_html(shown))  # noqa: S704
        if language == self.locale or not text:
            return rendered
        if not language:
            return Markup('<div dir="auto">%s</div>') % (rendered,)
        return Markup('<div lang="%s" dir="%s">%s</div>') % (language, direction(language), rendered)

    def label(self, table: str, column: str, code: str) -> str:
        """Give the name of a code of a closed list, in the reader's language."""
        return self.materials.catalogue.labels[table, column][code][self.locale]

    def column(self, table: str, column: str) -> str:
        """Give the title of a column, in the reader's language."""
        return self.materials.catalogue.titles[table, column][self.locale]

    def editorial(self, path: str) -> Markup:
        """Give the article of an editorial page, as MkDocs rendered it; "" when there is none."""
        found = self.materials.editorials.get((self.locale, path))
        return Markup(found.html) if found else Markup("")  # noqa: S704

    def as_json(self, value: object) -> Markup:
        """Write a value as JSON that is safe inside a script element."""
        return json_in_script(json.dumps(value, ensure_ascii=False, sort_keys=True))

    def photo_src(self, photo: Record, width: int = 360) -> str:
        """Link to the published picture of a photo (a row of `photos`, or a seller) nearest to a width."""
        renditions = self.materials.renditions[photo_key(photo)]
        return self.asset(PHOTO_FOLDER + renditions.nearest("webp", width).name)

    def photo(
        self, photo: Record, sizes: str = CARD_SIZES, eager: bool = False, css: str = "m-photo"
    ) -> Markup:
        """Show a photo: `photo` is a row of `photos`, or a seller; its size is told so that nothing jumps."""
        alt: Text = photo.alt if hasattr(photo, "file") else photo.photo_alt
        frame = Frame(css, sizes, self.plain(alt), self._language_of(alt), eager)
        return picture(self.materials.renditions[photo_key(photo)], self.asset(PHOTO_FOLDER), frame)

    def _language_of(self, text: Text) -> Markup:
        language = tongue_of(text.text(self.locale), text.language(self.locale))
        return Markup(' lang="%s"') % (language,) if language not in ("", self.locale) else Markup("")

    def card(self, listing: Listing) -> Markup:
        """Show a listing as a card of a grid; made once a locale, as many pages show it."""
        if listing.key not in self._cards:
            module: Any = self._environment.get_template("parts.html").module
            self._cards[listing.key] = Markup(module.product_card(listing))  # noqa: S704
        return self._cards[listing.key]
