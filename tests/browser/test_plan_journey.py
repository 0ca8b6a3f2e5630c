"""A strategist goes from applications to a fund to a recorded decision and its documents, in Swedish and in English.

Every figure is the worked example's (chain/examples/plan/seven.json, tests/golden/plan_portfolio.json): the best choice
P1 + P2 + P3 with net 19.4 million, 17.4 by sorting on the ratio, and 1.7 million for the departure that is decided.
Each step is a function of its own, so that the walk goes on where one ends.
"""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect
import pytest

from chain.plan.document import write_portfolio
from chain.plan.model import Conventions, Portfolio
from chain.plan.starter import worked_example
from chain.text import Text
from reports.plan.names import option_name, option_names
from tests.browser.hands import Mouse
from tests.browser.planned_on import follow_the_fund, take_the_papers
from tests.browser.server import Server, running
from tests.browser.test_follow_up_journey import follow, sees, taken
from tests.browser.visit import open_page, wait_idle
from tests.golden.test_golden_plan import team

OLD = Conventions(assumption_set="Gemensamma antaganden 2024", set_version="1", price_year=2023)
BEST, OWN = ("P1", "P2", "P3"), ("P1", "P3", "P4", "P5")
SAYS = {
    "sv": {
        "stopped": "använder andra antaganden: 2",
        "best": "netto 19,4 mkr för hela samhället, på 10 år från 2027",
        "ratio": "8,7 mkr, netto 17,4 mkr. Det är 2,0 mkr mindre än det bästa valet ger.",
        "binds": "högst 10,0 mkr. Med 1,0 mkr till blir nettot 1,9 mkr större.",
        "price": "Avvikelsen kostar 1,7 mkr i nettovärde",
        "why": "Fler barn i Norra Ljusnaby får stöd",
        "decided": "Beslut 1 är antecknat.",
        "sure": (
            "är nästan givet: det ingår i det bästa valet i 91 % av dragningarna",
            "är bäst i 25 % av dragningarna",
        ),
        "intervention": "SkolNära: ett team för elever som stannar hemma",
        "pays": ("Kommunen går plus år 7 (2032). Som mest ligger 6,3 mkr ute.", "får nytta för 20,7 mkr"),
        "five": "5 år",
        "not_yet": "Kommunen går inte plus inom 5 år",
        "tried": "Omsättningsbar andel: 20 %, prövad här och inte sparad.",
    },
    "en": {
        "stopped": "use other assumptions: 2",
        "best": "net SEK 19.4 million for society as a whole, over 10 years from 2027",
        "ratio": "SEK 8.7 million, net SEK 17.4 million. That is SEK 2.0 million less than the best choice gives.",
        "binds": "at most SEK 10.0 million. With SEK 1.0 million more, the net becomes SEK 1.9 million larger.",
        "price": "The departure costs SEK 1.7 million of net value",
        "why": "More children in Norra Ljusnaby get support",
        "decided": "Decision 1 is recorded.",
        "sure": ("is nearly given: it is in the best choice in 91% of the draws", "is best in 25%"),
        "intervention": "Parenting courses in Ljusnaby: Komet and The Incredible Years",
        "pays": ("The municipality breaks even in year 7 (2032). At most SEK 6.3 million", "gain SEK 20.7 million"),
        "five": "5 years",
        "not_yet": "The municipality does not break even within 5 years",
        "tried": "Cashable share: 20%, tried here and not kept.",
    },
}


@pytest.fixture(scope="module")
def plan_server() -> Iterator[Server]:
    """The app with the example municipality."""
    with running(example=True) as app:
        yield app
        assert app.outside_calls() == []


def nine(language: str) -> Portfolio:
    """The seven applications and two more that were counted on older assumptions, under a name of its own."""
    more = tuple(
        worked_example().options[at].model_copy(update={"id": name, "conventions": OLD, "name": Text(sv=name)})
        for at, name in ((3, "P8"), (6, "P9"))
    )
    options, name = (*worked_example().options, *more), Text(**{language: named(language)})
    return worked_example().model_copy(update={"options": options, "name": name})


def named(language: str) -> str:
    """What the portfolio of this walk is called."""
    return f"Nine applications ({language})"


# --- 1: applications, and what is stopped ----------------------------------------------------------------------------


def begin(hand: Mouse, server: Server, folder: Path) -> None:
    """Read the applications in; two rest on older assumptions and are stopped until they are excluded."""
    open_page(hand.page, f"{server.address}/portfolios?lang={hand.language}")
    file = folder / "ansokningar.json"
    file.write_text(write_portfolio(nine(hand.language)), encoding="utf-8")
    hand.main().locator("input[type=file]").set_input_files(file)
    wait_idle(hand.page)
    hand.press(hand.button("portfolio.file_button"))
    sees(hand, SAYS[hand.language]["stopped"])
    for _ in range(2):
        hand.press(hand.button("portfolio.exclude").first)
    expect(hand.main().get_by_text(SAYS[hand.language]["stopped"])).to_have_count(0)


# --- 2: budgets and rules --------------------------------------------------------------------------------------------


def set_rules(hand: Mouse) -> None:
    """The fund's ten millions and the other rules stand there; the budget is opened, looked at and saved again."""
    follow(hand, hand.word("portfolio.to_rules"))
    names = (option_name(worked_example(), each, hand.language) for each in ("P2", "P6"))
    sees(hand, *names, worked_example().capacities[0].name.into(hand.language))
    hand.change(worked_example().budgets[0].name.into(hand.language))
    limit = f"{hand.word('portfolio_field.limit_sek')} ({hand.word('common.required')})"
    hand.write(hand.box(limit), "-1")
    sees(hand, hand.word("problem.portfolio.below_nought", field=hand.word("portfolio_field.limit_sek")))
    hand.write(hand.box(limit), "10 000 000")
    hand.save()


# --- 3: the best choice ----------------------------------------------------------------------------------------------


def read_the_best(hand: Mouse) -> None:
    """What is best, what sorting by ratio would have given, and what binds."""
    follow(hand, hand.word("portfolio.to_result"))
    told = SAYS[hand.language]
    expect(hand.main().get_by_role("heading", level=2).first).to_contain_text(
        option_names(worked_example(), BEST, hand.language)
    )
    sees(hand, *(told[each] for each in ("best", "ratio", "binds")))


# --- 4: how sure the choice is, and what to find out ------------------------------------------------------------------


def see_how_sure(hand: Mouse) -> None:
    """One option is nearly given; what is most worth knowing goes into a measuring plan in one press."""
    follow(hand, hand.word("portfolio_sure.from_result"))
    told, name = SAYS[hand.language], option_name(worked_example(), "P2", hand.language)
    sees(hand, *told["sure"])
    size = hand.word("portfolio_sure.size_of", name=name)
    sees(hand, hand.word("portfolio_sure.learn_first", name=size, worth="", everything="")[:40])
    asked = hand.main().get_by_role("combobox", name=hand.word("portfolio_sure.which_plan", name=size))
    hand.pick(asked, told["intervention"])
    hand.press(hand.main().get_by_role("button", name=hand.word("portfolio_sure.add", name=size)))
    sees(hand, hand.word("portfolio_sure.added"))
    hand.go(hand.word("page.portfolio_result"))


# --- 5: who pays and who gains ----------------------------------------------------------------------------------------


def see_who_pays(hand: Mouse, server: Server, folder: Path) -> None:
    """A shared investment: when the municipality breaks even, its ratio at other horizons, another cashable share."""
    open_page(hand.page, f"{server.address}/portfolios?lang={hand.language}")
    file = folder / "team-start.json"
    file.write_text(write_portfolio(team()), encoding="utf-8")
    hand.main().locator("input[type=file]").set_input_files(file)
    wait_idle(hand.page)
    hand.press(hand.button("portfolio.file_button"))
    hand.go(hand.word("page.portfolio_payers"))
    told = SAYS[hand.language]
    sees(hand, *told["pays"])
    hand.pick(hand.main().get_by_role("combobox", name=hand.word("portfolio_payers.years")), told["five"])
    sees(hand, told["not_yet"])
    hand.write(hand.box(hand.word("portfolio_payers.cashable_share")), "20 %")
    sees(hand, told["tried"])
    hand.go(hand.word("page.goal_report"))
    sees(hand, hand.word("goal_report.cost_and_value"))


# --- 7: another choice, why, and the decision ------------------------------------------------------------------------


def decide_otherwise(hand: Mouse, folder: Path) -> None:
    """P4 and P5 instead of P2: what it costs is said at once, the reason is asked for, the decision stands."""
    told, example = SAYS[hand.language], worked_example()
    away = option_name(example, "P2", hand.language)
    hand.press(hand.main().get_by_role("button", name=away).or_(_remove(hand, away)).first)
    label = hand.word("portfolio_field.option_ids")
    for each in ("P4", "P5"):
        hand.pick(hand.main().get_by_role("combobox", name=label), option_name(example, each, hand.language))
    expect(hand.main()).to_contain_text(hand.word("portfolio.say_why"))
    sees(hand, told["price"])
    hand.write(hand.box(hand.word("portfolio_field.reason")), told["why"])
    hand.save()
    hand.press(hand.button("portfolio.decide"))
    hand.press(hand.page.get_by_role("button", name=hand.word("portfolio.decide_yes"), exact=True))
    sees(hand, told["decided"], told["why"])
    sees(hand, told["price"].split()[-4])
    for kind in ("pdf", "docx"):
        assert taken(hand, hand.word(f"portfolio_paper.{kind}"), folder).stat().st_size > 2_000


def _remove(hand: Mouse, name: str):
    """The sign that takes a chosen one away."""
    return hand.main().locator("[data-baseweb='tag']").filter(has_text=name).locator("[role=presentation]")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_from_applications_to_a_recorded_decision_and_its_documents(page: Page, plan_server, tmp_path, language):
    hand = Mouse(page, language)
    begin(hand, plan_server, tmp_path)
    set_rules(hand)
    read_the_best(hand)
    see_how_sure(hand)
    decide_otherwise(hand, tmp_path)
    follow_the_fund(hand, plan_server, named(language), len(OWN))
    see_who_pays(hand, plan_server, tmp_path)
    take_the_papers(hand, plan_server, tmp_path)
