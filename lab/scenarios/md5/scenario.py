# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""TCP MD5 (RFC 2385) on one tenant interface: the right key, a wrong one, none, and a change on a live session."""

from harness import bgp, expect
from harness.dpu import DPU as DPU_PATH
from harness.report import say
from harness.wait import throughout, until
from harness.witness import DPU

FIRST, SECOND = "first-key", "second-key"
OTHER_CONFIGURATION_CHANGE = (6, 6)
PASSWORD = f"{DPU_PATH}/tenant-interfaces/tenant-interface=host1/password"
SILENCE_SECONDS = 4  # three connects of FRR's


def test_only_the_right_key_connects_and_a_change_ends_that_session_alone(scenario):
    frr = scenario.tenants["frr"]
    scenario.start_speakers("bird")
    expect.established(scenario, "bird", "host2", 65010)
    scenario.announce("bird")
    expect.accepts(scenario, "host2", {"203.0.113.20/32"})

    scenario.start_speakers("frr")
    cannot_connect(scenario, "no key")
    set_key(frr, "wrong-key")
    cannot_connect(scenario, "a wrong key")
    assert connections(scenario) == 0
    set_key(frr, FIRST)
    comes_up(scenario)
    scenario.announce("frr")
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})

    ended_by(scenario, lambda: scenario.dpu.set_interface("host1", "password", SECOND))
    cannot_connect(scenario, "the old key")
    set_key(frr, SECOND)
    comes_up(scenario)
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})

    ended_by(scenario, lambda: scenario.dpu.restconf.delete(PASSWORD))
    cannot_connect(scenario, "a key that is not asked for any more")
    set_key(frr, None)
    comes_up(scenario)

    expect.accepts(scenario, "host2", {"203.0.113.20/32"})
    only, = scenario.tenants["bird"].witness.to("10.0.1.1")
    assert only.closed_by is None, str(only)
    shows_no_key(scenario)


def connections(scenario):
    return int(scenario.dpu.session("host1", "10.0.0.10")["counters"]["connections"])


def set_key(frr, key):
    """FRR's `password`; None removes it."""
    frr.speaker.vtysh("configure terminal", "router bgp",
                      f"neighbor 10.0.0.1 password {key}" if key else "no neighbor 10.0.0.1 password")


def cannot_connect(scenario, what):
    """FRR goes on trying, and nobody has answered: neither on the wire nor in the DPU's state."""
    witness = scenario.tenants["frr"].witness
    tried, counted = len(witness.to("10.0.0.1")), connections(scenario)
    until(lambda: len(witness.to("10.0.0.1")), lambda count: count > tried, 15, f"FRR tries to connect with {what}")
    attempts = witness.to("10.0.0.1")[tried:]
    throughout(lambda: witness.told("10.0.0.1"), lambda _: not any(each.accepted for each in attempts), SILENCE_SECONDS,
               f"no connection with {what}")
    assert connections(scenario) == counted
    say(f"{what}: {len(attempts)} connects unanswered")


def comes_up(scenario):
    expect.established(scenario, "frr", "host1", 65010)


def ended_by(scenario, change):
    """The session that is up ends with 6/6 when the operator makes the change."""
    session = scenario.tenants["frr"].witness.established("10.0.0.1", 1)
    change()
    until(lambda: str(session), lambda _: session.closed_by is not None, 5, "the session ends")
    assert [each.notification for each in session.sent_by(DPU, bgp.NOTIFICATION)] == [OTHER_CONFIGURATION_CHANGE]
    state = until(lambda: scenario.dpu.session("host1", "10.0.0.10"),
                  lambda seen: seen["session-state"] != "established", 5, "the DPU says that it has ended")
    assert "password" in state["last-error"]["message"], state["last-error"]
    assert scenario.dpu.interface_state("host1")["status"] == "listening"


def shows_no_key(scenario):
    log = (scenario.dpu.karaf.base / "data" / "log" / "karaf.log").read_text(encoding="utf-8", errors="replace")
    state = str(scenario.dpu.interface_state("host1"))
    for key in (FIRST, SECOND):
        assert key not in log and key not in state, f"the key {key} is shown"
