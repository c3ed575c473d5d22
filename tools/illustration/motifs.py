"""The list of motifs: which painter draws each, how it stands, where it is shown."""

from __future__ import annotations

from . import pottery, rugs, settings, weaving, zellige
from .placing import Motif, closer

MOTIFS: dict[str, Motif] = {
    "pot-tajine": Motif(pottery.tajine, pottery.glaze_detail, settings.table),
    "pot-bowl": Motif(pottery.bowl, closer(pottery.bowl, -10, -230, 2.9), settings.shelves),
    "pot-vase": Motif(pottery.vase, pottery.glaze_detail, settings.niche),
    "pot-plate": Motif(pottery.plate, closer(pottery.plate, 90, -360, 3), settings.on_wall),
    "pot-jug": Motif(pottery.jug, pottery.glaze_detail, settings.niche),
    "pot-brazier": Motif(pottery.brazier, closer(pottery.brazier, 0, -270, 2.8), settings.patio),
    "zellige-panel": Motif(zellige.zellige_panel, zellige.zellige_detail, settings.on_wall, "hanging"),
    "zellige-table": Motif(zellige.zellige_table, zellige.zellige_detail, settings.patio),
    "zellige-fountain": Motif(zellige.fountain, zellige.zellige_detail, settings.patio),
    "rug-kilim": Motif(rugs.rug_kilim, rugs.flat_detail(weaving.kilim), rugs.dealer, "lying"),
    "rug-pile": Motif(rugs.rug_pile, rugs.pile_detail(weaving.lozenges), rugs.room, "lying"),
    "rug-rags": Motif(rugs.rug_rags, rugs.pile_detail(weaving.patches), rugs.room, "lying"),
    "rug-bands": Motif(rugs.rug_bands, rugs.flat_detail(weaving.banded), rugs.dealer, "lying"),
    "blanket": Motif(rugs.blanket, closer(rugs.blanket, 0, -330, 3, "hanging"), rugs.dealer, "hanging"),
    "cushion": Motif(rugs.cushion, rugs.flat_detail(weaving.medallion), rugs.heap, "lying"),
}
from . import jewellery as jw, leather as le, metal as me, wood as wo
def _t(name, *a): MOTIFS[name]=Motif(*a)
_t("babouche", le.babouche, le.hide_detail, settings.laid_out, "lying")
_t("pouf", le.pouf, le.hide_detail, settings.patio)
_t("bag", le.bag, le.hide_detail, settings.on_wall, "hanging")
_t("belt", le.belt, le.hide_detail, settings.laid_out, "lying")
_t("book-cover", le.book_cover, closer(le.book_cover, 20, -300, 3, "lying"), settings.laid_out, "lying")
_t("teapot", me.teapot, me.engraving_detail, settings.cloth_table)
_t("tray", me.tray, me.engraving_detail, settings.on_wall, "hanging")
_t("lantern", me.lantern, me.pierced_detail, me.lit_room)
_t("lamp-iron", me.lamp_iron, closer(me.lamp_iron, 0, -220, 2.8), me.lit_room)
_t("candle-holder", me.candle_holder, me.engraving_detail, settings.niche)
_t("mirror", me.mirror, closer(me.mirror, -110, -380, 3, "hanging"), settings.on_wall, "hanging")
_t("necklace", jw.necklace, jw.jewel_detail, settings.laid_out, "lying")
_t("fibula", jw.fibula, jw.jewel_detail, settings.laid_out, "lying")
_t("bracelet", jw.bracelet, jw.jewel_detail, settings.niche)
_t("earrings", jw.earrings, jw.jewel_detail, settings.laid_out, "lying")
_t("dagger", jw.dagger, jw.jewel_detail, settings.laid_out, "lying")
_t("box-inlaid", wo.box_inlaid, wo.burl_detail, settings.shelves)
_t("chair", wo.chair, wo.carved_detail, settings.patio)
_t("shelf", wo.shelf, wo.carved_detail, settings.on_wall, "hanging")
_t("door", wo.door, wo.carved_detail, settings.patio)
_t("bowl-wood", wo.bowl_wood, wo.burl_detail, settings.table)
_t("spoon-wood", wo.spoon_wood, wo.burl_detail, settings.laid_out, "lying")
_t("chess", wo.chess, wo.burl_detail, settings.table)
