"""A person's own choice about reminders by mail: in which language, or none."""

import streamlit as st

from pages.parts import flash, workspace
from pages.parts.choices import choice_key
from pages.parts.words import plain, t
from reports.texts import LANGUAGES
from storage import operations
from storage.configuration import configuration
from storage.contact import is_mail
from storage.operations import Person
from storage.operations.reminders import DECLINED, REMINDERS

CHOICES = (*LANGUAGES, DECLINED)


def offer(one: Person) -> None:
    """Let the person choose; nothing where this installation sends no mail."""
    if not configuration().smtp_host:
        return
    st.header(t("account.reminders"), anchor=False)
    if not is_mail(one.email):
        st.write(t("account.reminders_nowhere"))
        return
    st.write(plain(t("account.reminders_help", address=one.email)))
    key = choice_key("reminders")
    if key not in st.session_state:
        kept = operations.preference(workspace.store(), one.id, REMINDERS)
        st.session_state[key] = kept if kept in CHOICES else LANGUAGES[0]
    names = {each: t(f"account.reminder.{each}") for each in CHOICES}
    st.radio(
        t("account.reminders_choice"), CHOICES, format_func=names.get, key=key, on_change=_keep, args=(one.id, key)
    )


def _keep(person_id: str, key: str) -> None:
    operations.set_preference(workspace.store(), person_id, REMINDERS, st.session_state[key])
    flash.tell(t("account.reminders_kept"))
