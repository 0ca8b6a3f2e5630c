"""Where the value weight changes the winner, in sentences."""

from collections.abc import Iterator, Mapping, Sequence

from reports.texts import text
from reports.texts.numbers import format_number
from sroi.procurement.thresholds import Stretch


def weight_sentences(stretches: Sequence[Stretch], names: Mapping[str, str], language: str) -> Iterator[str]:
    """Who wins at which value weight, stretch by stretch; `names` by bid."""
    for each in stretches:
        start = format_number(language, float(each.start), 3)
        key, end = "procurement_weight.from", ""
        if each.end is not None:
            key, end = "procurement_weight.between", format_number(language, float(each.end), 3)
        bidders = ", ".join(names[name] for name in each.winners)
        yield text(language, key, start=start, end=end, bidder=bidders)
