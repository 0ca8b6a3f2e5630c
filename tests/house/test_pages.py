"""How pages stand in the house, so that none can be reached around the router and none shadows a room."""

import ast
from importlib.metadata import packages_distributions
import sys

from tests.house.source import ROOMS, ROOT, imported, page_files, short, tree

DATABASE = ("sqlmodel", "sqlalchemy", "alembic")


def test_pages_stand_in_sections_never_directly_in_the_folder():
    assert {path.name for path in (ROOT / "pages").glob("*.py")} == {"__init__.py", "router.py"}
    assert page_files(), "no pages found: this test would see nothing"


def test_no_section_is_named_like_something_that_is_imported():
    # Streamlit puts pages/ first on the import path, so a section of that name would be found instead.
    sections = {path.name for path in (ROOT / "pages").iterdir() if path.is_dir()}
    taken = set(ROOMS) | set(sys.stdlib_module_names) | set(packages_distributions()) | {"app", "run", "tests"}
    assert not sections & taken


def test_page_files_only_define_things():
    assert not [f"{short(path)}:{node.lineno}" for path in page_files() for node in _done_when_imported(path)]


def _done_when_imported(path):
    for node in tree(path).body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        defines = isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef) or is_docstring
        names = isinstance(node, ast.Assign | ast.AnnAssign) and not _uses_the_screen(node)
        if not (defines or names):
            yield node


def _uses_the_screen(node):
    called = [each.func for each in _executed(node) if isinstance(each, ast.Call)]
    roots = {each.id for call in called for each in ast.walk(call) if isinstance(each, ast.Name)}
    return roots & {"st", "t", "language", "workspace"}


def _executed(node):
    yield node
    if not isinstance(node, ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from _executed(child)


def test_every_page_begins_with_the_guard():
    assert not [short(path) for path in page_files() if not _guarded(path)]


def _guarded(path):
    [render] = [each for each in tree(path).body if isinstance(each, ast.FunctionDef) and each.name == "render"]
    steps = [step for step in render.body if not (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))]
    first = steps[0].value if isinstance(steps[0], ast.Expr | ast.Assign) else None
    return (
        "pages.parts.access.guard" in imported(path)
        and isinstance(first, ast.Call)
        and getattr(first.func, "id", None) == "guard"
    )


def test_pages_import_shared_parts_and_never_each_other():
    strangers = {
        f"{short(path)} imports {name}"
        for path in page_files()
        for name in imported(path)
        if name.startswith("pages.") and not name.startswith("pages.parts")
    }
    assert not strangers


def test_the_launchers_know_no_database_and_the_start_command_only_python():
    assert not [name for name in imported(ROOT / "app.py") if name.startswith(DATABASE)]
    own = {"reports", "reports.texts", "reports.texts.text"}
    outside = {name.partition(".")[0] for name in imported(ROOT / "run.py") - own} - {"__future__"}
    assert outside <= set(sys.stdlib_module_names)
