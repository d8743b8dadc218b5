# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""./dev fuzz SECONDS [SEED]: mutated messages of hostile tenants against a running DPU, a good tenant beside them."""

import argparse
import sys
import time
from pathlib import Path

from harness import lab
from harness.command import CommandFailed
from harness.dpu import Dpu
from harness.fuzz import Fuzz
from harness.scenario import Scenario

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "fuzz"


def run(seconds, seed):
    """The topology is the scenario's."""
    dpu = Dpu()
    scenario = None
    try:
        dpu.create()
        dpu.start()
        scenario = Scenario(FOLDER, dpu)
        scenario.bring_up()
        return Fuzz(scenario, seed).run(seconds)
    finally:
        if scenario is not None:
            scenario.tear_down()
        dpu.delete()


def main():
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=__doc__)
    parser.add_argument("seconds", type=int, help="5 and more")
    parser.add_argument("seed", type=int, nargs="?", default=int(time.time()), help="repeats a run; the time otherwise")
    arguments = parser.parse_args()
    if arguments.seconds < 5:
        parser.error("at least 5 seconds")
    try:
        with lab.exclusive():
            print(run(arguments.seconds, arguments.seed))
    except (CommandFailed, AssertionError) as failed:
        print(f"fuzz failed, seed {arguments.seed}: {failed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
