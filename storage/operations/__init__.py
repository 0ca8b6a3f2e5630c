"""One function for each thing a person does: its own transaction, its line in the log, an answer in plain data.

What a person did wrong comes back as problems; a database that cannot do its work raises StorageFailed with a problem
to show.
"""

from storage.changes import Change, changes
from storage.failure import StorageFailed
from storage.operations.answers import (
    ComparisonSummary,
    Conflict,
    Draft,
    Found,
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
    SetSummary,
    Sharing,
    Stored,
    StoredComparison,
    VersionSummary,
    Wanted,
    Withdrawal,
)
from storage.operations.assumption_sets import (
    assumption_set,
    assumption_sets,
    lock_assumptions,
    set_in_force,
    would_be_locked,
)
from storage.operations.comparison_past import comparison_history, last_own_comparison_changes, undo_comparison
from storage.operations.comparison_rows import comparison_key
from storage.operations.comparison_shelf import archive_comparison, delete_comparison, restore_comparison
from storage.operations.comparisons import (
    add_comparison,
    comparisons,
    copy_comparison,
    load_comparison,
    point_comparison,
    save_comparison,
)
from storage.operations.drafts import discard_draft, draft, open_drafts, save_draft
from storage.operations.exchange import copy, import_chain
from storage.operations.goals import goals, retire_goal, save_goal
from storage.operations.history import history, history_places, last_own_changes, undo
from storage.operations.interventions import create, load, load_several, save
from storage.operations.keeping import new_intervention_id
from storage.operations.listing import find_interventions
from storage.operations.organisations import organisations, rename_organisation, start_empty, start_with_example
from storage.operations.preferences import preference, set_preference
from storage.operations.prices import price_guides, prices, reset_own_price, save_own_price
from storage.operations.printed import (
    add_printed_report,
    delete_printed_report,
    printed_drafts,
    printed_report,
    printed_reports,
    save_printed_report,
)
from storage.operations.printed_answers import PrintedMoved, PrintedSummary, StoredPrinted
from storage.operations.put_forecasts import Putting, put_forecast, with_forecast
from storage.operations.redaction import confirm_redaction, propose_redaction, redactions, withdraw_redaction
from storage.operations.sharing import share, sharings, unshare
from storage.operations.shelf import archive, delete_for_good, restore
from storage.operations.versions import keep_version, version, versions, versions_with

__all__ = [
    "Change",
    "ComparisonSummary",
    "Conflict",
    "Draft",
    "Found",
    "HistoryEntry",
    "Imported",
    "InterventionSummary",
    "LibraryPrice",
    "Organisation",
    "PriceGuide",
    "PrintedMoved",
    "PrintedSummary",
    "Putting",
    "Redaction",
    "Refused",
    "RegisterGoal",
    "Saved",
    "SetSummary",
    "Sharing",
    "StorageFailed",
    "Stored",
    "StoredComparison",
    "StoredPrinted",
    "VersionSummary",
    "Wanted",
    "Withdrawal",
    "add_comparison",
    "add_printed_report",
    "archive",
    "archive_comparison",
    "assumption_set",
    "assumption_sets",
    "changes",
    "comparison_history",
    "comparison_key",
    "comparisons",
    "confirm_redaction",
    "copy",
    "copy_comparison",
    "create",
    "delete_comparison",
    "delete_for_good",
    "delete_printed_report",
    "discard_draft",
    "draft",
    "find_interventions",
    "goals",
    "history",
    "history_places",
    "import_chain",
    "keep_version",
    "last_own_changes",
    "last_own_comparison_changes",
    "load",
    "load_comparison",
    "load_several",
    "lock_assumptions",
    "new_intervention_id",
    "open_drafts",
    "organisations",
    "point_comparison",
    "preference",
    "price_guides",
    "prices",
    "printed_drafts",
    "printed_report",
    "printed_reports",
    "propose_redaction",
    "put_forecast",
    "redactions",
    "rename_organisation",
    "reset_own_price",
    "restore",
    "restore_comparison",
    "retire_goal",
    "save",
    "save_comparison",
    "save_draft",
    "save_goal",
    "save_own_price",
    "save_printed_report",
    "set_in_force",
    "set_preference",
    "share",
    "sharings",
    "start_empty",
    "start_with_example",
    "undo",
    "undo_comparison",
    "unshare",
    "version",
    "versions",
    "versions_with",
    "with_forecast",
    "withdraw_redaction",
    "would_be_locked",
]
