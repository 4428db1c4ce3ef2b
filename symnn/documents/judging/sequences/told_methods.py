r"""Methods that are told in words: gradient descent "on f(w) = (w - 3)^2 from w_0 = 0".

The rule w_{t+1} = w_t - 0.1 f'(w_t) is heard as if it was written, and that of Newton's method for
a root or for a minimum. So it is only where the text speaks of no other method, writes no rule
itself, and gives one function, one start and one rate, and no later point before them; it holds in
its own section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from symnn.deferred import regex
from symnn.documents.judging import signs
from symnn.documents.judging.placing import Place, State
from symnn.documents.judging.statements import statement_entries
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.regions import Formula
from symnn.documents.source import says
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding
from symnn.latex.parser import parse
from symnn.latex.rewriting import Rewriting

#: What is kept of the rules that were heard: their section, and the names that have them.
_HEARD: Final = "steps of a method that words tell"
_OTHERS: Final = regex(
    r"(?i)momentum|nesterov|\badam|adagrad|adadelta|rmsprop|stochastic|mini-?batch|\bsgd\b|damped"
    r"|project(?:ed|ion)|proximal|line search|backtrack|schedul|\bdecay|noise|noisy|conjugate"
    r"|coordinate|mirror|natural gradient|ascent|normali[sz]ed gradient|sign of the gradient|clip"
    r"|precondition|averag|accelerat|annealing|subgradient|per sample|one sample"
    r"|clamp|constrain|penal|regulari|ridge|lasso|weight limit|confin|restrict|relax|modif"
    r"|simplif|\bkeeps? the (?:slope|derivative|gradient)|quasi|secant|\bbfgs|broyden|gauss"
    r"|levenberg|fisher|variant|maximi[sz]\w* .*descent|descent .*maximi[sz]|uphill|climb|revers"
    r"|opposite|\b(?:half|twice|double|third|quarter|tenth) (?:of |the |each |its |that )"
    r"|finite difference|numerical (?:gradient|slope|deriv)"
    r"|approximat\w+ (?:the )?(?:gradient|slope|deriv)|\bdifference quotient|\bimplicit"
    r"|\bbackward|\bpredict|extrapolat|round(?:ed|ing|s) (?:off|after|to|each|every)|quanti[sz]"
    r"|\bafterwards\b|\bthereafter\b|\blater (?:steps?|on)\b|first steps?\b"
    r"|\bthen\b[^.\n]{0,30}(?:rate|step size)"
    r"|\b(?:another|second|other|different|two|both|three|several) (?:\w+ )?(?:starts?|runs?|expe"
    r"riments?|rates?|learning rates?|step sizes?|initiali[sz]\w+)\b"
    r"|\b(?:also|again)\b[^.\n]{0,40}(?:\bfrom\b|start)|instead|halley|bisect|regula falsi"
    r"|fixed[- ]point|\bbrent|muller|nelder|evolution"
    r"|(?:gradient|slope|step|update)s? (?:is|are|was|were) (?:first |also |then )?(?:scaled|mult"
    r"iplied|divided|clipped|truncated|limited|capped|halved|doubled|weighted|normali)"
    r"|(?:only|just|single|one) (?:\w+ )?(?:example|sample|pattern|data point|observation)"
    r"|(?:uses?|per|for each) (?:only |just )?(?:one|each|every|single) (?:example|sample|pattern"
    r")"
    r"|(?:halv|doubl|chang|adapt|grow|shrink|increas|reduc|divid)\w* (?:\w+ ){0,3}"
    r"(?:rate|step size|step length)|(?:rate|step size|step length)[^.\n]{0,30}"
    r"(?:halv|doubl|chang|adapt|grow|shr[iu]nk|reduc|divid)"
)
#: A rule that is written: x_{t+1} = x_t - …, x ← x - ….
_WRITTEN: Final = regex(
    r"\\leftarrow|\\gets|←|:=|[_^]\s*\{?\(?\s*(?:\\?text\{)?[a-z]\s*\+\s*1|\\mapsto|(?i:\bnew\b)|[_^]\{?\+|\w'\s*="
)
_RATE: Final = regex(
    r"(?i)(?:learning[ -]rate|step[- ]?size|step[- ]?length)"
    r"(?:\s+(?:of|is|equals?|equal to|as|to|was|be|set|called|named|fixed|at))*\s*(?:\$|\\\(|:)?\s*"
    r"(?P<letter>\\[a-zA-Z]+|[a-zA-Z](?![a-zA-Z]))?\s*(?P<eq>=)?\s*"
    r"(?P<value>\d*\.?\d+|\\[dt]?frac\s*\{?\d+\}?\s*\{?\d+\}?)?"
)
_BEHIND: Final = regex(
    r"(?i)\$(?P<letter>\\[a-zA-Z]+|[a-zA-Z])\s*(?:=\s*[^$]+)?\$,? (?:as|is|for|being)"
    r" (?:the |its |our )?(?:learning[ -]rate|step[- ]?size|step[- ]?length)"
)
_MADE_OF: Final = regex(
    r"(?i)\b(?:squares?|sum|product|logarithm|log|square root|negative|reciprocal|inverse"
    r"|exponential|difference|mean|average|multiple|times|minus|plus|modulus|absolute value)"
    r" (?:of )?(?:the )?(?:function |loss )?\$"
)
_USUAL: Final = ("eta", "alpha", "epsilon", "gamma")
_HEADING: Final = regex(r"(?m)^#{1,6} |\\(?:sub)*section|\\begin\{example\}")
_INDICES: Final = ("t", "k", "n", "s")


#: Newton's method looks for a root of a function, or for one of its slope.
_NEWTON: Final = regex(r"(?i)\bnewton(?:'s|’s)?(?:[-– ]raphson)?(?:'s)? (?:method|iteration|step)")
_OF_ROOTS: Final = regex(r"(?i)\broots?\b|\bzeros?\b|\bsolv\w+|\\sqrt|square root|=\s*0\b")
_OF_EXTREMES: Final = regex(r"(?i)minim|maxim|optim|stationary|critical|extrem|hessian")

#: A value other than 0 that a function is to have, and a slope whose zero is looked for.
_NOT_ZERO: Final = regex(r"(?<![\w\\])\w\([a-z]\)\s*=\s*(?:[1-9]|-\s*\d|0\.\d)[\d.]*\s*\$")
_OF_SLOPES: Final = regex(
    r"(?i)(?:derivative|slope|gradient)\b[^.]*\b(?:zero|vanish)|'\s*(?:\([^)]*\))?\s*=\s*0"
    r"|(?:root|zero)s? of (?:the |its )?(?:\$\w'|derivative|slope|gradient)"
)


class _Told(NamedTuple):
    """The function, whether steps are counted above, in arrays, and the rate, or what is sought."""

    function: Binding
    above: bool
    in_array: bool
    rate: str
    roots: bool | None = None


def note_told_method(state: State, formula: Formula) -> None:
    """Take up the rule of a method that words before a formula tell, or forget that of another.

    Args:
        state: what the document has said so far.
        formula: the one that is judged next.
    """
    heard = state.counts.get(_HEARD)
    if heard is not None:
        section, keys = heard
        if formula.headings[: len(section)] != section and keys:
            _forget(state, keys)
            state.counts[_HEARD] = (section, ())
        return
    text = state.source.text
    if says(text, _OTHERS) or says(text, _WRITTEN):
        return
    before = text[: formula.outer_start]
    places = [found.end() for found in signs.METHODS.finditer(before)]
    if not places or _HEADING.search(before, places[-1]):
        return
    told = _told(state, formula, text[: _end_of_paragraph(text, formula.outer_end)])
    if told is None:
        return
    keys = tuple(_hear(state, formula, told))
    state.counts[_HEARD] = (formula.headings, keys)


def _end_of_paragraph(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end


def _told(state: State, formula: Formula, before: str) -> _Told | None:
    """What is needed for the rule, if all of it is said, and once."""
    here = [
        known[-1]
        for known in state.scope.history.values()
        if known and known[-1].section == formula.headings
    ]
    functions = [known for known in here if known.parameters and _is_of_whole(state, known)]
    newton = says(before, _NEWTON)
    if newton and says(before, _RATE):
        return None
    rate = "" if newton else _rate(state, before)
    if len(functions) != 1 or rate is None or (newton and says(before, signs.DESCENT)):
        return None
    (function,) = functions
    names = function.parameters or ()
    if not _is_meant(state, function, before) or _are_parts(names, before):
        return None
    if _is_part_of_goal(function, before):
        return None
    ways = {_start(state, name, before) for name in names}
    if len(ways) != 1 or None in ways or any(_has_more(state, name) for name in names):
        return None
    told = state.source.text[: formula.outer_start]
    if ways == {"_0"} and any(_is_indexed(name, told) for name in names):
        return None
    if _has_two_values(rate, before):
        return None
    in_array, above = _starts_in_array(state, function), ways == {"^(0)"}
    if not newton:
        return _Told(function, above, in_array, rate)
    if says(before, _NOT_ZERO) or says(before, _OF_SLOPES):
        return None
    roots, extremes = says(before, _OF_ROOTS), says(before, _OF_EXTREMES)
    if len(names) != 1 or in_array or roots == extremes:
        return None
    return _Told(function, above, False, rate, roots)


def _is_meant(state: State, function: Binding, before: str) -> bool:
    """Whether the function of a section is meant: it is the only one of its letters, or named."""
    others = [
        known[-1]
        for key, known in state.scope.history.items()
        if known and key != function.key and known[-1].parameters == function.parameters
    ]
    if not any(known.computed for known in others):
        return True
    name = re.escape(_written(function.key))
    return any(
        signs.METHODS.search(sentence) and re.search(rf"(?<![\\\w]){name}(?!\w)", sentence)
        for sentence in re.split(r"(?<=[.!?])\s|\n\s*\n", before)
    )


def _is_part_of_goal(function: Binding, before: str) -> bool:
    """Whether the method is told of something made of the function: 2f(x), the square of f."""
    name = re.escape(_written(function.key))
    named = re.compile(rf"(?<![\\A-Za-z]){name}(?!\w)")
    whole = re.compile(
        rf"(?:\\(?:min|arg\s*\\?min|nabla)(?![a-z])\s*(?:_\s*(?:\{{[^{{}}]*\}}|\w))?\s*)?{name}\s*'*\s*"
        r"(?:(?:\\left)?\([^()]*\)\s*)?(?:(?:=|:|,|\\colon|\\in).*)?"
    )
    for sentence in re.split(r"(?<=[.!?])\s|\n\s*\n", before):
        if signs.METHODS.search(sentence) is None:
            continue
        pieces = [piece.strip(" .,;") for piece in sentence.split("$")[1::2]]
        if any(named.search(p) and not whole.fullmatch(p.replace("\n", " ")) for p in pieces):
            return True
        if says(sentence, _MADE_OF):
            return True
    return False


def _are_parts(names: tuple[str, ...], before: str) -> bool:
    """Whether the text names w_1 among weights, or as a part of something else."""
    return any(
        re.search(
            rf"(?i)\b(?:weights?|parameters?|entries|inputs?|features?|components?|coordinates?"
            rf"|coefficients?|points?|data|samples?|neurons?|variables?|classes)\b[^.$\n]{{0,25}}"
            rf"\$[^$]*(?<![\\\w]){re.escape(_written(name))}_\{{?1",
            before,
        )
        for name in names
    )


def _is_indexed(name: str, text: str) -> bool:
    """Whether w_1 or w_2 was written before: then they are something else than steps."""
    letter = re.escape(_written(name))
    return re.search(rf"(?<![\\\w]){letter}\s*_\s*\{{?\s*[1-9]", text) is not None


def _has_two_values(rate: str, text: str) -> bool:
    """Whether one paragraph gives the letter of the rate two numbers."""
    value = rf"(?<![\\\w]){re.escape(rate)}\s*=\s*(\d*\.?\d+|\\[dt]?frac\S+)"
    found = (set(re.findall(value, part)) for part in re.split(r"\n\s*\n", text))
    return bool(rate) and any(len(values) > 1 for values in found)


def _is_of_whole(state: State, known: Binding) -> bool:
    """Whether a function is made of its arguments, or of entries of the one that is an array."""
    if not known.computed:
        return False
    used = {tree.key(part) or "" for part in tree.walk(known.body) if isinstance(part, tree.Name)}
    names = known.parameters or ()
    entries = any(key.startswith(f"{name}_") for key in used for name in names)
    if _starts_in_array(state, known):
        return True
    return used.issuperset(names) and not entries


def _starts_in_array(state: State, function: Binding) -> bool:
    """Whether the start of the one variable is a list or a column of numbers."""
    names = function.parameters or ()
    starts = [state.scope.latest(f"{name}{how}") for name in names for how in ("_0", "^(0)")]
    bodies = [known.body for known in starts if known is not None]
    while bodies and isinstance(bodies[0], tree.Transpose):
        bodies[0] = bodies[0].operand
    listed = len(bodies) == 1 and isinstance(bodies[0], (tree.Group, tree.Matrix))
    return len(names) == 1 and listed and len(tree.children(bodies[0])) > 1


def _start(state: State, name: str, before: str) -> str | None:
    """How the start of a variable is written: w_0 or w^{(0)}, with a value or without one."""
    ways = [how for how in ("_0", "^(0)") if state.scope.latest(f"{name}{how}") is not None]
    if ways:
        return ways[0] if len(ways) == 1 else None
    letter = re.escape(_written(name))
    spoken = [
        how
        for how, mark in (("_0", r"_\{?0\}?"), ("^(0)", r"\^\{?\(0\)\}?"))
        if re.search(rf"\$\s*{letter}\s*{mark}\s*\$", before)
    ]
    return spoken[0] if len(spoken) == 1 else None


def _has_more(state: State, name: str) -> bool:
    """Whether a rule for a name was given, or a later point of it."""
    if state.scope.families.get(name):
        return True
    later = (f"{name}{mark}" for k in range(1, 10) for mark in (f"_{k}", f"^({k})"))
    return any(state.scope.latest(key) is not None for key in later)


def _rate(state: State, before: str) -> str | None:
    """The learning rate as a letter or a number; None if it is not said, or in two ways."""
    found = {rate for match in _RATE.finditer(before) if (rate := _said_rate(state, match))}
    found |= {match["letter"] for match in _BEHIND.finditer(before)}
    if not found:
        found = {key for key in _USUAL if _is_number(state, key)}
        found = {rf"\{key}" for key in found}
    return next(iter(found)) if len(found) == 1 else None


def _said_rate(state: State, match: re.Match[str]) -> str | None:
    letter, value = match["letter"], match["value"]
    if letter is not None and not letter.startswith(r"\frac"):
        known = _is_number(state, letter.lstrip("\\"))
        return letter if known or (match["eq"] is None and letter.startswith("\\")) else None
    return value if value is not None and match["eq"] is None else None


def _is_number(state: State, key: str) -> bool:
    known = state.scope.latest(key)
    return known is not None and known.parameters is None and not known.computed


def _hear(state: State, formula: Formula, told: _Told) -> Iterator[str]:
    """Hear the rules as if they stood before the formula; the keys that they are kept under."""
    used = {key for key in _INDICES if state.scope.latest(key) is not None}
    index = next((letter for letter in _INDICES if letter not in used), None)
    if index is None:
        return
    before = set(state.scope.history)
    last = state.last
    for latex in _rules(told, index):
        for statement in _parsed(latex):
            place = Place(state, formula, Rewriting(""))
            for _ in statement_entries(place, statement, Clause(statement)):
                pass
    state.last = last
    yield from (key for key in state.scope.history if key not in before)


def _rules(told: _Told, index: str) -> Iterator[str]:
    """The rule of each variable, all of them at once."""
    name = _written(told.function.key)
    names = [_written(base) for base in told.function.parameters or ()]
    now, new = ("^{(%s)}", "^{(%s+1)}") if told.above else ("_{%s}", "_{%s+1}")
    at = ", ".join(variable + now % index for variable in names)
    if told.roots is not None:
        above, below = (name, f"{name}'") if told.roots else (f"{name}'", f"{name}''")
        step = rf"\frac{{{above}({at})}}{{{below}({at})}}"
        yield f"{names[0]}{new % index} = {at} - {step}"
        return
    for variable in names:
        slope = rf"\frac{{\partial {name}}}{{\partial {variable}}}({at})"
        if len(names) == 1:
            slope = rf"\nabla {name}({at})" if told.in_array else f"{name}'({at})"
        yield f"{variable}{new % index} = {variable}{now % index} - {told.rate}\\,{slope}"


def _written(key: str) -> str:
    return rf"\{key}" if len(key) > 1 and key.isalpha() else key


@lru_cache(maxsize=64)
def _parsed(latex: str) -> tuple[tree.Statement, ...]:
    found = (s.body for s in parse(latex).statements if isinstance(s, tree.Statement))
    return tuple(tree.Statement(_nowhere(body)) for body in found)


def _nowhere(node: tree.Node) -> tree.Node:
    """The tree without the places of its parts, which are none of the document."""
    return replace(tree.map_children(node, _nowhere), span=tree.NOWHERE)


def _forget(state: State, keys: tuple[str, ...]) -> None:
    """Let the names of the steps be free again: another section may mean others by them."""
    bases = {key.rpartition("_")[0] or key.partition("^")[0] for key in keys}
    for key, known in list(state.scope.history.items()):
        base = key.rpartition("_")[0] or key.partition("^")[0]
        if base in bases and known and known[-1].member:
            del state.scope.history[key]
    for key in keys:
        state.scope.history.pop(key, None)
        for patterns in state.scope.families.values():
            patterns.pop(key, None)
    state.scope.values.clear()
