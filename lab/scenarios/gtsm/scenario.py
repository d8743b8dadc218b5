# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""GTSM (RFC 5082) on one tenant interface, over IPv4 and IPv6: TTL 255 both ways, or no connection."""

import pytest

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker
from harness.wait import throughout, until
from harness.witness import DPU

GATEWAYS = ("10.0.0.1", "2001:db8:0:1::1")
OTHER_CONFIGURATION_CHANGE = (6, 6)


def test_only_packets_with_ttl_255_get_through(scenario):
    frr = scenario.tenants["frr"]
    for gateway in GATEWAYS:
        with pytest.raises(TimeoutError):
            RawSpeaker(frr.namespace, gateway).connect(timeout=3)
    assert [each["counters"]["connections"] for each in scenario.dpu.interface_state("host1")["session"]] == ["0", "0"]

    scenario.start_speakers()
    comes_up(scenario)
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    sessions = [frr.witness.established(gateway, 1) for gateway in GATEWAYS]

    scenario.dpu.set_interface("host1", "ttl-security", False)
    for session in sessions:
        until(lambda session=session: str(session), lambda _, session=session: session.closed_by is not None, 5,
              "the session ends")
        assert [each.notification for each in session.sent_by(DPU, bgp.NOTIFICATION)] == [OTHER_CONFIGURATION_CHANGE]
    throughout(lambda: [frr.speaker.established(gateway) for gateway in GATEWAYS], lambda up: not any(up), 4,
               "FRR, which demands TTL 255, stays down")
    frr.speaker.stop()
    for gateway in GATEWAYS:
        with RawSpeaker(frr.namespace, gateway) as speaker:
            speaker.establish(65010, "10.0.0.10")

    scenario.dpu.set_interface("host1", "ttl-security", True)
    scenario.start_speakers()
    comes_up(scenario)


def comes_up(scenario):
    for family in ("ipv4", "ipv6"):
        expect.established(scenario, "frr", "host1", 65010, family)
