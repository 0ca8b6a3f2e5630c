"""What the documents for an IT department say is what the program does."""

import ast
import re
import tomllib

from pages.parts.logs import FIELDS
from storage.configuration import FILE, KEYS, Configuration
from tests.house.source import ROOT, files, short, tree

GUIDE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "docs" / "deploy"
PLACE = "/opt/vardekedjan/"


def table(heading: str) -> list[str]:
    """What stands in backticks in the first column of the tables under a heading."""
    section = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_every_setting_is_in_the_guide_and_every_one_there_exists():
    assert table("Settings") == list(KEYS)
    assert set(re.findall(r"VARDEKEDJAN_[A-Z_]+", GUIDE)) <= {FILE, *KEYS}


def test_the_guide_names_the_defaults_that_count_and_streamlit_has_the_same():
    defaults = {info.alias: info.default for info in Configuration.model_fields.values()}
    for key in ("VARDEKEDJAN_PORT", "VARDEKEDJAN_ADDRESS"):
        assert f"| `{key}` | `{defaults[key]}` |" in GUIDE
    assert f"| `VARDEKEDJAN_HOSTS` | `{', '.join(defaults['VARDEKEDJAN_HOSTS'])}` |" in GUIDE
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
    assert server["address"] == defaults["VARDEKEDJAN_ADDRESS"]
    assert server["allowedHosts"] == list(defaults["VARDEKEDJAN_HOSTS"])


def test_only_one_place_reads_the_environment():
    readers = {
        short(path)
        for path in files()
        for node in ast.walk(tree(path))
        if getattr(node, "attr", None) in {"environ", "getenv"}
    }
    assert readers == {"storage/configuration.py", "run.py"}  # run.py only hands it on, before anything is installed


def events() -> set[str]:
    """The names of all events that the code logs; each is written out, so that nothing else can be in it."""
    calls = [
        node
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"logs.event", "event"}
        if short(path) in {"app.py", "pages/parts/logs.py"} or ast.unparse(node.func) == "logs.event"
    ]
    assert all(isinstance(call.args[0], ast.Constant) for call in calls)
    return {call.args[0].value for call in calls}


def test_every_event_and_field_of_the_log_is_in_the_guide():
    told = table("The log")
    assert told[: len(FIELDS) + 2] == ["time", "level", *sorted(FIELDS, key=told.index)]
    assert set(told[len(FIELDS) + 2 :]) == events() | {"library"}


def test_nothing_is_logged_around_the_seal():
    users = {short(path) for path in files() if "logging.getLogger" in path.read_text(encoding="utf-8")}
    assert users == {"pages/parts/logs.py"}


def test_the_units_and_the_containers_commands_name_what_exists():
    unit = (DEPLOY / "vardekedjan.service").read_text(encoding="utf-8")
    python, script = re.search(r"^ExecStart=(\S+) (\S+)$", unit, re.M).groups()
    assert python == f"{PLACE}.venv/bin/python"
    assert f"{PLACE}.venv" in GUIDE
    assert f"WorkingDirectory={PLACE[:-1]}\n" in unit
    container = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert f'CMD ["python", "{script}"]' in container
    copied = [name for line in re.findall(r"^COPY (.+) \S+$", container, re.M) for name in line.split()]
    assert not [name for name in (script, *copied) if not (ROOT / name).exists()]
    assert {"app.py", "requirements.txt", ".streamlit", "chain", "sroi", "storage", "reports", "pages"} <= set(copied)
    assert set(re.findall(r"VARDEKEDJAN_[A-Z_]+", unit + container)) <= {FILE, *KEYS}


def test_what_the_guide_links_to_exists():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", GUIDE) if "://" not in link]
    assert links
    assert not [link for link in links if not (ROOT / "docs" / link).exists()]
