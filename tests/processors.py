"""The tests as other processors would run them: the last bit of a computed number is the processor's affair.

The libraries bring code for many processors and choose when they start; environment variables make them choose another.
``python -m tests.processors`` runs every test that needs no browser under each of ``SETTINGS``, with one thread and
with two, prints a line for each and ends with status 1 if any fails. What follows the name is given to pytest.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np

# NumPy multiplies matrices with OpenBLAS and does the rest itself; torch takes MKL, oneDNN and its own, ATEN.
BEYOND_THE_LEAST = ",".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", []))
SETTINGS = [
    "",  # what the libraries think best for this processor
    "OPENBLAS_CORETYPE=Haswell",
    "OPENBLAS_CORETYPE=Sandybridge",
    "OPENBLAS_CORETYPE=Zen",
    "OPENBLAS_CORETYPE=SkylakeX",
    "ATEN_CPU_CAPABILITY=default",
    "ATEN_CPU_CAPABILITY=avx2",
    "ONEDNN_MAX_CPU_ISA=SSE41",
    f"NPY_DISABLE_CPU_FEATURES={BEYOND_THE_LEAST}",
    "OPENBLAS_CORETYPE=Haswell ATEN_CPU_CAPABILITY=avx2 ONEDNN_MAX_CPU_ISA=AVX2 MKL_ENABLE_INSTRUCTIONS=AVX2",
    "OPENBLAS_CORETYPE=Sandybridge ATEN_CPU_CAPABILITY=default ONEDNN_MAX_CPU_ISA=SSE41 "
    f"MKL_ENABLE_INSTRUCTIONS=SSE4_2 NPY_DISABLE_CPU_FEATURES={BEYOND_THE_LEAST}",
]
THREADS = [1, 2]
MOST_SECONDS = 1_800  # of a run, which takes one or two minutes

# Says what a setting came to: OpenBLAS has one code for several processors, and none of these for others than x86.
PROBE = """
import numpy, threadpoolctl, torch
assert (numpy.ones((99, 99)) @ numpy.ones((99, 99)) == 99).all()
kinds = {pool.get("architecture") for pool in threadpoolctl.threadpool_info() if pool["internal_api"] == "openblas"}
print("OpenBLAS", *kinds, "torch", torch.backends.cpu.get_cpu_capability())
"""


def main(arguments: Sequence[str]) -> None:
    """Run the tests that ``arguments`` choose under every setting."""
    failed = [setting for setting in settings() if not passes(setting, arguments)]
    if failed:
        sys.exit("\n".join(["Tests failed under", *failed]))


def settings() -> Iterator[str]:
    """Give what stands before each command."""
    for setting, threads in product(SETTINGS, THREADS):
        yield f"{setting} OMP_NUM_THREADS={threads} OPENBLAS_NUM_THREADS={threads}".strip()


def passes(setting: str, arguments: Sequence[str]) -> bool:
    """Run the tests under ``setting``, say how that went and return whether it went well."""
    environment = dict(part.split("=") for part in setting.split())
    status, told = run(["-c", PROBE], environment)
    if status == -signal.SIGILL:
        print(f"left out  {setting}: this processor lacks what that needs", flush=True)
        return True
    if status == 0:
        setting = f"{setting} ({told.strip()})"
        status, told = run(
            ["-m", "pytest", "-m", "not browser", "-q", "-p", "no:cacheprovider", *arguments], environment
        )
    print("FAILED   " if status else "passed   ", f"{setting}: {summary(told)}", flush=True)
    return status == 0


def summary(told: str) -> str:
    """Return the last line of what pytest ``told``, and what failed."""
    failures = re.findall(r"^(?:FAILED|ERROR) .*", told, re.MULTILINE)
    return "\n    ".join([*told.strip().splitlines()[-1:], *failures])


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """Run Python; return its status, which is negative for the signal that ended it, and what it said."""
    try:
        done = subprocess.run(
            [sys.executable, *arguments], env=os.environ | environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=MOST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return 1, f"it took more than {MOST_SECONDS} s"
    return done.returncode, done.stdout


if __name__ == "__main__":
    main(sys.argv[1:])
