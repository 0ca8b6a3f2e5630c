"""What is kept about those who use the program, why and for how long, what leaves the building, and one's rights."""

import streamlit as st

from chain.people import Wish
from pages.parts import turn_to, visitor, workspace
from pages.parts.access import guard
from pages.parts.words import language, t
from reports.retention import kept_for, kind_name
from storage import operations
from storage.configuration import configuration

ABOUT_USERS = ("history", "drafts", "choices", "words", "log")
SIGNED_IN = ("account", "visits", "attempts", "reminders")
COOKIES = ("technical", "signed_in", "display")
LEAVES = ("statistics", "sign_in", "backups")
RIGHTS = ("see", "correct", "redact", "erase", "complain")


def render() -> None:
    """Draw the page."""
    guard(None)
    signs_in = visitor.signs_in()
    st.title(t("page.privacy"), anchor=False)
    st.write(t("privacy.about", organisation=turn_to.whose()))
    st.header(t("privacy.participants"), anchor=False)
    st.write(t("privacy.participants_none"))
    st.header(t("privacy.users"), anchor=False)
    st.write(t("privacy.with_sign_in") if signs_in else t("privacy.without_sign_in"))
    turn_to.points("privacy.kept.", *ABOUT_USERS, *(SIGNED_IN if signs_in else ()))
    st.write(t("privacy.why"))
    _how_long()
    _part(t("privacy.cookies_title"), "privacy.cookies.", COOKIES)
    by_itself = "reminders" if configuration().smtp_host else "nothing"
    _part(t("privacy.leaves_title"), "privacy.leaves.", (by_itself, *LEAVES))
    _part(t("privacy.rights_title"), "privacy.rights.", RIGHTS)
    turn_to.show()


def _part(title: str, family: str, names: tuple[str, ...]) -> None:
    st.header(title, anchor=False)
    turn_to.points(family, *names)


def _how_long() -> None:
    st.header(t("privacy.how_long"), anchor=False)
    st.write(t("privacy.how_long_about"))
    if not workspace.may(Wish.READ):
        return
    rules = operations.retention_rules(workspace.store(), workspace.acting())
    lines = [f"- {kind_name(language(), each.kind)}: {kept_for(language(), each.kind, each.keep)}" for each in rules]
    st.markdown("\n".join(lines))
