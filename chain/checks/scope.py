"""Need, purpose, years and participants."""

from chain.checks.rule import ERROR, NOTE, WARNING, Seen, are_same_words, at, label, rule
from chain.model import Claim, DirectNumber, ShareOfCohort, Status

SMALLEST_GROUP = 5
FARTHEST_YEARS = 50


@rule("scope.years_reversed", ERROR, "the years of a programme run forwards")
def years_reversed(seen: Seen):
    """The programme ends before it starts."""
    if seen.chain.end_year < seen.chain.start_year:
        yield at("chain/end_year", start_year=seen.chain.start_year, end_year=seen.chain.end_year)


@rule("scope.years_far_away", WARNING, "a mistyped year moves every discounted value")
def years_far_away(seen: Seen):
    """The programme lies more than fifty years from now."""
    for field in ("start_year", "end_year"):
        year = getattr(seen.chain, field)
        if abs(year - seen.this_year) > FARTHEST_YEARS:
            yield at(f"chain/{field}", year=year)


@rule("scope.need_missing", WARNING, "the chain's first question: which problem should shrink, for whom")
def need_missing(seen: Seen):
    """No need is described."""
    if not seen.chain.need:
        yield at("chain/need")


@rule("scope.purpose_missing", WARNING, "the chain's first question: what should be different")
def purpose_missing(seen: Seen):
    """No purpose is described."""
    if not seen.chain.purpose:
        yield at("chain/purpose")


@rule("scope.purpose_is_activity", WARNING, "typical mistake of the chain's first link: an activity written as purpose")
def purpose_is_activity(seen: Seen):
    """The purpose says what is done, not what should change."""
    for activity in seen.chain.activities:
        if are_same_words(seen.chain.purpose, activity.name):
            yield at("chain/purpose", activity=label(activity))


@rule("scope.cohorts_missing", ERROR, "no blank is read as zero")
def cohorts_missing(seen: Seen):
    """Effects are counted per participant, but nobody is said to take part."""
    counted = [effect for effect in seen.chain.effects if _is_per_cohort(effect.quantity)]
    if counted and not (seen.chain.cohorts and seen.chain.cohorts.values):
        yield at("chain/cohorts", count=len(counted))


def _is_per_cohort(quantity) -> bool:
    return isinstance(quantity, ShareOfCohort) or (isinstance(quantity, DirectNumber) and quantity.every_cohort)


def _cohorts(seen: Seen) -> dict[int, float]:
    return dict(sorted(seen.chain.cohorts.values.items())) if seen.chain.cohorts else {}


@rule("scope.cohort_negative", ERROR, "people cannot be fewer than none")
def cohort_negative(seen: Seen):
    """A negative number of participants."""
    if years := tuple(year for year, persons in _cohorts(seen).items() if persons < 0):
        yield at("chain/cohorts", years=years)


@rule("scope.cohort_outside_programme", NOTE, "participants start while the programme runs")
def cohort_outside_programme(seen: Seen):
    """Participants start in a year outside the programme."""
    if years := tuple(year for year, persons in _cohorts(seen).items() if persons and year not in seen.programme):
        yield at("chain/cohorts", years=years)


@rule("scope.few_participants", NOTE, "small groups are hidden in public statistics, and ten people prove little")
def few_participants(seen: Seen):
    """So few start in a year that single persons could be recognised in results per year."""
    if years := tuple(year for year, persons in _cohorts(seen).items() if 0 < persons < SMALLEST_GROUP):
        yield at("chain/cohorts", years=years, limit=SMALLEST_GROUP)


@rule("scope.evidence_missing", WARNING, "Hultkrantz on social investment: little is known of effects")
def evidence_missing(seen: Seen):
    """Nothing is said of the evidence for the intervention."""
    if not seen.chain.evidence:
        yield at("chain/evidence")


@rule("scope.period_over", NOTE, "a forecast of years that have gone is to be followed up")
def period_over(seen: Seen):
    """The last year has gone, and the intervention is not said to have ended."""
    is_past = seen.chain.start_year <= seen.chain.end_year < seen.this_year
    if is_past and seen.chain.status is not Status.ENDED:
        yield at("chain/status", end_year=seen.chain.end_year, status=seen.chain.status)


@rule("scope.no_learning", NOTE, "SROI principle 8, be responsive: a report without a decision changes nothing")
def no_learning(seen: Seen):
    """An evaluation, or an ended programme, without a conclusion."""
    looks_back = seen.chain.claim is Claim.EVALUATIVE or seen.chain.status is Status.ENDED
    if looks_back and not seen.chain.learning:
        yield at("chain/learning")
