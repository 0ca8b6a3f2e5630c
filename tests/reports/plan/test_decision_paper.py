"""A choice in words and a decision on paper: the case's figures, every rule by name, the same file each time."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest

from chain.plan.edit import with_choice
from chain.plan.model import Choice, Coverage, Prerequisite
from chain.plan.starter import worked_example
from chain.text import Text
from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.plan.charts import options_figure
from reports.plan.choice import best_sentences, clash_lines, margin_sentence, price_sentence, tight_sentences
from reports.plan.decision import decision_paper
from reports.plan.names import rule_name
from reports.plan.sizes import sizes_figure
from reports.plan.tables import margins_table, used_table
from reports.texts import LANGUAGES
from sroi.plan.portfolio import plan
from sroi.plan.sizes import at_sizes
from sroi.settings import ENGINE_VERSION
from storage.operations.plan import Decision, Named

OWN = with_choice(worked_example(), Choice(option_ids=("P1", "P3", "P4", "P5"), reason=Text(sv="Norra Ljusnaby")))


def decided(**more) -> Decision:
    """A decision on the example that departs from the best."""
    found = plan(OWN)
    names = {each.id: Named(each.id, each.name) for each in OWN.options}
    told = {
        "portfolio_id": OWN.id, "number": 1, "version": 2, "sha256": "a1" * 32, "engine_version": ENGINE_VERSION,
        "chosen": tuple(names[each] for each in OWN.choice.option_ids),
        "best": tuple(names[each] for each in found.best.option_ids), "broken": (),
        "net_sek": found.own.portfolio.net_sek, "gain_sek": found.own.portfolio.gain_sek,
        "cost_sek": found.own.portfolio.cost_sek, "best_net_sek": found.best.net_sek,
        "price_sek": found.own.price_sek, "reason": OWN.choice.reason,
        "at": datetime(2026, 11, 30, 18, tzinfo=UTC), "who": "anna",
    }  # fmt: skip
    return Decision(**{**told, **more})


def words_of(document) -> str:
    """Everything that the document says, as Word has it."""
    found = docx.Document(BytesIO(write_word(document)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in found.paragraphs), *cells]).replace("\u00a0", " ")


def test_the_decision_tells_the_price_the_reason_and_the_ground():
    words = words_of(decision_paper(decided(), "Anna Berg", OWN, plan(OWN), "sv"))
    for told in (
        "Avvikelsen kostar 1,7 mkr i nettovärde", "Norra Ljusnaby", "Anna Berg", "2026-11-30 19:00", "17,7 mkr",
        "19,4 mkr", "a1" * 32, "Om bara värdet per satsad krona (kvoten) hade styrt",
        "Gemensamma antaganden 2026 (nr 1)",
        "Budget ”Sociala investeringsfonden 2027”: högst 10,0 mkr",
        "Unga 13–18 år: 300 personer nås, mot 130 i det bästa valet",
        "Temat ”Arbete”: 0 av insatserna, mot 1 i det bästa valet",
    ):  # fmt: skip
        assert told in words, told


def test_one_that_has_moved_on_tells_what_was_written_and_says_so():
    words = words_of(decision_paper(decided(), "Anna", OWN, None, "en"))
    assert "The portfolio has been changed since the decision" in words
    assert "SEK 17.7 million" in words
    assert "If only the value per krona" not in words
    nothing = decided(best=(), best_net_sek=None, price_sek=None, broken=(("exclusions/exclusion-1", 1.0),))
    words = words_of(decision_paper(nothing, "Anna", OWN, plan(OWN), "sv"))
    assert "Inget val höll sig inom alla villkor" in words
    assert "Högst en av Jobbspår för unga utan gymnasieexamen och Sommarjobb med handledare" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_decision_is_the_same_file(language):
    made = decision_paper(decided(), "Anna", OWN, plan(OWN), language)
    assert write_pdf(made) == write_pdf(made)
    assert write_pdf(made).startswith(b"%PDF")


def test_every_kind_of_rule_has_a_name_in_both_languages():
    rich = OWN.model_copy(update={
        "coverages": (Coverage(id="cov-1", target_group_id="unga", at_least=50.0, at_most=900.0),),
        "prerequisites": (Prerequisite(id="need-1", option_id="P4", any_of_ids=("P1",)),),
    })  # fmt: skip
    found = plan(rich)
    for language in LANGUAGES:
        for each in found.used:
            said = rule_name(rich, each.name, language)
            assert said
            assert each.name.split("/")[1] not in said
        assert len(used_table(rich, found, language)) == len(found.used)
    assert rule_name(rich, "coverages/cov-1/at_least", "sv") == "Antal som nås av ”Unga 13–18 år”: minst 50"
    assert rule_name(rich, "prerequisites/need-1", "sv").startswith("Skolnärvaroteam kräver Föräldragrupper")


def test_a_rule_that_no_choice_can_keep_is_told_alone():
    many = Coverage(id="cov-1", target_group_id="unga", at_least=9_000)
    never = OWN.model_copy(update={"coverages": (many,), "choice": None})
    told = [each.replace("\u00a0", " ") for each in clash_lines(never, plan(never).clash, "sv")]
    assert told == ["Ett villkor går inte att uppfylla, vad som än väljs:",
                    "Antal som nås av ”Unga 13–18 år”: minst 9 000"]  # fmt: skip


def test_words_and_chart_say_the_engines_figures():
    found = plan(OWN)
    head, amounts = (each.replace("\u00a0", " ") for each in best_sentences(OWN, found.best, "en"))
    assert head.startswith("Best net value: Parents' groups")
    assert "Costs SEK 10.0 million and gives a value of SEK 29.4 million: net SEK 19.4 million" in amounts
    assert "1,7 mkr" in price_sentence(OWN, found.own, "sv").replace("\u00a0", " ")
    assert len(tight_sentences(OWN, found, "sv")) == 1
    more, less = (margin_sentence(OWN, each, "sv").replace("\u00a0", " ") for each in found.margins)
    assert more.startswith("1,0 mkr mer ger 1,9 mkr mer i netto")
    assert less.startswith("1,0 mkr mindre kostar 1,7 mkr i netto")
    assert list(margins_table(OWN, found.margins, "sv")["net_change"]) == [1_900_000, -1_700_000]
    figure = sizes_figure(OWN, "budget-1", at_sizes(OWN, "budget-1"), "sv")
    assert figure.description.replace("\u00a0", " ").startswith("Av stegen uppåt är det från 13,0 mkr till 14,0 mkr")
    assert list(figure.table["option_net"])[3:6] == pytest.approx([17_700_000, 19_400_000, 21_300_000])
    assert [row["chosen"] for row in figure.spec["data"]["values"]].index(True) == 4
    figure = options_figure(OWN, found, "sv")
    shown = {row["row"]: row for row in figure.spec["data"]["values"]}
    assert {name for name, row in shown.items() if row["chosen"]} == set(found.best.option_ids)
    assert shown["P6"]["net"] == pytest.approx(3_740_000)
    assert all("väljs" in row["label"] for row in shown.values() if row["chosen"]), "not by colour alone"
