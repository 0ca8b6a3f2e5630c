"""Keep the result that is shown: name it, say why, and be told under which fingerprint it is kept."""

from datetime import date
from typing import NamedTuple

import streamlit as st

from chain.people import Access
from pages.parts import flash, inputs, links, workspace
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_date, format_years
from reports.texts.problems import sentence
from reports.whose import holder_name
from sroi.settings import Settings
from storage import operations
from storage.operations import Refused, Stored, VersionSummary

SHOWN_HASH = 12


class Seen(NamedTuple):
    """What the person looked at: the intervention's version, and the follow-up's fingerprint where that is kept too."""

    version: int
    follow_up: str | None = None


def offer(stored: Stored, settings: Settings) -> None:
    """The fields and the button; what is typed is kept as a draft until the result is kept."""
    if stored.access is Access.READ:
        return
    st.header(t("version.keep"), anchor=False)
    st.write(t("version.keep_help"))
    sheet = Sheet(stored.chain.id, "version/new", stored.version)
    sheet.show_unkept()
    name = inputs.line(sheet, "name", _suggested(stored, settings), label=t("version.name"))
    note = sheet.words("note", t("version.note"), "")
    with st.container(horizontal=True, key="keep-buttons"):
        if st.button(t("version.keep_button"), type="primary", key="keep-result") and not sheet.problems:
            _keep(stored, settings, sheet, name, note)
        links.link("versions", t("version.to_list"))


def _suggested(stored: Stored, settings: Settings) -> str:
    whose = holder_name(settings.perspective, stored.chain, language())
    horizon = format_years(language(), settings.horizon_years)
    return t("version.suggested", day=format_date(date.today()), horizon=horizon, whose=whose)


def _keep(stored: Stored, settings: Settings, sheet: Sheet, name: str, note: str) -> None:
    kept = keep(stored, settings, sheet, name, note, Seen(stored.version))
    if kept:
        told = {"number": kept.number, "name": plain(kept.name), "fingerprint": kept.fingerprint[:SHOWN_HASH]}
        flash.tell(t("version.kept", **told))
        st.rerun()


def keep(stored: Stored, settings: Settings, sheet: Sheet, name: str, note: str, seen: Seen) -> VersionSummary | None:
    """Keep what was seen and let go of what was typed; or say why it is not kept, with the fields as they are."""
    store, acting = workspace.store(), workspace.acting()
    more = {"seen_follow_up": seen.follow_up} if seen.follow_up else {}
    kept = operations.keep_version(store, acting, stored.chain.id, seen.version, settings, name, note, **more)
    if isinstance(kept, Refused):
        for each in kept.problems:
            st.error(plain(sentence(language(), each, stored.chain)))
        return None
    sheet.forget()
    return kept
