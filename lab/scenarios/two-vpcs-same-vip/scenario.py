# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Tenants of two VPCs on one DPU announce the same VIP; each VPC has its own."""

from harness import expect
from harness.wait import until

VIP = "203.0.113.10/32"


def test_same_vip_lives_in_each_vpc(scenario):
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    expect.established(scenario, "bird", "host2", 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {VIP})
    expect.accepts(scenario, "host2", {VIP})
    for vpc in ("blue", "red"):
        until(lambda name=vpc: scenario.dpu.vpc_state(name),
              lambda seen: (seen.get("established-sessions"), seen.get("accepted-prefixes")) == (1, 1), 5,
              f"VPC {vpc} has one session and one prefix")
    expect.state(scenario, "expected.json")
    scenario.tenants["frr"].speaker.withdraw(VIP)
    expect.accepts(scenario, "host1", set())
    expect.accepts(scenario, "host2", {VIP})
    expect.no_routes_sent(scenario)
