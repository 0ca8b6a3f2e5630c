"""What each intervention changes against the comparator, where in the course it acts, and how it goes on."""

from collections.abc import Mapping
from itertools import count

import streamlit as st

from chain.assumption import Assumption
from chain.forecast.catalogue import catalogue
from chain.forecast.checks.looked import Looked
from chain.forecast.effect import (
    TIMED,
    ActsOn,
    Effect,
    EffectBasis,
    Event,
    Fading,
    Measure,
    Persistence,
)
from chain.forecast.model import Comparison, Option
from chain.forecast.walk import Part
from pages.parts import compared_methods, compared_steps, editor, figures, inputs
from pages.parts.access import guard
from pages.parts.compared_fields import Known, choice, known_for, label, number, text
from pages.parts.compared_forecast import DESK, opened
from pages.parts.editor import Kind
from pages.parts.rows import row, taken_away
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_input, format_number, parse_whole, rounded


def _draw(sheet: Sheet, comparison: Comparison, option: Option) -> Mapping[str, object]:
    st.subheader(plain(option.name.into(language()) or option.id), anchor=False)
    compared_methods.tell(option.method_id)
    old = option.effect
    given = _choices(sheet, old)
    given["estimate"] = _estimate(sheet, option, given["measure"])
    if given["measure"] == Measure.SMD or old.control_risk is not None:
        place = f"options/{option.id}/effect/control_risk"
        given["control_risk"] = number(sheet, "control_risk", old.control_risk, figures.SHARE, unit="share",
                                       place=place, known=_known(option, "control_risk"))  # fmt: skip
    raw = sheet.line("measured_month", label("measured_month"), format_input(language(), old.measured_month),
                     help=t("help.options_measured_month"), max_chars=40)  # fmt: skip
    given["measured_month"] = inputs.number(sheet, "measured_month", raw, parse_whole)
    given["persistence"] = _persistence(sheet, comparison, option)
    return {"effect": {**dict(old), **given}}


def _choices(sheet: Sheet, old: Effect) -> dict[str, object]:
    options = {
        "measure": inputs.members("forecast_measure", Measure),
        "event": inputs.members("forecast_event", Event),
        "acts_on": inputs.members("forecast_acts_on", ActsOn),
        "basis": inputs.members("forecast_basis", EffectBasis),
    }
    return {name: choice(sheet, name, getattr(old, name), codes, optional=True) for name, codes in options.items()}


def _estimate(sheet: Sheet, option: Option, measure: str | None) -> Assumption | None:
    """The effect in the measure's own unit; of a difference it is said what it means in per cent of the children."""

    def beside(value: float) -> str:
        if measure != Measure.RISK_DIFFERENCE:
            return ""
        return t("compared.of_hundred", count=format_number(language(), rounded(value * 100)))

    place = f"options/{option.id}/effect/estimate"
    return number(sheet, "estimate", option.effect.estimate, figures.NUMBER, place=place,
                  known=_known(option, "estimate"), beside=beside)  # fmt: skip


def _known(option: Option, field: str) -> list[Known]:
    """The catalogue's figure for the method that the option began as."""
    entry = {each.id: each for each in catalogue().methods}.get(option.method_id or "")
    figure = getattr(entry.option.effect, field) if entry else None
    return [Known(entry.name.into(language()), figure)] if figure is not None else []


def _persistence(sheet: Sheet, comparison: Comparison, option: Option) -> list[dict]:
    """The ways in which it may go on: the first is the base case, and an empty one to go on with."""
    st.header(t("compared.persistence"), anchor=False)
    st.write(t("compared.persistence_help"))
    _fades_by_itself(comparison)
    old = option.effect.persistence
    ids = {each.id for each in old}
    blank = Persistence(id=next(name for n in count(1) if (name := f"way-{n}") not in ids))
    found = [_way(sheet, option, each, position, each is blank) for position, each in enumerate((*old, blank))]
    return [each for each in found if each is not None]


def _fades_by_itself(comparison: Comparison) -> None:
    years = Looked(comparison).implied_half_life_years
    if years is not None:
        st.info(t("compared.fades_by_itself", years=format_number(language(), round(years, 1))))


def _way(sheet: Sheet, option: Option, old: Persistence, position: int, is_blank: bool) -> dict | None:
    base = f"persistence/{old.id}"
    heading = t("compared.base_case") if position == 0 else t("compared.beside_case", number=position)
    with row(sheet, base, heading, is_blank and position > 1):
        name = inputs.text(sheet, f"{base}/name", old.name, label=t("compared.way_name"))
        fading = choice(sheet, f"{base}/fading", old.fading, inputs.members("forecast_fading", Fading), optional=True)
        given = {"id": old.id, "name": name, "fading": fading, **_speed(sheet, option, base, old, fading)}
        given["reason"] = text(sheet, f"{base}/reason", old.reason, long=True)
        gone = not is_blank and taken_away(sheet, base)
    return None if gone or (is_blank and fading is None) else given


def _speed(sheet: Sheet, option: Option, base: str, old: Persistence, fading: str | None) -> dict:
    """What this way of fading asks for; what others ask for is kept."""
    there = any(each.id == old.id for each in option.effect.persistence)
    place = f"options/{option.id}/effect/{base}/factor" if there else ""
    if fading in TIMED:
        return {"years": number(sheet, f"{base}/years", old.years, figures.NUMBER, unit="years"),
                "factor": old.factor, "table": old.table}  # fmt: skip
    if fading == Fading.YEARLY_FACTOR:
        factor = number(sheet, f"{base}/factor", old.factor, figures.SHARE, unit="share", place=place,
                        known=known_for("factor"))  # fmt: skip
        return {"years": old.years, "factor": factor, "table": old.table}
    if fading == Fading.TABLE:
        return {"years": old.years, "factor": old.factor, "table": _table(sheet, base, old)}
    return {"years": old.years, "factor": old.factor, "table": old.table}


def _table(sheet: Sheet, base: str, old: Persistence) -> list[dict]:
    """What is left after each whole year, from year 0 on; the rows end at the first empty one."""
    longest = max(opened().comparison.decision.horizons, default=1)
    rows = []
    with st.container(horizontal=True):
        for year in range(max(longest, len(old.table)) + 1):
            before = old.table[year].left_share if year < len(old.table) else None
            name, title = f"{base}/table/{year}", t("compared.left_after", year=year)
            shown = figures.SHARE.prefill(language(), before.value if before else None)
            value = inputs.number(sheet, name, sheet.line(name, title, shown, width=150), figures.SHARE.parse)
            rows.append(None if value is None else _left(before, value))
    told = rows.index(None) if None in rows else len(rows)
    return [{"left_share": each} for each in rows[:told]]


def _left(before: Assumption | None, value: float) -> Assumption:
    if before is not None:
        return before if before.value == value else before.model_copy(update={"value": value})
    return Assumption(value=value, unit="share")


def _summary(comparison: Comparison, each: Option) -> str:
    effect = each.effect
    if effect.estimate is None or effect.measure is None:
        return t("compared.no_effect")
    value = format_number(language(), effect.estimate.value)
    ways = t("compared.ways", count=len(effect.persistence))
    return " · ".join((t(f"forecast_measure.{effect.measure}"), value, ways))


KIND = Kind("options", _draw, lambda ident: Option(id=ident), _summary, "effect", desk=DESK, adds=False)


def render() -> None:
    """Draw the page."""
    guard()
    found, states = compared_steps.begin(Part.EFFECTS)
    if not found.comparison.options:
        st.info(t("compared.options_first"))
    else:
        editor.show_several(found, KIND)
    compared_steps.end(Part.EFFECTS, states)
