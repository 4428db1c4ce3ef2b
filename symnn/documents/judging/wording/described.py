r"""Words behind a definition that say what its value or its letters are: they restrict nothing.

`r(n) = n + 1 \text{ pieces of } \mathbb{R}`, `t(n) = (n - 1)s + k \text{ (stride } s\text{)}`
and `H = \tanh(N) \text{ elementwise}` give their names the formula everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree

#: What is counted, as far as nothing but a formula for the count can stand before it.
_COUNTED: Final = regex(
    r"(?:(?:linear|flat|connected|activation|distinct|different|possible|real|free|trainable"
    r"|learnable|hidden|output) )*"
    r"(?:parameters|weights|biases|neurons|units|regions|pieces|cells|segments|entries|connections"
    r"|multiplications|additions|coefficients|edges|faces|vertices|subsets|partitions|arrangements"
    r"|hyperplanes|functions|patterns|operations|dichotomies|orderings|permutations|paths)\b"
)
#: Words with which a phrase may tell when, or for which arguments, the formula is meant.
_TELLING: Final = regex(
    r"\b(?:if|when|whenever|while|for|unless|until|only|otherwise|else|elsewhere|except|provided"
    r"|providing|given|assuming|suppos\w*|such|whose|where|wherever|with|without|at|least|most"
    r"|more|fewer|less|than|even|odd|prime|positive|negative|nonzero|non-?\w+|not|no|never|any"
    r"|all|every|each|some|small|large|up|over|under|above|below|as|because|since|so|that"
    r"|then|is|are|has|have|holds?|instead|about|roughly|approximately|asymptotically|case|cases"
    r"|per|times|and|or|but)\b"
)
#: A noun before the letter it names, as in "stride s".
_ROLE: Final = regex(r"[(,; ]*(?:and |the |an? |with )*(?:[a-z]+[ -])?(?P<noun>[a-z]+) ?")
_NO_ROLES: Final = regex(
    r"\b(?:if|when|for|any|all|every|each|even|odd|prime|positive|negative|real|complex|whole"
    r"|integers?|numbers?|fixed|given|large|small|zero|nonzero|non|not|no|only|is|are|at|in|on|of"
    r"|from|to|by|as|over|under|where|whenever|unless|until|such|that|than|more|less|least|most"
    r"|except|otherwise|say|take|let|assume|assuming|suppose|provided|rational|natural|square"
    r"|invertible|symmetric|some|while)\b"
)
_ENDS: Final = frozenset({")", ").", "),", ");"})
_ENTRYWISE: Final = regex(
    r"\(?(?:(?:is |are )?(?:applied|taken|acting|computed|evaluated|meant|understood) )?"
    r"(?:element|component|entry|coordinate)[ -]?wise\)?"
)
#: What leads to the noun for a value.
_CALLED: Final = regex(
    r"(?:is|are|gives|denotes|counts|means|stands for) (?:the|an?|its) (?=[a-z])"
)
#: Where a sum of a matrix and a row has its value by the shapes alone.
_BROADCAST: Final = regex(
    r"\(? ?(?:with |where )?(?:§|the bias|the biases) ?(?:is |are |being )?"
    r"(?:added|broadcast|broadcasted|repeated|copied)(?: row-?wise| (?:to|over|across|along|for|in)"
    r" (?:each|every|all|the)(?: of the)?(?: batch)?"
    r" ?(?:rows?|examples?|samples?|batch|data points?)?(?: of §)?)? ?\)?"
)
_JOINING: Final = regex(r"\b(?:with|and|per|each)\b")
#: Functions that have a second meaning for matrices.
_OF_MATRICES: Final = frozenset(
    {"exp", "log", "ln", "sqrt", "sin", "cos", "sinh", "cosh", "det", "tr", "max", "min", "e"}
)


def without_descriptions(chain: tree.Chain, conditions: Sequence[Condition]) -> Sequence[Condition]:
    r"""The words behind a definition, if they may restrict it; otherwise none of them.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> def left(latex):
        ...     (statement,) = parse(latex).statements
        ...     said = [Condition(q.words, q.body) for q in statement.qualifiers]
        ...     return len(without_descriptions(statement.body, said))
        >>> left(r"r(n)=2^n \text{ subsets of } S"), left(r"r(n)=2^n \text{ subsets for } n>1")
        (0, 1)
    """
    if len(chain.links) != 1 or not conditions:
        return conditions
    first = conditions[0].words.strip(" ,").lower()
    if len(conditions) == 1 and conditions[0].body is None and _ENTRYWISE.fullmatch(first):
        return () if _is_by_entries(chain.links[0].operand) else conditions
    if _is_broadcast(conditions):
        return ()
    if not isinstance(chain.first, tree.Call):
        return conditions
    if _counts(first, conditions) or _names_letters(chain.first, first, conditions):
        return ()
    return () if _is_noun(first, conditions) else conditions


def _is_noun(first: str, conditions: Sequence[Condition]) -> bool:
    r"""Whether the words say what the value is called: "is the size of a stack of n layers"."""
    opening = _CALLED.match(first)
    words = [first[opening.end() :] if opening else first]
    words += [condition.words.lower() for condition in conditions[1:]]
    words = [_JOINING.sub(" ", text) for text in words]
    bodies = [condition.body for condition in conditions if condition.body is not None]
    return opening is not None and not any(
        [*map(_TELLING.search, words), *(not _is_amount(body) for body in bodies)]
    )


def _is_amount(body: tree.Node) -> bool:
    """A letter, a number, or a product of such, as in "n filters of F × F"."""
    parts = (tree.Name, tree.Number, tree.Product)
    return all(isinstance(part, parts) for part in tree.walk(body))


def _is_broadcast(conditions: Sequence[Condition]) -> bool:
    """Whether the words say how a row is added to a matrix: "(b is added to every row)"."""
    parts: list[str] = []
    for condition in conditions:
        if condition.body is not None and not isinstance(condition.body, tree.Name):
            return False
        parts += [condition.words.lower(), "§" if condition.body is not None else ""]
    return _BROADCAST.fullmatch(" ".join(" ".join(parts).split()).strip(" ,.;")) is not None


def _is_by_entries(value: tree.Node) -> bool:
    """Whether a function stands there that has no other meaning for matrices."""
    if isinstance(value, tree.Apply):
        head = tree.key(value.function) if value.power is None else None
    else:
        head = tree.key(value.head) if isinstance(value, tree.Call) else None
    return head is not None and head not in _OF_MATRICES


def _counts(first: str, conditions: Sequence[Condition]) -> bool:
    """Whether the words say what is counted, and nothing of when."""
    if _COUNTED.match(first) is None:
        return False
    return not any(
        _TELLING.search(c.words.lower()) or (c.body is not None and _relates(c.body))
        for c in conditions
    )


def _relates(node: tree.Node) -> bool:
    """Whether a relation stands in it, as in (n ≤ 3)."""
    return any(isinstance(part, (tree.Chain, tree.Logic)) for part in tree.walk(node))


def _names_letters(call: tree.Call, first: str, conditions: Sequence[Condition]) -> bool:
    """Whether brackets hold nouns with letters, none of them an argument of the function."""
    *named, last = conditions
    closed = last.body is None and last.words.strip() in _ENDS
    if not first.startswith("(") or not closed or not named:
        return False
    arguments = {tree.key(item) for item in call.arguments.items}
    for condition in named:
        key = tree.key(condition.body) if condition.body is not None else None
        words = condition.words.lower()
        if key is None or key in arguments:
            return False
        if _ROLE.fullmatch(words) is None or _NO_ROLES.search(words):
            return False
    return True
