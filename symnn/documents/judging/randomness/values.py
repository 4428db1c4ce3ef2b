r"""What is asked in a relation, replaced by names for its values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.documents.judging.randomness.asked import value
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.shortest import shortest
from symnn.documents.judging.randomness.spellings import (
    Operation,
    information_items,
    operation_of,
)
from symnn.errors import SymnnError
from symnn.exact.expression import postorder
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.latex.plain import plain

if TYPE_CHECKING:
    from symnn.exact.expression import Expr

_INFORMATION = frozenset({"entropy", "information", "divergence", "cross", "perplexity"})


class Values:
    """The values of what is asked, by the names that stand for them."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.names: dict[str, Value] = {}
        self.open: list[tree.Node] = []
        self.has_logs = False
        self._seen: dict[str, str] = {}

    def finds_any(self, node: tree.Node) -> bool:
        """Whether something is asked of what the document tells of."""
        return any(self._concerns(part) for part in tree.walk(node))

    def _concerns(self, part: tree.Node) -> bool:
        asked = operation_of(part, self.model.knows)
        model = self.model
        if asked is None:
            return isinstance(part, tree.Name) and bool(self._marginal(part) or self._metric(part))
        if asked.kind in ("divergence", "cross"):
            return True
        nodes = (*asked.items, *asked.given)
        if any(model.is_random(n) for n in nodes):
            return True
        return self._value(part, asked) is not None

    def replaced(self, node: tree.Node) -> tree.Node:
        """The tree with a name for each value that is asked for."""
        value: Value | None = None
        asked = operation_of(node, self.model.knows) or self._root(node)
        if asked is not None:
            value = self._value(node, asked)
            if value is None:
                if not isinstance(node, tree.Name):
                    self.open.append(node)
                return node
        elif isinstance(node, tree.Name):
            value = self._marginal(node) or self._metric(node)
        elif isinstance(node, tree.BigOperator):
            value = self._table_sum(node)
        if value is None:
            return tree.map_children(node, self.replaced)
        key = plain(node)
        if key not in self._seen:
            self._seen[key] = f"symnnrandom{len(self._seen) + 1}"
            self.names[self._seen[key]] = value
        return tree.Name(self._seen[key], span=node.span)

    def _root(self, node: tree.Node) -> Operation | None:
        """The root of a variance, which is a deviation."""
        if not isinstance(node, tree.Root) or node.degree is not None:
            return None
        inner = operation_of(node.radicand, self.model.knows)
        if inner is None or inner.kind != "variance" or self._value(node, inner) is None:
            return None
        return replace(inner, kind="deviation")

    def _value(self, node: tree.Node, asked: Operation) -> Value | None:
        try:
            return Scalar(self._found(node, asked))
        except (UnsettledError, SymnnError):
            return None

    def _found(self, node: tree.Node, asked: Operation) -> Expr:
        if asked.kind in _INFORMATION:
            from symnn.documents.judging.randomness.information import information
            from symnn.documents.judging.randomness.own_formulas import own_formula

            if own_formula(self.model.place, asked) is not None:
                raise UnsettledError
            found = information(self.model, asked, information_items(asked, node))
            self.has_logs = self.has_logs or any(n.op == "apply" for n in postorder(found))
            return found
        if asked.kind == "chance":
            from symnn.documents.judging.randomness.events import chance

            return chance(self.model, asked, node)
        return shortest(value(self.model, asked))

    def _marginal(self, name: tree.Name) -> Array | None:
        """p_Y of a table p_{X,Y}: a list."""
        key = None if name.subscript is None else tree.key(name.subscript)
        if name.base not in ("p", "P") or key is None or name.accents or name.labels:
            return None
        if not any(key in joint.names for joint in self.model.world.joints):
            return None
        from symnn.documents.judging.randomness.tables import cells_of

        try:
            cells = cells_of(self.model, (key,))
        except UnsettledError:
            return None
        ordered = sorted(cells, key=lambda cell: cell[0][key])
        return Array(tuple((Scalar(chance),) for _, chance in ordered), loose=True)

    def _metric(self, name: tree.Name) -> Scalar | None:
        """Precision and its like, where the counts of a classifier are given."""
        from symnn.documents.judging.randomness.metrics import is_metric, metric

        if not is_metric(name):
            return None
        try:
            found = metric(self.model, name)
        except UnsettledError:
            return None
        return None if found is None else Scalar(found)

    def _table_sum(self, node: tree.BigOperator) -> Value | None:
        from symnn.documents.judging.randomness.table_sums import table_sum

        joints = self.model.world.joints
        if node.operator != "sum" or node.upper is not None or not joints:
            return None
        try:
            found = table_sum(self.model, node, dict[str, Fraction]())
        except (UnsettledError, SymnnError):
            return None
        self.has_logs = True
        return Scalar(found)
