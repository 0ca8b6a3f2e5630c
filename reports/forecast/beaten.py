"""Where other alternatives leave no reason to choose an option: the word in the place of a cost per QALY.

Against the comparator alone such an option may still seem to have a price; but nobody should pay it, since another
gives as much for less.
"""

from reports.forecast.names import option_name
from reports.forecast.stamp import Beside
from reports.texts import text
from sroi.forecast.child_choice import choice
from sroi.forecast.decision import BEATEN


def beaten_words(beside: Beside, option_id: str, years: int, language: str) -> str | None:
    """*Dominated by …* at a horizon, for a priced option; None where it is on the frontier or has its own word."""
    if beside.forecast.of(option_id).at(years).of(beside.perspective).per_qaly.sek is None:
        return None
    placed = choice(beside.forecast, beside.perspective, years).of(option_id)
    if placed.standing not in BEATEN:
        return None
    because = option_name(beside.comparison, placed.because, language)
    return text(language, f"prognosis.standing.{placed.standing}", because=because)
