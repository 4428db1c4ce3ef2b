r"""Chains that begin with a relation, = \sqrt{2/2} = 1, and go on from what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.names.bindings import declare
from symnn.documents.judging.placing import Place, State
from symnn.documents.model import Entry
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

_Said: TypeAlias = "tree.Statement | tree.Unreadable"
#: A line with one formula alone, and in it no second one behind a comma.
_LINE: Final = regex(
    r"[ \t>]*(?:(?P<mark>\$\$?)(?:(?!\$|,\s|\\q?quad|\\text)[^\n])+(?P=mark)"
    r"|\\[(\[](?:(?!\\[(\[\])]|,\s|\\q?quad|\\text)[^\n])+\\[)\]])[ \t.,;]*(?:\\\\)?"
)
#: Words that tell when something holds, or of what.
_RESTRICTS: Final = regex(
    r"\b(?:if|for|when|where|let|suppos\w+|assum\w+|cases?|unless|otherwise|given|only|except"
    r"|not|no|never|then|so|thus|hence|but|some|every|all|any|under|at|solve|find|show)\b"
)

#: A relation without its left side.
_RELATION: Final = regex(
    r"\s*(?:[=≈<>≤≥]|\\(?:approx|simeq|cong|[lg](?:eq?|eqslant|t))(?![A-Za-z]))"
)


def headless(
    place: Place,
    chain: tree.Chain,
    said: Callable[[tree.Chain], Iterator[Entry]],
    judged: Callable[[tree.Chain], Iterator[Entry]],
) -> Iterator[Entry]:
    """The entries of a chain that claims nothing at its beginning, but may do so further on.

    Args:
        place: where it stands.
        chain: the chain.
        said: the entries of what claims nothing.
        judged: those of a chain like any other.
    """
    declare(place, chain)
    rest = without_beginning(chain)
    yield from said(chain if rest is None else replace(chain, links=chain.links[:1]))
    yield from () if rest is None else judged(rest)
    if rest is None and isinstance(chain.first, tree.Empty):
        place.state.last = chain.links[-1].operand


def is_line(formula: Formula, text: str) -> bool:
    """Whether a formula in a text stands on a line of its own.

    Args:
        formula: the formula, no display.
        text: the document.
    """
    before = text[text.rfind("\n", 0, formula.outer_start) + 1 : formula.outer_start]
    stop = text.find("\n", formula.outer_end)
    after = text[formula.outer_end : stop if stop >= 0 else len(text)]
    return not before.strip(" \t>") and not after.strip(" \t.,;\\")


def goes_on_from_line(formula: Formula, text: str) -> bool:
    """Whether a formula on a line of its own follows right after another such one.

    Args:
        formula: the formula, no display.
        text: the document.
    """
    if not is_line(formula, text):
        return False
    above = text[: text.rfind("\n", 0, formula.outer_start) + 1].rstrip(" \t>\n")
    return _LINE.fullmatch(above, above.rfind("\n") + 1) is not None


def without_beginning(chain: tree.Chain) -> tree.Chain | None:
    r"""What such a chain says of itself: \sqrt{2/2} = 1; None if that is nothing.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> chain = parse("= 1 + 1 = 2").statements[0].body
        >>> without_beginning(chain) == parse("1 + 1 = 2").statements[0].body
        True
    """
    link, *rest = chain.links
    headed = isinstance(link.operand, (tree.Empty, tree.Name, tree.Call))  # that may define it
    if not isinstance(chain.first, tree.Empty) or not rest or headed:
        return None
    return tree.Chain(link.operand, tuple(rest), span=chain.span)


def begun(state: State, formula: Formula, latex: str, statements: list[_Said]) -> list[_Said]:
    """The statements of a formula, with a beginning that another formula or its names give."""
    if formula.display:
        return as_begun(statements, state.scope)
    if _RELATION.match(latex) is None:
        return statements
    from symnn.documents.judging.notations.gone_on import begun_beside, is_beside

    state.is_last_near = state.is_last_near and is_beside(state.source.text, formula)
    return begun_beside(state.source.text, formula, statements)


def as_begun(statements: list[_Said], scope: Scope) -> list[_Said]:
    """The statements of a display, with their beginnings as they are meant."""
    parts = [part for one in statements for part in _behind_scene(one, scope)]
    found = [part for one in parts for part in _set_in_brackets(one, scope)]
    found = _with_shapes_told(found)
    if any(map(_is_worded, found)):
        from symnn.documents.judging.wording.counts_before import with_values_apart, without_every

        found = with_values_apart([without_every(one) for one in found])
    if any(map(_is_after_step, found)):
        from symnn.documents.judging.wording.after_steps import after_steps

        found = after_steps(found, scope)
    if len(found) > 1 and any(map(_lists_numbers, found)):
        from symnn.documents.judging.wording.listed_values import with_values_at_places

        found = with_values_at_places(found, scope)
    if len(found) > 1 and isinstance(getattr(found[-1], "body", None), tree.Name):
        from symnn.documents.judging.wording.all_of_several import with_names_joined

        found = with_names_joined(found)
    if any(map(_is_at_a_value, found)):
        from symnn.documents.judging.wording.one_at_places import with_one_at_places

        found = with_one_at_places(found, scope)
    if any("slope" in q.words for one in found for q in getattr(one, "qualifiers", ())):
        from symnn.documents.judging.wording.slopes_told import with_slopes_told

        found = with_slopes_told(found)
    return _with_sums_going_on(found) if len(found) > 1 else found


def _is_after_step(said: _Said) -> bool:
    lead = said.lead if isinstance(said, tree.Statement) else None
    return lead is not None and "fter" in lead.text


def _is_worded(said: _Said) -> bool:
    """Whether words stand before a formula, or behind a number."""
    if not isinstance(said, tree.Statement):
        return False
    return said.lead is not None or (bool(said.qualifiers) and isinstance(said.body, tree.Number))


def _is_at_a_value(said: _Said) -> bool:
    """Whether a relation is said for a value of a letter, with more behind it."""
    if not isinstance(said, tree.Statement) or len(said.qualifiers) != 1:
        return False
    body = said.qualifiers[0].body
    if isinstance(body, tree.Group) and len(body.items) > 1:
        body = body.items[0]
    return isinstance(body, tree.Chain) and body.links[0].relation == "="


def _lists_numbers(said: _Said) -> bool:
    """Whether a relation has a number, or a bare list of some, on its right."""
    chain = said.body if isinstance(said, tree.Statement) else None
    value = chain.links[-1].operand if isinstance(chain, tree.Chain) else None
    bare = isinstance(value, tree.Group) and value.fence == ""
    return bare or isinstance(value, (tree.Number, tree.Neg, tree.Quotient))


def _with_shapes_told(statements: list[_Said]) -> list[_Said]:
    r"""X \in ℝ^{n×d}, W \in ℝ^{d×k}: XW \in ℝ^{n×k}, where an arrow stands for the colon."""
    *before, last = statements or [tree.Unreadable("")]
    chain = last.body if isinstance(last, tree.Statement) else None
    if not isinstance(last, tree.Statement) or not isinstance(chain, tree.Chain):
        return statements
    end = chain.links[0].operand
    told = [getattr(one, "body", None) for one in before]
    if len(chain.links) != 1 or chain.links[0].relation != "⇒" or last.lead is not None:
        return statements
    if not all(map(_is_told_shape, (chain.first, end, *told))):
        return statements
    first = replace(last, body=chain.first, qualifiers=(), span=chain.first.span)
    claim = replace(last, body=end, separator=":", span=end.span)
    return [*before, first, claim]


def _is_told_shape(node: tree.Node | None) -> bool:
    r"""Whether it says that something lives in ℝⁿ or in a space of matrices."""
    if not isinstance(node, tree.Chain) or len(node.links) != 1 or node.links[0].relation != "∈":
        return False
    space = node.links[0].operand
    base = space.base if isinstance(space, tree.Power) else None
    return isinstance(base, tree.Name) and base.base == "R" and base.font == "bb"


def _behind_scene(statement: _Said, scope: Scope) -> tuple[_Said, ...]:
    r"""The words, and what is defined, of \text{a share } p \text{ of the second: } E(p) = 1 - p.

    Words of a condition, and those before a name that is known, stay what they are.
    """
    if not isinstance(statement, tree.Statement) or statement.lead is None:
        return (statement,)
    last = statement.qualifiers[-1] if statement.qualifiers else None
    lone = isinstance(statement.body, (tree.Name, tree.Number, tree.Text))
    if last is None or not lone or not isinstance(last.body, tree.Chain):
        return (statement,)
    words = " ".join((statement.lead.text, *(q.words for q in statement.qualifiers)))
    if not last.words.rstrip().endswith(":") or _RESTRICTS.search(words.lower()):
        return (statement,)
    left = last.body.first
    head = left.head if isinstance(left, tree.Call) else left
    if tree.key(head) is None or scope.latest(tree.key(head) or "") is not None:
        return (statement,)
    scene = tree.Statement(tree.Text(words, span=statement.span), span=statement.span)
    return (scene, tree.Statement(last.body, separator=":", span=last.body.span))


def _set_in_brackets(statement: _Said, scope: Scope) -> tuple[_Said, ...]:
    r"""x = 2.1 and y = 4 of (x = 2.1,\ y = 4), where neither has a value yet."""
    body = statement.body if isinstance(statement, tree.Statement) else None
    if (
        not isinstance(body, tree.Group)
        or body.fence != "()"
        or not isinstance(statement, tree.Statement)
    ):
        return (statement,)
    items = [item for item in body.items if isinstance(item, tree.Chain)]
    keys = [tree.key(item.first) for item in items]
    new = all(key is not None and scope.latest(key) is None for key in keys)
    equal = all(len(i.links) == 1 and i.links[0].relation == "=" for i in items)
    plain = statement.lead is None and not statement.qualifiers
    if not (items and plain and equal and new and len(items) == len(body.items)):
        return (statement,)
    return tuple(tree.Statement(item, separator=",", span=item.span) for item in items)


def _with_sums_going_on(statements: list[_Said]) -> list[_Said]:
    r"""The rows of a display in which a sum without a range is worked out, as one computation.

    \sum (x - a)^2 = 1 + 4 + 4 and, below it, \sum (x - a)^2 = 9: what the sum runs over is not
    said, but 1 + 4 + 4 = 9 is.
    """
    found: list[_Said] = []
    before: tree.Node | None = None
    for one in statements:
        body = one.body if isinstance(one, tree.Statement) else None
        first = body.first if isinstance(body, tree.Chain) else None
        again = first is not None and first == before
        if again and isinstance(one, tree.Statement) and isinstance(body, tree.Chain):
            goes_on = replace(body, first=tree.Empty(span=body.first.span))
            found.append(replace(one, body=goes_on))
        else:
            found.append(one)
        is_open = isinstance(first, tree.BigOperator) and first.lower is None is first.upper
        before = first if is_open else None
    return found
