"""Sentences of the headline: who pays and gains, each budget by itself, payback, kinds of value, what stands beside."""

from collections.abc import Iterable

from chain.model import Chain, by_id
from chain.problem import Severity
from reports.sureness import Sure, short_interval
from reports.texts import text
from reports.texts.numbers import format_money, format_ratio, format_years
from reports.whose import whose
from sroi.breakdown import optional_effects
from sroi.perspective import LEVELS, members_of
from sroi.results import ActorResult, Result, Total


def _sek(language: str, amount: float) -> str:
    return format_money(language, float(amount))


# Who pays and who gains


def who(result: Result, chain: Chain, language: str, perspective: str) -> Iterable[str]:
    """Those who pay, gain, lose, and get back less than they put in; those whose income exceeds what they put in."""
    counted, names = _counted(result, chain, language, perspective)
    groups = {
        "payers": [(each, each.investment) for each in counted if each.investment > 0],
        "gainers": [(each, each.value) for each in counted if each.value > 0],
    }
    yield from _groups(groups, names, language)
    yield from who_lacks(result, chain, language, perspective)


def who_lacks(result: Result, chain: Chain, language: str, perspective: str) -> Iterable[str]:
    """Of them those who lose, get back less than they put in, or have more income than they put in."""
    counted, names = _counted(result, chain, language, perspective)
    known = result.total(perspective).investment_known
    groups = {
        "losers": [(each, each.value) for each in counted if each.value < 0],
        "short": [(each, each.net) for each in counted if known and each.investment > 0 and each.net < 0],
    }
    yield from _groups(groups, names, language)
    for each in counted:
        if round(float(each.investment)) < 0:
            more = _sek(language, -each.investment)
            yield text(language, "headline.more_in", who=names[each.actor_id], amount=more)


def _counted(result: Result, chain: Chain, language: str, perspective: str) -> tuple[list[ActorResult], dict[str, str]]:
    """Those whose money the perspective counts, and what every actor is called."""
    members = members_of(chain, perspective)
    counted = [each for each in result.actors if each.actor_id in members]
    return counted, {each_id: actor.name.into(language) for each_id, actor in by_id(chain.actors).items()}


def _groups(groups: dict[str, list[tuple[ActorResult, float]]], names: dict[str, str], language: str) -> Iterable[str]:
    for key, found in groups.items():
        if found:
            yield text(language, f"headline.{key}", list=_listed(found, names, language))


def _listed(members: list[tuple[ActorResult, float]], names: dict[str, str], language: str) -> str:
    ordered = sorted(members, key=lambda member: -abs(member[1]))
    shown = {each.actor_id: _sek(language, amount) for each, amount in ordered}
    return ", ".join(text(language, "headline.item", who=names[who], amount=amount) for who, amount in shown.items())


# Each budget by itself


def budgets(result: Result, chain: Chain, language: str, sure: Sure | None = None) -> Iterable[str]:
    """For every level that pays: what it gets back itself, and what other public budgets gain that does not return."""
    levels = {level: result.total(level) for level in LEVELS}
    paying = [total for total in levels.values() if round(float(total.investment)) > 0]
    for total in paying:
        said = {"who": whose(total.perspective, chain, language), "pays": _sek(language, total.investment)}
        said["gains"] = _sek(language, total.value)
        if total.ratio is None:
            yield text(language, "headline.own_unknown", **said)
        else:
            within = short_interval(language, sure, total.perspective)
            yield text(language, "headline.own", ratio=format_ratio(language, float(total.ratio)) + within, **said)
    if len(paying) == 1:
        payer = whose(paying[0].perspective, chain, language)
        for total in levels.values():
            if total is not paying[0] and round(float(total.value)) > 0:
                gains = _sek(language, total.value)
                gainer = _first_large(whose(total.perspective, chain, language))
                yield text(language, "headline.elsewhere", who=gainer, gains=gains, payer=payer)


def _first_large(words: str) -> str:
    return words[:1].upper() + words[1:]


# When it has come back


def payback(result: Result, total: Total, language: str) -> Iterable[str]:
    """When benefits make up for the investment, all counted and freed money alone; or why that cannot be told."""
    horizon = format_years(language, result.settings.horizon_years)
    why = _no_verdict(result, total)
    if why:
        named = whose(total.perspective, result.run.chain, language)
        reason = text(language, f"headline.no_verdict.{why}", whose=named)
        yield text(language, "headline.payback_unknown", why=reason)
        return
    if total.payback is None:
        yield text(language, "headline.no_payback", horizon=horizon)
        return
    soft = round(float(total.calculated_saving + total.welfare_value)) > 0
    years = format_years(language, float(total.payback.years))
    yield text(language, "headline.payback_soft" if soft else "headline.payback", years=years)
    if soft and total.perspective != "society":
        yield _on_freed_money(result, total, language, horizon)


def _no_verdict(result: Result, total: Total) -> str:
    """Why payback cannot be told, or an empty string."""
    if not total.investment_known:
        return "unknown"
    if not result.effects and round(float(total.value)) == 0:
        return "nothing_valued"
    if total.investment <= 0:
        return "nothing_paid"
    left_out = any(found.severity is Severity.ERROR for found in result.excluded)
    return "left_out" if left_out and total.payback is None else ""


def _on_freed_money(result: Result, total: Total, language: str, horizon: str) -> str:
    found = result.cashable_payback(total.perspective)
    if found is None:
        return text(language, "headline.cashable_never", horizon=horizon)
    return text(language, "headline.cashable_payback", years=format_years(language, float(found.years)))


# What kind of value it is


def kinds(result: Result, total: Total, language: str) -> Iterable[str]:
    """Money that can leave a budget, by budget; other savings; value to others; and whether freed money is enough."""
    amounts = (total.cashable, total.calculated_saving, total.welfare_value)
    cashable, calculated, welfare = (_sek(language, amount) for amount in amounts)
    said = {"cashable": cashable, "budgets": _by_budget(result, total, language), "calculated": calculated}
    if round(float(total.welfare_value)):
        yield text(language, "headline.kinds", welfare=welfare, **said)
    else:
        yield text(language, "headline.kinds_public", **said)
    missing = float(-total.net_of_cashable)
    if total.perspective != "society" and total.investment_known and total.investment > 0 and round(missing) > 0:
        yield text(language, "headline.cashable_short", missing=_sek(language, missing))


def _by_budget(result: Result, total: Total, language: str) -> str:
    """The cashable money of each level, in brackets, where there is more than one."""
    if total.perspective not in ("public", "society"):
        return ""
    levels = [each for each in map(result.total, LEVELS) if round(float(each.cashable))]
    if len(levels) < 2:
        return ""
    named = [(whose(each.perspective, result.run.chain, language), _sek(language, each.cashable)) for each in levels]
    items = [text(language, "headline.item", who=who, amount=amount) for who, amount in named]
    return text(language, "headline.by_budget", list=", ".join(items))


# What stands beside the ratio


def beside(result: Result, chain: Chain, language: str) -> Iterable[str]:
    """Outcomes without a price, optional values outside the base case, and effects that lack information."""
    without = sum(reason in ("chosen", "none") for reason in reasons_beside(result, chain).values())
    if without:
        yield text(language, "headline.unpriced", count=without, all=len(chain.outcomes))
    optional = optional_effects(result)
    if optional:
        amount = _sek(language, sum(effect.present_value for effect in optional))
        key = "headline.optional_one" if len(optional) == 1 else "headline.optional"
        yield text(language, key, count=len(optional), amount=amount)
    missing = {found.place.split("/")[1] for found in result.excluded if found.severity is Severity.ERROR}
    if missing:
        key = "headline.excluded_one" if len(missing) == 1 else "headline.excluded"
        yield text(language, key, count=len(missing))


def reasons_beside(result: Result, chain: Chain) -> dict[str, str]:
    """Outcomes that no counted effect values, and why: `chosen`, `optional`, `incomplete`, or `none` without price."""
    counted = {effect.outcome_id for effect in result.effects}
    asked = {effect.outcome_id for effect in chain.effects if effect.in_base_case or result.settings.with_optional}
    optional = {effect.outcome_id for effect in chain.effects}
    found = {}
    for outcome in chain.outcomes:
        if outcome.id not in counted:
            kind = "incomplete" if outcome.id in asked else "optional" if outcome.id in optional else "none"
            found[outcome.id] = kind if outcome.valued else "chosen"
    return found
