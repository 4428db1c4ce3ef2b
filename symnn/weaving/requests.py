"""From a subject and options to a derivation, and to its text."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, Literal, TypeAlias

from symnn.deferred import regex
from symnn.derivations.derivation import Derivation
from symnn.derivations.family import KINDS, derive
from symnn.derivations.stages import stages_of
from symnn.derivations.typesetting.letters import GREEK
from symnn.derivations.typesetting.style import DEPTHS, Style
from symnn.errors import DocumentError, SymnnError
from symnn.functions.catalogue import FUNCTIONS
from symnn.networks.network import Network
from symnn.weaving.composition import Part
from symnn.weaving.subjects import Subject, points_of

Form: TypeAlias = Literal["latex", "tex", "markdown", "text"]
FORMS: Final[tuple[Form, ...]] = ("latex", "tex", "markdown", "text")

_SHORT: Final = regex(r"_\{(\w)\}")
_KEY: Final = regex(r"(?P<base>[A-Za-z]+)(?:_(?P<below>[A-Za-z0-9]+))?")

#: The options of a style that one word can say.
STYLE: Final = tuple(f.name for f in fields(Style) if f.name not in ("names", "functions"))


def derivation_of(subject: Subject, options: Sequence[tuple[str, str]]) -> Derivation:
    """The derivation of a subject, by its kind and with the options that are given.

    Raises:
        DocumentError: an option that does not exist, or has no such value.
        SymnnError: what is asked for cannot be derived; why, and the way out.
    """
    given = dict(options)
    kind = given.pop("kind", "forward" if subject.point is not None else "symbolic")
    if kind not in KINDS:
        raise DocumentError(f"there is no kind {kind!r}; there are: {', '.join(KINDS)}")
    make: Callable[..., Derivation] = getattr(derive, kind)
    parameters = inspect.signature(make).parameters
    depth = given.pop("depth", "textbook")
    if depth not in DEPTHS:
        raise DocumentError(f"the depth {depth!r} is none of {', '.join(DEPTHS)}")
    style = _style({key: given.pop(key) for key in STYLE if key in given}, subject)
    wanted: dict[str, Any] = {"depth": depth, "style": style}
    if subject.point is not None:
        if "at" not in parameters:
            raise DocumentError(f"the kind {kind} has no point; delete `at …`")
        wanted["at"] = subject.point
    elif _is_needed(parameters, "at"):
        raise DocumentError(f"the kind {kind} needs a point, as in `at (1, 0)`")
    for key, text in given.items():
        if key not in parameters:
            raise DocumentError(_no_option(key, kind, parameters))
        wanted[key] = _argument(text, parameters[key])
    about = _subject_parameter(parameters)
    missing = [k for k in parameters if _is_needed(parameters, k) and k not in wanted]
    missing = [k for k in missing if k != about]
    if missing:
        example = "exp" if missing[0] == "function" else "1"
        raise DocumentError(f"the kind {kind} needs {missing[0]}, as in {missing[0]}={example}")
    value = _as_layer(subject.value) if about == "layer" else subject.value
    is_open = about in parameters and parameters[about].kind is inspect.Parameter.VAR_POSITIONAL
    try:
        if is_open:
            return make(value, **wanted)
        return make(**{**wanted, about: value})
    except SymnnError:
        raise
    except (TypeError, ValueError, AttributeError) as error:
        message = f"the kind {kind} is not for {subject.label}: {error}"
        raise DocumentError(message) from error


def text_of(derivation: Derivation, form: Form) -> str:
    """A derivation in a form, with a line end at its end."""
    text = {
        "latex": derivation.latex,
        "tex": derivation.document,
        "markdown": derivation.markdown,
        "text": derivation.text,
    }[form]()
    return text.rstrip("\n") + "\n"


def _subject_parameter(parameters: Mapping[str, inspect.Parameter]) -> str:
    """The parameter that what is derived stands for: a matrix beside a function, else the first."""
    return "matrix" if "matrix" in parameters else next(iter(parameters))


def _as_layer(value: Any) -> Any:
    """The only layer of a network."""
    layers: Any = getattr(value, "layers", ())
    return layers[0] if len(layers) == 1 else value


def _is_needed(parameters: Mapping[str, inspect.Parameter], key: str) -> bool:
    found = parameters.get(key)
    if found is None or found.kind is inspect.Parameter.VAR_POSITIONAL:
        return False
    return found.default is inspect.Parameter.empty


def _no_option(key: str, kind: str, parameters: Mapping[str, inspect.Parameter]) -> str:
    own = [k for k in parameters if k not in ("at", "depth", "style")][1:]
    known = ", ".join(("kind", "depth", *own, *STYLE))
    return f"{key} is no option of the kind {kind}; options are {known}"


def _argument(text: str, parameter: inspect.Parameter) -> Any:
    """An option of a kind: a number, a point, several points, or a word."""
    default = parameter.default
    if parameter.name == "function":
        if text not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS))
            raise DocumentError(f"{text!r} is no function that is known; known are {known}")
        return FUNCTIONS[text]
    if isinstance(default, bool):
        if text not in ("true", "false"):
            raise DocumentError(f"{parameter.name} is true or false, not {text!r}")
        return text == "true"
    annotation = str(parameter.annotation)
    if isinstance(default, int) or annotation.replace(" ", "") in ("int", "int|None"):
        if not text.isdigit():
            raise DocumentError(f"{parameter.name} is a whole number, not {text!r}")
        return int(text)
    if annotation.startswith(("str", "Literal")) or isinstance(default, str):
        return text
    return points_of(text, several="Sequence" in annotation or "tuple" in annotation)


def _style(given: Mapping[str, str], subject: Subject) -> Style:
    chosen: dict[str, Any] = {}
    defaults = Style()
    for key, text in given.items():
        usual = getattr(defaults, key)
        if isinstance(usual, bool):
            if text not in ("true", "false"):
                raise DocumentError(f"{key} is true or false, not {text!r}")
            chosen[key] = text == "true"
        elif isinstance(usual, int):
            if not text.isdigit():
                raise DocumentError(f"{key} is a whole number, not {text!r}")
            chosen[key] = int(text)
        else:
            chosen[key] = text
    names, functions = _author_s_names(subject)
    if "layers" not in chosen:
        chosen["layers"] = _numbering(names.values())
    return Style(**chosen, names=names, functions=functions)


def _author_s_names(subject: Subject) -> tuple[dict[str, str], dict[str, str]]:
    """The names of a document for what the page calls x, W^1, b^1, z^1, a^1, f and relu."""
    names: dict[str, str] = {}
    functions: dict[str, str] = {}
    found = subject.found
    if found is None or not isinstance(subject.value, Network):
        return names, functions
    if len(found.inputs) == 1 and latex_of(found.inputs[0]):
        names["x"] = latex_of(found.inputs[0])
    if found.is_function and latex_of(found.name):
        functions["f"] = latex_of(found.name)
    stages = stages_of(found.network, {})
    if len(stages) == len(found.parts):
        for stage, part in zip(stages, found.parts, strict=True):
            number = "" if stage.number is None else f"^{stage.number}"
            names |= {letter + number: latex for letter, latex in _letters(part) if latex}
            layer = stage.layer
            if part.function and hasattr(layer, "function"):
                functions.setdefault(layer.function.name, part.function)
    short = {key: _SHORT.sub(r"_\1", latex) for key, latex in names.items()}
    return short, {key: _SHORT.sub(r"_\1", latex) for key, latex in functions.items()}


def latex_of(key: str) -> str:
    r"""A name by its key, as `W_1`, as LaTeX; empty if that cannot be told.

    >>> latex_of("lambda_12") == r"\lambda_{12}"
    True
    """
    match = _KEY.fullmatch(key)
    if match is None:
        return ""
    base, below = match["base"], match["below"]
    if len(base) > 1:
        if base not in GREEK:
            return ""
        base = f"\\{base}"
    return base if below is None else f"{base}_{{{below}}}" if len(below) > 1 else f"{base}_{below}"


def _numbering(names: Iterable[str]) -> str:
    """How an author numbers layers: W_1, W^{[1]} or W^{(1)}."""
    text = " ".join(names)
    if re.search(r"\^\{?\[", text):
        return "brackets"
    return "subscript" if re.search(r"_\{?[0-9]", text) else "parentheses"


def _letters(part: Part) -> tuple[tuple[str, str], ...]:
    if part.weight or part.bias:
        return ("W", part.weight), ("b", part.bias), ("z", part.value)
    return (("a", part.value),)
