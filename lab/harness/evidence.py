# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What a DPU looked like when a test failed, in the run's own output: a CI machine is gone when somebody asks."""

import re

from harness import vitals
from harness.command import CommandFailed
from harness.report import say, show

_LOG_LINES = 25
_FRAMES = 8
_THREADS = 12
_LINE = 220
_OURS = re.compile(r"io\.tenantbgp|org\.opendaylight\.(protocol|bgpcep|mdsal\.(singleton|eos))|deadlock")


def gather(dpus):
    """Print the end of each DPU's log and where its threads that matter stand; take none of these DPUs for sound any more."""
    for dpu in dpus:
        dpu.suspect = True
        show(f"{dpu.name} at this failure:", _narrow(dpu.karaf.log_tail(_LOG_LINES)))
        try:
            path = vitals.dump_threads(dpu)
        except CommandFailed as failure:
            say(f"{dpu.name}: no thread dump: {failure}")
            continue
        show(f"{dpu.name}: threads in our code or BGPCEP's, all are in {path}:",
             "\n".join(_threads(path.read_text(encoding="utf-8"))) or "(none)")


def _threads(dump):
    """The first frames of each thread that stands in code of interest, the longest dump's worth at most."""
    found = [stanza.splitlines() for stanza in re.split(r"\n\s*\n", dump) if _OURS.search(stanza)]
    return [line[:_LINE] for stanza in found[:_THREADS] for line in stanza[:2 + _FRAMES]]


def _narrow(text):
    return "\n".join(line[:_LINE] for line in text.splitlines())
