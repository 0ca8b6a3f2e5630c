"""The story of a kept result: read, in own words, as documents, shared by a link, and before a room."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
import re
from zipfile import ZipFile

from openpyxl import load_workbook
import pptx
import pytest

from chain.people import Grant, Role
from pages.parts import present_tried, told_papers, workspace
from pages.parts.told_words import CHANGE
from reports.tell.story import STORY
from reports.tell.voice import Voice
from reports.texts import text
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import telling
from tests.acting import here
from tests.pages.test_publish import publish
from tests.pages.visit import Visit
from tests.sroi.test_frozen_follow_up import kept as youth

RATIO, OTHER = "headline/ratio", "value/waterfall/finding"
GOOD = "På tio år, alltså 10 år, ger en krona 3,4 kr för det offentliga, säkert mellan 2,9 och 3,7."


@pytest.fixture
def kept(example) -> operations.VersionSummary:
    """A kept result of the first intervention."""
    now = example.load("I1").version
    return operations.keep_version(
        example.store, here(example.store, "Eva"), "I1", now, SWEDISH_PUBLIC_SECTOR, "Till nämnden"
    )


def at(page: str, language: str = "sv", **address: str) -> Visit:
    """Someone on one of the pages."""
    return Visit(page, intervention="I1", lang=language, **address)


def edits(visit: Visit, place: str) -> Visit:
    """Open the field for a sentence."""
    if not visit.at.checkbox(key=CHANGE).value:
        visit.at.checkbox(key=CHANGE).check()
        visit.run()
    return visit.press(f"say-{place}")


def says(visit: Visit, place: str, words: str) -> Visit:
    """Put a sentence in these words, and keep them."""
    edits(visit, place)
    [field] = visit.at.text_area
    field.set_value(words)
    return visit.run().press("say-keep")


def buttons(visit: Visit) -> set[str]:
    """The keys of the buttons that can be pressed."""
    return {each.key for each in visit.at.button if not each.disabled}


def signed_in(monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    """From now on the visitor has this role and no other."""
    before = workspace.acting
    monkeypatch.setattr(workspace, "acting", lambda: replace(before(), grants=frozenset({Grant(role)})))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_without_a_kept_result_every_page_says_how_to_get_one(example, language):
    for page in ("told", "share_link", "present"):
        assert text(language, "telling.none") in at(page, language).told("info")


@pytest.mark.parametrize("tongue", ["sv", "en"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_story_is_told_in_its_own_language_whatever_the_screen_speaks(kept, language, tongue):
    visit = at("told", language, tell=tongue)
    for part in STORY:
        assert text(tongue, f"told.part.{part}") in visit.words, part
    assert text(language, "telling.gate", count=7, language=text(language, f"language.{tongue}")) in visit.told(
        "success"
    )
    assert {"sv": "Vi bedömer att 1 offentlig krona", "en": "We estimate"}[tongue] in visit.words
    assert f'<div lang="{tongue}">' in visit.words
    offered = {each.proto.label for each in visit.at.get("download_button")}
    assert offered >= {text(language, f"telling.paper.{each.kind}_{each.ending}") for each in told_papers.PAPERS}
    assert "say-" not in str(buttons(visit)), "who reads is spared the buttons"


def test_a_sentence_in_own_words_stands_with_the_original_beside_and_goes_back(example, kept):
    visit = says(at("told"), OTHER, "Det mesta blir kvar.")
    assert "Orden är sparade" in visit.told("success")
    assert "Det mesta blir kvar." in visit.words
    assert "Regelns mening: Före avdrag är" in visit.words.replace("\xa0", " ")
    [said] = telling.own_words(example.store, here(example.store), kept.id)
    assert (said.place, said.words, said.original[:14]) == (OTHER, "Det mesta blir kvar.", "Före avdrag är")
    assert "Det mesta blir kvar." not in at("told", tell="en").words, "each language has its own words"
    edits(visit, OTHER).press("say-back")
    assert "Regelns mening står här igen" in visit.told("success")
    assert "Det mesta blir kvar." not in visit.words
    visit.press("flash-undo")
    assert "Det mesta blir kvar." in visit.words


def test_the_ratio_may_be_said_otherwise_but_not_without_what_it_needs(example, kept):
    visit = says(at("told"), RATIO, "En krona ger 3,4 tillbaka!")
    assert "2,9, 3,7" in visit.told("error")
    assert visit.at.text_area[0].value == "En krona ger 3,4 tillbaka!", "nothing typed is lost"
    assert telling.own_words(example.store, here(example.store), kept.id) == ()
    visit.at.text_area[0].set_value(GOOD + "\u202e")
    assert "U+202E" in visit.run().press("say-keep").told("error")
    visit.at.text_area[0].set_value(GOOD)
    assert GOOD in visit.run().press("say-keep").words


def test_the_second_of_two_writers_is_told_and_keeps_what_was_typed(example, kept):
    visit = edits(at("told"), OTHER)
    visit.at.text_area[0].set_value("Mina ord.")
    visit.run()
    acting = here(example.store, "Eva")
    telling.put_own_words(example.store, acting, kept.id, "sv", OTHER, "Regelns", "Evas ord.", 0)
    visit.press("say-keep")
    assert "Evas ord." in visit.told("error")
    assert visit.at.text_area[0].value == "Mina ord."
    visit.press("say-keep")
    [said] = telling.own_words(example.store, acting, kept.id)
    assert said.words == "Mina ord."


def test_a_reader_reads_and_is_told_who_may_more(kept, monkeypatch):
    signed_in(monkeypatch, Role.READER)
    visit = at("told")
    assert "Din roll räcker inte" in visit.told("info")
    assert CHANGE not in [each.key for each in visit.at.checkbox]
    assert "make-share-link" not in buttons(at("share_link"))


def test_every_document_is_made_when_it_is_asked_for_and_the_same_each_time(example, kept, monkeypatch):
    taken = []
    keep = lambda label, **more: taken.append((more["file_name"], more["data"]))  # noqa: E731
    monkeypatch.setattr(told_papers.st, "download_button", keep)
    telling.add_deck_template(example.store, here(example.store), "Vår mall", empty_deck())
    visit = at("told", "en", tell="sv")
    assert [each.label for each in visit.at.selectbox if "look" in each.label] == ["The look of the slides"]
    made = {name: data() for name, data in taken}
    assert set(made) == {
        f"foraldrakurser-i-ljusnaby-{what}-v1-sv.{ending}" for what, ending in (
            ("enkelsida", "pdf"), ("rapport", "pdf"), ("rapport", "docx"), ("bildspel", "pptx"),
            ("arbetsbok", "xlsx"), ("oppna-data", "json"), ("oppna-data", "zip"))
    }  # fmt: skip
    assert {name: data() for name, data in taken} == made
    begins = {"pdf": b"%PDF", "docx": b"PK", "pptx": b"PK", "xlsx": b"PK", "zip": b"PK", "json": b"{"}
    assert all(content.startswith(begins[name.rpartition(".")[2]]) for name, content in made.items())
    book = load_workbook(BytesIO(made["foraldrakurser-i-ljusnaby-arbetsbok-v1-sv.xlsx"])).worksheets[0]
    read_me = " ".join(str(cell) for row in book.iter_rows(values_only=True) for cell in row if cell).replace(
        "\xa0", " "
    )
    for told in ("Vi bedömer att 1 offentlig krona", "90 %-intervall", "på 10 år", "Prognos"):
        assert told in read_me, told


def empty_deck() -> bytes:
    """A presentation without slides."""
    packed = BytesIO()
    pptx.Presentation().save(packed)
    return packed.getvalue()


def test_a_template_is_tried_before_it_is_kept(example, kept):
    visit = at("told").open("deck-templates")
    assert "Ingen mall är inlagd" in visit.told("info")
    visit.press("add-template")
    assert "Välj en fil först" in visit.told("error")
    visit.at.file_uploader[0].upload("mall.pptx", b"PK not a deck")
    visit.run().press("add-template")
    assert "skadad" in visit.told("error")
    visit.at.file_uploader[0].upload("Vår mall.pptx", empty_deck())
    visit.run().press("add-template")
    assert "Mallen Vår mall är inlagd." in visit.told("success")
    [there] = telling.deck_templates(example.store, here(example.store))
    with ZipFile(BytesIO(telling.deck_template(example.store, here(example.store), there.id))) as packed:
        assert "ppt/presentation.xml" in packed.namelist()
    visit.press(f"remove-template-{there.id}")
    assert telling.deck_templates(example.store, here(example.store)) == []
    visit.press("flash-undo")
    assert len(telling.deck_templates(example.store, here(example.store))) == 1


# --- a link ---


def test_a_link_is_made_shown_once_read_and_revoked(example, kept):
    visit = at("share_link", tell="en")
    assert "Inga länkar är skapade ännu" in visit.told("info")
    visit.press("make-share-link")
    assert telling.share_links(example.store, here(example.store), "I1") == []
    assert "Vem länken är till" in visit.told("error")
    visit.type("share_link/new", link_name="Nämnden", last_day="i morgon").press("make-share-link")
    assert telling.share_links(example.store, here(example.store), "I1") == []
    assert visit.field("share_link/new", "last_day").value == "i morgon"
    day = example.store.clock().date() + timedelta(days=3)
    visit.type("share_link/new", last_day=day.isoformat()).press("make-share-link")
    [link] = telling.share_links(example.store, here(example.store), "I1")
    assert (link.name, link.language, link.version_id) == ("Nämnden", "en", kept.id)
    [address] = [each.value for each in visit.at.code]
    token = re.fullmatch(r".*/shared/([\w-]{43})", address)[1]
    assert telling.shared_result(example.store, token).language == "en"
    assert f"öppen till och med {day.isoformat()}" in visit.words
    visit.press("share-link-taken")
    assert not visit.at.code
    assert token not in visit.words + at("share_link").words
    assert "Senast läst" in visit.words
    visit.press(f"revoke-{link.id}")
    assert "Länken till Nämnden är återkallad" in visit.told("success")
    assert "återkallad av" in visit.words
    assert telling.shared_result(example.store, token) is None
    assert f"revoke-{link.id}" not in buttons(visit)
    history = at("history").words
    for action in ("make_share_link", "revoke_share_link"):
        assert text("sv", f"history.action.{action}") in history
    assert token not in history


def test_a_day_that_cannot_be_is_said_with_what_would_do(example, kept):
    visit = at("share_link", "en")
    visit.type("share_link/new", link_name="The council", last_day="2020-01-01").press("make-share-link")
    assert "2020-01-01 is already past" in visit.told("error")
    visit.type("share_link/new", last_day="2099-01-01").press("make-share-link")
    assert "can last until" in visit.told("error")
    assert visit.field("share_link/new", "link_name").value == "The council"
    assert telling.share_links(example.store, here(example.store), "I1") == []


# --- before a room ---


def test_the_nine_parts_are_shown_one_at_a_time(kept):
    visit = at("present")
    seen = []
    for number in range(1, len(STORY) + 1):
        assert f"{number} av {len(STORY)}" in visit.words
        seen.append(next(part for part in STORY if f"<h1>{text('sv', f'told.part.{part}')}</h1>" in visit.words))
        if number < len(STORY):
            visit.press("present-next")
    assert tuple(seen) == STORY
    assert buttons(visit) == {"present-first", "present-previous"}
    visit.press("present-first")
    assert {"present-next", "present-last"} <= buttons(visit)
    for odd in ("0", "99", "-1", "x", "٣", "4<script>"):
        assert f"av {len(STORY)}" in at("present", part=odd).words, odd


def test_the_ratio_stands_with_its_interval_and_mark_and_the_part_in_the_address(kept):
    visit = at("present", "en", part="4", tell="sv")
    assert '<div class="vk-stage" lang="sv">' in visit.words
    assert "90 %-intervall" in visit.words.replace("\xa0", " ")
    assert '<span class="vk-mark">Prognos</span>' in visit.words
    assert "stSidebar" in visit.words, "the menu is out of the way"


def test_what_is_tried_is_marked_and_the_kept_numbers_stay_beside(example, kept):
    visit = at("present", part="4").open(present_tried.TRY)
    assert "Inget är ändrat ännu" in visit.told("info")
    horizon = next(each for each in visit.at.selectbox if each.label == "Tidshorisont")
    horizon.set_value(2)
    visit.run()
    assert "**Prövat här, inte behållet**" in visit.words
    assert "**Behållet**" in visit.words
    told = visit.words.replace("\xa0", " ")
    assert "på 10 år (90 %-intervall" in told
    assert "på 2 år (90 %-intervall" in told
    number = next(each for each in visit.at.text_input if "behållet\\:" in each.label)
    number.set_value("1.234,5")
    visit.run()
    assert visit.told("error")
    assert "Prövat här" not in visit.words, "nothing is counted from what cannot be read"
    visit.press("present-reset")
    assert "Inget är ändrat ännu" in visit.told("info")
    [summary] = operations.versions(example.store, here(example.store), "I1")
    assert summary == kept, "nothing is kept"
    assert example.load("I1").version == kept.intervention_version


def test_a_number_that_rests_on_a_few_is_not_offered_to_be_tried():
    """Of 48 asked 3 answered: what stands in its field would tell how they did."""
    follow_up = youth().follow_up
    few = {"hits": 2, "answered": 3, "asked": 48}
    seen = tuple(each.model_copy(update={"total": each.total.model_copy(update=few)}) if each.indicator_id == "M1"
                 else each for each in follow_up.observations)  # fmt: skip
    hidden = youth(follow_up.model_copy(update={"observations": seen}))
    offered = [{place for each in present_tried._movers.__wrapped__((), version) for place in each.places}
               for version in (youth(), hidden)]  # fmt: skip
    secret = set(Voice(hidden, "sv").hidden)
    assert secret & offered[0], "it would be among those that matter most"
    assert not secret & offered[1]


def test_with_an_older_engine_nothing_is_tried(kept, monkeypatch):
    monkeypatch.setattr(present_tried, "ENGINE_VERSION", "9.9.9")
    visit = at("present").open(present_tried.TRY)
    assert "äldre räknemotor" in visit.told("info")
    assert not visit.at.text_input


def test_the_story_tells_what_has_changed_since_the_result_kept_before(example, kept):
    assert text("sv", "told.no_version_before") in at("told").words
    shorter = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 5})
    now = example.load("I1").version
    operations.keep_version(example.store, here(example.store, "Eva"), "I1", now, shorter, "Efter fem år")
    visit = at("told")
    assert text("sv", "told.no_version_before") not in visit.words
    assert "5 år" in visit.words.replace("\xa0", " ")
    assert text("sv", "told.no_version_before") in at("told", result=kept.id).words


def test_no_living_workbook_where_its_figures_may_not_be_seen_or_would_be_others(example, kept, monkeypatch):
    has = lambda visit: "paper-workbook-xlsx" in {each.key for each in visit.at.get("download_button")}  # noqa: E731
    assert has(at("told"))
    with monkeypatch.context() as older:
        older.setattr(told_papers, "ENGINE_VERSION", "9.9.9")
        visit = at("told")
        assert not has(visit)
        assert text("sv", "telling.older_engine") in visit.words
    publish(example, "Utfall 2025")
    visit = Visit("told", intervention="I3", lang="sv")
    assert not has(visit)
    assert text("sv", "telling.no_workbook") in visit.words
