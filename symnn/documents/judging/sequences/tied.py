r"""Families that are not free: x_t \in \{-1, 1\}, f_t + i_t = 1, |u_k| = 1, "a constant input".

What is false at numbers that nobody said a family may have may be true of those that it has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.memberships.indices import items_of
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sequences.indices import members
from symnn.documents.judging.sequences.memory import Memory
from symnn.documents.judging.wording.clauses import Clause
from symnn.latex import syntax as tree

_REALS: Final = frozenset({"R", "bb R"})
_WORDS: Final = regex(
    r"(?i)\b(?:either|bits?|binary|boolean|signs?|spins?|integers?|whole numbers?|constants?|equal"
    r"|same|identical|alternat\w+|orthogonal\w*|orthonormal\w*|unit|normali[sz]ed|nonzero|non-zero"
    r"|zeros?|ones|sums?|adds?|distinct|between|at most|at least|never|always|sorted|increasing"
    r"|decreasing|monoton\w+|one-hot|bounded|periodic\w*|symmetric\w*|labels?)\b"
)
#: Of a sequence without its letter.
_SEQUENCE: Final = regex(
    r"(?i)\b(?:constant|binary|alternating|periodic|identical|equal|same) (?:inputs?|signals?"
    r"|sequences?|gates?|weights?|rates?|steps?|coefficients?|terms?)\b"
    r"|\b(?:inputs?|signals?|gates?|rates|coefficients|terms) (?:\w+ ){0,3}(?:constant|equal"
    r"|identical|the same|binary|bits|signs|alternat\w+|periodic)\b"
)


def note_tied(memory: Memory, clauses: Sequence[Clause]) -> None:
    """Note which families relations tie that are no formulas for one of them.

    Args:
        memory: the families.
        clauses: what is said, with its conditions.
    """
    for clause in clauses:
        statement = clause.statement
        if isinstance(statement, tree.Statement):
            for node in (statement.body, *(q.body for q in statement.qualifiers)):
                if isinstance(node, tree.Chain):
                    _note(memory, node)


def _note(memory: Memory, node: tree.Chain) -> None:
    relations = {link.relation for link in node.links}
    if relations <= {"∈"} and _is_real(node.links[0].operand):
        return
    if relations & {"<", "≤", ">", "≥"} and all(map(_is_plain, _sides(node))):
        return
    found = memory.member(node.first)
    if relations <= {"=", ":=", "≡", "≈", "←"} and found is not None:
        return
    inside = [one for one in members(node, frozenset(memory.labelled)) if one.indices]
    places = Counter(_base(key) for key, _ in {(one.key, one.indices) for one in inside})
    memory.tied |= {
        _base(one.key)  # \beta_2 alone is no family
        for one in inside
        if places[_base(one.key)] > 1 or any(index.letters for index in one.indices)
    }


def is_tied(text: str, memory: Memory, found: Judgement) -> bool:
    """Whether a counterexample chooses numbers for what is not free.

    Args:
        text: the document.
        memory: the families.
        found: what is found.
    """
    given = {name for name, _ in found.counterexample or ()}
    names = {_base(name) for name in given}
    members_of = {_base(name) for name in given if "_" in name or "^" in name}
    if members_of & memory.tied or (names and _SEQUENCE.search(text) is not None):
        return True
    return any(_is_said_of(text, name) for name in sorted(names))


@lru_cache(maxsize=64)
def _is_said_of(text: str, name: str) -> bool:
    """Whether a sentence about a family alone has such words."""
    sign = re.escape(name)
    spelled = rf"\$\s*(?:\\math\w+\s*\{{\s*)?\\?{sign}(?:\s*\}}|[_^][^$=]{{0,12}})*\s*\$"
    return any(
        _WORDS.search(sentence) is not None and re.search(spelled, sentence) is not None
        for sentence in re.split(r"[.;!?]\s|\n\s*\n", text)
    )


def _sides(chain: tree.Chain) -> list[tree.Node]:
    return [chain.first, *(link.operand for link in chain.links)]


def _is_plain(node: tree.Node) -> bool:
    """Whether it is a name, or several, or the number 0 or 1: what ranges are made of."""
    if isinstance(node, tree.Number):
        return node.value in (0, 1)
    return all(isinstance(part, tree.Name) for part in items_of(node))


def _is_real(node: tree.Node) -> bool:
    base = node.base if isinstance(node, tree.Power) else node
    return tree.key(base) in _REALS


def _base(key: str) -> str:
    return key.partition("^")[0].partition("_")[0].removeprefix("bold ")
