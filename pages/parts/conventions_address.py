"""The conventions in the address, so that a link shows the figures that its sender saw."""

from collections.abc import Mapping

from pydantic import ValidationError

from sroi.settings import PRESETS, SWEDISH_PUBLIC_SECTOR, Settings

ALWAYS = {"horizon_years": "horizon", "perspective": "view", "name": "preset"}
"""Conventions that every address tells, and by which word."""
FINER = tuple(name for name in Settings.model_fields if name not in ALWAYS)
"""Conventions that an address tells, by their own names, where they differ from the preset it names."""


def written(settings: Settings) -> dict[str, str]:
    """What an address must tell for these conventions: horizon, view, preset, and what differs from that preset."""
    told = {word: str(getattr(settings, name)) for name, word in ALWAYS.items()}
    base = PRESETS.get(settings.name, SWEDISH_PUBLIC_SECTOR)
    differs = {name: getattr(settings, name) for name in FINER if getattr(settings, name) != getattr(base, name)}
    return told | {name: "" if value is None else str(value) for name, value in differs.items()}


def read(address: Mapping[str, str], now: Settings) -> Settings | None:
    """The conventions that an address tells; None when it tells none, or none that can be.

    What it leaves out is the named preset's; without a preset, what is in force now.
    """
    told = {name: address[word] for name, word in ALWAYS.items() if word in address}
    if not told:
        return None
    base = PRESETS.get(told["name"], SWEDISH_PUBLIC_SECTOR) if "name" in told else now
    told |= {name: address[name] or None for name in FINER if name in address}
    try:
        found = Settings.model_validate({**base.model_dump(), **told})
    except ValidationError:
        return None
    return renamed(found)


def renamed(settings: Settings) -> Settings:
    """The conventions under the name of the preset that they are, or as one's own."""
    asked = {"horizon_years", "perspective", "with_optional", "name"}
    same = [name for name, preset in PRESETS.items() if preset.model_dump(exclude=asked)
            == settings.model_dump(exclude=asked)]  # fmt: skip
    return settings.model_copy(update={"name": same[0] if same else "own"})
