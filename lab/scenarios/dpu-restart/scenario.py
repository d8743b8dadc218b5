# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The DPU restarts, in order and by kill -9: tenants come back, and only what they announce again is accepted."""

import pytest

from harness import expect
from harness.dpu import accepted
from harness.wait import throughout


@pytest.mark.parametrize("kill", [False, True], ids=["stop", "kill-9"])
def test_nothing_is_accepted_before_it_is_announced_again(scenario, kill):
    frr, bird = scenario.tenants["frr"], scenario.tenants["bird"]
    scenario.start_speakers()
    for tenant, interface in (("frr", "host1"), ("bird", "host2")):
        expect.established(scenario, tenant, interface, 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    expect.accepts(scenario, "host2", {"203.0.113.20/32"})

    # BIRD comes back with nothing to announce, FRR keeps its VIP.
    bird.speaker.stop()
    connections = len(frr.witness.to("10.0.0.1"))
    scenario.dpu.restart(kill=kill)
    for interface in ("host1", "host2"):
        scenario.await_status(interface, "listening")
    assert not accepted(scenario.dpu.session("host2", "10.0.1.10"))

    expect.established(scenario, "frr", "host1", 65010)
    assert len(frr.witness.to("10.0.0.1")) > connections
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    scenario.start_speakers("bird")
    expect.established(scenario, "bird", "host2", 65010)
    throughout(lambda: scenario.dpu.session("host2", "10.0.1.10"), lambda seen: not accepted(seen), 3,
               "the silent tenant has nothing accepted", poll=0.2)
    scenario.announce("bird")
    expect.accepts(scenario, "host2", {"203.0.113.20/32"})
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    expect.no_routes_sent(scenario)
