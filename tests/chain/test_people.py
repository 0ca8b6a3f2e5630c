"""The one rule of who may do what, as a law over every organisation, every sharing and every wish."""

from hypothesis import given
from hypothesis import strategies as st

from chain.people import Access, Acting, Standing, may

ORGANISATIONS = st.sampled_from(("", "a", "A", "b", "c", "a "))
SHARED = st.dictionaries(ORGANISATIONS, st.sampled_from((Access.READ, Access.WRITE)))
RANK = {Access.READ: {Access.READ}, Access.WRITE: {Access.READ, Access.WRITE}, Access.OWN: set(Access)}


def allowed(organisation: str, which: Standing, who: str = "anna") -> set[Access]:
    """All that this organisation may do."""
    return {wish for wish in Access if may(Acting(who, organisation), wish, which)}


@given(ORGANISATIONS, ORGANISATIONS, SHARED)
def test_the_owner_may_everything_a_guest_what_it_was_let_and_anyone_else_nothing(asking, owner, shared):
    expected = Access.OWN if asking == owner else shared.get(asking)
    which = Standing(owner, shared)
    assert which.access(asking) is expected
    assert allowed(asking, which) == (RANK[expected] if expected else set())


@given(ORGANISATIONS, ORGANISATIONS, SHARED, ORGANISATIONS, st.sampled_from(Access))
def test_what_others_are_let_changes_nothing_for_oneself(asking, owner, shared, other, access):
    if other not in (asking, owner):
        assert allowed(asking, Standing(owner, shared | {other: access})) == allowed(asking, Standing(owner, shared))


@given(st.text(), st.text(), ORGANISATIONS, SHARED)
def test_the_organisation_decides_and_not_the_person(one, other, asking, shared):
    which = Standing("a", shared)
    assert allowed(asking, which, one) == allowed(asking, which, other)


def test_what_is_not_shared_belongs_to_its_owner_alone():
    assert allowed("b", Standing("a")) == set()
    assert allowed("a", Standing("a")) == set(Access)
