"""Definition or claim? What the left side of an equation is, and what the names are so far.

The first `x = …` of a name that means nothing yet defines it. A name that was simply given a
value may be given another; a name that was computed from others keeps its meaning within its
section, so that a wrong result is found out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.doubts.decimals.rounding import is_scientific
from symnn.documents.judging.names.letters.unsaid import SIGMA, is_applied
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.indices import INNER_PRODUCT
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.scope import SPREAD, Binding, Scope, signed
from symnn.latex.meaning.superscripts import indexed_key, is_variance
from symnn.latex.meaning.values import Builtin
from symnn.latex.symbols import NEGATIONS

#: The mark of a name that is given another value than the entry of an array that it may be.
OTHER_ENTRY: Final = " other entry"
#: Names that mathematics itself has fixed.
CONSTANTS: Final = frozenset({"pi"})
#: Relations that define their left side.
DEFINING: Final = frozenset({"=", ":=", "≡", "←"})
#: Relations that give a lone name its value as far as it is printed.
_REPORTING: Final = frozenset({"≈", "≃", "≅"})


def is_matrix_of_slopes(node: tree.Node, scope: Scope) -> bool:
    """Whether it is the Jacobian or Hessian matrix J_f or H_f of a function that is known."""
    head = node.head if isinstance(node, tree.Call) else node
    if not isinstance(head, tree.Name) or head.base not in ("J", "H") or head.subscript is None:
        return False
    known = scope.latest(tree.key(head.subscript) or "")
    return known is not None and known.parameters is not None


def _is_no_report(link: tree.Link) -> bool:
    """Whether nothing is reported behind ≈: 0, which has no size, or another name."""
    node = link.operand
    nothing = tree.key(node) is not None or (isinstance(node, tree.Number) and node.value == 0)
    return link.relation in _REPORTING and nothing


@final
@dataclass(frozen=True, slots=True)
class Target:
    """The left side of an equation that could be a definition."""

    key: str
    parameters: tuple[str, ...] | None
    known: Binding | None

    @property
    def is_new(self) -> bool:
        """Whether the name means nothing yet."""
        return self.known is None


#: Functions whose meaning no document changes: an equation for one of them is a claim.
_FIXED: Final = frozenset(
    {"sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "sqrt"}
    | {"max", "min", "abs", "det", "trace", "floor", "sign", "erf"}
)


#: What has a value only of something: "projections have det = 0".
_OPERATORS: Final = frozenset(
    {"det", "log", "ln", "exp", "sin", "cos", "tan", "tanh", "max", "min"}
)


def target(node: tree.Node, link: tree.Link, scope: Scope, in_part: bool = False) -> Target | None:
    """The name or function that an equation may define; None for any other left side.

    f(x) = … defines f only if the right side is made from x: `f(x) = 3` gives a value at an x
    that is known, or asks for it. Nor does it if f stands on the right, as in an expansion.
    With `in_part` words beside it make it one case of several.
    """
    key = tree.key(node)
    if link.relation not in DEFINING and (key is None or link.relation not in _REPORTING):
        return None
    if _is_congruence(link) or _is_no_report(link) or is_matrix_of_slopes(node, scope):
        return None
    if key is not None:
        known = scope.latest(key)
        circular = link.relation == "=" and holds_name(link.operand, key)
        constant = key in CONSTANTS and not _lists(link.operand)
        constant = constant or _is_euler(key, link.operand)
        if known is None and (constant or circular or key in _OPERATORS):
            return None
        return Target(key, None, known)
    if isinstance(node, tree.Derivative):
        return _slope_target(node, link.operand, scope)
    index = indexed_key(node)
    if index is not None and isinstance(node, tree.Power):
        if tree.key(node.base) == "e" and _has_value(node, scope):
            return None  # the exponential of a number or of a matrix
        return _indexed_target(index, node, link.operand, scope)
    if isinstance(node, tree.Group) and node.fence == "⟨⟩":
        return _inner_product_target(node, link.operand, scope)
    if isinstance(node, tree.Call):
        return _function_target(node.head, node.arguments, link.operand, scope, in_part)
    if (bracketed := _bracketed(node)) is not None:
        return _function_target(*bracketed, link.operand, scope, in_part)
    if isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        argument = node.argument
        group = argument if isinstance(argument, tree.Group) else tree.Group("()", (argument,))
        return _function_target(node.function, group, link.operand, scope, in_part)
    return None


def _is_congruence(link: tree.Link) -> bool:
    """x ≡ 1 (mod 5), or = 1 (mod 5) in brackets: which of many x it is remains open."""
    node = link.operand
    mark = node.operators[-1] if isinstance(node, tree.Product) and node.operators else ""
    return mark == "pmod" or (mark == "mod" and link.relation == "≡")


def _is_euler(key: str, node: tree.Node) -> bool:
    r"""e \approx 2.718\ldots tells what the number is, and gives the letter no other value."""
    number = node.factors[0] if isinstance(node, tree.Product) else node
    return key == "e" and isinstance(number, tree.Number) and number.text.startswith("2.7")


def _lists(node: tree.Node) -> bool:
    """Whether it is a list or a matrix: π = (2/3, 1/3) is no number, but a distribution."""
    if isinstance(node, tree.Transpose):
        return _lists(node.operand)
    several = isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) > 1
    return several or isinstance(node, tree.Matrix)


#: What losses are called, and what they are functions of.
_LOSSES: Final = frozenset({"J", "L", "E", "C", "cal L", "ell", "cal J", "G"})
_WEIGHTS: Final = frozenset({"w", "W", "b", "theta", "Theta", "beta", "v", "V", "phi"})
#: What is written with square brackets is no function of numbers: E[X], Var[X], P[A].
_OF_RANDOM: Final = frozenset(
    {"E", "Var", "var", "Cov", "cov", "P", "Pr", "V", "Std", "std", "Corr", "I", "H", "KL", "D"}
)


def _bracketed(node: tree.Node) -> tuple[tree.Name, tree.Group] | None:
    """a[z] of lone names, as authors write activations and networks: a head and its arguments."""
    if not isinstance(node, tree.Product) or len(node.factors) != 2 or not node.implicit:
        return None
    head, group = node.factors
    if not isinstance(head, tree.Name) or head.base in _OF_RANDOM:
        return None
    if not isinstance(group, tree.Group) or group.fence != "[]":
        return None
    alone = all(isinstance(item, tree.Name) and item.font in ("", "bold") for item in group.items)
    return (head, group) if alone else None


def holds_name(node: tree.Node, key: str) -> bool:
    """Whether a name stands in an expression, other than as a mark below: f is not in w_f."""
    if tree.key(node) == key:
        return True
    inside = () if isinstance(node, tree.Name) else tree.children(node)
    return any(holds_name(part, key) for part in inside)


def _slope_target(node: tree.Derivative, body: tree.Node, scope: Scope) -> Target | None:
    """∂L/∂w = 0.3 where L does not show how it depends on w: a name like any other."""
    key = tree.slope_key(node)
    known = None if key is None else scope.latest(key)
    if key is None or (known is None and (_has_value(node, scope) or not _has_value(body, scope))):
        return None
    above = None if node.operand is None else scope.latest(tree.key(node.operand) or "")
    if known is None and above is not None and above.parameters and holds_name(body, above.key):
        return None  # dy/da = y(1 + y) after y(a) = …
    return Target(key, None, known)


def _has_value(node: tree.Node, scope: Scope) -> bool:
    try:
        reader(scope).read(node)
    except MeaningError as obstacle:
        if obstacle.names == (SIGMA,) and is_applied(scope, node):
            return _has_value_with_sigma(node, scope)
        # an entry counted from 0 has a value, though not when counted from 1
        return obstacle.kind is Kind.SHAPE
    return True


def _has_value_with_sigma(node: tree.Node, scope: Scope) -> bool:
    """Whether σ, which is not defined, is all that is missing: it is a function, z is a number."""
    try:
        reader(scope).varying({SIGMA: Builtin("sigmoid")}).read(node)
    except MeaningError as obstacle:
        return obstacle.kind is Kind.SHAPE
    return True


def _indexed_target(key: str, node: tree.Power, body: tree.Node, scope: Scope) -> Target | None:
    """ξ¹ = (1, -1) for a ξ without a value of its own: no power of a number is an array.

    So is σ² = 4, or another formula for it, for a σ without a value.
    """
    known = scope.latest(key)
    spread = is_variance(node) and _may_be_spread(node.base, body, scope)
    array = isinstance(body, (tree.Matrix, tree.Group, tree.Transpose)) or spread
    base = scope.latest(tree.key(node.base) or "")
    function = base is not None and base.parameters is not None and is_variance(node)
    if (base is not None and not function) or not (array or known is not None):
        return None
    return Target(key, None, known)


def _may_be_spread(base: tree.Node, body: tree.Node, scope: Scope) -> bool:
    """Whether σ² = 4 gives a variance: not of σ = ±1, and s² = 4 only among words of statistics."""
    letter = base.base if isinstance(base, tree.Name) else ""
    if signed(letter) in scope.told:
        return False
    return letter == SIGMA or SPREAD in scope.told or computed(body)


def _inner_product_target(node: tree.Group, body: tree.Node, scope: Scope) -> Target | None:
    """⟨x, y⟩ = xᵀ A y says what the inner product is."""
    names = tuple(key for key in map(tree.key, node.items) if key is not None)
    if len(node.items) != 2 or len(set(names)) != 2:
        return None
    if any(isinstance(part, tree.Group) and part.fence == node.fence for part in tree.walk(body)):
        return None  # ⟨x, y⟩ = ⟨y, x⟩ is a law
    made = all(is_made_from(body, (name,)) for name in names)
    known = scope.latest(INNER_PRODUCT)
    return Target(INNER_PRODUCT, names, known) if made else None


def _function_target(
    head: tree.Node, arguments: tree.Group, body: tree.Node, scope: Scope, in_part: bool
) -> Target | None:
    key = tree.key(head)
    names = tuple(_parameter(item) for item in arguments.items)
    head = head.operand if isinstance(head, tree.Mark) and head.mark == "*" else head
    words = isinstance(getattr(scope.latest(key or ""), "body", None), tree.Unreadable)
    if key is None or not isinstance(head, tree.Name) or (words and key.endswith("*")):
        return None
    parameters = tuple(name for name in names if name is not None)
    if len(parameters) != len(names) or len(set(parameters)) != len(parameters):
        return None
    known = scope.latest(key)
    if known is not None and known.parameters is None:
        fresh = len(names) > 1 or all(scope.latest(name) is None for name in parameters)
        if not (fresh and is_made_from(body, parameters)):
            return None
    if known is None and (SPELLINGS.get(head.base) in _FIXED or head.base in NEGATIONS):
        return None
    if holds_name(body, key) and not (
        known is not None and is_made_from(body, parameters) and _is_shorter(known, names, body)
    ):
        return None
    if known is not None and known.parameters is not None and _is_at_matrix(parameters, scope):
        return None  # p(T) = (T - 2I)(T - 3I) of the polynomial p and the matrix T
    if known is not None and _is_at_constant(parameters, known, scope):
        return None
    case = in_part and (known is None or isinstance(known.body, tree.Cases))
    first = known is None and _is_first_of_family(head, body)
    made = case or first or is_made_from(body, parameters)
    made = made or (known is None and _is_loss(head, parameters, body))
    if not made and known is None and not isinstance(body, tree.Number):
        from symnn.documents.judging.names.of_functions.through_others import is_made_through_others

        made = is_made_through_others(body, parameters, scope)
    return Target(key, parameters, known) if made else None


def _is_shorter(known: Binding, names: tuple[str | None, ...], body: tree.Node) -> bool:
    """H(p) = H(p, p): with fewer arguments it is another function, made from the known one."""
    size = len(known.parameters or ())
    parts = list(tree.walk(body))
    calls = [p for p in parts if isinstance(p, tree.Call) and tree.key(p.head) == known.key]
    alone = len(names) < size and len(calls) == sum(tree.key(p) == known.key for p in parts)
    return alone and all(len(call.arguments.items) == size for call in calls)


def _is_at_constant(parameters: tuple[str, ...], known: Binding, scope: Scope) -> bool:
    """f(e) = e of a known f: its value at a constant."""
    constants = [name for name in parameters if name in ("e", "pi") and scope.latest(name) is None]
    return bool(constants) and not set(constants) & set(known.parameters or constants)


def _is_at_matrix(parameters: tuple[str, ...], scope: Scope) -> bool:
    """Whether a known function is at a matrix that is given, and not at a letter."""
    given = [scope.latest(name) for name in parameters]
    return all(
        one is not None
        and one.key[:1].isupper()
        and isinstance(one.body, tree.Matrix)
        and len(one.body.rows) == len(one.body.rows[0]) > 1
        for one in given
    )


def _is_loss(head: tree.Name, parameters: tuple[str, ...], body: tree.Node) -> bool:
    """J(w) = Σ(y - z)²/2, which depends on w by names that are given elsewhere."""
    weights = all(p.partition("_")[0] in _WEIGHTS for p in parameters)
    sums = any(isinstance(part, tree.BigOperator) for part in tree.walk(body))
    return head.base in _LOSSES and head.subscript is None and weights and sums


def _parameter(node: tree.Node) -> str | None:
    r"""A name, or σ² among others, as in \mathcal{N}(x \mid \mu, \sigma^2)."""
    return indexed_key(node) if is_variance(node) else tree.key(node)


def _is_first_of_family(head: tree.Name, body: tree.Node) -> bool:
    """T_0(x) = 1, which poses no equation: nothing else is a constant but the beginning."""
    index = head.subscript
    first = isinstance(index, tree.Number) and index.value == 0
    return first and isinstance(body, tree.Number) and body.value != 0


def is_made_from(body: tree.Node, names: tuple[str, ...]) -> bool:
    """Whether an expression uses one of the names, or an entry of it."""
    for part in tree.walk(body):
        if tree.key(part) in names or (is_variance(part) and indexed_key(part) in names):
            return True
        if isinstance(part, tree.Name) and tree.key(replace(part, subscript=None)) in names:
            return True
    return False


def computed(node: tree.Node) -> bool:
    """Whether an expression uses names, so that its value follows from others."""
    for part in tree.walk(node):
        if isinstance(part, tree.Name):
            key = tree.key(part)
            if key not in CONSTANTS and key != "e" and part.base not in SPELLINGS:
                return True
    return False


def is_quantity(body: object) -> bool:
    """Whether a slope or a value of a function is said to be something: ∂J/∂w = …, p(B) = …."""
    first = body.first if isinstance(body, tree.Chain) else None
    if isinstance(first, tree.Product) and first.implicit:
        if tree.key(first.factors[0]) == "nabla":
            return True
        first = first.factors[-1]  # IG(wind), typed as two letters
    return isinstance(first, (tree.Derivative, tree.Call))


def is_arithmetic(node: tree.Node) -> bool:
    """Whether something is reckoned in it: 9 · 64 + 2, and no bare 12, 3/4 or 2.4 · 10³."""
    worked = (tree.Sum, tree.Product, tree.Power, tree.Apply)
    made = any(isinstance(part, worked) for part in tree.walk(node))
    return made and not is_scientific(node)


def given_names(scope: Scope, nodes: Iterable[tree.Node]) -> tuple[Binding, ...]:
    """The bindings of the names in some nodes that are values, not functions."""
    found: dict[str, Binding] = {}
    for node in nodes:
        key = tree.key(node)
        known = scope.latest(key) if key is not None else None
        if known is not None and known.parameters is None:
            found[known.key] = known
    return tuple(found.values())


def is_array(node: tree.Node) -> bool:
    """A list or a matrix, or a number times one."""
    if isinstance(node, tree.Neg):
        return is_array(node.operand)
    if isinstance(node, tree.Quotient):
        return is_array(node.numerator)
    if isinstance(node, tree.Product):
        return any(_is_listed(part) for part in node.factors)
    return isinstance(node, (tree.Matrix, tree.Group, tree.Transpose))


def _is_listed(node: tree.Node) -> bool:
    several = isinstance(node, tree.Group) and len(node.items) > 1
    return several or isinstance(node, (tree.Matrix, tree.Transpose))


#: Names that are numbers of things, which what they are equal to may count wrongly.
_COUNT: Final = regex(
    r"(?:the )?(?:total )?(?:number|count) of .+|(?:total |trainable )?(?:params|parameters)"
)


#: Said of a number of things that no formula is known for.
NOT_COUNTED: Final = "how many there are is not counted"


def is_count(node: tree.Node) -> bool:
    """Whether a name is a number of things: “number of weights = 3·4” says how many there are."""
    key = tree.key(node)
    return key is not None and _COUNT.fullmatch(key.lower()) is not None
