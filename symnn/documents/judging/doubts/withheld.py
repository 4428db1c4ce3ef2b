"""When a refutation is withheld, because the author may well have meant something true.

An equation may be posed to be solved, an inequality may be a condition, and a number may have
been computed from others before they were rounded. A false alarm costs more than silence.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, TypeGuard

from symnn.deferred import regex
from symnn.documents.judging.doubts.decimals.figures import figure_doubt, is_literal
from symnn.documents.judging.doubts.linear import is_row_of_system
from symnn.documents.judging.doubts.meanings.brackets import (
    always_called,
    has_number_of_variable,
    is_put_in_later,
    lists_names,
    may_be_function,
    may_be_taken_at,
    says_slope_of_argument,
)
from symnn.documents.judging.doubts.values import bounds, supposed
from symnn.documents.judging.equations.sought import is_solution, is_sought_in_column
from symnn.documents.judging.names.definitions import (
    DEFINING,
    computed,
    given_names,
    is_arithmetic,
    is_array,
)
from symnn.documents.judging.notations.other_ways import in_any_notation
from symnn.documents.judging.notations.spellings import spelling_doubt
from symnn.documents.judging.placing import NEAR, Place
from symnn.documents.judging.relations import RELATIONS, Judgement, Side
from symnn.documents.judging.sets.collections import is_of_residues
from symnn.documents.judging.wording.impossible import SUPPOSED
from symnn.documents.judging.wording.openings import last_word, opens
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.between import bound_letters
from symnn.latex.meaning.scope import Binding

POSED: Final = "it may be an equation to solve or a condition: its names may be unknown here"
_COUNTS: Final = (tree.Binomial, tree.Factorial)
_GIVEN: Final = frozenset({"with", "w/", "given", "at"})
_SENTENCE_END = regex(r"[.!?:;](?=\s|$)")
_POSES = regex(
    r"\b(boundar\w*|hyperplanes?|planes?|lines?|curves?|equations?|solv\w+|roots?|satisf\w+"
    r"|constraints?|conditions?|such that|subject to|require\w*|corresponds? to|typos?)\b"
)
_LOOKS_FOR: Final = regex(
    r"\bfind\b[^.]*\b(solutions?|functions?|curves?)\b|\b(?:(?:root|zero|solution)s? (?:of|to)"
    r"(?: \w+){0,2}|solv\w+(?:(?: (?:the|an?|this))?(?: \w+)?| .*equations?))\W*$"
)
#: Words that announce values of other things than those at hand.
_NEW = regex(
    r"\b(let|suppos\w+|assum\w+|consider|instead|another|others?|next|second|third|new|different"
    r"|say|take|taking|choos\w+|pick|if|when|case|example|inputs?|samples?|points?|imagine|every)\b"
)
#: Words behind which an array is given, as in "onto the vector v = (1, 1)", or a bound.
_OF_WHAT: Final = regex(r"\b(between|vectors?|matri(x|ces)|points?)\W*(and( also)?\W*)*$")
_RESULTS: Final = regex(
    r"\b(get|gets|obtain\w*|gives?|yields?|becomes?|is|are|result\w*|found|find|so|thus|hence)\b"
)
_ASSERTS: Final = regex(
    r"\b(have|has|holds?|then|so|thus|hence|therefore|obeys?|identity|inequality|law|note|recall"
    r"|clearly|indeed|moreover|also|gives?|yields?|shows?|follows|that|is|get|obtain|find|rule"
    r"|reads?|namely|states?|bounds?|derivative|function|theorem|lemma|and)\W*$"
)
#: How a sentence goes on behind a relation that it asserts.
_GOES_ON: Final = regex(
    r"(which|so|since|because|by|as|and|where|in particular|see|from|using|due"
    r"|for (all|every|any))\b"
)
_ASKS: Final = regex(
    r"\b(which|what|when\w*|where\w*|whether|find|determine|investigate|range|region|interval|only"
    r"|those|until|as long as|provided|should|must|want|need|try|trying|test\w*)\b"
)
_SHARE: Final = regex(r"\b(correlation|determination|explained|r-squared)\b")
#: Words that take values out of a statement for all of them.
_EXCEPTS = regex(
    r"\b(except\w*|unless|apart from|other than|save for|excluding|but not|as long as|provided"
    r"|only (if|when|for)|if and only if|with the exception|almost (all|every\w*)|most|some"
    r"|not (all|every|always)|generic\w*|typically|usually|in general not|sometimes|often)\b"
)


def withhold(
    place: Place,
    found: Judgement,
    sides: tuple[Side, Side],
    left: tree.Node,
    link: tree.Link,
    worked: bool,
) -> Judgement:
    """The judgement, or an undecided one with the doubt, for a relation that was refuted."""
    equation = RELATIONS[link.relation] in ("=", "≈")
    here = tree.Empty(span=link.relation_span) if left is place.state.last else left
    from symnn.documents.judging.doubts.meanings import beside

    spelling = spelling_doubt(place.latex, here, link)
    spelling = spelling or beside.beside_doubt(place, sides, left, link)
    if spelling is not None:
        return Judgement("undecided", reason=spelling)
    if _is_called_wrong(place.formula):
        return Judgement("undecided", reason="the words around it speak of it as wrong")
    parts = [n for side in (left, link.operand) for n in tree.walk(side)]
    if any(may_be_taken_at(place, n) or has_number_of_variable(place, n) for n in parts):
        text = "a number in brackets behind a formula may be where it is taken, or a factor"
        return Judgement("undecided", reason=text)
    matrices = all(isinstance(node, tree.Matrix) for node in (left, link.operand))
    blocks = any(map(beside.is_of_blocks, sides)) and not beside.has_other_shape(sides)
    carried_out = any(isinstance(n, (tree.Sum, tree.Product)) for n in tree.walk(left))
    if matrices and RELATIONS[link.relation] != "≈" and not (blocks or carried_out):
        return Judgement("undecided", reason="two matrices side by side may be row operations")
    words, named = _words_before(place.formula), computed(left) or computed(link.operand)
    told = isinstance(left, (tree.Name, tree.Call)) and is_literal(link.operand)
    wanted = told and supposed.is_wanted(words, place.formula.after.lower())
    if wanted or supposed.is_supposed(words, named) or bounds.is_given_above(place):
        return Judgement("undecided", reason=SUPPOSED)
    put_in = zero(link.operand) and bounds.are_put_in(place, parts)
    if not (put_in or bounds.is_said_of_others(place, left)) and (
        _LOOKS_FOR.search(_sentence(place.formula)[0])
        or is_row_of_system(place.latex, left, link.operand)
        or is_sought_in_column(place, left)
        or is_solution(place, left, link)
        or _may_be_posed(place, left, link, worked)
        or _is_described(place, left, link)
    ):
        return Judgement("undecided", reason=POSED)
    anew = _given_anew(place, left, link) if equation else None
    if anew is not None:
        return Judgement("undecided", reason=anew)
    if not equation and (
        _bounds_far_number(place, left, link) or bounds.is_range(place, left, link)
    ):
        return Judgement("undecided", reason="it may be a condition on a number in it")
    if not equation and (_is_given(place, left) or _is_given(place, link.operand)):
        return Judgement("undecided", reason="it may be a condition on a name")
    if not place.formula.display and opens(place.formula.before):
        return Judgement("undecided", reason="the words before it make it a condition")
    if link.relation == "=?":
        return Judgement("undecided", reason="it asks whether the two sides are equal")
    found = figure_doubt(place, found, sides, left, link) if equation else found
    return in_any_notation(place, found, left, link)


def _is_given_with(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """With |w| = 1.2 you would …: a quantity of one name that is given another value."""
    if place.formula.display or last_word(place.formula.before) not in _GIVEN:
        return False
    kinds = (tree.Abs, tree.Norm, tree.Power, tree.Name)
    given = given_names(place.state.scope, tree.walk(left))
    return isinstance(left, kinds) and bool(given) and not computed(link.operand)


def _given_anew(place: Place, left: tree.Node, link: tree.Link) -> str | None:
    """Why an equation may say what the names in it are here, whatever they were before."""
    if _is_given_with(place, left, link):
        return "the words before it may give it this value"
    if may_be_function(place, left):
        return "the name before the brackets may be a function here"
    if (told := _told(place, left)) is not None:
        return told
    if any(
        _is_given(place, a, literal=True) and not computed(b) and tree.key(b) is None
        for a, b in ((left, link.operand), (link.operand, left))
    ):
        return "the name may be given a new value here"
    if _is_power_of_given(place, left) and not _has_names(link.operand):
        return "the name in it may be given a new value here"
    if lists_names(place, left) and is_literal(link.operand):
        return "the names in it may be given new values here"
    return None


def _told(place: Place, left: tree.Node) -> str | None:
    if not place.state.told:
        return None
    from symnn.documents.judging.doubts.meanings.primes import told_before

    return told_before(place, left)


def withhold_general(place: Place, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """The same for a statement for all values, which is no equation to solve."""
    spelling = spelling_doubt(place.latex, left, link)
    if spelling is not None:
        return Judgement("undecided", reason=spelling)
    if _is_called_wrong(place.formula):
        return Judgement("undecided", reason="the words around it speak of it as wrong")
    primed = isinstance(left, tree.Call) and isinstance(left.head, tree.Prime)
    if primed and (told := _told(place, left)) is not None:
        return Judgement("undecided", reason=told)
    if not place.formula.display and opens(place.formula.before):
        return Judgement("undecided", reason="the words before it make it a condition")
    if any(_EXCEPTS.search(words) for words in _sentence(place.formula)):
        return Judgement("undecided", reason="the words around it except some values")
    lone = tree.key(left) is not None and is_literal(link.operand) and link.relation != "="
    lone = lone and not bounds.is_said_of_others(place, left)
    text = (
        "it may be a condition on a name" if lone else bounds.supposition(place, found, left, link)
    )
    if text is not None:
        return Judgement("undecided", reason=text)
    if says_slope_of_argument(place, left, link):
        text = "the prime may be meant of what stands in the brackets"
        return Judgement("undecided", reason=text)
    if is_of_residues(place):
        return Judgement("undecided", reason="the words near it speak of another arithmetic")
    if (head := always_called(place, left, link.operand)) is not None:
        return Judgement("undecided", reason=f"{head} before brackets may be a function")
    if is_put_in_later(place, left, link):
        text = "the number in the brackets may be put in later"
        return Judgement("undecided", reason=text)
    return found


def _is_described(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """w·x + b = 0, or the equation of a line, a constraint: the names in it stand for any value."""
    parts = [*tree.walk(left), *tree.walk(link.operand)]
    given = given_names(place.state.scope, parts)
    if all(k.computed for k in given):
        return False
    posed = any(map(_POSES.search, _sentence(place.formula)))
    return posed or (zero(link.operand) and not _is_of_arrays(place, given))


def _is_of_arrays(place: Place, given: Collection[Binding]) -> bool:
    """u·v = 0 of two vectors that are given, and of no w and x: nobody solves it for them."""
    arrays = len(given) > 1 and all(is_array(k.body) and not k.computed for k in given)
    keys = {k.key.partition("_")[0] for k in given}
    return place.formula.display and arrays and not keys & {"w", "x", "W", "X"}


def speaks_of_new_values(formula: Formula) -> bool:
    """Whether the words before a formula announce other values, or suppose something."""
    words = re.sub(r"\$[^$]*\$", " ", _sentence(formula)[0])
    given = _OF_WHAT.search(words) is not None and not _RESULTS.search(words)
    return given or _NEW.search(_words_before(formula)) is not None


def _words_before(formula: Formula) -> str:
    """The words between a formula and the one before it, in its sentence, in lower case."""
    return re.split(r"\$|\\\)|\\\]", _sentence(formula)[0])[-1]


def zero(node: tree.Node) -> bool:
    """Whether a side is a bare 0.

    Examples:
        >>> zero(tree.Number("0", 0)) and not zero(tree.Empty())
        True
    """
    return isinstance(node, tree.Number) and node.value == 0


def _is_called_wrong(formula: Formula) -> bool:
    """Whether the sentence says that it does not hold."""
    return supposed.is_called_wrong(*_sentence(formula))


def may_be_posed_in_words(formula: Formula) -> bool:
    """Whether the words around a formula make it a condition, a problem, or speak of an error."""
    before, after = _sentence(formula)
    posed = _POSES.search(before) or _POSES.search(after) or opens(before)
    return bool(posed) or _is_called_wrong(formula)


def supposes(formula: Formula) -> bool:
    """Whether the words around a formula suppose it, ask for it, or leave open why it stands there.

    Only plain words of assertion leave none of that open, or no words at all.
    """
    before, after = _words_before(formula).strip(), _sentence(formula)[1]
    after = re.split(r"\$|\\\(|\\\[", after)[0].strip(" ,;:*_\n")
    if supposed.SUPPOSES.search(before) or _ASKS.search(before) or "?" in formula.after[:3]:
        return True
    plain = not re.search(r"[a-z]{2,}", before) or _ASSERTS.search(before) is not None
    ends = not re.search(r"[a-z]{2,}", after) or _GOES_ON.match(after) is not None
    return not (plain and ends) or may_be_posed_in_words(formula)


def has_words_around(formula: Formula) -> bool:
    """Whether words of any language stand in the sentence of a formula, before or after it."""
    after = re.split(r"\$|\\\(|\\\[", _sentence(formula)[1])[0]
    return any(re.search(r"[^\W\d_]{2,}", words) for words in (_words_before(formula), after))


def _sentence(formula: Formula) -> tuple[str, str]:
    """The words of a formula's sentence before and after it, in lower case."""
    before = (formula.before.strip() or formula.lead_words).lower().rstrip(" :\n")
    after = formula.after.lower()
    return _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after, maxsplit=1)[0]


def _is_given(place: Place, node: tree.Node, literal: bool = False) -> bool:
    """Whether a node is a name that was given its value, as a bare number or list if so asked."""
    return tree.key(node) is not None and any(
        not k.computed and (not literal or _is_bare(k.body))
        for k in given_names(place.state.scope, (node,))
    )


def _is_power_of_given(place: Place, node: tree.Node) -> bool:
    """R^2 with a number R given well above: it may be a quantity of its own, or say what R is."""
    if not isinstance(node, tree.Power) or not isinstance(node.exponent, tree.Number):
        return False
    known = given_names(place.state.scope, (node.base,))
    line = place.state.source.position(place.formula.start).line
    numbers = [k for k in known if not k.computed and isinstance(k.body, (tree.Number, tree.Neg))]
    other = _SHARE.search(_sentence(place.formula)[0]) is not None
    return any(is_literal(k.body) and (other or line - k.line > NEAR) for k in numbers)


def _has_names(node: tree.Node) -> bool:
    return any(isinstance(part, tree.Name) for part in tree.walk(node))


def _bounds_far_number(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """4/√n < 0.01: whether an inequality has a number in it that was not given just above."""
    line = place.state.source.position(place.formula.start).line
    given = given_names(place.state.scope, [*tree.walk(left), *tree.walk(link.operand)])
    return any(
        not k.computed and is_literal(k.body) and not _is_near(place, k, line) for k in given
    )


def _is_bare(node: tree.Node) -> bool:
    """A number, or a list of numbers, with nothing to work out."""
    return is_literal(node) and not any(isinstance(n, tree.Sum) for n in tree.walk(node))


def _may_be_posed(place: Place, left: tree.Node, link: tree.Link, worked: bool) -> bool:
    """Whether a false equation may be one to solve, its names unknown again.

    So it may be if a name in it was simply given, in another section or as the only name here,
    and no numbers are put in. A vector given here is no unknown, nor is a number while another
    name is worked out.
    """
    both = [*tree.walk(left), *tree.walk(link.operand)]
    at_data = place.formula.display and bounds.is_at_data(place, left, link.operand)
    if (
        any(isinstance(n, _COUNTS) for n in both)
        or at_data
        or bounds.is_slope_at_values(place, left, link.operand)
    ):
        return False  # nobody solves for the size of a set
    line = place.state.source.position(place.formula.start).line
    counts = {tree.key(n.upper) for n in both if _runs_over_data(n) and n.upper is not None}
    settled = {*counts, *place.assumed.values, *bound_letters(left, link.operand)}
    given = tuple(k for k in given_names(place.state.scope, both) if k.key not in settled)
    if place.formula.display and is_literal(link.operand) and "\\\\" not in place.latex:
        given = tuple(k for k in given if k.version <= place.state.since)  # α = 0.9: …
    loose = [k for k in given if not (k.computed or is_array(k.body) or is_arithmetic(k.body))]
    scalars = [k for k in loose if is_literal(k.body)]
    if len(scalars) > 1 and isinstance(left, (tree.Matrix, tree.Group)) and is_literal(left):
        return True  # [5, 6] = a [1, 2] + b [2, 1]: the combination is looked for
    if any(isinstance(n, (tree.Matrix, tree.Group)) and _has_numbers(n) for n in both):
        worked_out = any(k.computed for k in given)
        return not worked_out and any(line - k.line > NEAR for k in loose)
    given = tuple(
        k
        for k in given
        if not (
            place.state.is_in_force(k)
            and not (bounds.is_unit(link.operand) and not bounds.is_of_matrix(left, k))
            and (worked or (is_array(k.body) and _is_near(place, k, line)))
        )
    )
    if len(given) == 1 and not any(k.computed for k in given):
        if link.relation not in DEFINING and is_arithmetic(given[0].body):
            return False  # M = 9 · 64 + 9 · 128, M ≈ 2 · 10³: nobody looks for an M
        return not any(isinstance(n, tree.Number) and n.decimals for n in both)
    return any(not k.computed and not place.state.is_in_force(k) for k in given)


def _runs_over_data(node: tree.Node) -> TypeGuard[tree.BigOperator]:
    """A sum of y_1 to y_n, whose n is no unknown."""
    if not isinstance(node, tree.BigOperator) or tree.key(node.upper or tree.Empty()) is None:
        return False
    parts = tree.walk(node.body)
    return any(isinstance(part, tree.Name) and part.subscript is not None for part in parts)


def _is_near(place: Place, known: Binding, line: int) -> bool:
    """Whether a name keeps its value here: an array with little prose since, a number nearby."""
    if is_array(known.body):
        return place.state.is_at_hand(known, line)
    return line - known.line <= NEAR


def _has_numbers(node: tree.Matrix | tree.Group) -> bool:
    cells = node.items if isinstance(node, tree.Group) else [c for row in node.rows for c in row]
    return len(cells) > 1 and any(isinstance(n, tree.Number) for n in tree.walk(node))
