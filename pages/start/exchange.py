"""A chain as a file: taken out, looked at, brought in."""

import json

import streamlit as st

from chain.document import json_schema, read_chain, write_chain
from chain.model import Chain
from chain.problem import Problem
from pages.parts import flash, links, unread, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.exchange"), anchor=False)
    flash.show()
    _out()
    _in()


def _out() -> None:
    st.header(t("exchange.out"), anchor=False)
    st.write(t("exchange.out_help"))
    stored = workspace.stored()
    if stored is None:
        links.link("overview", t("walk.choose_intervention"))
    else:
        name = stored.chain.name.into(language()) or stored.chain.id
        st.download_button(
            t("exchange.out_button", name=plain(name)),
            data=write_chain(stored.chain),
            file_name=f"{stored.chain.id}.json",
            mime="application/json",
            on_click="ignore",
            key="take-out",
        )
    st.download_button(
        t("exchange.schema_button"),
        data=json.dumps(json_schema(), ensure_ascii=False, indent=2),
        file_name="chain.schema.json",
        mime="application/schema+json",
        on_click="ignore",
        key="take-schema",
    )


def _in() -> None:
    st.header(t("exchange.in"), anchor=False)
    st.write(t("exchange.in_help"))
    file = st.file_uploader(t("exchange.file"), type=["json"], key="bring-in")
    if file is None:
        return
    chain, problems = read_chain(file.getvalue())
    if chain is None:
        unread.show(problems)
        return
    st.markdown(_about(chain))
    for each in problems:
        st.warning(plain(sentence(language(), each, chain)))
    if st.button(t("exchange.in_button"), type="primary", key="bring-in-yes"):
        _bring_in(chain)


def _about(chain: Chain) -> str:
    return t(
        "exchange.preview",
        name=plain(chain.name.into(language())),
        start=chain.start_year,
        end=chain.end_year,
        resources=len(chain.resources),
        outcomes=len(chain.outcomes),
        effects=len(chain.effects),
    )


def _bring_in(chain: Chain) -> None:
    outcome = operations.import_chain(workspace.store(), workspace.acting(), chain)
    problems: tuple[Problem, ...] = getattr(outcome, "problems", ())
    for each in problems:
        st.error(plain(sentence(language(), each, chain)))
    if not problems:
        flash.tell(t("exchange.done"))
        workspace.open_intervention(outcome.chain.id)
        st.rerun()
