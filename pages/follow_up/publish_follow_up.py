"""Publish the follow-up: what will be frozen, what has been, its files, and what has changed since an earlier one."""

import streamlit as st

from chain.follow_up_document import fingerprint
from chain.measurement import FollowUp
from chain.people import Wish
from pages.parts import conventions, flash, follow_compute, links, published, rights, steps, workspace
from pages.parts.access import guard
from pages.parts.keep import SHOWN_HASH, Seen, keep
from pages.parts.sheet import Sheet
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import outcome, publishing
from reports.headline import conventions_line
from reports.texts.numbers import format_date
from sroi.follow_up.learned import Learned
from sroi.settings import Settings
from storage import operations
from storage.operations import Stored, VersionSummary

FORM = "version/follow_up"


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened(Wish.READ)
    st.title(t("page.publish_follow_up"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    st.write(t("publish.about"))
    kept = operations.versions(workspace.store(), workspace.acting(), stored.chain.id)
    done = [each for each in kept if each.follow_up_sha256]
    _now(stored, kept, done)
    published.show_published(stored, done)


def _now(stored: Stored, kept: list[VersionSummary], done: list[VersionSummary]) -> None:
    """What stands now, and the way to publish it; without anything to publish, the way there."""
    store, acting = workspace.store(), workspace.acting()
    follow_up = operations.follow_up_of(store, acting, stored.chain.id) or FollowUp(intervention_id=stored.chain.id)
    if not follow_up.plan:
        st.info(t("publish.no_plan"))
        links.link("measuring_plan", t("seen.to_plan"))
    elif not follow_up.observations:
        st.info(t("publish.no_values"))
        links.link("to_do", t("publish.to_do"))
    else:
        settings = conventions.choose(stored.chain)
        learned = _will(stored, follow_up, settings)
        _offer(stored, follow_up, settings, learned, kept, done)


def _will(stored: Stored, follow_up: FollowUp, settings: Settings) -> Learned:
    """What will be published, in sentences."""
    tongue, perspective = language(), outcome.perspective_of(settings)
    found = follow_compute.judged(stored, follow_up, settings, perspective)
    learned = found.outcome.shown.learned
    told = operations.reporting_status(workspace.store(), workspace.acting(), (stored.chain.id,), today())
    reported = told.get(stored.chain.id, ())
    st.header(t("publish.will"), anchor=False)
    st.markdown(f"**{plain(outcome.headline(found.outcome, found.sures, settings, tongue))}**")
    lines = (
        publishing.counted_sentence(follow_up, tongue),
        publishing.years_sentence(learned, found.result, settings, tongue),
        outcome.bounds_sentence(found.outcome, settings, tongue),
        publishing.left_out_sentence(reported, tongue),
    )
    for line in filter(None, lines):
        st.markdown(plain(line))
    if perspective != settings.perspective:
        st.info(t("outcome.other_perspective"))
    if learned.is_outside:
        st.warning(t("outcome.outside"))
    few = outcome.few_sentence(learned, follow_up, tongue)
    if few:
        st.warning(plain(few))
    st.caption(plain(conventions_line(tongue, settings, stored.chain)))
    links.link("learned", t("publish.to_learned"))
    return learned


def _offer(
    stored: Stored,
    follow_up: FollowUp,
    settings: Settings,
    learned: Learned,
    kept: list[VersionSummary],
    done: list[VersionSummary],
) -> None:
    """Name, note and button; for whom may not publish, who may."""
    if not rights.may(Wish.KEEP, stored):
        st.info(plain(rights.who_publishes(stored)))
        return
    latest = done[0] if done else None
    if latest and _is_same(latest, stored, follow_up, settings):
        st.info(t("publish.unchanged", number=latest.number))
    sheet = Sheet(stored.chain.id, FORM, stored.version)
    sheet.show_unkept()
    suggested = publishing.suggested_name(learned, language(), format_date(today()))
    name = sheet.line("name", t("publish.name"), suggested)
    note = sheet.words("note", t("publish.note"), "")
    label = t("publish.button", number=max((each.number for each in kept), default=0) + 1)
    seen = Seen(stored.version, fingerprint(follow_up))
    if st.button(label, type="primary", key="publish", on_click=_saw, args=(seen,)) and not sheet.problems:
        made = keep(stored, settings, sheet, name, note, st.session_state.pop("publish-seen", seen))
        if made:
            told = {"number": made.number, "name": plain(made.name), "fingerprint": made.fingerprint[:SHOWN_HASH]}
            flash.tell(t("publish.done", **told))
            st.rerun()


def _saw(seen: Seen) -> None:
    """Hold what stood on the page when the button was pressed: what has been saved since is not published unseen."""
    st.session_state["publish-seen"] = seen


def _is_same(latest: VersionSummary, stored: Stored, follow_up: FollowUp, settings: Settings) -> bool:
    return (latest.intervention_version, latest.settings, latest.follow_up_sha256) == (
        stored.version,
        settings,
        publishing.follow_up_hash(follow_up),
    )
