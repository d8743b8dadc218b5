# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Every kind of neighbour in the fabric, its mistakes, and the profile's flags between underlay and VPCs."""

import json
import time

import pytest

from harness import bgp, evpn, expect
from harness.announcement import overlay, underlay
from harness.dpu import NEIGHBORS
from harness.raw_tenant import RawTenant
from harness.report import say
from harness.restconf import Refused, key
from harness.wait import throughout, until

VIP, TARGET = "203.0.113.10/32", "64512:10001"
DPU, ASN, VTEP, LEAF_HOP, WITNESS_HOP = 65000, 65010, "192.0.2.1", "10.254.1.1", "10.254.1.3"
LEAF, LEAF6, WITNESS, RR, INNER = "10.254.1.0", "2001:db8:254:1::", "10.254.1.2", "192.0.2.101", "192.0.2.103"
# The session of each neighbour: node, the DPU's address, BGP identifier, families.
SESSIONS = {LEAF: ("leaf", LEAF_HOP, "192.0.2.100", {"ipv4-unicast"}),
            LEAF6: ("leaf", "2001:db8:254:1::1", "192.0.2.100", {"ipv6-unicast"}),
            WITNESS: ("witness", WITNESS_HOP, "192.0.2.102", {"ipv4-unicast", "l2vpn-evpn"}),
            RR: ("rr", VTEP, RR, {"l2vpn-evpn"}), INNER: ("inner", LEAF_HOP, INNER, {"ipv4-unicast", "l2vpn-evpn"})}
DEFAULT, DEFAULT6, ACCEPTED, ACCEPTED6 = "0.0.0.0/0", "::/0", "198.18.1.0/24", "2001:db8:18:1::/64"
HOST, HOST6, RED_HOST = "10.0.0.10/32", "2001:db8:0:1::10/128", "10.0.1.10/32"
SECONDS = 1.0  # the product's promise for a change of the policy
SILENCE_SECONDS = 4
AGAIN_SECONDS = 40  # an attempt that fails is repeated after 30 s at most


@pytest.fixture
def fabric(scenario):
    """The scenario with every session of the fabric up."""
    scenario.fabric.start()
    scenario.fabric.established()
    return scenario


def peer(scenario, node):
    return scenario.fabric[node].peer("dpu", "l2vpn-evpn")


def established(scenario, address, within=expect.STATE_SECONDS):
    """The DPU says so of this neighbour. Returns its state."""
    return until(lambda: scenario.dpu.neighbor(address), lambda seen: seen.get("session-state") == "established", within,
                 f"the neighbour {address} is established")


def down(scenario, address):
    """The session has ended, and none comes up for a while. Returns the neighbour's state."""
    until(lambda: scenario.dpu.neighbor(address), lambda seen: seen.get("session-state") != "established",
          expect.STATE_SECONDS, f"the neighbour {address} is not established")
    throughout(lambda: scenario.dpu.neighbor(address), lambda seen: seen.get("session-state") != "established",
               SILENCE_SECONDS, f"no session with {address} comes up", poll=0.2)
    return scenario.dpu.neighbor(address)


def others_stay(scenario, address):
    node, local, *_ = SESSIONS[address]
    return expect.no_session_ends(scenario, but=[(node, local)])


def test_every_kind_of_neighbour_is_established_and_has_the_routes(fabric):
    for address, (_, local, identifier, families) in SESSIONS.items():
        state = established(fabric, address)
        assert (state["local-address"], state["bgp-identifier"], state["hold-time"]) == (local, identifier, 9), state
        assert set(state["families"]) == families and "status-detail" not in state, state
    with RawTenant(fabric, "raw", "host1", ASN) as tenant:
        tenant.announce(VIP, extra=bgp.communities("65100:1"))
        for node, hop, own, preference in (("witness", WITNESS_HOP, (DPU,), None), ("inner", LEAF_HOP, (), 100)):
            expect.announced(peer(fabric, node), overlay(VIP, 10001, [TARGET], (*own, ASN), local_pref=preference))
            expect.announced(peer(fabric, node), underlay(VIP, hop, (*own, ASN), preference))
            expect.announced(peer(fabric, node), underlay(f"{VTEP}/32", hop, own, preference))
        for prefix in (VIP, f"{VTEP}/32"):
            expect.underlay(fabric.fabric["leaf"], prefix, [LEAF_HOP])
        received = until(lambda: json.dumps(fabric.fabric["rr"].speaker.received(VTEP)), lambda seen: VIP[:-3] in seen, 5,
                         "the route reflector has the VIP")
        assert VTEP in received and str(ASN) in received
    with RawTenant(fabric, "raw", "host1", ASN, "ipv6") as tenant:
        tenant.announce("2001:db8:203::10/128", extra=bgp.communities("65100:1"))
        expect.underlay(fabric.fabric["leaf"], "2001:db8:203::10/128", ["2001:db8:254:1::1"])


def underlay_enters(scenario, prefix, source, vpc="blue"):
    """source: the neighbour's address, None for not at all."""
    expect.imported(scenario.dpu, vpc, prefix, [(source, 0, None)] if source else [], "underlay")


def test_underlay_routes_enter_the_vpc_that_accepts_them(fabric):
    for prefix, source in ((DEFAULT, LEAF), (ACCEPTED, LEAF), (DEFAULT6, LEAF6), (ACCEPTED6, LEAF6),
                           ("198.51.100.0/24", None), ("2001:db8:51::/48", None)):
        underlay_enters(fabric, prefix, source)
        underlay_enters(fabric, prefix, None, "red")
    fabric.fabric["leaf"].withdraw(ACCEPTED)
    underlay_enters(fabric, ACCEPTED, None)
    fabric.fabric["leaf"].announce(ACCEPTED)
    underlay_enters(fabric, ACCEPTED, LEAF)
    # As good a route of another neighbour is a next hop beside it; one of the overlay comes first.
    witness = peer(fabric, "witness")
    witness.send(bgp.announcement([ACCEPTED], WITNESS, [64602]))
    expect.imported(fabric.dpu, "blue", ACCEPTED, [(LEAF, 0, None), (WITNESS, 0, None)], "underlay")
    route = [evpn.PrefixRoute("192.0.2.102:1", ACCEPTED, 10009).encode()]
    witness.send(bgp.mp_announcement(bgp.L2VPN_EVPN, route, "192.0.2.102", [64602, 64603, 64604],
                                     bgp.extended_communities(evpn.route_target(TARGET), evpn.encapsulation())))
    expect.imported(fabric.dpu, "blue", ACCEPTED, [("192.0.2.102", 10009, None)])
    witness.send(bgp.mp_withdrawal(bgp.L2VPN_EVPN, route) + bgp.withdrawal([ACCEPTED]))
    underlay_enters(fabric, ACCEPTED, LEAF)


def test_flags_from_the_underlay_apply_live(fabric):
    underlay_enters(fabric, DEFAULT, LEAF)
    with expect.no_session_ends(fabric):
        changed(fabric, "leaks", "leak-default-route-from-underlay", False, {DEFAULT: None, DEFAULT6: None})
        # A list does not let a default route in, not even one that contains it.
        changed(fabric, "leaks", "accepted-leaks-from-underlay", ["0.0.0.0/0", "::/0"],
                {"198.51.100.0/24": LEAF, "2001:db8:51::/48": LEAF6})
        for prefix in (DEFAULT, DEFAULT6):
            underlay_enters(fabric, prefix, None)
        changed(fabric, "leaks", "accepted-leaks-from-underlay", [], {"198.51.100.0/24": None, ACCEPTED: None, ACCEPTED6: None})
        changed(fabric, "leaks", "leak-default-route-from-underlay", True, {DEFAULT: LEAF, DEFAULT6: LEAF6})
        changed(fabric, "plain", "accepted-leaks-from-underlay", ["198.18.1.0/24"], {ACCEPTED: LEAF}, "red")
        underlay_enters(fabric, ACCEPTED, None)


def changed(scenario, profile, name, value, routes, vpc="blue"):
    request = scenario.dpu.with_profile(profile, name, value)
    started = time.monotonic()
    scenario.dpu.restconf.put(*request)
    for prefix, source in routes.items():
        underlay_enters(scenario, prefix, source, vpc)
    took = time.monotonic() - started
    say(f"{profile}, {name} {value}: in VPC {vpc} after {took:.3f} s")
    assert took < SECONDS, took


def test_addresses_of_tenant_hosts_are_announced_where_the_profile_says_so(fabric):
    leaf, witness = fabric.fabric["leaf"], peer(fabric, "witness")
    hosts = ((HOST, [LEAF_HOP]), (HOST6, ["2001:db8:254:1::1"]))
    for prefix, hops in (*hosts, (RED_HOST, [])):
        for path in expect.underlay(leaf, prefix, hops):
            assert path["aspath"]["string"] == str(DPU), path
    expect.announced(witness, underlay(HOST, WITNESS_HOP, (DPU,)))
    expect.not_announced(witness, HOST, "l2vpn-evpn")
    state = expect.exported(fabric.dpu, "blue", HOST, False, True)
    assert "tenant-asn" not in state, state
    with expect.no_session_ends(fabric):
        for value, sign in ((False, "-"), (True, "+")):
            request, started = fabric.dpu.with_profile("leaks", "leak-tenant-host-routes-to-underlay", value), time.monotonic_ns()
            fabric.dpu.restconf.put(*request)
            took = (witness.await_change(sign, HOST, "ipv4-unicast", started, 5).at - started) / 1e9
            say(f"leak-tenant-host-routes-to-underlay {value}: at the raw peer after {took:.3f} s")
            assert took < SECONDS, took
            for prefix, hops in hosts:
                expect.underlay(leaf, prefix, hops if value else [])


@pytest.mark.parametrize("address", [LEAF, LEAF6], ids=["active", "passive"])
def test_password_that_differs_keeps_the_session_down(fabric, address):
    leaf, local = fabric.fabric["leaf"], SESSIONS[address][1]
    with others_stay(fabric, address):
        fabric.dpu.set_neighbor(address, "password", "another-key")
        down(fabric, address)
        password(leaf, local, "another-key")
        established(fabric, address, AGAIN_SECONDS)
        password(leaf, local, "a-third-key")
        down(fabric, address)
        fabric.dpu.set_neighbor(address, "password", "a-third-key")
        established(fabric, address, AGAIN_SECONDS)
        fabric.dpu.restconf.delete(f"{NEIGHBORS}={key(address)}/password")
        down(fabric, address)
        password(leaf, local, None)
        established(fabric, address, AGAIN_SECONDS)
    expect.underlay(leaf, *(("192.0.2.1/32", [LEAF_HOP]) if address == LEAF else (HOST6, ["2001:db8:254:1::1"])))
    log = fabric.dpu.karaf.log.read_text(encoding="utf-8", errors="replace")
    told = log + str(fabric.dpu.neighbor(address))
    assert not any(each in told for each in ("leaf-key", "another-key", "third-key"))


def password(leaf, remote, word):
    leaf.speaker.vtysh("configure terminal", f"router bgp {leaf.asn}",
                       f"neighbor {remote} password {word}" if word else f"no neighbor {remote} password")


def test_multihop_ttl_is_how_far_away_a_neighbour_may_be(fabric):
    with others_stay(fabric, RR):
        fabric.dpu.set_neighbor(RR, "multihop-ttl", 1)
        state = down(fabric, RR)
        say(f"multihop-ttl 1: {state}")
        fabric.dpu.set_neighbor(RR, "multihop-ttl", 2)
        established(fabric, RR, AGAIN_SECONDS)


def test_wrong_asn_is_refused_and_told(fabric):
    with others_stay(fabric, INNER):
        fabric.dpu.set_neighbor(INNER, "asn", 64999)
        state = until(lambda: fabric.dpu.neighbor(INNER), lambda seen: seen.get("last-error", {}).get("code") == 2, 15,
                      "the neighbour's OPEN is refused")
        assert state["last-error"]["subcode"] == 2 and "65000" in state["last-error"]["message"], state
        say(state["last-error"]["message"])
        fabric.dpu.set_neighbor(INNER, "asn", 65000)
        established(fabric, INNER, AGAIN_SECONDS)
    until(lambda: peer(fabric, "inner").routes(f"{VTEP}/32"), lambda seen: seen, 5, "the neighbour has the routes again")


def add_neighbor(fabric, address):
    fabric.dpu.restconf.patch("tenant-bgp-dpu:dpu", {"tenant-bgp-dpu:dpu": {"fabric": {"neighbors": {"neighbor": [
        {"address": address, "asn": 64999, "families": ["ipv4-unicast"]}]}}}})


def test_changes_of_one_neighbour_end_no_other_session(fabric):
    with expect.no_session_ends(fabric):
        fabric.dpu.set_neighbor(LEAF, "description", "another note")
        add_neighbor(fabric, "10.254.1.9")
        with pytest.raises(Refused, match="its address is one of the DPU's own"):
            add_neighbor(fabric, "10.0.0.1")
        throughout(lambda: fabric.dpu.neighbor("10.254.1.9"), lambda seen: seen.get("session-state") != "established",
                   SILENCE_SECONDS, "nobody is there", poll=0.2)
        fabric.dpu.restconf.delete(f"{NEIGHBORS}={key('10.254.1.9')}")
    with others_stay(fabric, WITNESS):
        path = f"{NEIGHBORS}={key(WITNESS)}"
        document = fabric.dpu.restconf.get(path, "config")
        document["tenant-bgp-dpu:neighbor"][0]["families"] = ["l2vpn-evpn"]
        fabric.dpu.restconf.put(path, document)
        until(lambda: established(fabric, WITNESS, AGAIN_SECONDS)["families"], lambda seen: seen == ["l2vpn-evpn"], AGAIN_SECONDS,
              "the session is one of EVPN only")
        expect.not_announced(peer(fabric, "witness"), HOST, "ipv4-unicast")
        fabric.dpu.restconf.delete(f"{NEIGHBORS}={key(WITNESS)}")
        until(lambda: peer(fabric, "witness").session, lambda seen: seen is None, 5, "the neighbour is no neighbour any more")
