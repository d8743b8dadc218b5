# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A routing profile that allows nothing: the session is up, and nothing is accepted."""

from harness import expect
from harness.wait import throughout


def test_session_is_up_and_nothing_is_accepted(scenario):
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    expect.rejects(scenario, "host1", {"203.0.113.10/32": "allowed-prefixes-empty"})
    # Longer than the hold time of 9 s: a session on which everything is denied must not expire.
    throughout(lambda: scenario.dpu.session("host1", "10.0.0.10"),
               lambda seen: seen["session-state"] == "established" and seen["accepted-prefix-count"] == 0, 11,
               "the session is up with nothing accepted", poll=0.5)
    assert len(scenario.tenants["frr"].witness.to("10.0.0.1")) == 1
    expect.state(scenario, "expected.json")
