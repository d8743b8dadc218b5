# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""./dev bench size: how large the distribution is, how long it boots, how much memory it takes when nothing happens."""

import argparse
import os
import sys
from pathlib import Path

from harness import lab, measure, quiet, vitals
from harness.command import run
from harness.dpu import Dpu
from harness.karaf import ASSEMBLY_VARIABLE, ROOT, assembly
from harness.report import say, show
from harness.scenario import Scenario
from harness.wait import pause

FOLDER = Path(__file__).resolve().parent
_LIMIT_SECONDS = 1800
_COLUMNS = {"distribution": "", "unpacked MiB": ".1f", "jars": "d", "bundles": "d", "boot s": ".1f", "boot CPU s": ".1f",
            "RSS MiB": ".0f", "peak MiB": ".0f", "live heap MiB": ".0f", "threads": "d", "steal %": ".1f"}


class Bench:
    """What is measured of each distribution, one after the other."""

    def __init__(self, arguments):
        self._arguments = arguments

    def run(self):
        with quiet.awake(_LIMIT_SECONDS):
            rows = [self._measure(path.resolve()) for path in self._arguments.distributions]
        print(f"\n-Xmx{self._arguments.heap}, the example site configured, {self._arguments.idle} s after that")
        measure.table(rows, _COLUMNS)
        print(flush=True)

    def _measure(self, distribution):
        os.environ[ASSEMBLY_VARIABLE] = str(distribution)
        os.environ["TENANT_BGP_MAX_HEAP"] = self._arguments.heap
        dpu = Dpu(jvm_options=" ".join(self._jvm_options()))
        dpu.create()
        try:
            return {"distribution": _short(distribution), **_on_disk(distribution), **self._running(dpu)}
        finally:
            dpu.delete()

    def _jvm_options(self):
        return ["-XX:NativeMemoryTracking=summary"] if self._arguments.native else []

    def _running(self, dpu):
        steal = quiet.Steal()
        booted = dpu.start()
        pid = vitals.java(dpu)
        cpu = measure.cpu_seconds([pid])
        scenario = Scenario(ROOT / "lab" / "demo", dpu, ROOT / "lab" / "example-site")
        try:
            scenario.bring_up()
            say(f"idle for {self._arguments.idle} s")
            pause(self._arguments.idle)
            resident, peak = measure.resident([pid]), measure.peak_resident([pid])
            if self._arguments.native:
                show(f"native memory of {assembly()}", run(["jcmd", str(pid), "VM.native_memory", "summary", "scale=MB"]))
            taken = vitals.take(dpu)
            return {"bundles": _bundles(dpu), "boot s": booted, "boot CPU s": cpu, "RSS MiB": resident, "peak MiB": peak,
                    "live heap MiB": taken.heap / 2**20, "threads": taken.threads, "steal %": steal.percent()}
        finally:
            scenario.tear_down()


def _on_disk(distribution):
    files = [each for each in distribution.rglob("*") if each.is_file() and not each.is_symlink()]
    return {"unpacked MiB": sum(each.stat().st_size for each in files) / 2**20,
            "jars": sum(each.suffix == ".jar" for each in files)}


def _bundles(dpu):
    """Equinox keeps each bundle but its own in a directory that is called by the bundle's number."""
    return len([each for each in (dpu.karaf.base / "data" / "cache" / "org.eclipse.osgi").iterdir()
                if each.name.isdigit() and each.name != "0"])


def _short(path):
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("distributions", nargs="*", type=Path, help="unpacked distributions, to compare; default: this build's")
    parser.add_argument("--heap", default="256m", help="the JVM's -Xmx")
    parser.add_argument("--idle", type=int, default=60, help="seconds between the configuration and the measurement")
    parser.add_argument("--native", action="store_true", help="print what the JVM itself says of its memory; costs some")
    arguments = parser.parse_args()
    with lab.exclusive():
        arguments.distributions = arguments.distributions or [assembly()]
        Bench(arguments).run()


if __name__ == "__main__":
    sys.exit(main())
