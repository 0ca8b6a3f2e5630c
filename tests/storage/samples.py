"""A small chain with something of every kind, and ways to change it."""

from datetime import date

from chain.assumption import Assumption, Series
from chain.judgement import Answer, Decision, FigureGroup, Review, Stand, Verdict
from chain.model import (
    Activity,
    Actor,
    Chain,
    DirectNumber,
    Goal,
    Indicator,
    Level,
    MonetisedEffect,
    Outcome,
    Output,
    Proxy,
    Resource,
    ResourceKind,
    Stakeholder,
)
from chain.people import Acting
from chain.text import Text
from storage import operations
from storage.operations import Stored
from storage.store import Store


def words(swedish: str) -> Text:
    """A text in both languages."""
    return Text(sv=swedish, en=f"{swedish} (en)")


def number(value: float) -> Assumption:
    """A figure with a reason."""
    return Assumption(value=value, reason=words("Skäl"), source="Källa")


def effect(n: int, deadweight: float = 0.2) -> MonetisedEffect:
    """An effect by its number."""
    return MonetisedEffect(
        id=f"E{n}",
        name=words(f"Effekt {n}"),
        outcome_id="O1",
        actor_id="A1",
        proxy_id="P1",
        quantity=DirectNumber(number=number(5)),
        deadweight=number(deadweight),
    )


def small_chain(chain_id: str = "C1", effects: int = 2) -> Chain:
    """A chain with one element of every kind and some effects."""
    return Chain(
        id=chain_id,
        name=words("Läxhjälp"),
        start_year=2025,
        end_year=2027,
        cohorts=Series(values={2025: 10, 2026: 0}),
        actors=(Actor(id="A1", name=words("Skolan"), level=Level.MUNICIPALITY),),
        stakeholders=(Stakeholder(id="S1", name=words("Elever"), group_size=number(40)),),
        goals=(Goal(id="G1", name=words("Fler klarar skolan")),),
        resources=(
            Resource(
                id="R1", name=words("Lärare"), kind=ResourceKind.MONEY, amounts=Series(values={2025: 1250.55, 2026: 0})
            ),
        ),
        activities=(Activity(id="V1", name=words("Träffar"), resource_ids=("R1",)),),
        outputs=(Output(id="U1", name=words("Timmar"), activity_ids=("V1",)),),
        outcomes=(Outcome(id="O1", name=words("Bättre betyg"), output_ids=("U1",), goal_ids=("G1",)),),
        indicators=(Indicator(id="I1", name=words("Behöriga"), outcome_id="O1", baseline=number(0)),),
        proxies=(Proxy(id="P1", name=words("Elevpeng"), price=number(91_234.5)),),
        effects=tuple(effect(n) for n in range(1, effects + 1)),
    )


def judged(chain: Chain) -> Chain:
    """The chain with an answer, an occasion, a decision and a named group."""
    answer = Answer(id="limitations", name=words("Begränsningar"), stand=Stand.NO, words=words("Nej"))
    review = Review(id="R1", name=words("Samråd"), seen_on=date(2025, 11, 3), persons=0, verdict=Verdict.CONFIRMED)
    decision = Decision(id="D1", name=words("Fortsätt"), owner="Nämnden", follow_up_on=date(2026, 2, 28))
    group = FigureGroup(id="g", name=words("Lönerna"))
    more = {"answers": (answer,), "reviews": (review,), "decisions": (decision,), "groups": (group,)}
    return chain.model_copy(update=more)


def with_deadweight(chain: Chain, value: float, *numbers: int) -> Chain:
    """The chain with this deadweight in the effects of these numbers, or in all."""
    ids = {f"E{n}" for n in numbers}
    changed = tuple(
        each.model_copy(update={"deadweight": number(value)}) if not ids or each.id in ids else each
        for each in chain.effects
    )
    return chain.model_copy(update={"effects": changed})


def kept(store: Store, organisation_id: str, chain: Chain | None = None) -> Stored:
    """The chain, created."""
    made = operations.create(store, Acting("anna", organisation_id), chain or small_chain())
    assert isinstance(made, Stored)
    return made
