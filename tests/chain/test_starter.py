"""An empty chain to begin with."""

from chain.checks import check_chain
from chain.document import read_chain, write_chain
from chain.model import Level
from chain.problem import Severity
from chain.starter import new_chain
from chain.text import Text


def test_a_new_chain_claims_nothing_and_knows_who_usually_meets():
    chain = new_chain("c", Text(sv="Ny"), 2024, 2026)
    assert (chain.start_year, chain.end_year, chain.name) == (2024, 2026, Text(sv="Ny"))
    assert {actor.level for actor in chain.actors} == set(Level) - {Level.OTHERS}
    assert all(actor.name.sv and actor.name.en for actor in chain.actors)
    assert chain.model_dump(exclude={"id", "name", "start_year", "end_year", "actors"}, exclude_defaults=True) == {}


def test_a_new_chain_can_be_kept_and_says_what_stops_a_result():
    chain = new_chain("c", Text(sv="Ny"), 2024, 2026)
    assert read_chain(write_chain(chain)) == (chain, [])
    errors = {each.code for each in check_chain(chain, 2026) if each.severity is Severity.ERROR}
    assert errors == {"resource.none", "effect.none"}
