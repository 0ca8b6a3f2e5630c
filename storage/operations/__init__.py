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
from storage.operations.organisations import organisations, others, rename_organisation, start_empty, start_with_example
from storage.operations.people.accepting import accept_invitation, invitation_of
from storage.operations.people.answers import Invitation, Invited, Member, OpenInvitation, Person, SignedIn
from storage.operations.people.invitations import invitations, invite, new_password_link, withdraw_invitation
from storage.operations.people.record import people_history
from storage.operations.people.roles import (
    acting_for,
    deactivate,
    give_role,
    names_of,
    people_of,
    reactivate,
    take_role,
)
from storage.operations.people.signing_in import change_password, sign_in, sign_in_from
from storage.operations.people.visits import sign_out, sign_out_everywhere, visit_of
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
from storage.operations.statistics import (
    ask_statistics,
    find_areas,
    find_key_figures,
    statistics,
    statistics_series,
    statistics_themes,
    switch_statistics,
)
from storage.operations.statistics_answers import (
    Kept,
    ListedArea,
    ListedKeyFigure,
    Question,
    Replaced,
    Said,
    Series,
    Statistics,
)
from storage.operations.statistics_choosing import arrange_statistics, choose_statistics
from storage.operations.statistics_keeping import keep_statistics, keep_statistics_lists
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
    "Invitation",
    "Invited",
    "Kept",
    "LibraryPrice",
    "ListedArea",
    "ListedKeyFigure",
    "Member",
    "OpenInvitation",
    "Organisation",
    "Person",
    "PriceGuide",
    "PrintedMoved",
    "PrintedSummary",
    "Putting",
    "Question",
    "Redaction",
    "Refused",
    "RegisterGoal",
    "Replaced",
    "Said",
    "Saved",
    "Series",
    "SetSummary",
    "Sharing",
    "SignedIn",
    "Statistics",
    "StorageFailed",
    "Stored",
    "StoredComparison",
    "StoredPrinted",
    "VersionSummary",
    "Wanted",
    "Withdrawal",
    "accept_invitation",
    "acting_for",
    "add_comparison",
    "add_printed_report",
    "archive",
    "archive_comparison",
    "arrange_statistics",
    "ask_statistics",
    "assumption_set",
    "assumption_sets",
    "change_password",
    "changes",
    "choose_statistics",
    "comparison_history",
    "comparison_key",
    "comparisons",
    "confirm_redaction",
    "copy",
    "copy_comparison",
    "create",
    "deactivate",
    "delete_comparison",
    "delete_for_good",
    "delete_printed_report",
    "discard_draft",
    "draft",
    "find_areas",
    "find_interventions",
    "find_key_figures",
    "give_role",
    "goals",
    "history",
    "history_places",
    "import_chain",
    "invitation_of",
    "invitations",
    "invite",
    "keep_statistics",
    "keep_statistics_lists",
    "keep_version",
    "last_own_changes",
    "last_own_comparison_changes",
    "load",
    "load_comparison",
    "load_several",
    "lock_assumptions",
    "names_of",
    "new_intervention_id",
    "new_password_link",
    "open_drafts",
    "organisations",
    "others",
    "people_history",
    "people_of",
    "point_comparison",
    "preference",
    "price_guides",
    "prices",
    "printed_drafts",
    "printed_report",
    "printed_reports",
    "propose_redaction",
    "put_forecast",
    "reactivate",
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
    "sign_in",
    "sign_in_from",
    "sign_out",
    "sign_out_everywhere",
    "start_empty",
    "start_with_example",
    "statistics",
    "statistics_series",
    "statistics_themes",
    "switch_statistics",
    "take_role",
    "undo",
    "undo_comparison",
    "unshare",
    "version",
    "versions",
    "versions_with",
    "visit_of",
    "with_forecast",
    "withdraw_invitation",
    "withdraw_redaction",
    "would_be_locked",
]
