# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Usage: holder.py XML. Locks the candidate, edits it, prints its session-id and waits to be ended. Runs on the DPU."""

import signal
import sys

from harness import netconf
from harness.namespaces import Here

with netconf.session(Here("dpu")) as client:
    client.lock("candidate")
    netconf.edit(client, sys.argv[1])
    print(client.session_id, flush=True)
    signal.pause()
