"""Evidence as files: written whole, read strictly, and told in words.

A file may come from a stranger. It is read as JSON alone, up to a size and a depth, with no key
twice; a name that could pass for mathematics is printed in quotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from flint import fmpq

from symnn.deferred import regex
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, RealRoot
from symnn.exact.plain import SIGNS, plain

MAX_BYTES: Final = 100 << 20
_LONGEST: Final = 1000  # characters of a side; what is longer is printed as …
_LETTER: Final = "A-Za-zαβγδεζηθικλμνξρσςτυφχψωΓΔΘΛΞΣΦΨΩ"  # π is a number, ο passes for o
_NAME: Final = regex(
    f"(?!(?:and|at|if|implies|not|or|otherwise|where)$)[{_LETTER}][{_LETTER}0-9_]*'*"
)
_WORDS: Final = {
    "algebraic": "algebraic numbers",
    "counterexample": "a counterexample",
    "limits": "limits by continuity",
    "linear": "linear combinations",
    "normal_form": "normal form",
    "polynomial": "polynomials",
}
#: Kinds that say how a proof is put together, or whom it asks.
_UNSAID: Final = ("atoms", "contrary", "oracle")


class UnreadableError(SymnnError, ValueError):
    """A file that is no JSON which could be evidence."""


def text_of(evidence: Mapping[str, Any]) -> str:
    """Evidence as the text of a file.

    Examples:
        >>> json.loads(text_of({"symnn_evidence": 1})) == {"symnn_evidence": 1}
        True
    """
    return json.dumps(evidence, ensure_ascii=False, allow_nan=False) + "\n"


def load(path: str) -> Any:
    """The JSON of a file, whatever it says: `recheck` judges it.

    Raises:
        UnreadableError: it is missing, no file, too large, no UTF-8, no JSON, nested too deeply,
            or it has a key twice; the message names the file.
    """
    file = Path(path)
    if file.is_dir():
        raise UnreadableError(f"{path}: is a directory; name a file of evidence")
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(f"{path}: no such file; check the spelling of the path") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: cannot be read: {error}") from error
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{path}: is larger than {MAX_BYTES >> 20} MiB")
    return _parsed(path, data)


def _parsed(path: str, data: bytes) -> Any:
    try:
        return json.loads(
            data.decode("utf-8"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant
        )
    except UnicodeDecodeError as error:
        why = f"is not UTF-8 text (byte {error.start})"
    except json.JSONDecodeError as error:
        why = f"is not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
    except RecursionError:
        why = "is nested too deeply"
    except ValueError as error:
        why = f"is not JSON that can be evidence: {error}"
    raise UnreadableError(f"{path}: {why}")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(k for k in keys if keys.count(k) > 1)!r} is there twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


# In words ---------------------------------------------------------------------------------


def described(evidence: Mapping[str, Any]) -> str:
    """What evidence that was accepted shows, by which means, and whom it asked, in one line.

    Examples:
        >>> from symnn.claims.language import Lt, check
        >>> described(check(Lt("1/3", "0.34")).evidence)
        'proved: 1/3 < 17/50 (by algebraic numbers; no outside oracle)'
    """
    statement, proof = evidence["statement"], evidence["proof"]
    nodes = _decoded(statement["nodes"], [])
    text = _formula(statement["formula"], nodes)
    domain = ", ".join(_formula(part, nodes) for part in statement["over"])
    text += f" where {domain}" if domain else ""
    if proof["kind"] == "counterexample":
        values = _decoded(proof["nodes"], nodes)
        point = [f"{_name(name)} = {plain(values[i])}" for name, i in proof["point"].items()]
        text += f", at {', '.join(point)}"
    kinds = dict.fromkeys(str(part["kind"]) for part in _proofs(proof))
    means = ", ".join(_WORDS.get(kind, kind) for kind in kinds if kind not in _UNSAID)
    return f"{evidence['status']}: {text} (by {means}; {oracle(evidence) or 'no outside oracle'})"


def oracle(evidence: Mapping[str, Any]) -> str:
    """The outside engines that a replay of this evidence asks, or nothing."""
    asked = [part for part in _proofs(evidence["proof"]) if part["kind"] == "oracle"]
    names = dict.fromkeys(str(part["engine"]) for part in asked)
    return f"outside oracle {', '.join(names)}" if names else ""


def _proofs(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every part of a proof that says of what kind it is, outer ones first."""
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            if "kind" in part:
                yield part
            stack += reversed(part.values())
        elif isinstance(part, list):
            stack += reversed(part)


def _formula(formula: Sequence[Any], nodes: Sequence[Expr]) -> str:
    head, *parts = formula
    if isinstance(parts[0], int):
        left, right = (plain(nodes[i]) for i in parts)
        return f"{left} {SIGNS.get(head, head)} {right}"
    inner = [f"({_formula(p, nodes)})" for p in parts]
    return f"not {inner[0]}" if head == "not" else f" {head} ".join(inner)


def _decoded(nodes: Sequence[Any], before: Sequence[Expr]) -> list[Expr]:
    """The expressions of a program; a long one is a symbol called …."""
    found, lengths = list(before), [len(plain(e)) for e in before]
    for head, *rest in nodes:
        node, size = _node(head, rest, found), len(str(rest))
        size += sum(lengths[i] for i in _places(head, rest))
        found.append(node if size <= _LONGEST else Expr("symbol", (), "…"))
        lengths.append(size if size <= _LONGEST else 1)
    return found


def _places(head: str, rest: list[Any]) -> list[int]:
    """The places of the arguments of a node, in the order of the expression."""
    match head:
        case "add" | "mul" | "power":
            return rest
        case "nth_root" | "apply" | "derivative":
            return rest[1:]
        case "limit":
            return rest[2:]
        case "piecewise":
            return [i for row in rest[0] for i in row[1:]] + [rest[1]]
    return []


def _node(head: str, rest: list[Any], before: Sequence[Expr]) -> Expr:
    args = tuple(before[i] for i in _places(head, rest))
    match head:
        case "rational":
            return Expr(head, (), fmpq(rest[0]))
        case "root":
            return Expr(head, (), RealRoot(tuple(rest[0]), fmpq(rest[1]), fmpq(rest[2])))
        case "symbol" | "derivative":
            return Expr(head, args, _name(rest[0]))
        case "nth_root" | "apply":
            return Expr(head, args, rest[0])
        case "limit":
            return Expr(head, args, (_name(rest[0]), rest[1]))
        case "piecewise":
            return Expr(head, args, tuple(row[0] for row in rest[0]))
    return Expr(head, args)


def _name(name: str) -> str:
    """A symbol's name, in quotes where it could be read as something else."""
    return name if _NAME.fullmatch(name) else ascii(name)
