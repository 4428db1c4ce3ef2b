"""Thousands of damaged models: each is read, or refused with a clear error, quickly.

python -m tests.campaigns.damaged_files [--seconds 60] [--seed 0] [--megabytes 3000]

ONNX models, Keras configurations and safetensors files are spoiled at random. An error that is not
one of symnn's own, more than ten seconds of processor time for one file, or more memory than
allowed fails the run; the seed of the case is printed. Where onnxruntime is installed and takes a
model too, both must make the same of it, but for the rounding: no damage is misread.
"""

from __future__ import annotations

import argparse
import collections
import json
import resource
import struct
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import monotonic, process_time

import numpy as np
import pytest

import symnn as sn
from symnn.errors import SymnnError
from symnn.frameworks.keras.read import from_keras
from symnn.frameworks.onnx.read import from_onnx
from symnn.frameworks.safetensors import from_safetensors

pytest.importorskip("onnx", reason="the extra onnx is not installed")

from tests.frameworks.damage import good_models, spoiled, spoiled_bytes
from tests.frameworks.damage_json import spoiled_json
from tests.frameworks.test_keras import GOOD as GOOD_KERAS

try:
    import onnxruntime as runtime
except ImportError:
    runtime = None  # type: ignore[assignment,unused-ignore]

GOOD_ONNX = good_models()
_MOST_SECONDS = 10


class MisreadError(Exception):
    """A network that is not what the file says."""


def _onnx(path: Path, source: Random) -> None:
    path.write_bytes(spoiled(source.choice(GOOD_ONNX), source))
    net = from_onnx(path)
    if runtime is not None and (net.inputs or 0) <= 1000:
        _compared(path, net)


def _compared(path: Path, net: sn.Network) -> None:
    """Float32 is far more precise than what is looked for: other shapes, axes, constants.

    Raises:
        MisreadError: onnxruntime computes something else.
    """
    options = runtime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        (start,) = session.get_inputs()
        shape = [n if isinstance(n, int) else 1 for n in start.shape]
        point = np.arange(net.inputs or 0, dtype=np.float32) % 7 - 3
        made = session.run(None, {start.name: point.reshape(shape)})[0].reshape(-1)
    except Exception:  # noqa: BLE001  it refuses what it will
        return
    balls = sn.twin(net, "balls", bits=80)(point.tolist())
    exact = np.array([float(ball.mid()) for ball in balls])
    near = exact.shape == made.shape and np.allclose(exact, made, 2**-10, 2**-10, equal_nan=True)
    if not near and np.all(np.abs(exact) < 1e30):
        raise MisreadError(f"{exact[:5]} and not {made[:5]}")


def _keras(_: Path, source: Random) -> None:
    config, weights = source.choice(GOOD_KERAS)
    held = {name: list(arrays) for name, arrays in weights.items()}
    if source.random() < 0.3:
        arrays = source.choice(list(held.values()))
        shape = [source.randint(0, 3) for _ in range(source.randint(0, 4))]
        arrays[source.randrange(len(arrays))] = np.ones(shape, dtype=np.float32)
    from_keras(json.dumps(spoiled_json(config, source)), held)


def _safetensors(path: Path, source: Random) -> None:
    weight, bias = np.ones((2, 3), dtype=np.float32), np.ones(2, dtype=np.float32)
    header = {
        "fc.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
        "fc.bias": {"dtype": "F32", "shape": [2], "data_offsets": [24, 32]},
    }
    text = json.dumps(spoiled_json(header, source) if source.random() < 0.6 else header).encode()
    data = bytearray(struct.pack("<Q", len(text)) + text + weight.tobytes() + bias.tobytes())
    path.write_bytes(spoiled_bytes(data, source) if source.random() < 0.6 else bytes(data))
    from_safetensors(path, ["fc", "relu"])


KINDS: dict[str, Callable[[Path, Random], None]] = {
    "onnx": _onnx,
    "keras": _keras,
    "safetensors": _safetensors,
}


def judged(kind: str, seed: int, path: Path) -> tuple[str, str]:
    """How one case ends: "read", the name of our error, or "wrong", with the reason."""
    start = process_time()
    try:
        KINDS[kind](path, Random(seed))
        ending = "read"
    except SymnnError as error:
        ending = type(error).__name__
    except BaseException:  # noqa: BLE001  that is what is looked for
        return "wrong", traceback.format_exc(limit=-3)
    spent = process_time() - start
    return (ending, "") if spent <= _MOST_SECONDS else ("wrong", f"{spent:.0f} s")


def main() -> int:
    """Run for so many seconds; 1 if anything ended wrongly."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--megabytes", type=int, default=3000)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (options.megabytes << 20,) * 2)
    counts = collections.Counter[str]()
    seed, end = options.seed * 10**9, monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        while monotonic() < end:
            for kind in KINDS:
                seed += 1
                ending, reason = judged(kind, seed, Path(folder) / "model")
                counts[f"{kind} {ending}"] += 1
                if ending == "wrong":
                    print(f"{kind}, case {seed}: {reason}", flush=True)
    for name, count in sorted(counts.items()):
        print(f"{count:7} {name}")
    return int(any(name.endswith("wrong") for name in counts))


if __name__ == "__main__":
    sys.exit(main())
