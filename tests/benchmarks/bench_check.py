"""How long `factcheck` takes, as ratios measured side by side in one run. Never a test: machines are noisy.

    python tests/benchmarks/bench_check.py [CLAIMS]

Prints: `--help`; a cold check of the shipped claims, beside a process that only imports what it needs; a check of 20,000
claims in 200 files beside libyaml's bare event stream over the same files; how time and memory grow with the claims.
"""

import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import workspace

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "factcheck"]
ROUNDS = 7  # of the event stream in one process, so that it lasts as long as a check and meets the same machine
EVENTS = f"""
import sys, yaml
texts = [open(path, "rb").read() for path in sys.argv[1:]]
for _ in range({ROUNDS}):
    for text in texts:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
"""
IMPORTS = "import typer, pint, yaml, jinja2, fractions, factcheck.cli.main, factcheck.rules, factcheck.files.workspace"


def run(command: list[str]) -> tuple[float, float, float]:
    """(wall seconds, processor seconds, peak memory in kB) of a command."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    # A process of its own for each, since the peak of the children is the peak of all of them.
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd=ROOT)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss


def best(command: list[str], times: int = 3) -> tuple[float, float, float]:
    """The cheapest of a few runs by processor time: what is left is the program, not the machine."""
    return min((run(command) for _ in range(times)), key=lambda measured: measured[1])


def main(claims: int) -> None:
    print(f"--help                     {best([*PROGRAM, '--help'])[0]:.2f} s (bar 0.35)")
    cold, imports = best([*PROGRAM, "check"])[0], best([sys.executable, "-c", IMPORTS])[0]
    print(f"check, shipped claims      {cold:.2f} s (bar 1.2), {cold / imports:.2f} x importing alone (bar 2)")
    with tempfile.TemporaryDirectory() as folder:
        small, memory = [], []
        for number, size in enumerate((claims // 10, claims)):
            place = Path(folder) / str(number)
            written = workspace(place, size, max(size // 100, 1), one_subject=1 / 3)
            files = sorted(str(path) for path in (place / "claims").iterdir())
            events = best([sys.executable, "-c", EVENTS, *files])[1] / ROUNDS
            check = best([*PROGRAM, "check", str(place / "claims")])
            small.append(check[1])
            memory.append(check[2])
            print(f"check, {size:6} claims       {check[0]:.2f} s for {written / 1e6:.1f} MB, "
                  f"{check[1] / events:.1f} x bare YAML events by processor time ({events:.2f} s; bar 6)")  # fmt: skip
        print(f"growth                     exponent {math.log10(small[1] / small[0]):.2f} (bar 1.1)")
        print(f"memory                     {(memory[1] - memory[0]) / (claims - claims // 10):.1f} kB a claim (bar 6)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
