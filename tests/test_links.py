"""Links of one page: compared with a slow reference on `html.parser`, then the corners one by one."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maarad.site.links import Problem, Seen, Tree, Why, names_of, read_css, read_page

TREE = Tree(
    frozenset(
        [
            "index.html",
            "404.html",
            "assets/a.css",
            "assets/a.js",
            "assets/signs.svg",
            "photos/é & co.webp",
            "photos/1.webp",
            "produits/index.html",
            "produits/atelier/index.html",
            "produits/atelier/tapis/index.html",
            "ar/index.html",
            "ar/produits/index.html",
        ]
    )
)
PAGE = "produits/atelier/index.html"


class Reference(HTMLParser):
    """Gathers the same links in the plainest way: one attribute after another."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in dict(reversed(attrs)).items():
            text = value or ""
            if key == "id" or (key, tag) == ("name", "a"):
                self.names.add(text)
            elif key in ("href", "src", "poster", "action"):
                self.links.append(text)
            elif key == "srcset":
                self.links += [candidate.split()[0] for candidate in text.split(", ") if candidate.split()]


def reference_problems(page: str, text: str, tree: Tree) -> set[tuple[str, Why]]:
    """Resolve with `urljoin` on an invented host; only for links within the site."""
    reader = Reference()
    reader.feed(text)
    reader.close()
    problems = set()
    for link in reader.links:
        if urlsplit(link).scheme or link.startswith("//"):
            continue
        parts = urlsplit(urljoin(f"http://site/{page}", link))
        path = unquote(parts.path).removeprefix("/")
        if not link.partition("#")[0]:
            target = page
        elif path in tree.files:
            target = path
        else:
            target = posixpath.join(path, "index.html")
        if target not in tree.files:
            problems.add((link, Why.NO_SUCH_FILE))
        elif target == page and parts.fragment and unquote(parts.fragment) not in reader.names:
            problems.add((link, Why.NO_SUCH_FRAGMENT))
    return problems


def problems(text: str, page: str = PAGE, tree: Tree = TREE) -> set[tuple[str, Why]]:
    seen = Seen()
    read_page(page, text.encode(), tree, seen)
    assert all(problem.page == page for problem in seen.problems)
    return {(problem.href, problem.why) for problem in seen.problems}


ADDRESSES = st.sampled_from(
    [
        "../../photos/1.webp",
        "../../photos/%C3%A9%20%26%20co.webp",
        "../../photos/2.webp",
        "tapis/",
        "tapis",
        "tapis/index.html",
        "./tapis/?a=1&b=2#x",
        "../",
        "..",
        "./",
        "#here",
        "#there",
        "#d%C3%A9part",
        "../atelier/#there",
        "/produits/",
        "/nowhere/",
        "../../ar/produits/",
        "../../ar/produits/none/",
        "../../assets/a.js?v=3",
        "tel:+212612345678",
        "mailto:a@b.example",
        "?page=2",
        "../atelier/./tapis/../",
        "x'y",
    ]
)
ATTRIBUTES = st.sampled_from(["href", "HREF", "title", "data-href", "id", "src", "class", "poster", "srcset"])
NAMES = st.sampled_from(["a", "A", "p", "img", "video", "source", "area", "h2"])
QUOTES = st.sampled_from(['"', "'"])
SPACES = st.sampled_from([" ", "\n  ", "\t"])
TEXTS = st.sampled_from(
    [
        "words",
        'href="nowhere/"',
        "a &lt; b",
        "1 < 2",
        "</p>",
        "<br/>",
        '<!-- <a href="nowhere/"> -->',
        "<script>var a = \"<a href='nowhere/'>\";</script>",
        '<style>.a > .b { content: "<a href=no>" }</style>',
        "<p id=here>",
        "<a name='there'></a>",
        '<h2 id="départ">',
        "é الصناعة",
    ]
)


@st.composite
def elements(draw: st.DrawFn) -> str:
    attributes = []
    for _ in range(draw(st.integers(0, 3))):
        value = draw(ADDRESSES).replace("&", "&amp;")
        quote = '"' if "'" in value else draw(QUOTES)
        around = draw(st.sampled_from(["", " "]))
        written = value if draw(st.booleans()) and not {"'", "&"} & set(value) else f"{quote}{value}{quote}"
        attributes.append(f"{draw(SPACES)}{draw(ATTRIBUTES)}{around}={around}{written}")
    return f"<{draw(NAMES)}{''.join(attributes)}{draw(st.sampled_from(['', ' ', ' hidden']))}>"


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(elements(), TEXTS), max_size=12).map("".join))
def test_any_page_is_read_as_a_plain_parser_reads_it(text: str) -> None:
    found = {(href, why) for href, why in problems(text) if why in (Why.NO_SUCH_FILE, Why.NO_SUCH_FRAGMENT)}
    assert found == reference_problems(PAGE, text, TREE)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="tapis/">',
        "<a href=tapis/>",
        '<a href=" tapis/\n">',
        '<a href="https://example.org/x">',
        '<a href="//example.org/x">',
        '<a href="sms:+212600000000?body=x">',
        '<a href="javascript:void(0)">',
        '<link rel="canonical" href="https://example.org/produits/">',
        '<link rel="alternate" hreflang="ar" href="../../ar/produits/">',
        '<img src="data:image/gif;base64,R0lGOD">',
        '<img srcset="../../photos/1.webp, ../../photos/1.webp 2x">',
        '<img srcset="data:image/png;base64,AAAA 1x, ../../photos/1.webp 2x">',
        '<p style="background: url(../../photos/1.webp)">',
        '<p style="mask: url(#mask)">',
        "<style>a { background: url('data:image/svg+xml;utf8,<svg xmlns=\"http://www.w3.org/2000/svg\"/>') }"
        "</style>",
        '<svg><use href="#sign"/><symbol id="sign"/></svg>',
        '<svg><use xlink:href="../../assets/signs.svg#sign"/></svg>',
        '<a href="#">',
        '<a href="#top">',
        '<a href="">',
        '<h2 id="a"><a href="#a:~:text=words">',
        '<meta http-equiv="refresh" content="0; url=../">',
        '<meta name="refresh" content="0; url=nowhere/">',
        '<title><a href="nowhere/"></title>',
        '<textarea><a href="nowhere/"></textarea>',
        '<!--><a href="tapis/">-->',
        '<a title="x > y" href="tapis/">',
        '<a title=it\'s href="tapis/">',
        '<a data-url="nowhere/" href="tapis/" href="nowhere/">',
        '<object data="../../photos/1.webp">',
        '<p data="nowhere/">',
        '<noscript><a href="tapis/"></noscript>',
        "<script>location = 'nowhere/'</script>",
        '<a href="nowhere/"',
    ],
)
def test_these_are_right(text: str) -> None:
    assert problems(text) == set()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<a href="nowhere/">', Why.NO_SUCH_FILE),
        ('<a href="../../photos/">', Why.NO_SUCH_FILE),
        ('<a href="../../Produits/">', Why.NO_SUCH_FILE),
        ("<a/href=nowhere/>", Why.NO_SUCH_FILE),
        ('<noscript><a href="nowhere/"></noscript>', Why.NO_SUCH_FILE),
        ('<script src="nowhere.js"></script>', Why.NO_SUCH_FILE),
        ("<script src='nowhere.js'>\"</script>\"<b>", Why.NO_SUCH_FILE),
        ('<img src="../../photos/1.webp" srcset="../../photos/1.webp 1x, none.webp 2x">', Why.NO_SUCH_FILE),
        ('<link rel="preload" imagesrcset="none.webp 480w">', Why.NO_SUCH_FILE),
        ('<form action="send/">', Why.NO_SUCH_FILE),
        ('<button formaction="send/">', Why.NO_SUCH_FILE),
        ('<p style="background: URL( &quot;none.webp&quot; )">', Why.NO_SUCH_FILE),
        ("<style>@import 'none.css'; /* url(other.css) */</style>", Why.NO_SUCH_FILE),
        ('<meta http-equiv="Refresh" content="3;URL=\'nowhere/\'">', Why.NO_SUCH_FILE),
        ('<svg><image xlink:href="none.svg"/></svg>', Why.NO_SUCH_FILE),
        ('<a href="#none">', Why.NO_SUCH_FRAGMENT),
        ('<a href="../atelier/#none">', Why.NO_SUCH_FRAGMENT),
        ('<svg><use href="#none"/></svg>', Why.NO_SUCH_FRAGMENT),
        ('<a href="../../../">', Why.OUTSIDE),
        ('<img src="https://example.org/1.png">', Why.OTHER_HOST),
        ('<script src="//example.org/a.js"></script>', Why.OTHER_HOST),
        ('<link rel="stylesheet" href="https://example.org/a.css">', Why.OTHER_HOST),
        ('<link rel="preconnect" href="https://example.org">', Why.OTHER_HOST),
        ('<link rel="shortcut icon" href="http://example.org/i.ico">', Why.OTHER_HOST),
        ("<p style='background:url(http://example.org/1.png)'>", Why.OTHER_HOST),
        ("<style>@font-face { src: url(https://example.org/f.woff2) }</style>", Why.OTHER_HOST),
        ('<base href="../">', Why.BASE_ELEMENT),
        ('<img src="">', Why.EMPTY),
    ],
)
def test_these_are_wrong(text: str, why: Why) -> None:
    assert {found for _, found in problems(text)} == {why}


def test_a_link_from_the_root_counts_from_where_the_site_is_served() -> None:
    below = Tree(TREE.files, "/maarad/")
    assert problems('<a href="/maarad/produits/"><a href="/maarad/">', tree=below) == set()
    assert problems('<a href="/produits/">', tree=below) == {("/produits/", Why.OUTSIDE)}


def test_a_fragment_of_another_page_is_asked_for_with_all_who_use_it() -> None:
    seen = Seen()
    read_page(
        PAGE,
        b'<a href="../#now"><a href="../../assets/signs.svg#x"><a href="../../photos/1.webp#y">',
        TREE,
        seen,
    )
    other = Seen()
    read_page("index.html", b'<a href="produits/#now">', TREE, other)
    seen.add(other)
    assert seen.problems == []
    assert seen.fragments == {
        ("produits/index.html", "now"): [(PAGE, "../#now"), ("index.html", "produits/#now")],
        ("assets/signs.svg", "x"): [(PAGE, "../../assets/signs.svg#x")],
    }


def test_a_style_sheet_is_read_from_its_own_folder() -> None:
    seen = Seen()
    css = b"/* url(no.png) */ @import 'a.css'; a{background:url(signs.svg)} b{mask:url('../photos/2.webp')}"
    read_css("assets/a.css", css, TREE, seen)
    assert seen.problems == [Problem("assets/a.css", "../photos/2.webp", Why.NO_SUCH_FILE)]
    read_css("assets/a.css", b"@import url(https://example.org/f.css)", TREE, seen)
    assert seen.problems[1:] == [Problem("assets/a.css", "https://example.org/f.css", Why.OTHER_HOST)]


def test_names_are_ids_and_the_names_of_anchors_as_people_wrote_them() -> None:
    text = '<p id="a&amp;b"><a name=c></a><input name="d"><!-- <p id="e"> --><svg id=\'f\'/>'
    assert names_of(text.encode()) == {"a&b", "c", "f"}
