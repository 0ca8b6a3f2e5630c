"""What measurements do to a health-economic forecast: each option before and with what was measured, and the words."""

from collections.abc import Iterator
from functools import partial

from pandas import DataFrame

from chain.measurement import FollowUp
from reports.follow_up.outcome import Words, ratio_words, replaced_rows
from reports.forecast.headline import said_of
from reports.forecast.names import figure_name, number_words, option_name
from reports.forecast.stamp import Beside
from reports.forecast.words import in_brackets
from reports.sureness import Sure
from reports.table_output import with_under
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_years
from sroi.follow_up.comparison import LearnedComparison
from sroi.follow_up.outcome import Valued
from sroi.ratio import Headline
from sroi.settings import Settings

SIDES = ("assumed", "now")
FIGURES = tuple(f"{name}_{side}" for name in ("net", "case_years") for side in SIDES)
UNDER = {f"net_{side}": (f"net_{side}_low", f"net_{side}_high") for side in SIDES} | {
    f"case_years_{side}": (f"qalys_{side}",) for side in SIDES
}


def sides_table(assumed: Beside, now: Beside, language: str) -> DataFrame:
    """A row for each option and horizon: net, child-years with the problem averted and QALYs, before and with."""
    rows = [
        {"alternative": option_name(assumed.comparison, each.option_id, language), "horizon": years}
        | _side("assumed", assumed, each.option_id, years)
        | _side("now", now, each.option_id, years)
        for each in assumed.forecast.options
        for years in assumed.forecast.horizons
    ]
    columns = ["alternative", "horizon", *(name for key in FIGURES for name in (key, *UNDER[key]))]
    return with_under(DataFrame(rows, columns=columns), **UNDER)


def _side(side: str, of: Beside, option_id: str, years: int) -> dict[str, float | None]:
    at = of.forecast.of(option_id).at(years)
    balance = at.of(of.perspective)
    spread = of.sure and of.sure.of(option_id, of.perspective, years).net
    is_known = bool(spread and spread.varies)
    return {
        f"net_{side}": balance.net,
        f"net_{side}_low": spread.low if is_known else None,
        f"net_{side}_high": spread.high if is_known else None,
        f"case_years_{side}": at.case_years,
        f"qalys_{side}": balance.qalys,
    }


def sentences(assumed: Beside, now: Beside, language: str) -> Iterator[str]:
    """Each option that moved, at the horizon looked at: net and child-years averted, before and with."""
    for option in assumed.forecast.options:
        ends = [each.forecast.of(option.option_id).at(each.years) for each in (assumed, now)]
        if ends[0] != ends[1]:
            nets = [_net(each, option.option_id, language) for each in (assumed, now)]
            years = [format_number(language, each.case_years, 1) for each in ends]
            told = dict(zip(("net_assumed", "net_now", "years_assumed", "years_now"), (*nets, *years), strict=True))
            yield text(language, "moved.sentence", **told, **said_of(assumed, option.option_id, language))


def _net(of: Beside, option_id: str, language: str) -> str:
    net = of.forecast.of(option_id).at(of.years).of(of.perspective).net
    certainty = of.sure and of.sure.of(option_id, of.perspective, of.years)
    return format_money(language, net) + in_brackets(language, certainty and certainty.net)


def replaced_table(found: LearnedComparison, follow_up: FollowUp, language: str) -> DataFrame:
    """One row for each number of the forecast that a measurement took the place of, as for the chain's."""
    of = found.comparison
    words = Words(partial(figure_name, of, language=language), partial(number_words, of, language=language))
    return replaced_rows(found, follow_up, words, language)


def ratio_sentence(
    shown: Valued, sure: Sure | None, now: Headline, sure_now: Sure | None, settings: Settings, language: str
) -> str:
    """The chain's ratio with its forecasts as they stand in it, and with the measurements in them as well."""
    whose = settings.perspective
    return text(
        language,
        "moved.ratio",
        stands=ratio_words(shown.of(whose), sure, whose, language),
        now=ratio_words(now, sure_now, whose, language),
        horizon=format_years(language, settings.horizon_years),
        whose=text(language, f"headline.whose.{whose}"),
    )
