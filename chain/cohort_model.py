"""A cohort model: people in states, how they move between them, what that costs and gives under each strategy.

Any state-transition model of a cohort can be written so. `chain.cohort_document` reads and writes it as an open JSON
document, `chain.cohort_checks` says what is unsound in it, `sroi.forecast` reckons it. See docs/cohort-models.md.
"""

from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from chain.assumption import Assumption, Frozen, Identifier, Line, Number, Year
from chain.formula import LARGEST, LONGEST
from chain.text import Text

MOST_CYCLES = 2_000
MOST_STATES = 200
RESERVED = ("cycle", "age", "start_age", "years", "cycle_years", "rest")
"""Names of the model's own. In cycle k: `cycle` is k, `years` the time since the start at the beginning of the cycle,
`age` the start age + years. For amounts on time points, point t is as the beginning of cycle t + 1."""
REST = "rest"
"""The probability of a move that takes what the row's other moves leave."""

Word = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
"""The name of something that formulas use."""
Rate = Annotated[float, Field(ge=-0.5, le=1, allow_inf_nan=False)]
Few = Field(max_length=MOST_STATES)
Many = Field(max_length=2_000)
Kind = Literal["cost", "effect"]
Positive = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)]


def _formula(given: object) -> float | str:
    if isinstance(given, str) and len(given) <= LONGEST:
        return given
    if isinstance(given, int | float) and not isinstance(given, bool) and abs(given) <= LARGEST:
        return float(given)
    raise PydanticCustomError("formula", "neither a number nor a formula")


Formula = Annotated[
    float | str,
    PlainValidator(_formula),
    PlainSerializer(lambda formula: formula),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "maxLength": LONGEST}]}),
]
"""A number, or a formula over parameters, definitions, tables and the reserved names (`chain.formula`)."""


class State(Frozen):
    """A state that a person can be in, one at a time."""

    id: Word
    name: Text = Text()


class Drawn(Frozen):
    """How a parameter is drawn, told by its own numbers or by mean and standard deviation.

    `numbers` by shape: uniform (low, high), triangular and pert (low, mode, high), normal (mean, sd), lognormal
    (mean and sd of the logarithm), gamma (shape, scale), beta (α, β).
    """

    shape: Literal["uniform", "triangular", "pert", "normal", "lognormal", "gamma", "beta"]
    numbers: Annotated[tuple[Number, ...], Field(max_length=3)] = ()
    mean: Number | None = None
    sd: Number | None = None


class Parameter(Assumption):
    """A number of the model with its passport. All strategies share it and its draws.

    Its spread is told by `drawn`, or as people speak: low and high with a credibility and a shape, or a sample.
    """

    id: Word
    name: Text = Text()
    drawn: Drawn | None = None


class Band(Frozen):
    """One value from one whole number to another, both included."""

    first: Annotated[int, Field(ge=0, le=MOST_CYCLES)]
    last: Annotated[int, Field(ge=0, le=MOST_CYCLES)]
    value: Number


class Table(Frozen):
    """Values by whole numbers, such as mortality by age; called as `id(age)`. A broken age takes its whole years.

    Either `values` from `first` on, one for each whole number, or `bands`.
    """

    id: Word
    name: Text = Text()
    unit: Line = ""
    source: Line = ""
    url: Line = ""
    first: Annotated[int, Field(ge=0, le=MOST_CYCLES)] = 0
    values: Annotated[tuple[Number, ...], Many] = ()
    bands: Annotated[tuple[Band, ...], Many] = ()


class Definition(Frozen):
    """A name for a formula, so that it is said once."""

    id: Word
    formula: Formula
    note: Text = Text()


class Strategy(Frozen):
    """One way to act. `sets` gives definitions or parameters another formula under this strategy."""

    id: Word
    name: Text = Text()
    sets: dict[Word, Formula] = Field(default_factory=dict)


class Transition(Frozen):
    """A move in one cycle, or staying. `strategies` empty: under all; one that names them goes first."""

    origin: Word
    to: Word
    probability: Formula
    strategies: Annotated[tuple[Word, ...], Few] = ()


class Paid(Frozen):
    """What every amount has: cost or effect, under which strategies, in which cycles, and whose or what part it is.

    `income` says that a cost may be below nought.
    """

    kind: Kind
    part: Line = ""
    strategies: Annotated[tuple[Word, ...], Few] = ()
    income: bool = False
    source: Line = ""


class StateReward(Paid):
    """An amount for a year in one of the states; in cycles `first_cycle` to `last_cycle` only, where they are told."""

    states: Annotated[tuple[Word, ...], Field(min_length=1, max_length=MOST_STATES)]
    per_year: Formula
    first_cycle: Annotated[int, Field(ge=1, le=MOST_CYCLES)] | None = None
    last_cycle: Annotated[int, Field(ge=1, le=MOST_CYCLES)] | None = None


class TransitionReward(Paid):
    """An amount for each move from one state to another."""

    origin: Word
    to: Word
    per_move: Formula


class OneOffReward(Paid):
    """An amount at the start for everyone, or for those who start in some states: whole, undiscounted, uncorrected."""

    states: Annotated[tuple[Word, ...], Few] = ()
    per_person: Formula


class Discounting(Frozen):
    """Yearly rates, and when in a cycle its amounts fall: cycle k is k − 1, k − ½ or k cycles away."""

    cost_rate: Rate = 0.03
    effect_rate: Rate = 0.03
    moment: Literal["start", "middle", "end"] = "start"


class CohortModel(Frozen):
    """A whole model. `start` is persons (or shares that sum to one, where `start_in` says so) by state.

    `occupancy`: how long someone counts in a state. One amount a cycle: as at its `start`, its `end`, or the mean of
    both (`life_table`). One amount a time point, 0 to `cycles`: half at both ends (`half_cycle`), all of them (`none`),
    or `weights`, one for each. `persistence` says in words how long the effect is taken to last.
    """

    id: Identifier
    name: Text = Text()
    note: Text = Text()
    source: Line = ""
    url: Line = ""
    perspective: Line = ""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "SEK"
    price_year: Year | None = None
    effect_unit: Line = ""
    persistence: Text = Text()
    comparator: Word | None = None
    threshold: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] | None = None
    cycles: Annotated[int, Field(ge=1, le=MOST_CYCLES)]
    cycle_years: Positive = 1.0
    start_age: Annotated[float, Field(ge=0, le=150, allow_inf_nan=False)] | None = None
    start_in: Literal["persons", "shares"] = "persons"
    start: dict[Word, Formula]
    occupancy: Literal["start", "end", "life_table", "half_cycle", "none", "weights"] = "life_table"
    weights: Annotated[tuple[Number, ...], Many] = ()
    discounting: Discounting = Discounting()
    states: Annotated[tuple[State, ...], Field(min_length=1, max_length=MOST_STATES)]
    parameters: Annotated[tuple[Parameter, ...], Many] = ()
    tables: Annotated[tuple[Table, ...], Few] = ()
    definitions: Annotated[tuple[Definition, ...], Many] = ()
    strategies: Annotated[tuple[Strategy, ...], Field(min_length=1, max_length=100)]
    transitions: Annotated[tuple[Transition, ...], Many]
    state_rewards: Annotated[tuple[StateReward, ...], Many] = ()
    transition_rewards: Annotated[tuple[TransitionReward, ...], Many] = ()
    one_off_rewards: Annotated[tuple[OneOffReward, ...], Many] = ()
