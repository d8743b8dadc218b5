# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""One FRR with two interfaces to the DPU, so with one router-id on two sessions of one VPC; also with the DPU's own."""

import pytest

from harness import expect
from harness.dpu import LOOPBACK
from harness.wait import throughout

VIP = "203.0.113.10/32"


@pytest.mark.parametrize("identifier", ["10.0.0.10", LOOPBACK])
def test_both_sessions_of_one_host_are_up_and_announce(scenario, identifier):
    scenario.start_speakers(identifier=identifier)
    states = [expect.established(scenario, "frr", interface, 65010) for interface in ("host1", "host2")]
    assert {state["bgp-identifier"] for state in states} == {identifier}
    scenario.announce()
    for interface in ("host1", "host2"):
        expect.accepts(scenario, interface, {VIP})
    throughout(lambda: [scenario.dpu.session(interface, host)["session-state"]
                        for interface, host in (("host1", "10.0.0.10"), ("host2", "10.0.1.10"))],
               lambda seen: seen == ["established", "established"], 11, "both sessions stay up", poll=0.5)
    assert [len(scenario.tenants["frr"].witness.to(gateway)) for gateway in ("10.0.0.1", "10.0.1.1")] == [1, 1]
    expect.no_routes_sent(scenario)
