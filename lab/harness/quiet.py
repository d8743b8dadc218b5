# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A machine fit for measuring latency: CPUs that never halt, and what the hypervisor took of them."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

_AUTOGROUP = Path("/proc/sys/kernel/sched_autogroup_enabled")

# A halted virtual CPU comes back late: a bare sleep of 2 ms had a p99 of 65 ms, with these 2 ms.
# Where each session of processes gets an equal share of the CPU (sched(7), autogroup), idle priority is not enough.
_SPIN = """
import os, sys, time
os.setsid()
if os.path.exists("/proc/self/autogroup"):
    with open("/proc/self/autogroup", "w") as share:
        share.write("19")
os.sched_setaffinity(0, {int(sys.argv[1])})
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
deadline, parent = time.monotonic() + float(sys.argv[2]), os.getppid()
while time.monotonic() < deadline and os.getppid() == parent:
    for _ in range(100_000):
        pass
"""


@contextlib.contextmanager
def awake(seconds):
    """One idle-priority spinner for each CPU while this lasts, `seconds` at most. Yields a Steal."""
    spinners = [subprocess.Popen([sys.executable, "-c", _SPIN, str(cpu), str(seconds)])
                for cpu in sorted(os.sched_getaffinity(0))]
    try:
        yield Steal()
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait(timeout=5)


@contextlib.contextmanager
def scheduled_alike():
    """No share of the CPUs for each session of processes (sched(7), autogroup) while this lasts: every thread counts alike."""
    if not _AUTOGROUP.exists():  # a kernel without
        yield
        return
    before = _AUTOGROUP.read_text(encoding="ascii")
    _AUTOGROUP.write_text("0", encoding="ascii")
    try:
        yield
    finally:
        _AUTOGROUP.write_text(before, encoding="ascii")


class Steal:
    """CPU time taken by the hypervisor since this object was made: much of it, and a figure says nothing."""

    def __init__(self):
        self._before = _steal_and_total()

    def percent(self):
        steal, total = (now - then for now, then in zip(_steal_and_total(), self._before))
        return 100 * steal / max(total, 1)

    def __str__(self):
        return f"steal {self.percent():.1f} %, load {load():.1f}"


def load():
    """Of the last minute; the spinners count in it, one for each CPU."""
    return os.getloadavg()[0]


def _steal_and_total():
    fields = list(map(int, Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]))
    return fields[7], sum(fields)
