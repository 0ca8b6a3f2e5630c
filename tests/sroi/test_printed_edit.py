"""Changes to a typed report leave no link that points at nothing, and nothing else changed."""

from hypothesis import given
from hypothesis import strategies as st

from sroi.printed import (
    PrintedChange,
    PrintedInput,
    PrintedRatio,
    PrintedRow,
    PrintedSum,
    Report,
    read_report,
    write_report,
)
from sroi.printed_edit import (
    LISTS,
    element,
    moved_up,
    new_id,
    parts,
    touched,
    with_element,
    with_whole,
    without_element,
)
from sroi.printed_figure import figure

ONE = figure("1.0")
IDS = st.sampled_from(("a", "b", "c"))
CHANGES = st.builds(PrintedChange, id=IDS, field=st.sampled_from(("price", "amount")), value=st.just(ONE))


@st.composite
def reports(draw) -> Report:
    """Three rows and three inputs, with sums and ratios that point at any of them."""
    links = st.lists(IDS, unique=True, min_size=1).map(tuple)
    sums = draw(st.lists(links, max_size=3))
    ratios = draw(st.lists(st.tuples(st.none() | links, st.none() | links, st.lists(CHANGES, max_size=2)), max_size=3))
    return Report(
        rows=tuple(PrintedRow(id=each) for each in "abc"),
        inputs=tuple(PrintedInput(id=each) for each in "abc"),
        sums=tuple(PrintedSum(id=f"s{n}", figure=ONE, row_ids=ids) for n, ids in enumerate(sums)),
        ratios=tuple(
            PrintedRatio(id=f"q{n}", figure=ONE, row_ids=rows, input_ids=inputs, changes=tuple(changes))
            for n, (rows, inputs, changes) in enumerate(ratios)
        ),
    )


@given(reports(), st.sampled_from(tuple(LISTS)), IDS)
def test_what_is_left_after_a_removal_is_a_whole_document(report, kind, gone):
    left = without_element(report, kind, gone)
    assert element(left, kind, gone) is None
    assert read_report(write_report(left)) == (left, [])
    for before, after in zip(report.ratios, left.ratios, strict=False):
        for links in ("row_ids", "input_ids"):
            emptied = getattr(before, links) == (gone,) and kind.startswith(links[:3])
            assert not (emptied and after.told), "a ratio of one row alone must not become a ratio of all"


def test_a_row_and_an_input_of_one_name_are_two_things():
    ratio = PrintedRatio(id="q", figure=ONE, changes=(PrintedChange(id="a", field="amount", value=ONE),))
    report = Report(rows=(PrintedRow(id="a"),), inputs=(PrintedInput(id="a"),), ratios=(ratio,))
    assert without_element(report, "rows", "a").ratios == (ratio,)
    assert without_element(report, "inputs", "a").ratios == (ratio.model_copy(update={"changes": (), "told": False}),)


def test_parts_are_added_moved_and_told_apart():
    report = Report(title="T")
    for name in ("row-1", "row-2"):
        assert new_id(report, "rows") == name
        report = with_element(report, "rows", PrintedRow(id=name))
    turned = moved_up(report, "rows", "row-2")
    assert [each.id for each in turned.rows] == ["row-2", "row-1"]
    assert moved_up(turned, "rows", "row-2") == turned
    assert touched(report, turned) == set(), "an order is nobody's words"
    changed = with_whole(with_whole(report, "head", {"title": "U"}), "totals", {"ratio": ONE})
    assert touched(report, changed) == {"head", "totals"}
    assert touched(report, without_element(report, "rows", "row-1")) == {"rows/row-1"}
    assert [name for name, _ in parts(report)] == ["head", "totals", "rows/row-1", "rows/row-2"]
