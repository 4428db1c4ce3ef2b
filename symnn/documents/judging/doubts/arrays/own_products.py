r"""Inner products that the text defines by another formula than the dot product.

Laws of open vectors take \langle x, y\rangle, and norms, for those of the dot product. Beside a
product of the author's own they say nothing, nor does anything where there are two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import State
from symnn.documents.model import Entry, left_open
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.indices import INNER_PRODUCT
from symnn.latex.meaning.scope import Binding
from symnn.latex.parser import parse

_DOTS: Final = ("·", "⋅")
_OPEN: Final = "the text defines an inner product of its own, and the vectors in it are open"
_SEVERAL: Final = "the text defines several inner products"
_EUCLIDEAN: Final = "the norm may be the Euclidean one, and not that of the text's inner product"
#: A formula with conjugates, which is not read, and words for products that are not symmetric.
_CONJUGATED: Final = regex(
    r"(?:\\rangle|⟩)\s*&?\s*:?\s*(?:=|\\coloneqq|\\equiv)[^$;]{0,80}?(?:\\overline|\\bar(?![a-z])"
    r"|\\dagger|\^\s?\{?\s?(?:\*|\\ast|H(?![A-Za-z])|\\mathsf\s?\{?H|\\mathrm\s?\{?H))"
    r"|[Ss]esquilinear|[Hh]ermitian|[Cc]onjugate[- ](?:linear|symmetr)|[Cc]omplex inner product"
    r"|[Cc]omplex vector|(?:inner|scalar) product (?:on|in|of) \$?\\mathbb\s?\{?\s?C"
)
#: What an inner product decides, in words.
_OF_ANGLES: Final = regex(
    r"(?i)\b(?:orthogonal|orthonormal|perpendicular|unit vectors?|normali[sz]ed|length|norm|angle"
    r"|projection|self-adjoint|adjoint|isometry)\b"
)
_IN_WORDS: Final = "it may be meant by the inner product that the text defines"
_NAMED_EUCLIDEAN: Final = regex(r"(?i)\beuclidean\s+(?:norm|length)|\busual\s+(?:norm|length)")


def beside_own_product(state: State, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a formula, without those that take the dot product for the author's own."""
    for entry in list(entries):
        reason = _doubt(state, entry) if entry.verdict in ("proved", "refuted") else None
        yield entry if reason is None else left_open(entry, reason)


def _doubt(state: State, entry: Entry) -> str | None:
    given = state.scope.history.get(INNER_PRODUCT, [])
    conjugated = says(state.source.text, _CONJUGATED)
    if not conjugated and all(is_dot_product(known) for known in given):
        return None
    if entry.is_sentence and _OF_ANGLES.search(entry.reading) and not conjugated:
        return _IN_WORDS
    try:
        nodes = [n for s in parse(entry.latex).statements for n in _walked(s)]
    except SymnnError:
        nodes = []
    angled = any(isinstance(n, tree.Group) and n.fence == INNER_PRODUCT for n in nodes)
    if nodes and not angled and not any(_is_length(n) for n in nodes):
        return None
    if len({known.body for known in given}) > 1:
        return _SEVERAL
    if any(_may_be_euclidean(state, node) for node in nodes):
        return _EUCLIDEAN
    return None if nodes and _has_values(state, nodes) else _OPEN


def _walked(statement: tree.Statement | tree.Unreadable) -> Iterator[tree.Node]:
    if isinstance(statement, tree.Statement):
        yield from tree.walk(statement.body)


def _is_length(node: tree.Node) -> bool:
    """Whether it is a norm that an inner product may give, or says what is orthogonal."""
    if isinstance(node, tree.Chain):
        return any(link.relation == "⟂" for link in node.links)
    if not isinstance(node, tree.Norm):
        return False
    return node.subscript is None or tree.index_key(node.subscript) == "2"


def _may_be_euclidean(state: State, node: tree.Node) -> bool:
    r"""Whether it is \|x\|_2, or a norm in a text that speaks of the Euclidean one."""
    if not isinstance(node, tree.Norm):
        return False
    return node.subscript is not None or says(state.source.text, _NAMED_EUCLIDEAN)


def _has_values(state: State, nodes: list[tree.Node]) -> bool:
    """Whether all vectors in products and norms are known."""
    view = reader(state.scope)
    items: list[tree.Node] = []
    for node in nodes:
        if isinstance(node, tree.Group) and node.fence == INNER_PRODUCT:
            items += node.items
        elif isinstance(node, tree.Norm):
            items.append(node.operand)
        elif isinstance(node, tree.Chain) and _is_length(node):
            items += [node.first, *(link.operand for link in node.links)]
    try:
        for item in items:
            view.read(item)
    except SymnnError:
        return False
    return True


def is_dot_product(known: Binding) -> bool:
    r"""Whether a formula for \langle x, y\rangle is that of the dot product."""
    names = frozenset(name.removeprefix("bold ") for name in known.parameters or ())
    body = known.body
    if isinstance(body, tree.BigOperator) and body.operator == "sum":
        return _is_pair(body.body, names)
    if isinstance(body, tree.Sum):
        terms = [term for term in body.terms if not isinstance(term, tree.Dots)]
        return all(_is_pair(term, names) for term in terms)
    if not isinstance(body, tree.Product) or len(body.factors) != len("xy"):
        return False
    first, second = body.factors
    turned = isinstance(first, tree.Transpose) and body.operators == ("",)
    first = first.operand if isinstance(first, tree.Transpose) else first
    plain = [part.base for part in (first, second) if isinstance(part, tree.Name)]
    return (turned or body.operators[0] in _DOTS) and set(plain) == names


def _is_pair(node: tree.Node, names: frozenset[str]) -> bool:
    """Whether it is x_i y_i."""
    if not isinstance(node, tree.Product) or len(node.factors) != len("xy"):
        return False
    parts = [part for part in node.factors if isinstance(part, tree.Name)]
    indices = {tree.index_key(p.subscript) for p in parts if p.subscript is not None}
    return len(parts) == len("xy") and {p.base for p in parts} == names and len(indices) == 1
