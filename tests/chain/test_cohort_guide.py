"""What docs/cohort-models.md shows is what the program reads and says."""

import json
import re

from chain.cohort_model import CohortModel, OneOffReward, StateReward, TransitionReward
from chain.option_list import read_options
from sroi.__main__ import main
from tests.house.source import ROOT

GUIDE = (ROOT / "docs" / "cohort-models.md").read_text(encoding="utf-8")
MODEL, OPTIONS = re.findall(r"```json\n(.*?)```", GUIDE, re.S)
[SAID] = re.findall(r"```text\n(.*?)```", GUIDE, re.S)


def test_the_example_gives_what_the_guide_says(tmp_path, capsys):
    file = tmp_path / "fading.json"
    file.write_text(MODEL, encoding="utf-8")
    assert main(["forecast", str(file), "--lang", "en"]) == 0
    assert capsys.readouterr().out.replace("\u00a0", " ") == SAID


def test_the_list_of_options_can_be_read():
    listed, problems = read_options(OPTIONS)
    assert not problems
    assert len(listed.listed) == len(json.loads(OPTIONS)["options"]["listed"])


def test_every_part_of_a_model_is_in_the_guide():
    fields = {*CohortModel.model_fields, *StateReward.model_fields, *TransitionReward.model_fields}
    told = set(re.findall(r"[a-z_]+", GUIDE)) | {"id", "name", "note", "source", "url"}
    assert not (fields | set(OneOffReward.model_fields)) - told
