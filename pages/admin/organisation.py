"""The organisation one works for: its name, the others in this installation, and a way to add one."""

import streamlit as st

from chain.people import Wish
from pages.parts import flash, inputs, visitor, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Organisation, Refused

LONGEST_NAME = 200
NEW_NAME = "new-organisation-name"


def render() -> None:
    """Draw the page."""
    guard(Wish.ADMINISTER)
    home = workspace.organisation()
    st.title(t("page.organisation"), anchor=False)
    flash.show()
    st.write(t("organisation.about"))
    _name(home)
    others = [each for each in workspace.organisations() if each.id != home.id]
    st.header(t("organisation.others"), anchor=False)
    if not others:
        st.info(t("organisation.alone"))
    for each in others:
        with st.container(border=True, horizontal=True, key=f"organisation-{each.id}"):
            st.markdown(f"**{plain(each.name)}**")
            label = t("organisation.work_for", name=plain(each.name))
            st.button(label, key=f"work-for-{each.id}", on_click=workspace.work_for, args=(each.id,))
    if not visitor.signs_in():  # else whoever runs the installation makes one, with its first administrator
        _new(example=any(each.is_example for each in (home, *others)))


def _name(home: Organisation) -> None:
    with st.form("rename", border=False):
        name = st.text_input(t("organisation.name"), home.name, key=f"name-{home.id}", max_chars=LONGEST_NAME)
        if st.form_submit_button(t("edit.save")) and _fit(name):
            _rename(home, name)


def _fit(name: str) -> bool:
    """Whether the name can be kept; says why not."""
    unfit = inputs.unkept("organisation/name", name, LONGEST_NAME)
    if unfit:
        st.error(plain(sentence(language(), unfit)))
    return not unfit


def _rename(home: Organisation, name: str) -> None:
    before, acting = home.name, workspace.acting()
    outcome = operations.rename_organisation(workspace.store(), acting, name)
    if _refused(outcome):
        return
    flash.tell(t("edit.saved"), lambda: operations.rename_organisation(workspace.store(), acting, before))
    st.rerun()


def _refused(outcome: Organisation | Refused) -> bool:
    problems = outcome.problems if isinstance(outcome, Refused) else ()
    for each in problems:
        st.error(plain(sentence(language(), each)))
    return bool(problems)


def _new(example: bool) -> None:
    st.header(t("organisation.new"), anchor=False)
    st.write(t("organisation.new_help"))
    with st.form("new-organisation", border=False):
        name = st.text_input(t("organisation.new_name"), key=NEW_NAME, max_chars=LONGEST_NAME)
        if st.form_submit_button(t("organisation.add")) and _fit(name):
            _add(name)
    if not example and st.button(t("organisation.add_example"), key="add-example"):
        _begin(operations.start_with_example(workspace.store(), workspace.who()))


def _add(name: str) -> None:
    if " ".join(name.split()) in {each.name for each in workspace.organisations()}:
        st.error(t("organisation.there_already", name=plain(name.strip())))
        return
    _begin(operations.start_empty(workspace.store(), workspace.who(), name))


def _begin(made: Organisation | Refused) -> None:
    if not _refused(made):
        st.session_state.pop(NEW_NAME, None)
        workspace.work_for(made.id)
        flash.tell(t("organisation.begun", name=plain(made.name)))
        st.rerun()
