# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Leak communities as four daemons attach them: each alone, both, among others, honoured and ignored."""

import time
from dataclasses import dataclass

import pytest

from harness import expect
from harness.report import say
from harness.wait import until

OVERLAY, BOTH, UNDERLAY = "overlay", "overlay-and-underlay", "underlay"
# What is attached to the n-th prefix of a tenant, in its daemon's own words, and what becomes of it when honoured.
CASES = ["nothing", "leak", "drop", "both", "leak and others", "others"]
HONOURED = [OVERLAY, BOTH, UNDERLAY, UNDERLAY, BOTH, OVERLAY]
_BIRD = {"leak": ["bgp_community.add((65100,1))"], "drop": ["bgp_community.add((65100,2))"],
         "both": ["bgp_community.add((65100,1))", "bgp_community.add((65100,2))"],
         "leak and others": ["bgp_community.add((65100,1))", "bgp_community.add((64512,7))",
                             "bgp_large_community.add((65100,0,2))", "bgp_ext_community.add((rt,65100,2))", "bgp_med = 100"],
         "others": ["bgp_large_community.add((65100,0,1))", "bgp_ext_community.add((rt,65100,1))"]}
_GOBGP = {"leak": ["community", "65100:1"], "drop": ["community", "65100:2"], "both": ["community", "65100:1,65100:2"],
          "leak and others": ["med", "100", "community", "65100:1,64512:7", "large-community", "65100:0:2"],
          "others": ["large-community", "65100:0:1"]}
_EXABGP = {"leak": " community [65100:1]", "drop": " community [65100:2]", "both": " community [65100:1 65100:2]",
           "leak and others": " med 100 community [65100:1 64512:7] large-community [65100:0:2]"
                              " extended-community [target:65100:2]",
           "others": " large-community [65100:0:1] extended-community [target:65100:1]"}
ATTRIBUTES = {
    "frr": lambda case: {"route_map": None if case == "nothing" else case.upper().replace(" ", "-")},
    "bird": lambda case: {"options": _BIRD.get(case, ())},
    "gobgp": lambda case: {"words": _GOBGP.get(case, ())},
    "exabgp": lambda case: {"text": _EXABGP.get(case, "")},
}


@dataclass
class Session:
    """One session of a tenant, and its prefix of each case."""

    tenant: str
    interface: str
    family: str
    prefixes: list

    def addresses(self, scenario):
        return scenario.interfaces[self.interface][self.family]


SESSIONS = [Session(name, f"host{number}", "ipv4", [f"203.0.113.{16 * number + case}/32" for case in range(len(CASES))])
            for number, name in enumerate(ATTRIBUTES, 1)]
SESSIONS += [Session(name, f"host{number}", "ipv6", [f"2001:db8:203:{number}::{case + 1}/128" for case in range(len(CASES))])
             for number, name in enumerate(("frr", "bird"), 1)]


def become(scenario, session, dispositions, within):
    """The DPU shows these dispositions for the session's prefixes. Returns the seconds that took."""
    started = time.monotonic()
    wanted = dict(zip(session.prefixes, dispositions))
    until(lambda: {each["prefix"]: each["disposition"]
                   for each in scenario.dpu.session(session.interface, session.addresses(scenario)["host-address"])
                   .get("accepted-prefix", [])},
          lambda seen: seen == wanted, within, f"{session.tenant} {session.family}: {wanted}")
    return time.monotonic() - started


def communities_in_rib(scenario, prefix):
    """The communities of the route in the VPC's Loc-RIB, and the names of all its attributes."""
    rib = scenario.dpu.restconf.get("bgp-rib:bgp-rib/rib=tenant-vpc-blue/loc-rib", "nonconfig")
    for table in rib["bgp-rib:loc-rib"]["tables"]:
        for routes in (value for name, value in table.items() if name.endswith("-routes")):
            for kind in (each for each in routes.values() if isinstance(each, list)):
                for route in kind:
                    if route.get("prefix") == prefix:
                        attributes = route["attributes"]
                        return [f"{each['as-number']}:{each['semantics']}" for each in attributes.get("communities", [])], \
                            set(attributes)
    raise AssertionError(f"{prefix} is in no table of {rib}")


def honour(scenario, accepted):
    path = "tenant-bgp-site:site/fnn/routing-profiles/routing-profile=vips/tenant-leak-communities-accepted"
    scenario.dpu.restconf.put(path, {"tenant-bgp-site:tenant-leak-communities-accepted": accepted})


@pytest.mark.filterwarnings("error")
def test_every_case_with_every_daemon_honoured_ignored_and_honoured_again(scenario):
    scenario.start_speakers()
    for session in SESSIONS:
        expect.established(scenario, session.tenant, session.interface, 65010, session.family)
    for session in SESSIONS:
        for case, prefix in zip(CASES, session.prefixes):
            scenario.tenants[session.tenant].speaker.announce(prefix, **ATTRIBUTES[session.tenant](case))
    for session in SESSIONS:
        become(scenario, session, HONOURED, expect.STATE_SECONDS)
        say(f"{session.tenant} {session.family}: {dict(zip(CASES, HONOURED))}")
        for prefix, disposition in zip(session.prefixes, HONOURED):
            communities, attributes = communities_in_rib(scenario, prefix)
            assert communities == {OVERLAY: [], BOTH: ["65100:1"], UNDERLAY: ["65100:2"]}[disposition], prefix
            assert attributes <= {"origin", "as-path", "communities", "ipv4-next-hop", "ipv6-next-hop",
                                  "bgp-types:ipv4-next-hop", "bgp-types:ipv6-next-hop"}, attributes

    for accepted, wanted in ((False, [OVERLAY] * len(CASES)), (True, HONOURED)):
        honour(scenario, accepted)
        started = time.monotonic()
        for session in SESSIONS:
            become(scenario, session, wanted, expect.STATE_SECONDS)
        say(f"tenant-leak-communities-accepted {accepted}: in effect for all within {time.monotonic() - started:.2f} s")
    for session in SESSIONS:
        gateway = session.addresses(scenario)["gateway-address"]
        connections = scenario.tenants[session.tenant].witness.to(gateway)
        assert [each.closed_by for each in connections if each.established] == [None], connections
    expect.no_routes_sent(scenario)
