"""The archive package of an award with its documents, and what a check of one tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
import json

from chain.problem import Problem, problem
from reports.paper.pdf import write_pdf
from reports.procurement.annex import annex
from reports.procurement.award_book import award_book
from reports.procurement.bid_rows import read_bid
from reports.procurement.decision import Award
from reports.procurement.notice import award_notice
from reports.procurement.public import masked_text, public_version
from reports.procurement.record import record_text
from reports.procurement.report import Typed, individual_report, preservation
from reports.texts import text
from reports.texts.numbers import format_amount
from reports.texts.problems import sentence
from sroi.procurement.kept import evaluation_text, kept_text
from sroi.procurement.package import RECEIVED, Contents, Received, Verdict, pack
from sroi.settings import ENGINE_VERSION


@dataclass(frozen=True)
class Kept:
    """What was kept when it was decided, as JSON: the evaluation, the whole record, and the masked edition."""

    evaluation: str
    award: str
    public: str


def kept_of(award: Award) -> Kept:
    """What is to be kept of an award when it is decided."""
    return Kept(evaluation_text(award.evaluation), record_text(award), masked_text(award))


def archive(
    award: Award,
    received: Iterable[Received],
    language: str,
    typed: Typed | None = None,
    kept: Kept | None = None,
) -> bytes:
    """The package (zip) of an award with its documents in this language; the same award gives the same bytes.

    `kept` is what was kept at the decision, and goes into the package as it stands, whatever the program would write
    today; without it, what would be kept now.
    """
    kept = kept or kept_of(award)
    return pack(
        Contents(
            model=award.model,
            came=award.came,
            received=tuple(received),
            evaluation=kept.evaluation,
            award=kept.award,
            public=kept.public,
            log=kept_text(award.happened),
            documents=dict(_documents(award, language, typed)),
            readme=_readme(award, language),
            language=language,
        )
    )


def _documents(award: Award, language: str, typed: Typed | None) -> Iterator[tuple[str, bytes]]:
    yield "annex.pdf", write_pdf(annex(award.model, language, award.published_on or award.decided_on))
    yield "report.pdf", write_pdf(individual_report(award, language, typed))
    yield "public.pdf", write_pdf(public_version(award, language))
    yield "award.xlsx", award_book(award, language)
    told = (*award.evaluation.lines, *award.rejected)
    for number, each in enumerate(told, 1):
        yield f"notice-{number:02}.pdf", write_pdf(award_notice(award, each.bid_id, language))


def _readme(award: Award, language: str) -> str:
    return text(
        language,
        "award_package.readme",
        title=award.model.title.into(language),
        buyer=award.model.buyer,
        round=award.model.round,
        fingerprint=award.evaluation.fingerprint,
        engine=award.evaluation.engine_version,
        preservation=preservation(award.kept_until, language),
    )


# --- what a check tells ----------------------------------------------------------------------------------------------


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
    """The verdict in lines: whether it holds, of what it is, who comes first, and every file that differs."""
    yield text(language, "verify.fails" if problems or not verdict.holds else "award_package.same")
    if verdict.model and verdict.evaluation:
        evaluation = json.loads(verdict.evaluation)
        lines, title = evaluation["lines"], verdict.model.title.into(language)
        yield "  " + text(language, "award_package.of", title=title, count=len(lines))
        for line in lines[:1]:
            comparison = format_amount(language, float(line["comparison"]))
            yield "  " + text(language, "award_package.first", bidder=line["bidder"], comparison=comparison)
        yield "  " + text(language, "award_fact.fingerprint") + ": " + evaluation["fingerprint"]
        yield "  " + text(language, "award_package.engine", then=verdict.engine_then, now=ENGINE_VERSION)
    for found in problems:
        yield "  " + text(language, "verify.problem", code=found.code, sentence=sentence(language, found))
