"""A template without all that is no part of its look."""

from pptx.opc.package import XmlPart, _Relationship
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

NEEDED = ("officeDocument", "slideMaster", "slideLayout", "theme", "themeOverride", "image",
           "tableStyles", "presProps", "hyperlink")  # fmt: skip
"""Kinds of relations that a look is made of, by their last word."""
_GONE = ("p:sldIdLst", "p:custShowLst", "p:custDataLst", "p:notesMasterIdLst", "p:handoutMasterIdLst",
         "p:modifyVerifier", "p:embeddedFontLst", "p:photoAlbum", "p:extLst")  # fmt: skip
"""What names parts that are taken away, and what would lock the deck."""


def strip(slides: Presentation) -> None:
    """Take away slides, notes, comments, what was said of the file, and what else a new deck does not need."""
    for owner in (slides.part.package._rels, slides.part._rels):
        for key, relation in list(owner.items()):
            if kind_of(relation) not in NEEDED:
                owner.pop(key)
    for tag in _GONE:
        for each in slides._element.findall(qn(tag)):
            slides._element.remove(each)
    for part in slides.part.package.iter_parts():
        if isinstance(part, XmlPart):
            for each in list(part._element.iter(qn("p:custDataLst"))):
                each.getparent().remove(each)
            for key in [key for key, relation in part._rels.items() if kind_of(relation) in ("tags", "customXml")]:
                part._rels.pop(key)


def kind_of(relation: _Relationship) -> str:
    """What a relation is of, by its last word."""
    return relation.reltype.rsplit("/", 1)[-1]
