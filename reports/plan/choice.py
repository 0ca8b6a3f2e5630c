"""The choice in words: what is best and why nothing beats it, what limits it, and what another choice would cost."""

from collections.abc import Iterator

from chain.model import by_id
from chain.plan.model import Aim, Objective, Portfolio
from reports.plan.names import budget_name, money, named, option_names, rule_name
from reports.texts import text
from reports.texts.numbers import format_number, format_years
from sroi.plan.choosing import Chosen, Margin, Tight
from sroi.plan.clash import Clash
from sroi.plan.portfolio import Beside, Plan


def whose(portfolio: Portfolio, language: str) -> str:
    """Whose value the aim counts, inside a sentence."""
    objective = portfolio.objective
    if objective.aim is not Aim.NET_VALUE:
        return text(language, f"allocation.whose.{objective.aim}")
    if objective.actor_id is not None:
        who = named(portfolio, "actors", objective.actor_id, language)
        return text(language, "allocation.perspective.one_actor", who=who)
    return text(language, f"allocation.perspective.{objective.perspective}")


def best_sentences(portfolio: Portfolio, best: Chosen, language: str) -> tuple[str, str]:
    """What is best; and what it costs and gives, over which years, for whom, and that nothing beats it."""
    if not best.option_ids:
        return text(language, "allocation.best_nothing"), text(language, "allocation.best_nothing_why")
    names = option_names(portfolio, best.option_ids, language)
    head = text(language, f"allocation.best.{portfolio.objective.aim}", options=names)
    return head, text(
        language,
        "allocation.best_amounts",
        years=format_years(language, portfolio.conventions.horizon_years),
        start=str(portfolio.start_year),
        whose=whose(portfolio, language),
        **_amounts(best, language),
    )


def _amounts(of: Chosen, language: str) -> dict[str, str]:
    return {name: money(language, getattr(of, f"{name}_sek")) for name in ("cost", "gain", "net")}


def ratio_sentence(portfolio: Portfolio, found: Beside, language: str) -> str:
    """What sorting by ratio alone would have chosen, and what that would cost."""
    names = option_names(portfolio, found.portfolio.option_ids, language)
    told = text(language, "allocation.by_ratio", options=names, **_amounts(found.portfolio, language))
    if found.price_sek is None:
        return told
    key = "allocation.by_ratio_less" if found.price_sek > 0 else "allocation.by_ratio_same"
    return f"{told} {text(language, key, price=money(language, found.price_sek))}"


def second_sentence(portfolio: Portfolio, plan: Plan, language: str) -> str:
    """The best choice but one, and how close it comes."""
    if plan.second is None or plan.best is None:
        return text(language, "allocation.no_second")
    names = option_names(portfolio, plan.second.option_ids, language)
    behind = money(language, plan.best.net_sek - plan.second.net_sek)
    return text(language, "allocation.second", options=names, net=money(language, plan.second.net_sek), behind=behind)


def tight_sentences(portfolio: Portfolio, plan: Plan, language: str) -> list[str]:
    """The rules that hold the best choice back, and what a little more room would give."""
    found = [_tight(portfolio, each, language) for each in plan.tight]
    return found or [text(language, "allocation.nothing_binds")]


def _tight(portfolio: Portfolio, of: Tight, language: str) -> str:
    rule = rule_name(portfolio, of.name, language)
    if of.unit == "whole":
        return text(language, "allocation.tight_whole", rule=rule, gain=money(language, of.drop_gain_sek))
    room = _room(portfolio, of, of.unit_size, language)
    if of.is_binding:
        return text(language, "allocation.tight", rule=rule, room=room, gain=money(language, of.unit_gain_sek))
    least = _room(portfolio, of, of.least or 0.0, language)
    return text(language, "allocation.tight_later", rule=rule, room=room, least=least)


def _room(portfolio: Portfolio, of: Tight, size: float, language: str) -> str:
    """How much more room, in the rule's own unit."""
    if of.unit == "sek":
        return money(language, size)
    count = format_number(language, round(size, 6))
    if of.unit == "capacity":
        held = by_id(portfolio.capacities)[of.name.split("/")[1]]
        return f"{count} {held.unit.into(language) or held.name.into(language)}"
    return text(language, f"allocation.unit.{of.unit}{'_one' if size == 1 else ''}", count=count)


def margin_sentence(portfolio: Portfolio, margin: Margin, language: str) -> str:
    """*One million more would give … ; one million less would cost …*."""
    key = "allocation.margin_more" if margin.change_sek > 0 else "allocation.margin_less"
    if margin.gain_sek is None:
        key = "allocation.margin_impossible"
    elif not margin.gain_sek:
        key = "allocation.margin_none_more" if margin.change_sek > 0 else "allocation.margin_none_less"
    return text(
        language,
        key,
        step=money(language, abs(margin.change_sek)),
        amount=money(language, abs(margin.gain_sek or 0.0)),
        came=option_names(portfolio, margin.came_in, language),
        went=option_names(portfolio, margin.went_out, language),
    )


def margin_lines(portfolio: Portfolio, plan: Plan, language: str) -> list[str]:
    """A step more and a step less of each budget; with its name where there are several."""
    several = len(plan.margins) > 2
    found = []
    for each in plan.margins:
        said = margin_sentence(portfolio, each, language)
        name = budget_name(portfolio, each.name.removeprefix("budgets/"), language)
        found.append(f"{name}: {said}" if several else said)
    return found


def clash_lines(portfolio: Portfolio, clash: Clash, language: str) -> Iterator[str]:
    """Why nothing can be chosen, and the rules that cannot all hold."""
    told = "one" if len(clash.names) == 1 else "smallest" if clash.is_smallest else "some"
    yield text(language, f"allocation.clash_{told}")
    for each in clash.names:
        yield rule_name(portfolio, each, language)


def price_sentence(portfolio: Portfolio, own: Beside, language: str) -> str:
    """What the own choice costs against the best one, in so many words."""
    if own.price_sek is None:
        return text(language, "allocation.own_alone", **_amounts(own.portfolio, language))
    if not own.added and not own.dropped:
        return text(language, "allocation.own_is_best")
    swapped = {
        "added": option_names(portfolio, own.added, language),
        "dropped": option_names(portfolio, own.dropped, language),
    }
    key = "allocation.own_costs" if own.price_sek > 0 else "allocation.own_gives"
    if own.price_sek == 0:
        key = "allocation.own_same"
    return text(language, key, price=money(language, abs(own.price_sek)), **swapped)


def broken_lines(portfolio: Portfolio, own: Beside, language: str) -> list[str]:
    """The rules that the own choice does not keep within."""
    return [rule_name(portfolio, name, language) for name, _ in own.broken]


def aim_words(objective: Objective, language: str) -> str:
    """What the aim is called."""
    return text(language, f"portfolio_aim.{objective.aim}")
