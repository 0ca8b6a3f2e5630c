"""The columns of every table, declared once: key, unit, and where the title is found."""

from functools import partial
from typing import NamedTuple

from pandas import DataFrame, isna

from reports.texts import text
from reports.texts.numbers import format_amount, format_money, format_number, format_ratio, format_share, format_years

NOTHING = "–"
ROW_UNIT = "unit"
"""A column of this name says the unit of its row; it is read, not shown."""


OWN_TITLE = "="
"""Before a column's key that is its own title: the values of an assumption, chosen by the reader."""
OWN_SHARES = "%="
"""The same for a column of shares: one for each option of a forecast."""
OWN_FIGURES = "#="
"""The same for a column of figures in whatever unit the table is about, or words where there is none."""


class Column(NamedTuple):
    """One column: its key in the frame and the unit of what stands in it."""

    key: str
    unit: str

    def title(self, language: str) -> str:
        """The heading; a calendar year and a chosen value are their own."""
        for own in (OWN_TITLE, OWN_SHARES, OWN_FIGURES):
            if self.key.startswith(own):
                return self.key.removeprefix(own)
        return self.key if self.key.isdigit() else text(language, f"table.column.{self.key}")


_UNITS = {
    "words": (
        *("actor", "counterpart", "effect", "outcome", "stakeholder", "goal", "proxy", "term", "direction", "reason"),
        *(
            "flow",
            "figure",
            "step",
            "convention",
            "choice",
            "name",
            "status",
            "period",
            "responsible_unit",
            "next_step",
        ),
        *("factor", "role", "source", "year", "price_year", "grounds", "budget"),
        *("moment", "person", "action", "where", "before", "after", "why"),
        *("in_chain", "written", "mark", "group", "was", "became"),
        *("place", "kept", "now", "created", "version", "result"),
        *("for_whom", "odds", "value_chance", "chance_error", "stated", "standing", "dot", "not_above"),
        *("assumption", "today", "lowest", "highest", "alone", "in_all", "border"),
        *("scenario", "in_scenario", "tips_at", "change"),
        *("within", "how", "says", "option", "chance_best", "principle", "item", "stands", "evidence", "mend"),
        *("own", "p10", "p50", "p90", "position"),
        *("judged", "fits_print", "explained_by", "used_convention", "taken_to", "conventions"),
        *("what", "in_intervention", "in_set", "priced_unit", "range", "quality", "whose_figure"),
        *("chance", "how_sure"),
        *("thing", "belongs_to", "last_day", "disposed_of", "kept_for"),
        "evidence_level",
        *("used", "limit_of_rule", "binds", "comes_in", "goes_out"),
        *("of_option", "of_rule", "of_budget", "option_persons", "option_standing"),
        *("stand", "said", "day", "occasion", "kind_of", "heard", "seen_by", "persons", "verdict"),
        *("decision", "owner", "decided_on", "follow_up_on", "followed_up"),
        *("alternative", "rule", "counting_rule", "told", "cheers_item", "chosen_option", "payer_of_step"),
        *("outcome_ratio", "assumed", "measured", "used_now", "weighs"),
        *("value_state", "target_value", "target_decided", "target_reason"),
        *("sheet_row", "sheet_state", "sheet_problem"),
        *("indicator", "seen_group", "seen_actual", "seen_of", "seen_target", "seen_expected", "seen_status"),
        *("promised_units", "delivered_units", "validated_units", "left_units", "fulfilment"),
        *("bidder", "bid_promised", "bid_counted", "measure", "criterion", "level", "motive", "applied", "bid_points"),
        *("asked_for", "method_kept"),
        *("chance_in_best", "in_stated_best", "in_own_choice", "in_robust", "portfolio_kind", "held_options"),
        *("gainer", "goal_options", "goal_reached", "goal_measure", "goal_planned", "goal_followed"),
        *("party", "comes_back", "who_pays", "who_gains", "at_year", "committee", "fund_status", "rests_on"),
        *("per_qaly", "per_qaly_sure", "pays_back", "quadrant", "part", "formula", "with_numbers", "number_unit"),
    ),
    "sek": (
        *("municipality", "region", "state", "one_actor", "income"),
        *("total", "public", "society", "gross", "present_value", "cashable", "amount", "remaining"),
        *("calculated_saving", "welfare_value"),
        *("investment", "value", "net", "pays", "gains", "cumulative", "net_low", "net_high"),
        *("net_assumed", "net_assumed_low", "net_assumed_high", "net_now", "net_now_low", "net_now_high"),
        *("worth", "worth_error", "mean_net"),
        *("offset", "programme_cost", "net_cashable", "more_cost", "net_benefit", "benefit_low", "benefit_high"),
        *("benefit_swing", "willingness", "knowing_all", "in_forecast", "in_ratio", "in_ratio_whole"),
        *("sum_before", "sum_after"),
        *("worst_net", "mean_regret", "high_regret", "cashable_gain", "goal_cost", "goal_value"),
        *("goal_cost_shared", "goal_value_shared"),
        *("pays_today", "gains_counted", "by_gain", "more_by_gain", "by_shapley", "more_by_shapley"),
        *("deposited", "planned_drawn", "actual_drawn", "planned_returned", "actual_returned"),
        *("planned_balance", "expected_balance", "actual_balance", "calculated", "decided", "carried_out"),
        *("whole_cost", "saving_forecast", "saving_counted", "lowered"),
        *("paid_forecast", "paid_now", "gained_forecast", "gained_now", "net_so_far"),
        *("option_cost", "option_value", "option_net", "net_change"),
    ),
    "sek_exact": ("price",),
    "sek_told": (
        *("bid_price", "bid_value", "bid_reference", "bid_judged", "bid_deduction", "bid_comparison", "bid_net"),
        *("unit_worth", "term_value", "criterion_deduction", "delivered_value"),
        *("bid_promises_deduction", "most_deduction", "risk_low", "risk_high"),
    ),
    "share": ("share", "gain_share", "filters_left", "return_share", "return_low", "return_high", "frontier_chance"),
    "qaly": ("qalys", "qalys_assumed", "qalys_now"),
    "tenths": ("case_years", "case_years_assumed", "case_years_now", "bid_ratio"),
    "whole": ("age", "bid_rank", "top_level"),
    "exact": ("exact_value",),
    "ratio": (
        "benefit_cost",
        "interval_low",
        "interval_high",
        "low_end",
        "high_end",
        "middle_value",
        "middle_error",
        "ratio",
        "ratio_cautious",
        "ratio_low",
        "ratio_high",
        "ratio_hopeful",
        "net_ratio",
        *("ratio_at_low", "ratio_at_high", "swing"),
        "own_ratio",
    ),
    "years": ("payback", "horizon"),
    "as_printed": ("printed_figure", "computed_figure", "printed_difference", "stepped_ratio"),
    "number": (
        "sets_alike",
        "figures_matched",
        "missing",
        "number",
        "contribution",
        "changes",
        "left_out",
        "effects_counted",
        *("periods_over", "approved_values", "to_review", "returned_values", "late_values", "target_version"),
    ),
}
COLUMNS = {key: Column(key, unit) for unit, keys in _UNITS.items() for key in keys}


def _short(value: float) -> float:
    """A figure for reading: two decimals, or three significant digits where those would be all noughts."""
    return round(value, 2) if abs(value) >= 0.1 else float(f"{value:.3g}")


_WRITERS = {
    "sek": format_money,
    "share": format_share,
    "ratio": format_ratio,
    "years": format_years,
    "number": format_number,
    "factor": format_number,
    "qaly": partial(format_number, decimals=2),
    "tenths": partial(format_number, decimals=1),
    "whole": partial(format_number, decimals=0),
    "exact": format_number,
    "as_printed": partial(format_number, decimals=2),
    "statistic": lambda language, value: format_number(language, _short(value)),
    "sek_exact": partial(format_money, decimals=2),
    "sek_told": format_amount,
    "ratio_exact": partial(format_number, decimals=4),
    "share_exact": partial(format_share, decimals=None),
}


def column(key: str) -> Column:
    """The declared column of this key; a calendar year is a column of money, a chosen value one of words."""
    if key.startswith((OWN_SHARES, OWN_FIGURES)):
        return Column(key, "share" if key.startswith(OWN_SHARES) else "statistic")
    if key.startswith(OWN_TITLE):
        return Column(key, "words")
    return Column(key, "sek") if key.isdigit() else COLUMNS[key]


def written(language: str, value: object, unit: str) -> str:
    """One cell for reading; nothing known is a dash."""
    if value is None or (not isinstance(value, str) and isna(value)):
        return NOTHING
    return str(value) if unit == "words" or isinstance(value, str) else _WRITERS[unit](language, float(value))


def records(table: DataFrame) -> list[dict[str, object]]:
    """The rows as dictionaries of plain values, as `DataFrame.to_dict("records")` gives them, only sooner."""
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*(table[name].tolist() for name in names), strict=True)]
