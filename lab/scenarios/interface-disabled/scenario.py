# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A tenant interface is disabled while its session is up, and enabled again."""

import pytest

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker
from harness.wait import until
from harness.witness import DPU

ADMINISTRATIVE_SHUTDOWN = (6, 2)


def test_disabled_refuses_the_connect_and_enabled_accepts_it_again(scenario):
    frr = scenario.tenants["frr"]
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    first = frr.witness.to("10.0.0.1")[-1]

    scenario.dpu.set_interface("host1", "enabled", False)
    scenario.await_status("host1", "disabled")
    until(lambda: str(first), lambda _: first.closed_by is not None, 5, "the session ends")
    notifications = first.sent_by(DPU, bgp.NOTIFICATION)
    assert [each.notification for each in notifications] == [ADMINISTRATIVE_SHUTDOWN]
    assert notifications[0].body[3:] == b"tenant interface disabled"
    with pytest.raises(ConnectionRefusedError):
        RawSpeaker(frr.namespace, "10.0.0.1").connect()

    scenario.dpu.set_interface("host1", "enabled", True)
    scenario.await_status("host1", "listening")
    expect.established(scenario, "frr", "host1", 65010)
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
