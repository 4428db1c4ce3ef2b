r"""Networks of any number of equal layers, from the formulas of their layers and their spaces.

`h_1 = a[β_0 + Ω_0 x], h_k = a[β_{k-1} + Ω_{k-1} h_{k-1}], y = β_K + Ω_K h_K` with x ∈ R^{D_i},
h_k ∈ R^D and y ∈ R^{D_o} is a network with D_i inputs, K hidden layers of D units and D_o outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.phrases.nets.free_weights import ALIKE
from symnn.documents.phrases.sentences import Clause, from_formula
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_INDEXED: Final = regex(r"(?:_|\^)\s*\{?\s*[\[(]?\s*[a-z]\s*-\s*1")
_SPACED: Final = regex(r"(?:\\in(?![a-z])|∈)\s*(?:\\mathbb|\\R|ℝ|\\mathbf)")


class _Layer(NamedTuple):
    """What a layer gives, what it sees, and whether it adds a bias."""

    given: tree.Name
    seen: tree.Name
    is_biased: bool


def clauses_of_layers(latex: str) -> Iterator[Clause]:
    """The network that a formula shows layer by layer, in words; none if it is no such formula."""
    if _INDEXED.search(latex) is None or _SPACED.search(latex) is None or ALIKE.search(latex):
        return
    bodies = [s.body for s in parse(latex).statements if isinstance(s, tree.Statement)]
    chains = [body for body in bodies if isinstance(body, tree.Chain)]
    layers = [layer for chain in chains for layer in _layers(chain)]
    sizes = dict(_sizes(latex, chains))
    words = _words(layers, sizes)
    clause = None if words is None else from_formula(words)
    if clause is not None:
        yield clause


def _words(layers: list[_Layer], sizes: dict[tuple[str, bool], str]) -> str | None:
    again = [x for x in layers if x.given.base == x.seen.base and _is_next(x)]
    if len(again) != 1 or len(layers) != 3 or len({layer.is_biased for layer in layers}) != 1:
        return None
    hidden = again[0].given.base
    first = [x for x in layers if x.given.base == hidden and x.seen.base != hidden]
    last = [x for x in layers if x.seen.base == hidden and x.given.base != hidden]
    if len(first) != 1 or len(last) != 1 or not _is_one(_index(first[0].given)):
        return None
    depth = _index(last[0].seen)
    if not isinstance(depth, tree.Name) or depth == _index(again[0].given):
        return None
    keys = (first[0].seen.base, False), (hidden, True), (last[0].given.base, False)
    if any(key not in sizes for key in keys) or tree.key(depth) is None:
        return None
    inputs, width, outputs = (sizes[key] for key in keys)
    bias = "" if again[0].is_biased else r"\text{ without biases}"
    return (
        rf"\text{{a network with }} {inputs} \text{{ inputs, }} {depth.base} \text{{ hidden layers"
        rf" of }} {width} \text{{ units each and }} {outputs} \text{{ outputs}}{bias}"
    )


def _layers(chain: tree.Chain) -> Iterator[_Layer]:
    """The layer that an equation is."""
    if not isinstance(chain.first, tree.Name) or [li.relation for li in chain.links] != ["="]:
        return
    found = [one for part in tree.walk(chain.links[0].operand) if (one := _affine(part))]
    if len(found) == 1:
        seen, is_biased = found[0]
        yield _Layer(chain.first, seen, is_biased)


def _affine(node: tree.Node) -> tuple[tree.Name, bool] | None:
    """The h of W h + b, or of W h as the whole argument of a function."""
    terms = node.terms if isinstance(node, tree.Sum) else ()
    products = [t for t in terms if isinstance(t, tree.Product)]
    biases = [t for t in terms if isinstance(t, tree.Name)]
    if len(terms) != 2 or len(products) != 1 or len(biases) != 1:
        return None
    factors = products[0].factors
    if len(factors) != 2 or not all(isinstance(f, tree.Name) for f in factors):
        return None
    return (factors[1], True) if isinstance(factors[1], tree.Name) else None


def _sizes(latex: str, chains: list[tree.Chain]) -> Iterator[tuple[tuple[str, bool], str]]:
    """The D of x ∈ R^D, by the name and whether it has an index."""
    for chain in chains:
        for left, link in chain.pairs():
            space = link.operand
            if link.relation != "∈" or not isinstance(space, tree.Power):
                continue
            if isinstance(left, tree.Name) and isinstance(space.exponent, tree.Name | tree.Number):
                span = space.exponent.span
                index = _index(left)
                yield (left.base, index is not None), latex[span.start : span.end].strip("{} ")


def _index(name: tree.Name) -> tree.Node | None:
    """The k of h_k and of h^{(k)}."""
    if name.labels and isinstance(name.labels[0], tree.Group) and len(name.labels[0].items) == 1:
        return name.labels[0].items[0]
    return name.subscript


def _is_next(layer: _Layer) -> bool:
    """Whether it makes h_k of h_{k-1}."""
    given, seen = _index(layer.given), _index(layer.seen)
    if not isinstance(given, tree.Name) or not isinstance(seen, tree.Sum) or len(seen.terms) != 2:
        return False
    first, second = seen.terms
    return first == given and isinstance(second, tree.Neg) and _is_one(second.operand)


def _is_one(node: tree.Node | None) -> bool:
    return isinstance(node, tree.Number) and node.value == 1
