"""How long things are kept: what is due when, that exactly this goes and nothing else, and who may say so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chain.forecast.model import Comparison
from chain.people import LOCAL, Acting, Role
from chain.retention import DEFAULTS, MOST, UNITS, Kind, Unit, cutoff
from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import MeasurementKey, Refused, RetentionRule, plan
from storage.store import Store
from tests.storage.following import SHARE, TODAY, person, seen
from tests.storage.look import looking, rows_of
from tests.storage.planning import decided_on, kept_fund
from tests.storage.procuring import KEPT_UNTIL, all_the_way, end
from tests.storage.samples import small_chain, words

TOLD = {"change", "disposal"}
GOES = {
    Kind.DRAFTS: {"draft": 1},
    Kind.EVIDENCE: {"evidence_file": 1},
    Kind.MEASUREMENTS: {"planned_indicator": 1, "measurement": 5, "measurement_version": 1, "evidence_file": 1},
    Kind.COMPARISONS: {"comparison": 1},
    Kind.PRINTED: {"printed_report": 1},
    Kind.PASTS: {},
    Kind.KEPT: {"frozen_version": 1},
    Kind.PORTFOLIOS: {"portfolio": 1, "portfolio_decision": 1},
    Kind.FUNDS: {"fund": 1},
    Kind.PROCUREMENTS: {
        **dict.fromkeys(("procurement", "procurement_part", "locked_model", "evaluation", "award", "contract"), 1),
        **{"clarification": 1, "delivery": 1, "delivery_check": 1, "opening_signature": 2},
        **{"bid_file": 3, "bid": 3, "judgement": 3, "procurement_event": 25},
    },
}
"""How many rows go of which tables; an intervention's are many, and a past is lines of the history."""


def furnish(store: Store, acting: Acting, mark: str) -> None:
    """One thing of every kind: in use, put away and gone."""
    for name in ("used", "away", "gone"):
        operations.create(store, acting, small_chain(f"{name}-{mark}"))
    operations.archive(store, acting, f"away-{mark}")
    operations.archive(store, acting, f"gone-{mark}")
    assert operations.delete_for_good(store, acting, f"gone-{mark}", "Läxhjälp") is None
    used = f"used-{mark}"
    operations.save_draft(store, acting.who, used, "effects/E1", {"deadweight": "0,5"})
    operations.save_indicator(store, acting, used, SHARE)
    operations.save_value(store, acting, used, seen(), 1, TODAY)
    operations.add_evidence(store, acting, MeasurementKey(used, "M1", "2025"), "svar.txt", b"svar", TODAY)
    operations.add_comparison(store, acting, Comparison(id=f"forecast-{mark}", name=words("Prognos")))
    operations.archive_comparison(store, acting, f"forecast-{mark}")
    decided_on(store, acting, f"portfolio-{mark}")
    plan.archive_portfolio(store, acting, f"portfolio-{mark}")
    kept_fund(store, acting, f"fund-{mark}")
    plan.archive_fund(store, acting, f"fund-{mark}")
    operations.add_printed_report(store, acting, Report(title="Tryckt"))
    operations.keep_version(store, acting, used, 1, SWEDISH_PUBLIC_SECTOR, "Till nämnden")
    all_the_way(store, acting, f"procurement-{mark}")
    end(store, acting, f"procurement-{mark}")


@pytest.fixture
def us(store, home) -> Acting:
    """Someone in an organisation that has one thing of every kind, beside another that has the same."""
    other = operations.start_empty(store, LOCAL, "Grannstad")
    furnish(store, Acting("nils", other.id), "theirs")
    acting = Acting("anna", home.id)
    furnish(store, acting, "ours")
    return acting


LAST = {Kind.EVIDENCE: date(2025, 12, 31), Kind.MEASUREMENTS: date(2028, 12, 31), Kind.PROCUREMENTS: KEPT_UNTIL}


def first_due(kind: Kind) -> date:
    """The first day on which the thing of this kind is due."""
    last = LAST.get(kind) or datetime.now(UTC).date()
    keep = DEFAULTS[kind] or 7
    return next(day for day in (last + timedelta(days=n) for n in range(15_000)) if cutoff(kind, keep, day) > last)


def due(store: Store, acting: Acting, today: date) -> dict[Kind, operations.Due]:
    """What is due, by kind."""
    return {each.rule.kind: each for each in operations.due_for_disposal(store, acting, today)}


def decide(store: Store, acting: Acting, kind: Kind, keep: int | None, version: int = 0) -> RetentionRule | Refused:
    return operations.set_retention_rule(store, acting, kind, keep, "Informationshanteringsplan", version)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_thing_is_due_the_day_after_its_time_and_goes_alone(store, address, us, kind):
    if kind is Kind.KEPT:
        decide(store, us, kind, 7)
    day = first_due(kind)
    assert kind not in due(store, us, day - timedelta(days=1))
    listed = due(store, us, day)[kind]
    assert (listed.count, len(listed.first)) == (1, 1)
    before, theirs = rows_of(address), Acting("nils", operations.organisations(store, LOCAL)[1].id)
    beside = due(store, theirs, date(2060, 1, 1))
    [done] = operations.dispose(store, us, {kind: listed.seal}, day)
    assert (done.kind, done.counted, done.who) == (kind, 1, "anna")
    assert kind not in due(store, us, day)
    assert due(store, theirs, date(2060, 1, 1)) == beside
    after = rows_of(address)
    left = {name: len(rows) - len(after[name]) for name, rows in before.items() if name not in TOLD}
    if kind is Kind.INTERVENTIONS:
        assert left.pop("intervention") == 1
        assert all("away-ours" in row for name in left for row in set(before[name]) - set(after[name]))
    else:
        assert {name: count for name, count in left.items() if count} == GOES[kind]
    assert all(set(after[name]) <= set(before[name]) for name in left)
    gone = [row for row in before["change"] if row not in after["change"]]
    assert bool(gone) == (kind is Kind.PASTS)
    assert all("gone-ours" in row for row in gone)
    assert len(after["disposal"]) == 1


def test_the_history_tells_how_many_by_which_rule_and_nothing_of_what(store, address, us):
    day = date(2060, 1, 1)
    listed = due(store, us, day)
    done = operations.dispose(store, us, {kind: each.seal for kind, each in listed.items()}, day)
    assert {each.kind for each in done} == set(Kind) - {Kind.KEPT}
    lines = [row for row in rows_of(address)["change"] if "'dispose'" in row]
    assert len([row for row in lines if "'intervention_id': None" in row]) == len(done)
    assert not [row for row in lines if "svar.txt" in row or "Läxhjälp" in row or "Prognos" in row]
    [entry] = [e for e in operations.history(store, us, "used-ours") if e.place == "retention/measurements"]
    assert (entry.action, entry.new, entry.who) == ("dispose", {"count": 1, "keep": 10, "unit": "years"}, "anna")
    assert operations.disposals(store, us) == list(reversed(done))
    assert set(due(store, us, day)) <= {Kind.PASTS}  # what goes in 2026 is old in 2060 already


def test_kept_results_stand_while_their_rule_says_so_and_so_does_the_past_they_belong_to(store, us):
    far = date(2120, 1, 1)
    for name in ("used-ours",):
        operations.archive(store, us, name)
        assert operations.delete_for_good(store, us, name, "Läxhjälp") is None
    listed = due(store, us, far)
    assert Kind.KEPT not in listed
    assert [str(each.name) for each in listed[Kind.PASTS].first] == [str(words("gone-ours").model_copy(
        update={"sv": "gone-ours", "en": "gone-ours"}))]  # fmt: skip
    operations.dispose(store, us, {kind: each.seal for kind, each in listed.items()}, far)
    [kept] = operations.versions(store, us, "used-ours")
    assert operations.version(store, us, kept.id)
    decide(store, us, Kind.KEPT, 7)
    [listed] = [each for each in due(store, us, far).values() if each.rule.kind is Kind.KEPT]
    assert not isinstance(operations.dispose(store, us, {Kind.KEPT: listed.seal}, far), Refused)
    assert Kind.PASTS in due(store, us, far)


def test_what_was_not_listed_stays_and_then_all_stays(store, address, us):
    day = first_due(Kind.DRAFTS) + timedelta(days=5_000)
    listed = due(store, us, day)
    operations.save_draft(store, us.who, "used-ours", "effects/E2", {"deadweight": "0,1"})
    before = rows_of(address)
    for seals in ({kind: each.seal for kind, each in listed.items()}, {Kind.KEPT: "x"}, {}):
        refused = operations.dispose(store, us, seals, day)
        assert [each.code for each in refused.problems] == ["retention.moved"]
    assert rows_of(address) == before


@pytest.mark.parametrize("name", ["change", "frozen_version", "disposal"])
def test_past_the_program_nothing_goes(store, address, us, name):
    day = date(2060, 1, 1)
    operations.dispose(store, us, {Kind.PASTS: due(store, us, day)[Kind.PASTS].seal}, day)
    before = rows_of(address)
    for act in (f'DELETE FROM "{name}"', f'UPDATE "{name}" SET organisation_id = organisation_id || $$x$$'):
        with looking(address) as db, pytest.raises(DBAPIError, match=r"history stands|stands"):
            db.execute(text(act.replace("$$", "'")))
    assert rows_of(address) == before


def test_a_rule_holds_for_its_organisation_and_says_why(store, us):
    made = decide(store, us, Kind.EVIDENCE, 2)
    assert (made.keep, made.version, made.updated_by) == (2, 1, "anna")
    assert decide(store, us, Kind.EVIDENCE, 2) == made
    stale = operations.set_retention_rule(store, us, Kind.EVIDENCE, 9, "Annat", 0)
    assert [each.code for each in stale.problems] == ["retention.rule_moved"]
    assert operations.set_retention_rule(store, us, Kind.EVIDENCE, None, "Alltid", 1).version == 2
    assert Kind.EVIDENCE not in due(store, us, date(2120, 1, 1))
    theirs = Acting("nils", operations.organisations(store, LOCAL)[1].id)
    assert {each.kind: each.keep for each in operations.retention_rules(store, theirs)} == DEFAULTS


@pytest.mark.parametrize(
    ("keep", "reason", "code"),
    [
        (0, "Skäl", "retention.keep_range"),
        (101, "Skäl", "retention.keep_range"),
        (5, " ", "retention.reason"),
        (5, "x" * 301, "retention.reason"),
    ],
)
def test_what_cannot_be_a_rule_is_told_in_words(store, us, keep, reason, code):
    refused = operations.set_retention_rule(store, us, Kind.PRINTED, keep, reason, 0)
    assert [each.code for each in refused.problems] == [code]
    assert all(sentence(language, each) for language in LANGUAGES for each in refused.problems)


def test_an_administrator_decides_and_disposes_and_nobody_else(store, address, us):
    day, before = date(2060, 1, 1), rows_of(address)
    seals = {kind: each.seal for kind, each in due(store, us, day).items()}
    for role in Role:
        if role is Role.ADMINISTRATOR:
            continue
        acting = person(us.organisation_id, "olle", role)
        for answer in (
            operations.due_for_disposal(store, acting, day),
            operations.disposals(store, acting),
            operations.dispose(store, acting, seals, day),
            decide(store, acting, Kind.DRAFTS, 1),
        ):
            assert [each.code for each in answer.problems] == ["storage.not_for_role"], role
    assert rows_of(address) == before
    administrator = person(us.organisation_id, "ada", Role.ADMINISTRATOR)
    assert isinstance(decide(store, administrator, Kind.PRINTED, 10), RetentionRule)
    assert len(operations.dispose(store, administrator, seals, day)) == len(seals)


def test_days_and_years_are_counted_back_from_today():
    assert cutoff(Kind.DRAFTS, 180, date(2026, 7, 1)) == date(2026, 1, 2)
    assert cutoff(Kind.EVIDENCE, 1, date(2028, 2, 29)) == date(2027, 2, 28)
    assert cutoff(Kind.EVIDENCE, 5, date(2031, 1, 1)) == date(2026, 1, 1)
    assert cutoff(Kind.KEPT, MOST[Unit.YEARS], date(2026, 1, 1)) == date(1926, 1, 1)
    assert {kind for kind, unit in UNITS.items() if unit is Unit.DAYS} == {Kind.DRAFTS}
