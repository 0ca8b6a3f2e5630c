"""What must hold of every comparison of bids."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chain.procurement.bid import Bids
from chain.procurement.document import fingerprint, read_procurement, write_procurement
from sroi.procurement.evaluate import evaluate, scored
from sroi.procurement.exact import exact
from sroi.procurement.switching import switching
from sroi.procurement.thresholds import by_value_weight, envelope
from tests.laws.procurements import contests, procurements

few = settings(max_examples=40, deadline=None)


def order(lines):
    return [line.bid_id for line in lines]


def ranks(lines):
    return {line.bid_id: line.rank for line in lines}


@given(contests(least=3))
@few
def test_a_bid_more_never_turns_the_order_of_the_others(contest):
    model, bids, judged = contest
    whole = order(scored(model, bids, judged))
    for left_out in bids:
        without = [each for each in bids if each is not left_out]
        assert order(scored(model, without, judged)) == [name for name in whole if name != left_out.id]


@given(contests(), st.randoms())
@few
def test_the_order_of_import_does_not_matter(contest, random):
    model, bids, judged = contest
    came = Bids(procurement_id=model.id, bids=tuple(bids), judgements=tuple(judged))
    random.shuffle(bids)
    random.shuffle(judged)
    again = Bids(procurement_id=model.id, bids=tuple(bids), judgements=tuple(judged))
    assert evaluate(model, came) == evaluate(model, again)


@given(contests(), st.integers(1, 10**6))
@few
def test_a_lower_price_never_ranks_lower(contest, cut):
    model, bids, judged = contest
    first, *rest = bids
    cheaper = first.model_copy(update={"price_sek": first.price_sek - min(cut, first.price_sek / 2)})
    before, after = (ranks(scored(model, [each, *rest], judged))[first.id] for each in (first, cheaper))
    assert after <= before


@given(contests(), st.integers(0, 2), st.integers(1, 100))
@few
def test_more_of_a_quantity_never_worsens(contest, period, more):
    model, bids, judged = contest
    first, *rest = bids
    promise = first.promises[0]
    at = period % len(promise.quantities)
    raised = tuple((each or 0.0) + more * (n == at) for n, each in enumerate(promise.quantities))
    promises = (promise.model_copy(update={"quantities": raised}), *first.promises[1:])
    better = first.model_copy(update={"promises": promises})
    before, after = (scored(model, [each, *rest], judged) for each in (first, better))
    assert ranks(after)[first.id] <= ranks(before)[first.id]


@given(procurements())
@few
def test_the_fingerprint_is_worked_out_again_from_the_document(model):
    again, problems = read_procurement(write_procurement(model))
    assert problems == []
    assert fingerprint(again) == fingerprint(model)


@given(contests())
@few
def test_the_thresholds_cover_every_weight_and_name_the_lowest_line(contest):
    model, bids, judged = contest
    lines = scored(model, bids, judged)
    stretches = by_value_weight(model, lines)
    assert stretches[0].start == 0
    assert stretches[-1].end is None
    assert all(one.end == other.start for one, other in pairwise(stretches))


LINES = st.dictionaries(st.sampled_from("ABCDE"), st.tuples(st.integers(-9, 9), st.integers(0, 9)), min_size=1)


@given(LINES)
def test_within_a_stretch_its_winners_are_lowest(told):
    lines = {name: (Fraction(constant), Fraction(slope)) for name, (constant, slope) in told.items()}
    for each in envelope(lines):
        inside = (each.start + each.end) / 2 if each.end is not None else each.start + 1
        numbers = {name: constant - inside * slope for name, (constant, slope) in lines.items()}
        assert {name for name, number in numbers.items() if number == min(numbers.values())} == set(each.winners)


@given(contests())
@few
def test_the_price_cut_that_is_told_wins_and_less_does_not(contest):
    model, bids, judged = contest
    by_id = {each.id: each for each in bids}
    for told in switching(model, scored(model, bids, judged)):
        if told.winning_price_cut is None:
            continue
        bid = by_id[told.bid_id]
        for cut, wins in ((told.winning_price_cut, True), (told.winning_price_cut - exact(0.01), False)):
            changed = bid.model_copy(update={"price_sek": float(exact(bid.price_sek) - cut)})
            lines = scored(model, [changed, *(each for each in bids if each.id != bid.id)], judged)
            mine = next(line for line in lines if line.bid_id == bid.id)
            assert (mine.rank == 1 and not mine.is_tied) is wins


@given(contests(), st.integers(0, 1))
@few
def test_a_higher_level_never_ranks_lower(contest, which):
    model, bids, judged = contest
    criterion = f"U{which}"
    raised = [
        each.model_copy(update={"level": 3}) if (each.bid_id, each.criterion_id) == (bids[0].id, criterion) else each
        for each in judged
    ]
    before, after = (ranks(scored(model, bids, each))[bids[0].id] for each in (judged, raised))
    assert after <= before
