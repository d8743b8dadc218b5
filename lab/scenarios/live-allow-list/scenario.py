# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The allow list changes while the session is up: what the tenant announces next is judged by the new list."""

from harness import expect
from harness.dpu import accepted
from harness.report import say
from harness.wait import until

VIP, OTHER = "203.0.113.10/32", "198.51.100.10/32"


def test_next_update_is_judged_by_the_new_list_and_the_session_stays(scenario):
    frr = scenario.tenants["frr"]
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {VIP})
    expect.rejects(scenario, "host1", {OTHER: "not-in-allowed-prefixes"})

    scenario.dpu.set_allowed_prefixes("vips", ["203.0.113.0/24", "198.51.100.0/24"])
    announced_again(scenario, OTHER, {VIP, OTHER})
    scenario.dpu.set_allowed_prefixes("vips", ["198.51.100.0/24"])
    announced_again(scenario, VIP, {OTHER})
    expect.rejects(scenario, "host1", {VIP: "not-in-allowed-prefixes"})

    assert len(frr.witness.to("10.0.0.1")) == 1, frr.witness.told("10.0.0.1")
    assert frr.witness.to("10.0.0.1")[0].closed_by is None


def announced_again(scenario, prefix, wanted):
    """Announce `prefix` anew until the sessions judge by the new list: they learn of it shortly after the datastore."""
    speaker = scenario.tenants["frr"].speaker

    def judged():
        for change in (speaker.withdraw, speaker.announce):
            before = expect.updates_received(scenario, "host1")
            change(prefix)
            state = until(lambda: scenario.dpu.session("host1", "10.0.0.10"),
                          lambda _: expect.updates_received(scenario, "host1") > before, 5, "the UPDATE is counted")
        return accepted(state)

    until(judged, lambda seen: seen == wanted, 10, f"{prefix} announced again leaves {sorted(wanted)} accepted")
    say(f"host1: accepted {sorted(wanted)} after {prefix} was announced again")
