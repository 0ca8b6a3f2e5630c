"""A published follow-up as files: the public edition hides what it must, the internal one holds all."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
import pytest

import chain
from chain.document import read_chain
from chain.measurement import Cell, FollowUp
from reports.follow_up import published
from reports.follow_up.export import Edition
from reports.version_bridge import changes_table
from sroi.bridge import bridge
from sroi.frozen import FrozenVersion, freeze
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.reports.follow_up.test_export import followed

I3 = Path(chain.__file__).parent / "examples" / "I3.json"
DAY = date(2026, 11, 30)
LONG, CSV, STRATSYS = published.FILES


def kept(follow_up: FollowUp | None = None) -> FrozenVersion:
    """The example I3 with what was measured, published."""
    claimed = read_chain(I3.read_bytes())[0]
    told = {"name": "År 3", "who": "Eva", "at": datetime(2026, 11, 30, tzinfo=UTC)}
    version = freeze(claimed, SWEDISH_PUBLIC_SECTOR, follow_up=follow_up or followed("I3"), **told)
    assert isinstance(version, FrozenVersion), version
    return version


@pytest.fixture(scope="module")
def version() -> FrozenVersion:
    return kept()


def seen(follow_up: FollowUp, indicator_id: str, period: str, **change) -> FollowUp:
    """The follow-up with one value otherwise."""
    values = [
        each.model_copy(update=change) if (each.indicator_id, each.period) == (indicator_id, period) else each
        for each in follow_up.observations
    ]
    return follow_up.model_copy(update={"observations": tuple(values)})


def cells(data: bytes) -> list[tuple]:
    """Every row of the first sheet."""
    return list(load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True))


def by_group(version: FrozenVersion, edition: Edition, language: str = "sv") -> dict[str, dict]:
    """The rows of self-rated health, split on sex, in 2025."""
    head, *rows = cells(published.content(LONG, version, 2, edition, language, DAY))
    told = [dict(zip(head, row, strict=True)) for row in rows]
    return {each["grupp"]: each for each in told if (each["indikator-id"], each["period"]) == ("I3-M4", "2025")}


def test_the_public_edition_hides_the_small_group_and_the_internal_one_tells_it(version):
    public, internal = by_group(version, Edition.PUBLIC), by_group(version, Edition.INTERNAL)
    assert (internal["Män"]["utfall"], internal["Män"]["svarande"]) == (63.0, 3)
    assert [public["Män"][name] for name in ("utfall", "svarande", "dolt")] == [None, None, "färre än 5"]
    assert public["Kvinnor"]["utfall"] is None
    assert public["Alla"]["utfall"] == internal["Alla"]["utfall"] == 59.0
    assert {each["läge"] for each in public.values()} == {"godkänd"}


@pytest.mark.parametrize("file", published.FILES)
def test_no_file_of_the_public_edition_holds_the_small_number_or_what_was_written(file):
    follow_up = followed("I3")
    women, men = next(each.groups for each in follow_up.observations if each.groups)
    few = men.model_copy(update={"cell": Cell(value=61.73219, answered=3)})
    words = {"comment": "Bara tre män svarade", "method": "Samtal med Nils"}
    told = kept(seen(follow_up, "I3-M4", "2025", groups=(women, few), **words))
    data = {each: published.content(file, told, 2, each, "sv", DAY) for each in Edition}
    rows = {each: str(cells(of)) if file.ending == "xlsx" else of.decode() for each, of in data.items()}
    assert not [word for word in ("73219", "tre män", "Nils") if word in rows[Edition.PUBLIC]]
    assert "tre män" in rows[Edition.INTERNAL]


def test_the_hash_in_the_public_edition_cannot_be_used_to_try_out_a_hidden_number(version):
    groups = next(each.groups for each in version.follow_up.observations if each.groups)
    cells_now = Cell(value=58.0, answered=12), Cell(value=58.0, answered=2)
    others = tuple(each.model_copy(update={"cell": now}) for each, now in zip(groups, cells_now, strict=True))
    other = kept(seen(version.follow_up, "I3-M4", "2025", groups=others, comment="Annat"))
    hashes = [[published.edition_hash(each, edition) for each in (version, other)] for edition in Edition]
    internal, public = hashes
    assert internal == [version.record.follow_up_sha256, other.record.follow_up_sha256]
    assert internal[0] != internal[1]
    assert public[0] == public[1] not in internal


def test_what_differs_between_two_versions_is_told_as_the_public_may_see_it(version):
    groups = next(each.groups for each in version.follow_up.observations if each.groups)
    fewer = tuple(
        each.model_copy(update={"cell": Cell(value=60.0, answered=11 - 7 * at)}) for at, each in enumerate(groups)
    )
    hidden = kept(seen(version.follow_up, "I3-M4", "2025", groups=fewer))
    assert len(published.changes_table((version, hidden), "sv")) == 0
    assert published.changed(version.follow_up, hidden.follow_up)
    assert not published.changed(version.follow_up, version.follow_up)
    total = kept(seen(version.follow_up, "I3-M3", "2025", total=Cell(value=61.0, answered=14)))
    [row] = published.changes_table((version, total), "sv").to_dict("records")
    assert (row["group"], row["period"], row["was"][:2], row["became"][:2]) == ("Värde", "2025", "59", "61")


def test_an_indicator_that_goes_and_a_baseline_that_moves_are_told(version):
    plan = version.follow_up.plan
    gone = version.follow_up.model_copy(update={"plan": plan[1:]})
    rows = published.changes_table((version, kept(gone)), "en").to_dict("records")
    assert [each["became"] for each in rows if each["group"] == "Indicator"] == ["–"]
    [first] = [each for each in plan if each.id == "I3-M3"]
    moved = first.model_copy(update={"baseline": first.baseline.model_copy(update={"value": 40.0})})
    other = version.follow_up.model_copy(update={"plan": tuple(moved if each is first else each for each in plan)})
    [row] = published.changes_table((version, kept(other)), "en").to_dict("records")
    assert (row["group"], row["became"][:2]) == ("Baseline", "40")


def test_an_assumption_that_rests_on_a_small_group_is_not_told_by_the_bridge(version):
    """One who reached it, of 14: then the share that took the assumption's place may not be shown."""
    of_effect = next(each for each in version.follow_up.plan if each.replaces and each.rule == "share")
    few = version.follow_up
    for each in few.of(of_effect.id):
        few = seen(few, of_effect.id, each.period, total=Cell(hits=1, answered=14))
    ends = version, kept(few)
    rows = changes_table(bridge(*ends), ends, "sv").to_dict("records")
    assert [(each["was"], each["became"]) for each in rows if "dolt" in each["became"]]
