# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What a hostile tenant could use up of the DPU's process: live heap, threads, file descriptors, the log."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from harness import namespaces
from harness.command import CommandFailed, run


@dataclass(frozen=True)
class Vitals:
    """heap: bytes of live objects. log: bytes of karaf.log."""

    heap: int
    threads: int
    descriptors: int
    log: int

    def __str__(self):
        return f"live heap {self.heap / 2**20:.1f} MiB, {self.threads} threads, {self.descriptors} descriptors"


def java(dpu):
    """The process id of the DPU's JVM."""
    found = [pid for pid in namespaces.processes(dpu.namespace.netns) if _name(pid) == "java"]
    if len(found) != 1:
        raise CommandFailed(f"one java is awaited in {dpu.namespace.netns}, found {found}")
    return found[0]


def take(dpu):
    """The Vitals now, after a full collection."""
    pid = java(dpu)
    return Vitals(live_heap(pid), len(os.listdir(f"/proc/{pid}/task")), len(os.listdir(f"/proc/{pid}/fd")),
                  dpu.karaf.log.stat().st_size)


def live_heap(pid):
    """Bytes of the JVM's live objects; its histogram does a full collection first."""
    histogram = run(["jcmd", str(pid), "GC.class_histogram"], timeout=60)
    total = re.search(r"^Total\s+\d+\s+(\d+)", histogram, re.MULTILINE)
    if total is None:
        raise CommandFailed(f"jcmd {pid} GC.class_histogram has no total:\n{histogram[-500:]}")
    return int(total.group(1))


def dump_threads(dpu):
    """Where the DPU's threads stand, in a file whose path this returns: for a DPU that does not go on."""
    path = dpu.karaf.base / "threads.txt"
    path.write_text(run(["jcmd", str(java(dpu)), "Thread.print", "-l"], timeout=30), encoding="utf-8")
    return path


def _name(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""
