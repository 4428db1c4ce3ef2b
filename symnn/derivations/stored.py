"""Derivations as files: all formulas and all evidence, replayed when they are read.

    {"symnn_derivation": 1, "title": …, "depth": …, "style": {…}, "parts": […]}

The values of the formulas are not in the file: they are computed from the formulas, and the
evidence of each step must be about just these values.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from flint import fmpq

from symnn.claims.program import statement
from symnn.claims.recheck import recheck
from symnn.claims.stored import described, oracle
from symnn.claims.stored import load as load_json
from symnn.claims.verdict import Status, Verdict
from symnn.derivations.expressions import decode_rows, encode_rows
from symnn.derivations.formulas import nodes as n
from symnn.derivations.formulas.meaning import Meaning
from symnn.derivations.formulas.nodes import Node
from symnn.derivations.steps import (
    Definition,
    Line,
    Page,
    Part,
    Prose,
    Quantity,
    Step,
    Table,
    check_parts,
    claim_of,
    conditions_of,
    defined,
    in_letters,
    lines_of,
)
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import EvidenceError, SymnnError
from symnn.exact.expression import Expr, rational

FORMAT: Final = "symnn_derivation"
_TYPES: Final[dict[str, Any]] = {kind.__name__: kind for kind in n.NODES}
#: What reading a file of the wrong form raises.
_FAULTS: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
                  ValueError)  # fmt: skip


def text_of(page: Page) -> str:
    """A derivation as the text of a file."""
    data = {
        FORMAT: 1,
        "title": page.title,
        "depth": page.depth,
        "style": page.style.data(),
        "parts": [_part(part) for part in page.parts],
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n"


def load(path: str | os.PathLike[str]) -> Page:
    """The derivation in a file, every step replayed.

    Raises:
        UnreadableError: the file is missing, or is no JSON.
        EvidenceError: it is no derivation, or a step is not proved by its evidence.
    """
    return page_of(load_json(os.fspath(path)))


def page_of(data: Any, *, strict: bool = False) -> Page:
    """The derivation that JSON values say, every step replayed.

    Raises:
        EvidenceError: they are no derivation, or a step is not proved by its evidence.
    """
    try:
        return _derivation(data, strict)
    except EvidenceError:
        raise
    except (SymnnError, *_FAULTS) as error:
        raise EvidenceError(f"this is no derivation that can be followed: {error}") from error


def replayed(data: Any, *, strict: bool = False) -> str:
    """What evidence, or a derivation with its evidence, shows once it is accepted, in one line.

    Raises:
        EvidenceError: it does not replay.
    """
    if not is_stored(data):
        recheck(data, strict=strict)
        return described(data)
    page = page_of(data, strict=strict)
    lines = [line for part in page.parts for line in lines_of(part)]
    asked = {oracle(s.verdict.evidence or {}) for line in lines for s in line.steps} - {""}
    count = sum(len(line.steps) for line in lines)
    title = f" of “{page.title}”" if page.title else ""
    return f"derivation{title}: {count} steps proved ({', '.join(asked) or 'no outside oracle'})"


def is_stored(data: Any) -> bool:
    """Whether JSON values claim to be a derivation."""
    return isinstance(data, Mapping) and FORMAT in data


# --- writing ------------------------------------------------------------------------


def _encoded(item: Any) -> Any:
    """A node, or what nodes are made of, as JSON values."""
    if isinstance(item, n.Stated):
        return ["Stated", item.latex, item.text, encode_rows(item.values)]
    if type(item) in n.NODES:
        return [type(item).__name__, *(_encoded(getattr(item, f.name)) for f in fields(item))]
    if isinstance(item, tuple):
        return {"list": [_encoded(part) for part in item]}
    if isinstance(item, fmpq):
        return str(item)
    return item


def _part(part: Part) -> dict[str, Any]:
    if isinstance(part, Line):
        return {"kind": "line"} | _line(part)
    if isinstance(part, Prose):
        return {
            "kind": "prose", "words": _words(part.words), "heading": part.is_heading,
            "depth": part.depth,
        }  # fmt: skip
    rows = [[_line(c) if isinstance(c, Line) else _words(c) for c in row] for row in part.rows]
    header = [_words(words) for words in part.header]
    return {"kind": "table", "header": header, "rows": rows, "depth": part.depth}


def _words(words: tuple[str | Node, ...]) -> list[Any]:
    return [w if isinstance(w, str) else _encoded(w) for w in words]


def _line(line: Line) -> dict[str, Any]:
    body = line.definition
    return {
        "first": _encoded(line.first),
        "definition": None if body is None else {
            "formula": _encoded(body.quantity.formula), "depth": body.depth, "reason": body.reason,
        },
        "steps": [_step(step) for step in line.steps],
        "conditions": [_encoded(c) for c in line.conditions],
        "depth": line.depth,
        "is_result": line.is_result,
        "in_one_row": line.in_one_row,
    }  # fmt: skip


def _step(step: Step) -> dict[str, Any]:
    return {
        "relation": step.relation,
        "right": _encoded(step.right.formula),
        "reason": step.reason,
        "depth": step.depth,
        "is_general": step.is_general,
        "is_abstract": step.is_abstract,
        "within": None if step.within is None else str(step.within.data),
        "method": step.verdict.method,
        "evidence": step.verdict.evidence,
    }


# --- reading ------------------------------------------------------------------------


def _derivation(data: Any, strict: bool) -> Page:
    if not is_stored(data) or data[FORMAT] != 1:
        raise EvidenceError(f"a derivation begins with {FORMAT}: 1")
    meaning, parts = Meaning(), []
    for item in data["parts"]:
        part, meaning = _read_part(item, meaning, strict)
        parts.append(part)
    style = Style(**data["style"])
    check_parts(parts)
    return Page(str(data["title"]), tuple(parts), data["depth"], style)


def _node(item: Any) -> Any:
    if isinstance(item, dict):
        return tuple(_node(part) for part in item["list"])
    if not isinstance(item, list):
        return item
    head, *rest = item
    if head == "Stated":
        return n.Stated(str(rest[0]), str(rest[1]), decode_rows(rest[2]))
    if head in ("Rational", "Rounded"):
        return _TYPES[head](fmpq(*_parts_of(rest[0])), *rest[1:])
    return _TYPES[head](*(_node(part) for part in rest))


def _parts_of(text: str) -> tuple[int, int]:
    top, _, bottom = text.partition("/")
    return int(top), int(bottom or "1")


def _read_part(item: Any, meaning: Meaning, strict: bool) -> tuple[Part, Meaning]:
    if item["kind"] == "line":
        return _read_line(item, meaning, strict)
    if item["kind"] == "prose":
        return Prose(_read_words(item["words"]), bool(item["heading"]), _depth(item)), meaning
    if item["kind"] != "table":
        raise EvidenceError(f"a part of a derivation is no {item['kind']!r}")
    rows = tuple(
        tuple(
            _read_line(c, meaning, strict)[0] if isinstance(c, dict) else _read_words(c)
            for c in row
        )
        for row in item["rows"]
    )
    header = tuple(_read_words(words) for words in item["header"])
    return Table(header, rows, _depth(item)), meaning


def _depth(item: Any) -> Depth:
    """The depth that something is printed at."""
    found: Depth = item["depth"]
    check_depth(found)
    return found


def _read_words(words: Any) -> tuple[str | Node, ...]:
    return tuple(w if isinstance(w, str) else _node(w) for w in words)


def _read_line(item: Any, meaning: Meaning, strict: bool) -> tuple[Line, Meaning]:
    first, body = _node(item["first"]), item["definition"]
    definition = None
    if body is None:
        left = Quantity(first, meaning.values(first))
    else:
        formula = _node(body["formula"])
        left = Quantity(formula, meaning.values(formula))
        meaning = defined(meaning, first, formula)
        definition = Definition(left, _depth(body), str(body["reason"]))
    conditions = tuple(_node(c) for c in item["conditions"])
    over = conditions_of(conditions, meaning)
    steps = []
    for raw in item["steps"]:
        formula = _node(raw["right"])
        right = Quantity(formula, meaning.values(formula))
        within = None if raw["within"] is None else rational(fmpq(*_parts_of(raw["within"])))
        if raw["is_general"]:
            general = meaning.general()
            a, b = (Quantity(f, general.values(f)) for f in (left.formula, formula))
            steps.append(_read_step(raw, a, b, over, within, strict))
            left = right
            continue
        steps.append(_read_step(raw, left, right, over, within, strict))
        left = left if raw["relation"] == "≈" else right
    line = Line(
        first,
        definition,
        tuple(steps),
        conditions,
        _depth(item),
        bool(item["is_result"]),
        bool(item["in_one_row"]),
    )
    return line, meaning


def _read_step(
    raw: Any, left: Quantity, right: Quantity, over: Any, within: Expr | None, strict: bool
) -> Step:
    relation, evidence = raw["relation"], raw["evidence"]
    is_abstract = bool(raw.get("is_abstract", False))
    sides = in_letters(left, right) if is_abstract else (left, right)
    claim = claim_of(sides[0], relation, sides[1], over, within)
    if not isinstance(evidence, dict) or evidence.get("status") != "proved":
        raise EvidenceError("a step without a proof")
    if evidence.get("statement") != statement(claim)[0]:
        raise EvidenceError(f"the evidence is about something else than {claim}")
    recheck(evidence, strict=strict)
    verdict = Verdict(Status.PROVED, claim, str(raw["method"]), evidence)
    flags = _depth(raw), over, within, bool(raw["is_general"]), is_abstract
    return Step(left, relation, right, str(raw["reason"]), verdict, *flags)
