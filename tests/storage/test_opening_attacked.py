"""The opening under attack: two at once, the same one twice, clocks that are set, a process that dies, a full disk."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
import subprocess
import sys
import textwrap
from zoneinfo import ZoneInfo

import pytest

from chain.people import LOCAL, Acting
from storage.failure import StorageFailed
from storage.operations import procurement
from storage.store import open_store
from tests.acting import here
from tests.browser.server import ROOT
from tests.storage.asking import codes
from tests.storage.databases import SQLITE
from tests.storage.look import rows_of
from tests.storage.procuring import (
    AFTER,
    LIST,
    OPENS,
    model,
    offers,
    open_bids,
    publish,
    receive,
    set_clock,
)
from tests.storage.test_faults_sqlite import limit

SIGNED, RECEIVED = procurement.StoredProcurement, procurement.ReceivedFile


@pytest.fixture
def acting(home):
    """The one person where nobody signs in."""
    return Acting("bo", home.id)


@pytest.fixture
def locked(store, acting):
    """A published procurement, an hour after its opening time."""
    made = publish(store, acting, model())
    set_clock(store, AFTER)
    return made


def sign(store, acting, name: str):
    return procurement.sign_opening(store, acting, "P1", LIST, name)


def at_once(*asked):
    """All of it at the same moment; what came of each."""
    with ThreadPoolExecutor(len(asked)) as crowd:
        return [each.result() for each in [crowd.submit(*one) for one in asked]]


def test_two_openers_at_once_both_count_and_a_third_comes_too_late(store, acting, locked):
    found = at_once(*((sign, store, acting, name) for name in ("Ada", "Bo", "Eva")))
    assert sum(isinstance(each, SIGNED) for each in found) == 2
    assert [codes(each) for each in found if not isinstance(each, SIGNED)] == [("procurement.not_from_here",)]
    there = procurement.load(store, acting, "P1").signatures
    assert [each.position for each in there] == [1, 2]
    assert procurement.verify_procurement(store, acting, "P1") == ()


@pytest.mark.parametrize(
    "again", ["Ada", " ADA ", "\u0410da", "A\u200bda"], ids=["same", "capitals", "Cyrillic", "unseen"]
)
def test_one_opener_twice_at_once_is_one(store, acting, locked, again):
    found = at_once((sign, store, acting, "Ada"), (sign, store, acting, again))
    assert sorted(isinstance(each, SIGNED) for each in found) == [False, True]
    assert len(procurement.load(store, acting, "P1").signatures) == 1


def test_the_same_file_from_two_openers_at_once_is_kept_once(store, acting, locked):
    open_bids(store, acting)
    bid = offers(locked.fingerprint)[0]
    found = at_once(*((receive, store, acting, bid) for _ in range(4)))
    assert len(set(found)) == 1
    assert len(procurement.bids_for(store, acting, "P1").files) == 1


def test_a_clock_that_is_set_back_stops_the_opening_and_nothing_is_lost(store, acting, locked):
    sign(store, acting, "Ada")
    set_clock(store, OPENS - timedelta(seconds=1))
    assert codes(sign(store, acting, "Bo")) == ("procurement.clock_back",)
    open_bids(store, acting)
    set_clock(store, AFTER - timedelta(minutes=1))
    assert codes(receive(store, acting, offers(locked.fingerprint)[0])) == ("procurement.clock_back",)
    set_clock(store, AFTER + timedelta(minutes=1))
    assert isinstance(receive(store, acting, offers(locked.fingerprint)[0]), RECEIVED)
    assert procurement.verify_procurement(store, acting, "P1") == ()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/Stockholm"])
def test_the_time_of_opening_is_a_moment_whatever_the_zone_of_the_server(store, acting, locked, zone):
    moment = OPENS.astimezone(ZoneInfo(zone))
    set_clock(store, moment - timedelta(seconds=1))
    assert codes(sign(store, acting, "Ada")) == ("procurement.sealed",)
    set_clock(store, moment)
    assert isinstance(sign(store, acting, "Ada"), SIGNED)


def test_the_hour_that_comes_twice_in_autumn_opens_once(store, acting):
    """02:30 summer time comes an hour before 02:30 winter time, though both read the same on the wall."""
    autumn = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    publish(store, acting, model().model_copy(update={"opens_at": autumn.replace(fold=1)}))
    set_clock(store, autumn)
    assert codes(sign(store, acting, "Ada")) == ("procurement.sealed",)
    set_clock(store, autumn.replace(fold=1))
    assert isinstance(sign(store, acting, "Ada"), SIGNED)


DIES = """
import os, sys
from datetime import datetime
from storage.operations.procurement import rows
from storage.store import open_store
from tests.acting import here
from tests.storage import procuring

store = open_store(sys.argv[1])
store.clock = lambda: procuring.AFTER
rows.Held.note = lambda *_, **__: os._exit(9)
acting = here(store, "bo")
if sys.argv[2] == "file":
    bid = procuring.offers(sys.argv[3])[0]
    procuring.receive(store, acting, bid)
else:
    procuring.procurement.sign_opening(store, acting, "P1", procuring.LIST, "Bo")
"""


@SQLITE
@pytest.mark.parametrize("doing", ["signature", "file"])
def test_a_process_that_dies_in_the_middle_leaves_nothing_half_done(path, store, acting, locked, doing):
    """It is killed when the row is written and its line in the log is not yet."""
    sign(store, acting, "Ada")
    if doing == "file":
        sign(store, acting, "Bo")
    before = rows_of(str(path))
    store.close()
    asked = [sys.executable, "-c", textwrap.dedent(DIES), str(path), doing, locked.fingerprint]
    assert subprocess.run(asked, cwd=ROOT, check=False).returncode == 9
    assert rows_of(str(path)) == before
    with closing(open_store(path)) as again:
        set_clock(again, AFTER)
        acting = here(again, LOCAL)
        assert procurement.verify_procurement(again, acting, "P1") == ()
        if doing == "file":
            assert isinstance(receive(again, acting, offers(locked.fingerprint)[0]), RECEIVED)
        else:
            assert isinstance(sign(again, acting, "Bo"), SIGNED)


@SQLITE
def test_a_full_disk_is_told_at_the_opening_and_the_file_is_taken_in_when_there_is_room(store, acting, locked):
    open_bids(store, acting)
    bid, much = offers(locked.fingerprint)[0], bytes(200_000)
    limit(store, grow=False)
    with pytest.raises(StorageFailed) as told:
        receive(store, acting, bid, content=much)
    assert told.value.problem.code == "storage.disk_full"
    limit(store, grow=True)
    assert procurement.bids_for(store, acting, "P1").files == ()
    assert receive(store, acting, bid, content=much).is_accepted
    assert procurement.verify_procurement(store, acting, "P1") == ()


# --- whose a file is --------------------------------------------------------------------------------------------------


def test_a_file_is_whose_both_the_sheet_and_the_opening_list_say(store, acting, locked):
    """Two files whose names were exchanged, or one that somebody renamed, are not taken in as another's."""
    open_bids(store, acting)
    bid = offers(locked.fingerprint)[0]
    ask = store, acting, "P1", "stora-jobb.xlsx", b"v1", bid, ()
    assert codes(procurement.receive_bid(*ask, "Stora Jobb AB (fiktivt)")) == ("procurement.other_bidder",)
    assert procurement.bids_for(store, acting, "P1").files == ()
    assert procurement.receive_bid(*ask, f" {bid.bidder.upper()} ").is_accepted


@pytest.mark.parametrize(
    "name",
    ["\u0410rbetsv\u00e4gen (fiktivt)", "Arbetsva\u0308gen (fiktivt)", "Arbets\u00adv\u00e4gen (fiktivt)",
     "\uff21rbetsv\u00e4gen  (FIKTIVT)"],
    ids=["Cyrillic", "accent apart", "soft hyphen", "wide"],
)  # fmt: skip
def test_a_name_that_reads_alike_is_the_same_bidder(store, acting, locked, name):
    open_bids(store, acting)
    bid = offers(locked.fingerprint)[0]
    assert receive(store, acting, bid).is_accepted
    other = receive(store, acting, bid.model_copy(update={"bidder": name, "price_sek": 1.0}), content=b"v2")
    assert [each.code for each in other.problems] == ["procurement.two_bids"]
