"""The project's own Python files, parsed once."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("chain", "sroi", "storage", "reports", "pages")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every source file of the product: the launchers and the rooms, without tests."""
    inside = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return tuple(sorted([ROOT / "app.py", ROOT / "run.py", *inside]))


@cache
def tree(path: Path) -> ast.Module:
    """The file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def short(path: Path) -> str:
    """The path as a person writes it."""
    return path.relative_to(ROOT).as_posix()


def page_files() -> tuple[Path, ...]:
    """The pages: `pages/<section>/<page>.py`, without the shared parts."""
    found = (ROOT / "pages").glob("*/*.py")
    return tuple(sorted(path for path in found if path.parent.name != "parts" and path.name != "__init__.py"))


BESIDE_THE_MENU = ("present",)
"""Pages that one comes to from another page alone."""


def open_pages() -> tuple[Path, ...]:
    """The pages of an installation that nobody signs in to."""
    return tuple(path for path in page_files() if path.stem not in ("account", "people"))


def imported(path: Path) -> set[str]:
    """The modules that a file imports, by their whole names."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names
