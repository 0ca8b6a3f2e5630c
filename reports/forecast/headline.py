"""A forecast in sentences, money first: what goes in, what comes out, who pays, who gains, when, how sure."""

from collections.abc import Iterator

from reports.forecast.beaten import beaten_words
from reports.forecast.names import (
    PUBLIC_LEVELS,
    comparator_name,
    level,
    of_purse,
    option_name,
    payers_of,
    purse,
    rule_name,
)
from reports.forecast.stamp import Beside
from reports.forecast.tables import Sides
from reports.forecast.words import (
    format_tenths,
    in_brackets,
    interval_words,
    named,
    per_qaly_sure,
    per_qaly_words,
    qalys_words,
)
from reports.sureness import chance_words, odds, per_krona
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_years
from sroi.forecast.child_results import AtHorizon, Balance, OptionResult
from sroi.forecast.child_sure import Certainty
from sroi.forecast.decision import Quadrant
from sroi.forecast.worth import PRICED


def headline(beside: Beside, option_id: str, sides: Sides, language: str) -> tuple[str, ...]:
    """One option, one perspective, one horizon. Ratios only with their interval, and none where there is no cost."""
    option = beside.forecast.of(option_id)
    return (
        *goes_in(beside, option, language),
        comes_out(beside, option, language),
        *who(beside, option, language),
        *when(beside, option, language),
        health(beside, option, language),
        *how_sure(beside, option, language),
        *lasts(beside, option_id, sides, language),
    )


def said_of(beside: Beside, option_id: str, language: str) -> dict[str, str]:
    """The words that every sentence needs: which option, against what, whose money, how far ahead."""
    return {
        "option": option_name(beside.comparison, option_id, language),
        "comparator": _lower(comparator_name(beside.comparison, language)),
        "whose": of_purse(beside.perspective, language),
        "horizon": format_years(language, beside.years),
    }


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


# --- what goes in, what comes out ---


def goes_in(beside: Beside, option: OptionResult, language: str) -> Iterator[str]:
    """What the programme costs all who pay for it, in all and for each child who begins; parents' time by itself."""
    paid = sum(payer.cost for payer in option.at(beside.years).payers)
    said = said_of(beside, option.option_id, language)
    children = format_number(language, round(option.begin, 1))
    each = format_money(language, paid / option.begin) if option.begin > 0 else None
    if paid <= 0 or each is None:
        yield text(language, "prognosis.headline.in_nothing", option=said["option"])
    else:
        yield text(language, "prognosis.headline.in", option=said["option"], children=children, each=each,
                   cost=format_money(language, paid))  # fmt: skip
    if option.parents_sek > 0:
        yield text(language, "prognosis.headline.parents", amount=format_money(language, option.parents_sek))


def comes_out(beside: Beside, option: OptionResult, language: str) -> str:
    """Years with the problem averted, what costs fall by, and how much of it can leave a budget."""
    at = option.at(beside.years)
    balance, said = at.of(beside.perspective), said_of(beside, option.option_id, language)
    years = format_number(language, at.case_years, 1)
    if balance.offset < 0:
        rise = format_money(language, -balance.offset)
        return text(language, "prognosis.headline.out_worse", years=years, rise=rise, **said)
    amounts = {"offset": format_money(language, balance.offset), "cashable": format_money(language, balance.cashable)}
    certainty = beside.sure and beside.sure.of(option.option_id, beside.perspective, beside.years)
    within = in_brackets(language, certainty and certainty.offset)
    return text(language, "prognosis.headline.out", years=years, within=within, **amounts, **said)


# --- who pays, who gains ---


def who(beside: Beside, option: OptionResult, language: str) -> Iterator[str]:
    """Every payer's own balance; then the net of the perspective, and of its cashable money alone."""
    at, said = option.at(beside.years), said_of(beside, option.option_id, language)
    items = [_payer(each, at, language) for each in payers_of(beside.comparison) if _moves(at, each)]
    if items:
        yield text(language, "prognosis.headline.payers", list="; ".join(items), horizon=said["horizon"])
    balance = at.of(beside.perspective)
    net, cashable = (format_money(language, each) for each in (balance.net, balance.net_cashable))
    certainty = beside.sure and beside.sure.of(option.option_id, beside.perspective, beside.years)
    within = in_brackets(language, certainty and certainty.net)
    yield text(language, "prognosis.headline.net", net=net, within=within, cashable=cashable, **said)
    yield from ratio_lines(beside, option, balance, language)


def _moves(at: AtHorizon, whose: str) -> bool:
    payer = next((each for each in at.payers if each.level.value == whose), None)
    return payer is not None and bool(round(payer.cost) or round(payer.offset))


def _payer(whose: str, at: AtHorizon, language: str) -> str:
    payer = next(each for each in at.payers if each.level.value == whose)
    name = purse(whose, language) if whose in PUBLIC_LEVELS else level(whose, language)
    said = {name: format_money(language, getattr(payer, name)) for name in ("cost", "offset", "net")}
    return text(language, "prognosis.headline.payer", who=_lower(name), **said)


def ratio_lines(beside: Beside, option: OptionResult, balance: Balance, language: str) -> Iterator[str]:
    """What comes back on each krona with its interval; or why no ratio is told."""
    certainty = beside.sure and beside.sure.of(option.option_id, beside.perspective, beside.years)
    said = said_of(beside, option.option_id, language)
    if balance.cost <= 0:
        yield text(language, "prognosis.headline.ratio_free", whose=named(beside.perspective, language))
    elif balance.offset < 0:
        yield text(language, "prognosis.headline.ratio_harm", **said)
    elif certainty and certainty.benefit_cost and certainty.benefit_cost.varies:
        within = interval_words(language, certainty.benefit_cost, per_krona)
        ratio = per_krona(language, balance.benefit_cost)
        yield text(language, "prognosis.headline.ratio", ratio=ratio, within=within, **said)
    else:
        yield text(language, "prognosis.headline.ratio_unsure")


# --- when ---


def when(beside: Beside, option: OptionResult, language: str) -> Iterator[str]:
    """When what was paid has come back, for the perspective and for every public payer that pays."""
    longest = format_years(language, beside.forecast.horizons[-1])
    paying = [each for each in payers_of(beside.comparison) if _pays(option, each, beside.years)]
    for whose in dict.fromkeys((beside.perspective, *paying)):
        if whose == beside.perspective and not _pays(option, whose, beside.years):
            continue
        found, name = option.payback(whose), named(whose, language)
        if found.discounted_years is None:
            yield text(language, "prognosis.headline.never_back", who=name, longest=longest)
        else:
            years = format_tenths(language, found.discounted_years)
            yield text(language, "prognosis.headline.back", who=name, years=years)


def _pays(option: OptionResult, whose: str, years: int) -> bool:
    at = option.at(years)
    costs = {each.level.value: each.cost for each in at.payers} | {each.perspective: each.cost for each in at.balances}
    return costs.get(whose, 0.0) > 0


# --- health ---


def health(beside: Beside, option: OptionResult, language: str) -> str:
    """QALYs, and what one costs, or the word in its place; always with where the draws lie."""
    balance = option.at(beside.years).of(beside.perspective)
    said = said_of(beside, option.option_id, language)
    certainty = beside.sure and beside.sure.of(option.option_id, beside.perspective, beside.years)
    within = in_brackets(language, certainty and certainty.qalys, qalys_words)
    found = balance.per_qaly
    parts = [
        text(language, "prognosis.headline.qalys", qalys=qalys_words(language, balance.qalys), within=within, **said)
    ]
    if found.quadrant not in PRICED:
        parts.append(text(language, f"prognosis.headline.quadrant.{found.quadrant}", **said))
    elif standing := beaten_words(beside, option.option_id, beside.years, language):
        parts.append(text(language, "prognosis.headline.per_qaly_beaten", standing=standing))
    elif certainty is None:
        parts.append(text(language, "prognosis.headline.per_qaly_unsure"))
    else:
        parts.append(_priced(balance, certainty, language, said))
    threshold = format_money(language, beside.comparison.decision.threshold_sek.value)
    benefit = format_money(language, balance.net_benefit)
    parts.append(text(language, "prognosis.headline.net_benefit", threshold=threshold, benefit=benefit, **said))
    return " ".join(parts)


def _priced(balance: Balance, certainty: Certainty, language: str, said: dict[str, str]) -> str:
    gains = balance.per_qaly.quadrant is Quadrant.COSTS_AND_GIVES_MORE
    key = "prognosis.headline.per_qaly" if gains else "prognosis.headline.per_qaly_given_up"
    amount, within = per_qaly_words(language, balance.per_qaly), per_qaly_sure(language, certainty)
    return text(language, key, amount=amount, within=within, **said)


# --- how sure, and how long it lasts ---


def how_sure(beside: Beside, option: OptionResult, language: str) -> Iterator[str]:
    """How probable it is that the perspective saves more than it pays, and that the health is worth its cost."""
    if beside.sure is None:
        yield text(language, "prognosis.headline.no_draws")
        return
    found = beside.sure.of(option.option_id, beside.perspective, beside.years)
    said = said_of(beside, option.option_id, language)
    if not found.net.varies:
        yield text(language, "prognosis.headline.nothing_varies")
        return
    share = chance_words(language, found.gain)
    yield text(language, "prognosis.headline.gain", odds=odds(language, found.gain.share), share=share, **said)
    worth = chance_words(language, found.beneficial)
    threshold = format_money(language, beside.sure.threshold_sek)
    yield text(language, "prognosis.headline.beneficial", share=worth, threshold=threshold)
    outside = beside.sure.outside.get(option.option_id, 0)
    if outside:
        count, draws = (format_number(language, each, 0) for each in (outside, beside.sure.draws))
        yield text(language, "prognosis.headline.outside", count=count, draws=draws)


def lasts(beside: Beside, option_id: str, sides: Sides, language: str) -> Iterator[str]:
    """The net under every rule for how the effect lasts: the figure that most often decides."""
    results = sides.get(option_id, ())
    if len(results) < 2:
        yield text(language, "prognosis.headline.one_rule")
        return
    items = (
        text(
            language, "prognosis.headline.rule",
            rule=rule_name(beside.comparison, option_id, each.persistence_id, language),
            net=format_money(language, each.at(beside.years).of(beside.perspective).net),
        )
        for each in results
    )  # fmt: skip
    yield text(language, "prognosis.headline.rules", list="; ".join(items), **said_of(beside, option_id, language))
