"""The command `symnn witness`: its options, and what it prints."""

from __future__ import annotations

import argparse
import sys

from symnn.documents.report.escape import safe


def add_witness(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The options of `symnn witness`."""
    witness = commands.add_parser(
        "witness",
        help="replay a verifier's counterexample exactly",
        description=(
            "Whether the point in WITNESS is a counterexample: in the domain of the VNN-LIB "
            "property, and with outputs of the exact network that it does not allow."
        ),
        epilog="exit status: 0 a counterexample, 1 none, 2 not decided or not readable",
    )
    witness.add_argument("network", metavar="NET.onnx", help="needs the extra onnx")
    witness.add_argument("property", metavar="PROP.vnnlib")
    witness.add_argument("witness", metavar="WITNESS", help="as ((X_0 0.5) (X_1 -1) (Y_0 2.25))")
    witness.add_argument(
        "--dtype",
        choices=("float32", "float64"),
        help="round the point first, as a runtime would that reads it",
    )
    return witness


def run_witness(options: argparse.Namespace) -> int:
    """Run `symnn witness`; its exit status."""
    from symnn.frameworks.onnx.read import from_onnx
    from symnn.frameworks.vnnlib.read import read_vnnlib, read_witness
    from symnn.frameworks.vnnlib.witness import replay_witness

    network = from_onnx(options.network)
    inputs, outputs = read_witness(options.witness)
    found = replay_witness(
        network, read_vnnlib(options.property), inputs, outputs or None, options.dtype
    )
    sys.stdout.write("".join(f"{safe(line)}\n" for line in str(found).split("\n")))
    return {True: 0, False: 1, None: 2}[found.is_counterexample]
