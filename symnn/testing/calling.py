"""Calling an implementation: what it takes (an array, a batch, scalars, a tensor), what it gives.

Nothing of torch, jax or onnxruntime is imported: objects are known by what they are, tensors by
their methods.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, final

import numpy as np
from numpy.typing import NDArray

from symnn.errors import UnsupportedError
from symnn.twins.formats import Format

Point: TypeAlias = "tuple[float, ...]"
#: How a function is called: f(x) with x of shape (n,); f(X) with X of shape (k, n); f(x1, …, xn);
#: f([x1, …, xn]); f(x) with x of shape (n, 1); f(X) with X of shape (1, n), where a batch may have
#: no other number of rows; f(pointer to x, pointer to y) for C.
Convention: TypeAlias = Literal["vector", "batch", "scalars", "list", "column", "row", "pointers"]
#: The class of all functions of C.
_C_FUNCTION: Final = type(ctypes.pythonapi.Py_GetVersion).__mro__[1]
CONVENTIONS: Final[tuple[Convention, ...]] = ("vector", "batch", "scalars", "list", "column", "row")
Arrays: TypeAlias = Literal["numpy", "torch"]
#: How an array lies in memory: row by row, column by column, or as a part of a larger one.
Layout: TypeAlias = Literal["C", "F", "strided"]


class WrongShape(Exception):  # noqa: N818  it is caught before anyone sees it
    """What a wrapper around an implementation found wrong with the shape of its answer."""


@final
@dataclass(frozen=True)
class Answer:
    """What came of calling an implementation on some points.

    Attributes:
        rows: one array of outputs for each point, float64; None if there are none.
        trouble: "" if all is well, else its kind: "raised", "shape", "type", "mutated".
        words: what happened, in a sentence.
    """

    rows: NDArray[np.float64] | None
    trouble: str = ""
    words: str = ""


@final
@dataclass(frozen=True)
class Call:
    """An implementation with the way to call it.

    Attributes:
        function: what the user gave.
        convention: how it is called.
        arrays: the library of the arrays it takes.
        form: the format of the floats it is given.
        shapes: of what it may give for one point, (m,) for a network of m outputs; the first is
            that of the rows of an answer.
        inputs: how many inputs a point has.
        inputs: how many inputs a point has.
    """

    function: Callable[..., Any]
    convention: Convention
    arrays: Arrays
    form: Format
    shapes: tuple[tuple[int, ...], ...]
    inputs: int

    @property
    def is_batch(self) -> bool:
        """Whether many points are given in one call."""
        return self.convention == "batch"

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The ways an array that is given may lie in memory, besides "C"."""
        if self.arrays != "numpy" or self.convention not in ("vector", "batch", "column"):
            return ()
        return ("F", "strided") if self.is_batch else ("strided",)

    def __call__(self, points: Sequence[Point], layout: Layout = "C") -> Answer:
        """The outputs at some points: in one call for a batch, else one call each."""
        if self.is_batch:
            batch = np.array(points, dtype=self.form.name)
            return self._once(batch.reshape(len(points), self.inputs), (len(points),), layout)
        found = []
        for point in points:
            answer = self._once(np.array(point, dtype=self.form.name), (), layout)
            if answer.rows is None or answer.trouble:
                return answer
            found.append(answer.rows)
        return Answer(np.array(found))

    def _once(self, x: NDArray[Any], rows: tuple[int, ...], layout: Layout) -> Answer:
        given = [_laid(item, layout) for item in self._arguments(x)]
        before = [_copy(g) for g in given]
        try:
            with np.errstate(all="ignore"):
                result = self._result(given)
        except WrongShape as error:
            return Answer(None, "shape", str(error))
        except Exception as error:  # noqa: BLE001  the implementation is a stranger's
            return Answer(None, "raised", _described(error))
        mutated = any(not _same(g, b) for g, b in zip(given, before, strict=True))
        shapes = tuple((*rows, *shape) for shape in self.shapes)
        answer = _read(result, shapes, self.convention)
        if mutated and not answer.trouble and self.convention != "pointers":
            after = _as_numpy(given[0]).tolist()
            return Answer(answer.rows, "mutated", f"it overwrote its input: x is now {after}")
        return answer

    def _arguments(self, x: NDArray[Any]) -> list[Any]:
        match self.convention:
            case "scalars":
                return [v.item() if self.form.precision == 53 else v for v in x]
            case "list":
                return [x.tolist()]
            case "column":
                return [self._array(x.reshape(-1, 1))]
            case "row":
                return [self._array(x.reshape(1, -1))]
            case "pointers":
                kind = ctypes.c_double if self.form.precision == 53 else ctypes.c_float
                size = int(np.prod(self.shapes[0]))
                return [(kind * len(x))(*x.tolist()), (kind * size)()]
        return [self._array(x)]

    def _array(self, x: NDArray[Any]) -> Any:
        if self.arrays == "torch":
            return sys.modules["torch"].from_numpy(x.copy())
        return x.copy()

    def _result(self, given: Sequence[Any]) -> Any:
        if self.convention == "pointers":
            self.function(*given)
            return np.array(list(given[1])).reshape(self.shapes[0])
        if _is_session(self.function):
            return _run_session(self.function, given[0])
        return self.function(*given)


def _laid(item: Any, layout: Layout) -> Any:
    """An array with the same entries that lies otherwise in memory."""
    if layout == "C":
        return item
    if layout == "F":
        return np.asfortranarray(item)
    larger = np.full(tuple(2 * n for n in item.shape), 7.0, dtype=item.dtype)
    part = larger[tuple(slice(None, None, 2) for _ in item.shape)]
    part[...] = item
    return part


def _copy(item: Any) -> Any:
    if hasattr(item, "clone"):
        return item.clone()
    return item.copy() if hasattr(item, "copy") else item


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, ctypes.Array):
        return True
    return _as_numpy(left).tobytes() == _as_numpy(right).tobytes()


def _as_numpy(item: Any) -> NDArray[Any]:
    if hasattr(item, "detach"):
        item = item.detach().cpu().numpy()
    return np.asarray(item)


def _is_session(item: Any) -> bool:
    return hasattr(item, "get_inputs") and hasattr(item, "run")


def _run_session(session: Any, x: NDArray[Any]) -> Any:
    return session.run(None, {session.get_inputs()[0].name: x})[0]


def _described(error: BaseException) -> str:
    text = " ".join(str(error).split())
    line = _line_of(error)
    return f"{type(error).__name__}: {text}"[:240] + (f" ({line})" if line else "")


def _line_of(error: BaseException) -> str:
    """The last line of the user's code that the error passed."""
    found, trace = "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename != __file__ and not code.co_filename.startswith("<frozen"):
            found = f"line {trace.tb_lineno} of {code.co_filename.rsplit('/', 1)[-1]}"
        trace = trace.tb_next
    return found


def _read(result: Any, shapes: tuple[tuple[int, ...], ...], convention: Convention) -> Answer:
    """The result as an array of float64, of the first of these shapes."""
    shape = shapes[0]
    try:
        found = _as_numpy(result)
    except (TypeError, ValueError) as error:
        return Answer(None, "type", f"it gave no array: {' '.join(str(error).split())}")
    if found.dtype == object and result is not None:
        found = _of_numbers(found)
    if found.dtype.kind not in "fiub":
        kind = "nothing (None)" if result is None else f"a {type(result).__name__}"
        if result is not None and found.dtype.kind != "O":
            kind += f" of {found.dtype}"
        return Answer(None, "type", f"it gave {kind}, and {_spelled(shape)} of floats is wanted")
    accepted = set(shapes)
    if convention == "column":
        accepted.add((*shape, 1))
    if convention == "row":
        accepted.add((1, *shape))
    if shape[-1:] == (1,) and len(shape) <= 2:
        accepted.add(shape[:-1])
    if shape[0] == 0 and found.size == 0 and found.shape[:1] == (0,):
        return Answer(np.zeros(shape))  # no rows have no columns
    if found.shape not in accepted:
        words = f"it gave an array of shape {found.shape}; {_spelled(shape)} is wanted"
        return Answer(None, "shape", words)
    return Answer(found.astype(np.float64).reshape(shape))


def _of_numbers(found: NDArray[Any]) -> NDArray[Any]:
    """Numbers of other libraries (Fractions, mpmath's) as floats; what are none stays as it is."""
    try:
        return found.astype(np.float64)
    except (TypeError, ValueError):
        return found


def _spelled(shape: tuple[int, ...]) -> str:
    return f"shape {shape}" + (" or a single number" if shape == (1,) else "")


def library_of(function: Any, arrays: str | None) -> Arrays:
    """The library of the arrays that an implementation takes."""
    if arrays in ("numpy", "torch"):
        return "torch" if arrays == "torch" else "numpy"
    if arrays is not None:
        raise UnsupportedError(f"arrays={arrays!r} is not known; use 'numpy' or 'torch'")
    torch = sys.modules.get("torch")
    module = getattr(getattr(torch, "nn", None), "Module", None)
    return "torch" if module is not None and isinstance(function, module) else "numpy"


def detected(
    function: Callable[..., Any],
    inputs: int,
    shapes: tuple[tuple[int, ...], ...],
    form: Format,
    convention: str | None,
    arrays: str | None,
) -> tuple[Call, str]:
    """The implementation with the first way to call it that works, and "" or why none does.

    Every way is tried at a point of small whole numbers, a batch with one row, with two and with
    three. A way that is named is taken.

    Raises:
        UnsupportedError: it cannot be called, or the convention is none.
    """
    if not callable(function) and not _is_session(function):
        raise UnsupportedError(f"{function!r} cannot be called; give a function of floats")
    library = library_of(function, arrays)
    if convention is not None and convention not in (*CONVENTIONS, "pointers"):
        known = ", ".join((*CONVENTIONS, "pointers"))
        raise UnsupportedError(f"call={convention!r} is not known; the ways to call are {known}")
    ways = _ways(function, inputs) if convention is None else (convention,)
    tried: list[str] = []
    for way in ways:
        call = Call(function, way, library, form, shapes, inputs)  # type: ignore[arg-type]
        if convention is not None:
            return call, ""
        trouble = next((a.words for a in _probes(call, inputs) if a.rows is None), "")
        if not trouble:
            return call, ""
        tried.append(f"{_spoken(call, inputs)}: {trouble}")
    first = Call(function, ways[0], library, form, shapes, inputs)  # type: ignore[arg-type]
    return first, "\n".join(tried)


def _ways(function: Any, inputs: int) -> tuple[str, ...]:
    if _is_session(function):
        return ("batch", "row")
    if isinstance(function, _C_FUNCTION):
        kinds = list(getattr(function, "argtypes", None) or ())
        scalars = kinds in ([ctypes.c_double] * inputs, [ctypes.c_float] * inputs)
        return ("scalars",) if scalars else ("pointers",)
    return CONVENTIONS


def probe_points(inputs: int) -> list[Point]:
    """Three points of small whole numbers: the first that an implementation is given."""
    return [tuple(float((i + k) % 3 + 1) for i in range(inputs)) for k in range(3)]


def _probes(call: Call, inputs: int) -> list[Answer]:
    points = probe_points(inputs)
    batches = (points[:1], points[:2], points) if call.is_batch else (points[:1], points)
    return [call(batch) for batch in batches]


def _spoken(call: Call, inputs: int) -> str:
    words = {
        "vector": f"f(x), x of shape ({inputs},)",
        "batch": f"f(X), X of shape (k, {inputs})",
        "scalars": f"f({', '.join(f'x{i}' for i in range(1, min(inputs, 3) + 1))}"
        + (", …)" if inputs > 3 else ")"),
        "list": "f([x1, …]), a list",
        "column": f"f(x), x of shape ({inputs}, 1)",
        "row": f"f(X), X of shape (1, {inputs})",
        "pointers": "f(double *x, double *y)",
    }
    return words[call.convention]
