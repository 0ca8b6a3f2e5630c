"""The archive package of an award with its documents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.paper.pdf import write_pdf
from reports.procurement.annex import annex
from reports.procurement.award_book import award_book
from reports.procurement.decision import Award
from reports.procurement.notice import award_notice
from reports.procurement.public import masked_text, public_version
from reports.procurement.record import record_text
from reports.procurement.report import Typed, individual_report, preservation
from reports.texts import text
from sroi.procurement.kept import evaluation_text, kept_text
from sroi.procurement.package import Contents, Received, pack


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
