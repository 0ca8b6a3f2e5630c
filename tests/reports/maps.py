"""Value Maps written for tests in the layouts of both generations of the sheet, in words of our own."""

from io import BytesIO
import json
from pathlib import Path

from openpyxl import Workbook

FIGURES = json.loads((Path(__file__).parents[1] / "golden" / "wheels_to_meals_map.json").read_text(encoding="utf-8"))
FILTERS = ("deadweight", "displacement", "attribution", "drop_off")


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def older_map(figures: dict = FIGURES, percent: bool = True, **totals: object) -> bytes:
    """The training template: shared titles over *Description*, *Value £* and *Source*; prompts below; merged cells.

    With `percent` deductions stand as 0–100, else as 0–1. `totals` replace the sheet's own sums.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Impact Map"
    sheet.append(["Social return on investment: the impact map for the luncheon club"])
    sheet.append(["Organisation", "The luncheon club"])
    sheet.append(["Objectives", "To eat and move together", "", "Time period", "1 January 2009 – 31 December 2009"])
    sheet.append(["Activity", "Luncheon club", "", "Forecast or evaluation", "Forecast"])
    sheet.append([])
    sheet.append(["Stakeholders", "Intended/unintended changes", "Inputs", None, "Outputs",
                  "The Outcomes (what changes)", None, None, None, None, None, None, None,
                  "Deadweight %", "Displacement %", "Attribution %", "Drop off %", "Impact",
                  "Calculating social return"])  # fmt: skip
    sheet.append([None, None, "Description", "Value £", None, "Description", "Indicator", "Source", "Quantity",
                  "Duration", "Financial Proxy", "Value £", "Source", None, None, None, None, None,
                  "Year 1", "Year 2", "Year 3", "Year 4", "Year 5"])  # fmt: skip
    sheet.append(["Who do we affect?", "What do you think will change for them?", "What do they invest?",
                  "Numbers only", "Summary of activity in numbers", "How would the stakeholder describe the changes?",
                  "How would you measure it?", "Where did the information come from?", "How much change was there?",
                  "How long does it last?", "What proxy did you use?", "Numbers only", "Where did it come from?",
                  "What would have happened without the activity?", "What activity did you displace?",
                  "Who else contributed to the change?", "Does the outcome drop off in future years?",
                  "Quantity times financial proxy, less deadweight, displacement and attribution"])  # fmt: skip
    sheet.merge_cells("F6:M6")
    sheet.merge_cells("C6:D6")
    _write_rows(sheet, figures, percent)
    _write_totals(sheet, figures | totals)
    return saved(book)


def _write_rows(sheet, figures: dict, percent: bool) -> None:
    scale = 100 if percent else 1
    for each in figures["inputs"]:
        sheet.append([each["stakeholder"], None, each["input"], each["value"]])
    previous, first = None, sheet.max_row + 1
    for row in figures["rows"]:
        same = previous is not None and (row["stakeholder"], row["outcome"]) == (
            previous["stakeholder"],
            previous["outcome"],
        )
        filters = [None if row[name] is None else row[name] * scale for name in FILTERS]
        sheet.append([
            row["stakeholder"], None, None, None, "Club with 30 members, 7,500 meals",
            None if same else row["outcome"], None if same else row["indicator"], "Survey",
            None if same else row["quantity"], row["duration"], row["proxy"], row["price"], "Price list", *filters,
            row["impact"],
        ])  # fmt: skip
        previous = row
    sheet.merge_cells(start_row=first, end_row=first + 2, start_column=6, end_column=6)
    sheet.merge_cells(start_row=first, end_row=first + 2, start_column=9, end_column=9)


def _write_totals(sheet, figures: dict) -> None:
    impact = round(sum(row["impact"] for row in figures["rows"]), 2)
    sheet.append(["Total", None, None, figures["total_inputs"], *[None] * 13, impact, *figures["impact_by_year"]])
    line = sheet.max_row
    present = ["Present value of each year", *figures["present_value_by_year"]]
    for column, value in enumerate(present, start=18):
        sheet.cell(line + 1, column, value)
    for offset, (words, name) in enumerate(
        (("Total Present Value (PV)", "total_present_value"),
         ("Net Present Value (PV minus the investment)", "net_present_value"),
         ("Social return £ per £", "ratio")), start=2
    ):  # fmt: skip
        sheet.cell(line + offset, 18, words)
        sheet.cell(line + offset, 19, figures[name])
    sheet.cell(line + 6, 18, "Discount rate")
    sheet.cell(line + 6, 19, figures["discount_rate"])


def newer_map(rows: list[dict], inputs: list[dict], totals: dict[str, float], swedish: bool = False) -> bytes:
    """The present template: group size, sample, when an outcome starts, sources of deductions, a year 0."""
    english = ["Stakeholder", "Number in group", "How many were involved?", "Inputs: description",
               "Inputs: value in currency", "Outputs", "Outcome", "Indicator", "Source", "Quantity", "Sample size",
               "Duration (years)", "Outcomes start", "Financial proxy", "Value in currency", "Source of proxy",
               "Deadweight %", "Source", "Displacement %", "Attribution %", "Drop-off %", "Impact"]  # fmt: skip
    swedish_heads = ["Intressent", "Antal i gruppen", "Antal tillfrågade", "Resurser", "Resursens värde",
                     "Prestationer", "Effekt", "Indikator", "Datakälla", "Antal", "Urval", "Varaktighet (år)",
                     "Effekten börjar", "Prislapp", "Pris per enhet", "Prisets källa", "Dödvikt %", "Källa",
                     "Undanträngning %", "Andras del %", "Avtrappning %", "Påverkan"]  # fmt: skip
    heads = swedish_heads if swedish else english
    year = "År" if swedish else "Year"
    book = Workbook()
    sheet = book.active
    sheet.title = "Värdekarta" if swedish else "SROI Value Map"
    sheet.append(["Verksamhet" if swedish else "Activity", "Språkcafé 2024" if swedish else "Language café 2024"])
    sheet.append([])
    sheet.append([*heads, *(f"{year} {number}" for number in range(6))])
    keys = ("stakeholder", "group_size", "involved", "input", "input_value", "outputs", "outcome", "indicator",
            "quantity_source", "quantity", "sample", "duration", "starts", "proxy", "price", "price_source",
            "deadweight", "deadweight_source", "displacement", "attribution", "drop_off", "impact")  # fmt: skip
    for row in [*inputs, *rows]:
        sheet.append([row.get(key) for key in keys])
    labels = (("Totalt nuvärde", "Nettonuvärde", "SROI-kvot", "Diskonteringsränta") if swedish else
              ("Total present value", "Net present value", "SROI ratio", "Discount rate"))  # fmt: skip
    for label, name in zip(labels, ("present_value", "net_present_value", "ratio", "discount_rate"), strict=True):
        if name in totals:
            sheet.append([*[None] * 20, label, totals[name]])
    return saved(book)
