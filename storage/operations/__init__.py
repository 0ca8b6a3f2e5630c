"""One function for each thing a person does: its own transaction, its line in the log, an answer in plain data.

What a person did wrong comes back as problems; a database that cannot do its work raises StorageFailed with a problem
to show.
"""

from storage.changes import Change, changes
from storage.failure import StorageFailed
from storage.operations.answers import (
    Conflict,
    Draft,
    HistoryEntry,
    Imported,
    InterventionSummary,
    LibraryPrice,
    Organisation,
    PriceGuide,
    Redaction,
    Refused,
    RegisterGoal,
    Saved,
    Stored,
    VersionSummary,
    Withdrawal,
)
from storage.operations.drafts import discard_draft, draft, open_drafts, save_draft
from storage.operations.exchange import copy, import_chain
from storage.operations.goals import goals, retire_goal, save_goal
from storage.operations.history import history, history_places, last_own_changes, undo
from storage.operations.interventions import create, list_interventions, load, save
from storage.operations.keeping import new_intervention_id
from storage.operations.organisations import organisation, rename_organisation, start_empty, start_with_example
from storage.operations.preferences import preference, set_preference
from storage.operations.prices import price_guides, prices, reset_own_price, save_own_price
from storage.operations.redaction import confirm_redaction, propose_redaction, redactions, withdraw_redaction
from storage.operations.shelf import archive, delete_for_good, restore
from storage.operations.versions import keep_version, version, versions, versions_with

__all__ = [
    "Change",
    "Conflict",
    "Draft",
    "HistoryEntry",
    "Imported",
    "InterventionSummary",
    "LibraryPrice",
    "Organisation",
    "PriceGuide",
    "Redaction",
    "Refused",
    "RegisterGoal",
    "Saved",
    "StorageFailed",
    "Stored",
    "VersionSummary",
    "Withdrawal",
    "archive",
    "changes",
    "confirm_redaction",
    "copy",
    "create",
    "delete_for_good",
    "discard_draft",
    "draft",
    "goals",
    "history",
    "history_places",
    "import_chain",
    "keep_version",
    "last_own_changes",
    "list_interventions",
    "load",
    "new_intervention_id",
    "open_drafts",
    "organisation",
    "preference",
    "price_guides",
    "prices",
    "propose_redaction",
    "redactions",
    "rename_organisation",
    "reset_own_price",
    "restore",
    "retire_goal",
    "save",
    "save_draft",
    "save_goal",
    "save_own_price",
    "set_preference",
    "start_empty",
    "start_with_example",
    "undo",
    "version",
    "versions",
    "versions_with",
    "withdraw_redaction",
]
