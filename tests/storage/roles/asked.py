"""Every operation, how it is asked, and which wish it needs and on what. An operation without an entry fails a test."""

from collections.abc import Callable
from dataclasses import dataclass

from chain.forecast.model import Comparison
from chain.model import Goal
from chain.people import Access, Acting, Grant, Role, Wish
from chain.retention import Kind
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import telling
from storage.unit_of_work import Store
from tests.storage.asking import FAR_AHEAD, goal, said, seals
from tests.storage.following import TODAY, seen, volume
from tests.storage.roles.municipality import Target, measured, own_price
from tests.storage.samples import small_chain, with_deadweight, words
from tests.storage.telling import PLACE, link, put

Call = Callable[[Store, Acting, Target], object]


@dataclass(frozen=True)
class Entry:
    """How an operation is asked, which wish it needs and, in whose name it stands in a group below, on what."""

    wish: Wish
    call: Call


def changed(there: Target):
    """The chain with a change."""
    return with_deadweight(small_chain(there.id), 0.7)


def many(period: str) -> list[operations.Entry]:
    """One value of many."""
    return [operations.Entry(seen(25, period), 2)]


FOLLOWED: dict[str, Entry] = {
    "plan_of": Entry(Wish.READ, lambda s, a, it: operations.plan_of(s, a, it.id)),
    "measurement": Entry(Wish.EXAMINE, lambda s, a, it: operations.measurement(s, a, *measured(it, "2025"), TODAY)),
    "follow_up_of": Entry(Wish.READ, lambda s, a, it: operations.follow_up_of(s, a, it.id)),
    "evidence": Entry(Wish.EXAMINE, lambda s, a, it: operations.evidence(s, a, it.id, it.evidence)),
    "reporting_status": Entry(Wish.READ, lambda s, a, it: operations.reporting_status(s, a, [it.id], TODAY)),
    "colleagues": Entry(Wish.PLAN, lambda s, a, it: operations.colleagues(s, a, it.id)),
    "save_indicator": Entry(Wish.PLAN, lambda s, a, it: operations.save_indicator(s, a, it.id, volume("M9"))),
    "plan_indicators": Entry(Wish.PLAN, lambda s, a, it: operations.plan_indicators(s, a, it.id, [volume("M9")])),
    "set_target": Entry(Wish.PLAN, lambda s, a, it: operations.set_target(s, a, it.id, goal("M2"))),
    "close_indicator": Entry(Wish.PLAN, lambda s, a, it: operations.close_indicator(s, a, it.id, "M2", 1)),
    "reopen_indicator": Entry(Wish.PLAN, lambda s, a, it: operations.reopen_indicator(s, a, it.id, "M3", 2)),
    "succeed_indicator": Entry(
        Wish.PLAN, lambda s, a, it: operations.succeed_indicator(s, a, it.id, "M2", volume("M9"), 1)
    ),
    "remove_indicator": Entry(Wish.PLAN, lambda s, a, it: operations.remove_indicator(s, a, it.id, "M2", 1)),
    "open_values": Entry(Wish.LOG, lambda s, a, it: operations.open_values(s, a, it.id, TODAY)),
    "save_value": Entry(Wish.LOG, lambda s, a, it: operations.save_value(s, a, it.id, seen(24), 2, TODAY)),
    "submit": Entry(Wish.LOG, lambda s, a, it: operations.submit(s, a, measured(it, "2025"), 2, TODAY)),
    "take_back": Entry(Wish.LOG, lambda s, a, it: operations.take_back(s, a, measured(it, "2024"), 2, TODAY)),
    "save_many": Entry(Wish.LOG, lambda s, a, it: operations.save_many(s, a, it.id, many("2025"), TODAY)),
    "add_evidence": Entry(
        Wish.LOG, lambda s, a, it: operations.add_evidence(s, a, measured(it, "2025"), "a.txt", b"mer", TODAY)
    ),
    "remove_evidence": Entry(
        Wish.LOG, lambda s, a, it: operations.remove_evidence(s, a, measured(it, "2025"), it.evidence, TODAY)
    ),
    "ask_reopening": Entry(
        Wish.LOG, lambda s, a, it: operations.ask_reopening(s, a, measured(it, "2023"), "Fel", 4, TODAY)
    ),
    "return_value": Entry(
        Wish.REVIEW, lambda s, a, it: operations.return_value(s, a, measured(it, "2024"), "Se över", 2, TODAY)
    ),
    "approve": Entry(Wish.REVIEW, lambda s, a, it: operations.approve(s, a, measured(it, "2024"), 2, TODAY)),
    "lock_period": Entry(Wish.REVIEW, lambda s, a, it: operations.lock_period(s, a, it.id, "2024", TODAY)),
    "reopen": Entry(
        Wish.REOPEN, lambda s, a, it: operations.reopen(s, a, measured(it, "2023"), TODAY, "Fel", 4, TODAY)
    ),
}
TOLD: dict[str, Entry] = {
    "own_words": Entry(Wish.READ, lambda s, a, it: telling.own_words(s, a, it.version)),
    "share_links": Entry(Wish.READ, lambda s, a, it: telling.share_links(s, a, it.id)),
    "put_own_words": Entry(Wish.KEEP, lambda s, a, it: put(s, a, it.version, "Nya ord", 1)),
    "make_share_link": Entry(Wish.KEEP, lambda s, a, it: link(s, a, it.version, seen_words={PLACE: "Hemliga ord"})),
    "revoke_share_link": Entry(Wish.KEEP, lambda s, a, it: telling.revoke_share_link(s, a, it.link)),
}
OF_ONE: dict[str, Entry] = (
    FOLLOWED
    | TOLD
    | {
        "load": Entry(Wish.READ, lambda s, a, it: operations.load(s, a, it.id)),
        "load_several": Entry(Wish.READ, lambda s, a, it: operations.load_several(s, a, [it.id])),
        "history": Entry(Wish.READ, lambda s, a, it: operations.history(s, a, it.id)),
        "history_places": Entry(Wish.READ, lambda s, a, it: operations.history_places(s, a, it.id)),
        "sharings": Entry(Wish.READ, lambda s, a, it: operations.sharings(s, a, it.id)),
        "versions": Entry(Wish.READ, lambda s, a, it: operations.versions(s, a, it.id)),
        "versions_with": Entry(Wish.READ, lambda s, a, it: operations.versions_with(s, a, it.id, "Läxhjälp")),
        "version": Entry(Wish.READ, lambda s, a, it: operations.version(s, a, it.version)),
        "redactions": Entry(Wish.READ, lambda s, a, it: operations.redactions(s, a, it.id)),
        "save": Entry(Wish.WRITE, lambda s, a, it: operations.save(s, a, changed(it), 4)),
        "last_own_changes": Entry(Wish.WRITE, lambda s, a, it: operations.last_own_changes(s, a, it.id)),
        "undo": Entry(Wish.WRITE, lambda s, a, it: operations.undo(s, a, it.id)),
        "propose_redaction": Entry(
            Wish.WRITE, lambda s, a, it: operations.propose_redaction(s, a, it.id, "Skolan", "Ett skäl")
        ),
        "withdraw_redaction": Entry(
            Wish.WRITE, lambda s, a, it: operations.withdraw_redaction(s, a, it.open_redaction)
        ),
        "confirm_redaction": Entry(Wish.WRITE, lambda s, a, it: operations.confirm_redaction(s, a, it.open_redaction)),
        "keep_version": Entry(
            Wish.KEEP,
            lambda s, a, it: operations.keep_version(s, a, it.id, 4, SWEDISH_PUBLIC_SECTOR, "Ny", drawing=None),
        ),
        "share": Entry(Wish.OWN, lambda s, a, it: operations.share(s, a, it.id, it.far, Access.READ)),
        "unshare": Entry(Wish.OWN, lambda s, a, it: operations.unshare(s, a, it.id, it.far)),
        "archive": Entry(Wish.OWN, lambda s, a, it: operations.archive(s, a, it.id)),
        "restore": Entry(Wish.OWN, lambda s, a, it: operations.restore(s, a, it.id)),
        "delete_for_good": Entry(Wish.OWN, lambda s, a, it: operations.delete_for_good(s, a, it.id, "Läxhjälp")),
    }
)
"""On one intervention: for a role in it, or in everything."""
OF_ALL: dict[str, Entry] = {
    "load_comparison": Entry(Wish.READ, lambda s, a, it: operations.load_comparison(s, a, it.comparison)),
    "comparison_history": Entry(Wish.READ, lambda s, a, it: operations.comparison_history(s, a, it.comparison)),
    "printed_report": Entry(Wish.READ, lambda s, a, it: operations.printed_report(s, a, it.printed)),
    "save_comparison": Entry(
        Wish.COMPARE, lambda s, a, it: operations.save_comparison(s, a, Comparison(id=it.comparison), 2)
    ),
    "last_own_comparison_changes": Entry(
        Wish.COMPARE, lambda s, a, it: operations.last_own_comparison_changes(s, a, it.comparison)
    ),
    "undo_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.undo_comparison(s, a, it.comparison)),
    "copy_comparison": Entry(
        Wish.COMPARE, lambda s, a, it: operations.copy_comparison(s, a, it.comparison, words("Kopia"), "a-copy")
    ),
    "point_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.point_comparison(s, a, it.comparison, it.id)),
    "restore_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.restore_comparison(s, a, it.comparison)),
    "archive_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.archive_comparison(s, a, it.comparison)),
    "delete_comparison": Entry(
        Wish.COMPARE, lambda s, a, it: operations.delete_comparison(s, a, it.comparison, "Hemlig jämförelse")
    ),
    "save_printed_report": Entry(
        Wish.COMPARE, lambda s, a, it: operations.save_printed_report(s, a, it.printed, Report(title="Ny"), 1)
    ),
    "delete_printed_report": Entry(Wish.COMPARE, lambda s, a, it: operations.delete_printed_report(s, a, it.printed)),
}
"""On a thing of the organisation's: for a role in everything; without READ it is as if it never was."""
key = operations.comparison_key
ABOUT_A_COMPARISON: dict[str, Entry] = {
    "history": Entry(Wish.READ, lambda s, a, it: operations.history(s, a, key(it.comparison))),
    "history_places": Entry(Wish.READ, lambda s, a, it: operations.history_places(s, a, key(it.comparison))),
    "propose_redaction": Entry(
        Wish.COMPARE,
        lambda s, a, it: operations.propose_redaction(s, a, key(it.comparison), "jämförelse två", "Ett skäl"),
    ),
}
"""What is asked of an intervention by its id is asked of a comparison by its key."""
DONE: dict[str, Entry] = {
    "create": Entry(Wish.BEGIN, lambda s, a, it: operations.create(s, a, small_chain("a-new-one"))),
    "import_chain": Entry(Wish.BEGIN, lambda s, a, it: operations.import_chain(s, a, small_chain("a-new-one"))),
    "add_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.add_comparison(s, a, Comparison(id="a-new-one"))),
    "add_printed_report": Entry(Wish.COMPARE, lambda s, a, it: operations.add_printed_report(s, a, Report(title="Ny"))),
    "would_be_locked": Entry(Wish.READ, lambda s, a, it: operations.would_be_locked(s, a, SWEDISH_PUBLIC_SECTOR)),
    "lock_assumptions": Entry(
        Wish.REGISTER, lambda s, a, it: operations.lock_assumptions(s, a, SWEDISH_PUBLIC_SECTOR, "Nytt")
    ),
    "save_goal": Entry(Wish.REGISTER, lambda s, a, it: operations.save_goal(s, a, Goal(id="G2", name=words("Nytt")))),
    "retire_goal": Entry(Wish.REGISTER, lambda s, a, it: operations.retire_goal(s, a, "G1")),
    "save_own_price": Entry(Wish.REGISTER, lambda s, a, it: operations.save_own_price(s, a, own_price(s))),
    "reset_own_price": Entry(Wish.REGISTER, lambda s, a, it: operations.reset_own_price(s, a, "eget-pris")),
    "rename_organisation": Entry(Wish.ADMINISTER, lambda s, a, it: operations.rename_organisation(s, a, "Nylinge")),
    "set_retention_rule": Entry(
        Wish.ADMINISTER, lambda s, a, it: operations.set_retention_rule(s, a, Kind.PRINTED, 3, "Beslut", 0)
    ),
    "due_for_disposal": Entry(Wish.ADMINISTER, lambda s, a, it: operations.due_for_disposal(s, a, FAR_AHEAD)),
    "disposals": Entry(Wish.ADMINISTER, lambda s, a, it: operations.disposals(s, a)),
    "dispose": Entry(Wish.ADMINISTER, lambda s, a, it: operations.dispose(s, a, seals(s, a), FAR_AHEAD)),
    "switch_statistics": Entry(Wish.ADMINISTER, lambda s, a, it: operations.switch_statistics(s, a, True)),
    "choose_statistics": Entry(Wish.PLAN, lambda s, a, it: operations.choose_statistics(s, a, ["N31849"], ["9999"])),
    "arrange_statistics": Entry(Wish.PLAN, lambda s, a, it: operations.arrange_statistics(s, a, None, 2021, 2022, 1)),
    "ask_statistics": Entry(Wish.PLAN, lambda s, a, it: operations.ask_statistics(s, a)),
    "keep_statistics": Entry(Wish.PLAN, lambda s, a, it: operations.keep_statistics(s, a, said("Ny").fetched)),
    "keep_statistics_lists": Entry(
        Wish.PLAN, lambda s, a, it: operations.keep_statistics_lists(s, a, said("Ny").lists)
    ),
    "invite": Entry(
        Wish.ADMINISTER, lambda s, a, it: operations.invite(s, a, "ny@hemlinge.se", "", {Grant(Role.READER)})
    ),
    "withdraw_invitation": Entry(Wish.ADMINISTER, lambda s, a, it: operations.withdraw_invitation(s, a, it.invitation)),
    "new_password_link": Entry(Wish.ADMINISTER, lambda s, a, it: operations.new_password_link(s, a, it.person)),
    "give_role": Entry(Wish.ADMINISTER, lambda s, a, it: operations.give_role(s, a, it.person, Grant(Role.OPENER))),
    "take_role": Entry(Wish.ADMINISTER, lambda s, a, it: operations.take_role(s, a, it.person, Grant(Role.READER))),
    "add_deck_template": Entry(Wish.KEEP, lambda s, a, it: telling.add_deck_template(s, a, "Ny mall", b"PK ny")),
    "remove_deck_template": Entry(Wish.KEEP, lambda s, a, it: telling.remove_deck_template(s, a, it.template)),
    "deactivate": Entry(Wish.ADMINISTER, lambda s, a, it: operations.deactivate(s, a, it.person)),
    "reactivate": Entry(Wish.ADMINISTER, lambda s, a, it: operations.reactivate(s, a, it.person)),
}
"""In the organisation as a whole: for a role in everything; anybody else is told which roles may."""
LISTED: dict[str, Entry] = {
    "comparisons": Entry(Wish.READ, lambda s, a, it: operations.comparisons(s, a)),
    "printed_reports": Entry(Wish.READ, lambda s, a, it: operations.printed_reports(s, a)),
    "retention_rules": Entry(Wish.READ, lambda s, a, it: operations.retention_rules(s, a)),
    "statistics": Entry(Wish.READ, lambda s, a, it: operations.statistics(s, a)),
    "statistics_series": Entry(Wish.READ, lambda s, a, it: operations.statistics_series(s, a, "N31849")),
    "find_key_figures": Entry(Wish.READ, lambda s, a, it: operations.find_key_figures(s, a)),
    "find_areas": Entry(Wish.READ, lambda s, a, it: operations.find_areas(s, a, "")),
    "people_of": Entry(Wish.ADMINISTER, lambda s, a, it: operations.people_of(s, a)),
    "invitations": Entry(Wish.ADMINISTER, lambda s, a, it: operations.invitations(s, a)),
    "people_history": Entry(Wish.ADMINISTER, lambda s, a, it: operations.people_history(s, a)),
}
"""Lists of the organisation's: empty for anybody whose role does not cover it."""
REGISTERS: dict[str, Call] = {
    "goals": lambda s, a, it: operations.goals(s, a),
    "prices": lambda s, a, it: operations.prices(s, a),
    "set_in_force": lambda s, a, it: operations.set_in_force(s, a),
    "deck_templates": lambda s, a, it: telling.deck_templates(s, a),
    "deck_template": lambda s, a, it: telling.deck_template(s, a, it.template),
    "assumption_set": lambda s, a, it: operations.assumption_set(s, a, it.set),
    "assumption_sets": lambda s, a, it: operations.assumption_sets(s, a),
}
"""What an intervention is written and counted with: for everyone who may read any."""
WITH_TESTS_OF_THEIR_OWN = {"copy", "find_interventions", "names_of", "others", "put_forecast", "to_do"}
"""Asked as somebody, below."""
NOT_ASKED_AS_ANYBODY = {
    *("accept_invitation", "acting_for", "change_password", "invitation_of", "organisations", "sign_in"),
    *("sign_in_from", "sign_out", "sign_out_everywhere", "start_empty", "start_with_example", "visit_of"),
    *("changes", "comparison_key", "new_intervention_id", "price_guides", "printed_drafts", "with_forecast"),
    "statistics_themes",
    *("claim_reminder", "note_reminder", "reminders_due"),
    *("shared_result", "words_in"),
    *("discard_draft", "draft", "open_drafts", "preference", "save_draft", "set_preference"),
}
"""Coming in (test_signing_in, test_people), what is the same for all, a person's own drafts and choices, and what the
program does by itself, as far as each person's roles go (test_reminders)."""
