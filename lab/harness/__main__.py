# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What ./dev calls: python3 -m harness up NAME | down | demo | summary ROOT REPORT BUILD-STATUS LAB-STATUS."""

import signal
import sys
from pathlib import Path

from harness import demo, lab, summary
from harness.command import CommandFailed
from harness.credentials import basic
from harness.dpu import Dpu, second
from harness.report import say
from harness.scenario import Scenario

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"


def up(name):
    """The scenario's topology, DPU and tenants, running when this returns."""
    lab.require_root()
    with lab.locked():
        lab.sweep("removed what was running")
        folder = SCENARIOS / name
        dpus = [Dpu()] + ([second()] if Scenario.has_second(folder) else [])
        try:
            for dpu in dpus:
                dpu.create()
                dpu.start()
            scenario = Scenario(folder, dpus[0], second=dpus[1] if dpus[1:] else None)
            scenario.bring_up()
            if scenario.fabric is not None:
                scenario.fabric.start()
            scenario.start_speakers()
            scenario.announce()
        except BaseException:
            lab.sweep("removed")
            raise
    say(f"{name} is up until ./dev down {name}; look at it, for instance:")
    interface = next(iter(scenario.interfaces))
    print(f"  ip netns exec tb-dpu curl -s -u {basic()} http://127.0.0.1:8181/rests/data/"
          f"tenant-bgp-dpu:dpu/tenant-interfaces/tenant-interface={interface}/state?content=nonconfig")
    for tenant in scenario.tenants.values():
        print(f"  {' '.join(tenant.namespace.inside(['curl', 'http://169.254.169.254/latest/meta-data/asn']))}")
        if tenant.speaker is not None:
            print(f"  {tenant.speaker.hint()}")
    for node in scenario.fabric.nodes.values() if scenario.fabric is not None else ():
        print(f"  {node.hint()}")


def down():
    """Whatever of the lab runs goes."""
    lab.require_root()
    with lab.locked():
        lab.sweep("removed")


def main(arguments):
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        match arguments:
            case ["up", name]:
                up(name)
            case ["down"]:
                down()
            case ["demo"]:
                demo.run()
            case ["summary", root, report, built, shown]:
                return summary.summarise(root, report, int(built), int(shown))
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except KeyboardInterrupt:
        print("interrupted; everything the lab had made is removed", file=sys.stderr)
        return 130
    except (CommandFailed, AssertionError) as failed:
        print(f"failed: {failed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
