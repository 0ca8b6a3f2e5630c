"""The health-economic forecasts that an intervention's measurements replace numbers in, before and with them."""

from dataclasses import fields
from typing import NamedTuple

import streamlit as st

from chain.follow_up_document import fingerprint
from chain.forecast.model import Comparison
from chain.measurement import FollowUp
from chain.problem import Severity
from pages.parts import follow_compute, forecast_compute, forecast_waiting, links, show, workspace
from pages.parts.follow_compute import Judged
from pages.parts.forecast_compute import Measured
from pages.parts.forecast_view import USUAL_YEARS
from pages.parts.forecast_waiting import Asked
from pages.parts.words import language, plain, t
from reports.follow_up import moved as sides
from reports.follow_up import outcome
from reports.forecast.names import of_purse
from reports.forecast.stamp import Beside, stamp_line
from sroi.follow_up.comparison import LearnedComparison, comparisons_of, learned_comparison
from sroi.settings import Settings
from storage import operations
from storage.operations import Stored, StoredComparison


class Moved(NamedTuple):
    """A comparison as it is kept, the same with what was measured in it, and what was replaced."""

    kept: StoredComparison
    measured: Measured
    learned: LearnedComparison

    @property
    def is_refused(self) -> bool:
        """Whether either of the two has something wrong that stops its figures."""
        found = (*forecast_compute.problems(self.kept), *forecast_compute.problems(self.measured))
        return any(each.severity is Severity.ERROR for each in found)


def moved(follow_up: FollowUp) -> tuple[Moved, ...]:
    """Each comparison that the plan replaces a number in and that the visitor may read."""
    names = comparisons_of(follow_up)
    there = (operations.load_comparison(workspace.store(), workspace.acting(), each) for each in names)
    return tuple(of(each, follow_up) for each in there if each)


def of(kept: StoredComparison, follow_up: FollowUp) -> Moved:
    """One comparison with what was measured in it."""
    found = learned_comparison(kept.comparison, follow_up)
    as_kept = {each.name: getattr(kept, each.name) for each in fields(StoredComparison)}
    told = as_kept | {"content": found.comparison, "follow_up_sha256": fingerprint(follow_up)}
    return Moved(kept, Measured(**told), found)


def show_moved(follow_up: FollowUp, found: Judged, settings: Settings) -> None:
    """A section for each forecast, and what they do to the ratio of a chain that holds them."""
    all_moved = moved(follow_up)
    in_use = [each for each in all_moved if each.learned.replaced and not each.is_refused]
    views = dict(zip((each.kept.comparison.id for each in in_use), _views(in_use), strict=True))
    for each in all_moved:
        _section(each, views.get(each.kept.comparison.id), follow_up)
    _ratio(in_use, found, settings)


def _views(found: list[Moved]) -> list[tuple[Beside, Beside]]:
    """Each forecast as assumed and with what was measured, for the comparison's own purse; the intervals follow when
    their draws are made."""
    pairs = [(each.kept, each.measured) for each in found]
    asked = [Asked(side, *_looked_at(side.comparison)) for pair in pairs for side in pair]
    besides = [
        Beside(forecast_compute.result(each.stored), each.perspective, each.years, sure)
        for each, sure in zip(asked, forecast_waiting.sures(asked), strict=True)
    ]
    return list(zip(besides[::2], besides[1::2], strict=True))


def _looked_at(comparison: Comparison) -> tuple[str, int]:
    """Whose money, and how far ahead the sentences go: as the pages of a forecast begin."""
    horizons = comparison.decision.horizons
    return comparison.decision.perspective, USUAL_YEARS if USUAL_YEARS in horizons else max(horizons)


def _section(of: Moved, views: tuple[Beside, Beside] | None, follow_up: FollowUp) -> None:
    comparison, tongue = of.kept.comparison, language()
    name = comparison.name.into(tongue) or comparison.id
    st.header(plain(t("moved.title", name=name)), anchor=False)
    if comparison.example:
        st.info(t("prognosis.page.example"))
    if views:
        _figures(*views)
        _told(of, follow_up)
    elif of.learned.replaced:
        st.error(t("moved.refused"))
    else:
        st.info(t("moved.stands"))
    links.link("forecast_result", t("moved.to_forecast"), comparison=comparison.id)


def _figures(assumed: Beside, now: Beside) -> None:
    tongue = language()
    for line in sides.sentences(assumed, now, tongue):
        st.markdown(plain(line))
    show.table(sides.sides_table(assumed, now, tongue), t("moved.sides", whose=of_purse(assumed.perspective, tongue)))
    st.caption(plain(stamp_line(assumed, tongue)))


def _told(of: Moved, follow_up: FollowUp) -> None:
    """What lies outside what was assumed, what a few decided, and what was replaced by what."""
    tongue = language()
    if of.learned.is_outside:
        st.warning(t("outcome.outside"))
    few = outcome.few_sentence(of.learned, follow_up, tongue)
    if few:
        st.warning(plain(few))
    for each in outcome.problem_sentences(of.learned, follow_up, tongue):
        st.info(plain(each))
    show.table(sides.replaced_table(of.learned, follow_up, tongue), t("moved.replaced"))


def _ratio(found: list[Moved], judged: Judged, settings: Settings) -> None:
    """The ratio of the chain with its forecasts as they are now, beside the one that leaves them as they stand."""
    pairs = tuple((each.kept, each.measured, each.learned) for each in found)
    again = follow_compute.with_forecasts(judged, pairs, settings)
    if again:
        said = sides.ratio_sentence(judged.outcome.shown, judged.sures[1], *again, settings, language())
        st.markdown(plain(said))


def note(kept: StoredComparison, intervention: Stored) -> None:
    """On a page of the forecast: that approved measurements would move it, and where that is seen."""
    found = operations.follow_up_of(workspace.store(), workspace.acting(), intervention.chain.id)
    count = len(of(kept, found).learned.replaced) if found else 0
    if count:
        name = intervention.chain.name.into(language()) or intervention.chain.id
        st.info(plain(t("moved.beside", name=name, count=count)))
        links.link("learned", t("moved.to_learned"), intervention=intervention.chain.id)
