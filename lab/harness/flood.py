# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""python3 -m harness.flood GATEWAY HOST PER_UPDATE SECONDS: denied prefixes over one session, as fast as they are taken.

Of benchmarks, whose sender is the tenant host 10.0.0.10 of interface host1.
"""

import ipaddress
import sys
import time

from harness import bgp
from harness.karaf import ROOT, RUN
from harness.namespaces import Here
from harness.process import Process
from harness.raw_speaker import RawSpeaker
from harness.wait import until

TENANT_ASN = 65010
CEASE = bgp.message(bgp.NOTIFICATION, bytes([6, 2]))
_GATEWAY, _HOST, _INTERFACE = "10.0.0.1", "10.0.0.10", "host1"
_FIRST = int(ipaddress.IPv4Address("100.64.0.0"))
_ROUND = 100_000  # prefixes, the same ones again and again
_UNDER_WAY = 100_000  # prefixes that the DPU has denied


def updates(prefixes, per_update, next_hop):
    """UPDATEs announcing so many distinct /32 of 100.64.0.0/10: all bytes of a flood are made before it begins."""
    without_prefixes = bgp.announcement([], next_hop, [TENANT_ASN])[bgp.HEADER_LENGTH:]
    nlri = b"".join(b"\x20" + address.to_bytes(4, "big") for address in range(_FIRST, _FIRST + prefixes))
    step = 5 * per_update
    return b"".join(bgp.message(bgp.UPDATE, without_prefixes + nlri[start:start + step])
                    for start in range(0, len(nlri), step))


def denied(dpu):
    """How many prefixes of the sender the DPU has denied so far."""
    return int(dpu.session(_INTERFACE, _HOST).get("counters", {}).get("prefixes-rejected", 0))


class Flood:
    """A flood of the DPU while the block lasts, from another process, so that it and what is measured do not wait for each other."""

    def __init__(self, dpu, namespace, per_update, seconds):
        self._dpu = dpu
        self._sender = Process(namespace, "flood", [sys.executable, "-m", "harness.flood", _GATEWAY, _HOST, str(per_update),
                                                    str(seconds)], RUN / "flood" / "sender.log", directory=ROOT / "lab")

    def __enter__(self):
        before = denied(self._dpu)
        self._sender.start()
        try:
            until(lambda: denied(self._dpu), lambda seen: seen > before + _UNDER_WAY, 20, "the flood is under way")
        except BaseException:
            self._sender.stop()
            raise
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                self._sender.require_running()
                before = denied(self._dpu)
                until(lambda: denied(self._dpu), lambda seen: seen > before, 5, "the flood is still under way")
        finally:
            self._sender.stop()
        if kind is None:
            # What is on its way is read before the end of the connection, and slowly; the next one would be refused.
            until(lambda: self._dpu.session(_INTERFACE, _HOST).get("session-state"), lambda seen: seen != "established", 20,
                  "the flood's session has ended")


def _main(gateway, host, per_update, seconds):
    data = updates(_ROUND, int(per_update), host)
    deadline = time.monotonic() + float(seconds)
    with RawSpeaker(Here("flood"), gateway).establish(TENANT_ASN, host, within=20) as speaker:
        while time.monotonic() < deadline:
            speaker.send(data)


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
