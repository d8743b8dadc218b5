# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A leaf whose session comes up again and again while routes change: nobody else notices, and it is told all of them."""

import contextlib
import itertools
import re
import threading
import time

from harness import bgp, expect
from harness.raw_tenant import RawTenant
from harness.report import say
from harness.wait import until

ROUNDS, RECONNECTS = 3, 20
VIP, CHANGING = "203.0.113.10/32", [f"203.0.113.{number}/32" for number in range(20, 40)]
RAW_ASN, BUSY_ASN, LEAF_HOP = 65010, 65020, "10.254.1.1"
EVPN, IPV4 = "l2vpn-evpn", "ipv4-unicast"
LEAK = bgp.communities("65100:1")
PAUSE_SECONDS = 0.001
# What a shard of the datastore says that waits for a transaction that has failed (docs/design/0006).
STALL = re.compile(r"has timed out after|in state FAILED|Metadata not available|chain failed|Failed update commit")


def peer(scenario, node):
    return scenario.fabric[node].peer("dpu", EVPN)


@contextlib.contextmanager
def changes(tenant, there):
    """Prefixes of this tenant come and go all the while. there: the set of those it announces."""
    stopping, sent = threading.Event(), [0]

    def run():
        for prefix in itertools.cycle(CHANGING):
            if prefix in there:
                tenant.withdraw(prefix)
            else:
                tenant.announce(prefix, extra=LEAK)
            there.symmetric_difference_update({prefix})
            sent[0] += 1
            if stopping.wait(PAUSE_SECONDS):
                return

    thread, started = threading.Thread(target=run, daemon=True), time.monotonic()
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(timeout=10)
    assert not thread.is_alive() and not tenant.speaker.closed.is_set(), tenant.speaker
    say(f"{sent[0] / (time.monotonic() - started):.0f} UPDATEs a second")


def comes_and_goes(scenario, tenant):
    """Seconds a VIP took to the witness and from it, the longer ones of both families."""
    took = []
    for sign, send in (("+", lambda: tenant.announce(VIP, extra=LEAK)), ("-", lambda: tenant.withdraw(VIP))):
        sent = send()
        took.append(max(peer(scenario, "witness").await_change(sign, VIP, family, sent, within=expect.STATE_SECONDS).at
                        for family in (EVPN, IPV4)) - sent)
    return max(took) / 1e9


def prefixes(scenario, node, family):
    """What of the changing ones the node has been told, and not told is gone."""
    return {each.prefix for each in peer(scenario, node).routes(family=family)} & set(CHANGING)


def test_leaf_that_reconnects_while_routes_change(scenario):
    scenario.fabric.start()
    scenario.fabric.established()
    leaf, log = peer(scenario, "leaf"), scenario.dpu.karaf.log
    with RawTenant(scenario, "raw", "host1", RAW_ASN) as raw, RawTenant(scenario, "busy", "host2", BUSY_ASN) as busy:
        wrote, took, there = log.stat().st_size, [], set()
        for _ in range(ROUNDS):
            sessions = len(leaf.sessions)
            with expect.no_session_ends(scenario, but=[("leaf", LEAF_HOP)]), changes(busy, there):
                for _ in range(RECONNECTS):
                    before = len(leaf.sessions)
                    leaf.reset()
                    until(lambda count=before: len(leaf.sessions) - count, lambda more: more, 10,
                          "the leaf's next session is up", poll=0.01)
                    took.append(comes_and_goes(scenario, raw))
            # What came or went while its session came up is not lost.
            for node, family in itertools.product(("leaf", "witness"), (EVPN, IPV4)):
                until(lambda each=(node, family): prefixes(scenario, *each), lambda seen: seen == there, expect.STATE_SECONDS,
                      f"{node} has what is there of {family}, {sorted(there)}")
            assert len(leaf.sessions) == sessions + RECONNECTS, f"the DPU has ended a session of the leaf: {leaf}"
        say(f"a VIP came and went in {sorted(took)[len(took) // 2] * 1e3:.0f} ms, at most {max(took) * 1e3:.0f} ms")
    said = [line for line in log.read_bytes()[wrote:].decode("utf-8", "replace").splitlines() if STALL.search(line)]
    assert not said, said[:10]
