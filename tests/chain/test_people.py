"""The one rule of who may do what, as a law over every organisation, sharing, role and wish."""

from hypothesis import given
from hypothesis import strategies as st

from chain.people import MAY, NEEDS, Access, Acting, Grant, Role, Standing, Wish, able, may

ORGANISATIONS = st.sampled_from(("", "a", "A", "b", "c", "a "))
SHARED = st.dictionaries(ORGANISATIONS, st.sampled_from((Access.READ, Access.WRITE)))
GRANTS = st.frozensets(st.builds(Grant, st.sampled_from(Role), st.sampled_from((None, "i1", "i2"))))
WITHIN = {Access.READ: {Access.READ}, Access.WRITE: {Access.READ, Access.WRITE}, Access.OWN: set(Access), None: set()}


def allowed(organisation: str, which: Standing, who: str = "anna", grants: frozenset[Grant] | None = None) -> set[Wish]:
    """All that this person may do for this organisation."""
    return {wish for wish in Wish if may(Acting(who, organisation, grants), wish, which)}


@given(ORGANISATIONS, ORGANISATIONS, SHARED)
def test_the_owner_may_everything_a_guest_what_it_was_let_and_anyone_else_nothing(asking, owner, shared):
    expected = Access.OWN if asking == owner else shared.get(asking)
    which = Standing(owner, shared)
    assert which.access(asking) is expected
    assert allowed(asking, which) == {wish for wish in Wish if NEEDS[wish] in WITHIN[expected]}


@given(ORGANISATIONS, ORGANISATIONS, SHARED, ORGANISATIONS, st.sampled_from(Access))
def test_what_others_are_let_changes_nothing_for_oneself(asking, owner, shared, other, access):
    if other not in (asking, owner):
        assert allowed(asking, Standing(owner, shared | {other: access})) == allowed(asking, Standing(owner, shared))


@given(GRANTS, st.sampled_from((None, "i1", "i2", "i3")), ORGANISATIONS, SHARED)
def test_roles_only_narrow_what_the_organisation_may(grants, intervention_id, asking, shared):
    which = Standing("a", shared, intervention_id)
    held = {each.role for each in grants if each.intervention_id in (None, intervention_id)}
    expected = {wish for wish in allowed(asking, which) if any(wish in MAY[role] for role in held)}
    assert allowed(asking, which, grants=grants) == expected


@given(st.text(), st.text(), GRANTS)
def test_the_roles_decide_and_not_the_name(one, other, grants):
    assert allowed("a", Standing("a"), one, grants) == allowed("a", Standing("a"), other, grants)


@given(GRANTS, st.sampled_from(("i1", "i2", "i3")))
def test_what_a_list_shows_is_what_the_rule_lets_read(grants, intervention_id):
    acting = Acting("anna", "a", grants)
    shown = acting.reads() is None or intervention_id in acting.reads()
    assert shown == may(acting, Wish.READ, Standing("a", intervention_id=intervention_id))
    assert Acting("anna", "a").reads() is None


def test_the_roles_that_a_refusal_names_are_those_that_may():
    for wish in Wish:
        assert able(wish) == tuple(role for role in Role if may_as(role, wish))


def may_as(role: Role, wish: Wish) -> bool:
    """Whether somebody with this role alone may do this with what is the organisation's own."""
    return wish in allowed("a", Standing("a"), grants=frozenset({Grant(role)}))


def test_a_role_for_one_intervention_opens_no_other_and_no_register():
    grants = frozenset({Grant(Role.CONTROLLER, "i1")})
    assert Wish.REVIEW in allowed("a", Standing("a", intervention_id="i1"), grants=grants)
    assert allowed("a", Standing("a", intervention_id="i2"), grants=grants) == set()
    assert allowed("a", Standing("a"), grants=grants) == set()


def test_what_is_not_shared_belongs_to_its_owner_alone():
    assert allowed("b", Standing("a")) == set()
    assert allowed("a", Standing("a")) == set(Wish)
    assert allowed("a", Standing("a"), grants=frozenset()) == set()
