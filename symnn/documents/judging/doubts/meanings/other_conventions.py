r"""What a text says of its arithmetic, its vectors, its products and its steps.

Ranks over a finite field are not those over the rational numbers; where x A = λ x, eigenvectors
are rows; where maps are written on the right, ST is S first; and where all steps have momentum, or
the text has a rule of its own, one step of gradient descent is no plain one. What is read without
that is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.arrays.own_dots import OWN as OWN_DOT
from symnn.documents.judging.doubts.arrays.own_dots import has_own_dot
from symnn.documents.judging.doubts.arrays.told_lengths import OTHER as OTHER_LENGTH
from symnn.documents.judging.doubts.arrays.told_lengths import has_other_length
from symnn.documents.judging.doubts.meanings.complex_letters import COMPLEX, may_be_complex
from symnn.documents.judging.doubts.meanings.told_settings import told_of_all
from symnn.documents.judging.placing import State
from symnn.documents.judging.sets.collections import is_near_residues
from symnn.documents.model import Entry, left_open
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_RESIDUES: Final = "the words near it speak of another arithmetic"
_ROWS: Final = "the text multiplies rows with matrices, and its transpose may be meant"
_PENCIL: Final = "the text has eigenvalues of two matrices, Av = λBv"
_PRODUCTS: Final = "the text reads products of maps in another order, or as another product"
_WINDOWS: Final = "the text speaks of convolutions of another kind"
_COUNTS: Final = "the letter may stand for a function that counts, of whole numbers"
_MEANT: Final = "the text says itself what it means by a word in it"
_STEPS: Final = "the text has steps of its own, and no plain ones may be meant"

#: What depends on the field in which a matrix, or a polynomial, has its entries.
_OF_FIELDS: Final = regex(
    r"(?i)\b(?:rank|rg|nullity|dim\w*|ker|kernel|null|nul|(?:null|column|row|solution) ?space"
    r"|span\w*|bas[ei]s|(?:in)?dependent|invertible|inverse|(?:non-?)?singular|regular|eigen\w*|spectr\w+"
    r"|determinant|trace|diagonali[sz]able|nilpotent|idempotent|involut\w+|orthogonal|injective"
    r"|surjective|bijective|onto|solutions?|roots?|zeros?|irreducible|factors?|order|square|prime"
    r"|isomorphi\w+|det|tr|deg\w*|unique\w*|consistent|solvable|symmetric|skew\w*|definite)\b"
)
_OF_ROWS: Final = regex(
    r"(?i)eigenvect|eigenspace|kernel|null ?space|\bker\b|\bimage\b|\brange\b|\bimg?\b|stationary"
    r"|steady|invariant|fixed|\bmaps?\b|\bsends?\b"
)
_SIDED: Final = regex(r"(?i)\b(?:left|right)\b")
#: x A = λ x, π P = π, also of transposed columns.
_VECTOR: Final = (
    r"(?:\\(?:mathbf|boldsymbol|bm|vec|mathrm|bar|hat|tilde|underline)\s*\{?\s*)?"
    r"(?:[a-z]|\\(?:pi|mu|nu|xi|phi|psi|eta|rho|alpha|beta|varphi|ell)(?![a-z]))\}?"
    r"(?:\s*_\s*\{?\w\}?)?"
)
_TURNED: Final = (
    r"(?:\s*(?:\^\s*\{?\s*(?:T(?![a-z])|\\top|\\intercal|\\mathsf\{?T\}?|\\mathrm\{?T\}?|t|\*|H)"
    r"\s*\}?\s*|'))?"
)
_MATRIX: Final = r"(?:\\(?:mathbf|boldsymbol|bm|mathrm|mathcal)\s*\{?\s*)?[A-Z]\}?"
_ROWS_TOLD: Final = regex(
    rf"(?<![A-Za-z\\}}_^])(?P<x>{_VECTOR}){_TURNED}\s*(?:\\cdot|\\,)?\s*{_MATRIX}\s*&?=\s*"
    rf"(?:(?:\\(?:lambda|mu|alpha)|[a-z]|[λμ])\s*(?:_\s*\{{?\w\}}?)?\s*(?:\\cdot|\\,)?\s*)?"
    rf"(?P=x){_TURNED}(?!\s*[A-Z(\[^_]|\s*\\(?:mathbf|left))"
    r"|\$\s*(?:[uvwxypq]|\\(?:pi|mu|nu))(?:_\{?\w\}?)?\s*[A-Z](?:\s*\^\s*\{?\w\}?)?\s*\$"
    r"|(?i:\brow[- ]vectors?\b|\b(?:act|acts|acting|action|operat\w+) (?:\w+ ){0,3}"
    r"(?:(?:on|from) the right|on (?:the )?rows)"
    r"|\b(?:multipl\w+|appl\w+) (?:\w+ |\$[^$]{1,20}\$ ){0,6}from the (?:left|right)"
    r"|\bvectors? (?:are|is|stand|stands) (?:\w+ ){0,3}(?:rows?|(?:on|to) the left)\b"
    r"|\b(?:mean|always|all|only|by)\b[^.\n]{0,40}\bleft[- ]eigenvectors?\b"
    r"|\bleft[- ]eigenvectors?,? (?:are|is) (?:\w+ ){0,3}(?:just |simply )?(?:called|meant)\b"
    r"|\brows? (?:as|for) vectors)"
)
#: A v = λ B v, det(A - λB) = 0.
_TWO_MATRICES: Final = regex(
    rf"(?<![A-Za-z]){_MATRIX}\s*{_VECTOR}\s*&?=\s*\\?[a-zλμω]+(?:\s*_\s*\{{?\w\}}?|\s*\^\s*2)?"
    rf"\s*(?!I\b){_MATRIX}\s*{_VECTOR}"
    r"|\\det\s*(?:\\left)?\s*\(\s*[A-Z]\s*-\s*\\?[a-zλμω]+(?:\^2)?\s*(?!I\b)[A-Z]\b"
    r"|(?i:\b(?:matrix )?pencil\b|\bgenerali[sz]ed eigenvalue)"
)
_EIGEN: Final = regex(r"(?i)eigen")
#: ST is S first, or no composition.
_PRODUCTS_TOLD: Final = regex(
    r"(?i)\b(?:maps?|functions?|operators?|arguments?|permutations?|transformations?)"
    r" (?:\w+ ){0,3}(?:on|to|from) the right\b|\bleft[- ]to[- ]right\b|\bpointwise product"
    r"|\bon the right of (?:their|its|the) arguments?\b|\bpostfix\b|\bdiagram(?:matic)? order\b"
    r"|\b(?:means?|is|denotes?|stands? for) \$?[A-Za-z\\]{1,8}\$? followed by\b"
)
#: "First S, then T", and so many characters before it that may say of which product.
_FIRST_THEN: Final = regex(
    r"(?i)\bfirst (?:(?:by|do|apply|applies|applying|the map|the function|with) )?"
    r"\$?(?P<x>\\?[A-Za-z]+)\$?(?: is applied| acts)?,? ?(?:and )?"
    r"(?:then|followed by|afterwards)(?: (?:by|apply|applies|the map|the function|with))?"
    r" \$?(?P<y>\\?[A-Za-z]+)"
    r"|\$(?P<passive>\\?[A-Za-z]+)\$ (?:is|acts|gets) (?:\w+ )?"
    r"(?:applied |done |performed )?first\b"
    r"|\b(?:apply|applies|applying|do|does|perform|performs) \$(?P<active>\\?[A-Za-z]+)\$ first\b"
)
_NEAR: Final = 120
#: A composition where it is told, (f ∘ g)(x) = g(f(x)).
_TURNED_ROUND: Final = regex(
    r"\(?\s*(?P<f>[A-Za-z]|\\[a-z]+)\s*(?:\\circ|\\cdot|\*)?\s*(?P<g>[A-Za-z]|\\[a-z]+)\s*\)?"
    r"\s*\(\s*\w(?:\s*,\s*\w)*\s*\)\s*:?=\s*(?P=g)\s*\(\s*(?P=f)\s*\("
)
#: Functions of whole numbers, and the letters that they share with others.
_COUNTED: Final = regex(
    r"(?i)\b(?:sum|number|product|set|count)s? of (?:\w+ ){0,3}(?:divisors?|primes?|prime factors"
    r"|partitions)\b|\btotient|\bm(?:ö|oe)bius function|\bliouville function|\bdivisor function"
    r"|\bprime[- ]counting"
)
_OF_NUMBERS: Final = regex(
    r"\\(?:sigma|phi|varphi|tau|mu|pi|omega|lambda|Phi|Omega)(?:_\w)?\s*(?:\\left)?\(|[σφτμπω]\("
)
#: By positive we mean that it is not negative.
_BY_A_WORD: Final = regex(
    r"(?i)\bby (?:an? |the )?[\"“*_]*(?P<word>[a-z][a-z -]{2,30}?)[\"”*_]*,? we (?:\w+ )?mean\b"
    r"|\bwe use (?:the word )?[\"“*_]*(?P<other>[a-z][a-z-]{2,20})[\"”*_]* (?:to mean|in the sense)"
    r"|[\"“*_](?P<third>[a-z][a-z -]{2,30})[\"”*_]+ (?:here |always )?means? (?:that|not|at|with)\b"
)
#: Convolutions that go round, or over other steps, and their signs.
_CIRCULAR: Final = regex(
    r"(?i)\b(?:circular(?:ly)?|cyclic(?:ally)?|periodic(?:ally)?|dirichlet|wrap\w*)\b[^.\n]{0,40}"
    r"\bconvol|\bconvol\w+\b[^.\n]{0,60}\b(?:circular|cyclic|periodic|modulo|wrap\w*|dirichlet)"
)
_STAR: Final = regex(r"\*|\\(?:ast|star|circledast|oast)(?![a-z])|∗|⊛")
_OF_STEPS: Final = regex(
    r"(?i)\b(?:steps?|iterations?|updates?|descent|ascent)\b[^.]*\b"
    r"(?:leads?|gives?|yields?|takes?|moves?|reach\w*|sends?|maps?|produces?)\b|\bleads to\b"
)
_OTHER: Final = (
    r"(?:momentum|nesterov|adam|adagrad|adadelta|rmsprop|weight decay|(?:l2 )?penalt\w+|damp\w+"
    r"|clip\w+|normali[sz]ed gradients?|sign(?:s)? of the gradients?|projections?|projected)"
)
_USED: Final = (
    r"(?:all|every|each|always|throughout|everywhere|uses?|using|here|we|our|in this|fixed"
    r"|constant|is used|are used|with|of|steps?|updates?)"
)
_STEPS_TOLD: Final = regex(
    rf"(?i)\b{_USED}\b[^.\n]{{0,60}}\b{_OTHER}\b|\b{_OTHER}\b[^.\n]{{0,60}}"
    r"(?:\b(?:all|every|each|always|throughout|everywhere|used|steps?|updates?)\b|=\s*0?\.\d"
    r"|\b\$?0?\.\d)"
    r"|\bsteps? (?:are |is |go )?(?:taken )?(?:on|of|for) (?:the |a |its )?(?:mean|average|negative"
    r"|regulari[sz]ed|penali[sz]ed|log)\b"
    r"|\b(?:multipl|scal|divid)\w+ (?:by|with)\b[^.\n]{0,30}\b(?:each|every|all) steps?"
    r"|\b(?:each|every|all) steps? (?:is|are) (?:\w+ )?(?:multipl|scal|divid|halv|doubl)"
    r"|\bprecondition|\b(?:one|single|each|every) coordinates?\b"
    r"|\b(?:learning rate|step size|step length|rate)\b[^.\n]{0,40}"
    r"\b(?:halv|doubl|decay|decreas|reduc|divid|multipl|chang|adapt|anneal|schedul|shr[iu]nk|grow|increas)"
)
_INDEX: Final = r"(?:\s*[_^]\s*(?:\{[^{}]*\}|\w))?"
_NAME: Final = r"(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*)?\\?[A-Za-z]+\}?"
#: x ← x - …, x_{k+1} = x_k - …
_RULE: Final = regex(
    rf"(?<![A-Za-z\\])(?P<x>{_NAME}){_INDEX}\s*&?\s*(?P<sign>\\leftarrow|\\gets|←|:=|=)\s*"
    rf"(?P=x){_INDEX}\s*-\s*(?P<rest>[^$\n]{{1,160}})"
)
_RATE: Final = (
    r"(?:\\(?:eta|alpha|gamma|lambda|epsilon|varepsilon|mu|tau|rho|beta|delta|ell|kappa)(?![a-z])"
    rf"|[a-z](?![a-z'(])|\d*\.?\d+){_INDEX}"
)
_SPACE: Final = r"(?:\s|\\[,;:! ]|\\cdot(?![a-z])|\\times(?![a-z])|\\left|\\right|[*])*"
_SLOPE: Final = (
    r"(?:\\nabla(?:\s*_\s*(?:\{[^{}]*\}|\\?\w+))?"
    rf"{_SPACE}(?:\\?[A-Za-z]+|\\mathcal\s*\{{?[A-Z]\}}?){_INDEX}"
    rf"|\\?[A-Za-z]+{_INDEX}\s*'+"
    rf"|\\[dt]?frac\s*\{{\s*(?:\\partial|\\mathrm\s*\{{?d\}}?|d)[^{{}}]*(?:\{{[^{{}}]*\}}[^{{}}]*)?\}}"
    r"\s*\{\s*(?:\\partial|\\mathrm\s*\{?d\}?|d)[^{}]*(?:\{[^{}]*\}[^{}]*)?\}"
    rf"|(?:\\mathbf\s*)?\{{?[gG]\}}?{_INDEX}|\\mathrm\{{d\}}\s*\w|d[A-Za-z]{_INDEX})"
)
_GIVEN: Final = rf"{_SPACE}(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?{_SPACE}"
_PLAIN: Final = regex(
    rf"{_SPACE}{_RATE}{_SPACE}{_SLOPE}{_GIVEN}(?:[.,;&\\]|\)|$).*"
    rf"|{_SPACE}\\[dt]?frac\s*\{{[^{{}}]*\}}\s*\{{[^{{}}]*'[^{{}}]*\}}{_SPACE}(?:[.,;&\\]|$).*"
    r"|.{0,40}\^\s*\{\s*-\s*1\s*\}.{0,12}\\nabla.*|.{0,20}(?:H|\\nabla\^).*"
)


def beside_other_conventions(
    state: State, formula: Formula, entries: Iterable[Entry]
) -> Iterator[Entry]:
    """The entries of a formula, without those that the text's own conventions turn.

    Args:
        state: what is known there.
        formula: where they stand.
        entries: they, with the verdicts that they have by the usual conventions.
    """
    for entry in list(entries):
        reason = _doubt(state, formula, entry) if entry.verdict in ("proved", "refuted") else None
        yield entry if reason is None else left_open(entry, reason)


def _doubt(state: State, formula: Formula, entry: Entry) -> str | None:
    text, words = state.source.text, f"{entry.latex} {entry.reading}"
    worded = entry.relation[:1].isalpha() or entry.reading[:1].isalpha()
    if _OF_FIELDS.search(words) and is_near_residues(formula, text, worded):
        return _RESIDUES
    if worded and any(_holds(word, entry.reading) for word in _meant(text)):
        return _MEANT
    if _OF_STEPS.search(words) and (says(text, _STEPS_TOLD) or has_own_rule(text)):
        return _STEPS
    doubt = told_of_all(text, words) or _doubt_of_arrays(state, entry, words)
    return doubt or _doubt_of_letters(state, entry)


def _doubt_of_arrays(state: State, entry: Entry, words: str) -> str | None:
    """What is against a claim on matrices, vectors and their lengths."""
    text = state.source.text
    rows = _OF_ROWS.search(words) and not _SIDED.search(words) and says(text, _ROWS_TOLD)
    if rows and not _is_symmetric(state, words):
        return _ROWS
    if _EIGEN.search(words) and says(text, _TWO_MATRICES):
        return _PENCIL
    if has_other_length(text, entry.latex, words):
        return OTHER_LENGTH
    return OWN_DOT if has_own_dot(state, entry) else None


def _doubt_of_letters(state: State, entry: Entry) -> str | None:
    """What is against a claim on letters, on functions and on products of them."""
    text = state.source.text
    if _tells_products(text) and _is_product(state, entry):
        return _PRODUCTS
    if may_be_complex(state, entry):
        return COMPLEX
    if _OF_NUMBERS.search(entry.latex) and says(text, _COUNTED) and _is_untold(state, entry):
        return _COUNTS
    return _WINDOWS if _STAR.search(entry.latex) and says(text, _CIRCULAR) else None


@lru_cache(maxsize=8)
def _tells_products(text: str) -> bool:
    """Whether a text reads ST as S first, or as no composition; TS is S first for all."""
    if says(text, _PRODUCTS_TOLD) or says(text, _TURNED_ROUND):
        return True
    for told in _FIRST_THEN.finditer(text):
        before = text[max(told.start() - _NEAR, 0) : told.start()]
        x, y = (_ESCAPED.sub(r"\\\g<0>", told[name] or "") for name in ("x", "y"))
        x = x or _ESCAPED.sub(r"\\\g<0>", told["passive"] or told["active"])
        y = y or r"(?<![A-Za-z\\])\\?[A-Za-z]+?"
        if regex(rf"{y}\s*(?:\\circ\s*)?{x}(?![A-Za-z])").search(before) is None:
            return True
    return False


_ESCAPED: Final = regex(r"\\")


@lru_cache(maxsize=8)
def _meant(text: str) -> frozenset[str]:
    """The words of which a text says what it means by them."""
    found = (next(filter(None, one.groups())) for one in _BY_A_WORD.finditer(text))
    return frozenset(" ".join(word.lower().split()) for word in found)


def _holds(word: str, reading: str) -> bool:
    return regex(rf"(?<![\w-]){word}(?![\w-])").search(reading.lower()) is not None


def _is_untold(state: State, entry: Entry) -> bool:
    """Whether no letter before brackets has a formula in the text."""
    heads = [_head(n.head) for n in _nodes(entry) if isinstance(n, tree.Call)]
    heads += [tree.key(n.function) for n in _nodes(entry) if isinstance(n, tree.Apply)]
    known = [state.scope.latest(key) for key in heads if key is not None]
    return not any(one is not None and one.computed for one in known)


def has_own_rule(text: str) -> bool:
    r"""Whether a rule of steps is told that is neither plain descent nor Newton's method.

    >>> has_own_rule(r"$x \leftarrow x - \frac{\eta}{2} f'(x)$")
    True
    >>> has_own_rule(r"$x_{k+1} = x_k - \eta f'(x_k)$")
    False
    """
    for found in _RULE.finditer(text):
        moved = found["sign"] != "=" or r"\nabla" in found["rest"] or "'" in found["rest"]
        if moved and _PLAIN.fullmatch(found["rest"].strip()) is None:
            return True
    return False


def _is_symmetric(state: State, words: str) -> bool:
    """Whether all matrices that stand in some words are the same lying and standing."""
    known = [state.scope.latest(key) for key in _CAPITAL.findall(words)]
    bodies = [binding.body for binding in known if binding is not None]
    matrices = [body for body in bodies if isinstance(body, tree.Matrix)]
    return bool(matrices) and all(
        tuple(zip(*body.rows, strict=True)) == body.rows
        for body in matrices
        if len({len(row) for row in body.rows}) == 1
    )


_CAPITAL: Final = regex(r"(?<![A-Za-z\\])[A-Z](?![A-Za-z])")


def _is_product(state: State, entry: Entry) -> bool:
    """Whether two maps stand beside each other in a relation, as in ST(x) and f ∘ g."""
    nodes = _nodes(entry)
    return r"\circ" in entry.latex or any(
        isinstance(node, tree.Product)
        and sum(_is_map(state, factor) for factor in node.factors) > 1
        for node in nodes
    )


def _nodes(entry: Entry) -> list[tree.Node]:
    """All parts of what an entry is about; none where it cannot be read alone."""
    try:
        statements = parse(entry.latex).statements
    except SymnnError:
        return []
    bodies = [s.body for s in statements if isinstance(s, tree.Statement)]
    return [node for body in bodies for node in tree.walk(body)]


def _head(node: tree.Node) -> str | None:
    return tree.key(node.base if isinstance(node, tree.Power) else node)


def _is_map(state: State, node: tree.Node) -> bool:
    """Whether a factor is a map by itself, or the last of several, with its argument."""
    if isinstance(node, tree.Call):
        node = node.head
    key = _head(node)
    known = state.scope.latest(key) if key is not None else None
    return known is not None and known.parameters is not None
