# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A tenant that does not speak BGP as it should: silent, half an OPEN, two at once, a wrong OPEN. Its neighbour lives on."""

import pytest

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker
from harness.wait import until

OPEN_SECONDS = 10  # the time a connection has to present its OPEN
CONNECTION_COLLISION = (6, 7)
OPEN = bgp.open_message(65010, "10.0.0.10")


@pytest.fixture
def raw(scenario):
    """Makes connections to host1's gateway; they are closed at the end."""
    made = []

    def connect():
        made.append(RawSpeaker(scenario.tenants["raw"].namespace, "10.0.0.1"))
        return made[-1]

    yield connect
    for speaker in made:
        speaker.close()


@pytest.mark.parametrize("said", [b"", OPEN[:25]], ids=["silent", "half"])
def test_connection_without_a_whole_open_is_closed_after_ten_seconds(raw, said):
    speaker = raw().connect()
    speaker.send(said)
    took = speaker.wait_closed(within=OPEN_SECONDS + 3)
    assert OPEN_SECONDS - 1 <= took <= OPEN_SECONDS + 3, took
    assert not [message for message in speaker.received if message.kind == bgp.UPDATE]


def test_second_connection_is_refused_while_the_first_lives(scenario, raw):
    first = raw().establish(65010, "10.0.0.10")
    first.send(bgp.announcement(["203.0.113.10/32"], "10.0.0.10", [65010]))
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    for asn in (65010, 4294967294):
        second = raw().connect()
        try:
            second.send(bgp.open_message(asn, "10.0.0.10"))
        except OSError:
            pass  # already closed by the DPU: what it said is looked at below
        second.wait_closed(within=3)
        assert second.notifications == [CONNECTION_COLLISION], str(second)
    assert not first.closed.is_set() and first.notifications == []
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})


@pytest.mark.parametrize(("sent", "wanted"), [
    (bgp.open_message(65000, "10.0.0.10"), (2, 2)),
    (bgp.open_message(0, "10.0.0.10"), (2, 2)),
    (bgp.open_message(23456, "10.0.0.10"), (2, 2)),
    (bgp.open_message(65010, "10.0.0.10", version=3), (2, 1)),
    (bgp.open_message(65010, "0.0.0.0"), (2, 3)),
    (bgp.open_message(65010, "10.0.0.10", hold=1), (2, 6)),
    (bgp.open_message(65010, "10.0.0.10", hold=0), (2, 6)),
    (b"\0" * 16 + OPEN[16:], (1, 1)),
    (OPEN[:16] + b"\0\x12" + OPEN[18:], (1, 2)),
    (OPEN[:18] + b"\x09" + OPEN[19:], (1, 3)),
    (bgp.message(bgp.KEEPALIVE), (5, 1)),
], ids=["own-asn", "asn-0", "as-trans", "version-3", "identifier-0", "hold-1", "hold-0", "marker", "length", "type",
        "keepalive-first"])
def test_wrong_open_is_answered_with_its_notification(raw, sent, wanted):
    speaker = raw().connect()
    speaker.send(sent)
    speaker.wait_closed(within=3)
    assert speaker.notifications == [wanted], str(speaker)


def test_neighbour_and_the_address_itself_work_after_all_that(scenario, raw):
    scenario.start_speakers("bird")
    expect.established(scenario, "bird", "host2", 65010)
    scenario.announce("bird")
    for _ in range(30):
        speaker = raw().connect()
        speaker.send(b"\0" * 19)
        speaker.wait_closed(within=3)
    expect.accepts(scenario, "host2", {"203.0.113.20/32"})
    # A back-off against an endpoint that keeps failing may hold the next good connection up, but not for long.
    until(lambda: attempt(raw), lambda up: up, 30, "a good connection is established again")
    expect.established(scenario, "raw", "host1", 65010)
    assert len(scenario.tenants["bird"].witness.to("10.0.1.1")) == 1


def attempt(raw):
    try:
        raw().establish(65010, "10.0.0.10")
        return True
    except (OSError, AssertionError):
        return False
