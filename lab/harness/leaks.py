# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Buffers that the DPU has lost: Netty reports one when the collector finds it and it was never released.

What one tenant's octets make the DPU lose is everybody's memory, and no test of a session or an answer would notice.
"""

import re

# Tracks each buffer; of those in production one in some thousand is
TRACK_ALL = "-Dio.netty.leakDetection.samplingInterval=1"
# The line of the log, and the stack below it
_REPORT = re.compile(r"^.*\| LEAK: .*(?:\n(?!\d{4}-\d\d-\d\dT).*)*", re.MULTILINE)
# OpenDaylight's journals lose two of those they get as they open, at boot
_OPENDAYLIGHT = "io.atomix.storage.journal."
_SHOWN = 4000


def require_none(dpu):
    """Raises AssertionError with the first report in the DPU's log; the next scenario then starts on another DPU."""
    found = [report for log in sorted(dpu.karaf.log.parent.glob("karaf.log*"))
             for report in _REPORT.findall(log.read_text(encoding="utf-8", errors="replace"))
             if _OPENDAYLIGHT not in report]
    if found:
        dpu.suspect = True
        raise AssertionError(f"buffers that {dpu.name} has lost: {len(found)}, the first\n{found[0][:_SHOWN]}")
