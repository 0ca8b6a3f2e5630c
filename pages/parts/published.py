"""Published versions of a follow-up: the list, the files of each in two editions, and two beside each other."""

from collections.abc import Sequence

import streamlit as st

from pages.parts import compared, compute, rights, show, workspace
from pages.parts.choices import choice_key
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import published
from reports.follow_up.export import Edition
from reports.texts.problems import sentence
from reports.version_list import version_name, versions_table
from sroi.frozen import FrozenVersion
from storage import operations
from storage.operations import Stored, VersionSummary

ZIP = "application/zip"


def _list(stored: Stored, done: Sequence[VersionSummary]) -> None:
    """What is published, newest first."""
    st.header(t("publish.list"), anchor=False)
    if not done:
        st.info(t("publish.none"))
        return
    rows = versions_table(done, stored.chain, language(), workspace.person)
    show.table(rows.table, t("publish.list"), download="published")
    st.caption(t("publish.list_help"))
    if rows.unlike:
        st.info(plain(rows.unlike))


def show_published(stored: Stored, done: Sequence[VersionSummary]) -> None:
    """The list, and what can be done with what it holds."""
    _list(stored, done)
    whole = [each for each in done if each.withdrawn is None]
    if whole:
        _files(stored, whole)
        _compare(whole)


def _choose(label: str, of: Sequence[VersionSummary], key: str) -> VersionSummary:
    """One of them, the newest first. The key bears the newest, so that one just published is what is chosen."""
    names = {each.id: version_name(each, language()) for each in of}
    chosen = st.selectbox(label, list(names), format_func=lambda each: names.get(each, each), key=choice_key(key))
    return next((each for each in of if each.id == chosen), of[0])


def _opened(summary: VersionSummary) -> FrozenVersion | None:
    """The version, with everything that does not hold about it said."""
    version, problems = operations.version(workspace.store(), workspace.acting(), summary.id)
    for each in problems:
        st.error(plain(sentence(language(), each)))
    return version


# --- files ---


def _files(stored: Stored, whole: Sequence[VersionSummary]) -> None:
    st.header(t("publish.files"), anchor=False)
    chosen = _choose(t("publish.which"), whole, f"publish-version-{whole[0].number}")
    edition = _edition(stored)
    words = t(f"follow_up_export.edition.{edition}")
    st.warning(words) if edition is Edition.INTERNAL else st.caption(words)
    version = _opened(chosen)
    if version is None:
        return
    with st.container(horizontal=True, key="publish-files"):
        for each in published.FILES:
            _file(each, version, chosen.number, edition)
        if edition is Edition.INTERNAL:
            _package(version, chosen.number)
    if edition is Edition.PUBLIC:
        st.caption(t("publish.package_internal"))


def _edition(stored: Stored) -> Edition:
    """The public one, unless someone who may write in the intervention chooses the other."""
    if not rights.may_see_all(stored):
        return Edition.PUBLIC
    names = {each: t(f"publish.editions.{each}") for each in (Edition.PUBLIC, Edition.INTERNAL)}
    return st.radio(t("publish.edition"), names, format_func=names.get, key=choice_key("publish-edition"))


def _file(file: published.File, version: FrozenVersion, number: int, edition: Edition) -> None:
    tongue, day = language(), today()
    st.download_button(
        t(f"publish.file.{file.kind}_{file.ending}"),
        data=lambda: published.content(file, version, number, edition, tongue, day),  # made when someone asks for it
        file_name=f"{_stem(version, file.kind, number, edition)}.{file.ending}",
        mime=file.mime,
        key=f"take-{file.kind}-{file.ending}",
        on_click="ignore",
    )


def _package(version: FrozenVersion, number: int) -> None:
    tongue = language()
    st.download_button(
        t("publish.package"),
        data=lambda: compute.package(version, tongue),
        file_name=f"{_stem(version, 'archive', number, Edition.INTERNAL)}.zip",
        mime=ZIP,
        key="take-archive",
        on_click="ignore",
    )


def _stem(version: FrozenVersion, kind: str, number: int, edition: Edition) -> str:
    """A name that can be read, and that says for whom the file is: `ungdomsstart-uppfoljning-v3-offentlig`."""
    name = version.planned.name.into(language()).partition(":")[0]
    parts = name, t(f"publish.file_name.{kind}"), f"v{number}", t(f"publish.file_name.{edition}")
    return "-".join(filter(None, map(show.slug, parts)))


# --- two beside each other ---


def _compare(whole: Sequence[VersionSummary]) -> None:
    """What differs between two versions: values, targets and plan; then assumptions, prices and the ratio."""
    st.header(t("publish.compare"), anchor=False)
    if len(whole) < 2:
        st.write(t("publish.compare_later"))
        return
    left, right = st.columns(2)
    with left:
        after = _choose(t("publish.compare_of"), whole[:-1], f"publish-after-{whole[0].number}")
    with right:
        before = _choose(t("publish.compare_with"), whole[whole.index(after) + 1 :], f"publish-before-{after.number}")
    ends = _opened(before), _opened(after)
    if None in ends:
        return
    _changes(ends)
    st.subheader(t("publish.assumptions"), anchor=False)
    compared.show_bridge(ends)


def _changes(ends: tuple[FrozenVersion, FrozenVersion]) -> None:
    found = published.changes_table(ends, language())
    if len(found):
        show.table(found, t("publish.changes"), download="changed-values")
    elif published.changed(ends[0].follow_up, ends[1].follow_up):
        st.write(t("publish.only_unseen"))
    else:
        st.write(t("publish.same"))
