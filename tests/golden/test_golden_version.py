"""A result that was kept, with its package, once and for all: it must be readable and recompute for ever.

`kept_version_1.zip` was made by engine 1.0.1 from the example intervention I3 and is never made anew. When a later
engine gives other digits it must say so, give both, and the changelog must tell what moved.
"""

from pathlib import Path

from sroi.package import verify
from sroi.settings import ENGINE_VERSION
from tests.house.source import ROOT

PACKAGE = Path(__file__).parent / "kept_version_1.zip"
FINGERPRINT = "085cd6fc3d6e60a527cd375212b21e183aa973602e547c018024f9a396cd295a"
PUBLIC = {"investment": 5074509.641342256, "value": 3883828.0343080675, "ratio": 0.7653602631210605}


def test_the_package_is_sound_and_says_what_it_said_then():
    verdict = verify(PACKAGE.read_bytes())
    assert verdict.problems == ()
    assert verdict.version.record.fingerprint == FINGERPRINT
    assert FINGERPRINT in (ROOT / "docs" / "frozen-versions.md").read_text(encoding="utf-8")
    assert verdict.version.record.engine_version == "1.0.1"
    kept = verdict.version.figures["public"]
    assert {name: kept[name] for name in PUBLIC} == PUBLIC
    assert verdict.version.result.public.ratio == PUBLIC["ratio"]


def test_it_recomputes_to_the_digit_or_the_engine_has_moved_and_says_why():
    again = verify(PACKAGE.read_bytes()).recomputed
    assert (again.engine_then, again.engine_now) == ("1.0.1", ENGINE_VERSION)
    assert again.same or again.engine_moved
    assert f"Engine {ENGINE_VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
