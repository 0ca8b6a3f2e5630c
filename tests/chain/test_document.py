"""Documents that are broken, huge, hostile or just wrong are answered with problems in their place."""

import json
import subprocess
import sys

from jsonschema import Draft202012Validator
import pytest

from chain.document import DOCUMENT, FORMAT, VERSION, fingerprint, json_schema, read_chain, write_chain
from chain.hostile import LARGEST_BYTES, MOST_ELEMENTS
from chain.judgement import Answer
from chain.problem import Severity
from chain.text import Text, cleaned
from tests.chain.sound import BODY, document, effect, figure, spoiled, words, years

ENVELOPE = {"format": FORMAT, "version": VERSION}
DEEP = "[" * 100_000
NESTED = "[" * 30 + "]" * 30


def wrapped(body: object) -> str:
    return json.dumps({**ENVELOPE, "chain": body})


def written(**changes: object) -> str:
    """The sound document with values put in at JSON pointers."""
    whole = document()
    for pointer, value in changes.items():
        holder, *steps, last = whole, *pointer.split("/")[1:]
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        holder[int(last) if isinstance(holder, list) else last] = value
    return json.dumps(whole)


def raw(before: str, after: str) -> str:
    """The sound document's text with one piece replaced."""
    text = write_chain(spoiled())
    assert before in text
    return text.replace(before, after, 1)


E1 = "/chain/effects/0"
PURPOSE = "/chain/purpose/sv"
REFUSED = {
    "Latin-1": ("Föräldrastöd".encode("latin-1"), "document.not_utf8", ""),
    "UTF-16": (write_chain(spoiled()).encode("utf-16"), "document.not_utf8", ""),
    "nothing": (b"", "document.broken", ""),
    "cut off": (write_chain(spoiled())[:-10], "document.broken", ""),
    "too large": (b" " * (LARGEST_BYTES + 1), "document.too_large", ""),
    "endlessly deep": (DEEP, "document.too_deep", ""),
    "too deep": (wrapped(json.loads(NESTED)), "document.too_deep", "/chain" + "/0" * 20),
    "a list": ("[]", "document.not_object", ""),
    "other format": ('{"format": "gpx", "version": 1}', "document.format", "/format"),
    "newer version": (json.dumps({**ENVELOPE, "version": VERSION + 1, "chain": {}}), "document.newer", "/version"),
    "version as text": (json.dumps({**ENVELOPE, "version": "1", "chain": {}}), "document.version", "/version"),
    "version true": (json.dumps({**ENVELOPE, "version": True, "chain": {}}), "document.version", "/version"),
    "version nought": (json.dumps({**ENVELOPE, "version": 0, "chain": {}}), "document.version", "/version"),
    "no chain": (json.dumps(ENVELOPE), "document.missing_field", "/chain"),
    "chain is text": (wrapped("kedja"), "document.not_object", "/chain"),
    "more beside": (json.dumps({**document(), "a/b~": 1}), "document.unknown_field", "/a~1b~0"),
    "unknown field": (written(**{f"{E1}/dödvikt": 1}), "document.unknown_field", f"{E1}/dödvikt"),
    "missing field": (
        wrapped({**BODY, "actors": [{"id": "a", "level": "state"}]}),
        "document.missing_field",
        "/chain/actors/0/name",
    ),
    "number as text": (written(**{f"{E1}/deadweight/value": "0.2"}), "document.not_number", f"{E1}/deadweight/value"),
    "number as yes": (written(**{f"{E1}/deadweight/value": True}), "document.not_number", f"{E1}/deadweight/value"),
    "share inside a quantity": (
        written(**{f"{E1}/quantity/share/value": None}),
        "document.not_number",
        f"{E1}/quantity/share/value",
    ),
    "year as decimal": (written(**{"/chain/start_year": 2024.5}), "document.not_whole_number", "/chain/start_year"),
    "year far away": (written(**{"/chain/end_year": 12026}), "document.bad_year", "/chain/end_year"),
    "series in year 1066": (
        written(**{"/chain/cohorts/values/1066": 1}),
        "document.bad_year",
        "/chain/cohorts/values/1066",
    ),
    "series in year 02024": (
        written(**{"/chain/cohorts/values/02024": 1}),
        "document.bad_year",
        "/chain/cohorts/values/02024",
    ),
    "text as number": (written(**{PURPOSE: 3}), "document.not_text", PURPOSE),
    "yes as number": (written(**{f"{E1}/in_base_case": 1}), "document.not_yes_or_no", f"{E1}/in_base_case"),
    "no such date": (
        written(**{f"{E1}/deadweight/noted_on": "2026-02-30"}),
        "document.not_date",
        f"{E1}/deadweight/noted_on",
    ),
    "no list": (written(**{"/chain/risks": "brand"}), "document.not_list", "/chain/risks"),
    "no object": (written(**{"/chain/purpose": "bättre"}), "document.not_object", "/chain/purpose"),
    "no such choice": (written(**{"/chain/method": "magi"}), "document.not_choice", "/chain/method"),
    "sign true": (written(**{f"{E1}/sign": True}), "document.not_choice", f"{E1}/sign"),
    "sign 0": (written(**{f"{E1}/sign": 0}), "document.not_choice", f"{E1}/sign"),
    "no such quantity": (written(**{f"{E1}/quantity/kind": "guess"}), "document.not_choice", f"{E1}/quantity/kind"),
    "id with a path": (written(**{"/chain/id": "../C1"}), "document.bad_id", "/chain/id"),
    "too much text": (written(**{PURPOSE: "x" * 100_000}), "document.too_long", PURPOSE),
    "too great": (written(**{f"{E1}/deadweight/value": 1e16}), "document.too_great", f"{E1}/deadweight/value"),
    "too small": (
        written(**{f"{E1}/deadweight/credibility": -1}),
        "document.too_small",
        f"{E1}/deadweight/credibility",
    ),
    "NaN": (written(**{f"{E1}/deadweight/value": float("nan")}), "document.not_a_figure", f"{E1}/deadweight/value"),
    "Infinity": (written(**{f"{E1}/deadweight/low": -float("inf")}), "document.not_a_figure", f"{E1}/deadweight/low"),
    "1e999": (raw('"start_year": 2024', '"start_year": 1e999'), "document.not_a_figure", "/chain/start_year"),
    "ten thousand digits": (
        raw('"start_year": 2024', f'"start_year": {"9" * 10_000}'),
        "document.not_a_figure",
        "/chain/start_year",
    ),
    "key twice": (
        raw('"start_year": 2024', '"start_year": 2024, "start_year": 2030'),
        "document.repeated_key",
        "/chain/start_year",
    ),
    "NUL": (written(**{PURPOSE: "bättre\0"}), "document.control_character", PURPOSE),
    "half a character": (raw("Barn ska", "Barn \\ud83d ska"), "document.control_character", PURPOSE),
    "turned reading order": (written(**{PURPOSE: "bättre \u202e000 1"}), "document.bidi_character", PURPOSE),
    "hidden character in a key": (written(**{"/chain/\u2066x": 1}), "document.bidi_character", "/chain/\\u2066x"),
    "too many": (wrapped({**BODY, "risks": [{}] * (MOST_ELEMENTS + 1)}), "document.too_many", "/chain/risks"),
    "something else": (
        wrapped({"risks": [{f"k{n}": 1 for n in range(50)} for _ in range(200)]}),
        "document.foreign",
        "/chain",
    ),
    "id twice": (wrapped({**BODY, "effects": [effect(), effect()]}), "document.repeated_id", "/chain/effects/1/id"),
    "link to nothing": (written(**{f"{E1}/actor_id": "nobody"}), "document.dangling", f"{E1}/actor_id"),
    "one of several links to nothing": (
        written(**{"/chain/outcomes/0/output_ids": ["U1", "U7"]}),
        "document.dangling",
        "/chain/outcomes/0/output_ids",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_fault_is_named_in_its_place(what):
    data, code, place = REFUSED[what]
    chain, problems = read_chain(data)
    assert chain is None
    assert (code, place) in [(each.code, each.place) for each in problems]
    assert {each.severity for each in problems} == {Severity.ERROR}


def test_where_json_breaks_is_told_by_line_and_column():
    (found,) = read_chain('{\n  "format": }')[1]
    assert found.words() == {"line": 2, "column": 13}


def test_all_faults_are_told_at_once_and_only_once():
    _, problems = read_chain(
        written(**{PURPOSE: "\0", "/chain/start_year": "x", f"{E1}/deadweight/value": float("nan")})
    )
    assert [(each.code, each.place) for each in problems] == [
        ("document.control_character", PURPOSE),
        ("document.not_a_figure", f"{E1}/deadweight/value"),
        ("document.not_whole_number", "/chain/start_year"),
    ]


def test_a_flood_of_faults_ends_with_a_word_on_the_rest():
    _, problems = read_chain(wrapped({**BODY, "risks": [1] * 1_500}))
    assert len(problems) == 101
    assert problems[-1].code == "document.and_more"


def test_the_same_chain_is_read_whatever_the_marks_order_and_spaces():
    whole = document()
    turned = {"chain": dict(reversed(whole["chain"].items())), "version": VERSION, "format": FORMAT}
    for data in (b"\xef\xbb\xbf" + json.dumps(whole).encode(), json.dumps(turned), json.dumps(whole, indent=9)):
        assert read_chain(data) == (spoiled(), [])


def test_harmless_text_stays_as_it_is():
    purpose = "<script>alert(1)</script> =1+1 {x} \u200f\u200e rad\r\n\ttvå 👩‍👧 " + "x" * 10_000
    chain, problems = read_chain(write_chain(spoiled(purpose=words(purpose))))
    assert problems == []
    assert chain.purpose == Text(sv=purpose)


def test_the_document_begins_with_its_format_and_leaves_defaults_out():
    text = write_chain(spoiled())
    assert text.startswith('{\n  "format": "vardekedjan-chain",\n  "version": 1,\n  "chain": {\n    "id": "C1"')
    assert '"method"' not in text
    assert '"kind": "share_of_cohort"' in text


def test_a_document_has_the_first_version_that_can_hold_it_and_every_version_is_read():
    answered = spoiled().model_copy(update={"answers": (Answer(id="limitations", name=words("Begränsningar")),)})
    assert (document(spoiled())["version"], document(answered)["version"]) == (1, 2)
    assert read_chain(json.dumps({**document(spoiled()), "version": 2})) == (spoiled(), [])
    assert read_chain(write_chain(answered)) == (answered, [])


def test_years_are_written_in_order_and_do_not_move_the_fingerprint():
    chain = spoiled(cohorts=years(y2025=50, y2024=40))
    assert list(document(chain)["chain"]["cohorts"]["values"]) == ["2024", "2025"]
    assert fingerprint(chain) == fingerprint(spoiled())
    assert fingerprint(spoiled(cohorts=years(y2024=41, y2025=50))) != fingerprint(spoiled())


def test_the_published_schema_is_fresh():
    assert DOCUMENT.published.read_text(encoding="utf-8") == DOCUMENT.schema_text()


def test_the_schema_module_writes_the_published_text(tmp_path):
    subprocess.run([sys.executable, "-m", "chain.document", str(tmp_path / "schema.json")], check=True)
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == DOCUMENT.schema_text()


BEYOND_SCHEMA = {
    "document.repeated_id",
    "document.dangling",
    "document.control_character",
    "document.bidi_character",
    "document.repeated_key",
    "document.not_date",
    "document.not_a_figure",
}


def test_the_schema_refuses_what_the_reader_refuses():
    schema = Draft202012Validator(json_schema())
    assert schema.is_valid(document())
    for what, (data, code, _) in REFUSED.items():
        try:
            whole = json.loads(data if isinstance(data, str) else data.decode())
        except (ValueError, RecursionError):
            continue
        if code not in BEYOND_SCHEMA:
            assert not schema.is_valid(whole), what


def test_a_quantity_names_its_kind():
    quantity = {"share": figure(0.1), "units": figure(1)}
    _, problems = read_chain(written(**{f"{E1}/quantity": quantity}))
    assert [(each.code, each.place) for each in problems] == [("document.not_choice", f"{E1}/quantity/kind")]
    assert not Draft202012Validator(json_schema()).is_valid(json.loads(written(**{f"{E1}/quantity": quantity})))


def test_cleaned_words_can_be_kept_and_read_back():
    typed = "vänd \u202e0\u2069 \0\x9f\ud800 text\u200e\n\tkvar"
    chain, problems = read_chain(write_chain(spoiled(purpose=words(cleaned(typed)))))
    assert problems == []
    assert chain.purpose.sv == "vänd 0  text\u200e\n\tkvar"
