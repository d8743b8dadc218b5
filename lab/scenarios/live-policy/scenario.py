# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Profiles change under live sessions: 1000 accepted prefixes narrowed and widened, 1500 rejected ones admitted."""

import ipaddress
import time

from harness import bgp, expect
from harness.raw_speaker import RawSpeaker
from harness.report import say
from harness.wait import throughout, until
from harness.witness import DPU

SECONDS = 1.0  # the product's promise for 1000 prefixes
COUNT = 1000
MORE = 500
SESSIONS = {"host1": "10.0.0.10", "host2": "10.0.1.10"}


def addresses(first, count):
    start = int(ipaddress.IPv4Address(first))
    return [f"{ipaddress.IPv4Address(start + each)}/32" for each in range(count)]


def accepted_counts(scenario):
    return [scenario.dpu.restconf.get(
        f"tenant-bgp-dpu:dpu/tenant-interfaces/tenant-interface={name}/state/session={host}/accepted-prefix-count",
        "nonconfig")["tenant-bgp-dpu:accepted-prefix-count"] for name, host in SESSIONS.items()]


def change(scenario, prefixes, wanted):
    """Replace the profile's list; the sessions' accepted prefixes become so many in time. Returns the seconds it took."""
    request = scenario.dpu.with_allowed_prefixes("vips", prefixes)
    started = time.monotonic()
    scenario.dpu.restconf.put(*request)
    until(lambda: scenario.dpu.vpc_state("blue")["accepted-prefixes"], lambda seen: seen == sum(wanted), 10,
          f"{wanted} prefixes accepted")
    took = time.monotonic() - started
    assert accepted_counts(scenario) == wanted
    say(f"{prefixes}: {wanted} accepted {took:.2f} s after the request began")
    return took


def announce(scenario, raw, prefixes):
    scenario.tenants["gobgp"].speaker.announce_all(prefixes)
    for start in range(0, len(prefixes), 500):
        raw.send(bgp.announcement(prefixes[start:start + 500], "10.0.1.10", [65020]))


def connect(scenario):
    scenario.start_speakers()
    expect.established(scenario, "gobgp", "host1", 65010)
    return RawSpeaker(scenario.tenants["raw"].namespace, "10.0.1.1").establish(65020, "10.0.1.10")


def test_a_thousand_live_prefixes_follow_the_profile_within_a_second(scenario):
    with connect(scenario) as raw:
        announce(scenario, raw, addresses("203.0.112.0", COUNT))
        until(lambda: accepted_counts(scenario), lambda seen: seen == [COUNT, COUNT], 30, "all are accepted")
        took = [change(scenario, prefixes, wanted)
                for _ in range(3)
                for prefixes, wanted in ((["198.51.100.0/24"], [0, 0]), (["203.0.112.0/22"], [COUNT, COUNT]),
                                         (["203.0.112.0/24"], [256, 256]), (["203.0.112.0/22"], [COUNT, COUNT]))]
        say(f"slowest {max(took):.2f} s, median {sorted(took)[len(took) // 2]:.2f} s of {len(took)} changes")
        assert max(took) < SECONDS, took
        rib = until(lambda: scenario.dpu.vpc_state("blue"), lambda seen: seen["accepted-prefixes"] == 2 * COUNT, 5,
                    "the VPC has all")
        assert rib["established-sessions"] == 2, rib
        assert_sessions_stay(scenario, raw)
        assert [each for each in raw.received if each.kind == bgp.ROUTE_REFRESH] == []


def test_what_was_too_much_to_be_kept_is_asked_for(scenario):
    with connect(scenario) as raw:
        announce(scenario, raw, addresses("198.51.0.0", COUNT + MORE))
        for name, host in SESSIONS.items():
            until(lambda: scenario.dpu.session(name, host),
                  lambda seen: len(seen.get("rejected-prefix", [])) == COUNT
                  and int(seen["rejected-prefixes-not-kept"]) == MORE, 30, f"{name} keeps the last {COUNT}")
        change(scenario, ["198.51.0.0/16"], [COUNT + MORE, COUNT])
        assert raw.wait_for(bgp.ROUTE_REFRESH, 5).body == b"\0\1\0\1"
        assert scenario.tenants["gobgp"].witness.to("10.0.0.1")[0].sent_by(DPU, bgp.ROUTE_REFRESH)
        assert_sessions_stay(scenario, raw)


def test_a_pinned_asn_ends_only_the_session_that_does_not_match(scenario):
    with connect(scenario) as raw:
        scenario.dpu.restconf.put("tenant-bgp-site:site/common-tenant-host-asn",
                                  {"tenant-bgp-site:common-tenant-host-asn": 65010})
        raw.wait_closed(10)
        assert raw.notifications == [(6, 3)], raw
        throughout(lambda: scenario.dpu.session("host1", "10.0.0.10")["session-state"],
                   lambda seen: seen == "established", 2, "the session that matches stays")
        assert len(scenario.tenants["gobgp"].witness.to("10.0.0.1")) == 1


def assert_sessions_stay(scenario, raw):
    assert raw.notifications == [] and not raw.closed.is_set(), raw
    connections = scenario.tenants["gobgp"].witness.to("10.0.0.1")
    assert len(connections) == 1 and connections[0].closed_by is None, scenario.tenants["gobgp"].witness.told("10.0.0.1")
