# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A host whose attempts keep failing is held off, ever longer; a session or the operator's correction ends it."""

import datetime

import pytest

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker
from harness.wait import until

FREE_FAILURES = 5
BAD_PEER_AS = (2, 2)
OPEN = bgp.open_message(65010, "10.0.0.10")


@pytest.fixture
def raw(scenario):
    """Makes connections to host1's gateway; they are closed at the end."""
    made = []

    def connect():
        made.append(RawSpeaker(scenario.tenants["raw"].namespace, "10.0.0.1"))
        return made[-1].connect()

    yield connect
    for speaker in made:
        speaker.close()


def test_failing_attempts_are_held_off_until_a_session_or_a_correction(scenario, raw):
    scenario.start_speakers("bird")
    expect.established(scenario, "bird", "host2", 65010)

    for _ in range(FREE_FAILURES):
        refused(raw)
    held_off(scenario, raw, 1)
    for seconds in (2, 4, 8):
        until(lambda: answers(raw), lambda seen: seen == [BAD_PEER_AS], 2 * seconds, "the time is over", poll=0.5)
        held_off(scenario, raw, seconds)
    assert int(state(scenario)["counters"]["connections-refused"]) >= 4

    limits = {"maximum-prefixes": 500}
    scenario.dpu.set_interface("host1", "limits", limits)
    until(lambda: state(scenario), lambda seen: "back-off-until" not in seen, 5, "the correction ends the back-off")
    speaker = raw()
    speaker.send(OPEN)
    speaker.wait_for(bgp.OPEN, 2)
    speaker.send(bgp.message(bgp.KEEPALIVE))
    until(lambda: state(scenario), lambda seen: seen["session-state"] == "established", 5, "the host is established")
    speaker.close()
    until(lambda: state(scenario), lambda seen: seen["session-state"] == "active", 5, "its session has ended")
    for _ in range(FREE_FAILURES - 1):
        refused(raw)
    assert "back-off-until" not in state(scenario), "the session has reset the count"

    only, = scenario.tenants["bird"].witness.to("10.0.1.1")
    assert only.established and only.closed_by is None, str(only)


def state(scenario):
    return scenario.dpu.session("host1", "10.0.0.10")


def answers(raw):
    """What the host is answered to an OPEN with the DPU's own ASN: [] when it does not even get an OPEN."""
    speaker = raw()
    try:
        speaker.send(bgp.open_message(65000, "10.0.0.10"))
    except OSError:
        pass  # already closed
    speaker.wait_closed(within=3)
    assert bool(speaker.notifications) == any(each.kind == bgp.OPEN for each in speaker.received), str(speaker)
    return speaker.notifications


def refused(raw):
    assert answers(raw) == [BAD_PEER_AS]


def held_off(scenario, raw, seconds):
    """A connection right after the last failure is closed without an OPEN, and the state says for how long."""
    assert answers(raw) == []
    session = until(lambda: state(scenario), lambda seen: "back-off-until" in seen
                    and abs(moment(seen["back-off-until"]) - moment(seen["last-error"]["time"]) - seconds) < 0.2,
                    5, f"held off for {seconds} s")
    assert session["session-state"] == "active"


def moment(time):
    """A date-and-time in seconds."""
    return datetime.datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp()
