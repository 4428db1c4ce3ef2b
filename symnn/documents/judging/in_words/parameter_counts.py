"""How many parameters a network of formulas has, and how many entries its matrices have together.

The letters of the formulas that no formula gives are told apart by what they are called: weights
and biases are counted, with all their entries, inputs are not. With any other letter nothing is
said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.doubts.arrays.free_sizes import unless_tied
from symnn.documents.judging.in_words.counted_by_rule import members_of
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, as_before, judged, number_of
from symnn.documents.judging.in_words.shapes import METHOD, heard_memory
from symnn.documents.judging.open_arrays.equal_sizes import differ, holds
from symnn.documents.judging.open_arrays.needed_shapes import forced, told, with_sizes
from symnn.documents.judging.open_arrays.sizes import ONE, Shape, Size, UnreadError, number
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.otherwise import may_be_fewer
from symnn.documents.source import says
from symnn.exact.expression import free_symbols, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Defined, Scalar
from symnn.latex.symbols import FUNCTION_WORDS

_KIND: Final = r"(?:(?:trainable|learnable|free|adjustable) )?"
_WHOLE: Final = r"(?:network|net|model|mlp|rnn|perceptron|neural network|function)"
_TOTAL: Final = r"(?: in (?:total|all)| altogether)?"
_BOTH: Final = r"(?:parameters|weights and biases)"
_NETWORK: Final = regex(
    rf"(?:the|this|our) (?:whole |entire |small )?{_WHOLE} has (?P<n>{PLACE}) {_KIND}{_BOTH}"
    rf"{_TOTAL}|(?:(?:there are|in total:?|altogether:?) )?(?P<o>{PLACE}) {_KIND}{_BOTH}{_TOTAL}"
    rf"|(?:the )?(?:total )?number of {_KIND}{_BOTH}(?: (?:of|in) the {_WHOLE})?,?"
    rf"(?: is| equals)? (?P<m>{PLACE})"
)
_FUNCTION: Final = regex(
    rf"(?:(?:the )?(?:function |model |network )?(?P<of>{PLACE})|(?:the|this|our) {_WHOLE})"
    rf" has (?P<n>{PLACE}) {_KIND}parameters{_TOTAL}"
)
_GROUP: Final = regex(
    r"(?:the )?(?P<count>two|three|four|five|six|both|all) (?P<what>(?:weight |parameter )?matrices"
    rf"|projections|projection matrices)(?: together)? (?:have|has|contain|hold) (?P<n>{PLACE})"
    r" (?:entries|elements|weights|parameters|numbers)(?: together| in total| in all| altogether)?"
)
_DERIVED: Final = regex(
    rf"(?:the )?(?:gradient|jacobian|derivative)(?: matrix| tensor)? (?P<of>{PLACE}) (?:has"
    rf"|contains|consists of) (?P<n>{PLACE}) (?:entries|elements|components|partial derivatives)"
)
_NUMBERS: Final = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
#: What parameters and inputs are called.
_WEIGHTS: Final = frozenset({"W", "w", "U", "V", "b", "B", "c", "Theta", "theta", "omega", "phi"})
_SCALARS: Final = frozenset({"w", "b", "theta", "phi", "omega", "beta", "v", "W", "u"})
#: What is given with the inputs: nobody counts these.
_INPUTS: Final = frozenset({"X", "x", "y", "Y"})
_VECTORS: Final = regex(
    r"(?i)vector|matri|\\mathbb\{?R\}?\s*\^|\\top|\^T|\\mathbf|\\boldsymbol|\\cdot"
)
_CONSTANTS: Final = frozenset({"e", "pi", "sigma", "max", "min", "tanh", "exp", "softmax"})


def judge_parameters(sentence: Sentence) -> Judgement | None:
    """What is found about a number of parameters or entries; None for any other sentence."""
    held = "entries" not in sentence.words and "elements" not in sentence.words
    if held and may_be_fewer(sentence.place.state.source.text):
        return None  # not every entry may be a parameter of its own
    group = _GROUP.fullmatch(sentence.words)
    if group is not None:
        return _of_group(sentence, group)
    derived = _DERIVED.fullmatch(sentence.words)
    if derived is not None:
        return _of_derivative(sentence, derived)
    whole = _NETWORK.fullmatch(sentence.words)
    if whole is not None and whole["o"] is not None and not _is_of_all(sentence):
        return None
    if whole is not None and (found := _of_arrays(sentence, _claimed(whole))) is not None:
        return found
    match = _FUNCTION.fullmatch(sentence.words)
    return None if match is None else _of_scalars(sentence, match)


def _is_of_all(sentence: Sentence) -> bool:
    """Whether "d = 4: 23 parameters" is said of all that there is, and not under other words."""
    formula = sentence.place.formula
    before = f"{formula.before} {formula.lead_in}".rstrip()
    return bool(sentence.settings) and not before.endswith((":", "has", "have", "with"))


def _claimed(match: re.Match[str]) -> str:
    """The place of the number."""
    return match["n"] or match["m"] or match["o"]


# --- arrays -----------------------------------------------------------------------------


def _of_group(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """The entries of all matrices that were declared, if there are as many as is said."""
    shapes = heard_memory(sentence.place.state).shapes
    matrices = {key: s for key, s in shapes.items() if ONE not in s and _is_capital(key)}
    weights = {key: s for key, s in matrices.items() if _letter(key) == "W"}
    count = _NUMBERS.get(match["count"])
    fitting = [g for g in (matrices, weights) if count is None or len(g) == count]
    if match["what"] != "matrices":
        fitting = [weights] if count is None or len(weights) == count else []
    if not fitting or any(g != fitting[0] for g in fitting):
        return None
    return compared_sizes(sentence, _total(fitting[0].values()), match["n"])


def _is_capital(key: str) -> bool:
    return _letter(key).isupper()


def _letter(key: str) -> str:
    """The letter of a name, without its typeface and its index."""
    letters = re.findall(r"[A-Za-z]+", key.partition("_")[0].partition("^")[0])
    return letters[-1] if letters else ""


def _of_arrays(sentence: Sentence, place: str) -> Judgement | None:
    """The entries of all arrays that formulas rest on and no formula gives."""
    formulas = formulas_before(sentence)
    heads = {_letter(key) for key in formulas}
    names = {tree.key(n) or "": n for b in formulas.values() for n in _names(b.body)}
    leaves = {key: n for key, n in names.items() if key not in formulas}
    weights = {k: n for k, n in leaves.items() if n.base in _WEIGHTS and n.base not in heads}
    others = [n for k, n in leaves.items() if k not in weights and n.base not in _INPUTS | heads]
    if not weights or others:
        return None
    keys = [key for name in weights.values() if (key := name_key(name)) is not None]
    memory = heard_memory(sentence.place.state)
    totals = []
    for shapes in forced(memory, sentence.place.state.source.text):
        known = [
            shapes.settled(key) or memory.shapes.get(key) or _shape_of_value(sentence, key)
            for key in keys
        ]
        if len(keys) < len(weights) or any(shape is None for shape in known):
            return None
        totals.append(_total(shape for shape in known if shape is not None))
    found = [compared_sizes(sentence, total, place) for total in totals]
    first = found[0] if found else None
    agree = all(o is not None and first is not None and o.outcome == first.outcome for o in found)
    idle = [shape for key, shape in memory.shapes.items() if _is_idle(key, names, heads)]
    if not agree or first is None or not idle:
        return first if agree else None
    wholes = [compared_sizes(sentence, total + _total(idle), place) for total in totals]
    outcomes = {None if one is None else one.outcome for one in wholes}
    if outcomes == {"proved"}:
        return wholes[0]
    return first if outcomes == {first.outcome} == {"refuted"} else None


def _is_idle(key: str, names: Mapping[str, tree.Name], heads: set[str]) -> bool:
    """Whether an array stands in no formula, as a table C of which the rows are the inputs."""
    used = {name_key(name) for name in names.values()}
    return key not in used and _letter(key) not in _INPUTS | heads


def _shape_of_value(sentence: Sentence, key: str) -> Shape | None:
    """The shape of what a name is given as, entry by entry."""
    known = sentence.place.state.scope.latest(key)
    body = None if known is None or known.parameters is not None else known.body
    if isinstance(body, tree.Matrix):
        return number(len(body.rows)), number(len(body.rows[0]))
    plain = isinstance(body, tree.Group) and body.fence in ("()", "[]") and len(body.items) > 1
    return (number(len(body.items)), ONE) if plain and isinstance(body, tree.Group) else None


def _of_derivative(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """As many entries as those of what is derived times those of what it is derived by."""
    node = sentence.node(match["of"])
    if not isinstance(node, tree.Derivative) or node.operand is None or node.orders != (1,):
        return None
    memory = heard_memory(sentence.place.state)
    found = []
    for shapes in forced(memory, sentence.place.state.source.text):
        one, two = told(shapes, node.operand), told(shapes, node.variables[0])
        if one is None or two is None:
            return None
        total = one[0] * one[1] * two[0] * two[1]
        found.append(compared_sizes(sentence, total, match["n"]))
    return found[0] if found and all(one == found[0] for one in found) else None


def _total(shapes: Iterable[Shape]) -> Size:
    """The entries of arrays together."""
    total = number(0)
    for rows, columns in shapes:
        total = total + rows * columns
    return total


def formulas_before(sentence: Sentence) -> dict[str, Binding]:
    """The formulas that the document gave before this one."""
    state = sentence.place.state
    known = {key: found[0] for key, found in state.scope.history.items() if len(found) == 1}
    return {
        key: one
        for key, one in known.items()
        if one.computed and one.parameters is None and one.version <= state.since
        if one.section == sentence.place.formula.headings
    }


def _names(node: tree.Node) -> Iterator[tree.Name]:
    """The names in a formula, but for functions and constants, and for those in an index."""
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
        lone = node.head.subscript is None and node.head.base not in _WEIGHTS
        yield from () if lone else _names(node.head)  # an activation, perhaps
        yield from _names(node.arguments)
    elif not isinstance(node, tree.Name):
        for part in tree.children(node):
            yield from _names(part)
    elif tree.key(node) is not None and not _is_function(node):
        yield node


def _is_function(name: tree.Name) -> bool:
    return name.base in SPELLINGS or name.base in FUNCTION_WORDS or name.base in _CONSTANTS


def compared_sizes(sentence: Sentence, total: Size, place: str) -> Judgement | None:
    """A number of entries against all members of a chain of equal ones."""
    node = sentence.node(place)
    claimed = [size_of(member) for member in members_of(node)]
    settings = {
        tree.key(c.first) or "": c.links[0].operand
        for c in sentence.settings
        if [link.relation for link in c.links] == ["="]
    }
    given = _with_values(sentence, total, settings)
    text = f"there are {total}"
    if not claimed or len(settings) != len(sentence.settings):
        return None
    if all(holds("=", total, c) or holds("=", given, _put(sentence, c, settings)) for c in claimed):
        return Judgement("proved", METHOD, notes=(text,))
    wrong = [c for c in claimed if not holds("=", total, c)]
    letters = sorted({x for c in (*claimed, total) for x in c.letters})
    sizes = {name: k + 3 for k, name in enumerate(letters)}
    if not settings and all(c.letters <= total.letters for c in wrong):
        numbers = not total.letters
        if (numbers or any(c.letters for c in wrong)) and any(
            differ(total, c, sizes) for c in wrong
        ):
            shown = tuple((name, str(n)) for name, n in sizes.items()) or None
            wrong_there = Judgement("refuted", METHOD, counterexample=shown, notes=(text,))
            return unless_tied(sentence.place, wrong_there)
    if not given.letters and all(not _put(sentence, c, settings).letters for c in claimed):
        return Judgement("refuted", METHOD, notes=(f"there are {given}",))
    return None


def _with_values(sentence: Sentence, size: Size, settings: dict[str, tree.Node]) -> Size:
    """A size at the numbers that its letters are given."""
    return with_sizes((size, ONE), settings)[0] if settings else _put(sentence, size, settings)


def _put(sentence: Sentence, size: Size, settings: dict[str, tree.Node]) -> Size:
    scope = sentence.place.state.scope
    for name in sorted(size.letters):
        node = settings.get(name)
        known = scope.latest(name)
        if node is None and known is not None and known.parameters is None:
            node = known.body
        if isinstance(node, tree.Number):
            size = size.put(name, size_of(node))
    return size


# --- numbers ----------------------------------------------------------------------------


def _of_scalars(sentence: Sentence, match: re.Match[str]) -> Judgement | None:
    """The letters of a function of numbers that are no arguments of it."""
    view = as_before(sentence).view
    known = sentence.place.state.scope.history
    opened = {
        key: Scalar(symbol(key))
        for key, found in known.items()
        if found[-1].parameters is None and not found[-1].computed and _letter(key) in _SCALARS
    }
    here = sentence.place.formula.headings
    if any(len(found) > 1 or found[-1].section != here for found in known.values()):
        return None  # another net may be meant
    view = view.varying({**view.varied, **opened})
    node = sentence.node(match["of"]) if match["of"] else tree.Name(_output(sentence))
    key = tree.key(node)
    arguments: tuple[str, ...] = ()
    binding = sentence.place.state.scope.latest(key or "")
    if binding is not None and binding.parameters is not None:
        arguments = binding.parameters
        value = view.read(node)
        if not isinstance(value, Defined) or any(len(a) != 1 for a in arguments):
            return None
        node = tree.Call(node, tree.Group("()", tuple(tree.Name(a) for a in arguments)))
    letters = free_symbols(number_of(view, node)) - {*arguments}
    own = {name for name in letters if name.partition("_")[0] in _SCALARS}
    if letters - own - _INPUTS or not own or may_be_vectors(sentence, own):
        return None
    members = members_of(sentence.node(match["n"]))
    if not members:
        return None
    found = [judged(Atomic("=", rational(len(own)), number_of(view, member))) for member in members]
    text = f"its letters: {', '.join(sorted(own))}"
    if all(one.outcome == "proved" for one in found):
        return Judgement("proved", "counted in the formulas", notes=(text,))
    if any(one.outcome == "refuted" for one in found):
        return Judgement("refuted", "counted in the formulas", notes=(text,))
    return None


def may_be_vectors(sentence: Sentence, names: set[str]) -> bool:
    """Whether a letter without a number may stand for a vector, as the document speaks of such."""
    numbered = all(re.search(r"_\d", name) for name in names)
    return not numbered and says(sentence.place.state.source.text, _VECTORS)


def _output(sentence: Sentence) -> str:
    """The only value that no other formula uses.

    Raises:
        UnreadError: there is none, or more than one.
    """
    formulas = formulas_before(sentence)
    used = {_letter(tree.key(n) or "") for b in formulas.values() for n in _names(b.body)}
    outputs = [key for key in formulas if _letter(key) not in used]
    if len(outputs) != 1 or len(outputs[0]) != 1:
        raise UnreadError("which network is meant is not said")
    return outputs[0]
