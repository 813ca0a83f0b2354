"""The house: rooms rest on rooms above them only, one rule a file, no text of articles in the tree."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "factcheck"
ROOMS = ("model", "knowledge", "files", "extraction", "reasoning", "rules", "report", "cli")
MODULES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(path):
    """The modules of factcheck that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("factcheck"))
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            if node.module and node.module.startswith("factcheck"):
                inner = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from (name if name in MODULES else node.module for name in inner)


def room(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 2 or (len(parts) == 2 and parts[1] in ROOMS) else None


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_from_rooms_above_it(module):
    own = room(module)
    if own is None:
        return
    assert own in ROOMS, f"{own} is no room of the house"
    for other in imports(MODULES[module]):
        if (used := room(other)) is not None:
            assert ROOMS.index(used) <= ROOMS.index(own), f"{module} imports {other}"


def test_no_module_imports_itself_in_a_circle():
    graph = {module: {name if name in MODULES else f"{name}.__init__" for name in imports(path)} - {module} for module, path in MODULES.items()}
    done, path = set(), []

    def visit(module):
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module in done:
            return
        path.append(module)
        for other in sorted(graph.get(module, ())):
            visit(other)
        path.pop()
        done.add(module)

    for module in graph:
        visit(module)
    assert len(done) >= len(MODULES)


def test_the_model_does_no_reading_or_writing():
    for module, path in MODULES.items():
        if module.startswith(("factcheck.model", "factcheck.reasoning", "factcheck.rules")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            assert not names & {"open", "print", "input"}, module


def test_no_check_swallows_every_exception():
    for module, path in MODULES.items():
        if module == "factcheck.cli.main":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None and getattr(node.type, "id", "") not in ("Exception", "BaseException"), module


def test_no_name_says_nothing():
    assert not {path.stem for path in MODULES.values()} & {"utils", "util", "helpers", "manager", "common", "misc"}


def test_a_rule_file_holds_one_rule():
    for path in sorted((PACKAGE / "rules").glob("*.py")):
        made = re.findall(r"^@(?:rule|of_fault)\(\"([a-z-]+)\"", path.read_text(encoding="utf-8"), re.MULTILINE)
        if made:
            assert made == [path.stem.replace("_", "-")]


def test_no_text_of_an_article_stands_in_the_tree():
    """Quotes are the few characters that carry a figure; digests are in our own words."""
    claims = PACKAGE.parent / "claims"
    for path in sorted(claims.rglob("*.y*ml")):
        for quote in re.findall(r"^\s*-?\s*\{?\s*quote:\s*(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert len(quote.split(", at:")[0].strip("\"'")) <= 80, f"{path}: {quote}"
    for path in sorted((PACKAGE.parent / "seeds" / "sources").glob("*.yml")):
        assert len(path.read_text(encoding="utf-8")) < 8000, path
    stray = [path for path in PACKAGE.parent.rglob("*") if path.suffix in (".pdf", ".docx", ".hwp")]
    assert not [path for path in stray if ".git" not in path.parts]


def test_no_package_file_is_larger_than_a_reader_can_hold():
    assert {module: len(path.read_text("utf-8").splitlines()) for module, path in MODULES.items() if len(path.read_text("utf-8").splitlines()) > 900} == {}
