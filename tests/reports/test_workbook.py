"""The living workbook: LibreOffice calculates every formula anew and must come to the engine's digits."""

from io import BytesIO
import re
from xml.etree import ElementTree
from zipfile import ZipFile

from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as running
from openpyxl import load_workbook
import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from chain.document import fingerprint
from chain.model import Chain, passports
from chain.text import Text
from reports.texts import text
from reports.workbook import workbook
from reports.workbook_import import Edit, with_edits
from reports.workbook_layout import PERSPECTIVES
from reports.workbook_names import names_for
from reports.workbook_result import FIGURES, figure_cell, shown
from reports.workbook_settings import CODES
from sroi.ratio import calculate
from sroi.settings import HORIZONS, SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings
from sroi.span import price_span
from tests.golden.examples import example
from tests.laws.chains import any_chain
from tests.laws.conventions import all_settings
from tests.reports.spreadsheet import alike, changed, differences, formulas, recalculated, values

PRESETS = (SWEDISH_PUBLIC_SECTOR, SROI_GUIDE)
OF_PRESET = [
    (name, PRESETS[(at + turn) % 2].model_copy(update={"horizon_years": horizon, "perspective": perspective}))
    for at, name in enumerate(("I1", "I2", "I3", "I4"))
    for turn, (horizon, perspective) in enumerate(
        zip((HORIZONS[at % 3], HORIZONS[(at + 1) % 3]), ("public", "society"), strict=True)
    )
]
CONTRARY = Settings(
    horizon_years=7, discount_rate=0.05, filters="additive", drop_off="straight_line", drop_off_from="first_year",
    discounting="mid_year", investment_discounted=False, horizon_from="cohort_start", costs_after_horizon="kept",
    income="benefit", payback="interpolated", payback_discounted=False, price_year=2022, perspective="region",
    with_optional=True,
)  # fmt: skip
"""Every convention otherwise than in the Swedish preset."""
MOVED = {
    "effects/I1-B1/deadweight": 0.4,
    "effects/I1-B2/drop_off": 0.35,
    f"proxies/{example('I1').proxies[0].id}/price": 12_345.0,
}


def typed(settings: Settings, language: str = "sv") -> dict[str, object]:
    """What a person would type or choose in the sheet of conventions."""
    flag = {True: text(language, "workbook.yes"), False: text(language, "workbook.no")}
    cells = {f"settings_{name}": getattr(settings, name) for name in ("discount_rate", "horizon_years", "price_year")}
    for name in CODES:
        value = getattr(settings, name)
        cells[f"settings_{name}"] = (
            flag[value] if isinstance(value, bool) else text(language, f"convention.{name}_{value}")
        )
    return cells | {"settings_perspective": text(language, f"convention.perspective_{settings.perspective}")}


def drawn(count: int) -> list[tuple[Chain, Settings, Settings]]:
    """Chains as someone may leave them halfway, each with two settings; the same ones every time."""
    found = []

    @running(max_examples=count, derandomize=True, database=None, phases=[Phase.generate], deadline=None,
             suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(any_chain(), all_settings(), all_settings())
    def collect(chain, one, other):
        found.append((chain, one.model_copy(update={"horizon_years": min(one.horizon_years, 12)}),
                      other.model_copy(update={"horizon_years": min(other.horizon_years, 12)})))  # fmt: skip

    collect()
    return found


DRAWN = drawn(2)


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    files = {f"preset-{at}": workbook(example(name), settings, "sv") for at, (name, settings) in enumerate(OF_PRESET)}
    first = workbook(example("I1"), SWEDISH_PUBLIC_SECTOR, "sv")
    files["moved"] = changed(first, {names_for([place])[place]: value for place, value in MOVED.items()})
    for name in ("I2", "wheels-to-meals"):
        files[f"contrary-{name}"] = changed(workbook(example(name), SWEDISH_PUBLIC_SECTOR, "sv"), typed(CONTRARY))
    files["too-long"] = changed(first, {"settings_horizon_years": 40})
    files["no-such-choice"] = changed(first, {"settings_discounting": "någon gång"})
    for at, (chain, one, other) in enumerate(DRAWN):
        files[f"drawn-{at}"] = workbook(chain, one, "en")
        files[f"redrawn-{at}"] = changed(files[f"drawn-{at}"], typed(other, "en"))
    return files


@pytest.fixture(scope="module")
def recounted(written, tmp_path_factory) -> dict[str, bytes]:
    return recalculated(tmp_path_factory.mktemp("office"), written)


def figures(data: bytes, language: str = "sv") -> dict[tuple[str, str], object]:
    """The figures of the result sheet by perspective and name."""
    found, sheet = values(data), text(language, "workbook.sheet.result")
    return {
        (perspective, name): found.get((sheet, xl_rowcol_to_cell(*figure_cell(name, perspective))))
        for perspective in PERSPECTIVES
        for name in FIGURES
    }


def expected(chain: Chain, settings: Settings) -> dict[tuple[str, str], object]:
    """The same figures from the engine."""
    result, span = calculate(chain, settings), price_span(chain, settings)
    names = dict(zip(PERSPECTIVES, (settings.perspective, "public", "society"), strict=True))
    return {(p, name): shown(result.total(of), span.of(of), name) for p, of in names.items() for name in FIGURES}


def unequal(found: dict, wanted: dict) -> dict:
    return {key: (found[key], wanted[key]) for key in wanted if not alike(found[key], wanted[key])}


# --- digits ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", range(len(OF_PRESET)))
def test_every_formula_comes_to_the_engines_digits(written, recounted, at):
    name, settings = OF_PRESET[at]
    file = f"preset-{at}"
    assert len(formulas(written[file])) > 900
    assert not differences(written[file], recounted[file])
    assert not unequal(figures(recounted[file]), expected(example(name), settings))


def test_the_ratio_follows_a_changed_assumption(recounted):
    edits = [Edit(place, "value", None, value, "") for place, value in MOVED.items()]
    moved, _ = with_edits(example("I1"), edits)
    found = figures(recounted["moved"])
    assert not unequal(found, expected(moved, SWEDISH_PUBLIC_SECTOR))
    assert not alike(found["public", "ratio"], calculate(example("I1"), SWEDISH_PUBLIC_SECTOR).public.ratio)
    assert alike(found["public", "ratio"], calculate(example("I1"), SWEDISH_PUBLIC_SECTOR, MOVED).public.ratio)


@pytest.mark.parametrize("name", ["I2", "wheels-to-meals"])
def test_the_ratio_follows_every_convention_changed_at_once(recounted, name):
    assert not unequal(figures(recounted[f"contrary-{name}"]), expected(example(name), CONTRARY))


@pytest.mark.parametrize("at", range(len(DRAWN)))
def test_chains_and_conventions_of_every_kind_come_out_alike(written, recounted, at):
    chain, one, other = DRAWN[at]
    assert not differences(written[f"drawn-{at}"], recounted[f"drawn-{at}"])
    assert not unequal(figures(recounted[f"drawn-{at}"], "en"), expected(chain, one))
    assert not unequal(figures(recounted[f"redrawn-{at}"], "en"), expected(chain, other))


@pytest.mark.parametrize("file", ["too-long", "no-such-choice"])
def test_what_the_workbook_cannot_count_gives_an_error_and_no_figure(recounted, file):
    assert str(figures(recounted[file])["society", "ratio"]).startswith("#")


# --- the file --------------------------------------------------------------------------------------------------------


def test_words_that_look_like_formulas_stay_words():
    evil = ("=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://x.example", "'=1", '"&A1&"')
    chain = example("I1")
    named = chain.model_copy(update={
        "name": Text(sv=evil[1]),
        "actors": tuple(a.model_copy(update={"name": Text(sv=evil[-n])}) for n, a in enumerate(chain.actors)),
        "outcomes": tuple(o.model_copy(update={"name": Text(sv=evil[n % 4])}) for n, o in enumerate(chain.outcomes)),
        "effects": tuple(e.model_copy(update={"name": Text(sv=evil[n % 4])}) for n, e in enumerate(chain.effects)),
    })  # fmt: skip
    data = workbook(named, SWEDISH_PUBLIC_SECTOR, "sv")
    assert formulas(data) == formulas(workbook(chain, SWEDISH_PUBLIC_SECTOR, "sv"))
    assert evil[1] in values(data).values()
    assert b"<hyperlinks>" not in b"".join(parts(data).values()).lower()


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_package_is_sound(language):
    data = workbook(example("I3"), SROI_GUIDE, language)
    for name, part in parts(data).items():
        assert ElementTree.fromstring(part) is not None, name
    book = load_workbook(BytesIO(data))
    assert all(re.fullmatch(r"[^\[\]:*?/\\']{1,31}", name) for name in book.sheetnames)
    names = [name.casefold() for name in book.defined_names]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_][a-z0-9_.]{0,254}", name) for name in names)
    assert not [name for name in names if re.fullmatch(r"[a-z]{1,3}[0-9]+|r[0-9]*c[0-9]*|[rc]", name)]
    assert book.properties.title == example("I3").name.into(language)
    assert all(s.sheet_properties.pageSetUpPr.fitToPage and s.page_setup.orientation == "landscape" for s in book)
    drawing = next(part for name, part in parts(data).items() if name.startswith("xl/drawings/drawing"))
    assert text(language, "workbook.result.chart_description").encode()[:40] in drawing


def test_every_number_of_the_chain_has_a_named_cell_with_that_number():
    chain = example("I4")
    data = workbook(chain, SWEDISH_PUBLIC_SECTOR, "sv")
    book, found = load_workbook(BytesIO(data)), values(data)
    for place, figure in passports(chain):
        sheet, cell = next(book.defined_names[names_for([place])[place]].destinations)
        if hasattr(figure, "value"):
            assert found.get((sheet, cell.replace("$", ""))) == figure.value
        else:
            assert {value.value for row in book[sheet][cell] for value in row} >= set(figure.values.values())


def test_names_are_legal_and_told_apart_whatever_the_ids():
    names = names_for(["effects/a-b/x", "effects/a:b/x", "effects/A_B/x", "effects/a.b/x"])
    assert list(names.values()) == ["effects_a_b_x", "effects_a_b_x_2", "effects_A_B_x_3", "effects_a.b_x"]


def test_the_machine_sheet_tells_the_fingerprint_and_how_it_was_made():
    chain = example("I1")
    told = set(values(workbook(chain, SROI_GUIDE, "en")).values())
    assert fingerprint(chain) in told
    assert SROI_GUIDE.model_dump_json() in told
