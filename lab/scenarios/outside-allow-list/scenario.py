# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What lies inside the allowed 203.0.113.0/24 and 2001:db8:203::/48 is accepted; what covers or neighbours it is not."""

from harness import expect

ACCEPTED = {"203.0.113.0/24", "203.0.113.128/25", "203.0.113.10/32", "2001:db8:203::/48", "2001:db8:203:1::/64"}
REJECTED = {"203.0.112.0/23": "not-in-allowed-prefixes", "203.0.114.0/24": "not-in-allowed-prefixes",
            "2001:db8:202::/47": "not-in-allowed-prefixes", "2001:db8:204::/48": "not-in-allowed-prefixes",
            # A default route covers loopback and multicast addresses: refused before any list is read.
            "0.0.0.0/0": "reserved-address", "::/0": "reserved-address"}


def test_covering_sibling_and_default_routes_are_rejected(scenario):
    scenario.start_speakers()
    expect.established(scenario, "bird", "host1", 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", ACCEPTED)
    expect.rejects(scenario, "host1", REJECTED)
    expect.state(scenario, "expected.json")
