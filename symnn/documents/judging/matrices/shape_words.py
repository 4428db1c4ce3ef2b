r"""Shapes in words: `QK^\top \text{ is an } n\times m \text{ matrix}` as `QK^\top ∈ ℝ^{n×m}`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging.matrices.knowledge import Knowledge
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

_SHAPE: Final = regex(
    r"(?:is (?:an?|then an?|again an?)|forms? an?|gives an?|yields an?|(?:has|have)(?: the| an?)?"
    r" (?:shape|size|dimensions?|dimensionality)(?: of)?|(?:is|are) (?:an? (?:matrix|array) )?of"
    r" (?:shape|size|dimensions?)"
    r"|is an? (?:matrix|array) with (?:shape|size|dimensions?))"
)
_SAME: Final = regex(r"has the same (?:shape|size|dimensions) as")
_MATRIX: Final = regex(r"(?:real |valued |dimensional )*(?:matrix|array)")
_VECTOR: Final = regex(
    r"is an? (?P<kind>column |row )?vector (?:of|with) (?:length|size|dimension)"
    r"|is an? (?P<kind2>column |row )?vector in"
)
_NUMBER: Final = regex(r"is (?:a|just a|only a) (?:scalar|number|real number)")
_LEADS: Final = regex(
    r"(?:then |so |hence |thus )?(?:the |this |our |each |these )?(?:(?:(?:hidden|attention|score"
    r"|output|input|weight|feature|gram|outer|inner|matrix|raw|final|intermediate|key|query|value"
    r"|context|kernel|resulting|update|low-rank|dense|linear|scaled|whole|full|small) ){0,2}"
    r"(?:product|matrix|gradient|expression|outputs?|weights|scores?|logits"
    r"|layer|pre-?activations?|activations?|result|update|term|batch|representations?"
    r"|embeddings?|features|residual|states?|predictions?|projections?|map|array|vector))?"
)
_REALS: Final = tree.Name("R", font="bb")
_ONE: Final = tree.Number("1", Fraction(1))


class Shaped(NamedTuple):
    """The space that words put an expression into, and the conditions that are left."""

    space: tree.Node
    rest: tuple[Condition, ...]


def shaped(
    statement: tree.Statement, conditions: Sequence[Condition], knowledge: Knowledge
) -> Shaped | None:
    """The space, if the first words beside an expression say which shape it has."""
    lead = statement.lead.text.lower().strip() if statement.lead is not None else ""
    if isinstance(statement.body, (tree.Chain, tree.Text, tree.Name)) or not conditions:
        return None
    if _LEADS.fullmatch(lead) is None:
        return None
    first, rest = conditions[0], tuple(conditions[1:])
    words = " ".join(first.words.lower().split())
    body = first.body
    if body is None:
        return Shaped(_REALS, rest) if _NUMBER.fullmatch(words) else None
    if _SAME.fullmatch(words) and isinstance(body, tree.Name):
        return _same(knowledge, body, rest)
    vector = _VECTOR.fullmatch(words)
    if vector is not None and isinstance(body, (tree.Name, tree.Number)):
        kind = (vector["kind"] or vector["kind2"] or "").strip()
        sizes = {"row": (_ONE, body), "column": (body, _ONE)}.get(kind)
        exponent = body if sizes is None else tree.Product(sizes, ("×",))
        return Shaped(tree.Power(_REALS, exponent), rest)
    if _SHAPE.fullmatch(words) and _is_shape(body):
        if words.split()[-1] in ("a", "an"):
            if not rest or rest[0].body is not None or not _MATRIX.fullmatch(rest[0].words.strip()):
                return _before_condition(body, rest)
            rest = rest[1:]
        return Shaped(tree.Power(_REALS, body), rest)
    return _rows_and_columns(words, body, rest)


def _same(knowledge: Knowledge, name: tree.Name, rest: tuple[Condition, ...]) -> Shaped | None:
    """As large as a name, of which one shape alone is known."""
    known = {d.shape for d in knowledge.choices(name_key(name) or "", name.span.start)}
    if len(known) != 1:
        return None
    sizes = [tree.Number(s, Fraction(s)) if s.isdigit() else tree.Name(s) for s in known.pop()]
    if any(isinstance(s, tree.Name) and not s.base.isalnum() for s in sizes):
        return None
    return Shaped(tree.Power(_REALS, tree.Product(tuple(sizes), ("×",))), rest)


def _before_condition(body: tree.Node, rest: tuple[Condition, ...]) -> Shaped | None:
    """The noun stands before the next condition: "… matrix for m ≠ n"."""
    if not rest or rest[0].body is None:
        return None
    match = re.fullmatch(
        r"matrix (?P<words>(?:for|if|when|where|with)(?: all)?)", rest[0].words.strip()
    )
    if match is None:
        return None
    left = Condition(match["words"], rest[0].body)
    return Shaped(tree.Power(_REALS, body), (left, *rest[1:]))


def _rows_and_columns(words: str, body: tree.Node, rest: tuple[Condition, ...]) -> Shaped | None:
    if words != "has" or len(rest) < 2 or rest[0].body is None or rest[1].body is not None:
        return None
    sides = rest[0].words.lower().split()
    if sides[:2] != ["rows", "and"] or rest[1].words.lower().strip() != "columns":
        return None
    shape = tree.Product((body, rest[0].body), ("×",))
    return Shaped(tree.Power(_REALS, shape), rest[2:])


def _is_shape(body: tree.Node) -> bool:
    return isinstance(body, tree.Product) and body.operators == ("×",)
