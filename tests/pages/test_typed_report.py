"""Typing in a published report: nothing typed is lost, what is amiss is told at its field, a wrong row is found."""

import pytest

from pages.start.audit import EXAMPLES
from sroi.printed import PrintedRow, Report, read_report
from sroi.printed_edit import with_element, without_element
from storage import operations
from tests.acting import here
from tests.pages.visit import Visit

ROW = {
    "printed_stakeholder": "Familjer", "printed_outcome": "Lugnare hem", "printed_quantity": "30",
    "printed_price": "1 000", "printed_deadweight": "20 %", "printed_attribution": "50", "printed_impact": "24000,00",
}  # fmt: skip


def reports(writer) -> list[operations.PrintedSummary]:
    """The reports that are kept."""
    return operations.printed_reports(writer.store, here(writer.store))


def opened(writer) -> operations.StoredPrinted:
    """The only one of them."""
    [only] = reports(writer)
    return operations.printed_report(writer.store, here(writer.store), only.id)


def saved(writer, edit) -> None:
    """Someone else changes the report."""
    now = opened(writer)
    acting = here(writer.store, "another user")
    assert operations.save_printed_report(writer.store, acting, now.id, edit(now.report), now.version).version


def begun(writer, how: str = "begin-empty", **address: str) -> Visit:
    """A visit with a report just begun."""
    visit = Visit("audit", **address).press(how)
    assert opened(writer).id in str(visit.at.query_params["report"])
    return visit


def edited(visit: Visit, what: str) -> Visit:
    """Open the form of a part, or of a new element."""
    return visit.press(f"add-{what.partition('/')[0]}" if what.endswith("/new") else f"change-{what.replace('/', '-')}")


def test_the_empty_state_teaches_and_every_beginning_works(example):
    visit = Visit("audit")
    assert "Ha rapportens tabell" in visit.told("info")
    visit.press("begin-example")
    assert "Sover bättre" in visit.words
    visit.press("close-report-top").press("begin-empty")
    assert "Rapport utan titel" in visit.words
    assert "En rad för varje effekt" in visit.told("info")
    visit.press("close-report-top")
    visit.at.file_uploader[0].upload("r.json", (EXAMPLES / "printed_example_en.json").read_bytes(), "application/json")
    visit.run()
    assert len(reports(example)) == 2, "what is handed in is not kept by itself"
    visit.press("begin-document")
    assert "Sleep better" in visit.words
    assert sorted(each.title for each in reports(example)) == ["", "A made-up club", "En påhittad klubb"]


def test_a_row_is_added_changed_moved_and_removed_and_put_back(example):
    visit = begun(example, "begin-example")
    edited(visit, "rows/new").type("rows/new", **ROW).save("rows/new")
    [first, second] = opened(example).report.rows
    assert (first.id, second.outcome, second.impact.written, second.attribution.value) == (
        "sleep", "Lugnare hem", "24000.00", 0.5,
    )  # fmt: skip
    edited(visit, "rows/row-1").type("rows/row-1", printed_price="1 000,50").save("rows/row-1")
    assert opened(example).report.rows[1].price.written == "1 000.50"
    visit.press("up-rows-row-1")
    assert [each.id for each in opened(example).report.rows] == ["row-1", "sleep"]
    visit.press("remove-rows-row-1")
    assert [each.id for each in opened(example).report.rows] == ["sleep"]
    visit.press("flash-undo")
    assert [each.id for each in opened(example).report.rows] == ["row-1", "sleep"]


def test_an_untouched_figure_keeps_its_digits_when_the_part_is_saved_in_another_language(example):
    visit = begun(example, "begin-example")
    before = opened(example).report
    edited(visit, "rows/sleep").speak("en").type("rows/sleep", printed_page="32").save("rows/sleep")
    after = opened(example).report
    assert after.rows[0] == before.rows[0].model_copy(update={"page": "32"})


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("printed_price", "1,234", "Skriv 1234 om det är tusental, eller 01,234"),
        ("printed_deadweight", "0,25", "Dödvikt"),
        ("printed_quantity", "ca 40", "”ca 40” går inte att läsa som ett tal"),
        ("printed_starts_in_year", "99", "kan vara från 0 till 50"),
        ("printed_value_by_year", "1 000; x", "”x” går inte att läsa"),
        ("printed_price_year", "20", "fyra siffror"),
        ("printed_stakeholder", "Bo\u202e", "U+202E"),
    ],
)
def test_what_is_typed_amiss_is_told_at_its_field_and_nothing_is_half_saved(example, field, typed, told):
    visit = begun(example)
    edited(visit, "rows/new").type("rows/new", printed_outcome="Lugnare hem", **{field: typed})
    assert told in visit.told("error").replace("\u00a0", " ")
    visit.save("rows/new")
    assert "Inget är sparat ännu" in visit.told("error")
    assert opened(example).report == Report()
    assert visit.field("rows/new", field).value == typed


def test_what_must_be_there_is_pointed_out_once_one_tries_to_save(example):
    visit = begun(example)
    for form in ("head", "inputs/new", "rows/new", "ratios/new"):
        edited(visit, form)
        assert not visit.told("error")
        visit.save(form)
        assert "behövs" in visit.told("error"), form
        visit.press(f"{form}:close")
    edited(visit, "head").type("head", printed_title="T", printed_currency="kronor").save("head")
    assert "tre bokstäver" in visit.told("error")
    assert opened(example).report == Report()


def test_a_draft_outlives_the_browser_and_the_language(example):
    edited(begun(example), "rows/new").type("rows/new", printed_outcome="Lugnare hem", printed_price="2,5")
    report = opened(example)
    again = Visit("audit", report=report.id)
    assert "Fortsätt på utkastet: rad" in [each.label for each in again.at.button]
    edited(again, "rows/new").speak("en")
    assert again.field("rows/new", "printed_price").value == "2,5"
    again.save("rows/new")
    [row] = opened(example).report.rows
    assert (row.outcome, row.price.written) == ("Lugnare hem", "2.5")
    assert not operations.open_drafts(example.store, "local user")


def test_others_changes_elsewhere_stay_and_in_the_same_part_are_told(example):
    visit = begun(example, "begin-example")
    edited(visit, "rows/sleep").type("rows/sleep", printed_price="311")
    saved(example, lambda report: with_element(report, "rows", PrintedRow(id="row-9", outcome="Nytt")))
    visit.save("rows/sleep")
    assert [each.id for each in opened(example).report.rows] == ["sleep", "row-9"]
    edited(visit, "rows/sleep").type("rows/sleep", printed_price="312")
    saved(example, lambda report: with_element(report, "rows", report.rows[0].model_copy(update={"page": "99"})))
    visit.save("rows/sleep")
    assert "another user sparade ändringar i samma del" in visit.told("error")
    assert (opened(example).report.rows[0].page, opened(example).report.rows[0].price.written) == ("99", "311")
    assert visit.field("rows/sleep", "printed_price").value == "312"
    visit.save("rows/sleep")
    assert (opened(example).report.rows[0].page, opened(example).report.rows[0].price.written) == ("99", "312")


def test_one_who_saves_the_same_part_between_the_look_and_the_save_is_not_written_over(example, monkeypatch):
    visit = edited(begun(example, "begin-example"), "rows/sleep").type("rows/sleep", printed_price="311")
    save = operations.save_printed_report

    def late(*about):
        monkeypatch.setattr(operations, "save_printed_report", save)
        saved(example, lambda report: with_element(report, "rows", report.rows[0].model_copy(update={"page": "99"})))
        return save(*about)

    monkeypatch.setattr(operations, "save_printed_report", late)
    visit.save("rows/sleep")
    assert "another user sparade ändringar i samma del" in visit.told("error")
    assert (opened(example).report.rows[0].page, visit.field("rows/sleep", "printed_price").value) == ("99", "311")


def test_two_new_rows_at_once_are_two_rows_and_a_row_taken_away_can_be_saved_again(example):
    visit = begun(example)
    edited(visit, "rows/new").type("rows/new", printed_outcome="Min")
    saved(example, lambda report: with_element(report, "rows", PrintedRow(id="row-1", outcome="Din")))
    visit.save("rows/new")
    assert [(each.id, each.outcome) for each in opened(example).report.rows] == [("row-1", "Din"), ("row-2", "Min")]
    edited(visit, "rows/row-2").type("rows/row-2", printed_outcome="Min igen")
    saved(example, lambda report: without_element(report, "rows", "row-2"))
    visit.save("rows/row-2").save("rows/row-2")
    assert [each.outcome for each in opened(example).report.rows] == ["Din", "Min igen"]


def test_a_report_that_is_gone_leads_back_to_the_list_with_what_can_be_done(example):
    visit = begun(example, "begin-example").press("close-report-top")
    visit.press(f"delete-{opened(example).id}")
    assert not reports(example)
    visit.press("flash-undo")
    assert opened(example).report == read_report((EXAMPLES / "printed_example_sv.json").read_bytes())[0]
    lost = Visit("audit", report="no-such")
    assert "Rapporten finns inte längre" in lost.told("error")
    assert "begin-empty" in [each.key for each in lost.at.button]


def test_totals_inputs_sums_and_ratios_are_typed_and_the_document_is_theirs(example):
    visit = begun(example, "begin-example")
    edited(visit, "totals").type("totals", printed_ratio="0,96:1", printed_value_by_year="8 376,75; 6 701,40").save(
        "totals"
    )
    edited(visit, "inputs/new").type("inputs/new", printed_stakeholder="Regionen", printed_amount="5 tkr").save(
        "inputs/new"
    )
    edited(visit, "sums/new").type("sums/new", printed_figure="19 185", printed_row_ids=["sleep"]).save("sums/new")
    edited(visit, "ratios/new").type("ratios/new", printed_name="Kommunens", printed_figure="0.96",
                                     printed_input_ids=["council"]).save("ratios/new")  # fmt: skip
    report = opened(example).report
    assert (report.totals.ratio.written, [each.value for each in report.totals.value_by_year]) == (
        "0.96",
        [8376.75, 6701.4],
    )
    assert (report.inputs[1].amount.value, report.inputs[1].amount.half_step) == (5000, 500)
    assert (report.sums[0].row_ids, report.sums[0].of) == (("sleep",), "present_value")
    assert (report.ratios[0].input_ids, report.ratios[0].row_ids, report.ratios[0].told) == (("council",), None, True)
    edited(visit, "ratios/ratio-1").type("ratios/ratio-1", printed_told=False).save("ratios/ratio-1")
    assert opened(example).report.ratios[0].told is False


@pytest.mark.parametrize(("language", "wrong", "slip"), [
    ("sv", "tryckt 24000,00, men radens uppgifter ger 12 000 SEK", "andras andel inte dragits av"),
    ("en", "printed 24000.00, but the row's own numbers give SEK 12,000", "the share due to others"),
])  # fmt: skip
def test_a_typed_row_that_does_not_follow_is_found(example, language, wrong, slip):
    visit = begun(example, lang=language)
    edited(visit, "rows/new").type("rows/new", **ROW).save("rows/new").press("audit-now-top")
    words = visit.words.replace("\u00a0", " ")
    assert wrong in words
    assert slip in words
    visit.press("back-to-typing")
    assert "add-rows" in [each.key for each in visit.at.button]


def test_a_report_of_the_largest_size_is_shown_a_sheet_at_a_time(example):
    rows = tuple(PrintedRow(id=f"row-{n}", outcome=f"Rad {n}") for n in range(1, 501))
    visit = begun(example)
    saved(example, lambda report: report.model_copy(update={"rows": rows}))
    visit.run()
    keys = [each.key for each in visit.at.button]
    assert sum(key.startswith("change-rows-") for key in keys) == 25
    assert "add-rows" not in keys, "the document takes no more"


def test_words_of_others_are_shown_as_they_are(example):
    visit = begun(example)
    saved(example, lambda report: report.model_copy(update={"title": "**Fet** [länk](http://x.se)"}))
    visit.run()
    assert "**Fet** [länk]" in visit.words
