"""Words beside a definition that say of what kind another name in it is: "with y one-hot".

Such words restrict nothing: the formula is that of its name wherever it stands.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.kind_words import KIND, KINDS
from symnn.latex import syntax as tree

#: What stands for a name in the words.
_NAME: Final = "§"
_SAID: Final = regex(
    rf"(?:(?:with|where|for|and|here) (?:{KINDS} {_NAME}(?! {KIND}| is| are| being)"
    rf"|{_NAME} (?:(?:is|are|being) )?{KINDS}) ?)+"
)


def says_kinds(clause: Clause) -> bool:
    """Whether all words beside a relation tell what kind the names are that it does not define.

    What is said of an argument is where a function has its formula: f(y) = 1 for one-hot y.
    """
    body = clause.statement.body if isinstance(clause.statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or not clause.conditions:
        return False
    own = {tree.key(part) for part in tree.walk(body.first)}
    words = []
    for condition in clause.conditions:
        named = condition.body is None or isinstance(condition.body, tree.Name)
        if not named or (condition.body is not None and tree.key(condition.body) in own):
            return False
        words += [condition.words, _NAME if condition.body is not None else ""]
    text = " ".join(" ".join(words).lower().replace(",", " ").split()).rstrip(" .;:")
    return _SAID.fullmatch(text) is not None
