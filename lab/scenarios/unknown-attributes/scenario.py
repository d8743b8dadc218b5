# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Attributes no router knows, and large communities, announced twice: they harm no session, before or after reconnecting.

A router that keeps unknown attributes in one table of the process breaks at the second one of the same type, and then
for every peer and for good. All three tenants are in one VPC, so in one RIB.
"""

import pytest

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker

OTHERS = {"frr": ("host2", {"203.0.113.21/32", "203.0.113.22/32"}),
          "exabgp": ("host3", {"203.0.113.31/32", "203.0.113.32/32"})}
POISON = {"unknown attribute": bgp.unknown_attribute(),
          "unknown attribute, partial": bgp.attribute(0xE0, 201, b"\1\2\3"),
          "unknown attribute of 300 octets": bgp.unknown_attribute(202, bytes(300)),
          "large community": bgp.large_community(65010, 1, 2),
          "only-to-customer": bgp.unknown_attribute(35, b"\0\0\xfd\xf2")}


def poison(scenario, prefixes):
    """One raw tenant: every kind of attribute twice, in two UPDATEs each; returns with its prefixes accepted."""
    speaker = RawSpeaker(scenario.tenants["raw"].namespace, "10.0.0.1").establish(65010, "10.0.0.10")
    for attribute in POISON.values():
        for prefix in prefixes:
            speaker.send(bgp.announcement([prefix], "10.0.0.10", [65010], attribute))
    expect.accepts(scenario, "host1", set(prefixes))
    assert speaker.notifications == []
    return speaker


def announce_with_large_communities(scenario):
    """FRR and ExaBGP announce two prefixes each, with large communities, ExaBGP with an unknown attribute too."""
    for prefix in ("203.0.113.21/32", "203.0.113.22/32"):
        scenario.tenants["frr"].speaker.announce(prefix, route_map="LARGE")
    for prefix in ("203.0.113.31/32", "203.0.113.32/32"):
        scenario.tenants["exabgp"].speaker.announce(
            prefix, text=" large-community [ 65010:1:2 ] attribute [ 0xc8 0xc0 0xdeadbeef ]")
    for interface, prefixes in OTHERS.values():
        expect.accepts(scenario, interface, prefixes)


def test_all_sessions_live_and_accept_before_and_after_reconnecting(scenario):
    scenario.start_speakers()
    for tenant, (interface, _) in OTHERS.items():
        expect.established(scenario, tenant, interface, 65010)
    with poison(scenario, ["203.0.113.11/32", "203.0.113.12/32"]):
        announce_with_large_communities(scenario)
        assert [len(scenario.tenants[name].witness.to(gateway))
                for name, gateway in (("frr", "10.0.1.1"), ("exabgp", "10.0.2.1"))] == [1, 1]

    for tenant in OTHERS:
        scenario.tenants[tenant].speaker.restart()
    for tenant, (interface, _) in OTHERS.items():
        expect.established(scenario, tenant, interface, 65010)
    with poison(scenario, ["203.0.113.13/32", "203.0.113.14/32"]) as speaker:
        announce_with_large_communities(scenario)
        assert speaker.notifications == [] and not speaker.closed.is_set()
        expect.accepts(scenario, "host1", {"203.0.113.13/32", "203.0.113.14/32"})


@pytest.mark.parametrize("name", POISON)
def test_each_attribute_twice_leaves_its_own_session_up(scenario, name):
    with RawSpeaker(scenario.tenants["raw"].namespace, "10.0.0.1").establish(65010, "10.0.0.10") as speaker:
        for prefix in ("203.0.113.11/32", "203.0.113.12/32"):
            speaker.send(bgp.announcement([prefix], "10.0.0.10", [65010], POISON[name]))
        expect.accepts(scenario, "host1", {"203.0.113.11/32", "203.0.113.12/32"})
        speaker.send(bgp.withdrawal(["203.0.113.11/32"]))
        expect.accepts(scenario, "host1", {"203.0.113.12/32"})
        assert speaker.notifications == []
