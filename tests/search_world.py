"""A small world of search records in three languages, for the tests of the search."""

from __future__ import annotations

from maarad.search.records import SearchRecord

REGIONS = {
    "MA-01": ("Tanger-Tétouan-Al Hoceïma", "طنجة - تطوان - الحسيمة", "Tangier-Tétouan-Al Hoceïma"),
    "MA-03": ("Fès-Meknès", "فاس - مكناس", "Fès-Meknès"),
    "MA-05": ("Béni Mellal-Khénifra", "بني ملال - خنيفرة", "Béni Mellal-Khénifra"),
    "MA-07": ("Marrakech-Safi", "مراكش - آسفي", "Marrakech-Safi"),
    "MA-08": ("Drâa-Tafilalet", "درعة - تافيلالت", "Drâa-Tafilalet"),
    "MA-09": ("Souss-Massa", "سوس - ماسة", "Souss-Massa"),
}
CRAFTS = {
    "weaving": ("Tissage", "النسيج", "Weaving"),
    "pottery": ("Poterie", "الفخار", "Pottery"),
    "zellige": ("Zellige", "الزليج", "Zellige"),
    "leather": ("Cuir", "الجلد", "Leather"),
    "saffron": ("Safran", "الزعفران", "Saffron"),
    "argan": ("Argan", "الأركان", "Argan"),
    "wood": ("Bois", "الخشب", "Wood"),
    "brassware": ("Dinanderie", "النحاسيات", "Brassware"),
    "rose": ("Rose", "الورد", "Rose"),
}
PROGRAMMES = {
    "remess": ("REMESS", "الشبكة المغربية للاقتصاد الاجتماعي", "REMESS"),
    "forsa": ("Forsa", "فرصة", "Forsa"),
    "mourafaka": ("Mourafaka", "مرافقة", "Mourafaka"),
}
LABELS = {"region": REGIONS, "craft": CRAFTS, "programme": PROGRAMMES}
PLACES = {"fr": 0, "ar": 1, "en": 2}

# slug, craft, region, price or None, day, titles, texts
PRODUCTS = [
    (
        "tapis-beni-ouarain",
        "weaving",
        "MA-03",
        2400,
        "2026-03-01",
        ("Tapis Beni Ouaraïn", "زربية بني وراين", "Beni Ouarain rug"),
        (
            "Laine vierge nouée à la main, losanges bruns.",
            "صوف خالص معقود باليد بمعينات بنية.",
            "Virgin wool knotted by hand, brown lozenges.",
        ),
    ),
    (
        "hanbel-moyen-atlas",
        "weaving",
        "MA-05",
        780,
        "2026-02-11",
        ("Hanbel du Moyen Atlas", "حنبل الأطلس المتوسط", "Hanbel of the Middle Atlas"),
        (
            "Tissé à plat, bandes rouges et noires.",
            "منسوج بخطوط حمراء وسوداء.",
            "Flat woven, red and black bands.",
        ),
    ),
    (
        "coussin-kilim",
        "weaving",
        "MA-07",
        220,
        "2026-01-20",
        ("Coussin kilim", "وسادة كليم", "Kilim cushion"),
        ("Housse en laine, doublure de coton.", "غطاء من الصوف ببطانة قطنية.", "Wool cover, cotton lining."),
    ),
    (
        "tajine-safi",
        "pottery",
        "MA-07",
        140,
        "2026-03-14",
        ("Tajine en terre de Safi", "طاجين من طين آسفي", "Safi clay tajine"),
        ("Pour la cuisson lente, sans plomb.", "للطهي البطيء، دون رصاص.", "For slow cooking, lead-free."),
    ),
    (
        "bol-bleu-fes",
        "pottery",
        "MA-03",
        65,
        "2026-02-27",
        ("Bol bleu de Fès", "زلافة فاسية زرقاء", "Blue bowl from Fès"),
        ("Émail au cobalt, motif fassi.", "طلاء بالكوبالت بزخرفة فاسية.", "Cobalt glaze, Fès pattern."),
    ),
    (
        "plateau-zellige",
        "zellige",
        "MA-03",
        3900,
        "2026-01-05",
        ("Table en zellige étoilé", "طاولة من الزليج المنجم", "Star zellige table"),
        (
            "Carreaux taillés à la main, pied en fer forgé.",
            "قطع مقطوعة يدويا وقاعدة من الحديد.",
            "Tiles cut by hand, wrought iron foot.",
        ),
    ),
    (
        "babouches-fes",
        "leather",
        "MA-03",
        180,
        "2026-03-09",
        ("Babouches de Fès", "بلغة فاسية", "Fès slippers"),
        ("Cuir de chèvre au tannage végétal.", "جلد ماعز مدبوغ بالنبات.", "Goat leather, plant tanned."),
    ),
    (
        "pouf-cuir",
        "leather",
        "MA-07",
        540,
        "2026-02-02",
        ("Pouf en cuir cousu main", "مقعد جلدي مخيط باليد", "Hand-stitched leather pouf"),
        (
            "Huit panneaux, broderie au fil de soie.",
            "ثمانية أجزاء مطرزة بخيط الحرير.",
            "Eight panels, silk embroidery.",
        ),
    ),
    (
        "safran-taliouine",
        "saffron",
        "MA-09",
        45,
        "2026-03-20",
        ("Safran de Taliouine", "زعفران تالوين", "Taliouine saffron"),
        (
            "Stigmates séchés, récolte d’octobre.",
            "مياسم مجففة من جني أكتوبر.",
            "Dried stigmas, October harvest.",
        ),
    ),
    (
        "huile-argan",
        "argan",
        "MA-09",
        160,
        "2026-03-18",
        ("Huile d’argan alimentaire", "زيت أركان غذائي", "Culinary argan oil"),
        (
            "Amandons torréfiés, pressés à froid.",
            "لوز محمص معصور على البارد.",
            "Roasted kernels, cold pressed.",
        ),
    ),
    (
        "amlou",
        "argan",
        "MA-09",
        90,
        "2026-02-19",
        ("Amlou aux amandes", "أملو باللوز", "Almond amlou"),
        ("Amandes, argan et miel de thym.", "لوز وأركان وعسل الزعتر.", "Almonds, argan and thyme honey."),
    ),
    (
        "boite-thuya",
        "wood",
        "MA-07",
        260,
        "2026-01-30",
        ("Boîte en thuya d’Essaouira", "علبة من عرعار الصويرة", "Essaouira thuya box"),
        (
            "Loupe de thuya, marqueterie de citronnier.",
            "خشب العرعار مرصع بالليمون.",
            "Thuya burl, lemonwood inlay.",
        ),
    ),
    (
        "theiere-cuivre",
        "brassware",
        "MA-03",
        420,
        "2026-03-03",
        ("Théière en maillechort", "براد من النحاس المفضض", "Nickel silver teapot"),
        (
            "Pour le service à thé, gravée au burin.",
            "لطقم الشاي، منقوشة يدويا.",
            "For the tea service, chased by hand.",
        ),
    ),
    (
        "lanterne",
        "brassware",
        "MA-07",
        None,
        "2026-02-08",
        ("Lanterne ajourée", "فانوس مخرم", "Pierced lantern"),
        ("Laiton découpé, sur commande.", "نحاس مفرغ، حسب الطلب.", "Cut brass, made to order."),
    ),
    (
        "eau-de-rose",
        "rose",
        "MA-08",
        70,
        "2026-03-11",
        ("Eau de rose de Kelaat M’Gouna", "ماء ورد قلعة مكونة", "Rose water from Kelaat M’Gouna"),
        ("Distillée en alambic de cuivre.", "مقطر في أنبيق نحاسي.", "Distilled in a copper still."),
    ),
    (
        "maquette-ksar",
        "wood",
        "MA-08",
        300,
        "2026-01-12",
        ("Maquette du ksar d’Aït Ben Haddou", "مجسم قصر آيت بن حدو", "Model of the ksar of Aït Ben Haddou"),
        ("Bois de palmier et pisé.", "خشب النخيل والطين.", "Palm wood and rammed earth."),
    ),
]
WORKSHOPS = ("Coopérative Tamghart", "تعاونية تامغارت", "Tamghart cooperative")


def records(locale: str) -> list[SearchRecord]:
    """Give about sixty records of a locale: products, sellers, crafts, regions, programmes and more."""
    at = PLACES[locale]
    return [
        *_products(locale, at),
        *_arabic_only(locale, at),
        *_places(locale, at, "craft", CRAFTS, "artisanat"),
        *_places(locale, at, "region", REGIONS, "regions"),
        *_places(locale, at, "programme", PROGRAMMES, "programmes"),
        *_sellers(locale, at),
        *_others(locale, at),
    ]


def labels(locale: str) -> dict[str, dict[str, str]]:
    """Give the names of codes in a locale, as the pages of results take them."""
    at = PLACES[locale]
    return {key: {code: names[at] for code, names in table.items()} for key, table in LABELS.items()}


def _products(locale: str, at: int) -> list[SearchRecord]:
    made = []
    for number, (slug, craft, region, price, day, titles, texts) in enumerate(PRODUCTS):
        programme = list(PROGRAMMES)[number % 3]
        amount = () if price is None else (("price", f"{price:013.2f}"),)
        shown = {"fr": f"{price}\u00a0MAD", "ar": f"{price}\u00a0درهم", "en": f"MAD\u00a0{price}"}[locale]
        meta = [("image", f"photos/{craft}"), ("region", REGIONS[region][at]), ("seller", WORKSHOPS[at])]
        if price is not None:
            meta.append(("price", shown))
        filters = (("craft", craft), ("region", region), ("programme", programme))
        also = " ".join(title for title in titles if title != titles[at])
        text = f"{texts[at]} {CRAFTS[craft][at]} {REGIONS[region][at]}"
        made.append(
            SearchRecord(
                locale,
                f"produits/atelier-{number % 5}/{slug}/",
                "product",
                titles[at],
                text,
                locale,
                filters,
                tuple(meta),
                (*amount, ("date", day)),
                also,
            )
        )
    return made


def _arabic_only(locale: str, at: int) -> list[SearchRecord]:
    return [
        SearchRecord(
            locale,
            "produits/atelier-1/hsira/",
            "product",
            "حصيرة من السمار <b>&amp;",
            "حصيرة منسوجة يدويا",
            "ar",
            (("craft", "weaving"), ("region", "MA-01")),
            (("image", "photos/weaving"), ("region", REGIONS["MA-01"][at])),
            (("price", "0000000120.00"), ("date", "2026-03-02")),
        )
    ]


def _places(
    locale: str, at: int, kind: str, table: dict[str, tuple[str, str, str]], folder: str
) -> list[SearchRecord]:
    about = (
        "Tout ce qui s’y rapporte : produits et ateliers.",
        "كل ما يتعلق به: منتجات وورشات.",
        "All that belongs to it: products and workshops.",
    )
    return [
        SearchRecord(locale, f"{folder}/{code.lower()}/", kind, names[at], about[at], locale, ((kind, code),))
        for code, names in table.items()
    ]


def _sellers(locale: str, at: int) -> list[SearchRecord]:
    kinds = ("Atelier", "ورشة", "Workshop")
    return [
        SearchRecord(
            locale,
            f"produits/atelier-{number}/",
            "seller",
            f"{kinds[at]} {names[at]}",
            REGIONS[region][at],
            locale,
            (("craft", craft), ("region", region)),
            (("region", REGIONS[region][at]),),
        )
        for number, ((craft, names), region) in enumerate(
            zip(CRAFTS.items(), [*REGIONS, *REGIONS], strict=False)
        )
    ]


def _others(locale: str, at: int) -> list[SearchRecord]:
    fairs = ("Foire d’artisanat de", "معرض الصناعة التقليدية", "Craft fair of")
    guides = ("Guide des prix", "دليل الأسعار", "Guide to prices")
    made = [
        SearchRecord(
            locale,
            f"agenda/foire-{code.lower()}/",
            "event",
            f"{fairs[at]} {names[at]}",
            "",
            locale,
            (("region", code),),
            (("date", "12 avril 2026"),),
            (("date", "2026-04-12"),),
        )
        for code, names in REGIONS.items()
    ]
    made += [
        SearchRecord(
            locale, f"documentation/guide-{year}/", "document", f"{guides[at]} {year}", f"PDF {year}", locale
        )
        for year in range(2019, 2026)
    ]
    return made
