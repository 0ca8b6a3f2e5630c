"""The picture and its list: every box and link there, loose ends in words, no markup from users."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from chain.model import Chain, Resource
from chain.text import Text
from reports.graph import Node, links, loose_ends
from reports.markup import escaped
from reports.picture import BOX_WIDTH, GAP_X, MARGIN, chain_picture, picture_finding, picture_list, wrapped

HOSTILE = "</title><script>alert(1)</script> <img src=x onerror=y> $x$ :material/home: \x00\u202e \"'&"
SVG = "{http://www.w3.org/2000/svg}"


def _svg(picture):
    return ElementTree.fromstring(picture[picture.index("<svg") : picture.index("</svg>") + 6])


def _with_resource(chain, name):
    extra = Resource(id="RX", name=Text(sv=name), kind="money")
    return chain.model_copy(update={"resources": (*chain.resources, extra)})


def test_the_picture_holds_every_box_and_every_link(chain):
    svg = _svg(chain_picture(chain, "sv"))
    boxes = sum(len(getattr(chain, kind)) for kind in ("resources", "activities", "outputs", "outcomes", "effects"))
    assert len(svg.findall(f"{SVG}g")) == boxes
    assert len(svg.findall(f"{SVG}path")) == len(links(chain)) > 0
    assert svg.get("aria-labelledby").split() == [svg.find(f"{SVG}title").get("id"), svg.find(f"{SVG}desc").get("id")]


@pytest.mark.parametrize(("language", "words"), [("sv", "ej kopplad framåt"), ("en", "not connected ahead")])
def test_a_loose_box_is_dashed_and_says_so(chain, language, words):
    loose = _with_resource(chain, "Lös")
    assert Node("resources", "RX") not in loose_ends(chain)
    assert loose_ends(loose)[Node("resources", "RX")].ahead
    for drawn, whole in zip((chain_picture, picture_list), (chain, chain), strict=True):
        assert drawn(loose, language).count(words) == drawn(whole, language).count(words) + 1
    assert chain_picture(loose, language).count('"vk-open"') == chain_picture(chain, language).count('"vk-open"') + 1


def test_a_link_to_something_that_is_gone_is_not_drawn(chain):
    assert links(chain.model_copy(update={"resources": ()})) == tuple(
        link for link in links(chain) if link.start.kind != "resources"
    )


def test_hostile_names_stay_words(chain):
    picture = chain_picture(_with_resource(chain, HOSTILE), "sv")
    tags = {element.tag.removeprefix(SVG) for element in _svg(picture).iter()}
    assert tags == {"svg", "title", "desc", "text", "g", "rect", "path"}
    assert "\n" not in picture
    assert not set("$\x00\u202e") & set(picture)
    seen = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: seen.append(tag)
    reader.feed(picture_list(_with_resource(chain, HOSTILE), "sv"))
    assert set(seen) == {"ol", "li", "ul", "strong", "br", "em"}


def test_an_empty_chain_has_a_picture_and_a_list():
    empty = Chain(id="C", name=Text(sv="Tom"), start_year=2026, end_year=2026)
    assert len(_svg(chain_picture(empty, "sv")).findall(f"{SVG}text")) == 5
    assert picture_list(empty, "sv").count("Inget än.") == 5


def test_escaped_text_reads_back_as_it_was():
    reader, said = HTMLParser(), []
    reader.handle_data = said.append
    reader.feed(escaped("Å & <b> $1 *x* _y_ :z: [a](b) `c`"))
    assert "".join(said) == "Å & <b> $1 *x* _y_ :z: [a](b) `c`"


def test_long_names_are_wrapped_and_cut_with_a_sign():
    assert wrapped("ett två tre", 7) == ("ett två", "tre")
    assert wrapped("a" * 30, 10) == ("a" * 10,) * 3
    lines = wrapped("ord " * 80, 10, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(len(line) <= 10 for line in lines)
    assert wrapped("1\u00a0234\u00a0kr hej", 8) == ("1\u00a0234\u00a0kr", "hej")


def test_an_outcome_that_nothing_values_says_so_in_the_picture_and_in_the_list(chain):
    beside = [outcome for outcome in chain.outcomes if all(e.outcome_id != outcome.id for e in chain.effects)]
    assert beside
    for drawn in (chain_picture, picture_list):
        assert drawn(chain, "sv").count("utan pris") == len(beside)


def test_links_between_outcomes_are_drawn_apart(chain):
    first, *others = chain.outcomes
    led = tuple(each.model_copy(update={"outcome_ids": (first.id,)}) for each in others)
    drawn = chain_picture(chain.model_copy(update={"outcomes": (first, *led)}), "sv")
    column_end = MARGIN + 4 * BOX_WIDTH + 3 * GAP_X
    bows = [path.get("d") for path in _svg(drawn).findall(f"{SVG}path") if f"L{column_end} " in path.get("d")]
    assert len(bows) == len(led) > 1
    turns, landings = ({bow.split()[at] for bow in bows} for at in (1, 3))
    assert len(turns) == len(landings) == len(bows)


def test_an_empty_picture_says_that_it_is_empty():
    empty = Chain(id="C", name=Text(sv="Tom"), start_year=2026, end_year=2026)
    assert picture_finding(empty, "sv") == "Kedjan är tom än."
