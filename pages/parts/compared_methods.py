"""Methods out of the catalogue: what is known of each, and taking one into the open comparison."""

import streamlit as st

from chain.forecast.catalogue import MethodEntry, begin, catalogue
from chain.forecast.edit import with_element
from chain.forecast.model import Comparison
from pages.parts import saving
from pages.parts.choices import choice_key
from pages.parts.compared_forecast import DESK
from pages.parts.words import language, plain, t
from storage.operations import StoredComparison


def names() -> dict[str, str]:
    """The methods' names by id."""
    return {each.id: each.name.into(language()) for each in catalogue().methods}


def describe(entry: MethodEntry) -> None:
    """For whom a method is, what is known of it, and what must come from somewhere else."""
    ages = t("compared.ages", first=entry.age_from, last=entry.age_to)
    has = [name for name, known in (("effect", entry.has_effect), ("cost", entry.has_cost)) if known]
    known = t("compared.method_has", parts=", ".join(t(f"compared.part_{each}") for each in has)) if has else ""
    rest = t("compared.method_needs" if has else "compared.method_needs_all")
    own = rest if entry.needs_own_figures else ""
    facts = " ".join(each for each in (known, own) if each)
    st.markdown(f"**{plain(entry.name.into(language()))}**: {plain(entry.for_whom.into(language()))}, {ages}. {facts}")


def tell(method_id: str | None) -> None:
    """What studies have found of the method that an option began as; to be read, not reckoned with."""
    entry = next((each for each in catalogue().methods if each.id == method_id), None)
    if entry is None:
        return
    describe(entry)
    if entry.findings:
        with st.expander(t("compared.findings")):
            st.write(t("compared.findings_help"))
            for each in entry.findings:
                st.markdown(f"- {plain(each.words.into(language()))} {plain(each.source)} {plain(each.url)}")


def add(found: StoredComparison) -> None:
    """Choose a method and take it into the comparison as a new option."""
    there = {each.method_id for each in found.comparison.options}
    left = {code: name for code, name in names().items() if code not in there}
    if not left:
        return
    st.header(t("compared.from_catalogue"), anchor=False)
    key = choice_key("method-to-add")
    picked = st.selectbox(t("compared.which_method"), list(left), format_func=lambda code: left.get(code, code),
                          key=key, index=None, placeholder=t("common.choose"))  # fmt: skip
    if picked:
        describe(catalogue().method(picked))
        st.button(t("compared.add_method"), key="add-method", on_click=_add, args=(picked,))


def _add(method_id: str) -> None:
    def edit(comparison: Comparison) -> Comparison:
        taken = {each.id for each in comparison.options}
        free = next(name for name in (method_id, *(f"{method_id}-{n}" for n in range(2, 99))) if name not in taken)
        return with_element(comparison, "options", begin(method_id, free))

    saving.change(edit, t("compared.method_added"), DESK)
