"""What only people know of an analysis: the forms for an answer, for who has seen it, and for what was decided."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from chain.judgement import Answer, Decision, DecisionKind, Review, ReviewKind, Stand, Verdict
from chain.model import Chain
from chain.text import Text
from pages.parts import inputs
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet, label_of
from pages.parts.words import language, plain, t
from reports import judgement
from reports.texts import LANGUAGES, text


def _answer(sheet: Sheet, chain: Chain, old: Answer) -> Mapping[str, object]:
    """The point as it is put today goes along with the answer, so that it can be read on its own."""
    point = Text(**{each: text(each, f"honesty.item.{old.id}") for each in LANGUAGES})
    st.markdown(f"**{plain(point.into(language()))}**")
    st.caption(plain(t(f"honesty.mend.{old.id}")))
    asked = f"{label_of('stand')} ({t('common.required')})"
    stand = inputs.choice(sheet, "stand", old.stand, inputs.members("stand", Stand), optional=True, label=asked)
    if not stand:
        inputs.missing(sheet, "stand")
    return {
        "name": point,
        "stand": stand,
        "words": inputs.text(sheet, "words", old.words, long=True, required=True),
        "answered_by": inputs.line(sheet, "answered_by", old.answered_by),
        "answered_on": inputs.day(sheet, "answered_on", old.answered_on or date.today()),
    }


def _review(sheet: Sheet, chain: Chain, old: Review) -> Mapping[str, object]:
    given = {
        "name": inputs.text(sheet, "name", old.name, required=True, label=t("judgement.occasion")),
        "kind": inputs.choice(sheet, "kind", old.kind, inputs.members("review_kind", ReviewKind)),
        "heard_id": inputs.choice(sheet, "heard_id", old.heard_id, inputs.named(chain.stakeholders), optional=True),
    }
    left, right = st.columns(2)
    with left:
        given["seen_by"] = inputs.line(sheet, "seen_by", old.seen_by)
        given["persons"] = _persons(sheet, old)
    with right:
        given["seen_on"] = inputs.day(sheet, "seen_on", old.seen_on)
        given["verdict"] = inputs.choice(sheet, "verdict", old.verdict, inputs.members("verdict", Verdict),
                                         optional=True)  # fmt: skip
    return given | {"words": inputs.text(sheet, "words", old.words, long=True, label=t("judgement.said"))}


def _persons(sheet: Sheet, old: Review) -> int | None:
    count = inputs.whole(sheet, "persons", old.persons)
    if count is not None and not 0 <= count <= judgement.MOST_PERSONS:
        sheet.report(judgement.persons_outside(f"{sheet.form}/persons", count))
        return old.persons
    return count


def _decision(sheet: Sheet, chain: Chain, old: Decision) -> Mapping[str, object]:
    given = {
        "name": inputs.text(sheet, "name", old.name, required=True, label=t("judgement.what")),
        "kind": inputs.choice(sheet, "kind", old.kind, inputs.members("decision_kind", DecisionKind)),
        "owner": inputs.line(sheet, "owner", old.owner),
    }
    left, right = st.columns(2)
    with left:
        given["decided_on"] = inputs.day(sheet, "decided_on", old.decided_on)
    with right:
        given["follow_up_on"] = inputs.day(sheet, "follow_up_on", old.follow_up_on)
    return given | {
        "words": inputs.text(sheet, "words", old.words, long=True, label=t("judgement.why")),
        "followed_up": inputs.text(sheet, "followed_up", old.followed_up, long=True),
    }


def _said(chain: Chain, each: Answer | Review | Decision) -> str:
    return judgement.one_line(each, chain, language())


ANSWERS = Kind("answers", _answer, lambda ident: Answer(id=ident, name=Text()), _said)
REVIEWS = Kind("reviews", _review, lambda ident: Review(id=ident, name=Text()), _said)
DECISIONS = Kind("decisions", _decision, lambda ident: Decision(id=ident, name=Text()), _said)
LOGS = (REVIEWS, DECISIONS)
