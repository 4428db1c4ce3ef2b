"""The floors of the package, and what may not stand in them; read from the source by `ast`.

Each rule is a pure function from the text of a module to its violations. The rules hold for
every module of the package, and each catches a violation planted here.
"""

from __future__ import annotations

import ast
import gc
import io
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: From the ground up. A floor imports itself and the floors before it; floors that share a
#: line do not import each other.
FLOORS = (
    ("errors", "files", "required_text"),
    ("deferred",),
    ("exact",),
    ("functions",),
    ("networks",),
    ("claims",),
    ("constructions",),
    ("latex",),
    ("derivations", "network_files"),
    ("documents",),
    ("twins", "weaving"),
    ("frameworks", "training"),
    ("testing", "plotting", "pytest_plugin"),
    ("cli",),
    ("__init__", "__main__"),
)
LEVEL = {name: level for level, names in enumerate(FLOORS) for name in names}

#: Where verdicts are made: nothing inexact may be near.
CORE = {"exact", "functions", "networks", "claims", "constructions", "latex", "derivations"}
CORE |= {"documents"}
INEXACT = {"numpy", "mpmath", "sympy", "decimal", "random", "cmath", "scipy", "torch"}
#: The only modules that may touch sympy.
BRIDGES = {
    "symnn.exact.from_sympy",
    "symnn.exact.to_sympy",
    "symnn.functions.proposed_antiderivatives",
    "symnn.functions.sympy_functions",
}
#: Calls that turn text into code or into sympy's idea of a value.
TEXT_RUNNERS = {"sympify", "parse_expr", "parse_latex", "parse_mathematica", "lambdify"}
TEXT_RUNNERS |= {"nsimplify", "S", "__import__", "literal_eval"}
BUILTIN_RUNNERS = {"eval", "exec", "compile"}
UNSAFE_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
#: sympy answers these as properties, and some of the answers are wrong; flint's are calls.
SYMPY_TRUTHS = {f"is_{q}" for q in ("positive", "negative", "nonnegative", "nonpositive")}
SYMPY_TRUTHS |= {"is_zero", "is_nonzero", "is_constant", "is_extended_positive"}
SYMPY_TRUTHS |= {"is_extended_negative", "is_finite", "is_algebraic"}

#: The small program that replays evidence: a kernel, which knows engines by their table only.
CHECKER = ("symnn.claims.recheck.", "symnn.claims.replay.")
TABLE = "symnn.claims.replay.engines"
#: The modules of each engine.
ENGINES = {
    "cases": {"cases", "combinations"},
    "polynomials": {"polynomials"},
    "boxes": {"boxes", "ranges"},
    "limits": {"limits"},
}
#: An engine of its own: of the kernel it uses only the reading of values and the counting of work.
MATRICES = {"matrices", "entries", "contractions", "trials"}
#: The most lines of code of the kernel, with its table, and of it and any one engine.
KERNEL_LINES = 1170
CHECKER_LINES = 1500
MATRICES_LINES = 860

#: The outside engine that the checker asks again, where its replay is not strict.
ORACLE = "z3"

MODULE_LINES = 400
FUNCTION_LINES = 60

Rule = Callable[[str, ast.Module], Iterator[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


SOURCES = {module_name(p): p.read_text("utf-8") for p in sorted((ROOT / "symnn").rglob("*.py"))}


@cache
def trees() -> dict[str, ast.Module]:
    """The modules, parsed once for all rules."""
    gc.disable()  # all of it is kept: to look, now or later, for what is not takes most of the time
    try:
        return {module: ast.parse(text) for module, text in SOURCES.items()}
    finally:
        gc.freeze()
        gc.enable()


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """What a module consists of, walked once for all rules."""
    return tuple(ast.walk(tree))


def floor_of(module: str) -> str:
    """Second part of the dotted name; the package itself is the floor `__init__`."""
    return (*module.split("."), "__init__")[1]


@cache
def imports(module: str, tree: ast.AST) -> tuple[tuple[int, str], ...]:
    """(line, module) of every import, among the modules of the package."""
    return tuple(imported(module, tree, SOURCES.keys()))


def imported(module: str, tree: ast.AST, known: Set[str]) -> Iterator[tuple[int, str]]:
    """(line, module) of every import, inside functions and `if TYPE_CHECKING` too.

    `from package import name` is an import of the submodule where one has that name.
    `import_module("literal")` counts.
    """
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = absolute(module, node, known)
            for alias in node.names:
                submodule = f"{source}.{alias.name}"
                yield node.lineno, submodule if submodule in known else source
        elif isinstance(node, ast.Call) and called_name(node) == "import_module" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def absolute(module: str, node: ast.ImportFrom, known: Set[str]) -> str:
    """The dotted name that a relative import means."""
    if not node.level:
        return node.module or ""
    is_package = any(name.startswith(f"{module}.") for name in known)
    parts = module.split(".") if is_package else module.split(".")[:-1]
    base = parts[: len(parts) - node.level + 1] if node.level else []
    return ".".join([*base, *([node.module] if node.module else [])])


def called_name(node: ast.Call) -> str:
    """`f` of both `f(...)` and `module.f(...)`."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


# ---------------------------------------------------------------------------------- the rules


def upward_imports(module: str, tree: ast.Module) -> Iterator[str]:
    """An import of a higher floor, or of a neighbour on the same line of the table."""
    here = floor_of(module)
    if here not in LEVEL:
        yield f"{module} stands on no floor"
        return
    for line, target in imports(module, tree):
        there = floor_of(target)
        if target.split(".")[0] != "symnn" or there == here:
            continue
        if LEVEL.get(there, len(FLOORS)) >= LEVEL[here]:
            yield f"{module}:{line} imports {target}"


def star_imports(module: str, tree: ast.Module) -> Iterator[str]:
    """`from x import *`."""
    for node in nodes(tree):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            yield f"{module}:{node.lineno} imports everything from {node.module}"


def dependent_checker(module: str, tree: ast.Module) -> Iterator[str]:
    """The checker imports itself, the errors, flint, the oracle and the standard library only."""
    if not in_checker(module):
        return
    for line, target in imports(module, tree):
        own = in_checker(target) or target == "symnn.errors"
        top = target.split(".")[0]
        if not own and top not in {*sys.stdlib_module_names, "flint", ORACLE}:
            yield f"{module}:{line} imports {target}"


def in_checker(module: str) -> bool:
    return f"{module}.".startswith(CHECKER)


def engine_of(module: str) -> str:
    """The engine that a module of the checker is part of; nothing for one of the kernel."""
    part = module.removeprefix(f"{TABLE}.")
    if part in MATRICES:
        return "matrices"
    return next((name for name, parts in ENGINES.items() if part in parts), "")


def crossed_engines(module: str, tree: ast.Module) -> Iterator[str]:
    """The kernel imports engines by their table only, and no engine imports another."""
    if not in_checker(module) or module == TABLE:
        return
    for line, target in imports(module, tree):
        inside = target.startswith(f"{TABLE}.") or (target == TABLE and engine_of(module))
        if inside and (not engine_of(module) or engine_of(target) != engine_of(module)):
            yield f"{module}:{line} imports {target}"


def inexact_imports(module: str, tree: ast.Module) -> Iterator[str]:
    """numpy, mpmath, sympy and their like in the core; sympy may enter by its bridges."""
    if floor_of(module) not in CORE:
        return
    for line, target in imports(module, tree):
        top = target.split(".")[0]
        if top in INEXACT and not (top == "sympy" and module in BRIDGES):
            yield f"{module}:{line} imports {target}"


def float_values(module: str, tree: ast.Module) -> Iterator[str]:
    """A float or complex literal, or a call to `float` or `complex`, in the core."""
    if floor_of(module) not in CORE:
        return
    for node in nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{module}:{node.lineno} has the literal {node.value}"
        match node:
            case ast.Call(func=ast.Name(id="float" | "complex" as name)):
                yield f"{module}:{node.lineno} calls {name}"


def text_run_as_code(module: str, tree: ast.Module) -> Iterator[str]:
    """eval and its like, by any name they are imported under; pickles."""
    for node in nodes(tree):
        if isinstance(node, ast.Call):
            builtin = isinstance(node.func, ast.Name) and node.func.id in BUILTIN_RUNNERS
            if builtin or called_name(node) in TEXT_RUNNERS:
                yield f"{module}:{node.lineno} calls {called_name(node)}"
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in TEXT_RUNNERS | BUILTIN_RUNNERS:
                    yield f"{module}:{node.lineno} imports {alias.name}"
    for line, target in imports(module, tree):
        if target.split(".")[0] in UNSAFE_MODULES:
            yield f"{module}:{line} imports {target}"


def sympy_truth_values(module: str, tree: ast.Module) -> Iterator[str]:
    """`x.is_zero` read as a property, or `x.equals(…)`, in the core."""
    if floor_of(module) not in CORE:
        return
    called = {id(node.func) for node in nodes(tree) if isinstance(node, ast.Call)}
    for node in nodes(tree):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr == "equals" or (node.attr in SYMPY_TRUTHS and id(node) not in called):
            yield f"{module}:{node.lineno} reads .{node.attr}"


def compared_patterns(module: str, tree: ast.Module) -> Iterator[str]:
    """`match.re is …`: a deferred pattern is not the one that matches."""
    for node in nodes(tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                if isinstance(side, ast.Attribute) and side.attr == "re" and is_identity(node):
                    yield f"{module}:{node.lineno} compares .re"


def texts_gone_through_anew(module: str, tree: ast.Module) -> Iterator[str]:
    """`pattern.search(source.text)`: asked for each formula, it costs the square of the length."""
    if not module.startswith("symnn.documents.judging"):
        return
    for node in nodes(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="search"), args=[only]) if is_whole_text(only):
                yield f"{module}:{node.lineno} goes through the whole text"


def is_whole_text(node: ast.expr) -> bool:
    """Whether it is `source.text`, or that in small letters."""
    match node:
        case ast.Call(func=ast.Attribute(value=inner, attr="lower")):
            return is_whole_text(inner)
        case ast.Attribute(value=ast.Name(id="source") | ast.Attribute(attr="source"), attr="text"):
            return True
    return False


def is_identity(node: ast.Compare) -> bool:
    return any(isinstance(op, ast.Is | ast.IsNot) for op in node.ops)


def long_code(module: str, tree: ast.Module) -> Iterator[str]:
    """A function of more than 60 lines."""
    for node in nodes(tree):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{module}:{node.lineno} {node.name} has {length} lines"


def public_definitions(tree: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node)


def undocumented(module: str, tree: ast.Module) -> Iterator[str]:
    """A module, public class or public function without a docstring."""
    if not ast.get_docstring(tree):
        yield f"{module} has no docstring"
    for node in public_definitions(tree):
        overload = any(ast.unparse(d) == "overload" for d in node.decorator_list)
        if not overload and not ast.get_docstring(node):
            yield f"{module}:{node.lineno} {node.name} has no docstring"


RULES: tuple[Rule, ...] = (
    upward_imports,
    star_imports,
    dependent_checker,
    crossed_engines,
    inexact_imports,
    float_values,
    text_run_as_code,
    sympy_truth_values,
    compared_patterns,
    texts_gone_through_anew,
    long_code,
    undocumented,
)


def import_cycle(modules: Mapping[str, ast.AST]) -> list[str]:
    """One cycle of modules that import each other; empty if there is none."""
    graph = {
        module: {
            target
            for _, target in imported(module, tree, modules.keys())
            if target in modules and target != module
        }
        for module, tree in modules.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [str(module) for module in error.args[1]]
    return []


# ---------------------------------------------------------------------------------- the tests


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    assert [v for module, tree in trees().items() for v in rule(module, tree)] == []


PLANTED = [
    (upward_imports, "symnn.exact.x", "from symnn.claims.verdict import Verdict"),
    (upward_imports, "symnn.exact.x", "def f():\n    import symnn.networks"),
    (upward_imports, "symnn.exact.x", "import symnn"),
    (upward_imports, "symnn.exact.x", "import_module('symnn.cli')"),
    (upward_imports, "symnn.exact.x", "from symnn import networks"),
    (upward_imports, "symnn.twins.x", "import symnn.plotting"),
    (upward_imports, "symnn.attic.x", ""),
    (upward_imports, "symnn.exact.x", "from ..claims import verdict"),
    (upward_imports, "symnn.exact", "from ..claims.verdict import Verdict"),
    (star_imports, "symnn.exact.x", "from symnn.errors import *"),
    (dependent_checker, "symnn.claims.recheck", "from symnn.exact.number import Number"),
    (dependent_checker, "symnn.claims.replay.x", "from ..verdict import Verdict"),
    (dependent_checker, "symnn.claims.replay.x", "from symnn.exact.ball import enclose"),
    (dependent_checker, "symnn.claims.replay.x", "import sympy"),
    (crossed_engines, "symnn.claims.recheck", "from .replay.engines import limits"),
    (crossed_engines, "symnn.claims.replay.engines.cases", "from .boxes import refute"),
    (crossed_engines, "symnn.claims.replay.engines.limits", "from .ranges import Range"),
    (crossed_engines, "symnn.claims.replay.engines.boxes", "from . import REFUTATIONS"),
    (inexact_imports, "symnn.exact.x", "import numpy as np"),
    (inexact_imports, "symnn.documents.x", "def f():\n    from mpmath import mp"),
    (inexact_imports, "symnn.claims.x", "import importlib\nimportlib.import_module('sympy')"),
    (inexact_imports, "symnn.exact.from_sympy", "import numpy"),
    (float_values, "symnn.claims.x", "TOLERANCE = 1e-9"),
    (float_values, "symnn.latex.x", "x = 2j"),
    (float_values, "symnn.exact.x", "float(y) > 0"),
    (text_run_as_code, "symnn.cli", "eval(text)"),
    (text_run_as_code, "symnn.cli", "exec(text)"),
    (text_run_as_code, "symnn.cli", "compile(text, '', 'eval')"),
    (text_run_as_code, "symnn.exact.from_sympy", "sp.sympify(text)"),
    (text_run_as_code, "symnn.exact.from_sympy", "sp.S(text)"),
    (text_run_as_code, "symnn.exact.from_sympy", "sp.nsimplify(text)"),
    (text_run_as_code, "symnn.latex.x", "parse_latex(text)"),
    (text_run_as_code, "symnn.latex.x", "parse_expr(text)"),
    (text_run_as_code, "symnn.twins.x", "sp.lambdify(x, f)"),
    (text_run_as_code, "symnn.twins.x", "from sympy import lambdify as f"),
    (text_run_as_code, "symnn.documents.x", "import pickle"),
    (sympy_truth_values, "symnn.claims.x", "if x.is_positive: pass"),
    (sympy_truth_values, "symnn.exact.from_sympy", "if x.is_negative: pass"),
    (sympy_truth_values, "symnn.exact.to_sympy", "return_ = x.is_zero"),
    (sympy_truth_values, "symnn.networks.x", "x.equals(0)"),
    (compared_patterns, "symnn.latex.x", "if match.re is _NAME: pass"),
    (texts_gone_through_anew, "symnn.documents.judging.x", "_ROWS.search(state.source.text)"),
    (texts_gone_through_anew, "symnn.documents.judging.x", "_ROWS.search(source.text.lower())"),
    (long_code, "symnn.cli", "def f():\n" + "    x = 1\n" * FUNCTION_LINES),
    (undocumented, "symnn.cli", ""),
    (undocumented, "symnn.cli", "'''Module.'''\ndef f(): pass"),
    (undocumented, "symnn.cli", "'''Module.'''\nclass C:\n    '''C.'''\n    def f(self): pass"),
]


@pytest.mark.parametrize(("rule", "module", "text"), PLANTED)
def test_the_rule_catches_a_planted_violation(rule: Rule, module: str, text: str) -> None:
    assert list(rule(module, ast.parse(text))) != []


ALLOWED = [
    (upward_imports, "symnn.claims.x", "from symnn.exact.number import Number"),
    (upward_imports, "symnn.claims.x", "from .verdict import Verdict"),
    (dependent_checker, "symnn.claims.recheck", "from .replay import x\nimport fractions"),
    (dependent_checker, "symnn.claims.replay.x", "from flint import arb"),
    (dependent_checker, "symnn.claims.check", "import numpy"),
    (crossed_engines, "symnn.claims.recheck", "from .replay.engines import REMAINDERS"),
    (crossed_engines, "symnn.claims.replay.engines.boxes", "from .ranges import Range"),
    (crossed_engines, "symnn.claims.replay.engines.limits", "from symnn.claims.replay import need"),
    (inexact_imports, "symnn.exact.from_sympy", "import sympy"),
    (inexact_imports, "symnn.twins.x", "import numpy"),
    (float_values, "symnn.twins.x", "TOLERANCE = 1e-9"),
    (float_values, "symnn.exact.x", "isinstance(x, float)"),
    (text_run_as_code, "symnn.latex.x", "re.compile('x')"),
    (text_run_as_code, "symnn.exact.to_sympy", "sp.S.Half"),
    (sympy_truth_values, "symnn.exact.x", "ball.is_zero()"),
    (compared_patterns, "symnn.functions.x", "z.re == 0"),
    (texts_gone_through_anew, "symnn.documents.judging.x", "_ROWS.search(source.text[:9])"),
    (texts_gone_through_anew, "symnn.documents.judging.x", "says(source.text, _ROWS)"),
    (undocumented, "symnn.cli", "'''Module.'''\ndef _f(): pass"),
]


@pytest.mark.parametrize(("rule", "module", "text"), ALLOWED)
def test_the_rule_lets_the_innocent_pass(rule: Rule, module: str, text: str) -> None:
    assert list(rule(module, ast.parse(text))) == []


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(RULES)


def test_modules_import_each_other_one_way() -> None:
    assert import_cycle(trees()) == []


def test_a_planted_cycle_is_found() -> None:
    a, b = "from symnn.exact import b", "def f():\n    import symnn.exact.a"
    texts = {"symnn.exact": "", "symnn.exact.a": a, "symnn.exact.b": b}
    planted = {module: ast.parse(text) for module, text in texts.items()}
    assert set(import_cycle(planted)) == {"symnn.exact.a", "symnn.exact.b"}
    planted["symnn.exact.b"] = ast.parse("from .a import x")
    assert set(import_cycle(planted)) == {"symnn.exact.a", "symnn.exact.b"}


def test_modules_are_short() -> None:
    lengths = {module: text.count("\n") for module, text in SOURCES.items()}
    assert {m: n for m, n in lengths.items() if n > MODULE_LINES} == {}


def code_lines(text: str) -> int:
    """The lines on which code stands: all but blank ones, comments and docstrings."""
    docstrings = set[int]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node):
            docstrings |= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    layout = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines = set[int]()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in layout | {tokenize.ENDMARKER}:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return len(lines - docstrings)


def test_lines_of_code_are_counted() -> None:
    module = "'''Module.'''\n\n# why\nx = (\n    1  # one\n)\n"
    assert code_lines(module + "\n\ndef f():\n    '''F.'''\n    return x\n") == 5


def test_the_checker_of_evidence_is_small() -> None:
    """Lines of code are counted: not blank ones, comments and docstrings; imports are.

    Whoever wants to trust one piece of evidence reads the kernel and the engine that it names.
    The kernel is `recheck.py` and `replay/` with the table of engines.
    """
    sizes = {m: code_lines(text) for m, text in SOURCES.items() if in_checker(m)}
    kernel = sum(n for m, n in sizes.items() if not engine_of(m))
    engines = {e: sum(n for m, n in sizes.items() if engine_of(m) == e) for e in ENGINES}
    assert kernel <= KERNEL_LINES, sizes
    assert kernel + max(engines.values()) <= CHECKER_LINES, engines
    matrices = sum(n for m, n in sizes.items() if engine_of(m) == "matrices")
    assert matrices <= MATRICES_LINES, sizes


def test_importing_the_package_is_cheap() -> None:
    program = (
        "import sys, symnn; "
        "print(sorted({'sympy', 'numpy', 'rich', 'mpmath', 'z3'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
