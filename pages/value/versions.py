"""Kept results: list them, open one as it was shown, calculate it again, take it along, hold two beside each other."""

from collections.abc import Sequence

import streamlit as st

from pages.parts import compared, compute, flash, links, rights, show, steps, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports import tables
from reports.headline import conventions_line, headline
from reports.texts.problems import sentence
from reports.version_list import both_results, digits_table, version_name, versions_table, withdrawn_facts
from reports.version_report import facts
from reports.whose import holder_name
from sroi.frozen import FrozenVersion, recompute
from storage import operations
from storage.operations import Stored, VersionSummary


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    st.title(t("page.versions"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    st.write(t("version.about"))
    kept = operations.versions(workspace.store(), workspace.acting(), stored.chain.id)
    if not kept:
        st.info(t("version.none"))
        links.link("result", t("version.to_result"))
        return
    rows = versions_table(kept, stored.chain, language(), workspace.person)
    show.table(rows.table, t("page.versions"), download="versions")
    if rows.unlike:
        st.info(plain(rows.unlike))
    _one(kept, stored)
    whole = [each for each in kept if each.withdrawn is None]
    if len(whole) > 1:
        _two(whole)


def _choose(label: str, kept: Sequence[VersionSummary], at: int, key: str) -> str:
    names = {each.id: version_name(each, language()) for each in kept}
    asked = st.query_params.get(key)
    options = list(names)
    return st.selectbox(
        label,
        options,
        index=options.index(asked) if asked in options else at,
        format_func=lambda each: names.get(each, each),
        key=f"{key}@{language()}",
    )


def _opened(version_id: str) -> FrozenVersion | None:
    """The version, with everything that does not hold about it said."""
    version, problems = operations.version(workspace.store(), workspace.acting(), version_id)
    for each in problems:
        st.error(plain(sentence(language(), each)))
    return version


def _one(kept: Sequence[VersionSummary], stored: Stored) -> None:
    st.header(t("version.open"), anchor=False)
    version_id = _choose(t("version.which"), kept, 0, "version")
    version = _opened(version_id)
    if version is None:
        [chosen] = [each for each in kept if each.id == version_id]
        _facts(withdrawn_facts(chosen, stored.chain, language(), workspace.person) if chosen.withdrawn else [])
        return
    settings = version.record.settings
    first, *rest = headline(
        version.result, version.chain, language(), settings.perspective, version.span, version.sureness
    )
    st.markdown(f"**{plain(first)}**")
    for line in (*rest, conventions_line(language(), settings, version.chain)):
        st.markdown(plain(line))
    show.table(
        tables.money(version.result, language(), version.span, version.sureness),
        t("version.figures"),
        download="kept-money",
    )
    _facts(facts(version.record, language(), workspace.person))
    with st.container(horizontal=True, key="version-buttons"):
        again = st.button(t("version.recompute"), key=f"recompute-{version_id}")
        if version.follow_up_json is None or rights.may_see_all(stored):
            _download(version)
    if version.follow_up_json is not None:
        _about_package(stored)
    if again:
        _recomputed(version)


def _facts(pairs: Sequence[tuple[str, str]]) -> None:
    for name, words in pairs:
        st.markdown(f"**{plain(name)}**: {plain(words)}")


def _download(version: FrozenVersion) -> None:
    st.download_button(
        t("version.package"),
        data=compute.package(version, language()),
        file_name=f"{version.record.intervention_id}-{version.record.fingerprint[:12]}.zip",
        mime="application/zip",
        key="take-package",
        on_click="ignore",
    )


def _about_package(stored: Stored) -> None:
    """A package of what came out holds small groups: that it may not be passed on, or who may have it."""
    if rights.may_see_all(stored):
        st.warning(t("follow_up_export.edition.internal"))
    else:
        st.caption(t("publish.package_not_yours"))


def _recomputed(version: FrozenVersion) -> None:
    """Tell whether the digits are the same; if not, both results and what moved."""
    found = recompute(version)
    engines = {"then": found.engine_then, "now": found.engine_now}
    if found.engine_moved:
        st.info(t("version.engine_moved", **engines))
    if found.same:
        st.success(t("version.same"))
        return
    st.error(t("version.not_same_moved" if found.engine_moved else "version.not_same", count=len(found.differences)))
    perspective = version.record.settings.perspective
    both = both_results(version, found, perspective, language())
    show.table(
        both,
        t("version.both", whose=plain(holder_name(perspective, version.chain, language()))),
        download="both-results",
    )
    with st.expander(t("version.digits")):
        show.table(digits_table(found, language()), t("version.digits"), download="digits")


def _two(kept: Sequence[VersionSummary]) -> None:
    st.header(t("version.compare"), anchor=False)
    left, right = st.columns(2)
    with left:
        before = _choose(t("version.compare_from"), kept, len(kept) - 1, "from")
    with right:
        after = _choose(t("version.compare_to"), kept, 0, "to")
    if before == after:
        st.info(t("version.compare_itself"))
        return
    ends = _opened(before), _opened(after)
    if None not in ends:
        compared.show_bridge(ends)
