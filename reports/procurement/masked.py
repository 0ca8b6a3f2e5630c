"""The masked edition of an award as it was kept, read out for whoever does not see bids."""

from collections.abc import Iterator
import json

from reports.texts import text


def masked_lines(masked: str, language: str) -> Iterator[str]:
    """Who was chosen and until when no contract is signed, and the order of the bids."""
    told = json.loads(masked)
    yield text(language, "award_public.chosen", chosen=told["chosen"], day=told["standstill_until"] or "")
    for each in told["bids"]:
        yield text(language, "award_public.placed", bidder=each["bidder"], rank=each["rank"])


def masks(masked: str, language: str) -> tuple[str, ...]:
    """What is masked, in sentences."""
    return tuple(json.loads(masked)["masked"][language])
