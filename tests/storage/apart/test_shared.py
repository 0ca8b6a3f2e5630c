"""Those with whom an intervention is shared, and its owner: what each may do, and with which registers."""

import pytest

from chain.people import LOCAL, Access, Acting
from storage import operations
from tests.storage.apart.asked import (
    EXAMINED,
    NOBODY_SIGNS_IN,
    ONES_OWN,
    OWN,
    READ,
    REGISTER,
    WRITE,
    changed,
)
from tests.storage.apart.county import REAL, SECRETS, anna
from tests.storage.apart.unseen import as_if_never
from tests.storage.asking import codes
from tests.storage.look import rows_of
from tests.storage.samples import with_deadweight, words

DONE_WITHOUT_A_WORD = ("withdraw_redaction", "revoke_share_link", "remove_indicator", "remove_evidence")


def test_readers_read_everything_and_change_nothing(store, address, real):
    reader, before = anna(store, "reader"), rows_of(address)
    operations_of_readers = {name: call for name, call in READ.items() if name not in ("copy", "redactions")}
    for name, call in operations_of_readers.items():
        assert call(store, reader, real), name
        assert not codes(call(store, reader, real)), name
    for name, call in WRITE.items():
        answer = call(store, reader, real)
        assert codes(answer) == ("storage.not_for_write",) or (
            name in ("last_own_changes", "open_values", "colleagues") and answer == ()
        ), name
    for name, call in OWN.items():
        assert codes(call(store, reader, real)) == ("storage.not_for_own",), name
    as_if_never(store, reader, real, EXAMINED | REGISTER)
    assert rows_of(address) == before


def test_words_that_someone_wants_away_are_not_shown_to_mere_readers(store, real):
    assert operations.redactions(store, anna(store, "reader"), REAL) == []
    operations.confirm_redaction(store, anna(store, "owner"), real.redaction)
    [done] = operations.redactions(store, anna(store, "reader"), REAL)
    assert (done.id, done.words) == (real.redaction, None)


def test_only_the_owner_lets_words_go_out_of_kept_results(store, real):
    wanted = operations.propose_redaction(store, Acting("bo", anna(store, "writer").organisation_id), REAL,
                                          "Bättre betyg", "Ett skäl", kept_too=True)  # fmt: skip
    assert codes(operations.confirm_redaction(store, anna(store, "writer"), wanted.id)) == ("storage.not_for_own",)
    assert operations.versions(store, anna(store, "owner"), REAL)[0].withdrawn is None
    assert operations.confirm_redaction(store, anna(store, "owner"), wanted.id).confirmed_by == "anna"
    assert operations.versions(store, anna(store, "owner"), REAL)[0].withdrawn


@pytest.mark.parametrize("role", ["writer", "owner"])
def test_writers_change_what_it_says_and_only_the_owner_decides_over_it(store, real, role):
    acting = anna(store, role)
    for name, call in (READ | EXAMINED | WRITE | REGISTER).items():
        answer = call(store, acting, real)
        assert not codes(answer), name
        assert answer or name in (*DONE_WITHOUT_A_WORD, *NOBODY_SIGNS_IN), name
    for name, call in OWN.items():
        refused = ("storage.shared_with_owner",) if name == "share" else ()
        expected = refused if role == "owner" else ("storage.not_for_own",)
        assert codes(call(store, acting, real)) == expected, name


def test_a_guests_changes_bear_the_guests_name_and_a_copy_is_the_guests_own(store, real):
    writer, reader = anna(store, "writer"), anna(store, "reader")
    operations.save(store, writer, changed(real), 1)
    assert {each.by_organisation for each in operations.history(store, reader, REAL)[:2]} == {"Kommun writer"}
    made = operations.copy(store, reader, REAL, words("Kopia"))
    assert (made.organisation_id, made.owner, made.access) == (reader.organisation_id, "Kommun reader", Access.OWN)
    assert operations.load(store, anna(store, "owner"), made.chain.id) is None
    assert {each.who for each in operations.history(store, reader, made.chain.id)} == {"anna"}


def test_a_guest_gives_up_a_sharing_and_ends_no_other(store, real):
    reader, writer = anna(store, "reader"), anna(store, "writer")
    assert codes(operations.unshare(store, reader, REAL, writer.organisation_id)) == ("storage.not_for_own",)
    assert codes(operations.share(store, writer, REAL, reader.organisation_id, Access.WRITE)) == (
        "storage.not_for_own",
    )
    assert operations.unshare(store, reader, REAL, reader.organisation_id) is None
    assert operations.load(store, reader, REAL) is None
    assert operations.load(store, writer, REAL) is not None


def test_ones_own_last_action_is_what_one_did_for_this_organisation(store, real):
    """The same person may sit at both desks; at one, what was done at the other is not one's own to take back."""
    owner, writer = anna(store, "owner"), anna(store, "writer")
    operations.save(store, owner, changed(real), 1)
    assert operations.last_own_changes(store, writer, REAL) == ()
    assert codes(operations.undo(store, writer, REAL)) == ("storage.nothing_to_undo",)
    there = operations.load(store, writer, REAL)
    operations.save(store, writer, with_deadweight(there.chain, 0.4, 2), there.version)
    assert [each.place for each in operations.last_own_changes(store, owner, REAL)] == [
        "effects/E1/deadweight", "effects/E2/deadweight",
    ]  # fmt: skip
    assert not codes(operations.undo(store, writer, REAL))
    assert operations.load(store, owner, REAL).chain == there.chain


def test_what_one_does_with_registers_touches_ones_own(store, real):
    def registers(of: Acting) -> tuple:
        named = operations.organisations(store, LOCAL)[0].name
        listed = operations.assumption_sets(store, of), operations.printed_reports(store, of), named
        listed = operations.assumption_sets(store, of), operations.comparisons(store, of), named
        seen = operations.statistics(store, of), operations.statistics_series(store, of, "N31849")
        return operations.goals(store, of, retired=True), operations.prices(store, of), *listed, *seen

    owner = anna(store, "owner")
    before = registers(owner)
    for acting in (anna(store, role) for role in ("writer", "reader", "stranger", "nobody")):
        for name, call in ONES_OWN.items():
            answer = repr(call(store, acting, real))
            assert not [word for word in SECRETS if word in answer], name
        assert not [word for word in SECRETS if word in repr(registers(acting)[:3])]
    assert registers(owner) == before
