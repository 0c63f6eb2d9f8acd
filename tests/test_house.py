"""The house itself: layers, circles, ceilings. What ARCHITECTURE.md promises of the code is asserted here."""

from __future__ import annotations

import ast
import builtins
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "pipeline"
# Lowest first; a room imports rooms of lower floors only, its own apart.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"late", "version"}),
    frozenset({"notation", "pictures"}),
    frozenset({"diagnostics"}),
    frozenset({"tree", "source"}),
    frozenset({"labels"}),
    frozenset({"kinds", "wording", "galley", "provision"}),
    frozenset({"amending"}),
    frozenset({"comparing"}),
    frozenset({"papers", "importing", "pdfdiff", "typeset"}),
    frozenset({"writers", "lint", "review"}),
    frozenset({"crosscheck"}),
    frozenset({"project"}),
    frozenset({"desk", "editor"}),
    frozenset({"cli"}),
)
# Sub-rooms of a room, lowest first; the room's own modules may see all of them.
SUBFLOORS: dict[str, tuple[frozenset[str], ...]] = {
    # The proof is worth what the applier's independence of the drafter is worth: they share the language alone.
    "amending": (frozenset({"language"}), frozenset({"applying", "differences"}), frozenset({"drafting"})),
    "cli": (frozenset({"commands"}),),
    "kinds": (
        frozenset({"shared"}),
        frozenset({"agreement", "vision", "project_list", "basic_plan", "budget"}),
        frozenset({"policy"}),
    ),
    "project": (
        frozenset({"placing"}),
        frozenset({"export"}),
        frozenset({"revision"}),
        frozenset({"binding", "council", "incremental"}),
        frozenset({"batch"}),
    ),
}
FILE_CEILING, FUNCTION_CEILING, FOLDER_CEILING, FILE_MEDIAN = 400, 60, 15, 150
SOURCES = sorted(PACKAGE.rglob("*.py"))
ALL = SOURCES + sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "benchmarks").rglob("*.py"))


def _floor(room: str) -> int:
    return next(n for n, rooms in enumerate(FLOORS) if room in rooms)


def _module(path: Path) -> str:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


@cache
def _modules() -> frozenset[str]:
    return frozenset(map(_module, SOURCES))


@cache
def _imports(path: Path) -> frozenset[str]:
    """Modules of the package that a file imports, names of submodules included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert 0 == node.level, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    modules = {name if name in _modules() else name.rpartition(".")[0] for name in found if name.startswith("pipeline")}
    return frozenset(modules & _modules() - {_module(path)})


def test_every_room_stands_on_a_floor():
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists()}

    assert set() == rooms - set().union(*FLOORS)


def test_a_room_imports_only_from_lower_floors():
    """But for the package's own __init__ and its API (tests/test_api.py: nothing is loaded until it is asked for)."""
    rooms = {path: path.relative_to(PACKAGE).parts[0] for path in SOURCES if path.parent != PACKAGE}

    assert [] == [
        f"{path}: {name}"
        for path, room in rooms.items()
        for name in _imports(path)
        if len(name.split(".")) > 1 and name.split(".")[1] != room and _floor(name.split(".")[1]) >= _floor(room)
    ]


def _subfloor(room: str, module: str) -> int | None:
    """The floor of a module within its room; None where the room has no floors or the module stands above them."""
    parts = module.split(".")
    floors = SUBFLOORS.get(room, ())
    return next(
        (n for n, rooms in enumerate(floors) if len(parts) > 2 and parts[1] == room and parts[2] in rooms), None
    )


def _above(path: Path) -> list[str]:
    """Modules of sub-rooms not below its own that a module imports."""
    room, own = path.relative_to(PACKAGE).parts[0], _module(path)
    floor = _subfloor(room, own)
    if floor is None or path.name == "__init__.py":
        return []
    floors = {name: _subfloor(room, name) for name in _imports(path) if name.split(".")[2:3] != own.split(".")[2:3]}
    return [name for name, at in floors.items() if at is not None and at >= floor]


def test_a_sub_room_imports_only_from_lower_sub_rooms():
    assert {} == {str(path): above for path in SOURCES if (above := _above(path))}


def test_a_folder_holds_what_can_be_seen_at_once():
    held = Counter(path.parent for path in SOURCES)

    assert {} == {str(folder): count for folder, count in held.items() if count > FOLDER_CEILING}


def test_half_of_the_files_are_short():
    lengths = sorted(p.read_text(encoding="utf-8").count("\n") for p in SOURCES)

    assert lengths[len(lengths) // 2] <= FILE_MEDIAN


def test_the_package_itself_names_its_api_and_no_room():
    """What it names is loaded when it is asked for (tests/test_api.py)."""
    assert _imports(PACKAGE / "__init__.py") == {"pipeline.api", "pipeline.version"}


def test_there_is_no_import_circle():
    graph = {_module(p): _imports(p) for p in SOURCES}
    # A package and its own modules may see one another only downwards: the package names what its modules offer.
    seen: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module in seen:
            return
        for imported in graph[module]:
            visit(imported, (*trail, module))
        seen.add(module)

    for module in graph:
        visit(module, ())


def _too_long(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > FUNCTION_CEILING]
    return [f"{path}: {each}" for each in (*([f"{lines} lines"] if lines > FILE_CEILING else []), *long)]


def test_files_and_functions_stay_under_their_ceilings():
    assert [] == [each for path in ALL for each in _too_long(path)]


def test_notation_needs_nothing_of_ours_but_how_values_are_declared():
    outside = {
        name
        for p in PACKAGE.glob("notation/**/*.py")
        for name in _imports(p)
        if not name.startswith(("pipeline.notation", "pipeline.late"))
    }

    assert outside - {"pipeline"} == set()


@cache
def _compiled() -> tuple[Path, ...]:
    """Modules that the compiled wheel holds as libraries."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    hook = wheel["wheel"]["hooks"]["mypyc"]
    left_out = {ROOT / name.lstrip("/") for name in hook["exclude"]}
    named = [ROOT / name.lstrip("/") for name in hook["include"]]
    assert [] == [p for p in (*named, *left_out) if not p.exists()]
    found = (p for each in named for p in ([each] if each.is_file() else each.rglob("*.py")))
    return tuple(p for p in found if p not in left_out)


@cache
def _libraries() -> frozenset[str]:
    return frozenset(map(_module, _compiled()))


def _known_at_run_time(tree: ast.Module) -> set[str]:
    """Names that a module has once it is loaded; not those that it imports for the type checker alone."""
    known = set(dir(builtins))
    for node in tree.body:
        match node:
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                known |= {(alias.asname or alias.name).partition(".")[0] for alias in names}
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                known.add(name)
            case ast.Assign(targets=targets):
                known |= {target.id for target in targets if isinstance(target, ast.Name)}
    return known


def _is_keys(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "keys"


def _is_the_constant(operator: ast.cmpop, other: ast.expr) -> bool:
    return isinstance(operator, ast.Is | ast.IsNot) and isinstance(other, ast.Name) and other.id.isupper()


def _root(annotation: ast.expr) -> str | None:
    """Mapping of Mapping[str, Text]; None where there are several."""
    while isinstance(annotation, ast.Subscript | ast.Attribute):
        annotation = annotation.value
    return annotation.id if isinstance(annotation, ast.Name) else None


@pytest.mark.parametrize("path", _compiled(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_compiled_modules_hold_nothing_that_compiling_changes(path: Path):
    text = path.read_text(encoding="utf-8")

    assert "cached_property" not in text, "a compiled class computes it each time"
    assert "pydantic" not in text, "its models are made at run time"
    operators = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)
    found = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.BinOp) and isinstance(n.op, operators)]
    mixed = [n for n in found if _is_keys(n.right) and not _is_keys(n.left)]
    assert [] == [ast.unparse(n) for n in mixed], "a set and keys give a set, where mypyc waits for a frozenset"
    compared = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Compare)]
    constants = [n for n in compared if any(map(_is_the_constant, n.ops, n.comparators))]
    assert [] == [ast.unparse(n) for n in constants], "a compiled tuple is made anew wherever it is asked for"


@pytest.mark.parametrize("path", _compiled(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_fields_of_compiled_values_are_of_types_known_at_run_time(path: Path):
    """Mypyc looks them up when the module is loaded, whatever `annotations` of __future__ says; `object` it does not find."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    libraries = _libraries()
    known = _known_at_run_time(tree) - {"object"}
    known |= {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in libraries
        for alias in node.names
    }
    values = [
        n for n in ast.walk(tree) if isinstance(n, ast.ClassDef) and "dataclass" in ast.unparse(n).split("class ")[0]
    ]
    fields = [field for value in values for field in value.body if isinstance(field, ast.AnnAssign)]

    assert [] == [ast.unparse(field) for field in fields if (_root(field.annotation) or "int") not in known]


@pytest.mark.parametrize("path", _compiled(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_compiled_modules_hold_nothing_that_mypyc_cannot_take(path: Path):
    """Mypy 2.4: `in (a, *b)` is an internal error, and a surrogate in a literal is refused (a regular expression escapes it)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    displays = [
        n for c in ast.walk(tree) if isinstance(c, ast.Compare) for n in c.comparators if isinstance(n, ast.Tuple)
    ]
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]

    assert [] == [ast.unparse(d) for d in displays if any(isinstance(item, ast.Starred) for item in d.elts)]
    assert [] == [text for text in texts if any("\ud800" <= char <= "\udfff" for char in text)]


@pytest.mark.parametrize("path", _compiled(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_compiled_classes_inherit_from_no_class_of_a_library(path: Path):
    """Those of `typing` and `enum` apart, which the compiler knows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    foreign = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not str(node.module).startswith(("pipeline", "typing", "enum"))
        for alias in node.names
    }
    bases = [base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases]

    assert set() == {_root(base) for base in bases} & foreign


def _compiled_bases(path: Path) -> set[str]:
    """Names of compiled modules that classes of a file inherit from."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if node.module in _libraries() or f"{node.module}.{alias.name}" in _libraries()
    }
    bases = [base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases]
    return imported & {ast.unparse(base).partition("[")[0].partition(".")[0] for base in bases}


def test_no_class_that_is_not_compiled_inherits_from_one_that_is():
    """A compiled class refuses it, in the compiled wheel alone."""
    assert {} == {str(path): bases for path in {*SOURCES} - {*_compiled()} if (bases := _compiled_bases(path))}


def test_the_disk_is_written_in_one_place():
    """What the system refuses is told there; a second place would forget to (cli/main.py catches what is read).

    The door is store.py; how files come to their places is the business of placing/ alone.
    """
    writing = re.compile(r"\.write_(?:bytes|text)\(|\bopen\([^)]*[\"'][wax]b?[\"']|os\.(?:replace|rename)\(|shutil\.")
    found = [str(p.relative_to(PACKAGE)) for p in SOURCES if writing.search(p.read_text(encoding="utf-8"))]

    doors = {"project/store.py", *(f"project/placing/{name}.py" for name in ("lock", "move", "unended"))}
    users = {_module(p) for p in SOURCES if "pipeline.project.placing.move" in _imports(p)}

    assert doors == set(found)
    assert {"pipeline.project.store", "pipeline.project.placing.unended"} == users


def test_what_the_disk_refuses_is_not_put_into_words_elsewhere():
    """Rooms that hand an OSError on know no words for it: those of diagnostics/system.py alone reach a clerk."""
    words = re.compile(r"\bstrerror\b|system import .*\breason\b")
    found = [str(p.relative_to(PACKAGE)) for p in SOURCES if words.search(p.read_text(encoding="utf-8"))]

    assert [] == found
