"""A visitor without a browser: speaks Streamlit's websocket, so that the app is measured and not the browser."""

from contextlib import ExitStack
from dataclasses import dataclass, field
import time

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

PATIENCE_SECONDS = 30


@dataclass
class Drawing:
    """What one run of the script sent: the messages, and how long from asking to the last of them."""

    seconds: float = 0.0
    messages: list[ForwardMsg] = field(default_factory=list)

    def of(self, kind: str) -> list:
        """The messages of one kind, opened."""
        return [getattr(each, kind) for each in self.messages if each.WhichOneof("type") == kind]

    def elements(self) -> list:
        """Everything drawn, in order."""
        return [delta.new_element for delta in self.of("delta") if delta.WhichOneof("type") == "new_element"]

    def headings(self) -> list[str]:
        """The headings of level 1 that were drawn."""
        return [each.heading.body for each in self.elements() if each.WhichOneof("type") == "heading"]

    def buttons(self) -> dict[str, str]:
        """Label → widget id of every button that was drawn."""
        found = [each.button for each in self.elements() if each.WhichOneof("type") == "button"]
        return {button.label: button.id for button in found}

    def widgets(self, kind: str) -> dict[str, str]:
        """Label → widget id of every field of one kind that was drawn: `text_input`, `selectbox`, `button_group`, …"""
        found = [getattr(each, kind) for each in self.elements() if each.WhichOneof("type") == kind]
        return {getattr(widget, "label", ""): widget.id for widget in found}

    def failed(self) -> bool:
        """Whether the script did not come to its end as it should, or drew an error."""
        sound = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN)
        ended = any(ending not in sound for ending in self.of("script_finished"))
        return ended or bool(self.alerts(Alert.ERROR))

    def alerts(self, kind: int) -> list[str]:
        """The words of the boxes of one kind that were drawn."""
        found = [each.alert for each in self.elements() if each.WhichOneof("type") == "alert"]
        return [each.body for each in found if each.format == kind]


class Visitor:
    """One open browser tab: `visit` opens a page, `press` a button on it, `type` a text field."""

    def __init__(self, port: int, base: str = "", origin: str | None = None, cookie: str = "") -> None:
        self._open = ExitStack()
        address = f"ws://localhost:{port}{base}/_stcore/stream"
        headers = {"Cookie": cookie} if cookie else {}
        asked = {"subprotocols": ["streamlit"], "max_size": None, "proxy": None, "origin": origin}
        asked["additional_headers"] = headers
        self.socket = self._open.enter_context(connect(address, **asked))
        self.page, self.query = "", ""
        self.states: dict[str, WidgetState] = {}

    def visit(self, page: str, query: str = "") -> Drawing:
        """Open a page by the name it has in the address, as a deep link does."""
        self.page, self.query, self.states = page, query, {}
        return self._ask()

    def again(self) -> Drawing:
        """Let the page be drawn once more, as any click on it does."""
        return self._ask()

    def press(self, button: str) -> Drawing:
        """Press the button with this widget id."""
        return self._ask(WidgetState(id=button, trigger_value=True))

    def type(self, widget: str, words: str) -> Drawing:
        """Leave these words in the text field with this widget id."""
        self.states[widget] = WidgetState(id=widget, string_value=words)
        return self._ask()

    def choose(self, widget: str, words: str) -> Drawing:
        """Choose what bears these words in the list with this widget id."""
        return self.type(widget, words)

    def mark(self, widget: str, *words: str) -> Drawing:
        """Mark what bears these words in the row of buttons with this widget id."""
        self.states[widget] = WidgetState(id=widget, string_array_value=StringArray(data=words))
        return self._ask()

    def turn(self, widget: str, sheet: int) -> Drawing:
        """Turn to this sheet with the widget with this id."""
        self.states[widget] = WidgetState(id=widget, int_value=sheet)
        return self._ask()

    def close(self) -> None:
        """Close the tab."""
        self._open.close()

    def _ask(self, *triggers: WidgetState) -> Drawing:
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
        message.rerun_script.widget_states.widgets.extend([*self.states.values(), *triggers])
        started = time.perf_counter()
        self.socket.send(message.SerializeToString())
        drawing = self._read_until_finished()
        drawing.seconds = time.perf_counter() - started
        for moved in drawing.of("page_info_changed"):
            self.query = moved.query_string
        return drawing

    def _read_until_finished(self) -> Drawing:
        drawing = Drawing()
        while True:
            message = ForwardMsg.FromString(self.socket.recv(PATIENCE_SECONDS))
            drawing.messages.append(message)
            ended = message.WhichOneof("type") == "script_finished"
            if ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return drawing
