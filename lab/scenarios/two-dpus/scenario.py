# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""One VIP behind two DPUs: FRR behind one, BIRD behind the other."""

import pytest

from harness import evpn, expect

VIP, TARGET = "203.0.113.10/32", "64512:10001"
VTEPS = ["192.0.2.1", "192.0.2.2"]
AT_ONCE, HOLD_SECONDS = 2, 9


@pytest.fixture
def announced(scenario):
    """The scenario with the VIP of both hosts in the leaf's VRF."""
    scenario.fabric.start()
    scenario.start_speakers()
    scenario.fabric.established()
    for tenant, interface in (("frr", "host1"), ("bird", "host2")):
        expect.established(scenario, tenant, interface, 65010)
    scenario.announce()
    for interface in ("host1", "host2"):
        expect.accepts(scenario, interface, {VIP})
    expect.next_hops(scenario.fabric["leaf"], "blue", VIP, VTEPS)
    return scenario


def test_both_hosts_are_equal_next_hops_by_exact_routes(announced):
    for number, (name, vtep) in enumerate(zip(announced.dpus, VTEPS)):
        route = announced.fabric["witness"].peer(name, "l2vpn-evpn").await_route(VIP, "l2vpn-evpn")
        assert isinstance(route.nlri, evpn.PrefixRoute) and route.nlri.rd.startswith(f"{vtep}:"), route
        assert route.nlri == evpn.PrefixRoute(route.nlri.rd, VIP, 10001), route
        assert (route.next_hop, route.as_path) == (vtep, (65000 + number, 65010)), route
        assert set(route.extended_communities) == {
            f"rt:{TARGET}", "encap:vxlan", f"router-mac:02:00:00:00:00:0{number + 1}"}, route
        assert not (route.communities or route.large_communities or route.others or route.med), route
    expect.underlay(announced.fabric["leaf"], VIP, [])


@pytest.mark.parametrize("end, within", [
    (lambda scenario: scenario.tenants["bird"].speaker.withdraw(VIP), AT_ONCE),
    (lambda scenario: scenario.tenants["bird"].speaker.stop(), AT_ONCE),
    (lambda scenario: scenario.dpu_of("host2").set_interface("host2", "enabled", False), AT_ONCE),
    (lambda scenario: scenario.tenants["bird"].vanish(), HOLD_SECONDS + AT_ONCE),
], ids=["withdrawn", "stopped", "disabled", "vanished"])
def test_one_host_ends_and_the_other_stays(announced, end, within):
    end(announced)
    expect.next_hops(announced.fabric["leaf"], "blue", VIP, VTEPS[:1], within)
    announced.fabric["witness"].peer("dpu2", "l2vpn-evpn").await_gone(VIP, "l2vpn-evpn")
