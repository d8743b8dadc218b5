# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The life of a VPC's routing profile over NETCONF, by a client an operator would use."""

import sys
from pathlib import Path

import pytest

from harness import expect
from harness.raw_speaker import RawSpeaker

EDIT = Path(__file__).with_name("edit.py")
DPU = """
<dpu xmlns="urn:io:tenantbgp:dpu" xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0">
  <vpcs><vpc><name>blue</name><routing-profile{operation}>{profile}</routing-profile></vpc></vpcs>
</dpu>"""
WITH_PROFILE = DPU.format(operation="", profile="vips")
WITHOUT_PROFILE = DPU.format(operation=' nc:operation="delete"', profile="vips")


def netconf(scenario, *arguments):
    return scenario.dpu.namespace.run([sys.executable, str(EDIT), *arguments], timeout=60)


def test_only_a_commit_opens_the_interface_and_a_deletion_closes_it(scenario):
    tenant = RawSpeaker(scenario.tenants["frr"].namespace, "10.0.0.1")
    netconf(scenario, "discard", WITH_PROFILE)
    assert "routing-profile" not in scenario.dpu.restconf.get("tenant-bgp-dpu:dpu/vpcs/vpc=blue",
                                                              "config")["tenant-bgp-dpu:vpc"][0]
    with pytest.raises(ConnectionRefusedError):
        tenant.connect()

    netconf(scenario, "commit", WITH_PROFILE)
    scenario.await_status("host1", "listening")
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    state = netconf(scenario, "state")
    assert "203.0.113.10/32" in state and "established" in state, state

    netconf(scenario, "commit", WITHOUT_PROFILE)
    scenario.await_status("host1", "no-routing-profile")
    with pytest.raises(ConnectionRefusedError):
        RawSpeaker(scenario.tenants["frr"].namespace, "10.0.0.1").connect()
