"""What a check of an award's archive package tells: whether it holds, of what it is, and why one bid was chosen."""

from collections.abc import Iterable, Iterator
import json

from chain.problem import Problem, problem
from chain.text import cleaned
from reports.procurement.bid_rows import read_bid
from reports.texts import text
from reports.texts.numbers import format_amount
from reports.texts.problems import sentence
from sroi.procurement.package import AWARD, RECEIVED, Verdict
from sroi.settings import ENGINE_VERSION


def about_received(verdict: Verdict) -> list[Problem]:
    """Bids that say something else than the sheets that they were read from."""
    if verdict.model is None or verdict.came is None:
        return []
    bids = {bid.id: bid for bid in verdict.came.bids}
    found = []
    for each in _listed(verdict):
        bid, content = bids.get(each.get("bid_id", "")), verdict.files.get(each.get("file", ""))
        if bid is None or content is None:
            continue
        read = read_bid(content, verdict.model, bid.id, bid.received_at).bid
        if read is not None and read != bid:
            place, received = "bids.json", each["file"]
            found.append(problem("package.read_otherwise", "package", id=bid.id, file=place, received=received))
    return found


def _listed(verdict: Verdict) -> list[dict[str, str]]:
    """The files that came in, as the package lists them; none where its list cannot be read."""
    try:
        told = json.loads(verdict.files[RECEIVED])
    except ValueError:
        return []
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []


def verdict_lines(verdict: Verdict, problems: list[Problem], language: str) -> Iterable[str]:
    """The verdict in lines: whether it holds, of what it is, why the chosen bid was chosen, every file that differs."""
    holds = verdict.holds and not problems
    yield text(language, "award_package.same" if holds else "verify.fails")
    if verdict.model and verdict.evaluation:
        evaluation = json.loads(verdict.evaluation)
        lines, title = evaluation["lines"], verdict.model.title.into(language)
        yield "  " + text(language, "award_package.of", title=title, count=len(lines))
        for line in lines[:1]:
            comparison = format_amount(language, float(line["comparison"]))
            yield "  " + text(language, "award_package.first", bidder=line["bidder"], comparison=comparison)
        yield "  " + text(language, "award_fact.fingerprint") + ": " + evaluation["fingerprint"]
        yield "  " + text(language, "award_package.compare")
        yield "  " + text(language, "award_package.engine", then=verdict.engine_then, now=ENGINE_VERSION)
    if holds:
        yield from _why(verdict, language)
    for found in problems:
        yield "  " + text(language, "verify.problem", code=found.code, sentence=sentence(language, found))


def _why(verdict: Verdict, language: str) -> Iterator[str]:
    """The reasons as they stand in the decision, bid by bid; nothing where it holds none that can be read."""
    try:
        told = json.loads(verdict.files[AWARD])["reasons"][language]
        lines = [(cleaned(str(each["bidder"])), [cleaned(str(one)) for one in each["sentences"]]) for each in told]
    except (KeyError, TypeError):
        return
    yield text(language, "award_package.why")
    for bidder, sentences in lines:
        yield f"  {bidder}"
        yield from (f"    {words}" for words in sentences)
