"""How far the judging of bids has come, for those who see them."""

from pandas import DataFrame

from chain.procurement.bid import Bids
from chain.procurement.model import Procurement
from reports.procurement.words import names_of
from reports.texts import text


def standing_table(model: Procurement, came: Bids, language: str) -> DataFrame:
    """Every bid and criterion with its level and motive, or that it is not judged yet."""
    names = names_of(model.criteria, language)
    told = {(each.bid_id, each.criterion_id): each for each in came.judgements}
    rows = []
    for bid in came.bids:
        for criterion in model.criteria:
            judged = told.get((bid.id, criterion.id))
            level = text(language, "tender_assess.not_judged")
            if judged:
                level = text(language, "procurement_words.level_of", level=judged.level, top=criterion.top)
            motive = judged.motive.into(language) if judged else ""
            rows.append({"bidder": bid.bidder, "criterion": names[criterion.id], "level": level, "motive": motive})
    return DataFrame(rows, columns=["bidder", "criterion", "level", "motive"])
