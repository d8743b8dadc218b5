# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""IPv6 prefixes announced over an IPv4 session (RFC 4760), by FRR and by BIRD."""

import pytest

from harness import expect


@pytest.mark.parametrize(("tenant", "interface", "vip"), [("frr", "host1", "2001:db8:203::10/128"),
                                                          ("bird", "host2", "2001:db8:203::20/128")])
def test_ipv6_vip_is_accepted_and_withdrawn(scenario, tenant, interface, vip):
    scenario.start_speakers(tenant)
    state = expect.established(scenario, tenant, interface, 65010)
    assert sorted(state["families"]) == ["ipv4-unicast", "ipv6-unicast"]
    speaker = scenario.tenants[tenant].speaker
    speaker.announce(vip)
    speaker.announce("2001:db8:204::10/128")
    expect.accepts(scenario, interface, {vip})
    expect.rejects(scenario, interface, {"2001:db8:204::10/128": "not-in-allowed-prefixes"})
    speaker.withdraw(vip)
    expect.accepts(scenario, interface, set())
    expect.no_routes_sent(scenario)
