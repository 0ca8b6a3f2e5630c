"""Input fields of a fund's account: amounts, amounts by year, shares and rules, and the forms made of them."""

from collections.abc import Mapping

import streamlit as st

from chain.assumption import Mark
from chain.model import Actor, Level
from chain.plan.fund import Criterion, FundAccount, FundRules, Investment, Reduction
from chain.plan.fund_edit import OWN as OWN_RULES
from chain.plan.model import ByYear
from chain.problem import problem
from chain.text import Text
from pages.parts import inputs
from pages.parts.editor import Kind
from pages.parts.fund_desk import DESK
from pages.parts.measures import MONEY, SHARE, WHOLE, Measure
from pages.parts.sheet import Sheet
from pages.parts.words import language, t
from reports.plan.fund import status_name
from reports.texts.fund_places import element_name, fund_label
from reports.texts.numbers import format_money

LEAST_YEARS, MOST_YEARS = 5, 15
MOST_CRITERIA = 30


def label(name: str) -> str:
    """What a field of an account is called."""
    return fund_label(language(), name)


def amount(sheet: Sheet, name: str, old: float | None, *, required: bool = False) -> float | None:
    """Money from nought; None while the field is empty."""
    raw = sheet.line(name, label(name), MONEY.prefill(language(), old), max_chars=40)
    found = _from_nought(sheet, name, inputs.number(sheet, name, raw, MONEY.parse, required=required))
    if found is not None:
        st.caption(t("figure.understood", value=MONEY.show(language(), found)))
    return found


def _from_nought(sheet: Sheet, name: str, found: float | None) -> float | None:
    """The amount; one below nought is told to be wrong, and holds the saving back."""
    if found is None or found >= 0:
        return found
    sheet.report(problem("fund.below_nought", f"{sheet.form}/{name}"))
    return None


def _limited(sheet: Sheet, name: str, old: float | None, measure: Measure, least: float, most: float) -> float | None:
    """A number of the rules within bounds; None while the field is empty, which says that there is no such rule."""
    raw = sheet.line(name, label(name), measure.prefill(language(), old), max_chars=40)
    found = inputs.number(sheet, name, raw, measure.parse)
    if found is not None and not least <= found <= most:
        told = {"low": measure.show(language(), least), "high": measure.show(language(), most)}
        sheet.report(problem("fund.bounds", f"{sheet.form}/{name}", **told))
        return old
    return found


def by_year(sheet: Sheet, name: str, old: ByYear, years: range) -> ByYear:
    """An amount a calendar year; an empty year has none."""
    values: dict[int, float] = {}
    st.markdown(f"**{label(name)}**")
    with st.container(horizontal=True, key=f"years-{sheet.form}-{name}".replace("/", "-")):
        for year in sorted({*years, *old.values}):
            field = f"{name}.{year}"
            title = t("figure.year_of", field=label(name), year=year)
            raw = sheet.line(field, title, MONEY.prefill(language(), old.values.get(year)), width=170)
            found = _from_nought(sheet, field, inputs.number(sheet, field, raw, MONEY.parse))
            if found is not None:
                values[year] = found
    if values:
        total = MONEY.show(language(), sum(values.values()))
        st.caption(t("figure.series_understood", total=total, count=len(values)))
    return ByYear(values=values)


def years_of(fund: FundAccount) -> range:
    """The years that fields are drawn for: from the first, some ahead of the last that anything is said of."""
    moved = [*fund.deposits.values, *(each.year for each in fund.reductions)]
    for each in fund.investments:
        moved += [*each.planned_draws.values, *each.actual_draws.values, *each.whole_cost.values]
    last = max(moved, default=fund.start_year) + 1
    return range(fund.start_year, min(max(last, fund.start_year + LEAST_YEARS - 1), fund.start_year + MOST_YEARS) + 1)


def own(sheet: Sheet, fund: FundAccount) -> Mapping[str, object]:
    """The account's own fields: name, first year, what it began with, what was put in later."""
    return {
        "name": inputs.text(sheet, "name", fund.name, required=True, label=label("name")),
        "start_year": inputs.year(sheet, "start_year", fund.start_year, required=True, label=label("start_year")),
        "size_sek": amount(sheet, "size_sek", fund.size_sek, required=True),
        "deposits": by_year(sheet, "deposits", fund.deposits, years_of(fund)),
    }


OWN = ("name", "start_year", "size_sek", "deposits")


def rules(sheet: Sheet, fund: FundAccount) -> Mapping[str, object]:
    """What the fund's rules say; what is left empty they say nothing of."""
    old = fund.rules
    shares = ("frame_reduction_share", "returned_share", "most_fund_share")
    given = {
        "id": old.id,
        "name": old.name,
        "words": inputs.text(sheet, "words", old.words, long=True, label=label("words")),
        **{name: _limited(sheet, name, getattr(old, name), SHARE, 0, 1) for name in shares},
        "most_years": _limited(sheet, "most_years", old.most_years, WHOLE, 1, 100),
        "most_sek_a_year": amount(sheet, "most_sek_a_year", old.most_sek_a_year),
        "least_organisations": _limited(sheet, "least_organisations", old.least_organisations, WHOLE, 1, 100),
        "criteria": _criteria(sheet, old.criteria),
        "source": inputs.line(sheet, "source", old.source, label=label("source")),
        "url": inputs.line(sheet, "url", old.url, label=label("url")),
        "mark": Mark(inputs.choice(sheet, "mark", old.mark, inputs.members("mark", Mark), label=label("mark"))),
    }
    new = FundRules.model_validate(given)
    return {"rules": old if new == old else new.model_copy(update={"id": OWN_RULES, "name": Text()})}


def _criteria(sheet: Sheet, old: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """Criteria, one on each line; a line that stands as it stood keeps its id and its other language."""
    known = {each.name.into(language()): each for each in old}
    typed = sheet.words("criteria", label("criteria"), "\n".join(known), help=t("fund.criteria_help"))
    found, taken = [], {each.id for each in old}
    for line in filter(None, map(str.strip, typed.splitlines()[:MOST_CRITERIA])):
        unfit = inputs.unkept(f"{sheet.form}/criteria", line)
        if unfit:
            sheet.report(unfit)
            return old
        number = next(n for n in range(1, MOST_CRITERIA * 2 + 1) if f"criterion-{n}" not in taken)
        each = known.get(line) or Criterion(id=f"criterion-{number}", name=Text(**{language(): line}))
        taken.add(each.id)
        found.append(each)
    return tuple(dict.fromkeys(found))


# --- what the account is made of --------------------------------------------------------------------------------------


def _investment(sheet: Sheet, fund: FundAccount, old: Investment) -> Mapping[str, object]:
    actors, years = inputs.named(fund.actors), years_of(fund)
    given = {
        "name": inputs.text(sheet, "name", old.name, required=True, label=label("name")),
        "committee_id": inputs.choice(sheet, "committee_id", old.committee_id, actors, optional=True,
                                      label=label("committee_id")),
        "organisation_ids": inputs.choices(sheet, "organisation_ids", old.organisation_ids, actors,
                                           label=label("organisation_ids")),
    }  # fmt: skip
    for name in ("planned_draws", "actual_draws", "whole_cost"):
        given[name] = by_year(sheet, name, getattr(old, name), years)
    if fund.rules.criteria:
        criteria = inputs.named(fund.rules.criteria)
        given["met_ids"] = inputs.choices(sheet, "met_ids", old.met_ids, criteria, label=label("met_ids"))
    return given


def _reduction(sheet: Sheet, fund: FundAccount, old: Reduction) -> Mapping[str, object]:
    investments, actors = inputs.named(fund.investments), inputs.named(fund.actors)
    return {
        "investment_id": inputs.choice(sheet, "investment_id", old.investment_id, investments,
                                       label=label("investment_id")),
        "committee_id": inputs.choice(sheet, "committee_id", old.committee_id, actors, label=label("committee_id")),
        "year": inputs.year(sheet, "year", old.year, required=True, label=label("year")),
        "calculated_sek": amount(sheet, "calculated_sek", old.calculated_sek, required=True),
        "decided_sek": amount(sheet, "decided_sek", old.decided_sek),
        "decided_on": inputs.day(sheet, "decided_on", old.decided_on, label=label("decided_on")),
        "decision": inputs.line(sheet, "decision", old.decision, label=label("decision")),
        "carried_out_sek": amount(sheet, "carried_out_sek", old.carried_out_sek),
    }  # fmt: skip


def _actor(sheet: Sheet, _: FundAccount, old: Actor) -> Mapping[str, object]:
    return {
        "name": inputs.text(sheet, "name", old.name, required=True, label=label("name")),
        "level": inputs.choice(sheet, "level", old.level, inputs.members("level", Level), label=label("level")),
    }


def _about_investment(fund: FundAccount, each: Investment) -> str:
    draws = each.planned_draws.values
    amount = format_money(language(), sum(draws.values()))
    drawn = t("fund.draws_in_all", amount=amount) if draws else t("fund.draws_open")
    committee = each.committee_id and element_name(fund, "actors", each.committee_id, language())
    return " · ".join(filter(None, (committee, drawn)))


def _about_reduction(fund: FundAccount, each: Reduction) -> str:
    """How far it has come, the amount that goes with that, because of what, and by which decision."""
    latest = next(sek for sek in (each.carried_out_sek, each.decided_sek, each.calculated_sek) if sek is not None)
    because = element_name(fund, "investments", each.investment_id, language())
    decided = each.decision if each.decided_sek is not None else ""
    return " · ".join(filter(None, (status_name(each.status, language()), format_money(language(), latest), because,
                                    decided)))  # fmt: skip


def _blank_reduction(fund: FundAccount, ident: str) -> Reduction:
    first = fund.investments[0]
    committee = first.committee_id or fund.actors[0].id
    return Reduction(id=ident, investment_id=first.id, committee_id=committee, year=fund.start_year, calculated_sek=0)


INVESTMENTS = Kind("investments", _investment, lambda ident: Investment(id=ident), _about_investment, desk=DESK)
ACTORS = Kind(
    "actors", _actor, lambda ident: Actor(id=ident, name=Text(), level=Level.MUNICIPALITY),
    lambda _, each: t(f"level.{each.level}"), desk=DESK,
)  # fmt: skip


def reductions(fund: FundAccount) -> Kind:
    """Lower frames: one can be added once there is an investment and a committee for it to be about."""
    return Kind(
        "reductions", _reduction, lambda ident: _blank_reduction(fund, ident), _about_reduction, desk=DESK,
        adds=bool(fund.investments and fund.actors),
        title=lambda of, each: element_name(of, "reductions", each.id, language()),
    )  # fmt: skip
