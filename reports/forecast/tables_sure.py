"""How sure a forecast is, as tables: chances by payer and horizon, quadrants, curves, the worth of knowing more."""

from pandas import DataFrame

from chain.forecast.model import Comparison
from reports.columns import OWN_SHARES
from reports.forecast.names import drawn_name, option_name, payers_of, purse
from reports.forecast.stamp import Beside
from reports.forecast.words import gain_words
from reports.sureness import chance_share
from reports.table_output import with_under
from reports.texts import text
from sroi.forecast.child_sure import Sure

SHOWN_EVERY = 5
"""Of the thresholds that curves are drawn over, every so many stands in the table."""
CHANCES = ("for_whom", "horizon", "value_chance", "chance_error", "net", "net_low", "net_high")
WORTH = ("assumption", "worth", "worth_error", "share")


def chances(beside: Beside, option_id: str, language: str) -> DataFrame:
    """How probable it is that each payer saves more than it pays, at every horizon, with the net and its interval."""
    rows = []
    for whose in dict.fromkeys((*payers_of(beside.comparison), "public", "society", beside.perspective)):
        for years in beside.forecast.horizons:
            found = beside.sure.of(option_id, whose, years)
            share, error = gain_words(language, found)
            ends = (found.net.low, found.net.high) if found.net.varies else (None, None)
            told = (purse(whose, language), years, share, error, found.net.point, *ends)
            rows.append(dict(zip(CHANCES, told, strict=True)))
    below = {"value_chance": ("chance_error",), "net": ("net_low", "net_high")}
    return with_under(DataFrame(rows, columns=list(CHANCES)), **below)


def quadrants(beside: Beside, language: str) -> DataFrame:
    """In which share of the draws each option costs more or less, and gives more or less."""
    rows = [
        {
            "alternative": option_name(beside.comparison, option_id, language),
            "quadrant": text(language, f"prognosis.quadrant.{quadrant}"),
            "value_chance": chance_share(language, share),
        }
        for option_id in beside.sure.cloud
        for quadrant, share in beside.sure.of(option_id).quadrants.items()
        if share
    ]
    return DataFrame(rows, columns=["alternative", "quadrant", "value_chance"])


def acceptability(sure: Sure, comparison: Comparison, language: str) -> DataFrame:
    """By willingness to pay: every chance of being best, that of the one to choose, what knowing all is worth."""
    found, rows = sure.curves, []
    names = [option_name(comparison, each, language) for each in sure.alternatives]
    for at, willingness in enumerate(found.thresholds.tolist()):
        if at % SHOWN_EVERY and willingness != sure.threshold_sek:
            continue
        chances = {OWN_SHARES + name: share for name, share in zip(names, found.chance_best[at].tolist(), strict=True)}
        rows.append(
            {
                "willingness": willingness,
                "chosen_option": names[int(found.best[at])],
                "frontier_chance": float(found.frontier[at]),
                "knowing_all": float(found.perfect_information[at]),
                **chances,
            }
        )
    return with_under(DataFrame(rows), willingness=("knowing_all",), chosen_option=("frontier_chance",))


def worth(sure: Sure, comparison: Comparison, language: str) -> DataFrame:
    """What it is worth, at most, to know each number before choosing; the one most worth measuring first."""
    rows = [
        {
            "assumption": drawn_name(comparison, each.name, language),
            "worth": each.worth_sek,
            "worth_error": each.standard_error_sek,
            "share": each.share,
        }
        for each in sure.worth.assumptions
    ]
    return DataFrame(rows, columns=list(WORTH))
