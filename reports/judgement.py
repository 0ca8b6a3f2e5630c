"""What people have answered for, in words and as tables: answers, who has seen the result, what was decided."""

from collections.abc import Iterable
from datetime import date

from pandas import DataFrame

from chain.judgement import Answer, Decision, Review
from chain.model import Chain, by_id
from chain.problem import Problem, problem
from reports.texts import text
from reports.texts.numbers import format_date, format_number

MOST_PERSONS = 1_000_000_000
ANSWERS = ("item", "stand", "said", "person", "day")
REVIEWS = ("occasion", "kind_of", "heard", "seen_by", "persons", "day", "verdict", "said")
DECISIONS = ("decision", "kind_of", "owner", "decided_on", "follow_up_on", "said", "followed_up")


def persons_outside(place: str, count: int) -> Problem:
    """That so many cannot have taken part."""
    return problem("number.persons", place, value=count, limit=MOST_PERSONS)


def one_line(each: Answer | Review | Decision, chain: Chain, language: str) -> str:
    """One line about an answer, an occasion or a decision: what was said, by whom, when."""
    parts = {Answer: _of_answer, Review: _of_review, Decision: _of_decision}[type(each)](each, chain, language)
    return "; ".join(filter(None, parts))


def _of_answer(each: Answer, _chain: Chain, language: str) -> tuple[str, ...]:
    stand = text(language, f"stand.{each.stand}") if each.stand else ""
    return ": ".join(filter(None, (stand, each.words.into(language)))), each.answered_by, _day(each.answered_on)


def _of_review(each: Review, chain: Chain, language: str) -> tuple[str, ...]:
    kind = text(language, f"review_kind.{each.kind}")
    persons = "" if each.persons is None else format_number(language, each.persons, 0)
    counted = persons and text(language, "judgement.persons", count=persons)
    return kind, _heard(each, chain, language), each.seen_by, counted, _day(each.seen_on), _verdict(each, language)


def _of_decision(each: Decision, _chain: Chain, language: str) -> tuple[str, ...]:
    kind, seen = text(language, f"decision_kind.{each.kind}"), each.followed_up.into(language)
    owner = text(language, "judgement.owner" if each.owner else "judgement.no_owner", owner=each.owner)
    follow = each.follow_up_on and text(language, "judgement.follow_up", day=_day(each.follow_up_on))
    followed = seen and text(language, "judgement.followed_up", words=seen)
    return kind, owner, _day(each.decided_on), follow or "", followed


def _verdict(each: Review, language: str) -> str:
    return text(language, f"verdict.{each.verdict}" if each.verdict else "judgement.planned")


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _heard(each: Review, chain: Chain, language: str) -> str:
    found = by_id(chain.stakeholders).get(each.heard_id)
    return (found.name.into(language) or found.id) if found else ""


def answers(chain: Chain, language: str) -> DataFrame:
    """The points that someone has answered, each with the answer."""
    rows = [
        {
            "item": each.name.into(language) or each.id,
            "stand": text(language, f"stand.{each.stand}") if each.stand else "",
            "said": each.words.into(language),
            "person": each.answered_by,
            "day": _day(each.answered_on),
        }
        for each in chain.answers
    ]
    return DataFrame(rows, columns=list(ANSWERS))


def reviews(chain: Chain, language: str) -> DataFrame:
    """Everyone who has taken part, confirmed or gone through it, and what they said."""
    rows = [
        {
            "occasion": each.name.into(language),
            "kind_of": text(language, f"review_kind.{each.kind}"),
            "heard": _heard(each, chain, language),
            "seen_by": each.seen_by,
            "persons": "" if each.persons is None else format_number(language, each.persons, 0),
            "day": _day(each.seen_on),
            "verdict": _verdict(each, language),
            "said": each.words.into(language),
        }
        for each in chain.reviews
    ]
    return DataFrame(rows, columns=list(REVIEWS))


def decisions(chain: Chain, language: str) -> DataFrame:
    """What was recommended and decided, whose it is, and when it is followed up."""
    rows = [
        {
            "decision": each.name.into(language),
            "kind_of": text(language, f"decision_kind.{each.kind}"),
            "owner": each.owner,
            "decided_on": _day(each.decided_on),
            "follow_up_on": _day(each.follow_up_on),
            "said": each.words.into(language),
            "followed_up": each.followed_up.into(language),
        }
        for each in chain.decisions
    ]
    return DataFrame(rows, columns=list(DECISIONS))


def tables(chain: Chain, language: str) -> Iterable[tuple[str, DataFrame]]:
    """All that people have answered for, by the key of its heading; empty tables too."""
    yield "answers", answers(chain, language)
    yield "reviews", reviews(chain, language)
    yield "decisions", decisions(chain, language)
