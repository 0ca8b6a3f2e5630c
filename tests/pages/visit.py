"""One visitor without a browser: opens pages, types, presses, and reads what stands there."""

from pathlib import Path
import re
from typing import Self

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

ROUTER = Path(__file__).resolve().parents[2] / "pages" / "router.py"
SHOWN = ("title", "header", "subheader", "markdown", "caption", "text", "html", "error", "warning", "info", "success")
ESCAPES = r"\\([^\w\s])|\u2060"
PASSPORT = (".evidence", ".source", ".url", ".note")
FIELDS = ("text_input", "text_area", "checkbox", "selectbox", "multiselect")


class Visit:
    """A visit of its own: a new one on the same data is what a restarted browser sees."""

    def __init__(self, page: str = "overview", **address: str) -> None:
        self.at = AppTest.from_file(ROUTER, default_timeout=60)
        self.address(**{"lang": "sv", **address})
        self._turn(page)
        self.run()

    def address(self, **parts: str) -> None:
        """Write in the address bar."""
        for name, value in parts.items():
            self.at.query_params[name] = value

    def run(self) -> Self:
        """Draw the page again; a page that breaks fails the test."""
        self.at.run()
        self.at._page_hash = ""  # stay on the page that one has come to
        assert not self.at.exception, self.at.exception
        return self

    def go(self, page: str, **address: str) -> Self:
        """Follow the menu to a page."""
        self.at.query_params.pop("edit", None)
        self.address(**address)
        self._turn(page)
        return self.run()

    def _turn(self, page: str) -> None:
        """Ask for a page by its address; the overview has the bare one."""
        self.at._page_hash = calc_hash("" if page == "overview" else page)

    def press(self, key: str) -> Self:
        """Press the button with this key."""
        self.at.button(key=key).click()
        return self.run()

    def edit(self, kind: str, element_id: str) -> Self:
        """Open the form of an element, or of a new one."""
        return self.press(f"add-{kind}" if element_id == "new" else f"change-{kind}-{element_id}")

    def field(self, form: str, name: str):
        """The field `name` in a form, whatever version and language its key bears."""
        wanted = re.compile(rf"[^/]+/{re.escape(form)}:{re.escape(name)}#\d+(@\w+)?")
        [found] = [
            each for kind in FIELDS for each in getattr(self.at, kind) if each.key and wanted.fullmatch(each.key)
        ]
        return found

    def type(self, form: str, **values: object) -> Self:
        """Fill fields in, one at a time as a person does; `__` in a name stands for a point."""
        for name, value in values.items():
            field = name.replace("__", ".")
            if field.endswith(PASSPORT):
                self.unfold(form, field.partition(".")[0], whose=self._whose(form)).run()
            self.field(form, field).set_value(value)
            self.run()
        return self

    def unfold(self, form: str, *names: str, whose: str = "") -> Self:
        """Open what is folded away about these numbers: passport, how sure one is, and the shape of their spread."""
        asked = self.at.query_params.get("intervention", "")
        whose = whose or (asked if isinstance(asked, str) else asked[0])
        for name in names:
            for fold in ("open", "shape.open", "passport.open"):
                self.at.session_state[f"{whose}/{form}:{name}.{fold}"] = True
        return self.run()

    def _whose(self, form: str) -> str:
        """Of what the form is, as the keys of its fields tell: an intervention, a comparison or a register."""
        keys = (each.key for kind in FIELDS for each in getattr(self.at, kind) if each.key)
        return next(key.partition("/")[0] for key in keys if f"/{form}:" in key)

    def save(self, form: str) -> Self:
        """Press save under a form."""
        return self.press(f"{form}:save")

    def open(self, fold: str) -> Self:
        """Open what is folded away under this key."""
        self.at.session_state[fold] = True
        return self.run()

    def choose(self, key: str, value: object) -> Self:
        """Choose in the list with this key; a finer convention stands behind its fold, which is opened first."""
        if key not in [each.key for each in self.at.selectbox]:
            self.open("conventions-finer")
        self.at.selectbox(key=key).set_value(value)
        return self.run()

    def speak(self, language: str) -> Self:
        """Switch language in the sidebar."""
        self.at.segmented_control(key="language-choice").set_value(language)
        return self.run()

    @property
    def words(self) -> str:
        """Everything that stands on the page as words, without the escapes of Markdown."""
        told = [str(each.value) for kind in SHOWN for each in getattr(self.at, kind)]
        return re.sub(ESCAPES, r"\1", "\n".join(told))

    def told(self, kind: str) -> str:
        """The words in the boxes of one kind: error, warning, info or success."""
        return re.sub(ESCAPES, r"\1", "\n".join(str(each.value) for each in getattr(self.at, kind)))

    @property
    def title(self) -> str:
        """The heading of the page."""
        return re.sub(ESCAPES, r"\1", self.at.title[0].value)
