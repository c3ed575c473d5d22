"""The colours of the charts are those of the page, and stand out on it in light and dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from maarad.charts import Bar, Datum, Event, Frame, Step, bars, funnel, timeline

FRAME = Frame("c", "Le titre")
SCHEMES = (":root", '[data-md-color-scheme="slate"]')


def palette(scheme: str) -> dict[str, str]:
    css = files("maarad").joinpath("assets/css/tokens.css").read_text("utf-8")
    block = re.search(r"^" + re.escape(scheme) + r" \{(.*?)^\}", css, re.DOTALL | re.MULTILINE)
    assert block is not None
    return dict(re.findall(r"(--m-[a-z0-9-]+): (#[0-9a-f]{6})", block[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def over(colour: str, ground: str, opacity: float) -> str:
    pairs = [(int(colour[place : place + 2], 16), int(ground[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(top * opacity + under * (1 - opacity)):02x}" for top, under in pairs)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["--m-paper", "--m-surface"])
def test_lettering_and_marks_stand_out_in_light_and_dark(scheme: str, ground: str) -> None:
    colours = palette(scheme)
    under = colours[ground]
    for name in ("--m-ink", "--m-quiet", "--m-chart-1"):
        assert contrast(colours[name], under) >= 4.5, name
    assert contrast(colours["--m-chart-2"], under) >= 3
    assert contrast(colours["--m-ink"], over(colours["--m-chart-1"], under, 0.42)) >= 4.5


def test_the_page_defines_every_colour_that_a_chart_asks_for() -> None:
    steps = [Step("a", Datum(2, "2")), Step("b", Datum(1, "1"), "50 %")]
    events = [Event("e", "1996-11-23", "novembre 1996")]
    drawn = funnel(steps, FRAME) + timeline(events, FRAME) + bars([Bar("a", Datum(1, "1"))], FRAME)
    asked = set(re.findall(r"var\((--m-[a-z0-9-]+),", drawn))
    assert len(asked) == 5
    for scheme in SCHEMES:
        assert asked <= set(palette(scheme)), scheme
