"""Spreadsheets from the shell: a Value Map brought in, a living workbook taken out and brought back."""

import json
from pathlib import Path

import pytest

from chain.document import read_chain
from reports.value_map import read_upload
from reports.workbook_names import names_for
from sroi.__main__ import main
from sroi.settings import SROI_GUIDE
from tests.golden.examples import EXAMPLES, example
from tests.reports.maps import older_map
from tests.reports.spreadsheet import changed

I3 = str(EXAMPLES / "I3.json")


@pytest.fixture
def shell(capsys, tmp_path, monkeypatch):
    """Run a command in an empty folder; gives the exit code and what was said on both streams."""
    monkeypatch.chdir(tmp_path)

    def one(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        return (code, *capsys.readouterr())

    return one


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_map_is_brought_in_and_written_as_a_chain(shell, language):
    Path("map.xlsx").write_bytes(older_map())
    code, out, _ = shell("import", "map.xlsx", "--to", "chain.json", "--lang", language)
    assert code == 0
    assert "1,93" in out if language == "sv" else "1.93" in out
    chain, problems = read_chain(Path("chain.json").read_bytes())
    assert not problems
    assert chain == read_upload(older_map(), 2026).chain


def test_for_programs_the_same_as_data(shell):
    Path("map.xlsx").write_bytes(older_map(ratio=0.93))
    code, out, _ = shell("import", "map.xlsx", "--json", "--lang", "en")
    found = json.loads(out)
    assert (code, found["kind"], found["reproduced_by"]) == (0, "value_map", {})
    assert found["guide_ratio"] == pytest.approx(1.929, abs=0.0005)
    assert found["totals"]["ratio"] == 0.93


def test_a_workbook_goes_out_and_comes_back(shell):
    code, out, _ = shell(
        "export", I3, "--to", "book.xlsx", "--convention", "sroi-guide", "--horizon", "2", "--lang", "en"
    )
    assert (code, out.strip()) == (0, "Written to book.xlsx.")
    found = read_upload(Path("book.xlsx").read_bytes(), 2026)
    assert (found.chain, found.settings) == (example("I3"), SROI_GUIDE.model_copy(update={"horizon_years": 2}))
    code, out, _ = shell("import", "book.xlsx", "--to", "back.json", "--lang", "en")
    assert code == 0
    assert "No yellow cells have been changed" in out
    assert read_chain(Path("back.json").read_bytes())[0] == example("I3")


def test_changed_cells_are_told_and_taken_only_when_asked(shell):
    shell("export", I3, "--to", "book.xlsx")
    effect = example("I3").effects[0]
    place = f"effects/{effect.id}/deadweight"
    Path("book.xlsx").write_bytes(changed(Path("book.xlsx").read_bytes(), {names_for([place])[place]: 0.99}))
    _, out, _ = shell("import", "book.xlsx", "--to", "kept.json", "--lang", "en")
    assert "is now 0.99" in out
    assert "--take-edits" in out
    shell("import", "book.xlsx", "--to", "taken.json", "--take-edits")
    kept, taken = (read_chain(Path(name).read_bytes())[0] for name in ("kept.json", "taken.json"))
    assert (kept.effects[0].deadweight.value, taken.effects[0].deadweight.value) == (effect.deadweight.value, 0.99)


def test_what_is_no_spreadsheet_gives_a_problem_and_no_file(shell):
    Path("map.xlsx").write_bytes(b"PK nothing")
    code, out, _ = shell("import", "map.xlsx", "--to", "chain.json", "--lang", "en")
    assert code == 1
    assert "[spreadsheet.damaged]" in out
    assert not Path("chain.json").exists()


def test_a_file_that_exists_is_never_written_over(shell):
    Path("there.xlsx").write_bytes(b"mine")
    code, _, said = shell("export", I3, "--to", "there.xlsx", "--lang", "en")
    assert code == 2
    assert "already exists" in said
    assert Path("there.xlsx").read_bytes() == b"mine"
    assert shell("export", I3, "--to", "no/such/folder.xlsx")[0] == 2
    assert shell("export", I3)[0] == 2
    assert shell("export", "map.xlsx", "--to", "a.xlsx")[0] == 2


def test_a_chain_that_cannot_be_read_is_not_exported(shell):
    Path("chain.json").write_text("{}")
    code, out, _ = shell("export", "chain.json", "--to", "book.xlsx", "--json")
    assert code == 1
    assert json.loads(out)["problems"]
    assert not Path("book.xlsx").exists()
