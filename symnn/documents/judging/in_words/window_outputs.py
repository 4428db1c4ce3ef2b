r"""Outputs of windows that slide, told in words: "without padding the output is [[19, 25], …]".

Two arrays are given, the smaller one is the kernel. A convolution turns its kernel, a
cross-correlation does not; of networks "convolution" is said of both, so both are tried then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic
from symnn.deferred import regex
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, judged
from symnn.documents.judging.in_words.windows_said import Said, said_of_windows, sides_of
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Outcome
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ZERO, Expr, add, apply, free_symbols, mul, rational
from symnn.exact.plain import plain
from symnn.exact.radicals import written_form
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import OTHER_WINDOWS
from symnn.latex.meaning.values import Array
from symnn.latex.parser import parse

Grid: TypeAlias = "list[list[Expr]]"

_CLAIM: Final = regex(
    r"(?P<spec>.+?),? (?:is|gives?|yields?|produces?|returns?|results? in|leads? to|equals|becomes"
    r"|are|we get|we obtain|one gets|this gives|has (?:the )?(?:output|result))"
    rf"(?: the)?(?: (?:output|result|matrix|array|vector|feature map))? (?P<m>{PLACE})"
)
_BEHIND: Final = regex(
    rf"(?P<subject>the (?:output|result|feature map)) (?P<spec>(?:with|for|without|when|using) .+?)"
    rf" (?:is|equals) (?P<m>{PLACE})"
)
_MATRIX: Final = (
    r"\\begin\s*\{[bpvBV]?matrix\}.*?\\end\s*\{[bpvBV]?matrix\}"
    r"|\\left\s*\[\s*\\begin\s*\{array\}.*?\\end\s*\{array\}\s*\\right\s*\]"
    r"|[\[(]\s*-?[\d.]+(?:\s*(?:,|\\[,;: ])\s*-?[\d.]+)+\s*[\])]"
)
_GIVEN: Final = regex(
    r"(?<![A-Za-z_^])(?:\\(?:mathbf|boldsymbol|bm|mathrm|mathsf|vec)\s*\{?\s*)?(?P<name>[A-Za-z])"
    rf"\s*\}}?\s*&?=\s*(?P<value>{_MATRIX})",
    re.DOTALL,
)
_KERNELS: Final = frozenset("KkWwFfgh")
_INPUTS: Final = frozenset("XxIAaf")
#: Turned kernels, or kernels as they are: what a text says of its convolutions.
_CROSS: Final = regex(r"(?i)cross[- ]correlat|without flip|not (?:be )?flip|no flip|unflipped")
_OPERATION: Final = regex(r"(?i)cross[- ]correlation(?:\s|\})*(?:of|between)\b")
_TURNED: Final = regex(r"(?i)\bflip(?:s|ped|ping)?\b|rotat\w+ (?:the )?(?:kernel|filter)|mirror")
#: What may stand between the windows and an output.
_MORE: Final = regex(
    r"(?i)\bbias|\brelu\b|activation|sigmoid|\btanh\b|batch[- ]?norm|circular|reflect"
)
#: Other things that have outputs.
_OTHER: Final = regex(r"(?i)pooling|\blayers\b|transposed|deconv")
_WINDOWS: Final = regex(r"(?i)convol|cross[- ]correl|\bkernels?\b|\bfilters?\b|\bsliding\b")
#: Steps and padding that are told for what follows.
_TOLD: Final = regex(r"(?i)(?:stride|padding|padded)[^.;]{0,40}?\d|\b[sp]\s*=\s*\d")
_MEMORY: Final = " padding of windows"
_METHOD: Final = "the windows one by one"
_MOST: Final = 400


def judge_windows(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    for form in (_CLAIM, _BEHIND):
        match = form.fullmatch(sentence.words)
        if match is None:
            continue
        try:
            found = _output(sentence, match["spec"], match["m"])
        except SymnnError:
            continue
        if found is not None:
            return found
    return None


def _output(sentence: Sentence, spec: str, place: str) -> Judgement | None:
    """All that the words may mean, beside what is claimed."""
    said = said_of_windows(sentence, spec)
    node = sentence.node(place)
    claimed = _grid(sentence, node)
    if claimed is None or OTHER_WINDOWS in sentence.view.scope.told:
        return None
    counts = sentence.place.state.counts
    if said.again:
        if _MEMORY not in counts:
            return None
        said = replace(said, paddings=counts[_MEMORY])
    if said.paddings and said.paddings != ((0, 0),):
        counts[_MEMORY] = said.paddings
    outputs = list(_outputs(sentence, said))
    outcomes = {_compared(found, claimed) for found in outputs}
    if len(outcomes) != 1:
        return None
    (outcome,) = outcomes
    if outcome == "refuted" and not _is_certain(sentence, said, node, outputs[0], claimed):
        return None
    notes = (f"it is {_shown(outputs[0])}",) if outcome == "refuted" else ()
    return Judgement(outcome, _METHOD, notes=notes) if outcome != "undecided" else None


def _is_certain(
    sentence: Sentence, said: Said, node: tree.Node, found: Grid, claimed: Grid
) -> bool:
    """Whether nothing that is not said could make a false output right."""
    if any(isinstance(n, tree.Number) and n.decimals for n in tree.walk(node)):
        return False  # they may be rounded
    text = sentence.place.state.source.text[: sentence.place.formula.outer_start]
    whole = (bool(said.paddings) or said.mode is not None) and said.strides is not None
    alike = _sizes(found) == _sizes(claimed)
    if not whole and (
        _TOLD.search(text) is not None or not (alike or _is_said(said, found, claimed))
    ):
        return False
    values: dict[str, set[str]] = {}
    for match in _GIVEN.finditer(text):
        values.setdefault(match["name"], set()).add("".join(match["value"].split()))
    return all(len(given) == 1 for given in values.values())


def _is_said(said: Said, found: Grid, claimed: Grid) -> bool:
    """Whether an output of another size needs a padding that is said to be another one."""
    larger = any(c > f for c, f in zip(_sizes(claimed), _sizes(found), strict=True))
    return larger and (bool(said.paddings) or said.mode is not None)


def _compared(found: Grid, claimed: Grid) -> Outcome:
    if _sizes(found) != _sizes(claimed):
        return "refuted"
    pairs = [(a, b) for f, c in zip(found, claimed, strict=True) for a, b in zip(f, c, strict=True)]
    outcomes = {judged(Atomic("=", a, b)).outcome for a, b in pairs}
    if "refuted" in outcomes:
        return "refuted"
    return "undecided" if "undecided" in outcomes else "proved"


def _outputs(sentence: Sentence, said: Said) -> Iterator[Grid]:
    """The output in each reading of the padding, of the strides, and of the word convolution."""
    text = sentence.place.state.source.text[: sentence.place.formula.outer_end]
    if said.kind.startswith("pool"):
        yield from _pooled(sentence, said)
        return
    if _MORE.search(text) is not None or (said.kind == "output" and _OTHER.search(text)):
        raise refused()
    if said.kind == "output" and _WINDOWS.search(text) is None:
        raise refused()
    image, kernel = _pair(sentence, said)
    strides = said.strides or (1, 1)
    for pads in _pads(said, kernel):
        for turned in _ways(said.kind, text):
            own = [row[::-1] for row in kernel[::-1]] if turned else kernel
            if said.kind == "transposed":
                if said.dilation != 1:
                    raise refused()
                yield _cropped(_spread(image, kernel, strides), _flat(image, pads))
            else:
                yield _slid(_padded(image, _flat(image, pads)), own, strides, said.dilation)


def _pads(said: Said, kernel: Grid) -> tuple[tuple[int, int], ...]:
    """The padding on each side; "full" and "same" are as the kernel says."""
    if said.mode is None:
        return said.paddings or ((0, 0),)
    room = (len(kernel) - 1, len(kernel[0]) - 1)
    if said.mode == "full":
        return (room,)
    if said.strides not in (None, (1, 1)) or any(side % 2 for side in room):
        raise refused()
    return ((room[0] // 2, room[1] // 2),)


def _ways(kind: str, text: str) -> tuple[bool, ...]:
    """Whether the kernel is turned; both, where that is not said."""
    if kind in ("cross-correlation", "transposed"):
        return (False,)
    from symnn.documents.judging.doubts.meanings.one_way import FLIPS

    if kind == "convolution" and FLIPS.search(text) is not None:
        return (True,)
    cross, turned = _CROSS.search(text) is not None, _TURNED.search(text) is not None
    if kind == "convolution" and _CROSS.search(_OPERATION.sub(" ", text)) is None:
        cross = False  # which is another operation of the text
    if cross and (kind == "output" or not turned):
        return (False,)
    return (False, True)


def _pooled(sentence: Sentence, said: Said) -> Iterator[Grid]:
    """The largest or the mean of each window; of untold strides, windows beside one another."""
    grids = _given(sentence)
    named = {"X", "x", "I", "A"} & grids.keys()
    if said.operands is not None or not (len(grids) == 1 or len(named) == 1):
        raise refused()
    image = grids[next(iter(named if len(named) == 1 else grids))]
    sides = sides_of(sentence, said.window or "")
    window = (sides[0], sides[-1]) if len(image) > 1 else (1, sides[0])
    if len(sides) > 2 or min(window) < 1 or said.paddings not in ((), ((0, 0),)):
        raise refused()
    rule = {"pool-max": _largest, "pool-min": _smallest, "pool-mea": _mean}[said.kind]
    ways = [said.strides] if said.strides is not None else [window, (1, 1)]
    for strides in ways:
        yield _windowed(image, window, strides, 1, rule)


def _largest(cells: Sequence[Expr]) -> Expr:
    return apply("max", *cells) if len(cells) > 1 else cells[0]


def _smallest(cells: Sequence[Expr]) -> Expr:
    return apply("min", *cells) if len(cells) > 1 else cells[0]


def _mean(cells: Sequence[Expr]) -> Expr:
    return mul(rational(1) / rational(len(cells)), add(*cells))


# --- sliding ----------------------------------------------------------------------------


def _slid(image: Grid, kernel: Grid, strides: tuple[int, int], dilation: int) -> Grid:
    weights = [cell for row in kernel for cell in row]

    def weighted(cells: Sequence[Expr]) -> Expr:
        return add(*(mul(w, cell) for w, cell in zip(weights, cells, strict=True)))

    return _windowed(image, (len(kernel), len(kernel[0])), strides, dilation, weighted)


def _windowed(
    image: Grid,
    window: tuple[int, int],
    strides: tuple[int, int],
    dilation: int,
    rule: Callable[[Sequence[Expr]], Expr],
) -> Grid:
    """What a rule makes of each window, from row to row."""
    steps = strides if len(image) > 1 else (1, strides[-1])
    reach = [dilation * (side - 1) + 1 for side in window]
    rows = range(0, len(image) - reach[0] + 1, steps[0])
    columns = range(0, len(image[0]) - reach[1] + 1, steps[1])
    if not rows or not columns:
        raise refused()
    return [
        [
            rule(
                [
                    image[r + dilation * a][c + dilation * b]
                    for a in range(window[0])
                    for b in range(window[1])
                ]
            )
            for c in columns
        ]
        for r in rows
    ]


def _spread(image: Grid, kernel: Grid, strides: tuple[int, int]) -> Grid:
    """A transposed convolution: each entry times the kernel, added where it falls."""
    steps = strides if len(image) > 1 else (1, strides[-1])
    height = (len(image) - 1) * steps[0] + len(kernel)
    width = (len(image[0]) - 1) * steps[1] + len(kernel[0])
    found = [[ZERO] * width for _ in range(height)]
    for r, row in enumerate(image):
        for c, entry in enumerate(row):
            for a, weights in enumerate(kernel):
                for b, weight in enumerate(weights):
                    at = found[r * steps[0] + a]
                    at[c * steps[1] + b] = add(at[c * steps[1] + b], mul(entry, weight))
    return found


def _flat(image: Grid, pads: tuple[int, int]) -> tuple[int, int]:
    """The padding of a list is at its ends alone."""
    return pads if len(image) > 1 else (0, pads[-1])


def _padded(image: Grid, pads: tuple[int, int]) -> Grid:
    width = len(image[0]) + 2 * pads[1]
    empty = [[ZERO] * width for _ in range(pads[0])]
    rows = [[ZERO] * pads[1] + row + [ZERO] * pads[1] for row in image]
    return [*empty, *rows, *empty]


def _cropped(image: Grid, pads: tuple[int, int]) -> Grid:
    found = [row[pads[1] : len(row) - pads[1]] for row in image[pads[0] : len(image) - pads[0]]]
    if not found or not found[0]:
        raise refused()
    return found


# --- what is given ----------------------------------------------------------------------


def _pair(sentence: Sentence, said: Said) -> tuple[Grid, Grid]:
    """The input and the kernel.

    Raises:
        MeaningError: which of the arrays they are is not certain.
    """
    grids = _given(sentence)
    if said.operands is not None:
        nodes = [sentence.node(place) for place in said.operands]
        both = [_named(sentence, node, grids) for node in nodes]
        small = [_fits(both[1], both[0]), _fits(both[0], both[1])]
        if said.kind == "transposed" or small == [True, False]:
            return both[0], both[1]
        if small == [False, True]:
            return both[1], both[0]
        raise refused()
    if len(grids) > 2:
        grids = {name: grid for name, grid in grids.items() if name in _KERNELS | _INPUTS}
    if len(grids) != 2:
        raise refused()
    (one, a), (two, b) = grids.items()
    if said.kind == "transposed":
        named = [name in _KERNELS and name not in _INPUTS for name in (one, two)]
        if named == [False, True]:
            return a, b
        raise refused()
    if _fits(b, a) and not _fits(a, b) and one not in _KERNELS - _INPUTS:
        return a, b
    if _fits(a, b) and not _fits(b, a) and two not in _KERNELS - _INPUTS:
        return b, a
    raise refused()


def _fits(kernel: Grid, image: Grid) -> bool:
    flat = (len(kernel) == 1) is (len(image) == 1)
    return flat and len(kernel) <= len(image) and len(kernel[0]) <= len(image[0])


def _named(sentence: Sentence, node: tree.Node, grids: dict[str, Grid]) -> Grid:
    key = tree.key(node)
    found = grids.get(key) if key is not None else _grid(sentence, node)
    if found is None:
        raise refused()
    return found


def _given(sentence: Sentence) -> dict[str, Grid]:
    """The arrays of numbers that the text gives, the last of each name."""
    text = sentence.place.state.source.text[: sentence.place.formula.outer_start]
    found: dict[str, Grid] = {}
    for match in _GIVEN.finditer(text):
        statements = parse(match["value"]).statements
        body = statements[0].body if isinstance(statements[0], tree.Statement) else None
        grid = _grid(sentence, body) if body is not None else None
        if grid is not None:
            found[match["name"]] = grid
    return found


def _grid(sentence: Sentence, node: tree.Node) -> Grid | None:
    """An array of numbers by rows; a list, and a single column, is one row."""
    value = sentence.view.read(node)
    if not isinstance(value, Array):
        return None
    cells = [cell.expr for cell in value.cells()]
    if free_symbols(*cells) or not 0 < len(cells) <= _MOST:
        return None
    if value.is_vector:
        return [cells]
    width = value.shape[1]
    return [cells[k : k + width] for k in range(0, len(cells), width)]


def _sizes(grid: Grid) -> tuple[int, int]:
    return len(grid), len(grid[0])


def _shown(grid: Grid) -> str:
    rows = [[plain(written_form(exact_value(lower(cell)))) for cell in row] for row in grid]
    return "[" + ", ".join("[" + ", ".join(row) + "]" for row in rows) + "]"
