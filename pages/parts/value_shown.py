"""A measurement as it stands, for those who enter and those who review: facts, the value, earlier ones, its history."""

from itertools import zip_longest

import streamlit as st

from pages.parts import links, show, workspace
from pages.parts.folded import folded
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import entry
from reports.follow_up.changes import Changed, changed
from reports.texts.moments import format_moment
from reports.texts.numbers import format_date
from storage.operations import Measurement, ObservationVersion


def not_in_full(title: str) -> None:
    """For whom only reads: a single value may be of a few people; where what may be seen stands."""
    st.title(title, anchor=False)
    st.info(t("entry.not_in_full"))
    links.link("follow_up", t("measuring.to_follow_up"))


def facts(found: Measurement) -> None:
    """Target, baseline, and how it is summed up."""
    told = entry.facts(found.indicator, found.target, language())
    st.markdown(" · ".join(f"**{plain(each)}**" for each in told))
    st.markdown(plain(entry.rule_sentence(found.indicator, bool(found.versions or found.others), language())))


def state(found: Measurement) -> None:
    """Where the value stands, what was said when it came back, why it is locked, and until when it is open."""
    stands = found.standing
    st.markdown(plain(t("entry.state_line", state=t(f"follow_up_export.state.{stands.state}"))))
    if stands.returned_note:
        st.warning(plain(t("entry.returned", note=stands.returned_note)))
    if found.lock is not None:
        st.info(plain(_lock_sentence(found)))
    if stands.open_until and stands.open_until >= today():
        st.info(entry.until_words(stands.open_until, language()))
    if found.changed_since_approval:
        _difference(found)


def _lock_sentence(found: Measurement) -> str:
    stands = found.standing
    by, at = stands.locked_by or stands.approved_by, stands.locked_at or stands.approved_at
    return entry.lock_sentence(
        found.lock,
        found.key.period,
        language(),
        by=workspace.by_whom(by) if by else "",
        day=format_date(at.date()) if at else "",
        period_end=format_date(found.period.end),
    )


def _difference(found: Measurement) -> None:
    with folded(t("entry.changed_since"), "changed-since") as opened:
        if opened.open and found.observation:
            differs = changed(found.indicator, found.approved.observation, found.observation, language())
            st.markdown(_listed(differs) or t("entry.nothing_differs"))


def _listed(differs: list[Changed]) -> str:
    """Each field that was changed, as a line of a list."""
    return "\n".join(f"- {plain(t('entry.changed_line', **each._asdict()))}" for each in differs)


def earlier(found: Measurement) -> None:
    """What was seen in the other periods."""
    told = [(each.observation, t(f"follow_up_export.state.{each.state}")) for each in found.others]
    if told:
        show.table(entry.earlier_table(found.indicator, told, language()), t("entry.earlier"))


def value(found: Measurement) -> None:
    """The value as it was last written down, with what was said about it; both bounds where someone did not answer."""
    there = found.observation
    if there is None:
        return
    st.markdown(f"**{plain(entry.echo(found.indicator, there.total, language()))}**")
    for words in entry.both_bounds(found.indicator, there.total, language()):
        st.markdown(plain(words))
    for name in ("method", "comment", "reason"):
        words = getattr(there, name)
        if words:
            st.markdown(f"{t(f'entry.{name}')}: {plain(words)}")


def past(found: Measurement) -> None:
    """All that was written down, latest first: who, when, what, why, and what it said before."""
    if not found.versions:
        return
    with folded(t("entry.versions"), "value-versions") as opened:
        if opened.open:
            for each, before in zip_longest(found.versions, found.versions[1:]):
                st.markdown(_version(found, each, before))


def _version(found: Measurement, each: ObservationVersion, before: ObservationVersion | None) -> str:
    said = entry.value_words(found.indicator, each.observation.total, language())
    when = format_moment(each.at)
    line = t("entry.version_line", when=when, who=workspace.person(each.who), value=said)
    told = plain(t("entry.version_reason", line=line, reason=each.reason) if each.reason else line)
    differs = changed(found.indicator, before.observation, each.observation, language()) if before else []
    return f"{told}\n\n{_listed(differs)}" if differs else told
