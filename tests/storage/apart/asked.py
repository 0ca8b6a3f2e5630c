"""Every operation, and how it is asked about another organisation's: what the tables here say, the tests ask."""

from collections.abc import Callable

from chain.forecast.model import Comparison
from chain.model import Goal
from chain.people import Access, Acting
from chain.retention import Kind
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import Entry, telling
from storage.unit_of_work import Store
from tests.storage.apart.county import Target, key, own_price
from tests.storage.asking import FAR_AHEAD, goal, said, seals
from tests.storage.following import TODAY, seen, volume
from tests.storage.samples import small_chain, with_deadweight, words
from tests.storage.telling import link, put


def changed(at: Target):
    """A chain under this id, other than the one that is there."""
    return with_deadweight(small_chain(at.id), 0.9)


def other_comparison(comparison_id: str) -> Comparison:
    """A comparison under this id, other than the one that is there."""
    return Comparison(id=comparison_id, name=words("Hemlig jämförelse"), question=words("Vad?"))


def put_away_and_delete(store: Store, acting: Acting, at: Target):
    """Deletion needs the archive first."""
    return operations.archive(store, acting, at.id) or operations.delete_for_good(store, acting, at.id, "Läxhjälp")


def at(store: Store, acting: Acting, of: Target) -> int:
    """The measurement's version, as far as this person sees it."""
    there = operations.measurement(store, acting, *key(of), TODAY)
    return there.version if there else 1


def sent_in(store: Store, acting: Acting, of: Target) -> int:
    """The same, once its value is sent in by somebody else."""
    other = Acting("olle", acting.organisation_id)
    operations.submit(store, other, key(of), at(store, other, of), TODAY)
    return at(store, acting, of)


def many(store: Store, acting: Acting, of: Target) -> list[Entry]:
    """One value of many."""
    return [Entry(seen(25), at(store, acting, of))]


Call = Callable[[Store, Acting, Target], object]
READ: dict[str, Call] = {
    "load": lambda s, a, it: operations.load(s, a, it.id),
    "load_several": lambda s, a, it: operations.load_several(s, a, [it.id]),
    "history": lambda s, a, it: operations.history(s, a, it.id),
    "history_places": lambda s, a, it: operations.history_places(s, a, it.id),
    "sharings": lambda s, a, it: operations.sharings(s, a, it.id),
    "versions": lambda s, a, it: operations.versions(s, a, it.id),
    "versions_with": lambda s, a, it: operations.versions_with(s, a, it.id, "Läxhjälp"),
    "version": lambda s, a, it: operations.version(s, a, it.version),
    "redactions": lambda s, a, it: operations.redactions(s, a, it.id),
    "copy": lambda s, a, it: operations.copy(s, a, it.id, words("Kopia")),
    "plan_of": lambda s, a, it: operations.plan_of(s, a, it.id),
    "follow_up_of": lambda s, a, it: operations.follow_up_of(s, a, it.id),
    "own_words": lambda s, a, it: telling.own_words(s, a, it.version),
    "share_links": lambda s, a, it: telling.share_links(s, a, it.id),
    "reporting_status": lambda s, a, it: operations.reporting_status(s, a, [it.id], TODAY),
}
EXAMINED: dict[str, Call] = {
    "measurement": lambda s, a, it: operations.measurement(s, a, *key(it), TODAY),
    "evidence": lambda s, a, it: operations.evidence(s, a, it.id, it.evidence),
}
"""Single values in full, which are not for mere readers."""
WRITE: dict[str, Call] = {
    "put_own_words": lambda s, a, it: put(s, a, it.version, "Nya ord", 1),
    "make_share_link": lambda s, a, it: link(s, a, it.version),
    "revoke_share_link": lambda s, a, it: telling.revoke_share_link(s, a, it.link),
    "keep_version": lambda s, a, it: operations.keep_version(s, a, it.id, 1, SWEDISH_PUBLIC_SECTOR, "Nytt"),
    "save": lambda s, a, it: operations.save(s, a, changed(it), 1),
    "last_own_changes": lambda s, a, it: operations.last_own_changes(s, a, it.id),
    "undo": lambda s, a, it: operations.undo(s, a, it.id),
    "propose_redaction": lambda s, a, it: operations.propose_redaction(s, a, it.id, "Bättre betyg", "Ett skäl"),
    "withdraw_redaction": lambda s, a, it: operations.withdraw_redaction(s, a, it.redaction),
    "confirm_redaction": lambda s, a, it: operations.confirm_redaction(s, a, it.other_redaction),
    "colleagues": lambda s, a, it: operations.colleagues(s, a, it.id),
    "save_indicator": lambda s, a, it: operations.save_indicator(s, a, it.id, volume("M2")),
    "plan_indicators": lambda s, a, it: operations.plan_indicators(s, a, it.id, [volume("M2")]),
    "set_target": lambda s, a, it: operations.set_target(s, a, it.id, goal("M2")),
    "close_indicator": lambda s, a, it: operations.close_indicator(s, a, it.id, "M2", 1),
    "reopen_indicator": lambda s, a, it: operations.reopen_indicator(s, a, it.id, "M2", 2),
    "succeed_indicator": lambda s, a, it: operations.succeed_indicator(s, a, it.id, "M2", volume("M3"), 3),
    "remove_indicator": lambda s, a, it: operations.remove_indicator(s, a, it.id, "M3", 1),
    "open_values": lambda s, a, it: operations.open_values(s, a, it.id, TODAY),
    "save_value": lambda s, a, it: operations.save_value(s, a, it.id, seen(24), at(s, a, it), TODAY),
    "add_evidence": lambda s, a, it: operations.add_evidence(s, a, key(it), "a.txt", b"mer", TODAY),
    "remove_evidence": lambda s, a, it: operations.remove_evidence(s, a, key(it), it.evidence, TODAY),
    "submit": lambda s, a, it: operations.submit(s, a, key(it), at(s, a, it), TODAY),
    "take_back": lambda s, a, it: operations.take_back(s, a, key(it), at(s, a, it), TODAY),
    "save_many": lambda s, a, it: operations.save_many(s, a, it.id, many(s, a, it), TODAY, "Fel", True),
    "return_value": lambda s, a, it: operations.return_value(s, a, key(it), "Se över", at(s, a, it), TODAY),
    "approve": lambda s, a, it: operations.approve(s, a, key(it), sent_in(s, a, it), TODAY),
    "lock_period": lambda s, a, it: operations.lock_period(s, a, it.id, "2025", TODAY),
    "ask_reopening": lambda s, a, it: operations.ask_reopening(s, a, key(it), "Fel", at(s, a, it), TODAY),
    "reopen": lambda s, a, it: operations.reopen(s, a, key(it), TODAY, "Fel", at(s, a, it), TODAY),
}
OWN: dict[str, Call] = {
    "share": lambda s, a, it: operations.share(s, a, it.id, it.owner, Access.WRITE),
    "unshare": lambda s, a, it: operations.unshare(s, a, it.id, it.owner),
    "archive": lambda s, a, it: operations.archive(s, a, it.id),
    "restore": lambda s, a, it: operations.restore(s, a, it.id),
    "delete_for_good": put_away_and_delete,
}
REGISTER: dict[str, Call] = {
    "goals": lambda s, a, it: operations.goals(s, a, it.owner, retired=True),
    "prices": lambda s, a, it: operations.prices(s, a, it.owner),
    "set_in_force": lambda s, a, it: operations.set_in_force(s, a, it.owner),
    "assumption_set": lambda s, a, it: operations.assumption_set(s, a, it.set),
}
"""What those who may write in an owner's intervention read of the owner's."""
ONES_OWN: dict[str, Call] = {
    "assumption_sets": lambda s, a, it: operations.assumption_sets(s, a),
    "would_be_locked": lambda s, a, it: operations.would_be_locked(s, a, SWEDISH_PUBLIC_SECTOR),
    "lock_assumptions": lambda s, a, it: operations.lock_assumptions(s, a, SWEDISH_PUBLIC_SECTOR, "Egen"),
    "save_goal": lambda s, a, it: operations.save_goal(s, a, Goal(id="G1", name=words("Annat mål"))),
    "retire_goal": lambda s, a, it: operations.retire_goal(s, a, "G1"),
    "save_own_price": lambda s, a, it: operations.save_own_price(s, a, own_price(s, a, 5.0)),
    "reset_own_price": lambda s, a, it: operations.reset_own_price(s, a, "eget-pris"),
    "rename_organisation": lambda s, a, it: operations.rename_organisation(s, a, f"Ny {a.organisation_id}"),
    "printed_reports": lambda s, a, it: operations.printed_reports(s, a),
    "retention_rules": lambda s, a, it: operations.retention_rules(s, a),
    "set_retention_rule": lambda s, a, it: operations.set_retention_rule(s, a, Kind.PRINTED, 3, "Beslut", 0),
    "due_for_disposal": lambda s, a, it: operations.due_for_disposal(s, a, FAR_AHEAD),
    "dispose": lambda s, a, it: operations.dispose(s, a, seals(s, a), FAR_AHEAD),
    "disposals": lambda s, a, it: operations.disposals(s, a),
    "add_printed_report": lambda s, a, it: operations.add_printed_report(s, a, Report(title="Egen rapport")),
    "deck_templates": lambda s, a, it: telling.deck_templates(s, a),
    "deck_template": lambda s, a, it: telling.deck_template(s, a, it.template),
    "add_deck_template": lambda s, a, it: telling.add_deck_template(s, a, "Egen mall", b"PK egen"),
    "remove_deck_template": lambda s, a, it: telling.remove_deck_template(s, a, it.template),
    "statistics": lambda s, a, it: operations.statistics(s, a),
    "switch_statistics": lambda s, a, it: operations.switch_statistics(s, a, True),
    "choose_statistics": lambda s, a, it: operations.choose_statistics(s, a, ["N31849"], ["9999"]),
    "arrange_statistics": lambda s, a, it: operations.arrange_statistics(s, a, None, 2021, 2022, 1),
    "ask_statistics": lambda s, a, it: operations.ask_statistics(s, a),
    "keep_statistics_lists": lambda s, a, it: operations.keep_statistics_lists(s, a, said("Öppen rubrik").lists),
    "keep_statistics": lambda s, a, it: operations.keep_statistics(s, a, said("Öppen rubrik").fetched),
    "statistics_series": lambda s, a, it: operations.statistics_series(s, a, "N31849", it.id),
    "find_key_figures": lambda s, a, it: operations.find_key_figures(s, a),
    "find_areas": lambda s, a, it: operations.find_areas(s, a, ""),
}
"""What is asked and done about the registers of whom one acts for, and never about another's."""
PRINTED: dict[str, Call] = {
    "printed_report": lambda s, a, it: operations.printed_report(s, a, it.printed),
    "save_printed_report": lambda s, a, it: operations.save_printed_report(s, a, it.printed, Report(title="Ny"), 1),
    "delete_printed_report": lambda s, a, it: operations.delete_printed_report(s, a, it.printed),
}
"""What is asked and done about a report that the owner has typed in; it is shared with nobody."""
COMPARISON: dict[str, Call] = {
    "load_comparison": lambda s, a, it: operations.load_comparison(s, a, it.comparison),
    "comparison_history": lambda s, a, it: operations.comparison_history(s, a, it.comparison),
    "save_comparison": lambda s, a, it: operations.save_comparison(s, a, other_comparison(it.comparison), 1),
    "last_own_comparison_changes": lambda s, a, it: operations.last_own_comparison_changes(s, a, it.comparison),
    "undo_comparison": lambda s, a, it: operations.undo_comparison(s, a, it.comparison),
    "copy_comparison": lambda s, a, it: operations.copy_comparison(s, a, it.comparison, words("Kopia"), "a-copy"),
    "point_comparison": lambda s, a, it: operations.point_comparison(s, a, it.comparison, it.id),
    "restore_comparison": lambda s, a, it: operations.restore_comparison(s, a, it.comparison),
    "archive_comparison": lambda s, a, it: operations.archive_comparison(s, a, it.comparison),
    "delete_comparison": lambda s, a, it: operations.delete_comparison(s, a, it.comparison, "Hemlig jämförelse"),
}
"""What is done with a comparison: for the organisation that it belongs to alone, in an order that it allows."""
PEOPLE = {
    *("deactivate", "give_role", "invitations", "invite", "names_of", "new_password_link", "people_history"),
    *("people_of", "reactivate", "take_role", "withdraw_invitation"),
}
"""What an organisation's administrators do about its people, in test_people and roles/."""
WITH_TESTS_OF_THEIR_OWN = {
    *("create", "import_chain", "find_interventions", "add_comparison", "comparisons", "others", "put_forecast"),
    "to_do",
}
NOBODYS_BUT_ONES_OWN = {
    "changes", "comparison_key", "discard_draft", "draft", "new_intervention_id", "open_drafts", "organisations",
    "preference", "price_guides", "printed_drafts", "save_draft", "set_preference", "start_empty", "start_with_example",
    "with_forecast",
    "statistics_themes", "words_in",
}  # fmt: skip
"""Without an organisation: a person's own drafts and choices, what is the same for all, and beginning."""
COMING_IN = {
    *("accept_invitation", "acting_for", "change_password", "invitation_of", "sign_in", "sign_in_from", "sign_out"),
    *("sign_out_everywhere", "visit_of"),
    "shared_result",
}
"""Before anybody acts for an organisation, in test_signing_in."""

NOBODY_SIGNS_IN = ("colleagues",)
"""Empty here, where nobody has a role; asked with people in the tables of roles and in test_follow_up_plan."""
BY_ITSELF = {"claim_reminder", "note_reminder", "reminders_due"}
"""What the program does by itself, asking for each person as that person, in test_reminders."""
