"""What the product and its tests are installed from: pinned, hashed, fetched from where this computer is set to."""

import re

import pytest

from tests.house.source import ROOT

LOCKS = ("requirements.txt", "requirements-test.txt")
PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.M)


def pins(name: str) -> dict[str, str]:
    """Package → version, as a requirements file has it."""
    return dict(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?! )", text) if entry.strip() and not entry.startswith("#")]
    assert len(entries) > len(pins(lock.replace(".txt", ".in")))
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_what_the_list_asks_for(lock):
    assert pins(lock.replace(".txt", ".in")).items() <= pins(lock).items()


def test_tests_run_on_the_very_versions_that_are_delivered():
    assert pins("requirements.txt").items() <= pins("requirements-test.txt").items()
