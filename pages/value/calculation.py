"""Show the calculation: from any figure to its terms, the assumptions behind them, and their sources."""

import streamlit as st

from chain.model import Chain, by_id
from pages.parts import compute, conventions, links, show, steps
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.words import language, plain, t
from reports import tables
from reports.table_parts import names_of, term_name
from sroi.explain import explain_effect, explain_total
from sroi.explain_money import explain_cashable, explain_payback, explain_resource, explain_span
from sroi.perspective import ONE_ACTOR
from sroi.results import Result
from sroi.settings import Settings
from sroi.span import ENDS
from sroi.term import Term
from storage.operations import Stored

FIGURES = ("ratio", "net", "value", "investment", "cashable", "payback")
OF_ACTOR = ("net", "value", "investment")


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    st.title(t("page.calculation"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    st.write(t("calculation.about"))
    settings = conventions.choose(stored.chain)
    st.markdown(f"**{plain(show.ratio_of(stored, settings))}**")
    names = _names(stored, settings)
    chosen = _choice(names)
    _about(chosen, stored.chain, compute.result(stored, settings))
    terms = _terms(chosen, stored.chain, settings)
    if not terms:
        st.info(t("calculation.nothing"))
        return
    frame = tables.terms(terms, stored.chain, language())
    show.table(frame, t("page.calculation"), download="calculation", origin=show.source(stored, settings))
    _go_deeper(chosen, terms, names, stored.chain)


def _names(stored: Stored, settings: Settings) -> dict[str, str]:
    """Every figure that has a calculation, `kind/name`, with its words: totals, ends of the span, actors, parts."""
    chain, result = stored.chain, compute.result(stored, settings)
    names = {f"total/{each}": t(f"calculation.{each}") for each in FIGURES}
    if compute.span(stored, settings).of(settings.perspective).ordered:
        names |= {f"end/{end}": t(f"calculation.end_{end}") for end in ENDS}
    effects, resources, actors = (names_of(each, language()) for each in (chain.effects, chain.resources, chain.actors))
    counted = [effect.effect_id for effect in result.effects]
    names |= {f"effect/{each}": t("calculation.effect", name=effects[each]) for each in counted}
    names |= {f"resource/{each}": t("calculation.resource", name=name) for each, name in resources.items()}
    freed = [effect.effect_id for effect in result.effects if effect.cashable]
    names |= {f"freed/{each}": t("calculation.freed", name=effects[each]) for each in freed}
    moved = [actor.actor_id for actor in result.actors if actor.investment or actor.value]
    for figure in OF_ACTOR:
        names |= {f"{figure}/{each}": t(f"calculation.actor_{figure}", name=actors[each]) for each in moved}
    return names


def _choice(names: dict[str, str]) -> str:
    """The figure to explain: the address says which, so that a link within the page changes it too."""
    asked = st.query_params.get("figure", "total/ratio")
    key = choice_key("calculation-figure")
    st.session_state[key] = asked if asked in names else next(iter(names))
    return st.selectbox(
        t("calculation.which"),
        list(names),
        format_func=lambda code: names.get(code, code),
        key=key,
        on_change=lambda: st.query_params.update(figure=st.session_state[key]),
    )


def _terms(chosen: str, chain: Chain, settings: Settings) -> tuple[Term, ...]:
    kind, _, name = chosen.partition("/")
    if chosen == "total/payback":
        return explain_payback(chain, settings, settings.perspective)
    if kind == "total":
        return explain_total(chain, settings, settings.perspective, name)
    if kind == "end":
        return explain_span(chain, settings, settings.perspective, name)
    if kind in OF_ACTOR:
        return explain_total(chain, settings, ONE_ACTOR + name, kind)
    explain = {"effect": explain_effect, "resource": explain_resource, "freed": explain_cashable}[kind]
    return explain(chain, settings, name)


def _about(chosen: str, chain: Chain, result: Result) -> None:
    """What the numbers alone do not tell: who pays, who gains, who loses as much, and what is not known."""
    kind, _, name = chosen.partition("/")
    actors = names_of(chain.actors, language())
    if kind == "resource":
        payer = actors.get(by_id(chain.resources)[name].payer_id)
        st.markdown(plain(t("calculation.paid_by", name=payer or "–")))
    if kind in ("effect", "freed"):
        effect = by_id(chain.effects)[name]
        st.markdown(plain(t("calculation.for_whom", actor=actors[effect.actor_id])))
        if effect.transfer_counterpart_id in actors:
            st.markdown(plain(t("calculation.taken_from", counterpart=actors[effect.transfer_counterpart_id])))
    if chosen.endswith(("investment", "net")) and not result.public.investment_known:
        st.warning(t("calculation.at_least"))


def _go_deeper(chosen: str, terms: tuple[Term, ...], names: dict[str, str], chain: Chain) -> None:
    """A link from each part that has a calculation of its own."""
    found = {code: term_name(term, chain, language()) for term in terms if (code := _code(chosen, term)) in names}
    found.pop(chosen, None)
    if found:
        st.markdown(t("calculation.go_deeper"))
        for code, name in found.items():
            links.link("calculation", plain(name), figure=code)


def _code(chosen: str, term: Term) -> str:
    """The figure that a step is a part from, or an empty string."""
    kind, _, name = chosen.partition("/")
    element = (term.place or "").partition("/")[2]
    if term.key in ("effect", "counterpart"):
        return f"{'freed' if chosen == 'total/cashable' else 'effect'}/{element}"
    if term.key == "resource":
        return f"resource/{element}" if "investment" in chosen else ""
    if term.key in OF_ACTOR or term.key == "cashable":
        return f"{term.key}/{name}" if kind in OF_ACTOR else f"total/{term.key}"
    return ""
