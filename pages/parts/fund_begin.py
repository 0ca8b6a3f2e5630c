"""The list of an organisation's fund accounts, what can be done to each, and how a new one is begun."""

from datetime import date

import streamlit as st

from chain.people import Wish
from chain.plan.fund import FundAccount, presets, read_fund, write_fund
from chain.plan.fund_edit import OWN, new_fund
from chain.problem import Problem
from chain.text import Text
from pages.parts import document_acts, flash, inputs, unread, workspace
from pages.parts.choices import choice_key
from pages.parts.fund_desk import open_fund
from pages.parts.fund_fields import label
from pages.parts.words import language, plain, t
from reports.plan.fund import fund_name
from reports.texts.numbers import parse_money, parse_year
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Refused
from storage.operations import plan as plans
from storage.operations.plan import StoredFund

ACTS = document_acts.Acts(
    document_acts.Said(
        take_out="fund.take_out",
        archive_ask="fund.archive_ask",
        archived="fund.archived_done",
        restored="fund.restored",
        delete_ask="fund.delete_ask",
        delete_name="fund.delete_name",
        deleted="fund.deleted",
    ),
    write_fund,
    plans.copy_fund,
    plans.archive_fund,
    plans.restore_fund,
    plans.delete_fund,
)
TYPED = ("fund-name", "fund-start", "fund-size")


def show() -> None:
    """Every account, in use or put away, and the ways to begin one."""
    archived = st.session_state.get("funds-archived", False)
    there = plans.funds(workspace.store(), workspace.acting(), archived)
    if not there:
        st.info(t("fund.none_archived" if archived else "fund.empty"))
    for each in there:
        found = plans.load_fund(workspace.store(), workspace.acting(), each.id)
        if found is not None:
            _card(found)
    st.toggle(t("overview.archived"), key="funds-archived", persist_state="session")
    if not archived and workspace.may_here(Wish.COMPARE):
        _begin()
        _from_file()


def _card(found: StoredFund) -> None:
    id_ = found.content.id
    with st.container(border=True, key=f"fund-{id_}".replace(".", "-").replace(":", "-")):
        st.header(plain(fund_name(found.content, language())), anchor=False)
        count = len(found.content.investments)
        st.markdown(t("fund.card", first=found.content.start_year, count=count))
        with st.container(horizontal=True):
            st.button(t("fund.open"), key=f"open-{id_}", on_click=open_fund, args=(id_,), type="primary")
            document_acts.show(ACTS, found.content, found.archived, found.writable)


# --- a new one --------------------------------------------------------------------------------------------------------


def _begin() -> None:
    st.header(t("fund.begin"), anchor=False)
    name = st.text_input(label("name"), key=TYPED[0], max_chars=200, persist_state="session")
    inputs.warn_of_person(name or "")
    left, right = st.columns(2)
    with left:
        st.text_input(label("start_year"), key=TYPED[1], max_chars=40, persist_state="session",
                      placeholder=str(date.today().year))  # fmt: skip
    with right:
        st.text_input(label("size_sek"), key=TYPED[2], max_chars=40, persist_state="session")
    rules = preset_choice("fund-rules")
    if st.button(t("fund.begin_button"), type="primary", key="fund-create"):
        _create(rules)


def preset_choice(key: str, usual: str = OWN) -> str:
    """Rules to begin with: those of known funds, or one's own; what they say is told below."""
    names = {OWN: t("fund.own_rules")} | {each.id: each.name.into(language()) for each in presets().values()}
    at = list(names).index(usual) if usual in names else 0
    chosen = st.selectbox(t("fund.rules_from"), list(names), index=at, format_func=names.get, key=choice_key(key))
    if chosen in presets():
        found = presets()[chosen]
        st.caption(plain(f"{found.words.into(language())} {t('fund.source', source=found.source)}"))
        st.markdown(f"<{found.url}>")
    return chosen


def _create(rules: str) -> None:
    name, start, size = (st.session_state[key].strip() for key in TYPED)
    unfit = inputs.unkept("fund/name", name)
    year = parse_year(start or str(date.today().year), "fund/start_year")
    money = parse_money(size, "fund/size_sek")
    problems = [each for each in (unfit, year, money) if isinstance(each, Problem)]
    if not name:
        st.error(t("fund.unnamed"))
    for each in problems:
        st.error(plain(sentence(language(), each)))
    if not name or problems:
        return
    if money < 0:
        st.error(t("fund.size_below_nought"))
        return
    keep(new_fund(operations.new_intervention_id(), Text(**{language(): name}), year, money, rules), "create")


def _from_file() -> None:
    st.subheader(t("fund.from_file"), anchor=False)
    file = st.file_uploader(t("fund.file"), type=["json"], key="fund-file")
    if file is None:
        return
    fund, problems = read_fund(file.getvalue())
    if fund is None:
        unread.show(problems)
        return
    st.markdown(t("fund.file_holds", name=plain(fund_name(fund, language())), count=len(fund.investments)))
    if st.button(t("fund.file_button"), type="primary", key="fund-bring-in"):
        keep(fund.model_copy(update={"id": operations.new_intervention_id()}), "import")


def keep(fund: FundAccount, action: str) -> None:
    """Keep the account and open it; where that cannot be, say why."""
    made = plans.add_fund(workspace.store(), workspace.acting(), fund, action=action)
    if isinstance(made, Refused):
        for each in made.problems:
            st.error(plain(sentence(language(), each)))
        return
    for key in TYPED:
        st.session_state.pop(key, None)
    open_fund(fund.id)
    flash.tell(t("fund.made"))
    st.rerun()
