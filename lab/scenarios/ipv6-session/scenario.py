# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Sessions between IPv6 addresses: an IPv6 VIP by FRR and BIRD, and an IPv4 VIP by FRR over the same session."""

from harness import expect


def test_both_families_are_accepted_over_an_ipv6_session(scenario):
    scenario.start_speakers("frr")
    expect.established(scenario, "frr", "host1", 65010, "ipv6")
    scenario.announce("frr")
    expect.accepts(scenario, "host1", {"2001:db8:203::10/128", "203.0.113.10/32"}, "ipv6")
    scenario.tenants["frr"].speaker.withdraw("203.0.113.10/32")
    expect.accepts(scenario, "host1", {"2001:db8:203::10/128"}, "ipv6")
    scenario.tenants["frr"].speaker.withdraw("2001:db8:203::10/128")
    expect.accepts(scenario, "host1", set(), "ipv6")
    expect.no_routes_sent(scenario)


def test_a_speaker_of_ipv6_alone_is_accepted(scenario):
    scenario.start_speakers("bird")
    state = expect.established(scenario, "bird", "host2", 65010, "ipv6")
    assert state["families"] == ["ipv6-unicast"]
    scenario.announce("bird")
    expect.accepts(scenario, "host2", {"2001:db8:203::20/128"}, "ipv6")
    scenario.tenants["bird"].speaker.withdraw("2001:db8:203::20/128")
    expect.accepts(scenario, "host2", set(), "ipv6")
