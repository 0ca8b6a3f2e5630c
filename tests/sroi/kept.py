"""A version to test with, and packages of it, sound and spoiled."""

from datetime import UTC, datetime
import io
from zipfile import ZipFile

from sroi.frozen import FrozenVersion, freeze
from sroi.package import pack
from sroi.settings import SWEDISH_PUBLIC_SECTOR, Settings
from tests.golden.examples import example

AT = datetime(2026, 5, 12, 13, 14, 15, 999_999, tzinfo=UTC)


def version(settings: Settings = SWEDISH_PUBLIC_SECTOR, chain=None, **more) -> FrozenVersion:
    """One of the example interventions, kept."""
    told = {"name": "Till socialnämnden", "who": "Eva", "at": AT} | more
    kept = freeze(chain or example("I3"), settings, **told)
    assert isinstance(kept, FrozenVersion), kept
    return kept


def package(**more) -> bytes:
    """A package with a short page in the report's place."""
    return pack(version(**more), b"<!DOCTYPE html><title>x</title>", "sv", "test")


def files_of(data: bytes) -> dict[str, bytes]:
    """The files in a package."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes], **how) -> bytes:
    """A zip of these files."""
    target = io.BytesIO()
    with ZipFile(target, "w", **how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()
