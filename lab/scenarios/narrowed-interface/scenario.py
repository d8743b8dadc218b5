# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The lists that decide: the profile's, the interface's own, and the deprecated one of the site."""

import pytest

from harness import expect
from harness.dpu import SITE
from harness.restconf import Refused
from harness.wait import until

FIRST, SECOND, OTHER = "203.0.113.10/32", "203.0.113.200/32", "198.51.100.10/32"
INTERFACE = "tenant-bgp-dpu:dpu/tenant-interfaces/tenant-interface=host1/allowed-anycast-prefixes"


def narrow(scenario, prefixes):
    scenario.dpu.restconf.put(INTERFACE, {"tenant-bgp-dpu:allowed-anycast-prefixes": {"prefix": prefixes} if prefixes else {}})


def deprecated_list_in_effect(scenario, wanted):
    state = until(lambda: scenario.dpu.interface_state("host1"),
                  lambda seen: seen.get("anycast-site-prefixes-in-effect") is wanted, 5,
                  f"anycast-site-prefixes-in-effect is {wanted}")
    assert ("anycast-site-prefixes" in state.get("status-detail", "")) is wanted, state


def test_one_session_through_all_lists(scenario):
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", {FIRST, SECOND})
    expect.rejects(scenario, "host1", {OTHER: "not-in-allowed-prefixes"})

    with pytest.raises(Refused, match="198.51.100.0/24 is not inside an entry"):
        narrow(scenario, ["203.0.113.0/25", "198.51.100.0/24"])
    narrow(scenario, ["203.0.113.0/25"])
    expect.accepts(scenario, "host1", {FIRST})
    expect.rejects(scenario, "host1", {SECOND: "not-in-interface-prefixes", OTHER: "not-in-allowed-prefixes"})
    # A profile may admit less at any time; what an interface lists beyond it is said, and has no effect.
    scenario.dpu.set_allowed_prefixes("vips", ["203.0.113.128/25"])
    expect.accepts(scenario, "host1", set())
    expect.rejects(scenario, "host1", {FIRST: "not-in-allowed-prefixes", SECOND: "not-in-interface-prefixes"})
    until(scenario.dpu.configuration_errors, lambda seen: "203.0.113.0/25 is not inside" in str(seen), 5,
          "the list is in configuration-error")
    scenario.dpu.set_allowed_prefixes("vips", ["203.0.113.0/24"])
    expect.accepts(scenario, "host1", {FIRST})
    until(scenario.dpu.configuration_errors, lambda seen: not seen, 5, "it is there no longer")
    narrow(scenario, [])
    expect.accepts(scenario, "host1", set())
    expect.rejects(scenario, "host1", {FIRST: "not-in-interface-prefixes", SECOND: "not-in-interface-prefixes"})
    scenario.dpu.restconf.delete(INTERFACE)
    expect.accepts(scenario, "host1", {FIRST, SECOND})

    deprecated_list_in_effect(scenario, False)
    scenario.dpu.restconf.patch(SITE, {SITE: {"anycast-site-prefixes": ["198.51.100.0/24"]}})
    scenario.dpu.set_allowed_prefixes("vips", [])
    deprecated_list_in_effect(scenario, True)
    expect.accepts(scenario, "host1", {OTHER})
    narrow(scenario, ["198.51.100.128/25"])
    expect.accepts(scenario, "host1", set())
    expect.rejects(scenario, "host1", {OTHER: "not-in-interface-prefixes", FIRST: "not-in-allowed-prefixes"})
    scenario.dpu.restconf.delete(INTERFACE)
    # An IPv6 entry is enough: the profile decides for both families, and lists nothing of IPv4.
    scenario.dpu.set_allowed_prefixes("vips", ["2001:db8:203::/48"])
    deprecated_list_in_effect(scenario, False)
    expect.accepts(scenario, "host1", set())
    expect.rejects(scenario, "host1", {each: "allowed-prefixes-empty" for each in (FIRST, SECOND, OTHER)})
    scenario.dpu.set_allowed_prefixes("vips", ["203.0.113.0/24"])
    expect.accepts(scenario, "host1", {FIRST, SECOND})

    connections = scenario.tenants["frr"].witness.to("10.0.0.1")
    assert len(connections) == 1 and connections[0].closed_by is None, connections
