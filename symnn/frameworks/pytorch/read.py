"""Exact networks from PyTorch modules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from symnn.errors import ShapeError, SymnnError, UnsupportedError
from symnn.frameworks.assembly.graph import BatchNorm, Graph, Tensor
from symnn.frameworks.dyadic import sizes_in
from symnn.frameworks.pytorch.functions import called
from symnn.frameworks.pytorch.modules import array_of, through_module
from symnn.networks.network import Network


def from_torch(
    module: Any, input_shape: Sequence[int] | None = None, *, batch_norm: BatchNorm = None
) -> Network:
    """The exact network of a PyTorch module, as it computes in inference (after `eval()`).

    `nn.Sequential`, modules in modules, and modules of your own whose `forward` torch.fx can
    trace: residual sums, concatenations, reshapes, activations as functions or methods.

    Args:
        module: with float16, bfloat16, float32 or float64 parameters.
        input_shape: of one input, without the batch, as (1, 28, 28); it is known from the first
            layer if that is an nn.Linear.
        batch_norm: "float32" or "float64" to take the nearest float for each 1/sqrt(variance +
            epsilon), as frameworks do, or a function to a rational; the root as such if not given.

    Exactness: exact; every stored float is the dyadic rational that it is, and a number in the
        code, as a slope of 0.01 or an epsilon, is the binary64 float of Python. Batch
        normalisation keeps its square roots: balls (`classify`, `twin`) take them in their
        stride, but the exact outputs of many channels are numbers of fields of large degree.
        Softplus has no threshold here. `y += 1` is recorded by torch.fx as y + 1: where y is
        used again afterwards, its old value is taken.

    Raises:
        UnsupportedError: a module or function that is not read, with its place and the known
            ones; control flow that depends on the input; training-time behaviour.
        ShapeError: shapes that do not fit, with the place; an input shape that is needed.
        InexactError: a weight that is NaN or infinite, with its name and index.

    Examples:
        >>> import pytest
        >>> torch = pytest.importorskip("torch")
        >>> layer = torch.nn.Linear(2, 1)
        >>> with torch.no_grad():
        ...     _ = layer.weight.copy_(torch.tensor([[0.5, -0.25]])), layer.bias.fill_(1)
        >>> float(from_torch(torch.nn.Sequential(layer, torch.nn.ReLU()))(1, 2)) == 1.0
        True
    """
    if isinstance(module, type):
        raise UnsupportedError(f"{module.__name__} is a class; make a module of it and train it")
    if isinstance(module, str | bytes) or not hasattr(module, "named_modules"):
        raise UnsupportedError(
            f"{module!r} is no PyTorch module. A file saved by torch.save is a pickle, which runs "
            "code when it is opened, so it is not read here: load it yourself, if you trust it, "
            "and pass the module; or save the weights as safetensors and use from_safetensors"
        )
    _refuse_changed_calls(module)
    traced = _traced(module)
    shape = _input_shape(traced, input_shape)
    return _walked(traced, Graph((1, *shape), batch_norm))


def _walked(traced: Any, graph: Graph) -> Network:
    """The network of the operations, one after the other."""
    values: dict[str, Any] = {}
    inputs = 0
    for node in traced.graph.nodes:
        if node.op == "placeholder":
            inputs += 1
            if inputs > 1 and node.args:  # it has a default, which is taken
                values[node.name] = node.args[0]
                continue
            if inputs > 1:
                raise UnsupportedError(f"the module takes a second input, {node.name}; one is read")
            values[node.name] = graph.input
            continue
        if node.op == "output":
            (result,) = node.args
            found = _looked_up(result, values)
            if not isinstance(found, Tensor):
                raise UnsupportedError(f"the module returns {result!r}; one tensor is read")
            return graph.network(found)
        values[node.name] = _value(graph, traced, node, values)
    raise UnsupportedError("the module returns nothing")


def _refuse_changed_calls(module: Any) -> None:
    """Refuse what changes a call of a module without being in its forward.

    Raises:
        UnsupportedError: hooks, or a forward of one object.
    """
    for name, part in module.named_modules():
        where = name or "the module"
        if any(type(p).__name__.startswith("Uninitialized") for p in part.parameters(False)):
            raise UnsupportedError(f"{where} has no weights yet; call the module once")
        if part._forward_hooks or part._forward_pre_hooks:
            raise UnsupportedError(f"{where} has hooks, which may change its values; remove them")
        if "forward" in vars(part) and type(part).__module__.startswith("torch.nn."):
            raise UnsupportedError(f"{where} has a forward that is not that of its class")


def _traced(module: Any) -> Any:
    """The operations of a module in inference, written down by torch.fx."""
    from torch import fx, nn

    sealed = (
        module if not type(module).__module__.startswith("torch.nn.") else nn.Sequential(module)
    )
    modes = {part: part.training for part in module.modules()}
    try:
        sealed.eval()
        return fx.symbolic_trace(sealed)
    except SymnnError:
        raise
    except Exception as error:  # noqa: BLE001  the user's own forward runs here
        raise UnsupportedError(
            f"torch.fx cannot write down what {type(module).__name__} does ({error}); a forward "
            "without branches on the data is needed. A way out is torch.onnx.export and from_onnx"
        ) from None
    finally:
        for part, mode in modes.items():
            part.training = mode


def _input_shape(traced: Any, given: Sequence[int] | None) -> tuple[int, ...]:
    if given is not None:
        return sizes_in(given, "input_shape")
    for node in traced.graph.nodes:
        if node.op in ("call_module", "call_function", "call_method"):
            first = traced.get_submodule(node.target) if node.op == "call_module" else None
            if first is not None and type(first).__name__ == "Linear":
                return (int(first.in_features),)
            if type(first).__name__ not in ("Dropout", "Identity", "Flatten"):
                break
    raise ShapeError(
        "the shape of the input is not known from the first layer; give input_shape, without the "
        "batch, as (1, 28, 28)"
    )


def _looked_up(item: Any, values: dict[str, Any]) -> Any:
    """Arguments with the nodes replaced by what they stand for."""
    if isinstance(item, tuple | list):
        return type(item)([_looked_up(part, values) for part in item])
    if isinstance(item, dict):
        return {key: _looked_up(part, values) for key, part in item.items()}
    if isinstance(item, slice):
        return slice(*(_looked_up(p, values) for p in (item.start, item.stop, item.step)))
    return values[item.name] if hasattr(item, "op") and hasattr(item, "name") else item


_OPERATORS: Final = frozenset({"iadd", "isub", "imul", "itruediv"})
_VIEWS: Final = frozenset(
    {"view", "reshape", "flatten", "permute", "transpose", "squeeze", "unsqueeze", "getitem"}
    | {"contiguous", "detach", "t", "expand", "narrow", "select", "split", "chunk", "unbind"}
    | {"swapaxes", "swapdims", "movedim", "moveaxis", "getattr", "float", "double", "cpu", "cuda"}
)


def _overwrites(traced: Any, node: Any) -> bool:
    """Whether an operation writes its result over its first argument."""
    if node.op == "call_module":
        return bool(getattr(traced.get_submodule(node.target), "inplace", False))
    name = _name(node)
    own = name.endswith("_") and not name.endswith("__")
    return own or name in _OPERATORS or bool(node.kwargs.get("inplace"))


def _name(node: Any) -> str:
    return node.target if isinstance(node.target, str) else str(node.target.__name__)


def _refuse_overwriting(traced: Any, node: Any) -> None:
    """What is used elsewhere may not be overwritten: the trace does not tell which value is meant.

    Raises:
        UnsupportedError: it is overwritten.
    """
    if not node.args or not _overwrites(traced, node):
        return
    source = node.args[0]
    while hasattr(source, "users"):
        if len(source.users) > 1:
            raise UnsupportedError(
                f"{node.name} overwrites {source.name}, which is used elsewhere; use the form that "
                "is not in place (inplace=False, relu and not relu_)"
            )
        called_ = source.op in ("call_method", "call_function")
        source = source.args[0] if called_ and _name(source) in _VIEWS and source.args else None


def _value(graph: Graph, traced: Any, node: Any, values: dict[str, Any]) -> Any:
    if node.op != "get_attr":
        _refuse_overwriting(traced, node)
    args = [_looked_up(a, values) for a in node.args]
    named = {k: _looked_up(v, values) for k, v in node.kwargs.items()}
    if node.op == "call_module":
        if len(args) != 1 or named:
            raise UnsupportedError(f"{node.target} is called with more than one tensor")
        return through_module(graph, args[0], traced.get_submodule(node.target), str(node.target))
    if node.op == "get_attr":
        found = traced
        for part in str(node.target).split("."):
            found = getattr(found, part)
        if not (found.is_floating_point() or found.is_complex()):
            return found.numpy()  # places of entries
        return array_of(found, str(node.target))
    name = node.target if isinstance(node.target, str) else node.target.__name__
    return called(graph, name, args, named, str(node.name))
