"""Where a measurement that waits is dealt with: the page, and what its address tells."""

from storage.operations import Group, Task


def place_of(task: Task) -> tuple[str, dict[str, str]]:
    """The page on which it is entered or reviewed, and which one it is."""
    key = task.key
    told = {"intervention": key.intervention_id, "indicator": key.indicator_id, "period": key.period}
    return "review_values" if task.group is Group.REVIEW else "log_value", told
