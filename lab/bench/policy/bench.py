# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""./dev bench policy: what the import policy decides a second, by the length of the allow list."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from harness.measure import table
from harness.quiet import Steal

FOLDER = Path(__file__).resolve().parent
TARGET = FOLDER / "target"
_LIMIT_SECONDS = 900
_COLUMNS = {"what": "", "family": "", "entries": ",", "a second": ",.0f", "+-": ",.0f", "ns each": ",.1f",
            "x time of 1 entry": ".2f"}


def run(arguments):
    """JMH in a process of its own; its results as it writes them."""
    results = TARGET / "results.json"
    results.unlink(missing_ok=True)
    class_path = f"{TARGET / 'classes'}:{(TARGET / 'class-path').read_text().strip()}"
    subprocess.run(["java", "-cp", class_path, "org.openjdk.jmh.Main", "-bm", "thrpt", "-tu", "s",
                    "-f", str(arguments.forks), "-wi", "2", "-w", f"{arguments.seconds}s",
                    "-i", str(arguments.iterations), "-r", f"{arguments.seconds}s", "-foe", "true",
                    "-rf", "json", "-rff", str(results)], check=True, timeout=_LIMIT_SECONDS)
    return json.loads(results.read_text())


def rows(results):
    """One row per result, ordered so that only the length changes from one to the next."""
    measured = {}
    for each in results:
        what = each["benchmark"].rpartition(".")[2]
        key = what, each["params"]["family"], int(each["params"]["entries"])
        measured[key] = each["primaryMetric"]["score"], each["primaryMetric"]["scoreError"]
    return [{"what": what, "family": family, "entries": entries, "a second": score, "+-": float(error),
             "ns each": 1e9 / score, "x time of 1 entry": measured[what, family, 1][0] / score}
            for (what, family, entries), (score, error) in sorted(measured.items())]


def main():
    """JMH's exit status when it fails; it has said why."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forks", type=int, default=1, help="Java processes for each row")
    parser.add_argument("--iterations", type=int, default=5, help="measurements in each of them")
    parser.add_argument("--seconds", type=int, default=1, help="length of a measurement")
    steal = Steal()
    try:
        table_of = rows(run(parser.parse_args()))
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    print(f"\nImport policy, one thread, {steal}; +- is JMH's 99.9 % confidence interval")
    table(table_of, _COLUMNS)
    longest = max(row["entries"] for row in table_of)
    worst = max(row["x time of 1 entry"] for row in table_of if row["entries"] == longest)
    print(f"a list {longest:,} times as long takes at most {worst:.1f} times as long")
    return 0


if __name__ == "__main__":
    sys.exit(main())
