# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A connection from an address that is not the configured host's is closed without an OPEN."""

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker
from harness.wait import throughout


def test_another_source_is_closed_without_an_open(scenario):
    tenant = scenario.tenants["frr"]
    with RawSpeaker(tenant.namespace, "10.0.0.1", source="10.0.0.11").connect() as stranger:
        assert stranger.wait_closed(within=2) < 2
        assert stranger.received == []


def test_strangers_do_not_disturb_the_configured_host(scenario):
    tenant = scenario.tenants["frr"]
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    for _ in range(20):
        with RawSpeaker(tenant.namespace, "10.0.0.1", source="10.0.0.11").connect() as stranger:
            stranger.wait_closed(within=2)
            assert not [message for message in stranger.received if message.kind == bgp.OPEN]
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    throughout(lambda: scenario.dpu.session("host1", "10.0.0.10")["session-state"],
               lambda seen: seen == "established", 2, "the session stays up", poll=0.2)
