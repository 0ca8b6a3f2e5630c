"""The parts of the story before the value: the need, the chain, the cost."""

from collections.abc import Iterator

from chain.model import Chain, Outcome, by_id
from reports.headline import cost_sentence
from reports.tell import showing
from reports.tell.story import Chapter, Grid, Said
from reports.tell.voice import Voice
from reports.texts.numbers import format_number

NOTHING = "–"


def need(voice: Voice) -> Chapter:
    """Why: the need, the purpose, for whom, and who is affected."""
    return Chapter(
        "need",
        voice.words("told.part.need"),
        said=tuple(_why(voice)),
        facts=tuple((voice.words(f"told.fact.{name}"), words) for name, words in _facts(voice) if words),
        grids=_stakeholders(voice),
    )


def _why(voice: Voice) -> Iterator[Said]:
    chain, language = voice.chain, voice.language
    yield voice.said("need/need", chain.need.into(language) or voice.words("told.no_need"))
    if purpose := chain.purpose.into(language):
        yield voice.said("need/purpose", purpose)


def _facts(voice: Voice) -> Iterator[tuple[str, str]]:
    chain, language = voice.chain, voice.language
    yield "target_group", chain.target_group.into(language)
    yield "unit", chain.responsible_unit.into(language)
    yield "period", f"{chain.start_year}–{chain.end_year}"
    yield "status", voice.words(f"status.{chain.status}")
    yield "method", voice.words(f"method.{chain.method}")
    yield "starters", _starters(voice)
    served = {goal_id for outcome in chain.outcomes for goal_id in outcome.goal_ids}
    yield "goals", "; ".join(goal.name.into(language) for goal in chain.goals if goal.id in served)


def _starters(voice: Voice) -> str:
    """How many start in all, in the chain's own unit."""
    cohorts = voice.chain.cohorts
    if cohorts is None or "chain/cohorts" in voice.hidden:
        return ""
    return f"{format_number(voice.language, cohorts.total())} {voice.chain.cohort_unit.into(voice.language)}".strip()


def _stakeholders(voice: Voice) -> tuple[Grid, ...]:
    """Who is affected, and how they were involved or why they were left out."""
    found = [
        (each.name.into(voice.language) or each.id, voice.words(f"told.stakeholder.{'in' if each.included else 'out'}"),
         (each.involved if each.included else each.exclusion_reason).into(voice.language) or NOTHING)
        for each in voice.chain.stakeholders
    ]  # fmt: skip
    titles = tuple(voice.words(f"told.column.{name}") for name in ("stakeholder", "counted", "involved"))
    caption = voice.words("told.table.stakeholders")
    return (Grid(caption, titles, (False,) * 3, tuple(found)),) if found else ()


# --- the chain ---


def chain(voice: Voice) -> Chapter:
    """How it hangs together: what is done leads to what, for whom, and how that is seen."""
    grids = _links(voice)
    said = (voice.said("chain/finding", voice.words("told.chain" if grids else "told.no_chain")),)
    return Chapter("chain", voice.words("told.part.chain"), said, grids=grids)


def _links(voice: Voice) -> tuple[Grid, ...]:
    rows = tuple(_link(each, voice.chain, voice.language) for each in voice.chain.outcomes)
    titles = tuple(voice.words(f"told.column.{name}") for name in ("through", "outcome", "for_whom", "indicator"))
    return (Grid(voice.words("told.table.chain"), titles, (False,) * 4, rows),) if rows else ()


def _link(outcome: Outcome, found: Chain, language: str) -> tuple[str, ...]:
    """One outcome: what leads to it, whose it is, and what it is seen by."""
    whose = by_id(found.stakeholders).get(outcome.stakeholder_id)
    before = _named(found, "outputs", outcome.output_ids, language) + _named(
        found, "outcomes", outcome.outcome_ids, language
    )
    seen = [each.name.into(language) for each in found.indicators if each.outcome_id == outcome.id]
    cells = (
        "; ".join(before),
        outcome.name.into(language),
        whose.name.into(language) if whose else "",
        "; ".join(seen),
    )
    return tuple(cell or NOTHING for cell in cells)


def _named(found: Chain, kind: str, ids: tuple[str, ...], language: str) -> list[str]:
    elements = by_id(getattr(found, kind))
    return [elements[each].name.into(language) or each for each in ids if each in elements]


# --- the cost ---


def cost(voice: Voice) -> Chapter:
    """What is put in, by whom and when."""
    sentence = voice.said("cost/finding", cost_sentence(voice.result, voice.language, voice.perspective))
    exhibits = showing.cost_by_year(voice)
    return Chapter("cost", voice.words("told.part.cost"), (sentence,), exhibits=exhibits, grids=_resources(voice))


def _resources(voice: Voice) -> tuple[Grid, ...]:
    """What is put in, of which kind, by whom, and whether it is counted."""
    actors = by_id(voice.chain.actors)
    rows = tuple(
        (
            each.name.into(voice.language) or each.id,
            voice.words(f"resource_kind.{each.kind}"),
            actors[each.payer_id].name.into(voice.language) if each.payer_id in actors else NOTHING,
            voice.words("told.counted.yes")
            if each.valued
            else each.not_valued_reason.into(voice.language) or voice.words("told.counted.no"),
        )
        for each in voice.chain.resources
    )
    titles = tuple(voice.words(f"told.column.{name}") for name in ("resource", "kind", "payer", "counted"))
    return (Grid(voice.words("told.table.resources"), titles, (False,) * 4, rows),) if rows else ()
