"""The list of motifs: which painter draws each, how it stands, where it is shown."""

from __future__ import annotations

from . import (
    baskets,
    benches,
    bindings,
    clothing,
    flasks,
    food,
    jars,
    jewellery,
    kits,
    lanterns,
    larder,
    leather,
    metal,
    music,
    outdoors,
    pottery,
    rugs,
    settings,
    stone,
    tea,
    wares,
    weaving,
    wood,
    workshops,
    zellige,
)
from .brush import Brush
from .palette import Colour, Style, darken, lighten, mix
from .placing import Motif, Painter, closer


def _fruits(style: Style) -> list[Colour]:
    """Give the shades of preserved fruit."""
    tone = jars.fruit_colour(style)
    return [tone, lighten(tone, 0.2), darken(tone, 0.2)]


def _salts(style: Style) -> list[Colour]:
    """Give the shades of salt."""
    return [mix((255, 250, 240), style.main, 0.3), (214, 214, 220), (238, 220, 210)]


def _roses(style: Style) -> list[Colour]:
    """Give the shades of rose petals."""
    pink = mix((226, 110, 130), style.main, 0.35)
    return [pink, lighten(pink, 0.3), darken(pink, 0.15)]


def _nuts(style: Style) -> list[Colour]:
    """Give the shades of kernels."""
    return [mix((176, 118, 62), style.second, 0.12), (198, 148, 88), (142, 90, 50)]


def _henna_leaves(style: Style) -> list[Colour]:
    """Give the greens of leaves."""
    return [mix((92, 110, 62), style.main, 0.15), (118, 134, 78), (74, 92, 58)]


def _figs(style: Style) -> list[Colour]:
    """Give the colours of prickly pears."""
    return [mix((196, 66, 74), style.main, 0.3), (226, 130, 60), (150, 150, 72)]


def _fish(style: Style) -> list[Colour]:
    """Give the colours of fish."""
    return [style.main, style.second]


def _petals(brush: Brush, colour: Colour) -> None:
    """Paint a petal, or now and then a whole rose."""
    (food.rose if brush.rng.random() < 0.34 else food.petal)(brush, colour)


def _weed(brush: Brush, style: Style) -> None:
    """Paint a close view of leaves of weed."""
    food.heaped(food.sprig, _henna_leaves, 1.5)(brush, style)


def _preserved(brush: Brush, style: Style) -> None:
    """Paint a close view of what is preserved: fruit, or fish when the colours are the sea's."""
    if jars.of_the_sea(style):
        food.heaped(food.sardine, _fish, 1.9)(brush, style)
    else:
        food.heaped(food.fruit, _fruits, 2)(brush, style)


def _pressed(brush: Brush, style: Style) -> None:
    """Paint a close view of what an oil is pressed from: olives or kernels."""
    if flasks.of_olives(style):
        food.heaped(food.olive, larder.olive_tones, 2.2)(brush, style)
    else:
        food.heaped(food.almond, _nuts)(brush, style)


EARTH: dict[str, Motif] = {
    "pot-tajine": Motif(pottery.tajine, pottery.glaze_detail, settings.table),
    "pot-bowl": Motif(pottery.bowl, closer(pottery.bowl, -10, -230, 2.9), settings.broad_shelves),
    "pot-vase": Motif(pottery.vase, pottery.glaze_detail, settings.niche),
    "pot-plate": Motif(pottery.plate, closer(pottery.plate, 90, -360, 3), settings.on_wall, "hanging"),
    "pot-jug": Motif(pottery.jug, pottery.glaze_detail, settings.niche),
    "pot-brazier": Motif(pottery.brazier, closer(pottery.brazier, 0, -270, 2.8), settings.patio),
    "zellige-panel": Motif(zellige.zellige_panel, zellige.zellige_detail, settings.on_wall, "hanging"),
    "zellige-table": Motif(zellige.zellige_table, zellige.zellige_detail, settings.patio),
    "zellige-fountain": Motif(zellige.fountain, zellige.zellige_detail, settings.facade),
    "plaster-panel": Motif(stone.plaster_panel, stone.plaster_detail, settings.on_wall, "hanging", kin=False),
    "stone-bowl": Motif(stone.stone_bowl, stone.fossil_detail, settings.table, kin=False),
    "fossil-plate": Motif(stone.fossil_plate, stone.fossil_detail, settings.on_wall, "hanging", kin=False),
}
CLOTH: dict[str, Motif] = {
    "rug-kilim": Motif(rugs.rug_kilim, rugs.flat_detail(rugs.kilim_grid), rugs.dealer, "lying"),
    "rug-pile": Motif(rugs.rug_pile, rugs.pile_detail(rugs.pile_grid), rugs.room, "lying"),
    "rug-rags": Motif(rugs.rug_rags, rugs.pile_detail(rugs.rag_grid), rugs.room, "lying"),
    "rug-bands": Motif(rugs.rug_bands, rugs.flat_detail(rugs.banded_grid), rugs.dealer, "lying"),
    "blanket": Motif(rugs.blanket, closer(rugs.blanket, 0, -330, 3, "hanging"), rugs.dealer, "hanging"),
    "cushion": Motif(rugs.cushion, rugs.flat_detail(rugs.cushion_grid), rugs.heap, "lying"),
    "caftan": Motif(clothing.caftan, clothing.braid_detail, settings.on_wall, "hanging"),
    "djellaba": Motif(clothing.djellaba, clothing.braid_detail, settings.on_wall, "hanging"),
    "scarf": Motif(clothing.scarf, clothing.weave_detail(weaving.banded), settings.on_wall, "hanging"),
    "tablecloth": Motif(
        clothing.tablecloth,
        closer(clothing.tablecloth, -130, -410, 3.2, "lying"),
        settings.laid_out,
        "lying",
        kin=False,
    ),
    "napkin": Motif(
        clothing.napkin, closer(clothing.napkin, 10, -290, 3, "lying"), settings.laid_out, "lying"
    ),
    "doll": Motif(clothing.doll, clothing.weave_detail(weaving.banded), settings.niche),
    "babouche": Motif(leather.babouche, leather.hide_detail, settings.laid_out, "lying"),
    "pouf": Motif(leather.pouf, leather.hide_detail, settings.patio),
    "bag": Motif(leather.bag, leather.hide_detail, settings.on_wall, "hanging"),
    "belt": Motif(bindings.belt, leather.hide_detail, settings.laid_out, "lying"),
    "book-cover": Motif(
        bindings.book_cover, closer(bindings.book_cover, 20, -300, 3, "lying"), settings.laid_out, "lying"
    ),
}
METAL: dict[str, Motif] = {
    "necklace": Motif(jewellery.necklace, jewellery.jewel_detail, settings.laid_out, "lying"),
    "fibula": Motif(jewellery.fibula, jewellery.jewel_detail, settings.laid_out, "lying"),
    "bracelet": Motif(jewellery.bracelet, jewellery.jewel_detail, settings.niche),
    "earrings": Motif(jewellery.earrings, jewellery.jewel_detail, settings.laid_out, "lying"),
    "dagger": Motif(jewellery.dagger, jewellery.jewel_detail, settings.laid_out, "lying"),
    "teapot": Motif(metal.teapot, metal.engraving_detail, settings.cloth_table, kin=False),
    "tray": Motif(metal.tray, metal.engraving_detail, settings.on_wall, "hanging", kin=False),
    "lantern": Motif(lanterns.lantern, lanterns.pierced_detail, lanterns.lit_room, kin=False, evening=True),
    "lamp-iron": Motif(
        lanterns.lamp_iron, closer(lanterns.lamp_iron, 0, -220, 2.8), lanterns.lit_room, evening=True
    ),
    "candle-holder": Motif(lanterns.candle_holder, metal.engraving_detail, settings.niche, kin=False),
    "mirror": Motif(
        metal.mirror, closer(metal.mirror, -110, -380, 3, "hanging"), settings.on_wall, "hanging"
    ),
    "repair-kit": Motif(kits.repair_kit, kits.kit_detail, settings.laid_out, "lying"),
}
WOODS: dict[str, Motif] = {
    "box-inlaid": Motif(wood.box_inlaid, wood.burl_detail, settings.broad_shelves, kin=False),
    "chair": Motif(wood.chair, wood.carved_detail, settings.patio, kin=False),
    "shelf": Motif(wood.shelf, wood.carved_detail, settings.on_wall, "hanging"),
    "door": Motif(wood.door, wood.carved_detail, settings.facade, kin=False),
    "bowl-wood": Motif(wood.bowl_wood, wood.burl_detail, settings.table, kin=False),
    "spoon-wood": Motif(wood.spoon_wood, wood.burl_detail, settings.laid_out, "lying", kin=False),
    "chess": Motif(wood.chess, wood.burl_detail, settings.table, kin=False),
    "basket": Motif(baskets.basket, baskets.coil_detail, settings.stall),
    "hat": Motif(baskets.hat, baskets.coil_detail, settings.stall),
    "mat": Motif(baskets.mat, baskets.rush_detail, rugs.room, "lying"),
    "lamp-basket": Motif(
        baskets.lamp_basket, closer(baskets.lamp_basket, 0, -230, 2.6), lanterns.lit_room, evening=True
    ),
    "oud": Motif(music.oud, wood.carved_detail, settings.niche, kin=False),
    "gimbri": Motif(music.gimbri, wood.carved_detail, settings.niche, kin=False),
    "drum": Motif(music.drum, closer(music.drum, 0, -330, 2.8), settings.broad_shelves),
}
LARDER: dict[str, Motif] = {
    "oil-bottle": Motif(flasks.oil_bottle, _pressed, settings.shelves, kin=False),
    "honey-jar": Motif(jars.honey_jar, jars.honey_detail, settings.shelves, kin=False),
    "saffron-jar": Motif(jars.saffron_jar, jars.saffron_detail, settings.table, kin=False),
    "rose-bottle": Motif(flasks.rose_bottle, food.heaped(_petals, _roses, 2), settings.table, kin=False),
    "cactus-oil": Motif(
        flasks.cactus_oil, food.heaped(food.cactus_fig, _figs, 2), settings.broad_shelves, kin=False
    ),
    "preserves": Motif(jars.preserves, _preserved, settings.shelves, kin=False),
    "salt": Motif(jars.salt, food.heaped(food.crystal, _salts, 2), settings.table, kin=False),
    "seaweed-cosmetic": Motif(flasks.seaweed_cosmetic, _weed, settings.table, kin=False),
    "soap": Motif(wares.soap, wares.soap_detail, settings.table),
    "spice-sacks": Motif(larder.spice_sacks, larder.spice_detail, settings.stall),
    "dates": Motif(larder.dates, food.heaped(food.date, larder.date_tones, 2.2), settings.table, kin=False),
    "couscous-bowl": Motif(larder.couscous_bowl, closer(larder.couscous_bowl, 0, -220, 2.8), settings.table),
    "olives": Motif(larder.olives, food.heaped(food.olive, larder.olive_tones, 2.2), settings.stall),
    "tea-set": Motif(tea.tea_set, closer(tea.tea_set, -70, -150, 2.6), settings.patio),
    "sardine-tin": Motif(
        wares.sardine_tin, food.heaped(food.sardine, _fish, 1.9), settings.laid_out, "lying"
    ),
    "henna": Motif(wares.henna, food.heaped(food.sprig, _henna_leaves, 1.4), settings.stall, kin=False),
    "basket-olives": Motif(
        wares.basket_olives, food.heaped(food.olive, larder.olive_tones, 2.2), settings.stall
    ),
    "almond-sweets": Motif(tea.almond_sweets, tea.sweets_detail, settings.table),
    "catering": Motif(tea.catering, tea.sweets_detail, settings.patio),
}
MOTIFS: dict[str, Motif] = {**EARTH, **CLOTH, **METAL, **WOODS, **LARDER}
WORKSHOPS: dict[str, Painter] = {
    **workshops.indoor(),
    "workshop-pottery": benches.pottery,
    "workshop-leather": outdoors.leather,
    "workshop-metal": benches.metal,
    "workshop-wood": benches.wood,
    "workshop-zellige": benches.zellige,
    "workshop-jewellery": benches.jewellery,
    "workshop-garden": outdoors.garden,
    "workshop-sea": outdoors.sea,
}
