"""What this person may do with the open intervention, so that a page does not offer what would be refused."""

from chain.people import Standing, Wish, able
from chain.people import may as allowed
from pages.parts import workspace
from pages.parts.words import t
from storage.operations import Stored


def may(wish: Wish, stored: Stored) -> bool:
    """Whether the person's roles, and what the intervention is shared for, allow it."""
    acting = workspace.acting()
    return allowed(
        acting, wish, Standing(stored.organisation_id, {acting.organisation_id: stored.access}, stored.chain.id)
    )


def may_see_all(stored: Stored) -> bool:
    """Whether the person may have small groups too: those who may write in the intervention."""
    return may(Wish.WRITE, stored)


def may_see_values(stored: Stored) -> bool:
    """Whether the person may see a single value in full, as it was written."""
    return may(Wish.EXAMINE, stored)


def who_publishes(stored: Stored) -> str:
    """Why this person does not publish, and who does."""
    if Wish.KEEP in workspace.acting().wishes(stored.chain.id):
        return t("publish.owner_may", owner=stored.owner)
    return t("publish.who_may", roles=", ".join(t(f"role.{each}") for each in able(Wish.KEEP)))
