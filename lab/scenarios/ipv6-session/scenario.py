# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Sessions between IPv6 addresses: an IPv6 VIP by FRR and BIRD, and an IPv4 VIP by FRR over the same session."""

import pytest

from harness import expect, shell
from harness.dpu import DPU, METADATA
from harness.wait import until

METADATA_ADDRESS = "fd00:ec2::254"


@pytest.fixture
def metadata_address(scenario):
    scenario.dpu.namespace.add_address("lo", f"{METADATA_ADDRESS}/128")
    yield METADATA_ADDRESS
    scenario.dpu.namespace.ip("address", "delete", f"{METADATA_ADDRESS}/128", "dev", "lo")


def shown(scenario, command):
    """What a command of the DPU's shell prints, with single spaces."""
    return " ".join(shell.karaf(scenario.dpu.namespace, f"tenant-bgp:{command}").split())


def test_both_families_are_accepted_over_an_ipv6_session(scenario):
    scenario.start_speakers("frr")
    expect.established(scenario, "frr", "host1", 65010, "ipv6")
    scenario.announce("frr")
    expect.accepts(scenario, "host1", {"2001:db8:203::10/128", "203.0.113.10/32"}, "ipv6")
    for address in ("2001:db8:0:1::10", "2001:db8:0:1:0:0:0:10"):
        assert "host1 | blue | 2001:db8:0:1::10 | established | 65010 |" in shown(scenario, f"sessions {address}")
    scenario.tenants["frr"].speaker.withdraw("203.0.113.10/32")
    expect.accepts(scenario, "host1", {"2001:db8:203::10/128"}, "ipv6")
    scenario.tenants["frr"].speaker.withdraw("2001:db8:203::10/128")
    expect.accepts(scenario, "host1", set(), "ipv6")
    expect.no_routes_sent(scenario)


def test_a_speaker_of_ipv6_alone_is_accepted(scenario):
    scenario.start_speakers("bird")
    state = expect.established(scenario, "bird", "host2", 65010, "ipv6")
    assert state["families"] == ["ipv6-unicast"]
    scenario.announce("bird")
    expect.accepts(scenario, "host2", {"2001:db8:203::20/128"}, "ipv6")
    scenario.tenants["bird"].speaker.withdraw("2001:db8:203::20/128")
    expect.accepts(scenario, "host2", set(), "ipv6")


def test_a_host_of_ipv6_alone_reads_what_is_its_own(scenario, metadata_address):
    def read(address, key):
        return scenario.tenants["bird"].namespace.run(
            ["curl", "-sS", "--max-time", "3", f"http://{address}/latest/meta-data/bgp/{key}"])

    scenario.dpu.put_metadata({METADATA: {"listen": {"additional-address": [metadata_address]}}})
    scenario.dpu.restconf.delete(f"{DPU}/tenant-interfaces/tenant-interface=host2/ipv4")
    until(lambda: scenario.dpu.restconf.get(f"{METADATA}/state", "nonconfig"), lambda state: sorted(
        state["instance-metadata:state"].get("listening-address", [])) == ["169.254.169.254", metadata_address], 5,
          "both addresses are listened on")
    until(lambda: read(f"[{metadata_address}]", "peer-address"), lambda seen: seen == "2001:db8:0:2::1", 5,
          "the host is known by its IPv6 address")
    assert read("169.254.169.254", "peer-address").startswith("metadata category not found")

    scenario.start_speakers("bird")
    expect.established(scenario, "bird", "host2", 65010, "ipv6")
    scenario.announce("bird")
    until(lambda: read(f"[{metadata_address}]", "routes"), lambda seen: seen == "2001:db8:203::20/128 accepted overlay", 5,
          "it sees what became of its VIP")
