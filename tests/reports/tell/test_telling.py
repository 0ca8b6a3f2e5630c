"""The story: no ratio without interval, horizon and whose; every number the engine's; nothing that is not public."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from chain.judgement import Answer, Decision, Review
from chain.model import Chain
from chain.text import Text
from reports.tell.gate import lacking
from reports.tell.open_data import open_zip
from reports.tell.own_words import CLAIM, LONGEST, unfit
from reports.tell.story import APPENDICES, STORY, Exhibit, Story
from reports.tell.telling import tell
from reports.tell.voice import Voice, short_ratio, told_apart
from reports.texts import LANGUAGES
from reports.texts.numbers import format_money, format_ratio, format_share, format_years
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from tests.golden.examples import example
from tests.reports.follow_up.test_published import kept as followed_up
from tests.reports.tell.stories import DRAWN, kept, spaced, story
from tests.sroi.kept import version
from tests.sroi.test_frozen_follow_up import kept as youth

PERSPECTIVES = ("society", "public", "municipality")


def engine(name: str = "I3", perspective: str = "society"):
    """The figures, calculated anew and not read from the version."""
    settings = SWEDISH_PUBLIC_SECTOR.model_copy(update={"perspective": perspective})
    return calculate(example(name), settings)


def exhibits(told: Story) -> dict[str, Exhibit]:
    return {exhibit.place: exhibit for chapter in told.chapters for exhibit in chapter.exhibits}


def all_words(told: Story) -> str:
    """Everything that is said, in one text."""
    lines = [told.title, told.mark, told.version, told.conventions, *(each.words for each in told.told())]
    for chapter in told.chapters:
        lines += [chapter.heading, *chapter.items, *(words for fact in chapter.facts for words in fact)]
        lines += [cell for grid in chapter.grids for row in grid.rows for cell in row]
        for each in chapter.exhibits:
            lines += [each.title, each.figure.description, *each.plot.categories]
            lines += [written for series in each.plot.series for written in series.written]
    return spaced("\n".join(lines))


# --- the headline ---


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            "Vi bedömer att 1 krona ger 1,3 kr i värde för samhället på 10 år (90 %-intervall 1,1 kr till 1,4 kr om ",
        ),
        (
            "en",
            "We estimate that 1 krona gives SEK 1.3 in value to society over 10 years (90% interval SEK 1.1 to SEK ",
        ),
    ],
)
def test_the_ratio_stands_first_with_interval_horizon_and_whose(language, said):
    assert spaced(story(language).headline[0].words).startswith(said)


@pytest.mark.parametrize("perspective", PERSPECTIVES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_number_of_the_headline_is_the_engines(language, perspective):
    told, total, found = (
        story(language, "I3", perspective),
        engine("I3", perspective).total(perspective),
        kept("I3", perspective),
    )
    said = {each.place: each.words for each in told.headline}
    low, high = found.sureness.of(perspective).ratio.interval()[:2]
    for ratio in (total.ratio, low, high):
        assert short_ratio(language, float(ratio)) in said["headline/ratio"]
    assert format_years(language, 10) in said["headline/ratio"]
    for amount in (total.investment, total.value, total.net):
        assert format_money(language, float(amount)) in said["headline/flow"]


def test_the_parts_of_the_value_are_the_levels_own_and_come_to_the_whole():
    result = engine()
    said = {each.place: spaced(each.words) for each in story().headline}["headline/kinds"]
    levels = [result.total(level) for level in ("municipality", "region", "state")]
    parts = [float(each.value) for each in levels] + [float(result.society.welfare_value)]
    assert sum(parts) == pytest.approx(float(result.society.value))
    for part in parts:
        assert spaced(format_share("sv", part / float(result.society.value), 0)) in said
    assert "41 % till staten, varav 96 % bedöms kunna frigöras" in said
    assert float(levels[2].cashable / levels[2].value) == pytest.approx(0.958, abs=0.001)


def test_that_savings_pay_back_is_never_said_without_when_freed_money_does():
    result = engine("I1", "public")
    assert (result.total("municipality").payback.years, result.cashable_payback("municipality")) == (3, None)
    said = {each.place: spaced(each.words) for each in story("sv", "I1", "public").headline}["headline/payback"]
    assert said == (
        "Kommunen får tillbaka sin egen insats efter 3 år, om all nytta räknas. "
        "Räknat bara på pengar som frigörs: inte inom 10 år."
    )


@pytest.mark.parametrize("perspective", PERSPECTIVES)
def test_without_an_interval_no_ratio_is_shown_anywhere_but_the_prices_by_their_own_name(perspective):
    told, total = story("sv", "I3", perspective, False), engine("I3", perspective).total(perspective)
    assert told.headline[0].words.startswith("Värdet per satsad krona (kvoten) visas inte")
    assert "säger inget om sannolikhet" in told.headline[1].words
    assert not {"sure/intervals", "sure/drivers"} & exhibits(told).keys()
    assert format_ratio("sv", float(total.ratio)) not in all_words(told)
    titles = [
        title
        for chapter in told.chapters
        for grid in chapter.grids
        for title in (*grid.titles, *(row[0] for row in grid.rows))
    ]
    assert not [title for title in titles if title.startswith(("SROI-kvot", "Nettokvot"))]


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(3.04, "3,0"), (0.97, "0,97"), (1.04, "1,04"), (1.0, "1,0"), (1.004, "1,0"), (0.04, "0,04"), (-0.04, "−0,04"),
     (0.0, "0,0"), (1.06, "1,1"), (-1.23, "−1,2")],
)  # fmt: skip
def test_one_decimal_but_never_so_that_a_loss_looks_even(ratio, said):
    assert short_ratio("sv", ratio) == said


def test_an_interval_whose_ends_would_look_the_same_is_told_with_two_decimals():
    settings = SROI_GUIDE.model_copy(update={"perspective": "actor:kommun_soc", "horizon_years": 2})
    found = version(settings, chain=example("I4"), drawing=DRAWN)
    low, high = found.sureness.of("actor:kommun_soc").ratio.interval()[:2]
    assert round(low, 1) == round(high, 1)
    said = tell(found, "sv").headline[0].words
    assert f"{format_ratio('sv', low)} kr till {format_ratio('sv', high)} kr" in spaced(said)


# --- the parts ---


def test_the_parts_stand_in_order_and_every_chart_has_words_and_a_table():
    told = story()
    assert tuple(chapter.part for chapter in told.chapters) == (*STORY, *APPENDICES)
    assert all(chapter.heading and (chapter.said or chapter.grids) for chapter in told.chapters)
    for exhibit in exhibits(told).values():
        assert exhibit.finding.original == exhibit.figure.description == exhibit.figure.spec["description"]
        assert len(exhibit.figure.table)
        assert all(len(series.values) == len(exhibit.plot.categories) for series in exhibit.plot.series)
    places = [each.place for each in told.told()]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("perspective", PERSPECTIVES)
@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4"])
def test_every_chart_has_the_engines_numbers(name, perspective):
    shown, result = exhibits(story("sv", name, perspective)), engine(name, perspective)
    total = result.total(perspective)
    fall = shown["value/waterfall"].plot.series[0].values
    assert fall == (total.waterfall.gross, *total.waterfall.steps.values(), total.waterfall.present_value)
    costs = [sum(series.values) for series in shown["cost/by_year"].plot.series]
    assert sum(costs) == pytest.approx(float(total.investment))
    by_kind = {series.name: sum(series.values) for series in shown["who/kinds"].plot.series}
    assert sum(by_kind.values()) == pytest.approx(float(total.value))
    assert by_kind.get("Omsättningsbar besparing (kan frigöras)", 0.0) == pytest.approx(float(total.cashable))
    running = shown["when/running"].plot.series[0].values
    assert running[-1] == pytest.approx(float(total.net))
    assert running == pytest.approx([float(each) for each in total.cumulative_by_year])


def test_a_chart_without_words_table_or_colours_that_are_seen_is_named():
    told, first = story(), exhibits(story())["value/waterfall"]
    assert lacking(told) == []
    pale = {**first.figure.spec, "config": {"bar": {"color": "#DDDDDD"}}}
    for wrong in ({"description": " "}, {"table": first.figure.table.head(0)}, {"spec": pale}):
        spoiled = replace(first, figure=replace(first.figure, **wrong))
        chapter = replace(told.chapter("value"), exhibits=(spoiled,))
        assert lacking(replace(told, chapters=(chapter,))) == [first.title]


def test_the_intervals_and_what_moves_the_ratio_are_the_engines():
    shown, sure = exhibits(story()), kept().sureness
    plot = shown["sure/intervals"].plot
    assert plot.categories == ("Samhället", "Offentlig sektor", "Kommunen")
    for at, perspective in enumerate(("society", "public", "municipality")):
        low, high = sure.of(perspective).ratio.interval()[:2]
        assert [each.values[at] for each in plot.series] == [low, sure.of(perspective).ratio.point, high]
    low, middle, high = (each.values[0] for each in shown["sure/drivers"].plot.series)
    moved = [
        example("I3").model_copy(update={"proxies": tuple(_at(end, each) for each in example("I3").proxies)})
        for end in ("low", "high")
    ]
    settings = SWEDISH_PUBLIC_SECTOR.model_copy(update={"perspective": "society"})
    assert [low, high] == pytest.approx(sorted(float(calculate(each, settings).society.ratio) for each in moved))
    assert middle == pytest.approx(float(engine().society.ratio))


def _at(end: str, proxy):
    """The price that moves the ratio most, at one of its ends."""
    if proxy.name.sv != "Skatt och arbetsgivaravgift av ett helårsarbete":
        return proxy
    return proxy.model_copy(update={"price": proxy.price.model_copy(update={"value": getattr(proxy.price, end)})})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_tables_have_the_engines_numbers(language):
    told, result = story(language), engine()
    money, effects = told.chapter("value").grids
    names = ("investment", "investment_programme", "value", "net")
    assert [row[1:] for row in money.rows[:4]] == [
        tuple(format_money(language, float(getattr(result.total(each), name))) for each in ("public", "society"))
        for name in names
    ]
    assert money.rows[4][1:] == tuple(
        format_ratio(language, float(each.ratio)) for each in (result.public, result.society)
    )
    at = effects.titles.index({"sv": "Nuvärde", "en": "Present value"}[language])
    assert [row[at] for row in effects.rows] == [
        format_money(language, float(each.present_value)) for each in result.effects
    ]
    when = told.chapter("when").grids[0]
    last = [row for row in when.rows if row[0] == {"sv": "Samhället", "en": "Society"}[language]][1]
    assert last[-1] == format_money(language, float(result.society.value))
    assert last[2:-1] == tuple(format_money(language, float(each)) for each in result.society.value_by_year)


def test_every_written_number_is_the_number_beside_it():
    for name in ("I1", "I3"):
        for exhibit in exhibits(story("en", name)).values():
            if exhibit.plot.kind == "ranges":
                ends = list(zip(*(series.values for series in exhibit.plot.series), strict=True))
                told = list(zip(*(series.written for series in exhibit.plot.series), strict=True))
                assert told == [told_apart("en", *each) for each in ends]
                continue
            for series in exhibit.plot.series:
                assert series.written == tuple(format_money("en", value) for value in series.values)


def test_the_same_version_is_the_same_story_and_an_earlier_one_tells_what_changed():
    assert all_words(tell(kept(), "sv", organisation="Ljusnaby kommun", number=3)) == all_words(story())
    chain = example("I3")
    first = chain.effects[0]
    lower = first.model_copy(update={"deadweight": first.deadweight.model_copy(update={"value": 0.0})})
    other = version(kept().record.settings, chain=chain.model_copy(update={"effects": (lower, *chain.effects[1:])}))
    told = tell(kept(), "sv", earlier=other).chapter("changes")
    shown = told.exhibits[0]
    net = [float(each.result.society.net) for each in (other, kept())]
    assert [shown.plot.series[0].values[at] for at in (0, -1)] == net
    assert sum(shown.plot.series[0].values[:-1]) == pytest.approx(net[1])
    assert all(format_money("sv", amount) in shown.finding.words for amount in net)
    assert [row[2:] for row in told.grids[0].rows] == [
        ("0 %".replace(" ", "\u00a0"), format_share("sv", first.deadweight.value, None))
    ]


# --- own words ---


def test_own_words_stand_beside_the_original():
    told = tell(kept(), "sv", own_words={"value/kinds": "Mest går till staten. ", "nowhere": "x"})
    said = told.chapter("value").said[0]
    assert (said.words, said.original) == ("Mest går till staten.", story().chapter("value").said[0].original)
    assert "1 skrivna av organisationen själv" in told.chapter("method").said[-1].words
    assert [each.place for each in story().chapter("method").said] == ["method/finding", "method/error"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("En krona blir 1,3 kronor!", ["told.without"]),
        ("Samhället får 1,3 kr på 10 år, mellan 1,1 och 1,4 kr.", []),
        ("", []),
        ("x" * (LONGEST + 1), ["told.too_long"]),
    ],
)
def test_own_words_of_the_ratio_keep_interval_horizon_and_whose(words, codes):
    assert [each.code for each in unfit(Voice(kept(), "sv"), "headline/ratio", words)] == codes
    told = tell(kept(), "sv", own_words={"headline/ratio": words})
    assert told.headline[0].words == (words if words and not codes else story().headline[0].original)


def test_where_no_ratio_may_be_shown_none_can_be_written():
    without = Voice(kept("I3", "society", False), "sv")
    assert [each.code for each in unfit(without, "headline/ratio", "1,3 kr")] == ["told.no_own_ratio"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "1 krona ger 12 kr tillbaka!"),
        ("sv", "Varje satsad krona ger tio."),
        ("sv", "Kvoten är hög."),
        ("sv", "Vi får tillbaka tre gånger pengarna."),
        ("en", "SEK 1 gives SEK 12 back."),
        ("en", "A ratio of 12"),
    ],
)
def test_a_ratio_cannot_be_claimed_in_another_place_either(language, words):
    found = unfit(Voice(kept(), language), "value/kinds", words)
    assert [(each.code, each.place) for each in found] == [("told.without", "value/kinds")]
    told = tell(kept(), language, own_words={"value/kinds": words})
    assert words not in [each.words for each in told.told()]


@pytest.mark.parametrize(
    "words",
    ["1 205 kr per barn, 2,1 kr om dagen.", "SEK 1,205 and SEK 1 million a year", "Vi får tillbaka en del efter 1 år."],
)
def test_an_amount_is_no_ratio(words):
    assert unfit(Voice(kept(), "sv"), "value/kinds", words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_rules_say_of_a_ratio_holds_what_is_asked_of_people(language):
    told = [each for each in story(language=language).told() if CLAIM.search(each.original.casefold())]
    assert len(told) >= 3
    assert not [each.place for each in told if unfit(Voice(kept(), language), each.place, each.original)]


# --- what came out, and what is not public ---


def test_a_followed_up_version_says_which_years_are_measured():
    told = tell(youth(), "sv")
    assert (story().mark, told.mark) == ("Prognos", "Utfall och prognos")
    assert "Åren 2024–2025 är uppmätta; 2026–2030 är fortfarande prognos." in [each.words for each in told.headline]
    assert told.chapter("sure").grids[0].rows


def test_what_rests_on_a_few_is_nowhere_to_be_read():
    """Of 48 asked 3 answered, 2 of them hits: a small group, whatever it is written as."""
    follow_up = youth().follow_up
    few = [
        each.model_copy(update={"total": each.total.model_copy(update={"hits": 2, "answered": 3, "asked": 48})})
        if each.indicator_id == "M1"
        else each
        for each in follow_up.observations
    ]
    shown = youth(follow_up.model_copy(update={"observations": tuple(few)}))
    share = shown.chain.effects[0].quantity.share.value
    told = tell(shown, "sv")
    said = all_words(told)
    assert "dolt" in said
    with ZipFile(BytesIO(open_zip(told, shown))) as archive:
        files = "".join(archive.read(name).decode() for name in archive.namelist())
    assert not [digits for digits in (repr(share), repr(share).replace(".", ",")) if digits in files]
    for decimals in (0, 1, None):
        assert spaced(format_share("sv", share, decimals)) not in said
    assert "2 av 3" not in said
    assert not {"Bruttovärde", "Nuvärde"} & {title for grid in told.chapter("value").grids for title in grid.titles}
    assert told.chapter("sources").said


def test_nobody_and_nothing_from_inside_the_house_is_told():
    said = all_words(story()) + all_words(tell(followed_up(), "sv"))
    assert "Eva" not in said
    assert "Bara för oss" not in said


def test_a_chain_without_anything_is_told_too():
    told = tell(version(chain=Chain(id="X", name=Text(sv="Ny"), start_year=2026, end_year=2027)), "sv")
    assert not exhibits(told)
    assert told.headline[0].words.startswith("Ingen kvot visas")


def test_what_people_answered_reviewed_and_decided_is_told_where_it_belongs():
    day = date(2026, 3, 1)
    said = {"stand": "yes", "words": Text(sv="Nämnden läser."), "answered_by": "Controllern", "answered_on": day}
    answer = Answer(id="audience", name=Text(sv="För vem?"), **said)
    review = Review(id="R1", name=Text(sv="Referensgruppen"), seen_by="Samordningsförbundet", seen_on=day)
    decided = Decision(
        id="D1", name=Text(sv="Förläng till 2028"), kind="decision", owner="Socialnämnden", decided_on=day
    )
    chain = example("I3").model_copy(update={"answers": (answer,), "reviews": (review,), "decisions": (decided,)})
    told = tell(version(chain=chain), "sv")
    assert told.chapter("coverage").grids[1].rows == (
        ("För vem?", "Ja", "Nämnden läser.", "Controllern", "2026-03-01"),
    )
    assert "Samordningsförbundet" in told.chapter("method").grids[0].rows[0]
    assert told.chapter("decision").grids[0].rows[0][:3] == ("Förläng till 2028", "Beslut", "Socialnämnden")
    assert not [said for said in told.chapter("decision").said if said.place == "decision/none"]
    assert "Så vet vi: " in told.chapter("sure").said[1].words
