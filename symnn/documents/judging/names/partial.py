"""Definitions that hold under a condition in words: "f(x) = 2x for x < 0 and f(x) = 0 otherwise".

They are collected as the rows of one definition by cases; outside its rows it has no value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import Target
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

#: Why j = 1, 2, 3 beside z_j = w_j x_j claims nothing: the letter stays free for each member.
RUNS: Final = "it says what an index runs over"
_LETTERS: Final = frozenset("hijklmnpqrst")
_FIRST: Final = (0, 1)
#: What a value depends on in cases.
_VARIABLES: Final = frozenset("xyztsuvw")
#: Words before what an index runs over.
_EACH: Final = frozenset({"", "for", "for all", "for each", "for every", "for any", "where", "all"})
_REST: Final = frozenset({"otherwise", "else", "elsewhere", "in all other cases"})
#: So many numbers are the rows of a matrix.
_FEWEST: Final = 2
#: Words that say more of a matrix: what it is, what it has, how it is written.
_PLAIN: Final = regex(
    r"[ ,(]*(?:with (?:the |its |an? )?[a-z-]{4,}|(?:is|has|of|the|an?|whose|by|as|through|over"
    r"|from|which|and)\b)(?!.*\b(?:if|when|whenever|at|after|before|step|until"
    r"|otherwise|example|suppose|initial|old|new|instead|or)\b)"
)
#: Words that say what a value is, and those with which it holds in some cases only.
_CALLED: Final = regex(r"(?:is|are|denotes|counts|gives) (?:the|an?) [a-z]{3}")
_TOLD: Final = regex(
    r"\b(?:if|when|whenever|for|where|otherwise|else|at|only|unless|until|after|before|with"
    r"|while|provided|case|as long|except|not|step|example|suppose|old|new|limit|approximation"
    r"|estimate)\b"
)
#: Whose numbers they are: "in the numerical example", "for the worked example below".
_OF_EXAMPLE: Final = regex(
    r"(?:used |taken )?(?:in|for|of|as|is|are)(?: (?:the|a|an|our|this|all|following))*"
    r"(?: (?:numerical|numeric|worked|concrete|running|small|toy|little|simple|short))*"
    r" (?:examples?|claims?|calculations?|illustrations?|computations?|check)"
    r"(?: (?:below|above|here|that follows?))?"
)
_SINGLE: Final = frozenset({"=", "≠", "<", "≤", ">", "≥"})


def is_rest(condition: Condition) -> bool:
    """Whether the words stand for all other cases."""
    return condition.words.lower().strip(" ,.;()") in _REST


def _is_of_few(link: tree.Link) -> bool:
    r"""Whether it says which few numbers a letter may be: y \in \{-1, +1\} of a label."""
    return (
        link.relation == "∈" and isinstance(link.operand, tree.Group) and link.operand.fence == "{}"
    )


def is_about_constants(clause: Clause, defined: Target, link: tree.Link) -> bool:
    """Whether what stands beside a definition does not keep it to a part: `_bound_others`."""
    return (
        _is_given_by_numbers(clause, defined, link)
        or _bound_others(clause, defined)
        or _says_what_it_is(clause, defined)
        or _is_of_example(clause, link)
    )


def _is_of_example(clause: Clause, link: tree.Link) -> bool:
    """Whether words only say that numbers belong to an example: z = (1, 2) "in the example"."""
    for node in tree.walk(link.operand):
        if isinstance(node, (tree.Name, tree.Chain, tree.Text)) and not _is_turned(node):
            return False
    said = [c.words.strip(" ,.;()").lower() for c in clause.conditions]
    return bool(said) and all(
        condition.body is None and _OF_EXAMPLE.fullmatch(words) is not None
        for condition, words in zip(clause.conditions, said, strict=True)
    )


def _is_turned(node: tree.Node) -> bool:
    """Whether it is the sign of a transpose."""
    return isinstance(node, tree.Name) and node.base in ("T", "top", "intercal")


def _says_what_it_is(clause: Clause, defined: Target) -> bool:
    """Whether words call the value of a function by its name: "… is the length of n layers"."""
    if defined.parameters is None or not clause.conditions:
        return False
    words = [c.words.lower().strip(" ,()") for c in clause.conditions]
    bodies = (c.body for c in clause.conditions)
    told = any(isinstance(body, tree.Chain | tree.Cases) for body in bodies)
    return _CALLED.match(words[0]) is not None and not told and not any(map(_TOLD.search, words))


def _bound_others(clause: Clause, defined: Target) -> bool:
    """Whether all conditions beside a function bound other letters: f(x) = ax², a > 0.

    Then the function has its formula everywhere; so has z_j, j = 1, 2, for each of its indices, and
    g = h/p, 0 < p < 1, unless its letter is one that cases are told by: y = 2x, x > 0.
    """
    if clause.conditions and all(is_of_index(c.body, defined.key) for c in clause.conditions):
        return all(c.words.lower().strip(" ,()") in _EACH for c in clause.conditions)
    if defined.parameters is None and clause.conditions:
        inputs = (_is_of_inputs(c.body, defined.key) for c in clause.conditions)
        if all(inputs) and not any(c.words.strip(" ,()") for c in clause.conditions):
            return True
    if not clause.conditions or (defined.parameters is None and defined.known is not None):
        return False
    variables = _VARIABLES if defined.parameters is None else frozenset(defined.parameters)
    for condition in clause.conditions:
        chain = _unbracketed(condition.body)
        if not isinstance(chain, tree.Chain) or condition.words.strip(" ,()"):
            return False
        if len(clause.conditions) > 1 and all(map(_is_anywhere, chain.links)):
            continue
        if defined.parameters is not None and all(map(_is_of_tuples, chain.links)):
            continue
        if len(defined.parameters or ()) > 1 and all(map(_is_of_labels, chain.links)):
            continue
        if defined.parameters is None and all(map(_is_of_few, chain.links)):
            continue
        names = {tree.key(part) for part in tree.walk(chain)} - {None}
        whole = all(link.relation in "<>≤≥≠" or _is_within(link) for link in chain.links)
        if not names or names & variables or not whole:
            return False
    return True


def _is_given_by_numbers(clause: Clause, defined: Target, link: tree.Link) -> bool:
    """Whether words stand beside the rows of a new matrix, which has them whatever they say.

    Words such as "if" or "at" may tell of one of its values only.
    """
    if defined.parameters is not None or defined.known is not None or link.relation != "=":
        return False
    rows = link.operand.rows if isinstance(link.operand, tree.Matrix) else ()
    names = any(isinstance(part, tree.Name) for part in tree.walk(link.operand))
    if names or sum(map(len, rows)) < _FEWEST:
        return False
    return all(_PLAIN.match(c.words.lower()) is not None for c in clause.conditions)


def _unbracketed(node: tree.Node | None) -> tree.Node | None:
    """k > 0 of (k > 0)."""
    lone = isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1
    return node.items[0] if lone and isinstance(node, tree.Group) else node


def _is_anywhere(link: tree.Link) -> bool:
    """Whether something lies in ℝ or ℝ^n, which restricts it to nothing."""
    space = link.operand.base if isinstance(link.operand, tree.Power) else link.operand
    return link.relation == "∈" and space == tree.Name("R", font="bb")


def _is_of_labels(link: tree.Link) -> bool:
    r"""y \in \{-1, 1\}, or y \in \{0, 1\}: what labels are, of a loss in y and more."""
    if link.relation != "∈" or not isinstance(link.operand, tree.Group):
        return False
    bare = [n.operand if isinstance(n, tree.Neg) else n for n in link.operand.items]
    numbers = [n.value for n in bare if isinstance(n, tree.Number)]
    return link.operand.fence == "{}" and len(numbers) == len(bare) and set(numbers) <= {0, 1}


def _is_of_tuples(link: tree.Link) -> bool:
    """Whether something lies in {-1, 1}^2: the function has its formula at all these points."""
    space = link.operand.base if isinstance(link.operand, tree.Power) else None
    return link.relation == "∈" and isinstance(space, tree.Group) and space.fence == "{}"


def _is_within(link: tree.Link) -> bool:
    """Whether something lies in an interval or a list."""
    place = link.operand
    return link.relation == "∈" and isinstance(place, tree.Group) and len(place.items) > 1


def _is_of_inputs(chain: tree.Node | None, key: str) -> bool:
    """x_1, x_2 ∈ {0, 1} beside a formula in numbered inputs: y has that formula for all of them."""
    if not isinstance(chain, tree.Chain) or [link.relation for link in chain.links] != ["∈"]:
        return False
    first = chain.first
    items = first.items if isinstance(first, tree.Group) and first.fence == "" else (first,)
    keys = [tree.key(item) or "" for item in items]
    stem = keys[0].partition("_")[0]
    numbered = [f"{stem}_{number + 1}" for number in range(len(keys))]
    return len(keys) > 1 and keys == numbered and key not in (*keys, stem)


def by_cases(
    key: str,
    body: tree.Node,
    parameters: tuple[str, ...],
    conditions: Sequence[Condition],
    known: Binding | None,
) -> tree.Node:
    """The definition with one more case; unreadable where a case is none that can be tested.

    >>> from symnn.latex.syntax import Name, Unreadable
    >>> isinstance(by_cases("f", Name("x"), ("x",), (), None), Unreadable)
    True
    """
    span = body.span
    row = _row(body, parameters, conditions)
    if row is None:
        return tree.Unreadable(f"{key} is given under a condition in words", span=span)
    before: tuple[tree.Case, ...] = ()
    if known is not None and known.parameters == parameters and isinstance(known.body, tree.Cases):
        before = known.body.rows if known.body.rows[-1].condition is not None else ()
    if row.condition is None and not before:
        return tree.Unreadable(f"{key} is given for the rest of some cases", span=span)
    return tree.Cases((*before, row), span=span)


def _is_tested(link: tree.Link) -> bool:
    """Whether numbers can be told to meet it: a comparison, or x in an interval or a list."""
    within = link.operand
    listed = link.relation == "∈" and isinstance(within, tree.Group) and len(within.items) > 1
    return listed or link.relation in _SINGLE


def _row(
    body: tree.Node, parameters: tuple[str, ...], conditions: Sequence[Condition]
) -> tree.Case | None:
    if not conditions:
        return None
    condition, *more = conditions
    if more:
        inner = _row(body, parameters, more)
        if inner is None or inner.condition is None or is_rest(condition):
            return None
        body = tree.Cases((inner,), span=body.span)
    if is_rest(condition):
        return tree.Case(body, None, "otherwise", span=body.span)
    chain = _unbracketed(condition.body)
    if not isinstance(chain, (tree.Chain, tree.Logic)):
        return None
    if (each := _of_each(chain)) and len(each) > 1:
        first, *rest = (Condition("", one) for one in each)
        inner = _row(body, parameters, rest)
        return None if inner is None else _row(tree.Cases((inner,)), parameters, (first,))
    chains = [part for part in tree.walk(chain) if isinstance(part, tree.Chain)]
    used = {tree.key(n) for n in tree.walk(chain)}
    single = all(_is_tested(li) for part in chains for li in part.links)
    if not single or not used & set(parameters):
        return None
    return tree.Case(body, chain, "", span=body.span)


def _of_each(chain: tree.Node) -> list[tree.Node]:
    """p ∈ (0, 1) and q ∈ (0, 1) of p, q ∈ (0, 1)."""
    first = chain.first if isinstance(chain, tree.Chain) else None
    if not (isinstance(first, tree.Group) and first.fence == "" and isinstance(chain, tree.Chain)):
        return []
    return [replace(chain, first=item) for item in first.items]


def runs(chain: tree.Chain) -> bool:
    r"""Whether it is j = 1, 2, 3, j = 1, \dots, n, or j \in \{1, 2\}.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> def said(latex):
        ...     (statement,) = parse(latex).statements
        ...     return runs(statement.body)
        >>> [said(r"j=1,\dots,n"), said("j=0,1,2"), said(r"j\in\{1,2\}")]
        [True, True, True]
        >>> [said("x=1,2,3"), said("j=1,3"), said("j=(1,2)"), said("j=1")]
        [False, False, False, False]
    """
    if len(chain.links) != 1 or tree.key(chain.first) not in _LETTERS:
        return False
    (link,) = chain.links
    fences = {"=": ("",), "∈": ("{}",)}.get(link.relation, ())
    group = link.operand
    if not isinstance(group, tree.Group) or group.fence not in fences or len(group.items) < 2:
        return False
    return _is_row(group.items)


def _is_row(items: tuple[tree.Node, ...]) -> bool:
    """1, 2, 3 or 1, 2, …, n from 0 or 1 on."""
    dots = [place for place, item in enumerate(items) if isinstance(item, tree.Dots)]
    if len(dots) > 1 or (dots and not 0 < dots[0] == len(items) - 2):
        return False
    shown = items[: dots[0]] if dots else items
    numbers = [item.value for item in shown if isinstance(item, tree.Number)]
    counted = len(numbers) == len(shown) and numbers[0] in _FIRST
    return counted and all(b - a == 1 for a, b in pairwise(numbers))


def is_of_index(chain: tree.Node | None, key: str) -> bool:
    """Whether a condition says what the index of a name runs over: z_j for j = 1, 2."""
    if not isinstance(chain, tree.Chain) or not runs(chain):
        return False
    return (tree.key(chain.first) or "") in key.partition("_")[2]
