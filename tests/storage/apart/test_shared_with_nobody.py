"""What is for its organisation alone: reports that are typed in, and comparisons."""

from chain.forecast.model import Comparison
from storage import operations
from tests.storage.apart.asked import (
    COMPARISON,
    PRINTED,
    other_comparison,
)
from tests.storage.apart.county import APART, REAL, anna
from tests.storage.apart.unseen import as_if_never
from tests.storage.asking import codes
from tests.storage.look import rows_of


def test_a_typed_report_is_for_its_organisation_alone(store, address, real):
    before = rows_of(address)
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, PRINTED)
    assert rows_of(address) == before
    for name, call in PRINTED.items():
        assert not codes(call(store, anna(store, "owner"), real)), name
    assert operations.printed_reports(store, anna(store, "owner")) == []


def test_a_comparison_is_for_its_organisation_alone_also_when_its_intervention_is_shared(store, address, real):
    before = rows_of(address)
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, COMPARISON)
        assert [operations.comparisons(store, anna(store, role), put_away) for put_away in (False, True)] == [[], []]
    assert rows_of(address) == before
    owner = anna(store, "owner")
    for name, call in COMPARISON.items():
        assert not codes(call(store, owner, real)), name
    assert [each.id for each in operations.comparisons(store, owner)] == ["a-copy"]
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, COMPARISON)


def test_words_are_taken_out_of_a_comparison_by_its_organisation_alone(store, address, real):
    key = operations.comparison_key
    asks = {
        "redactions": lambda s, a, it: operations.redactions(s, a, key(it.comparison)),
        "propose": lambda s, a, it: operations.propose_redaction(s, a, key(it.comparison), "Hemlig jämf", "Ett skäl"),
        "history": lambda s, a, it: operations.history(s, a, key(it.comparison)),
        "places": lambda s, a, it: operations.history_places(s, a, key(it.comparison)),
    }
    before = rows_of(address)
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, asks)
    assert rows_of(address) == before
    assert not codes(asks["propose"](store, anna(store, "owner"), real))


def test_a_comparison_points_at_ones_own_intervention_only_and_takes_nobodys_id(store, real):
    for role, code in (("writer", "storage.gone"), ("stranger", "storage.gone")):
        acting = anna(store, role)
        own = Comparison(id=f"one-of-{role}")
        assert codes(operations.add_comparison(store, acting, own, REAL)) == (code,)
        assert operations.add_comparison(store, acting, own).intervention_id is None
        assert codes((operations.point_comparison(store, acting, own.id, REAL),)) == (code,)
        for taken in (Comparison(id=real.comparison), other_comparison(real.comparison)):
            assert codes(operations.add_comparison(store, acting, taken)) == ("storage.comparison_id_taken",)
