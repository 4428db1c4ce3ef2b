r"""Slopes of what holds a letter that has no formula, and may depend on the variable all the same.

"S is the sum of all exponentials" tells no formula of S, but e^z/S is not a multiple of e^z. A
capital below that nothing defines may be such a normaliser, too, and in dy/dx the z of y = 3x + z.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.calculus.slopes_of_formulas import rests_on_itself
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree
from symnn.latex.meaning.behind import parts_behind
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.symbols import FUNCTION_WORDS

DEPENDS: Final = "a letter without a formula in what is derived may depend on the variable"
GIVEN_BEFORE: Final = "the value that was given for a slope in it may contradict its formula"
_CONSTANTS: Final = frozenset({"e", "pi", "i"})
#: Letters that stand for one variable beside another.
_VARIABLES: Final = frozenset({"x", "y", "z", "u", "v", "h"})
#: What is told in words and does not depend on a variable.
_FIXED: Final = regex(
    r"(?i)\b(?:constants?|fixed|parameters?|hyper-?parameters?|weights?|bias(?:es)?|coefficients?"
    r"|(?:number|count|amount) of|how many|counts?|targets?|labels?|inputs?|independent|given|rate"
    r"|real|positive|negative|nonzero|integers?|scalars?|any|arbitrary|temperature|data|variables?"
    r"|(?:sample|batch) size|not depend|one-?hot)\b"
)
#: What is made of other values.
_MADE: Final = regex(
    r"(?i)\b(?:sum|normali[sz]\w*|partition|denominator|total(?! (?:number|count|amount))|means?"
    r"|averages?|norms?|products?|functions? of|(?<!not )depends?|lengths?|variances?|deviations?"
    r"|integrals?|softmax|max\w*|output)\b"
)
_DRESS: Final = regex(
    r"\\(?:text\w*|math\w+|mbox|boldsymbol)\s*\{|\\(?:left|right)\b|\\[()\[\],;! ]|[${}*]"
)
_IS: Final = r"(?:,? ?(?:is|are|be|denotes?|stands for|means|represents|will be|being)\b)"


def unless_dependent(place: Place, clause: Clause, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries of a statement; a slope is left open where a letter may depend on its variable.

    Args:
        place: where it stands.
        clause: the statement.
        entries: one for each of its relations.
    """
    body = clause.statement.body if isinstance(clause.statement, tree.Statement) else None
    pairs = tuple(body.pairs()) if isinstance(body, tree.Chain) else ()
    slopes = [list(_slopes(left, link.operand)) for left, link in pairs]
    if not any(slopes):
        yield from entries
        return
    listed = list(entries)
    if len(listed) != len(pairs):
        yield from listed
        return
    for pair, own, entry in zip(pairs, slopes, listed, strict=True):
        false = entry.verdict == "refuted"
        open_ = false or entry.verdict == "proved"
        slopes_of = {tree.key(slope.operand or tree.Empty()) for slope in own}
        depends = open_ and any(_may_depend(place, slope, false, slopes_of) for slope in own)
        rests = (rests_on_itself(place, *pair, slope, false) for slope in own)
        if open_ and not depends and any(rests):
            entry = left_open(entry, GIVEN_BEFORE)
        yield left_open(entry, DEPENDS) if depends else entry


def _may_depend(
    place: Place, slope: tree.Derivative, false: bool, counted: Collection[str | None]
) -> bool:
    """Whether a letter in what is derived may depend on the variable.

    If a slope is true of letters that do not, one has to be told to be made of other values. A
    letter with a slope of its own in the claim is `counted`.
    """
    for name in _open_names(place, slope):
        if tree.key(name) in counted:
            continue
        words = _told(name, _plain_text(place))
        if any(_MADE.search(said) for said in words):
            return True
        if false and any(_FIXED.search(said) is None for said in words):
            return True
        if not false or words:
            continue
        capital = name.base.isupper() and len(name.base) == 1
        if capital and _stands_below(place, slope, name) and not _is_count(place, name):
            return True
        if not slope.partial and _is_variable(slope, name):
            return True
    return False


def _slopes(*sides: tree.Node) -> Iterator[tree.Derivative]:
    for side in sides:
        for part in tree.walk(side):
            if isinstance(part, tree.Derivative) and part.operand is not None:
                yield part


def _open_names(place: Place, slope: tree.Derivative) -> Iterator[tree.Name]:
    """The names without a formula in what is derived, but for the variables."""
    scope = place.state.scope
    own = {tree.key(variable) for variable in slope.variables}
    operand = slope.operand or tree.Empty()
    behind = list(parts_behind((operand,), scope.latest))
    known = [scope.latest(tree.key(part) or "") for part in behind if isinstance(part, tree.Name)]
    arguments = {p for one in known if one is not None for p in one.parameters or ()}
    heads = {tree.key(part.head) for part in behind if isinstance(part, tree.Call)}
    heads |= {tree.key(part.function) for part in behind if isinstance(part, tree.Apply)}
    heads |= {key for part in behind for key in _before_brackets(part)}
    for part in behind:
        key = tree.key(part) if isinstance(part, tree.Name) else None
        if not isinstance(part, tree.Name) or key is None or key in own | arguments | heads:
            continue
        function = part.base in SPELLINGS or part.base in FUNCTION_WORDS
        if not function and part.base not in _CONSTANTS and scope.latest(key) is None:
            yield part


def _before_brackets(node: tree.Node) -> Iterator[str | None]:
    """The f of f[x], which is a function."""
    if isinstance(node, tree.Product):
        for first, second in pairwise(node.factors):
            if isinstance(second, tree.Group) and second.fence == "[]":
                yield tree.key(first)


def _plain_text(place: Place) -> str:
    """The words around, without the marks of formulas."""
    return " ".join(_DRESS.sub(" ", place.state.source.text).split())


def _told(name: tree.Name, text: str) -> list[str]:
    """What is said that a letter is."""
    base = name.base.rpartition(" ")[2]
    letter = rf"(?<![A-Za-z\\_^])\\?{re.escape(base)}(?![A-Za-z'^])(?: ?_ ?\w+)?"
    behind = (
        rf"{letter} ?{_IS} (?P<said>(?:(?:the|an?|our|its|some|all|just|simply|here) )+[^.;=]*)"
    )
    before = rf"\b(?:the|an?|our|its) (?P<said>(?:[a-z-]+ ){{1,4}}){letter}(?= ?[a-z,.;])"
    found = [match["said"] for match in re.finditer(behind, text)]
    made = [match["said"] for match in re.finditer(before, text)]
    return found + [said for said in made if _MADE.search(said)]


def _stands_below(place: Place, slope: tree.Derivative, name: tree.Name) -> bool:
    """Whether a name stands below a fraction in what is derived."""
    for part in parts_behind((slope.operand or tree.Empty(),), place.state.scope.latest):
        below: tree.Node | None = None
        if isinstance(part, tree.Quotient):
            below = part.denominator
        elif isinstance(part, tree.Power) and isinstance(part.exponent, tree.Neg):
            below = part.base
        if below is not None and any(tree.key(n) == tree.key(name) for n in tree.walk(below)):
            return True
    return False


def _is_count(place: Place, name: tree.Name) -> bool:
    r"""Whether a letter counts the members of a sum somewhere: the N of \sum_{n=1}^N."""
    base = re.escape(name.base)
    counts = rf"\\(?:sum|prod)[^$]{{0,40}}?\^\s*\{{?\s*{base}|\\dots,? ?\S{{1,9}}_\{{?{base}\b"
    return re.search(counts, place.state.source.text) is not None


def _is_variable(slope: tree.Derivative, name: tree.Name) -> bool:
    """Whether dy/dx is of a y that holds another variable, which may change with x."""
    own = {variable.base for variable in slope.variables if isinstance(variable, tree.Name)}
    named = isinstance(slope.operand, tree.Name)
    return named and name.base in _VARIABLES and bool(own) and own <= {"x", "y", "z", "u", "v"}
