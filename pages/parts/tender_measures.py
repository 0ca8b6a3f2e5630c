"""What bidders promise: the measures, each with its value, its range, its proof and its place in the contract."""

from collections.abc import Mapping

import streamlit as st

from chain.edit import with_element
from chain.model import Chain
from chain.period import Every
from chain.procurement.lock_checks import MANY_MEASURES
from chain.procurement.model import AboveRule, Measure, MissingRule, Procurement
from chain.text import Text
from pages.parts import editor, figures, inputs, saving, show, workspace
from pages.parts.choices import choice_key
from pages.parts.editor import Kind
from pages.parts.folded import folded
from pages.parts.sheet import Sheet
from pages.parts.tender_desk import DESK, Open, form
from pages.parts.tender_fields import amount, choice, label, text
from pages.parts.words import language, t
from reports.procurement.trying import measure_line, shares_table
from sroi.procurement.from_chain import measure_of
from storage import operations

PROOF = ("evidence", "control", "clause", "sanction")
WORTH = ("deadweight", "displacement", "attribution", "drop_off")
YEARS = ("lag_years", "duration_years")


def _draw(sheet: Sheet, model: Procurement, old: Measure) -> Mapping[str, object]:
    given: dict[str, object] = {"name": text(sheet, "name", old.name, required=True)}
    for name in ("unit", "counting_rule", "worked_example", "object_link"):
        given[name] = text(sheet, name, getattr(old, name), long=name != "unit")
    return given | _range(sheet, old) | _value(sheet, old) | _proof(sheet, old)


def _range(sheet: Sheet, old: Measure) -> Mapping[str, object]:
    """How much may be promised, and what becomes of blanks and of more."""
    st.header(t("tender.range"), anchor=False)
    given: dict[str, object] = {}
    for pair in (("lowest", "highest"), ("cap", "reference_quantity")):
        for column, name in zip(st.columns(2), pair, strict=True):
            with column:
                given[name] = amount(sheet, name, getattr(old, name))
    given["missing"] = choice(
        sheet, "missing", old.missing, inputs.members("tender_missing", MissingRule), optional=True
    )
    given["above"] = choice(sheet, "above", old.above, inputs.members("tender_above", AboveRule), optional=True)
    return given


def _value(sheet: Sheet, old: Measure) -> Mapping[str, object]:
    """What a unit is worth, with its passport; what is taken off, and how long it lasts."""
    st.header(t("tender.worth"), anchor=False)
    st.write(t("tender.worth_help"))
    given: dict[str, object] = {
        "unit_value": figures.assumption(
            sheet, "unit_value", old.unit_value, figures.MONEY, unit="SEK", priced=True, label=label("unit_value")
        )
    }
    told = any(getattr(old, name) is not None for name in (*WORTH, *YEARS))
    begun = any(name.partition(".")[0] in (*WORTH, *YEARS) for name in sheet.draft)
    with folded(t("tender.worth_finer"), sheet.key("finer.open"), expanded=told or begun) as opened:
        if not (opened.open or told or begun):
            return given
        for name in WORTH:
            given[name] = figures.assumption(sheet, name, getattr(old, name), figures.SHARE, unit="share",
                                             label=label(name))  # fmt: skip
        for name in YEARS:
            given[name] = figures.assumption(sheet, name, getattr(old, name), figures.NUMBER, unit="years",
                                             label=label(name))  # fmt: skip
    return given


def _proof(sheet: Sheet, old: Measure) -> Mapping[str, object]:
    """How a promise is shown to be kept, and what the contract says of it."""
    st.header(t("tender.proof"), anchor=False)
    given: dict[str, object] = {name: text(sheet, name, getattr(old, name), long=True) for name in PROOF}
    given["every"] = choice(sheet, "every", old.every, inputs.members("measuring.every", Every), optional=True)
    given["is_binding"] = sheet.tick("is_binding", t("tender.binding"), old.is_binding)
    return given


def _summary(model: Procurement, each: Measure) -> str:
    return measure_line(model, each, language())


KIND = Kind("measures", _draw, lambda ident: Measure(id=ident, name=Text()), _summary, desk=DESK)


def show_measures(found: Open) -> None:
    """The measures with what each has of the greatest value, and the ways to add one."""
    editor.show_several(found, KIND)
    if editor.is_open():
        return
    if found.model.measures:
        show.table(shares_table(found.model, language()), t("tender.shares"), download="tender-shares")
        st.caption(t("tender.shares_help"))
    if found.writable:
        _from_chain(found)
    if len(found.model.measures) > MANY_MEASURES or found.model.many_measures_reason:
        form(found, "many", _many, ("many_measures_reason",))


def _many(sheet: Sheet, model: Procurement) -> Mapping[str, object]:
    return {"many_measures_reason": text(sheet, "many_measures_reason", model.many_measures_reason, long=True)}


def _from_chain(found: Open) -> None:
    """Choose an effect of the intervention's chain and take it into the model with its numbers."""
    chain = _chain(found.model.intervention_id)
    st.header(t("tender.from_effects"), anchor=False)
    if chain is None:
        st.write(t("tender.no_chain"))
        return
    there = {each.id for each in found.model.measures}
    left = {each.id: each.name.into(language()) or each.id for each in chain.effects if each.id not in there}
    if not left:
        st.write(t("tender.no_effects"))
        return
    picked = st.selectbox(t("tender.which_effect"), list(left), format_func=lambda code: left.get(code, code),
                          key=choice_key("effect-to-add"), index=None, placeholder=t("common.choose"))  # fmt: skip
    if picked:
        st.button(t("tender.add_effect"), key="add-effect", on_click=_add, args=(chain, picked))


def _chain(intervention_id: str) -> Chain | None:
    if not intervention_id:
        return None
    found = operations.load(workspace.store(), workspace.acting(), intervention_id)
    return found.chain if found else None


def _add(chain: Chain, effect_id: str) -> None:
    def edit(model: Procurement) -> Procurement:
        made = measure_of(chain, effect_id, model.price_year)
        return model if made is None else with_element(model, "measures", made)

    saving.change(edit, t("tender.effect_added"), DESK)
    editor.open_one("measures", effect_id)
