"""Who is at this page: the person who has signed in, asked anew at each drawing, or the one person at the machine.

The websocket of an open page lives on when its visit has ended, so a page that is drawn again asks first.
"""

from collections.abc import Iterable
from functools import cache
from html import escape
import json
from pathlib import Path

import streamlit as st

from chain.people import LOCAL, Grant, Role
from pages.parts.gate import addresses, cookies
from pages.parts.gate.cookies import Cookie
from pages.parts.once import once
from pages.parts.words import language, t
from storage import operations
from storage.configuration import configuration
from storage.operations import Person
from storage.sign_in_settings import SignIn
from storage.store import Store

NOBODY = "nobody"
KEY = "person"
STAYS = ("language", "pages")
PLACE = '/*place*/ ""'


def signs_in() -> bool:
    """Whether people sign in to this installation at all."""
    return once("signs in", 0, lambda: configuration().sign_in is not SignIn.NONE)


def token() -> str:
    """What the browser showed of its visit when it opened the page."""
    return cookies.told(st.context.cookies, Cookie.VISIT)


def person(store: Store) -> Person | None:
    """Who has signed in on this visit; None when nobody has, or when it has ended."""
    told = token() if signs_in() else ""
    return once(("visit", told), 0, lambda: operations.visit_of(store, told)) if told else None


def who(store: Store) -> str:
    """Whom history and drafts shall name. What is typed just as a visit ends is still that person's draft."""
    if not signs_in():
        return LOCAL
    there = person(store)
    return there.id if there else st.session_state.get(KEY, NOBODY)


def settle(store: Store) -> bool:
    """Before anything is drawn: whether somebody is here; and nothing stays that was somebody else's.

    A page whose connection was lost may come back under another person's cookie; what it held is then let go.
    """
    if not signs_in():
        return True
    there = person(store)
    if there is None:
        return False
    if st.session_state.get(KEY, there.id) != there.id:
        for name in [name for name in st.session_state if name not in STAYS]:
            del st.session_state[name]
    st.session_state[KEY] = there.id
    return True


def show_ended() -> None:
    """Say that the visit has ended, and how to come back."""
    st.title(t("visitor.ended"), anchor=False)
    st.write(t("visitor.ended_help"))
    leave(addresses.SIGN_IN, t("sign_in.again"))


def roles_told(grants: Iterable[Grant]) -> str:
    """Roles in words, each once: *controller, reader (some interventions)*."""
    everywhere = {each.role for each in grants if each.intervention_id is None}
    some = {each.role for each in grants} - everywhere
    named = [t(f"role.{role}") for role in Role if role in everywhere]
    named += [t("visitor.role_for_some", role=t(f"role.{role}")) for role in Role if role in some]
    return ", ".join(named)


def offer_to_sign_out() -> None:
    """The way out; where a proxy signs people in, it is the proxy's."""
    if configuration().sign_in is not SignIn.PROXY:
        leave(addresses.SIGN_OUT, t("sign_in.out_button"))


def look_after_sleep() -> None:
    """Let a page that somebody returns to see for itself whether its visit has ended."""
    st.html(_looking(addresses.to("/_stcore/health")), unsafe_allow_javascript=True)


@cache
def _looking(place: str) -> str:
    script = Path(__file__).with_name("wake.js").read_text(encoding="utf-8")
    return f"<script>{script.replace(PLACE, json.dumps(place))}</script>"


def leave(place: str, words: str) -> None:
    """A link out of the application to one of the plain pages, in the same window."""
    address = escape(addresses.to(place, lang=language()))
    st.html(f'<p><a href="{address}" target="_self">{escape(words)}</a></p>')
