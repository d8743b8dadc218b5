# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A VPC without a routing profile has no BGP responder, until it gets one."""

import pytest

from harness import expect
from harness.dpu import DPU
from harness.raw_speaker import RawSpeaker


def test_connect_is_refused_until_the_vpc_has_a_profile(scenario):
    namespace = scenario.tenants["frr"].namespace
    with pytest.raises(ConnectionRefusedError):
        RawSpeaker(namespace, "10.0.0.1").connect()
    assert scenario.dpu.interface_state("host1")["status-detail"]

    scenario.start_speakers()
    scenario.dpu.restconf.put(f"{DPU}/vpcs/vpc=blue/routing-profile", {"tenant-bgp-dpu:routing-profile": "vips"})
    scenario.await_status("host1", "listening")
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})

    scenario.dpu.restconf.delete(f"{DPU}/vpcs/vpc=blue/routing-profile")
    scenario.await_status("host1", "no-routing-profile")
    with pytest.raises(ConnectionRefusedError):
        RawSpeaker(namespace, "10.0.0.1").connect()
