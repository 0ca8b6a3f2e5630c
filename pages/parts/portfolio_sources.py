"""From where options come: one's own interventions as they stand, or results of theirs that were kept."""

from typing import NamedTuple

import streamlit as st

from chain.model import Chain
from chain.plan.edit import free_id
from chain.plan.model import Conventions, Option, Portfolio
from chain.plan.starter import with_options
from chain.problem import RefusedError
from pages.parts import compute, conventions, workspace
from pages.parts.choices import choice_key
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_date
from reports.texts.problems import sentence
from sroi.plan.from_chain import conventions_of, option_of, recounted, settings_of
from sroi.settings import Settings
from storage import operations
from storage.operations import InterventionSummary, VersionSummary

AS_IT_STANDS = "now"


class Source(NamedTuple):
    """An intervention as it stands now, or one of its kept results (`version_id`)."""

    intervention: InterventionSummary
    version_id: str | None = None


def conventions_in_force() -> Conventions:
    """The conventions of the locked assumption set in force; without one, those that the pages count by."""
    locked = compute.set_in_force()
    settings = conventions.agreed()
    return conventions_of(settings, locked.set.name, str(locked.set.number)) if locked else conventions_of(settings)


def choose(name: str) -> list[Source]:
    """Choose among the organisation's interventions, and for each whether as it stands or as it was kept."""
    there = operations.find_interventions(workspace.store(), workspace.acting()).shown
    if not there:
        st.info(t("portfolio.no_interventions"))
        return []
    by_id = {each.id: each for each in there}
    picked = st.multiselect(t("portfolio.interventions"), list(by_id), key=choice_key(name),
                            format_func=lambda id_: _name(by_id[id_]), placeholder=t("common.choose"),
                            help=t("portfolio.interventions_help"))  # fmt: skip
    return [Source(by_id[each], _kept_or_now(name, by_id[each])) for each in picked]


def _name(of: InterventionSummary) -> str:
    return of.name.into(language()) or of.id


def _kept_or_now(name: str, of: InterventionSummary) -> str | None:
    """Which result of the intervention: nothing is asked where none was kept."""
    kept = [each for each in operations.versions(workspace.store(), workspace.acting(), of.id) if not each.withdrawn]
    if not kept:
        return None
    names = {AS_IT_STANDS: t("portfolio.as_it_stands")} | {each.id: _version_name(each) for each in kept}
    label = t("portfolio.which_result", name=_name(of))
    chosen = st.selectbox(label, list(names), key=choice_key(f"{name}-{of.id}"), format_func=names.get)
    return None if chosen == AS_IT_STANDS else chosen


def _version_name(of: VersionSummary) -> str:
    return t("portfolio.kept_result", number=of.number, name=of.name, day=format_date(of.created_at.date()))


def put_in(portfolio: Portfolio, sources: list[Source]) -> tuple[Portfolio, list[str]]:
    """The portfolio with an option of each source; and, for those that give none, why not."""
    refused: list[str] = []
    for each in sources:
        try:
            portfolio = with_options(portfolio, *_parts(portfolio, each))
        except RefusedError as refusal:
            reasons = " ".join(dict.fromkeys(sentence(language(), found) for found in refusal.problems))
            refused.append(plain(t("portfolio.gives_no_option", name=_name(each.intervention), reasons=reasons)))
    return portfolio, refused


def _parts(portfolio: Portfolio, source: Source) -> tuple[tuple[Option, ...], tuple, tuple]:
    """The option with the actors and goals that it points at."""
    if source.version_id is None:
        stored = operations.load(workspace.store(), workspace.acting(), source.intervention.id)
        chain, settings, held = stored.chain, settings_of(portfolio.conventions), portfolio.conventions
    else:
        chain, settings, held = _kept(source.version_id)
    option = option_of(chain, settings, held)
    option = option.model_copy(update={"id": free_id([each.id for each in portfolio.options], option.id)})
    return (option,), chain.actors, chain.goals


def _kept(version_id: str) -> tuple[Chain, Settings, Conventions]:
    found, problems = operations.version(workspace.store(), workspace.acting(), version_id)
    if found is None:
        raise RefusedError(problems)
    record, of = found.record, found.record.assumption_set
    held = conventions_of(record.settings, of.name, str(of.number)) if of else conventions_of(record.settings)
    return found.chain, record.settings, held.model_copy(update={"engine_version": record.engine_version})


# --- counted again ----------------------------------------------------------------------------------------------------


def count_again(portfolio: Portfolio, option: Option) -> Portfolio | list[str]:
    """The portfolio with the option counted from its intervention as it stands, or why that cannot be."""
    stored = operations.load(workspace.store(), workspace.acting(), option.origin.chain_id or "")
    if stored is None:
        return [t("portfolio.no_chain")]
    try:
        again = recounted(portfolio, option, stored.chain)
    except RefusedError as refusal:
        return list(dict.fromkeys(plain(sentence(language(), each)) for each in refusal.problems))
    others = tuple(each for each in portfolio.options if each.id != option.id)
    left = portfolio.model_copy(update={"options": others})
    put = with_options(left, (again,), stored.chain.actors, stored.chain.goals)
    order = [each.id for each in portfolio.options]
    return put.model_copy(update={"options": tuple(sorted(put.options, key=lambda each: order.index(each.id)))})
