"""A kept result comes back to the digit, and every alteration of it is named."""

from datetime import UTC, date, datetime
import hashlib
import json

import pytest

from chain.canonical import canonical
from sroi import formulas, frozen
from sroi.assumption_set import KeptSet
from sroi.breakdown import optional_effects
from sroi.differences import differences
from sroi.frozen import freeze, open_version, recompute
from sroi.ratio import calculate
from sroi.settings import PRESETS, SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from sroi.span import price_span
from tests.golden.examples import EXAMPLES, example
from tests.sroi.kept import AT, version

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("settings", PRESETS.values(), ids=PRESETS)
def test_a_kept_result_is_the_result_and_is_calculated_again_to_the_digit(name, settings):
    kept = version(settings, example(name))
    opened, problems = open_version(kept.record_json, kept.chain_json, kept.result_json)
    result = calculate(example(name), settings)
    assert (problems, opened) == ([], kept)
    assert (opened.result, opened.result.effects) == (result, result.effects)
    span = price_span(example(name), settings)
    for whose in ("public", "society", "municipality", "others", f"actor:{result.actors[0].actor_id}"):
        assert opened.span.of(whose) == span.of(whose)
        assert opened.result.total(whose) == result.total(whose)
        assert opened.result.cashable_payback(whose) == result.cashable_payback(whose)
    assert (opened.span.prices, opened.span.spread_prices) == (span.prices, span.spread_prices)
    assert optional_effects(opened.result) == optional_effects(result)
    assert opened.chain == example(name)
    again = recompute(opened)
    assert (again.same, again.engine_moved, again.now) == (True, False, result)


def test_the_fingerprint_is_what_anyone_can_work_out_from_the_files():
    kept = version()
    record = json.loads(kept.record_json)
    covered = {name: record[name] for name in ("draws", "engine_version", "indexes", "seed", "settings")}
    covered["chain"] = json.loads(kept.chain_json)
    written = json.dumps(covered, sort_keys=True, separators=(",", ":"))
    assert record["fingerprint"] == hashlib.sha256(written.encode("ascii")).hexdigest()
    assert record["result_sha256"] == hashlib.sha256(kept.result_json.encode()).hexdigest()
    assert record["created_at"] == "2026-05-12T13:14:15Z"
    assert (record["seed"], record["draws"], record["claim"]) == (None, None, "forecast")


def test_the_fingerprint_tells_calculations_apart_and_nothing_else():
    kept = version()
    assert version(name="B", note="n", who="Bo", at=datetime(2027, 1, 1, tzinfo=UTC)).record.fingerprint == (
        kept.record.fingerprint
    )
    others = [version(SROI_GUIDE), version(chain=example("I2")), version(indexes={})]
    assert len({kept.record.fingerprint, *(each.record.fingerprint for each in others)}) == 4


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "version.no_name"),
        ({"name": "x" * 201}, "form.too_long"),
        ({"name": "a\u202eb"}, "form.unreadable"),
        ({"name": "A", "note": "a\0b"}, "form.unreadable"),
    ],
)
def test_a_name_or_note_that_cannot_be_kept_is_refused(more, code):
    [found] = freeze(example("I3"), SWEDISH_PUBLIC_SECTOR, **{"name": "A", "who": "Eva", "at": AT} | more)
    assert found.code == code


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_figures_beyond_all_bounds_are_refused():
    endless = SWEDISH_PUBLIC_SECTOR.model_copy(update={"discount_rate": -0.9999999, "horizon_years": 100})
    [found] = freeze(example("I3"), endless, name="A", who="Eva", at=AT)
    assert found.code == "version.not_finite"


def altered(text: str, change) -> str:
    """The canonical text of the data after a change."""
    data = json.loads(text)
    change(data)
    return canonical(data)


ALTERED = {
    "a figure": ("result_json", lambda d: d["public"].update(ratio=9.99), {"version.result_altered"}),
    "a number in the chain": (
        "chain_json",
        lambda d: d["chain"]["effects"][0]["deadweight"].update(value=0.01),
        {"version.other_fingerprint"},
    ),
    "a word in the chain": (
        "chain_json", lambda d: d["chain"]["name"].update(sv="Annat"), {"version.other_fingerprint"},
    ),
    "a convention": ("record_json", lambda d: d["settings"].update(discount_rate=0.02), {"version.other_fingerprint"}),
    "the index": (
        "record_json", lambda d: d["indexes"][0]["values"].update({"2024": 9.0}), {"version.other_fingerprint"},
    ),
    "the engine": ("record_json", lambda d: d.update(engine_version="0.9"), {"version.other_fingerprint"}),
    "the seed": ("record_json", lambda d: d.update(seed=7), {"version.other_fingerprint"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "change", "codes"), ALTERED.values(), ids=ALTERED)
def test_an_alteration_is_named(text, change, codes):
    kept = version()
    texts = {name: getattr(kept, name) for name in ("record_json", "chain_json", "result_json")}
    texts[text] = altered(texts[text], change)
    opened, problems = open_version(**texts)
    assert opened is not None
    assert {found.code for found in problems} == codes


UNREADABLE = {
    "no record": ("record_json", "[]"),
    "a broken record": ("record_json", "{"),
    "a record of another kind": ("record_json", '{"format": "other"}'),
    "an index at nought": ("record_json", None),
    "a chain of another kind": ("chain_json", "{}"),
    "figures that are a list": ("result_json", "[1]"),
    "figures that are no numbers": ("result_json", '{"public": NaN}'),
    "figures without end": ("result_json", '{"a":' * 500 + "1" + "}" * 500),
}


@pytest.mark.parametrize(("text", "written"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_and_never_breaks(text, written):
    kept = version()
    texts = {name: getattr(kept, name) for name in ("record_json", "chain_json", "result_json")}
    zeroed = altered(kept.record_json, lambda d: d["indexes"][0]["values"].update({"2024": 0.0}))
    opened, problems = open_version(**texts | {text: written or zeroed})
    assert opened is None
    assert problems


def test_a_later_engine_says_that_it_has_moved_and_gives_both_results(monkeypatch):
    kept = version()
    before = formulas.shares_left
    monkeypatch.setattr(frozen, "ENGINE_VERSION", "2.0.0")
    monkeypatch.setattr(formulas, "shares_left", lambda *given: tuple(0.5 * share for share in before(*given)))
    again = recompute(kept)
    assert (again.engine_then, again.engine_now) == (kept.record.engine_version, "2.0.0")
    assert again.engine_moved
    assert not again.same
    assert again.now.public.value == pytest.approx(kept.result.public.value / 2)
    moved = {each.place: (each.before, each.after) for each in again.differences}
    assert moved["public/ratio"] == (kept.result.public.ratio, again.now.public.ratio)
    assert "public/investment" not in moved
    assert kept.result.public.ratio == calculate(example("I3"), SWEDISH_PUBLIC_SECTOR).public.ratio / 0.5


def test_canonical_json_is_one_spelling():
    assert canonical({"b": 1.0, "a": [0.1, 1, -0.0, 1e22, "å"], "Å": None}) == (
        '{"a":[0.1,1,-0.0,1e+22,"\\u00e5"],"b":1.0,"\\u00c5":null}'
    )
    assert canonical("e\u0301") != canonical("\u00e9")
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_differences_are_named_by_place_and_by_digit():
    before = {"a": [1.0, {"b": 0.1}], "gone": 1, "same": None}
    after = {"a": [1.0, {"b": 0.1 + 2**-56}], "new": 2, "same": None}
    assert [(each.place, each.before, each.after) for each in differences(before, after)] == [
        ("a/1/b", 0.1, 0.1 + 2**-56), ("gone", 1, None), ("new", None, 2),
    ]  # fmt: skip
    assert differences([1], [1.0])
    assert differences([1], [1, 2]) == [("", [1], [1, 2])]


def test_defaults_are_written_out_so_that_they_may_change_without_changing_what_was_said():
    effect = json.loads(version().chain_json)["chain"]["effects"][0]
    assert (effect["sign"], effect["in_base_case"]) == (1, True)
    assert {"mark", "reason", "source"} <= effect["deadweight"].keys()


def test_a_chain_that_could_not_be_read_back_is_refused():
    chain = example("I3")
    crowded = chain.model_copy(update={"goals": chain.goals * 2 + chain.goals})
    found = freeze(crowded, SWEDISH_PUBLIC_SECTOR, name="A", who="Eva", at=AT)
    assert {each.code for each in found} == {"document.repeated_id"}


UNDER = KeptSet(number=2, name="Gemensamt 2026", locked_on=date(2026, 2, 1), sha256="a" * 64, departs=1, outside=3)


def test_a_record_names_its_assumption_set_only_when_there_is_one():
    plain, under = version(), version(assumption_set=UNDER)
    assert not [name for name in json.loads(plain.record_json) if name.startswith("assumption_set")]
    assert plain.record.assumption_set is None
    opened, problems = open_version(under.record_json, under.chain_json, under.result_json)
    assert (problems, opened.record.assumption_set) == ([], UNDER)
    assert under.record.fingerprint == plain.record.fingerprint
    assert (under.chain_json, under.result_json) == (plain.chain_json, plain.result_json)
    told = {"assumption_set": json.loads(under.record_json)["assumption_set"], "fingerprint": plain.record.fingerprint}
    assert under.record.assumption_set_sha256 == hashlib.sha256(canonical(told).encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["assumption_set"].update(departs=0),
        lambda d: d["assumption_set"].update(outside=0),
        lambda d: d["assumption_set"].update(name="Annat"),
        lambda d: d["assumption_set"].update(locked_on="2026-02-02"),
        lambda d: d.pop("assumption_set"),
        lambda d: d.pop("assumption_set_sha256"),
    ],
)
def test_an_altered_word_of_the_assumption_set_is_named(change):
    kept = version(assumption_set=UNDER)
    opened, problems = open_version(altered(kept.record_json, change), kept.chain_json, kept.result_json)
    assert opened is not None
    assert [found.code for found in problems] == ["version.set_altered"]


def test_a_claim_moved_to_another_result_is_named():
    kept, elsewhere = version(assumption_set=UNDER), version(SROI_GUIDE)
    claim = {name: each for name, each in json.loads(kept.record_json).items() if name.startswith("assumption_set")}
    moved = altered(elsewhere.record_json, lambda data: data.update(claim))
    _, problems = open_version(moved, elsewhere.chain_json, elsewhere.result_json)
    assert [found.code for found in problems] == ["version.set_altered"]
