"""What a bidder writes is words: in its name, in its method and in what it calls its file; on pages and on paper."""

import pytest

from chain.text import Text
from storage.operations import procurement
from tests.acting import here
from tests.chain.bids import shipped
from tests.pages.procurement.bidding import ID, decided, open_bids, page, publish, read
from tests.pages.test_bad_input import HOSTILE

PAGES = "tender_assess", "tender_bids", "tender_result", "tender_decision"


def hand_in(writer, of, words: str) -> None:
    """Two bids, the first of a bidder whose every word is this."""
    stamp = procurement.load(writer.store, here(writer.store), ID).locked[-1].fingerprint
    for number, bid in enumerate(shipped()[1].bids[:2]):
        told = {"fingerprint": stamp, "received_at": None}
        if number == 0:
            told |= {"bidder": words, "method": Text(sv=words)}
        ask = f"{words}.xlsx", f"{number}".encode(), bid.model_copy(update=told)
        assert procurement.receive_bid(writer.store, here(writer.store), ID, *ask).is_accepted


def drawn(visit) -> list[str]:
    """What a page draws as Markdown, where words could become something else."""
    kinds = "markdown", "caption", "success", "warning", "error", "info", "subheader", "header"
    return [str(each.value) for kind in kinds for each in getattr(visit.at, kind)]


@pytest.mark.parametrize("words", [each for each in HOSTILE if "\n" not in each])
def test_markup_of_a_bidder_is_words_on_every_page_before_and_after_the_award(empty, words):
    of = publish(empty)
    open_bids(empty)
    hand_in(empty, of, words)
    for name in PAGES:
        visit = page(name)
        assert [each for each in drawn(visit) if runs(each, words)] == [], name
    assert words in read(page("tender_bids")), "and they can be read"
    assert "Utvärderingen är sparad." in page("tender_result").press("keep-evaluation").told("success")
    visit = decided(empty)
    assert [each for each in drawn(visit) if runs(each, words)] == []


def runs(told: str, words: str) -> bool:
    """Whether the words stand there as something that would be drawn as more than words."""
    return words in told or "](http" in told or ":red[" in told
