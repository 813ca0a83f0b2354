"""Everything that the report may say, gathered from the templates and the code, for the test of the catalogues.

A translator's work list is what `python tests/translatable.py ko` prints: a gettext catalogue of what is missing.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from factcheck.files.schema import CLOSED
from factcheck.knowledge.knowledge import load_knowledge
from factcheck.knowledge.seeds import shipped
from factcheck.model.claim import VERDICTS
from factcheck.report.language import ENGLISH, clauses, language
from factcheck.report.view import DISCLOSURES, STANDINGS
from factcheck.rules import RULES

PACKAGE = Path(__file__).resolve().parent.parent / "factcheck"
SPEAKING = ("model", "knowledge", "files", "reasoning", "rules")  # rooms whose messages reach a report
MAKERS = frozenset(["message", "fault", "condition_finding", "_refuse", "_fault", "_note", "_duplicate"])
TEMPLATE_NAMES = frozenset(["template", "text", "hint", "says"])
REASON_MAKERS = frozenset(["Skip", "Unreckonable", "note", "UnitsClash"])
REASON_FUNCTIONS = frozenset(["_why_unchecked", "_kept_apart", "differing", "_too_many"])

Entry = tuple[str, str, str | None]
"""(context, English, English plural)."""


def everything() -> dict[Entry, str]:
    """All texts with where they are found."""
    found: dict[Entry, str] = {}
    for entry, place in (*_of_templates(), *_of_code(), *_of_engine(), *_of_lists()):
        found.setdefault(entry, place)
    return found


def _of_templates() -> Iterator[tuple[Entry, str]]:
    folder = shipped("templates")
    parser = Environment()
    for path in sorted(folder.rglob("*.html")):
        for used in parser.parse(path.read_text(encoding="utf-8")).find_all(nodes.Filter):
            if used.name == "t" and isinstance(used.node, nodes.Const):
                yield ("", used.node.value, None), path.name
            elif used.name == "n" and isinstance(used.node, nodes.Tuple):
                one, many = (item.value for item in used.node.items)
                yield ("", one, many), path.name
            elif used.name == "named" and isinstance(used.node, nodes.Const):
                name, context = used.node.value, used.args[0].value
                yield (context, ENGLISH.get((context, name), name.replace("_", " ")), None), path.name


def _of_code() -> Iterator[tuple[Entry, str]]:
    """`words("...")` and `words.named("context", "name")` in the report."""
    for path in sorted((PACKAGE / "report").glob("*.py")):
        for call in _calls(path):
            name = ast.unparse(call.func)
            texts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if name.split(".")[-1] == "words" and texts or name == "self" and texts and path.name == "language.py":
                yield ("", texts[0], None), path.name
            elif name.endswith("words.named") and len(texts) == 2:
                yield (texts[0], ENGLISH.get((texts[0], texts[1]), texts[1].replace("_", " ")), None), path.name


def _of_engine() -> Iterator[tuple[Entry, str]]:
    """Templates of messages, clause by clause, and patterns of reasons."""
    for room in SPEAKING:
        for path in sorted((PACKAGE / room).glob("*.py")):
            for template in templates_of(path):
                for piece in list(clauses(template))[::2]:
                    if piece.startswith("it would hold if"):
                        continue  # pages list the other readings by themselves
                    if piece.strip(" {}") and not piece.strip().startswith("{") or " " in piece.strip():
                        yield ("", piece, None), f"{room}/{path.name}"
            for reason in reasons_of(path):
                yield ("reason", reason, None), f"{room}/{path.name}"


def templates_of(path: Path) -> Iterator[str]:
    """The texts that a module makes messages of: what it gives to their makers, and what it puts together before."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _last(node.func) in MAKERS:
            for part in node.args:
                yield from _constants(part)
        elif isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id in TEMPLATE_NAMES for target in targets):
                yield from _constants(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "parts.append" and "rules" in path.parts:
            for part in node.args:
                yield from _constants(part)


def reasons_of(path: Path) -> Iterator[str]:
    """The finished sentences of a module as patterns: what stands in braces is filled in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _last(node.func) in REASON_MAKERS:
            for part in node.args:
                yield from _sentences(part)
        elif isinstance(node, ast.FunctionDef) and node.name in REASON_FUNCTIONS:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return | ast.Assign) and inner.value is not None:
                    yield from _sentences(inner.value)


def _sentences(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from _sentences(part)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left = list(_sentences(node.left))
        if left:
            yield left[0].rstrip() + " {list}"
    elif isinstance(node, ast.IfExp):
        yield from _sentences(node.body)
        yield from _sentences(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        pieces, names = [], set()
        for part in node.values:
            if isinstance(part, ast.Constant):
                pieces.append(part.value)
            else:
                name = ast.unparse(part.value).replace("[0]", "").replace("[1]", "_why").split("(")[-1].strip(")").split(".")
                name = "_".join(name[-2:]).strip("_").replace("]", "").replace("[", "_")
                while name in names:
                    name += "_"
                names.add(name)
                pieces.append("{" + name + "}")
        text = "".join(pieces)
        if " " in text:
            yield text


def _constants(node: ast.expr) -> Iterator[str]:
    """The sentences among the constants of an expression, neighbours in a sum as one where both are plain."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
        yield node.value.removeprefix("; ").removeprefix(": ").removeprefix(", and ").removeprefix(" and ").removeprefix(", ")
    elif isinstance(node, ast.BinOp | ast.IfExp | ast.BoolOp | ast.Tuple | ast.NamedExpr):
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                yield from _constants(part)


def _of_lists() -> Iterator[tuple[Entry, str]]:
    for rule in RULES:
        yield ("", rule.summary, None), rule.name
        yield ("group of rules", rule.group, None), rule.name
    for key in ("status", "part", "relationship"):
        for name in CLOSED[key]:
            yield (key, name.replace("_", " "), None), key
    for verdict in VERDICTS:
        yield ("verdict", verdict.replace("_", " "), None), "verdict"
    for context, names in (("standing", STANDINGS), ("disclosure", DISCLOSURES), ("level", ("error", "warning", "note")),
                           ("outcome", ("holds", "doubtful", "contradicted")), ("side", ("stated", "implied")),
                           ("reading", ("rounded", "loose")), ("state", ("stated", "not stated")),
                           ("condition", ("period", "source"))):  # fmt: skip
        for name in names:
            yield (context, name, None), context
    for (context, _), english in ENGLISH.items():
        yield (context, english, None), context


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _last(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def missing(code: str) -> dict[Entry, str]:
    """What the catalogue of a language lacks."""
    known = language(code).catalogue
    return {entry: place for entry, place in everything().items() if not known.get((entry[0], entry[1]))}


if __name__ == "__main__":
    for (context, text, plural), place in missing(sys.argv[1]).items():
        print(f"#: {place}")
        if context:
            print(f'msgctxt "{context}"')
        quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        print(f'msgid "{quoted}"')
        print(f'msgid_plural "{plural}"\nmsgstr[0] ""\n' if plural else 'msgstr ""\n')
    load_knowledge()
