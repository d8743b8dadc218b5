# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A tenant that announces with exactly the attributes it is told to, on one established session."""

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker
from harness.wait import until


class RawTenant:
    """Established when made, by the word of the DPU, too. It does not connect again."""

    def __init__(self, scenario, tenant, interface, asn, family="ipv4"):
        addresses = scenario.interfaces[interface][family]
        self.asn = asn
        self.host = addresses["host-address"]
        self.speaker = RawSpeaker(scenario.tenants[tenant].namespace, addresses["gateway-address"], self.host)
        self.speaker.establish(asn, scenario.interfaces[interface]["ipv4"]["host-address"])
        until(lambda: scenario.session(interface, family), lambda seen: seen.get("session-state") == "established",
              expect.STATE_SECONDS, f"{interface} is established in the DPU's state")

    def announce(self, prefix, path=None, extra=b""):
        """A prefix of the session's family; path: its own ASN unless given. Returns time.monotonic_ns() as it left."""
        path = path or (self.asn,)
        if ":" in prefix:
            return self.speaker.send(bgp.mp_announcement(bgp.IPV6_UNICAST, [bgp.nlri([prefix])], self.host, path, extra))
        return self.speaker.send(bgp.announcement([prefix], self.host, path, extra))

    def withdraw(self, prefix):
        """Returns time.monotonic_ns() as it left."""
        if ":" in prefix:
            return self.speaker.send(bgp.mp_withdrawal(bgp.IPV6_UNICAST, [bgp.nlri([prefix])]))
        return self.speaker.send(bgp.withdrawal([prefix]))

    def close(self):
        self.speaker.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
