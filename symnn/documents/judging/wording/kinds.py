"""Words beside a definition that say what its names are: "with y one-hot", "potentials at nodes".

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
#: What may be named by a list or a matrix of numbers, and what it may belong to.
_THING: Final = (
    r"(?:(?:input|hidden|output|weight|bias|feature|target|label|state|initial|edge|node|design|data"
    r"|transition|adjacency|kernel|mean|covariance|error|row|column|random|training|test) )?"
    r"(?:inputs?|outputs?|weights?|biases|bias|features?|targets?|labels?|states?|parameters?"
    r"|coefficients?|potentials?|currents?|voltages?|activations?|logits?|scores?|gradients?"
    r"|embeddings?|tokens?|queries|keys|values|filters?|signals?|vectors?|matrix|matrices|points?"
    r"|nodes?|edges?|neurons?|units?|layers?|examples?|samples?|network|images?|pixels?|words?"
    r"|prediction|predictions|errors?|rewards?|hyperparameters?|variables?|unknowns?)"
)
_OF: Final = r"(?:at|of|on|in|to|for) (?:the |all |its |each )?"
_DESCRIBED: Final = regex(rf"(?:the |an? |its |our |some )?{_THING}(?: {_OF}{_THING})*")


def describes(clause: Clause) -> bool:
    """Whether the words behind a value only say what it is: x = (x_1, x_2) potentials at nodes."""
    texts = [" ".join(c.words.lower().split()).strip(" ,.;:()") for c in clause.conditions]
    bare = all(c.body is None for c in clause.conditions)
    return bool(texts) and bare and all(map(_DESCRIBED.fullmatch, texts))


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
