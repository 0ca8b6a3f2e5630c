"""What the scenarios of a comparison and the reporting items are called."""

from reports.texts import text


def scenario_name(language: str, name: str) -> str:
    """A scenario in words."""
    return text(language, f"comparison_scenario.{name}")


def cheers_title(language: str, key: str) -> str:
    """A reporting item in words."""
    return text(language, f"cheers_item.{key}")
