"""What a choice among the conventions is called, by the convention's name in the settings."""

from reports.texts import has_text, text
from reports.texts.numbers import format_share, format_years


def choice_words(language: str, name: str, choice: object) -> str:
    """One convention as it is written; empty where nothing is chosen."""
    if name == "horizon_years":
        return format_years(language, choice)
    if name == "discount_rate":
        return format_share(language, choice, None)
    if isinstance(choice, bool):
        choice = "yes" if choice else "no"
    key = f"convention_line.{name}.{choice}"
    return text(language, key) if has_text(key) else "" if choice is None else str(choice)
