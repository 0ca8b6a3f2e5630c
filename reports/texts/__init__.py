"""The words of the product in Swedish and English: one catalogue file per area, one sentence per key."""

from functools import cache
from pathlib import Path
import tomllib

LANGUAGES = ("sv", "en")
CATALOGUE = Path(__file__).parent / "catalogue"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All sentences: key → language → template. Area files are tables of `key = {sv = "…", en = "…"}`."""
    sentences: dict[str, dict[str, str]] = {}
    for path in sorted(CATALOGUE.glob("*.toml")):
        for key, pair in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in sentences:
                raise ValueError(f"text key {key} stands twice")
            sentences[key] = pair
    return sentences


def _flat(table: dict, prefix: str = ""):
    for name, value in table.items():
        key = f"{prefix}{name}"
        if set(value) == set(LANGUAGES) and all(isinstance(words, str) for words in value.values()):
            yield key, value
        else:
            yield from _flat(value, f"{key}.")


def text(language: str, key: str, /, **values: object) -> str:
    """The sentence under `key` in `language`; `{name}` places are filled from `values`, already formatted."""
    return catalogue()[key][language].format_map(values)


def has_text(key: str) -> bool:
    """Whether a sentence exists under `key`."""
    return key in catalogue()
