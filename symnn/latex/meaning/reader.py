"""Elaboration: the meaning of a syntax tree under the names a document has defined.

Nothing is guessed. A name before parentheses is a function or a factor by what it is bound
to; where two readings live, `MeaningError` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import singledispatch
from typing import Final, TypeAlias, final

from symnn.deferred import dataclass
from symnn.exact.expression import ONE, PI, Expr, derivative, exp, symbol
from symnn.exact.number import Number as ExactNumber
from symnn.latex import syntax as tree
from symnn.latex.calls import resolve
from symnn.latex.keys import slope_key
from symnn.latex.meaning.builtins import SPELLINGS, call
from symnn.latex.meaning.closed import closed_number
from symnn.latex.meaning.compositions import written_out
from symnn.latex.meaning.conventions import Convention
from symnn.latex.meaning.fitting import at_arguments, fitted, is_of_vectors, laid_out, whole_or_each
from symnn.latex.meaning.letters import is_unknown, may_be_a_number
from symnn.latex.meaning.obstacles import Kind, MeaningError, short, unsupported
from symnn.latex.meaning.scope import NAMED_PI, Binding, Scope, Track
from symnn.latex.meaning.softness import Softness
from symnn.latex.meaning.spectra import named_by_matrix
from symnn.latex.meaning.subscripts import labelled, member, reindexed, seen_inside
from symnn.latex.meaning.unfolding import unfolded
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value, shape_text
from symnn.latex.meaning.work import Work

MAX_DEPTH: Final = 60
MAX_BITS: Final = 10_000
MAX_EXPONENT: Final = 1000


@final
@dataclass(frozen=True, slots=True)
class Reader:
    """A view of a scope at a version.

    `local` holds parameters and summation indices of the formula at hand; `varied` holds the names
    that a derivative is taken in, which all definitions below see as unknowns. With `open_names`,
    lower-case letters without a definition stand for real numbers. With `soft`, printed decimals
    stand for all numbers that round to them. With `live`, definitions see the names as they are
    now; with `at_once`, updates in a row see them as they were before the first. `log_base` is the
    base of a plain `log`, if not e. `track` notes what was used.
    """

    scope: Scope
    version: int
    local: Mapping[str, Value] = field(default_factory=dict)
    varied: Mapping[str, Value] = field(default_factory=dict)
    open_names: bool = False
    soft: Softness | None = None
    live: bool = False
    at_once: bool = False
    track: Track = field(default_factory=Track)
    depth: int = 0
    active: frozenset[str] = frozenset()
    log_base: Expr | None = None
    work: Work = field(default_factory=Work)

    def value(self, node: tree.Node) -> Value:
        """What a node means.

        Raises:
            MeaningError: it has no meaning that is certain, with the reason and the place.
        """
        if self.depth > MAX_DEPTH:
            raise MeaningError(Kind.SIZE, "definitions are nested too deeply", node.span)
        self.work.steps.take(node.span)
        try:
            return meaning(node, self)
        except MeaningError:
            known = slope_key(node) or self.scope.opaque_key(node)
            if known is None or self.scope.latest(known) is None:
                if (body := self.scope.by_pattern(node)) is None:
                    raise
                return self.read(body)
        return self.named(known, node)

    def read(self, node: tree.Node) -> Value:
        """What a whole expression means: brackets after a name are first told apart.

        A name that is no function is a factor; a power around the two is one of the bracket.
        """
        return self.value(self.told_apart(node))

    def told_apart(self, node: tree.Node) -> tree.Node:
        """The tree with brackets after a factor read as a product, compositions written out."""
        return resolve(named_by_matrix(written_out(node, self), self), self._is_applied)

    def _is_applied(self, head: tree.Node) -> bool:
        """Whether brackets after a head are arguments; an unknown name is left as it stands."""
        while isinstance(head, (tree.Prime, tree.Power, tree.Mark)):
            if isinstance(head, tree.Power) and self._is_indexed(head):
                return False
            known = tree.key(head)
            if known is not None and self.scope.lookup(known, self.version) is not None:
                break
            head = head.base if isinstance(head, tree.Power) else head.operand
        if not isinstance(head, (tree.Name, tree.Prime, tree.Mark)) or is_unknown(head, self.knows):
            return True
        try:
            value = self.lookup(head)
            return self.scope.was_function(head) or not isinstance(value, (Scalar, Array))
        except MeaningError as error:
            return error.kind is Kind.UNDEFINED and not self._is_open(head)

    def _is_indexed(self, head: tree.Power) -> bool:
        """Whether ξ^μ is a name of its own for the μ of a sum."""
        return self.knows(f"{tree.key(head.base)}^{tree.index_key(self.reindexed(head.exponent))}")

    def _is_open(self, head: tree.Node) -> bool:
        return self.open_names and isinstance(head, tree.Name) and may_be_a_number(head)

    def read_scalar(self, node: tree.Node) -> Scalar:
        """A whole expression that must be a number."""
        return self.scalar(self.told_apart(node))

    def scalar(self, node: tree.Node) -> Scalar:
        """A node that must be a number."""
        found = self.value(node)
        if isinstance(found, Array) and found.shape == (1, 1):
            return found.rows[0][0]
        if not isinstance(found, Scalar):
            text = f"a number is needed here, not a {shape_text(found)}"
            raise MeaningError(Kind.MISFIT, text, node.span)
        return found

    def integer(self, node: tree.Node) -> int:
        """A node that must be a small integer."""
        number = self.number(node)
        if not number.is_rational or number.as_fmpq().q != 1:
            raise MeaningError(Kind.UNSUPPORTED, "an integer is needed here", node.span)
        found = int(number.as_fmpq().p)
        if abs(found) > MAX_EXPONENT:
            raise MeaningError(Kind.SIZE, f"{short(found)} is over {MAX_EXPONENT}", node.span)
        return found

    def number(self, node: tree.Node) -> ExactNumber:
        """A node that must be a closed algebraic number."""
        return closed_number(self.scalar(node).expr, node.span)

    def with_local(self, names: Mapping[str, Value]) -> Reader:
        """The same view with some names bound first."""
        return replace(self, local={**self.local, **names})

    def varying(self, names: Mapping[str, Value]) -> Reader:
        """The same view with some names unknown, here and in all definitions used."""
        local = {key: value for key, value in self.local.items() if key not in names}
        return replace(self, local=local, varied={**self.varied, **names}, work=self.work.afresh())

    # --- names ------------------------------------------------------------------------

    def lookup(self, node: tree.Node) -> Value:
        """What a name stands for."""
        node = labelled(node, self.local)
        key = self.key(node)
        if key in self.local:
            return self.local[key]
        if isinstance(node, tree.Name) and node.subscript is not None:
            self._refuse_entry(node, key)
        return self.named(key, node)

    def named(self, key: str, node: tree.Node) -> Value:
        """What the name with this key stands for."""
        if key in self.varied:
            return self.varied[key]
        binding = self.scope.lookup(key, self.version)
        if binding is None:
            return self._unbound(node, key)
        self.track.used.add((key, binding.version))
        self.track.late = self.track.late or binding.version > self.version
        return binding.function() or self._kept(binding, node)

    def _refuse_entry(self, node: tree.Name, key: str) -> None:
        """x_1 in the body of a function of a vector x, if x_1 is also a name of its own."""
        whole = self.local.get(tree.key(replace(node, subscript=None)) or "")
        if isinstance(whole, Array) and self.knows(key):
            text = f"{key} may be an entry of the argument; write the arguments as ({key}, …)"
            raise MeaningError(Kind.AMBIGUOUS, text, node.span, (key,))

    def _kept(self, binding: Binding, node: tree.Node) -> Value:
        """The value of a definition; kept if it can never change."""
        usual = not (self.live or self.at_once or self.open_names or self.varied or self.log_base)
        plain = usual and self.soft is None
        place = (binding.key, binding.version)
        known = self.scope.values.get(place) if plain else None
        if known is None:
            track = Track()
            known = self.unfold(binding, node, track), track
            if plain and not track.late:
                self.scope.values[place] = known
        self._rest_on(known[1])
        return known[0]

    def _rest_on(self, track: Track) -> None:
        self.track.add(track)
        self.scope.met |= track.met

    def way(self, convention: Convention) -> str:
        """How a convention is read here; that it was met is noted."""
        self.track.met.add(convention.name)
        self.scope.met.add(convention.name)
        return self.scope.ways.get(convention.name, convention.ways[0])

    def told(self, topic: str) -> bool:
        """Whether the document says that it is about this."""
        return topic in self.scope.told

    def suppose(self, text: str) -> None:
        """Note what is taken for granted; a relation that rests on it is never called false."""
        self.track.supposed.add(text)

    def unfold(self, binding: Binding, node: tree.Node, track: Track) -> Value:
        """The meaning of a definition, seen from where it was written."""
        mark = f"{binding.key}@{binding.version}"
        if mark in self.active:
            text = f"{binding.key} is defined in terms of itself"
            raise MeaningError(Kind.UNSUPPORTED, text, node.span)
        shown = self.scope.shown_for(binding) if self.soft is not None else None
        seen = binding.version - 1
        if self.at_once and binding.together is not None:
            seen = binding.together
        view = self._within(mark, seen, track, {})
        return unfolded(binding, shown, view)

    def _within(self, mark: str, version: int, track: Track, local: Mapping[str, Value]) -> Reader:
        """The view from inside a definition, with its own parameters and nothing else local."""
        return Reader(
            self.scope,
            self.version if self.live else version,
            local=local,
            varied=seen_inside(self.varied, local),
            open_names=self.open_names,
            soft=self.soft,
            live=self.live,
            at_once=self.at_once,
            track=track,
            depth=self.depth + 1,
            active=self.active | {mark},
            log_base=self.log_base,
            work=self.work,
        )

    def key(self, node: tree.Node) -> str:
        """The key of a name, with summation indices in its subscript and labels replaced."""
        if isinstance(node, tree.Name) and self.local:
            node = member(node, self.local)
        found = tree.key(node)
        if found is None:
            raise MeaningError(Kind.UNSUPPORTED, "this is not a name", node.span)
        return found

    def reindexed(self, node: tree.Node) -> tree.Node:
        """An index with summation indices as their numbers, and i + 1 as one number."""
        return reindexed(node, self.local)

    def knows(self, key: str) -> bool:
        """Whether a name stands for something."""
        near = key in self.local or key in self.varied
        return near or self.scope.lookup(key, self.version) is not None

    def _unbound(self, node: tree.Node, key: str) -> Value:
        if key == "pi":
            if self.told(NAMED_PI):
                self.suppose("π is the half turn")
            return Scalar(PI)
        if key == "e" and not (isinstance(node, tree.Name) and node.font == "bold"):
            return Scalar(exp(ONE))
        if isinstance(node, tree.Name):
            spelled = SPELLINGS.get(node.base)
            if spelled is not None and not node.accents and not node.labels:
                return self._builtin(node, spelled)
            for rule in _UNBOUND:
                found = rule(node, self)
                if found is not None:
                    return found
            if self.open_names and may_be_a_number(node):
                return Scalar(symbol(key))
        raise MeaningError(Kind.UNDEFINED, f"{key} is not defined", node.span, (key,))

    def _builtin(self, node: tree.Name, spelled: str) -> Builtin:
        if node.subscript is None and node.base == "log":
            self.track.plain_log = True
            return Builtin(spelled, None if self.log_base is None else Scalar(self.log_base))
        if node.subscript is None:
            return Builtin(spelled)
        if spelled == "log":
            return Builtin(spelled, self.scalar(node.subscript))
        text = f"{node.base} with a subscript is not covered"
        raise MeaningError(Kind.UNSUPPORTED, text, node.span)

    # --- functions --------------------------------------------------------------------

    def apply(self, function: Value, args: list[Value], node: tree.Node) -> Value:
        """A function at its arguments."""
        if isinstance(function, Builtin):
            return call(function, args, node.span, self)
        if not isinstance(function, Defined):
            raise MeaningError(Kind.UNSUPPORTED, "this is not a function", node.span)
        if len(function.parameters) != len(args):
            own = self.scope.with_arity(function.name, len(args), self.version)
            if own is not None:
                return self.apply(own, args, node)
            args = self._with_constants(function, args) or fitted(function, args, node)
        if len(args) == 1 and isinstance(args[0], Array):
            return self._on_array(function, args[0], node)
        return self._body(function, args, node)

    def _with_constants(self, function: Defined, args: list[Value]) -> list[Value] | None:
        """f(x) of an f(x; W, b): the W and b of the document; but H(p) is no H(p, q)."""
        rest = function.parameters[len(args) :] if function.name != "H" else ()
        known = [self.scope.lookup(name, self.version) for name in rest]
        if not rest or not args or any(k is None or k.parameters is not None for k in known):
            return None
        names = [tree.Name(name) for name in rest]
        found = [self._kept(k, n) for k, n in zip(known, names, strict=True) if k is not None]
        self.track.used |= {(k.key, k.version) for k in known if k is not None}
        return [*args, *found]

    def _body(self, function: Defined, args: list[Value], node: tree.Node) -> Value:
        if self.depth > MAX_DEPTH:
            raise MeaningError(Kind.SIZE, f"{function.name} calls itself too often", node.span)
        call = (function.name, function.version, *args)
        if call not in self.work.calls:
            track = Track()
            names = at_arguments(function, args, self)
            view = self._within(f"{function.name}()", function.version - 1, track, names)
            self.work.calls[call] = view.read(function.body), track
        found, track = self.work.calls[call]
        self._rest_on(track)
        return found

    def _on_array(self, function: Defined, array: Array, node: tree.Node) -> Value:
        """On the whole vector or entry by entry: whichever is meaningful, else in both ways."""
        whole = self._attempt(lambda view: view._body(function, [array], node))
        if is_of_vectors(function) and not isinstance(whole, MeaningError):
            return whole
        each = self._attempt(lambda view: view._entrywise(function, array, node))
        return whole_or_each(whole, each, self)

    def _entrywise(self, function: Defined, array: Array, node: tree.Node) -> Value:
        cells = [self._body(function, [cell], node) for cell in array.cells()]
        return laid_out(cells, array, function.name, node.span)

    def _attempt(self, action: Callable[[Reader], Value]) -> Value | MeaningError:
        """A reading; what one without a meaning took for granted is forgotten."""
        track = Track()
        try:
            return action(replace(self, track=track))
        except MeaningError as obstacle:
            track.supposed.clear()
            return obstacle
        finally:
            self.track.add(track)

    def slope(self, function: Value, args: list[Value], order: int, node: tree.Node) -> Value:
        """f′ of a function of one real variable, at a number or entry by entry."""
        if len(args) != 1 or (isinstance(function, Defined) and function.is_in_entries):
            raise MeaningError(Kind.UNSUPPORTED, "a prime on several variables", node.span)
        fresh = "′t"
        body = self.apply(function, [Scalar(symbol(fresh))], node)
        if not isinstance(body, Scalar):
            raise MeaningError(Kind.UNSUPPORTED, "the derivative of an array", node.span)

        def at(point: Expr) -> Expr:
            expr = body.expr
            for _ in range(order - 1):
                expr = derivative(expr, fresh, symbol(fresh))
            return derivative(expr, fresh, point)

        (argument,) = args
        if isinstance(argument, Scalar):
            return Scalar(at(argument.expr))
        if isinstance(argument, Array):
            return argument.map(at)
        raise MeaningError(Kind.UNSUPPORTED, "the derivative at a function", node.span)


_Rule: TypeAlias = "Callable[[tree.Name, Reader], Value | None]"
_UNBOUND: list[_Rule] = []


def unbound(rule: _Rule) -> _Rule:
    """Register what a name that nothing defines may stand for; None if it does not."""
    _UNBOUND.append(rule)
    return rule


@singledispatch
def meaning(node: tree.Node, reader: Reader) -> Value:
    """What a node means to a reader; one rule a kind of node, in the `rules` modules."""
    del reader
    raise unsupported(node)
