"""Procurements: `from storage.operations import procurement`, one function for each thing a person does.

Before the award nothing that depends on bids is answered to anybody but those appointed: not in a list, not in a
version, not in a time, not in how many questions are asked of the database.
"""

from storage.operations.procurement.answers import (
    Appointment,
    Award,
    BidFile,
    BlindBid,
    BlindBids,
    ContractSummary,
    JudgedSoFar,
    KeptEvaluation,
    LockedModel,
    LogLine,
    ProcurementMoved,
    ProcurementSummary,
    ReceivedFile,
    SeenBids,
    Signature,
    StoredContract,
    StoredDelivery,
    StoredProcurement,
)
from storage.operations.procurement.appointable import Candidate, appointable
from storage.operations.procurement.appointing import appoint, dismiss
from storage.operations.procurement.bids import bids_for
from storage.operations.procurement.contracts import check_delivery, contract_of, contracts, deliver, sign_contract
from storage.operations.procurement.deciding import award_of, decide, keep_evaluation, kept_evaluation
from storage.operations.procurement.following import follow_promises
from storage.operations.procurement.judging import clarify, judge
from storage.operations.procurement.looking import load, log, procurements
from storage.operations.procurement.making import begin, close, delete_unpublished, new_round, publish, review, save
from storage.operations.procurement.opening import sign_opening
from storage.operations.procurement.receiving import bid_file, receive_bid
from storage.operations.procurement.rows import procurement_key
from storage.operations.procurement.verifying import verify_procurement

__all__ = [
    "Appointment",
    "Award",
    "BidFile",
    "BlindBid",
    "BlindBids",
    "Candidate",
    "ContractSummary",
    "JudgedSoFar",
    "KeptEvaluation",
    "LockedModel",
    "LogLine",
    "ProcurementMoved",
    "ProcurementSummary",
    "ReceivedFile",
    "SeenBids",
    "Signature",
    "StoredContract",
    "StoredDelivery",
    "StoredProcurement",
    "appoint",
    "appointable",
    "award_of",
    "begin",
    "bid_file",
    "bids_for",
    "check_delivery",
    "clarify",
    "close",
    "contract_of",
    "contracts",
    "decide",
    "delete_unpublished",
    "deliver",
    "dismiss",
    "follow_promises",
    "judge",
    "keep_evaluation",
    "kept_evaluation",
    "load",
    "log",
    "new_round",
    "procurement_key",
    "procurements",
    "publish",
    "receive_bid",
    "review",
    "save",
    "sign_contract",
    "sign_opening",
    "verify_procurement",
]
