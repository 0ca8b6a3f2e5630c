"""Changes to a portfolio, each as a pure function: no link is left pointing at nothing."""

from collections.abc import Iterator

from chain import edit
from chain.assumption import Frozen
from chain.plan.checks.looked import KINDS, REFERS
from chain.plan.model import ByYear, Choice, Option, Portfolio, Standing
from chain.text import Text


def without_element(portfolio: Portfolio, kind: str, element_id: str) -> Portfolio:
    """The portfolio without this element, and without what pointed at it.

    A rule that is about the element alone goes with it; from a list of several it is taken out.
    """
    update: dict[str, object] = {}
    for name in KINDS:
        elements = getattr(portfolio, name)
        left = elements if name != kind else tuple(each for each in elements if each.id != element_id)
        update[name] = tuple(filter(None, (_unlinked(each, kind, element_id) for each in left)))
    for name in ("objective", "choice"):
        held = getattr(portfolio, name)
        update[name] = held and _unlinked(held, kind, element_id)
    if kind == "actors" and portfolio.objective.actor_id == element_id:
        update["objective"] = update["objective"].model_copy(update={"perspective": "society"})
    return portfolio.model_copy(update=update)


def users_of(portfolio: Portfolio, kind: str, element_id: str) -> list[tuple[str, Frozen]]:
    """The named elements that point at this one, as (kind, element)."""
    return [
        (name, each)
        for name in KINDS
        for each in getattr(portfolio, name)
        if hasattr(each, "name") and each.id != element_id and _unlinked(each, kind, element_id) != each
    ]


def _unlinked(holder: Frozen, kind: str, element_id: str) -> Frozen | None:
    """The holder without the link; None where it is about nothing else."""
    update: dict[str, object] = {}
    for field in type(holder).model_fields:
        value = getattr(holder, field)
        if REFERS.get(field) == kind:
            if value == element_id:
                if type(holder).model_fields[field].default is not None or field == "payer_id":
                    return None
                update[field] = None
            elif isinstance(value, tuple) and element_id in value:
                update[field] = tuple(each for each in value if each != element_id)
        elif isinstance(value, tuple) and value and isinstance(value[0], Frozen):
            update[field] = tuple(filter(None, (_unlinked(each, kind, element_id) for each in value)))
    return holder.model_copy(update=update) if update else holder


def free_id(taken: Iterator[str] | list[str], wanted: str) -> str:
    """The wanted id, or with a number after it where it is taken."""
    known = set(taken)
    count = 1
    found = wanted
    while found in known:
        count += 1
        found = f"{wanted}-{count}"
    return found


def scaled(portfolio: Portfolio, option_id: str, share: float) -> Portfolio:
    """The portfolio with one option more: the same project on another scale, of which at most one may be chosen.

    Every amount, use, reach and planned effect is that share of the option's own. Raises KeyError where there is no
    such option.
    """
    old = edit.element(portfolio, "options", option_id)
    if old is None:
        raise KeyError(option_id)
    project = old.project_id or old.id
    whole = old.model_copy(update={"project_id": project, "scale_share": old.scale_share or 1.0})
    new_id = free_id([each.id for each in portfolio.options], f"{old.id}-{round(share * 100)}")
    variant = _scaled(whole, share).model_copy(update={"id": new_id, "standing": Standing.FREE,
                                                       "standing_reason": Text()})  # fmt: skip
    return edit.with_element(edit.with_element(portfolio, "options", whole), "options", variant)


def _scaled(option: Option, share: float) -> Option:
    def times(amounts: ByYear) -> ByYear:
        return ByYear(values={year: amount * share for year, amount in amounts.values.items()})

    update: dict[str, object] = {
        name: tuple(each.model_copy(update={"amounts": times(each.amounts)}) for each in getattr(option, name))
        for name in ("payments", "gains", "uses")
    }
    update["reaches"] = tuple(each.model_copy(update={"persons": each.persons * share}) for each in option.reaches)
    update["effects"] = tuple(
        each.model_copy(update={"planned": each.planned * share, "observed": None, "observed_year": None})
        for each in option.effects
    )
    update["scale_share"] = (option.scale_share or 1.0) * share
    return option.model_copy(update=update)


def with_standing(portfolio: Portfolio, option_id: str, standing: Standing, reason: Text = Text()) -> Portfolio:  # noqa: B008  (frozen)
    """The portfolio with an option kept, excluded or free."""
    options = tuple(
        each.model_copy(update={"standing": standing, "standing_reason": reason}) if each.id == option_id else each
        for each in portfolio.options
    )
    return portfolio.model_copy(update={"options": options})


def with_choice(portfolio: Portfolio, choice: Choice | None) -> Portfolio:
    """The portfolio with the user's own choice, or without one."""
    return portfolio.model_copy(update={"choice": choice})
