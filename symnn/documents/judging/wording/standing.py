"""How a relation stands in its formula, and the formula in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.decimals.rounding import is_scientific
from symnn.documents.judging.names.partial import RUNS, runs
from symnn.documents.judging.notations.numerals.units import is_marked
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side
from symnn.documents.judging.wording.beginnings import goes_on_from_line
from symnn.documents.phrases.sentences import is_hedged
from symnn.documents.regions import Formula
from symnn.exact.expression import Expr
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Binding

#: Relations that claim no equality and no order, with what they do.
DECLARATIONS: Final = {
    "∈": "says where a name lives",
    "∉": "says where a name does not live",
    ":": "says what kind of thing a name is",
    "→": "an arrow gives data or a map; no value is claimed",
    "↦": "an arrow gives data or a map; no value is claimed",
    "←": "an update",
    "~": "says how something is distributed",
    "∝": "says only that two things are proportional",
}
#: Relations between two statements that come to the same thing.
_ALIKE: Final = frozenset({"≅", "≡", "~", "≃"})
#: Words beside a formula that make it one case of several.
_CASES: Final = frozenset(
    {"if", "case", "when", "whenever", "unless", "otherwise", "else", "elsewhere"}
)

#: For $x > 0$: behind a formula, where it holds.
_FOR_SOME: Final = regex(r"(?i)\s*\(?(?:for|on|where|at|in)\s+\$[^$]*(?:[<>=]|\\(?:[lg]e|ne|in)\b)")
#: For $x$ slightly less than 2: the formula on one side of a point.
_BESIDE: Final = regex(
    r"\bfor [^.;]*\b(slightly|less than|greater than|left of|right of)\b[^.;]*:\s*$"
)
#: If all z_i are equal, then …: a condition that gives no value.
_UNDER: Final = regex(r"(?:^|[.;:!?]\s+)(?:if|whenever|when)\b[^.;:!?=]*,? then\s*$")
#: The terms with b = 0 vanish: some of several, whose b has that value.
_PICKED: Final = regex(
    r"\b(?:terms?|summands?|those|ones|indices|entries|points|positions|pairs|states|elements"
    r"|vertices|neighbou?rs|outcomes|rows|columns) (?:with|where|having)\s*$"
)
#: Words behind which both sides of a relation are said to be what is spoken of.
_COPULAS: Final = frozenset(
    {"is", "are", "equals", "gives", "yields", "has", "have", "needs", "need", "takes", "contains"}
)
#: Words before a formula that leave it a plain assertion.
_HARMLESS_LEADS: Final = frozenset(
    {"let", "so", "then", "thus", "hence", "therefore", "and", "where", "with", "we", "get"}
    | {"have", "now", "i.e.", "is", "that", "gives", "or"}
)
#: Words behind which a value is not taken: the domain already excludes x = 1.
#: A range before a formula, and the argument of the function that is given by it.
_FOR_LET: Final = regex(
    r"(?i)(?:\b(?:for|if|when|where|whenever|on)\s+(?:all\s+)?\$(?P<range>[^$]*(?:[<>≤≥]|\\[lg](?:eq?"
    r"|eqslant|t)(?![A-Za-z])|\\neq?(?![A-Za-z]))[^$]*)\$"
    r"|\bfor\s+(?:all\s+)?(?:(?:strictly|non-?)\s*)?(?:negative|positive|zero|odd|even|small|large|other)"
    r"\s+(?:values of\s+)?\$(?P<kind>[^$]{1,12})\$)\s*,?\s+(?:we\s+)?(?:let|set|define|put"
    r"|have|take|write|use)\s*$"
)
_ARGUMENT: Final = regex(r"\s*\\?[A-Za-z]+(?:_\w)?\s*\(\s*(?P<of>[A-Za-z])\s*\)\s*=")
_LEFT_OUT: Final = regex(
    r"\b(?:excludes?|excluded|excluding|except(?: (?:for|at|when|where|if))?|avoids?|avoiding"
    r"|forbids?|rules? out|ruling out|other than|apart from)\s*$"
)
#: Words of sentences that may deny a value.
_MAY_DENY: Final = regex(
    r"(?i)\b(?:not|never|no|without|neither|nor|unlike|instead|rather|opposed|contrary|tempting"
    r"|wrong\w*|incorrect\w*|false\w*|erroneously|illegal|mistake|misconception|fallacy|pitfall|errors?"
    r"|think|expect|guess|believe|conclude|suspect|fails|cannot|impossible)\b"
)
#: Words that pick out where an equation holds, in English and in Chinese.
_SUCH: Final = regex(r"(\b(such that|so that|for which|at which|satisf\w+)|使|使得|满足|滿足)$")
#: Words of sentences that are judged as a whole: on systems, gates, growth, counts and others.
_SENTENCES: Final = (
    r"\\iff|\\(?:Longl|L)eftrightarrow|\\(?:text|mbox)[^{]{0,4}\{[^{}]*\b(?:solvable|solutions?"
    r"|(?:in)?consistent|solved|basis|spans?|generates?|X?N?OR|N?AND|suffices?|sufficient|necessary"
    r"|largest|smallest|m..im(?:um|al)|for (?:some|no|at least one|all inputs)|never|impossible"
    r"|at some|there (?:is|are|exists)|shape|size|defined|vectors?|patterns?"
    r"|possible|threshold|outputs?|padding|loss|cross-entropy|uniform|logits|deviation|variance|cross-correlation|states?|dimensions?|entries|parameters|solves?|satisfies|weights|layer|percent|[di][en]creas\w+|falls"
    r"|grows|rises|shrinks|depends?|(?:in)?dependent|change|vary|only|exactly|inputs|multiples"
    r"|convex|concave|echelon|boundary|energy|doubl\w+|halv\w+|tripl\w+|exceeds|entropy|precision"
    r"|recall|accuracy|maps|length|undefined|makes?|rows|columns|joints?|kinks?|breakpoints?|jacobian|Jacobian|whenever|when|if|precisely|just|fires?|biases|bits|computes?|diagonal"
    r"|both|lies?|lives?|identity|trace|row|column|entry|number|coefficients|monomials|classifiers|discriminants?|functions|updates?|updated|steps|batches|ways|labell?ed|(?:sub-?)?networks|masks?|models|edges|vertices|corners|faces|nodes|leaves|terms|clauses|regions|pieces|parts|connections"
    r"|multiplications|additions|elements|components|points|permutations|orderings|paths|runs|equivalent|symmetries|positions|numbers|pixels|values|distances|levels|cells|pooling|windows?"
    r"|kernels?|filters?|receptive|layers|convolutions?|stride|bytes|memory|[KMG]i?B|FLOPs|operations|epochs?|errors?|misclassified|mistakes|correct|router|experts|tying|effective|separable|perceptron)\b"
)
#: Formulas in which something may follow from premises.
_PREMISES: Final = (
    r"|\\(?:implies|(?:Longr|R)ightarrow)(?![A-Za-z])|:\s*\\q?quad|:\s*\\[ ,;]"
    r"|\\(?:text|mbox)\s*\{\s*(?:[Ii]f|[Ff]or|[Ww]hen(?:ever)?|[Ll]et|[Ww]ith)\b"
    r"|(?<![A-Za-z])(?:Var|Std)\b|\\mathbb\s?\{?\s?V(?![A-Za-z])"
)
SENTENCE_WORDS: Final = regex(_SENTENCES)
JUDGED_WHOLE: Final = regex(_SENTENCES + _PREMISES)
#: Words with a verb behind a relation.
SAYS_MORE: Final = regex(r"[=<>q].*\\(?:text|mbox)\s*\{[^{}]*\b(?:is|are|has|have)\b")


def asks(formula: Formula) -> bool:
    """Is 6 in {7, 8}? Whatever the answer, the formula claims nothing."""
    return formula.after.lstrip(" )").startswith("?")


def has_company(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a relation is only a part of its formula."""
    before, after = place.latex[: left.span.start], place.latex[link.operand.span.end :]
    return any(text.strip(" \n.,;{}&") for text in (before, after))


def continues_sum(place: Place, first: tree.Node) -> bool:
    """Whether a display opens with a plus sign: no author writes +3 + 4 = 7 by itself."""
    if not place.formula.display:
        return place.latex.lstrip().startswith("+")
    return opens_with_plus(place, first) and isinstance(first, tree.Sum)


def is_asked_for(formula: Formula) -> bool:
    """Whether words right before it make it a condition: all x such that f(x) = 2x."""
    return not formula.display and _SUCH.search(formula.before.lower().rstrip()) is not None


def opens_with_plus(place: Place, first: tree.Node) -> bool:
    """Whether a display begins with a plus sign before this node."""
    before = place.latex[: first.span.end].lstrip(" \n\t&{}")
    return place.formula.display and before.startswith("+")


def claims_everywhere(known: Binding, left: tree.Node, assumed: Assumptions, view: Reader) -> bool:
    """Whether words say "for all x" of a function that has a formula for all x already.

    A function by cases has one if its last case is all the rest, or its cases cover what the words
    speak of; a formula for all x without any bound is no further case of it either.
    """
    names, body = known.parameters, known.body
    if names is None or not assumed.covers(frozenset(_entries_of(names, left) or names)):
        return False
    in_cases = isinstance(body, tree.Cases) and body.rows[-1].condition is not None
    return not in_cases or not assumed.domain or _is_covered(body, assumed, view)


def _entries_of(names: tuple[str, ...], left: tree.Node) -> tuple[str, ...]:
    """The x_1 and x_2 of f(x_1, x_2), for an f that was given as f(x)."""
    items = left.arguments.items if isinstance(left, tree.Call) else ()
    found = tuple(tree.key(item) or "" for item in items)
    own = len(names) == 1 and all(key.startswith(f"{names[0]}_") for key in found)
    return found if own else ()


def _is_covered(body: tree.Node, assumed: Assumptions, view: Reader) -> bool:
    """Whether a value by cases exists on the whole domain."""
    try:
        side = Side(assumed.view(view).read(body), body)
    except MeaningError:
        return False
    return judge_over("=", side, side, assumed).outcome == "proved"


def is_plain(node: tree.Node) -> bool:
    """A number, or a quotient, with or without a sign, or a power of ten behind it."""
    if isinstance(node, tree.Quotient):
        return not isinstance(node.denominator, tree.Sum)  # as in the logistic function
    return isinstance(node, (tree.Number, tree.Neg)) or is_marked(node) or is_scientific(node)


def is_said_again(before: Expr, value: Expr, node: tree.Node) -> bool:
    """Whether a value is that given before, or a plain number after a product of numbers.

    >>> third = Expr("rational", (), 3)
    >>> is_said_again(third, third, tree.Number("3", 3))
    True
    """
    return before == value or (before.op != "rational" and is_plain(node))


def is_list(node: tree.Node) -> bool:
    """A vector or a matrix of numbers, with fractions among them."""
    arrays = (tree.Group, tree.Matrix, tree.Transpose)
    worked = (tree.Name, tree.Product, tree.Power)
    return isinstance(node, arrays) and not any(isinstance(n, worked) for n in tree.walk(node))


def is_partial(formula: Formula, function: bool = False, first: tree.Node | None = None) -> bool:
    """Whether words around an inline formula make it one case of several.

    Args:
        formula: it.
        function: whether it gives a function; "if f(x) = x², what is f(3)?" is no case.
        first: what it gives; a slope "for $x > 0$" has another value elsewhere.
    """
    if isinstance(first, tree.Derivative) and _FOR_SOME.match(formula.after):
        return not formula.display
    before, after = formula.before.lower().split(), formula.after.lower().split()
    near = {words[k].strip("(),.;:") for words, k in ((before, -1), (after, 0)) if words}
    if function and before[-1:] == ["if"]:
        near.discard("if")
    beside = any(p.search(formula.before.lower()) for p in (_BESIDE, _UNDER, _PICKED))
    beside = beside or (function and _is_ranged(formula))
    return not formula.display and (bool(near & _CASES) or beside)


def _is_ranged(formula: Formula) -> bool:
    """Whether the argument of a function is bounded before it: "for $x<0$ let $r(x)=0$"."""
    head, said = _ARGUMENT.match(formula.latex), _FOR_LET.search(formula.before)
    if head is None or said is None:
        return False
    told = said["range"] or said["kind"]
    return re.search(rf"(?<![A-Za-z\\]){head['of']}(?![A-Za-z])", told) is not None


#: An equivalence in words, right beside a formula or a list that it ends or begins.
_EQUIVALENT: Final = (
    r"(?:if and only if|iff|(?:exactly|precisely|just|only) (?:when|if)|when and only when"
    r"|(?:is|are) equivalent to)"
)
_LISTED: Final = r"(?:(?:\$[^$]*\$|\\\((?:(?!\\\)).)*\\\))\s*(?:,|and\b|or\b|\s)*)*"
_BEHIND_EQUIVALENCE: Final = regex(rf"(?i)\b{_EQUIVALENT}\s+(?:both\s+|either\s+)?{_LISTED}$")
_BEFORE_EQUIVALENCE: Final = regex(
    rf"(?i)\s*(?:,|and\b|or\b|\s)*{_LISTED}(?:holds?|is true)?\s*{_EQUIVALENT}\b"
)
_DENIED: Final = regex(r"\b(?:not|no|never|without|instead|unless|modulo|mod|base|binary)\b")


def asserts(statement: tree.Statement) -> bool:
    """The words "the margin is" before a relation that gives no name a value."""
    words = statement.lead.text.lower().split() if statement.lead is not None else []
    body = statement.body
    plain = isinstance(body, tree.Chain) and tree.key(body.first) is None
    return plain and bool(words) and words[-1] in _COPULAS and not is_hedged(" ".join(words))


def claimed_behind(statement: tree.Statement, in_sentence: bool) -> tree.Chain | None:
    """What is claimed whatever the words before a chain say: all of it, or its plain numbers.

    "With add-one smoothing p = 828/3979 = 0.22": the last relation is between numbers alone.
    """
    body = statement.body
    if not isinstance(body, tree.Chain):
        return None
    numbers = plain_part(body) if statement.qualifiers else None
    if not in_sentence and asserts(statement) and numbers is None:
        return body
    lead = statement.lead.text if statement.lead is not None else ""
    words = " ".join((lead, *(q.words for q in statement.qualifiers))).lower()
    if is_hedged(words) or _DENIED.search(words):
        return None
    return plain_part(body)


def plain_part(chain: tree.Chain) -> tree.Chain | None:
    """The relations of a chain that are between numbers alone; None if there are none.

    >>> name, one = tree.Name("x"), tree.Number("1", 1)
    >>> plain_part(tree.Chain(name, (tree.Link("=", one),))) is None
    True
    """
    closed = [
        (left, link)
        for left, link in chain.pairs()
        if _is_plain_number(left) and _is_plain_number(link.operand)
    ]
    if not closed:
        return None
    return tree.Chain(closed[0][0], tuple(link for _, link in closed))


def numbers_behind(statement: tree.Statement) -> tuple[tree.Chain, ...]:
    """The chains of numbers in the words behind a statement, which hold or fail whatever is said.

    None of them, if the words deny something, or leave it open.
    """
    lead = statement.lead.text if statement.lead is not None else ""
    words = " ".join((lead, *(q.words for q in statement.qualifiers))).lower()
    if is_hedged(words) or _DENIED.search(words):
        return ()
    bodies = (q.body for q in statement.qualifiers)
    chains = (plain_part(body) for body in bodies if isinstance(body, tree.Chain))
    return tuple(chain for chain in chains if chain is not None)


def _is_plain_number(node: tree.Node) -> bool:
    """Whether it is put together of numbers alone."""
    kinds = (tree.Number, tree.Sum, tree.Product, tree.Quotient, tree.Power, tree.Neg, tree.Root)
    parts = list(tree.walk(node))
    return all(isinstance(p, kinds) or (isinstance(p, tree.Group) and p.fence) for p in parts)


def is_open_condition(statement: tree.Statement) -> bool:
    """Whether words before a statement may make it a condition, or are not understood."""
    if statement.lead is None:
        return False
    words = statement.lead.text.lower().replace(",", " ").split()
    return any(word not in _HARMLESS_LEADS for word in words)


def _says_alike(chain: tree.Chain) -> bool:
    """θ = 0 ≅ θ = π: a name is given two values, and neither is said to be the other."""
    key = tree.key(chain.first)
    inner = chain.links[:-1] if key is not None and chain.links[0].relation == "=" else ()
    return any(link.relation in _ALIKE and tree.key(link.operand) == key for link in inner)


def _is_side_of_equivalence(formula: Formula, chain: tree.Chain) -> bool:
    """x = 0 in "$x = 0$ if and only if $x^2 = 0$", which gives the name no value."""
    one = len(chain.links) == 1 and chain.links[0].relation == "="
    if formula.display or not one or not isinstance(chain.first, tree.Name):
        return False
    before = f"{formula.before.rstrip()} "
    behind = _BEHIND_EQUIVALENCE.search(before) or _BEFORE_EQUIVALENCE.match(formula.after)
    return behind is not None


def _around(formula: Formula) -> str:
    return f"{formula.before} {formula.after}"


def says_nothing(place: Place, chain: tree.Chain) -> str | None:
    """Why a chain claims nothing at all, or cannot: a ratio, or one without its beginning."""
    if any(link.relation == ":" for link in chain.links):
        return "a ratio, or what kind of thing a name is"
    if runs(chain):
        return RUNS
    if not place.formula.display and _LEFT_OUT.search(place.formula.before.lower()):
        return "the words before it leave it out"
    if not place.formula.display and _MAY_DENY.search(_around(place.formula)):
        from symnn.documents.judging.wording.denied import DENIED, is_denied

        if is_denied(place.formula, chain):
            return DENIED
    if _is_side_of_equivalence(place.formula, chain):
        return "it is one side of an equivalence in words"
    if _says_alike(chain):
        return "it says that two values of a name come to the same thing"
    state = place.state
    text, begin = state.source.text, place.formula.outer_start
    if place.latex.lstrip().startswith("(") and text[max(begin - 1, 0) : begin].isalpha():
        return "it goes on from a word"
    far = place.formula.paragraph - state.last_paragraph > 1 and not state.joined
    goes_on = place.formula.display or (state.is_last_near and _gives_decimal(chain))
    goes_on = goes_on or goes_on_from_line(place.formula, text)
    if isinstance(chain.first, tree.Empty) and (state.last is None or far or not goes_on):
        return "it goes on from a formula that is not known"
    return None


def _gives_decimal(chain: tree.Chain) -> bool:
    r"""\approx 0.6225, as in the last column of a table of steps: what stands before it, in digits.

    A single digit may be that of anything.
    """
    (link, *more), node = chain.links, chain.links[0].operand
    bare = node.operand if isinstance(node, tree.Neg) else node
    digits = "".join(filter(str.isdigit, bare.text)) if isinstance(bare, tree.Number) else ""
    return not more and link.relation in ("=", "≈") and len(digits.lstrip("0")) > 1


def listed_name(statement: tree.Statement | tree.Unreadable) -> str | None:
    """The name that words say several values of: "the joints lie at x = 0, x = 1 and x = 2"."""
    if not isinstance(statement, tree.Statement) or not is_open_condition(statement):
        return None
    body = statement.body
    return tree.key(body.first) if isinstance(body, tree.Chain) else None


def goes_on_list(statement: tree.Statement | tree.Unreadable, key: str) -> bool:
    """Whether a statement is one more value of a name in such a list."""
    if not isinstance(statement, tree.Statement) or statement.separator not in (",", "and"):
        return False
    body = statement.body
    return isinstance(body, tree.Chain) and tree.key(body.first) == key


def ends_of_premises(statements: Sequence[tree.Statement | tree.Unreadable]) -> tuple[int, int]:
    """How many statements stand before a colon, and how many before a list of premises ends."""
    settings = premises = 0
    for number, statement in enumerate(statements):
        if not isinstance(statement, tree.Statement):
            break
        body = statement.body
        if statement.separator == ":":
            settings = number
        elif number and statement.separator != ",":
            break
        if isinstance(body, tree.Chain) and body.links[0].relation == "⇒":
            premises = number
    return settings, premises
