# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""flooder.py GATEWAY HOST PER_UPDATE SECONDS: one session that announces denied prefixes as fast as they are taken."""

import sys
import time

from harness.namespaces import Here
from harness.raw_speaker import RawSpeaker
from messages import TENANT_ASN, updates

_PREFIXES = 100_000


def main(gateway, host, per_update, seconds):
    data = updates(_PREFIXES, int(per_update), host)
    deadline = time.monotonic() + float(seconds)
    with RawSpeaker(Here("flooder"), gateway).establish(TENANT_ASN, host, within=20) as speaker:
        while time.monotonic() < deadline:
            speaker.send(data)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
