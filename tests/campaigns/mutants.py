"""Evidence with something changed: numbers, places, signs, parts, trees, statements."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any, Final

from symnn.exact.expression import RELATIONS

Json = Any
Path = tuple[Any, ...]

#: Words that a mutation exchanges for each other.
_VOCABULARIES: Final = (
    RELATIONS,
    ("add", "mul", "power"),
    ("relu", "abs", "exp", "log", "floor", "sigmoid", "tanh", "sign", "cos", "sin", "softplus"),
    ("max", "min"),
    ("normal_form", "algebraic", "enclosure"),
    ("linear", "polynomial", "boxes", "oracle"),
    ("and", "or", "implies"),
    ("proved", "refuted"),
    ("x", "y"),
    ("oo", "-oo", "+", "-", "+-"),
    ("small", "exp", "log", "sin", "erf"),
)


def places(value: Json, path: Path = ()) -> Iterator[Path]:
    """The path of every part of a JSON value but the whole."""
    keys: Sequence[Any] = ()
    if isinstance(value, dict):
        keys = list(value)
    elif isinstance(value, list):
        keys = range(len(value))
    for key in keys:
        yield (*path, key)
        yield from places(value[key], (*path, key))


def part(value: Json, path: Path) -> Json:
    for key in path:
        value = value[key]
    return value


def mutate(evidence: Json, rng: Random, others: Sequence[Json], where: str = "") -> Json:
    """A copy with one to three changes, in the proof, in the statement or anywhere."""
    mutant = copy.deepcopy(evidence)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        top = where or rng.choice(("proof", "proof", "proof", "statement", "status"))
        if top not in mutant:
            continue
        if top == "status":
            _change(mutant, ("status",), rng, others)
        elif rng.random() < 0.05:
            mutant[top] = copy.deepcopy(rng.choice(others)[top])
        else:
            paths = [(top, *p) for p in places(mutant[top])]
            if paths:
                _change(mutant, rng.choice(paths), rng, others)
    return mutant


def attack(evidence: Json, rng: Random, leaves: Sequence[Json]) -> Json:
    """A copy with a tree of cases that is changed as a forger would: ends, names of branches.

    Ends that say "true" become refutations of other proofs, the relations of branches are
    exchanged by others all over the tree, branches are left out; other proofs stay as they are.
    """
    mutant = copy.deepcopy(evidence)
    proof = mutant["proof"]
    proof = proof["evidence"]["proof"] if proof["kind"] == "limits" else proof
    if "tree" not in proof:
        return mutant
    renaming = {a: rng.choice(RELATIONS) for a in RELATIONS} if rng.random() < 0.7 else {}
    if rng.random() < 0.5:
        renaming = {"<=": "<", ">": ">=", ">=": ">", "<": "<="}
    share = rng.choice((0, 0.3, 1))
    drop = rng.choice((0, 0.5))

    def forged(value: Json) -> Json:
        if value == "true" and rng.random() < share:
            return copy.deepcopy(rng.choice(leaves))
        if not isinstance(value, list):
            return value
        if len(value) == 2 and value[0] in RELATIONS:
            return [renaming.get(value[0], value[0]), forged(value[1])]
        kept = [v for k, v in enumerate(value) if k == 0 or rng.random() >= drop]
        return [forged(v) for v in kept]

    proof["tree"] = forged(proof["tree"])
    return mutant


def leaves_of(proof: Json) -> list[Json]:
    """The refutations in a proof by cases."""
    found = [part(proof, path) for path in places(proof)] if "tree" in proof else []
    return [leaf for leaf in found if isinstance(leaf, dict) and "kind" in leaf]


def _change(mutant: Json, path: Path, rng: Random, others: Sequence[Json]) -> None:
    parent, key = part(mutant, path[:-1]), path[-1]
    old = parent[key]
    if rng.random() < 0.15:
        _rearrange(parent, key, rng)
    elif rng.random() < 0.08:
        parent[key] = _foreign(mutant, path, type(old), rng, others)
    elif isinstance(old, bool):
        parent[key] = not old
    elif isinstance(old, int):
        parent[key] = rng.choice((old + 1, old - 1, 0, 1, -old, 2 * old, rng.randint(-3, 20)))
    elif isinstance(old, str):
        parent[key] = _word(old, rng)
    elif isinstance(old, list | dict):
        _rearrange(old, None, rng)
    else:
        parent[key] = rng.choice(("true", [], {}, 0))


def _word(old: str, rng: Random) -> str:
    for words in _VOCABULARIES:
        if old in words:
            return rng.choice(words)
    try:
        q = Fraction(old)
    except (ValueError, ZeroDivisionError):
        return rng.choice((old + "x", "true", ""))
    near = Fraction(rng.choice((-1, 1)), 10 ** rng.choice((0, 1, 3, 30, 300)))
    return str(rng.choice((q + near, q + near, -q, q * 2, q / 3, Fraction(0), 1 / (q or 1))))


def _rearrange(parent: Json, key: Any, rng: Random) -> None:
    """Drop, repeat or exchange items; nothing if there are none."""
    keys = list(parent) if isinstance(parent, dict) else list(range(len(parent)))
    if not keys:
        return
    a = rng.choice(keys) if key is None else key
    b = rng.choice(keys)
    match rng.randrange(4):
        case 0:
            del parent[a]
        case 1 if isinstance(parent, list):
            parent.insert(a, copy.deepcopy(parent[a]))
        case 2:
            parent[a] = copy.deepcopy(parent[b])
        case _:
            parent[a], parent[b] = parent[b], parent[a]


def _foreign(mutant: Json, path: Path, kind: type, rng: Random, others: Sequence[Json]) -> Json:
    """A part of the same type, of this evidence or of another."""
    donor = rng.choice((mutant, rng.choice(others)))[path[0]]
    found = [v for p in places(donor) if type(v := part(donor, p)) is kind] or [part(mutant, path)]
    return copy.deepcopy(rng.choice(found))
