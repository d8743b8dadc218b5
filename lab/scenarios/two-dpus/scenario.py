# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""One VIP behind two DPUs: FRR behind one, BIRD behind the other."""

import pytest

from harness import expect
from harness.announcement import overlay

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
        expect.announced(announced.fabric["witness"].peer(name, "l2vpn-evpn"),
                         overlay(VIP, 10001, [TARGET], (65000 + number, 65010), vtep, f"02:00:00:00:00:0{number + 1}"))
    expect.underlay(announced.fabric["leaf"], VIP, [])


def test_each_vpc_has_the_route_of_the_other_dpu_and_of_the_leaf(announced):
    leaf = announced.fabric["leaf"]
    for dpu, other in zip(announced.dpus.values(), (2, 1)):
        expect.imported(dpu, "blue", VIP, [(VTEPS[other - 1], 10001, f"02:00:00:00:00:0{other}")])
        expect.imported(dpu, "blue", "198.51.100.0/24", [(leaf.loopback, 10001, leaf.vrfs[0].mac)])
    announced.tenants["bird"].speaker.withdraw(VIP)
    expect.imported(announced.dpus["dpu"], "blue", VIP, [])
    expect.imported(announced.dpus["dpu2"], "blue", VIP, [(VTEPS[0], 10001, "02:00:00:00:00:01")])


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
