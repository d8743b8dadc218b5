# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The limit reached, room again, the limit raised and lowered while the session is up, and the session's end by it."""

import struct

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker
from harness.wait import until

VIPS = [f"203.0.113.{number}/32" for number in range(1, 6)]
REASON = "maximum-prefixes"


def limit(scenario, **leaves):
    scenario.dpu.restconf.put("tenant-bgp-dpu:dpu/tenant-interfaces/tenant-interface=host1/limits",
                              {"tenant-bgp-dpu:limits": {name.replace("_", "-"): value for name, value in leaves.items()}})


def test_excess_is_rejected_and_accepted_when_there_is_room(scenario):
    bird = scenario.tenants["bird"]
    scenario.start_speakers()
    expect.established(scenario, "bird", "host1", 65010)
    for number, vip in enumerate(VIPS, 1):
        bird.speaker.announce(vip)
        expect.accepts(scenario, "host1", VIPS[:min(number, 3)])
    expect.rejects(scenario, "host1", {VIPS[3]: REASON, VIPS[4]: REASON})

    bird.speaker.withdraw(VIPS[0])
    expect.accepts(scenario, "host1", VIPS[1:4])
    expect.rejects(scenario, "host1", {VIPS[4]: REASON})
    limit(scenario, maximum_prefixes=4)
    expect.accepts(scenario, "host1", VIPS[1:])
    limit(scenario, maximum_prefixes=1, maximum_prefixes_action="teardown")
    expect.accepts(scenario, "host1", [VIPS[1]])
    limit(scenario, maximum_prefixes=4)
    expect.accepts(scenario, "host1", VIPS[1:])

    connections = bird.witness.to("10.0.0.1")
    assert [each.closed_by for each in connections if each.established] == [None], connections


def test_teardown_ends_the_session_with_6_1(scenario):
    with RawSpeaker(scenario.tenants["bird"].namespace, "10.0.0.1").establish(65010, "10.0.0.10") as speaker:
        speaker.send(bgp.announcement(VIPS[:2], "10.0.0.10", [65010]))
        expect.accepts(scenario, "host1", VIPS[:2])
        limit(scenario, maximum_prefixes=1, maximum_prefixes_action="teardown")
        expect.accepts(scenario, "host1", VIPS[:1])
        assert speaker.notifications == [], "the change itself ends no session"
        speaker.send(bgp.announcement([VIPS[2]], "10.0.0.10", [65010]))
        speaker.wait_closed(5)
        notification = speaker.received[-1]
        assert notification.kind == bgp.NOTIFICATION, speaker
        assert notification.body == bytes([6, 1]) + struct.pack("!HBI", 1, 1, 1), notification.body
    state = until(lambda: scenario.dpu.session("host1", "10.0.0.10"),
                  lambda seen: seen.get("last-notification-sent", {}).get("code") == 6, 5, "the NOTIFICATION is shown")
    assert state["last-notification-sent"]["subcode"] == 1
    assert "maximum-prefixes" in state["last-error"]["message"], state["last-error"]
