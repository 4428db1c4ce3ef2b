r"""What a document gives of distributions: lists of chances, mixtures, and what sums it names.

`H_p(q) = \sum_x q(x) \log_2 \frac{1}{p(x)}` gives H with two distributions, p = (1/2, 1/2) a list,
M = (P + Q)/2 a mixture. What is not defined has the meaning that all authors give it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.randomness.telling import formulas, is_named
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_FARTHEST: Final = 40000
_JENSEN_SHANNON: Final = (
    r"\frac12\sum_xp(x)\log\frac{2p(x)}{p(x)+q(x)}"
    r"+\frac12\sum_xq(x)\log\frac{2q(x)}{p(x)+q(x)}"
)
#: What the names mean where a document does not say it.
_USUAL: Final = (
    r"H(p)=-\sum_xp(x)\log p(x)",
    r"H(p,q)=-\sum_xp(x)\log q(x)",
    r"\mathrm{CE}(p,q)=-\sum_xp(x)\log q(x)",
    r"D_{\mathrm{KL}}(p\|q)=\sum_xp(x)\log\frac{p(x)}{q(x)}",
    r"\mathrm{KL}(p\|q)=\sum_xp(x)\log\frac{p(x)}{q(x)}",
    r"D_{\mathrm{JS}}(p\|q)=" + _JENSEN_SHANNON,
    r"\mathrm{JSD}(p\|q)=" + _JENSEN_SHANNON,
    r"\mathrm{TV}(p,q)=\frac12\sum_x|p(x)-q(x)|",
)
#: What is usually defined by other divergences.
_BY_OTHERS: Final = frozenset({"D_JS", "JSD"})
_SAME: Final = {"D_K·L": "D_KL", "D_J·S": "D_JS", "JS": "JSD"}


@final
@dataclass(frozen=True, slots=True)
class Functional:
    """A number made of distributions: the names of these, and the formula."""

    parameters: tuple[str, ...]
    body: tree.Node
    is_usual: bool = False


@final
@dataclass(slots=True)
class Given:
    """What is given up to a claim."""

    lists: dict[str, tuple[tree.Node, ...]] = field(default_factory=dict)
    mixtures: dict[str, tree.Node] = field(default_factory=dict)
    functionals: dict[tuple[str, int], Functional] = field(default_factory=dict)

    def called(self, node: tree.Node) -> tuple[Functional, tuple[tree.Node, ...]] | None:
        """The functional that an expression asks for, and of what."""
        found = signature(node)
        if found is None:
            return None
        whole, below, items = found
        if len(items) > 1 and all(map(_is_number, items)) and (whole, 1) in self.functionals:
            return self.functionals[whole, 1], (tree.Group("()", items, (",",) * len(items)),)
        known = self.functionals.get((whole, len(items)))
        if known is not None and not (known.is_usual and below is not None):
            return known, items
        if below is None:
            return None
        known = self.functionals.get((f"{whole.partition('_')[0]}_·", len(items) + 1))
        return None if known is None else (known, (below, *items))


def signature(
    node: tree.Node,
) -> tuple[str, tree.Name | None, tuple[tree.Node, ...]] | None:
    """The name of what may be a functional, the distribution below it, and its arguments."""
    if isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    elif isinstance(node, tree.Apply) and isinstance(node.argument, tree.Group):
        if node.power is not None or node.ambiguous:
            return None
        head, group = node.function, node.argument
    else:
        return None
    if not isinstance(head, tree.Name) or head.accents or head.labels or not group.items:
        return None
    if group.fence not in ("()", "[]", "{}") or set(group.separators or ()) - {",", "|", ";"}:
        return None
    bare = head.base if head.subscript is None else f"{head.base}_{tree.index_key(head.subscript)}"
    bare = bare.replace("bb ", "")
    below = head.subscript if isinstance(head.subscript, tree.Name) else None
    below = below if below is not None and len(below.base) == 1 else None
    return _SAME.get(bare, bare), below, group.items


def given_before(text: str, local: str) -> Given:
    """What is given up to a claim.

    Args:
        text: the document up to its formula.
        local: the formula itself, up to what is claimed.
    """
    found = Given()
    for latex in _USUAL:
        for chain in _chains(latex):
            _functional(found, chain, is_usual=True)
    settings = [p for p in formulas(text[-_FARTHEST:]) if ":" not in p or is_named(p)]
    for latex in (*settings, *([local] if local else ())):
        for statement in _statements(latex):
            if isinstance(statement.body, tree.Chain):
                _take(found, statement)
    return found


@lru_cache(maxsize=4096)
def _statements(latex: str) -> tuple[tree.Statement, ...]:
    return tuple(s for s in parse(latex).statements if isinstance(s, tree.Statement))


def _chains(latex: str) -> Iterator[tree.Chain]:
    return (s.body for s in _statements(latex) if isinstance(s.body, tree.Chain))


def _take(found: Given, statement: tree.Statement) -> None:
    chain = statement.body
    if not isinstance(chain, tree.Chain) or chain.links[0].relation not in ("=", ":=", "≡"):
        return
    first, value = chain.first, chain.links[0].operand
    key = tree.key(first)
    if key is None:
        _functional(found, chain)
        return
    items = entries_of(value)
    if items is not None:
        found.mixtures.pop(key, None)
        found.lists.pop(key, None)
        if _are_labels(statement, len(items)):
            found.lists[key] = items
    elif len(chain.links) == 1 and not statement.qualifiers and _may_be_mixture(value):
        found.lists.pop(key, None)
        found.mixtures[key] = value


def entries_of(node: tree.Node) -> tuple[tree.Node, ...] | None:
    """The entries of a list of numbers."""
    if isinstance(node, tree.Transpose):
        node = node.operand
    if isinstance(node, tree.Matrix):
        flat = tuple(cell for row in node.rows for cell in row)
        return flat if 1 in (len(node.rows), len(node.rows[0])) and len(flat) > 1 else None
    if isinstance(node, tree.Group) and node.fence in ("()", "[]", "{}") and len(node.items) > 1:
        return node.items
    return None


def _is_number(node: tree.Node) -> bool:
    return not any(isinstance(part, tree.Name) for part in tree.walk(node))


def _are_labels(statement: tree.Statement, count: int) -> bool:
    """Whether the words behind a list are none, or names of its places: for dog, cat, fish."""
    words = " ".join(q.words for q in statement.qualifiers).strip(" .,")
    if any(q.body is not None for q in statement.qualifiers):
        return False
    if not words:
        return True
    listed = regex(r"^(?:for|over|on|of)\s+(?:the\s+)?(?:[a-z]+s\s*:?\s+)??").sub("", words)
    return len([w for w in regex(r"\s*,\s*(?:and\s+)?|\s+and\s+").split(listed) if w]) == count


def _may_be_mixture(node: tree.Node) -> bool:
    kinds = (tree.Sum, tree.Product, tree.Quotient)
    names = [n for n in tree.walk(node) if isinstance(n, tree.Name)]
    plain = all(n.subscript is None and not n.labels for n in names)
    return isinstance(node, kinds) and bool(names) and plain


def _functional(found: Given, chain: tree.Chain, is_usual: bool = False) -> None:
    asked = signature(chain.first)
    if asked is None or len(chain.links) > 1:
        return
    whole, below, items = asked
    body = chain.links[0].operand
    keys = [tree.key(item) for item in items]
    used = {tree.key(n) for n in tree.walk(body) if isinstance(n, tree.Name)}
    used |= {n.base for n in tree.walk(body) if isinstance(n, tree.Name)}
    calls = [c for n in tree.walk(body) if (c := signature(n)) is not None]
    used |= {tree.key(of) for _, of, _ in calls if of is not None}
    if None in keys or len(set(keys)) != len(keys) or not set(keys) <= used:
        return
    if below is not None and tree.key(below) in used:
        keys = [tree.key(below), *keys]
        whole = f"{whole.partition('_')[0]}_·"
    if not _is_made_of_sums(found, body):
        return
    names = tuple(key for key in keys if key is not None)
    known = found.functionals.get((whole, len(names)))
    if known is not None and not known.is_usual:
        return  # what is said later of it is a claim
    summed = any(isinstance(part, tree.BigOperator) for part in tree.walk(body))
    if known is None or summed or whole in _BY_OTHERS:
        found.functionals[whole, len(names)] = Functional(names, body, is_usual)


def _is_made_of_sums(found: Given, body: tree.Node) -> bool:
    """Whether it is a sum over values, or made of what is."""
    parts = list(tree.walk(body))
    sums = any(isinstance(p, tree.BigOperator) and p.operator == "sum" for p in parts)
    return sums or any(found.called(p) is not None for p in parts)


def names_in(given: Given, nodes: Sequence[tree.Node]) -> set[str]:
    """The distributions that functionals in expressions are asked of."""
    found: set[str] = set()
    for node in nodes:
        for part in tree.walk(node):
            asked = given.called(part)
            for item in asked[1] if asked is not None else ():
                names = (n for n in tree.walk(item) if isinstance(n, tree.Name))
                found |= {key for n in names if (key := tree.key(n)) is not None}
    for name in list(found):
        if name in given.mixtures:
            mixed = (n for n in tree.walk(given.mixtures[name]) if isinstance(n, tree.Name))
            found |= {key for n in mixed if (key := tree.key(n)) is not None}
    return found - set(given.mixtures)
