"""What was changed in a value, told field by field."""

from chain.measurement import Before, Cell, GroupCell, NonResponse
from reports.follow_up.changes import changed
from reports.follow_up.entry import both_bounds, echo
from tests.pages.following import WORK, seen


def told(before, after, language="sv"):
    """The differences in words, with plain spaces."""
    return [tuple(part.replace("\u00a0", " ") for part in each) for each in changed(WORK, before, after, language)]


def with_women(hits: int, **more):
    """The value with the women's hits."""
    return seen().model_copy(
        update={"groups": (GroupCell(split_id="sex", group_id="w", cell=Cell(hits=hits)),), **more}
    )


def test_the_result_first_and_then_each_field():
    assert told(seen(23), seen(21)) == [
        ("Utfall", "47,9 %", "43,8 %"),
        ("I arbete eller studier (antal)", "23", "21"),
    ]


def test_groups_words_and_how_silence_is_shown():
    after = with_women(19, method="Telefon", non_response=NonResponse.NO_SUCCESS)
    before = with_women(21)
    assert told(before, after, "en") == [
        ("In work or studies (number) – Kvinnor", "21", "19"),
        (
            "Non-response is shown",
            "as if they were like the others",
            "as if the intervention succeeded with none of them",
        ),
        ("Method of measurement", "–", "Telefon"),
    ]


def test_the_measurement_before_and_nothing():
    before = seen().model_copy(update={"total": Cell(value=2.0, answered=9, before=Before(value=1.0, answered=9))})
    after = before.model_copy(
        update={"total": before.total.model_copy(update={"before": Before(value=1.5, answered=8)})}
    )
    assert [each[1:] for each in told(before, after)] == [("1", "1,5"), ("9", "8")]
    assert told(before, before) == []


def test_nothing_is_worked_out_from_what_cannot_be():
    for impossible in (Cell(hits=53, answered=48, asked=54), Cell(hits=3, answered=48, asked=40)):
        assert echo(WORK, impossible, "sv") == ""
        assert both_bounds(WORK, impossible, "sv") == []
