"""A chart as a picture made of lines (SVG), drawn here and not in a browser, the same wherever it is drawn."""

from functools import lru_cache
import json

import vl_convert

from reports.figure import Figure
from reports.vega import ROW_GAP, fitted

MEDIA_TYPE = "image/svg+xml"
VEGA_LITE = "6.4"
TYPEFACE = "Liberation Sans"
"""Comes with the library, which measures words by it; what is on the computer is never asked for. A program that does
not have it shows the words in its own, a little narrower or broader."""
BROAD, NARROW = 600, 330
"""Of the text on a page, and of half of it; in pixels, with letters of 12 to 13."""


LETTERS = {BROAD: 84, NARROW: 56}
"""In a line of words above a bar."""
CLOSE, MOST_AIRY = 4, 12
"""Air below each row where a chart shares its page with others, or has more rows than these."""


def picture(figure: Figure, width: int = BROAD, most: int | None = None, letters: int | None = None) -> bytes:
    """The chart as SVG on no ground of its own, with at most so many rows; the same chart, the same bytes.

    `letters` in a line, where it is not for paper."""
    is_close = width == NARROW or len(figure.spec["data"]["values"]) > MOST_AIRY
    spec = fitted(figure.spec, letters or LETTERS[width], CLOSE if is_close else ROW_GAP, most)
    drawn = {**spec, "width": width, "background": None, "config": {**spec.get("config", {}), "font": TYPEFACE}}
    return _drawn(json.dumps(drawn, sort_keys=True))


@lru_cache(maxsize=64)  # a summary, a report and a page of the same result show the same charts
def _drawn(spec: str) -> bytes:
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[]).encode()
