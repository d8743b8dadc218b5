# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Leak communities, all the way to a leaf and a raw peer: where a prefix is announced, and with which attributes exactly."""

import time

import pytest

from harness import bgp, evpn, expect
from harness.announcement import overlay, underlay
from harness.raw_tenant import RawTenant
from harness.report import say

FAMILIES = {"ipv4": ("ipv4-unicast", "203.0.113.10/32", "10.254.1.1", "10.254.1.3"),
            "ipv6": ("ipv6-unicast", "2001:db8:203::10/128", "2001:db8:254:1::1", "2001:db8:254:2::1")}
DPU, TENANT, TARGET, VTEP = 65000, 65010, "64512:10001", "192.0.2.1"
SECONDS = 1.0  # the product's promise for a change of the policy, and for a session that ends
HIDDEN = bgp.attribute(bgp.OPTIONAL, bgp.MED, b"\0\0\0\7") + bgp.large_community(65100, 0, 2) + bgp.unknown_attribute() \
    + bgp.extended_communities(evpn.route_target("64512:10002"), evpn.encapsulation(), evpn.router_mac("02:00:00:00:00:99"))


@pytest.fixture
def fabric(scenario):
    """The scenario with every session of the fabric up."""
    scenario.dpu.namespace.add_address("witness", "2001:db8:254:2::1/127")
    scenario.fabric.start()
    scenario.fabric.established()
    return scenario


def reachable(scenario, family, in_overlay, in_underlay, path=(TENANT,)):
    """By the words of the leaf, the raw peer and the DPU, with the exact attributes."""
    unicast, prefix, leaf_hop, witness_hop = FAMILIES[family]
    leaf, witness = scenario.fabric["leaf"], scenario.fabric["witness"].peer("dpu", unicast)
    if in_overlay:
        expect.announced(witness, overlay(prefix, 10001, [TARGET], (DPU, *path)))
    else:
        expect.not_announced(witness, prefix, "l2vpn-evpn")
    if in_underlay:
        expect.announced(witness, underlay(prefix, witness_hop, (DPU, *path)))
    else:
        expect.not_announced(witness, prefix, unicast)
    expect.next_hops(leaf, "blue", prefix, [VTEP] if in_overlay else [])
    for each in expect.underlay(leaf, prefix, [leaf_hop] if in_underlay else []):
        assert each["aspath"]["string"] == " ".join(map(str, (DPU, *path))), each
        assert not {"community", "largeCommunity", "extendedCommunity"} & each.keys() and not each.get("metric"), each
    expect.exported(scenario.dpu, "blue", prefix, in_overlay, in_underlay, (TENANT, len(path)))


@pytest.mark.parametrize("family", FAMILIES)
def test_each_announcement_of_one_session_says_anew_where_it_goes(fabric, family):
    prefix = FAMILIES[family][1]
    fabric.start_speakers()
    expect.established(fabric, "frr", "host1", TENANT, family)
    speaker = fabric.tenants["frr"].speaker
    for route_map, where in ((None, (True, False)), ("LEAK", (True, True)), ("DROP", (False, True)), (None, (True, False)),
                             ("DROP", (False, True)), ("LEAK", (True, True)), ("BOTH", (False, True))):
        speaker.announce(prefix, route_map=route_map)
        reachable(fabric, family, *where)
        say(f"{family} {route_map}: overlay {where[0]}, underlay {where[1]}")
    speaker.announce(prefix, route_map="LEAK-AND-OTHERS")
    reachable(fabric, family, True, True, (TENANT,) * 3)
    speaker.withdraw(prefix)
    gone(fabric, family, time.monotonic_ns())


@pytest.mark.parametrize("family", FAMILIES)
def test_a_path_keeps_its_length_and_nothing_else(fabric, family):
    others = (65030, 4200000001, 65031, 64600, 64602)
    with RawTenant(fabric, "raw", "host2", TENANT, family) as raw:
        for length in (1, 2, 6, 8, 9, 64):
            path = (TENANT, *(others * 13)[:length - 1])
            raw.announce(FAMILIES[family][1], path, bgp.communities("65100:1", "64512:7") + HIDDEN)
            reachable(fabric, family, True, True, (TENANT,) * min(length, 8))
        assert raw.speaker.notifications == []


@pytest.mark.parametrize("family", FAMILIES)
def test_flag_switched_off_withdraws_from_the_underlay_within_a_second(fabric, family):
    unicast, leaked, *_ = FAMILIES[family]
    dropped = leaked.replace("10/", "11/")
    witness = fabric.fabric["witness"].peer("dpu", unicast)
    raw = RawTenant(fabric, "raw", "host2", TENANT, family)
    for prefix, community in ((leaked, "65100:1"), (dropped, "65100:2")):
        raw.announce(prefix, extra=bgp.communities(community))
        witness.await_route(prefix, unicast)
    with expect.no_session_ends(fabric):
        for accepted, changes in ((False, [("-", leaked, unicast), ("-", dropped, unicast), ("+", dropped, "l2vpn-evpn")]),
                                  (True, [("+", leaked, unicast), ("+", dropped, unicast), ("-", dropped, "l2vpn-evpn")])):
            started = time.monotonic_ns()
            fabric.dpu.set_profile("vips", "tenant-leak-communities-accepted", accepted)
            took = [(witness.await_change(sign, prefix, where, started, 5).at - started) / 1e9
                    for sign, prefix, where in changes]
            say(f"{family}, tenant-leak-communities-accepted {accepted}: at the peer after {took} s")
            assert max(took) < SECONDS, took
            reachable(fabric, family, True, accepted)
            # The overlay's route of what is in both did not blink.
            assert not witness.events(leaked, "l2vpn-evpn", started)
    raw.close()


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("end", [
    lambda scenario, raw: raw.close(),
    lambda scenario, raw: raw.speaker.send(bgp.message(bgp.NOTIFICATION, bytes([6, 2]))),
    lambda scenario, raw: scenario.dpu.set_interface("host2", "enabled", False),
], ids=["closed", "notified", "disabled"])
def test_session_that_ends_takes_its_routes_away(fabric, family, end):
    raw = RawTenant(fabric, "raw", "host2", TENANT, family)
    raw.announce(FAMILIES[family][1], extra=bgp.communities("65100:1"))
    reachable(fabric, family, True, True)
    started = time.monotonic_ns()
    end(fabric, raw)
    gone(fabric, family, started)
    raw.close()


def gone(scenario, family, started):
    """From the overlay and the underlay, in time."""
    unicast, prefix, *_ = FAMILIES[family]
    witness = scenario.fabric["witness"].peer("dpu", unicast)
    took = [(witness.await_change("-", prefix, each, started, 5).at - started) / 1e9 for each in (unicast, "l2vpn-evpn")]
    say(f"{family}: gone from the underlay and the overlay after {took} s")
    assert max(took) < SECONDS, took
    expect.next_hops(scenario.fabric["leaf"], "blue", prefix, [])
    expect.underlay(scenario.fabric["leaf"], prefix, [])
    expect.exported(scenario.dpu, "blue", prefix, False, False)
