"""A follow-up as an open document; `python -m chain.follow_up_document [FILE]` writes `docs/follow-up.schema.json`.

`chain.follow_up_checks` tells what does not hold in one that can be read.
"""

from chain.measurement import FollowUp
from chain.open_document import OpenDocument

DOCUMENT = OpenDocument(
    FollowUp,
    form="vardekedjan-follow-up",
    version=1,
    holds="follow_up",
    wrong_format="follow_up.format",
    title="Värdekedjan: the follow-up of an intervention",
    schema_name="follow-up.schema.json",
)
read_follow_up, write_follow_up, fingerprint = DOCUMENT.read, DOCUMENT.write, DOCUMENT.fingerprint

if __name__ == "__main__":
    DOCUMENT.publish()
