r"""Names of eigenvalues and singular values in their order: "with singular values σ₁ ≥ σ₂".

Behind such words the names are these numbers of the matrix, and "σ₁ = 45" is a claim about them.
They are as long as no other matrix is given and nothing else is said to have such values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place, State
from symnn.documents.regions import Formula
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array
from symnn.latex.parser import parse

#: Words or an order of names with which a document may tell of such values.
TELLS: Final = regex(r"(?i)eigenvalue|singular\s+value|[_^]\{?1\}?\s*(?:\\[gl]e|[≥>≤<])")
_ORDER: Final = (
    r"\s*(?:(?P<falling>\\geq?(?:slant)?(?![A-Za-z])|≥|>|\\gt(?![A-Za-z]))"
    r"|\\leq?(?:slant)?(?![A-Za-z])|≤|<|\\lt(?![A-Za-z]))\s*"
)
#: σ_1 ≥ σ_2, perhaps with more behind.
_ORDERED: Final = regex(
    r"(?P<base>\\(?:sigma|lambda|mu)|[σλμ]|(?<![A-Za-z])s)\s*_\s*(?:\{\s*1\s*\}|1)" + _ORDER
    + r"(?:(?P=base)\s*_\s*(?:\{\s*2\s*\}|2)|\\[lc]?dots)"
)  # fmt: skip
_KINDS: Final = regex(r"(?i)\b(?P<which>eigen|singular\s+)values?\b")
_KIND: Final = {
    **dict.fromkeys(("\\sigma", "σ", "s"), "singular"),
    **dict.fromkeys(("\\lambda", "λ", "\\mu", "μ"), "eigen"),
}
_WHAT: Final = {"eigen": "eigenvalue", "singular": "singular value"}
_POINTS: Final = regex(
    r"(?i)\b(?:of|its|th[aeio][a-z]{1,2}(?<!the)|next|other|new|second|now|for)\b"
)
_LARGEST: Final = regex(r"(?i)eigen|singular\s+value")
#: Another matrix than the one that was told, such as the inverse of it.
_OTHER: Final = regex(r"(?i:inverse|transpose|matri|\bits\b)|(?<![A-Za-z\\])[A-Z](?![a-z])")
#: Av_1 = σ_1u_1, in letters that may be bold.
_BOLD: Final = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*)?\{?\s*(?P<%s>[A-Za-z])\s*\}?"
_PAIR: Final = regex(
    _BOLD % "matrix" + r"\s*" + _BOLD % "right" + r"\s*_\s*\{?1\}?\s*=\s*"
    r"(?P<base>\\?(?:sigma|lambda))\s*_\s*\{?1\}?\s*" + _BOLD % "left" + r"\s*_\s*\{?1\}?"
)  # fmt: skip
#: What the values are said to be of, behind "of".
_OF: Final = regex(
    r"(?i)values?\b[^.;=<>≥]*?\bof\s+(?:the\s+(?:\w+\s+)?matrix\s+)?(?P<of>[^,.;:]+)"
)
_WORDS: Final = regex(r"\\(?:text|mbox|textrm|textnormal|textit)\s*\{([^{}]*)\}")
#: Order is not said of the values themselves, or not of all of them.
_OTHERWISE: Final = regex(
    r"(?i)absolute|modulus|magnitude|generali[sz]ed|\|\s*\\lambda|non-?zero|if\b|unless|suppose"
    r"|\b(?:any|every|all|each|general|arbitrary)\b|\\times|\\mathbb"
)
_STOP: Final = regex(r"[.!?;](?=\s|$)|\n\s*\n|\$\$|\\\]|\\(?:begin|end)\{(?:equation|align|gather)")
#: A = [[…]] with eigenvalues: they are of the matrix that stands right before the words.
_RIGHT_BEFORE: Final = regex(
    r"(?:\\(?:mathbf|boldsymbol|bm|mathrm)\s*\{?\s*)?(?P<of>(?<![A-Za-z\\^_])(?<![_^]\{)[A-Z])\s*\}?\s*"
    r"(?:&?=\s*(?:\\frac\s*\{?\d+\}?\s*\{?\d+\}?\s*)?\\begin\{(?P<grid>[a-z]*matrix)\}"
    r"(?:(?!\\begin|\\end).)*\\end\{(?P=grid)\}\s*)?,?\s*"
    r"(?i:with|having|has|have)\s+(?i:the\s+)?(?i:real\s+|ordered\s+|sorted\s+)?"
    r"(?i:eigen|singular\s+)values?\b(?!\s+of\b)"
)
#: Factors of a decomposition, which are no other matrix of an example.
_FACTORS: Final = frozenset({"U", "V", "Σ", "Sigma", "Λ", "Lambda"})
_MARK: Final = "spectral name "
_MOST: Final = 8

#: Where the versions of columns of matrices that have names are kept.
LINES: Final = " lines of matrices"


def is_told(state: State, node: tree.Node) -> bool:
    """Whether a name stands for such a value of a matrix that was told."""
    if not any(topic.startswith(_MARK) for topic in state.scope.told):
        return False
    known = state.scope.latest(tree.key(node) or "")
    return known is not None and f"{_MARK}{known.key}" in state.scope.told


def is_line(place: Place, left: tree.Name, link: tree.Link) -> bool:
    """Whether it is a column of a matrix that is written out, and set to what others make."""
    versions: dict[str, int] = place.state.counts.get(LINES, {})
    if not versions:
        return False
    key, scope = tree.key(left) or "", place.state.scope
    known = scope.latest(key)
    names = [tree.key(part) or "" for part in tree.walk(link.operand) if tree.key(part)]
    given = bool(names) and all(scope.latest(name) is not None for name in names)
    line = known is not None and versions.get(key) == known.version
    return line and given and known is not None and known.section == place.formula.headings


def before_formula(state: State, formula: Formula) -> None:
    """Forget the names where a sentence speaks of the values of something, or a section begins."""
    names = list(_told(state))
    if names and (
        _is_of_another(_sentence(state, formula))
        or _OTHER.search(_words_before(state, formula)) is not None
        or any(b.section != formula.headings[: len(b.section)] for b in names)
    ):
        _forget(state, names)


def _is_of_another(sentence: str) -> bool:
    """Whether a sentence speaks of the values of something, and of what is not certain."""
    said = _LARGEST.search(sentence) is not None
    return said and _POINTS.search(sentence) is not None


def behind_formula(state: State, formula: Formula) -> None:
    """Forget the names if another matrix was given; note the ones that are told here."""
    names = list(_told(state))
    given = [b for b in _latest(state) if b.version > state.since and _is_matrix(b.body)]
    if names and any(b.key not in _FACTORS for b in given):
        _forget(state, names)
    if TELLS.search(formula.latex + formula.before[-200:]) is not None:
        _note(state, formula)


def _latest(state: State) -> list[Binding]:
    return [found[-1] for found in state.scope.history.values() if found]


def _is_matrix(body: tree.Node) -> bool:
    """Whether something is given by its rows, perhaps times a number."""
    grids = [part for part in tree.walk(body) if isinstance(part, tree.Matrix)]
    return any(len(grid.rows) > 1 and len(grid.rows[0]) > 1 for grid in grids)


def _told(state: State) -> Iterator[Binding]:
    if any(topic.startswith(_MARK) for topic in state.scope.told):
        yield from (b for b in _latest(state) if f"{_MARK}{b.key}" in state.scope.told)


def _forget(state: State, names: list[Binding]) -> None:
    for one in names:
        state.scope.history.pop(one.key, None)
    state.scope.told -= {f"{_MARK}{one.key}" for one in names}


def _words_before(state: State, formula: Formula) -> str:
    """The beginning of the sentence that a formula stands in."""
    start = max(0, formula.outer_start - 300)
    return _STOP.split(state.source.text[start : formula.outer_start].rstrip())[-1]


def _sentence(state: State, formula: Formula) -> str:
    """The sentence that a formula stands in, with its words as plain ones."""
    text = state.source.text
    head = _words_before(state, formula)
    tail = text[formula.outer_end : formula.outer_end + 300]
    stop = _STOP.search(tail)
    whole = f"{head} {formula.latex}" + (tail[: stop.start()] if stop else tail)
    return _WORDS.sub(r" \1 ", whole).replace("$", " ")


# --- telling --------------------------------------------------------------------------


def _note(state: State, formula: Formula) -> None:
    """Bind the names that are told in the sentence of a formula."""
    text = _sentence(state, formula)
    if _OTHERWISE.search(text) is not None:
        return
    kinds = {
        "eigen" if m["which"].lower() == "eigen" else "singular" for m in _KINDS.finditer(text)
    }
    pair = _PAIR.search(text)
    orders = {order["base"]: order["falling"] is not None for order in _ORDERED.finditer(text)}
    for base, falling in orders.items():
        kind = _KIND[base]
        if pair is not None and pair["base"] == base and kind == _kind_of(pair):
            matrix = _read(state, pair["matrix"])
        else:
            matrix = _spoken_of(state, text) if kind in kinds else None
        value = None if matrix is None else _valued(state, matrix)
        if matrix is None or value is None:
            continue
        if kind == "singular" or value.shape[0] == value.shape[1]:
            ranks = range(1, min(value.shape) + 1)
            _bind(state, formula, base, _WHAT[kind], matrix, ranks if falling else ranks[::-1])


def _kind_of(pair: re.Match[str]) -> str:
    return "eigen" if pair["left"] == pair["right"] else "singular"


def _spoken_of(state: State, text: str) -> tree.Node | None:
    """What stands behind "of", or the only matrix of numbers in the sentence."""
    said = {m["of"].strip() for m in _OF.finditer(text)}
    if said:
        return _read(state, said.pop()) if len(said) == 1 else None
    if (before := _RIGHT_BEFORE.search(text)) is not None:
        return _read(state, before["of"])
    letters = set(re.findall(r"(?<![A-Za-z\\_])[A-Z](?![A-Za-z])", text))
    found = [node for letter in sorted(letters) if (node := _read(state, letter)) is not None]
    return found[0] if len(found) == 1 else None


def _read(state: State, latex: str) -> tree.Node | None:
    """The expression, if it is a matrix of numbers."""
    statements = parse(latex.strip()).statements
    if len(statements) != 1 or not isinstance(statements[0], tree.Statement):
        return None
    body = statements[0].body
    alone = statements[0].lead is None and not statements[0].qualifiers
    return body if alone and _valued(state, body) is not None else None


def _valued(state: State, node: tree.Node) -> Array | None:
    try:
        value = reader(state.scope).read(node)
    except (SymnnError, ArithmeticError):
        return None
    return value if isinstance(value, Array) and not value.is_vector else None


def _bind(
    state: State, formula: Formula, base: str, what: str, matrix: tree.Node, ranks: Sequence[int]
) -> None:
    """Bind the names, in their order, to the values that have these ranks from the largest down."""
    scope = state.scope
    names = {k: _read_name(f"{base}_{n}") for n, k in enumerate(ranks[:_MOST], 1)}
    keys = {k: tree.key(name) or "" for k, name in names.items() if name is not None}
    if len(keys) != len(names) or any(scope.latest(key) is not None for key in keys.values()):
        return
    line = state.source.position(formula.start).line
    for k, key in keys.items():
        body = tree.Apply(tree.Name(f"{what} {k} by size", "upright"), matrix, span=matrix.span)
        _add(state, formula, Binding(key, body, 0, None, True, line, formula.headings))
        scope.told |= {f"{_MARK}{key}"}
    told = set(keys.values())
    for one in _latest(state):  # Σ, given by them in the same formula
        uses = told & {tree.key(part) for part in tree.walk(one.body)}
        if uses and state.since < one.version and one.key not in told:
            _add(state, formula, one)


def _add(state: State, formula: Formula, binding: Binding) -> None:
    version = state.scope.version + 1
    state.frames[version] = state.frame.path
    state.spoken[version] = state.words
    state.ends[version] = formula.outer_end
    state.scope.bind(replace(binding, version=version))


def _read_name(latex: str) -> tree.Node | None:
    statements = parse(latex).statements
    one = statements[0] if len(statements) == 1 else None
    return one.body if isinstance(one, tree.Statement) else None
