"""Which kept result is told, in which language, with which words: opened once for the pages that tell it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from chain.people import Wish
from pages.parts import compute, links, rights, steps, workspace
from pages.parts.choices import choice_key
from pages.parts.words import language, plain, t
from reports.tell.story import Story
from reports.tell.telling import tell
from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from reports.version_list import version_name
from sroi.frozen import FrozenVersion
from storage.operations import Stored, VersionSummary, telling, version, versions
from storage.operations.telling import OwnWords

RESULT, TONGUE = "result", "tell"
"""What the address tells: the kept result by its id, and the story's language."""
Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Told:
    """A kept result that is told. `own` are the own words in every language; `may_write` whether this person may put
    more, and make links."""

    stored: Stored
    summary: VersionSummary
    version: FrozenVersion
    language: str
    own: tuple[OwnWords, ...]
    story: Story
    may_write: bool

    @property
    def words(self) -> dict[str, str]:
        """The own words in the story's language, by place."""
        return dict(telling.words_in(self.own, self.language))


def begin(page: str) -> Told | None:
    """The top of a page: its title, whose result it is, and the choice of which and in which language; None where
    there is nothing to tell, which is then said with the way there."""
    stored = steps.opened(Wish.READ)
    st.title(t(f"page.{page}"), anchor=False)
    st.caption(plain(stored.chain.name.into(language()) or stored.chain.id))
    kept = [each for each in _kept(stored) if each.withdrawn is None]
    if not kept:
        st.info(t("telling.none"))
        links.link("result", t("telling.to_result"))
        links.link("publish_follow_up", t("telling.to_follow_up"))
        return None
    left, right = st.columns(2)
    with left:
        chosen = _result(kept)
    with right:
        tongue = _tongue()
    return _told(stored, chosen, _before(kept, chosen), tongue)


def asked() -> Told | None:
    """The same by the address alone, for a page that asks for nothing; None where it names no result."""
    stored = workspace.stored()
    kept = {each.id: each for each in _kept(stored) if each.withdrawn is None} if stored else {}
    chosen = kept.get(st.query_params.get(RESULT, "")) or next(iter(kept.values()), None)
    tongue = st.query_params.get(TONGUE)
    if chosen is None:
        return None
    return _told(stored, chosen, _before(kept.values(), chosen), tongue if tongue in LANGUAGES else language())


def _before(kept: Iterable[VersionSummary], chosen: VersionSummary) -> VersionSummary | None:
    """The one kept before it, which the story tells the changes from."""
    return max((each for each in kept if each.number < chosen.number), key=lambda each: each.number, default=None)


def _kept(stored: Stored) -> list[VersionSummary]:
    name = stored.chain.id
    return workspace.ask("kept results", workspace.acting(), name,
                         find=lambda there: versions(there, workspace.acting(), name))  # fmt: skip


def _result(kept: Sequence[VersionSummary]) -> VersionSummary:
    """The newest first; the address says which, so that a link opens the same."""
    names = {each.id: version_name(each, language()) for each in kept}
    options, there = list(names), st.query_params.get(RESULT)
    key = choice_key(f"told-result-{kept[0].id}")
    chosen = st.selectbox(
        t("telling.which"), options, index=options.index(there) if there in options else 0,
        format_func=lambda each: names.get(each, each), key=key, on_change=_remember, args=(RESULT, key),
    )  # fmt: skip
    return next(each for each in kept if each.id == chosen)


def _tongue() -> str:
    names = {each: t(f"language.{each}") for each in LANGUAGES}
    there = st.query_params.get(TONGUE)
    key = choice_key("told-tongue")
    start = there if there in names else language()
    return st.selectbox(
        t("telling.tongue"), list(names), index=list(names).index(start), format_func=names.get, key=key,
        on_change=_remember, args=(TONGUE, key),
    )  # fmt: skip


def _remember(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]


def _told(stored: Stored, summary: VersionSummary, before: VersionSummary | None, tongue: str) -> Told | None:
    store, acting = workspace.store(), workspace.acting()
    earlier, unlike = version(store, acting, before.id) if before else (None, [])
    opened, problems = version(store, acting, summary.id)
    for each in problems:
        st.error(plain(sentence(language(), each)))
    if opened is None or problems:
        return None
    own = telling.own_words(store, acting, summary.id)
    words = tuple(sorted(telling.words_in(own, tongue).items()))
    story = story_of(opened, summary.number, tongue, stored.owner, words, None if unlike else earlier)
    return Told(stored, summary, opened, tongue, own, story, rights.may(Wish.KEEP, stored))


def story_of(
    opened: FrozenVersion, number: int, tongue: str, owner: str, words: Words = (), earlier: FrozenVersion | None = None
) -> Story:
    """The story, told once for each result, language and words."""
    key = (opened.record_json, earlier and earlier.record_json, number, tongue, owner, words)
    return _story(key, opened, earlier)


@st.cache_resource(max_entries=compute.KEPT // 10, show_spinner=False)
def _story(key: tuple, _opened: FrozenVersion, _earlier: FrozenVersion | None) -> Story:
    _, _, number, tongue, owner, words = key
    return tell(_opened, tongue, organisation=owner, number=number, own_words=dict(words), earlier=_earlier)


def forget() -> None:
    """Let go of every story: words have been taken away from what they tell."""
    _story.clear()
