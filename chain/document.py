"""A chain as an open document; `docs/chain.schema.json`, written by `python -m chain.document [FILE]`."""

from collections.abc import Iterator

from chain.model import Chain
from chain.open_document import OpenDocument, dumped
from chain.problem import Problem, problem
from chain.references import dangling, repeated_ids

__all__ = ["FORMAT", "VERSION", "fingerprint", "json_schema", "read_chain", "write_chain"]

FORMAT, VERSION = "vardekedjan-chain", 2
UPGRADES = {1: lambda body: body}
"""Version → how the body of a document of that version becomes the body of the next one."""
SINCE = {"answers": 2, "reviews": 2, "decisions": 2, "groups": 2}
"""The first version of the document that holds a field; what all versions hold is not here."""
YEARS = "^(19[0-9]{2}|2[01][0-9]{2}|2200)$"


def _body(chain: Chain) -> dict:
    body = dumped(chain)
    for effect, written in zip(chain.effects, body.get("effects", ()), strict=True):
        if effect.quantity is not None:
            written["quantity"] = {"kind": effect.quantity.kind, **written["quantity"]}
    return body


def _first_version(body: dict) -> int:
    return max((since for field, since in SINCE.items() if field in body), default=1)


def _broken_links(chain: Chain) -> Iterator[Problem]:
    """What a schema cannot say: ids used once, links that lead somewhere."""
    for kind, index, _ in repeated_ids(chain):
        yield problem("document.repeated_id", f"/chain/{kind}/{index}/id")
    for reference in dangling(chain):
        place = f"/chain/{reference.kind}/{reference.index}/{reference.field}"
        yield problem("document.dangling", place, missing_id=reference.target_id)


def _tighten(parts: dict[str, dict]) -> None:
    """Say what the model's own schema leaves open: years as keys, the kind of a quantity."""
    parts["Series"]["properties"]["values"]["propertyNames"] = {"pattern": YEARS}
    for name in ("ShareOfCohort", "DirectNumber", "YearlyProfile"):
        parts[name]["required"] = ["kind", *parts[name]["required"]]


DOCUMENT = OpenDocument(
    Chain,
    form=FORMAT,
    version=VERSION,
    holds="chain",
    wrong_format="document.format",
    title="Värdekedjan: a value-creation chain",
    schema_name="chain.schema.json",
    body=_body,
    upgrades=UPGRADES,
    first_version=_first_version,
    broken=_broken_links,
    tighten=_tighten,
)
read_chain, write_chain, fingerprint, json_schema = (
    DOCUMENT.read,
    DOCUMENT.write,
    DOCUMENT.fingerprint,
    DOCUMENT.json_schema,
)

if __name__ == "__main__":
    DOCUMENT.publish()
