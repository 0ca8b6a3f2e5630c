"""docs/method.md is what the rules say now."""

from pathlib import Path

from tests.spec.manual import MANUAL, RULES, manual


def test_the_manual_is_made_from_the_rules_as_they_are():
    assert MANUAL.read_text(encoding="utf-8") == manual(), "run: python -m tests.spec.manual"


def test_every_rule_file_is_in_the_manual():
    files = list(Path(__file__).parent.glob("test_spec_*.py"))
    assert files
    assert len(RULES) == len(files)
