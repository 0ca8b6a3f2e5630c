"""An organisation's own template for slides: whether it may be used, and the look alone, without what else it held.

What is kept is never the file that came: slides, comments and all else that no new deck needs are taken away, and the
rest is packed anew. What could act by itself or reach outside the file is refused, not mended.
"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from pandas import DataFrame
import pptx
from pptx.exc import PythonPptxError
from pptx.opc.package import XmlPart, _Relationship
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from chain.problem import Problem, Severity, problem
from reports.figure import Figure
from reports.office_guard import UNPACKING, XML_PARTS, Limits, Refused, is_plain_xml, refuse_file, refuse_parts
from reports.packed import without_the_hour
from reports.tell.deck import deck
from reports.tell.slides.colour import TEXT_CONTRAST
from reports.tell.slides.frame import frame
from reports.tell.slides.ground import least_contrast
from reports.tell.story import Chapter, Exhibit, Plot, Said, Series, Story

LARGEST_FILE, LARGEST_WHOLE = 20_000_000, 100_000_000
LIMITS = Limits(LARGEST_FILE, part=50_000_000, whole=LARGEST_WHOLE, parts=1_500)
ENDINGS = ("pptx", "potx")
_TOLD = {
    "empty_file": "template.empty_file",
    "too_large": "template.too_large",
    "password": "template.password",
    "old_format": "template.old_format",
    "other_kind": "template.not_slides",
    "bomb": "template.bomb",
    "damaged": "template.damaged",
    "macros": "template.macros",
}
_TYPES, _PRESENTATION = "[Content_Types].xml", b"presentationml.presentation.main+xml"
_KINDRED = (b"presentationml.template.main+xml", b"presentationml.slideshow.main+xml")
_NEEDED = ("officeDocument", "slideMaster", "slideLayout", "theme", "themeOverride", "image",
           "tableStyles", "presProps", "hyperlink")  # fmt: skip
"""Kinds of relations that a look is made of, by their last word."""
_GONE = ("p:sldIdLst", "p:custShowLst", "p:custDataLst", "p:notesMasterIdLst", "p:handoutMasterIdLst",
         "p:modifyVerifier", "p:embeddedFontLst", "p:photoAlbum", "p:extLst")  # fmt: skip
"""What names parts that are taken away, and what would lock the deck."""
_HARMLESS = ("http://", "https://", "mailto:")
_ACTS = ("ppaction://macro", "ppaction://program", "ppaction://ole", "ppaction://hlinkfile")
_BROKEN = (*UNPACKING, PythonPptxError, AssertionError, AttributeError, LookupError, SyntaxError, TypeError)
"""What the library raises, besides, for parts that are not what they should be."""


def check_template(data: bytes) -> tuple[bytes | None, list[Problem]]:
    """The template to keep, and what there is to tell; None with the reason where it may not be used. Never raises."""
    refused = _told(refuse_file(data, LIMITS))
    if refused:
        return None, [refused]
    try:
        refused = _unsafe(data)
        return (None, [refused]) if refused else _tried(_presentation(data))
    except _BROKEN:
        return None, [problem("template.damaged", "")]


def _told(refused: Refused | None) -> Problem | None:
    if refused is None:
        return None
    sizes = {"too_large": LARGEST_FILE, "bomb": LARGEST_WHOLE}
    megabytes = {"megabytes": sizes[refused] // 1_000_000} if refused in sizes else {}
    return problem(_TOLD[refused], "", **megabytes)


def _unsafe(data: bytes) -> Problem | None:
    """Why the archive may not be opened by the library."""
    with ZipFile(BytesIO(data)) as archive:
        refused = _told(refuse_parts(archive, LIMITS))
        if refused:
            return refused
        names = archive.namelist()
        if _TYPES not in names:
            return problem("template.not_slides", "")
        if not all(is_plain_xml(archive.read(name)) for name in names if name.lower().endswith(XML_PARTS)):
            return problem("template.odd_xml", "")
        kinds = archive.read(_TYPES)
    if b"macroenabled" in kinds.lower():
        return problem("template.macros", "")
    return None if any(kind in kinds for kind in (_PRESENTATION, *_KINDRED)) else problem("template.not_slides", "")


def _presentation(data: bytes) -> Presentation:
    """The file opened; a template or a slide show is read as the presentation that it otherwise is."""
    told = BytesIO()
    with ZipFile(BytesIO(data)) as came, ZipFile(told, "w", ZIP_DEFLATED) as went:
        for name in came.namelist():
            part = came.read(name)
            for kind in _KINDRED if name == _TYPES else ():
                part = part.replace(kind, _PRESENTATION)
            went.writestr(name, part)
    return pptx.Presentation(told)


def _tried(slides: Presentation) -> tuple[bytes | None, list[Problem]]:
    """The bare template after one deck has been made of it."""
    _strip(slides)
    refused = next(_reaching(slides), None)
    if refused is None and frame(slides) is None:
        refused = problem("template.no_layout", "")
    if refused:
        return None, [refused]
    contrast = least_contrast(frame(slides))
    bare = BytesIO()
    slides.save(bare)
    kept = without_the_hour(bare)
    deck(_SAMPLE, kept)
    return kept, [] if contrast is None or contrast >= TEXT_CONTRAST else [_pale(contrast)]


def _pale(contrast: float) -> Problem:
    return problem("template.pale", "", Severity.WARNING, contrast=round(contrast, 1), least=TEXT_CONTRAST)


def _strip(slides: Presentation) -> None:
    """Take away all that is no part of the look."""
    for owner in (slides.part.package._rels, slides.part._rels):
        for key, relation in list(owner.items()):
            if _kind(relation) not in _NEEDED:
                owner.pop(key)
    for tag in _GONE:
        for each in slides._element.findall(qn(tag)):
            slides._element.remove(each)
    for part in slides.part.package.iter_parts():
        if isinstance(part, XmlPart):
            for each in list(part._element.iter(qn("p:custDataLst"))):
                each.getparent().remove(each)
            for key in [key for key, relation in part._rels.items() if _kind(relation) in ("tags", "customXml")]:
                part._rels.pop(key)


def _kind(relation: _Relationship) -> str:
    return relation.reltype.rsplit("/", 1)[-1]


def _reaching(slides: Presentation) -> Iterator[Problem]:
    """What in the look could act by itself, or reaches outside the file."""
    for relation in slides.part.package.iter_rels():
        if relation.is_external and not (_kind(relation) == "hyperlink" and relation.target_ref.startswith(_HARMLESS)):
            yield problem("template.external", "", target=relation.target_ref)
        elif _kind(relation) not in _NEEDED:
            yield problem("template.active", "", part=_kind(relation))
    for part in slides.part.package.iter_parts():
        if isinstance(part, XmlPart):
            acts = (value for each in part._element.iter() for value in each.attrib.values() if value.startswith(_ACTS))
            yield from (problem("template.active", "", part=act) for act in acts)


_SERIES = (Series("A", (1.0, None), ("1", "")), Series("B", (-1.0, 2.0), ("-1", "2")))
_SAMPLE = Story(
    title="A", language="sv", organisation="A", made_on=date(2026, 1, 1), mark="A", version="A", fingerprint="A",
    conventions="A", headline=(Said("a", "A"),),
    chapters=(
        Chapter("value", "A", (Said("a", "A"),), exhibits=(
            Exhibit("a", "A", Said("a", "A"), Figure({}, "A", DataFrame()), Plot("lines", "A", ("A", "B"), _SERIES)),
        )),
    ),
)  # fmt: skip
"""So little that it is soon done, so much that every part of a template in use is touched."""
