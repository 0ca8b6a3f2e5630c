"""Somebody shut off, somebody without a role, and nobody; and what is one's own without any role."""

from chain.people import LOCAL, Acting, Grant, Role
from storage import operations
from tests.storage.asking import codes
from tests.storage.roles.municipality import HOME, ONE, come_in, home_of


def test_who_is_shut_off_reaches_nothing_from_their_next_click_on(store):
    home = operations.start_empty(store, LOCAL, HOME).id
    local = Acting(LOCAL, home)
    for login in ("ada", "bea"):
        come_in(store, local, login, frozenset({Grant(Role.ADMINISTRATOR), Grant(Role.CONTROLLER)}))
    ada, bea = (operations.sign_in_from(store, "oidc", "idp", login, login) for login in ("ada", "bea"))
    stale = operations.acting_for(store, bea.person, home)
    assert operations.organisations(store, bea.person.id) == operations.organisations(store, LOCAL)
    assert operations.deactivate(store, operations.acting_for(store, ada.person, home), bea.person.id) is None
    assert operations.visit_of(store, bea.token) is None
    assert operations.acting_for(store, bea.person, home) is None
    assert operations.organisations(store, bea.person.id) == []
    assert operations.sign_in_from(store, "oidc", "idp", "bea", "bea").code == "people.not_let_in"
    for refused in (
        operations.deactivate(store, stale, ada.person.id),
        operations.invite(store, stale, "carl", "", {Grant(Role.READER)}),
        operations.take_role(store, stale, ada.person.id, Grant(Role.ADMINISTRATOR)),
    ):
        assert codes(refused) == ("storage.not_for_role",), "a page drawn before is asked again"


def test_nobody_and_somebody_without_a_role_have_no_organisation_and_begin_none(rehearsed, real):
    vera = operations.names_of(rehearsed, Acting(LOCAL, home_of(rehearsed, HOME)), [real.person])
    assert vera == {real.person: "Vera"}
    assert [each.name for each in operations.organisations(rehearsed, real.person)] == [HOME]
    for who in ("", "anna", "None", real.person):
        assert who == real.person or operations.organisations(rehearsed, who) == []
        for begun in (
            operations.start_empty(rehearsed, who, "Nyby"),
            operations.start_empty(rehearsed, who, HOME),
            operations.start_with_example(rehearsed, who),
        ):
            assert codes(begun) == ("people.begins_at_the_shell",)


def test_drafts_and_choices_are_ones_own(store):
    for who in ("ada", "bea"):
        operations.save_draft(store, who, ONE, "chain", {"need": who})
        operations.set_preference(store, who, "language", who)
    for who in ("ada", "bea"):
        assert [each.values for each in operations.open_drafts(store, who)] == [{"need": who}]
        assert operations.draft(store, who, ONE, "chain").values == {"need": who}
        assert operations.preference(store, who, "language") == who
    operations.discard_draft(store, "ada", ONE, "chain")
    assert operations.open_drafts(store, "ada") == []
    assert operations.open_drafts(store, "bea") != []
    assert operations.draft(store, "", ONE, "chain") is None
