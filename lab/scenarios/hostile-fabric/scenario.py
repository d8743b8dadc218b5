# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A peer in the fabric that sends whatever there is, and very much of it: it harms nobody else, and nobody else gets it."""

import ipaddress
import time

import pytest

from harness import bgp, evpn, expect, shell, vitals
from harness.announcement import overlay, underlay
from harness.raw_tenant import RawTenant
from harness.report import say
from harness.restconf import key
from harness.wait import throughout, until

VIP, STABLE_VIP, TARGET = "203.0.113.10/32", "203.0.113.20/32", "64512:10001"
DPU, RAW_ASN, FRR_ASN, EVIL_ASN = 65000, 65020, 65010, 64603
VTEP, EVIL, WITNESS_HOP, EVIL_HOP = "192.0.2.1", "192.0.2.103", "10.254.1.3", "10.254.1.4"
RD, MAC = f"{EVIL}:1", "02:00:00:00:01:03"
LEARNT, LEARNT_UNDERLAY = "198.51.100.0/24", "198.18.1.0/24"
EVPN, IPV4, IPV6 = "l2vpn-evpn", "ipv4-unicast", "ipv6-unicast"
COMMUNITIES = bgp.extended_communities(evpn.route_target(TARGET), evpn.encapsulation(), evpn.router_mac(MAC))
ROUTES = {
    "type 1": evpn.ethernet_auto_discovery(RD), "type 2": evpn.mac_ip_advertisement(RD, MAC, 10001),
    "type 2 with IPv4": evpn.mac_ip_advertisement(RD, MAC, 10001, "10.9.9.9"),
    "type 2 with IPv6": evpn.mac_ip_advertisement(RD, MAC, 10001, "2001:db8::9"),
    "type 3": evpn.inclusive_multicast(RD, EVIL), "type 3 with IPv6": evpn.inclusive_multicast(RD, "2001:db8::9"),
    "type 4": evpn.ethernet_segment(RD, EVIL), "type 11": evpn.leaf_auto_discovery(RD, EVIL),
    "type 200": evpn.unknown(200), "type 0": evpn.unknown(0), "type 255 of 200 octets": evpn.unknown(255, bytes(200)),
}
ATTRIBUTES = {
    "large community": bgp.large_community(EVIL_ASN, 1, 2), "unknown attribute": bgp.unknown_attribute(),
    "unknown attribute, partial": bgp.attribute(0xE0, 201, b"\1\2\3"),
    "unknown attribute of 300 octets": bgp.unknown_attribute(202, bytes(300)),
    "unknown attribute, not transitive": bgp.attribute(bgp.OPTIONAL, 203, b"\1"),
    "only-to-customer": bgp.unknown_attribute(35, b"\0\0\xfc\x5b"), "PMSI tunnel": bgp.unknown_attribute(22, bytes(9)),
    "tunnel encapsulation": bgp.unknown_attribute(23, b"\0\x08\0\0"),
    "AIGP": bgp.attribute(bgp.OPTIONAL, 26, b"\1\0\x0b" + bytes(8)),
    "prefix SID": bgp.unknown_attribute(40, bytes.fromhex("01000700000000000002")),
    "prefix SID of an IPv6 SID": bgp.unknown_attribute(40, bytes.fromhex("020003008000")),
    "prefix SID that is cut off": bgp.unknown_attribute(40, b"\1\2\3"),
    "communities": bgp.communities("65100:1", "65100:2", "65535:65281"),
    "unknown extended communities": bgp.extended_communities(
        evpn.route_target(TARGET), bytes.fromhex("43000000deadbeef"), bytes.fromhex("0600000100000007"), evpn.encapsulation(9),
        evpn.encapsulation(), bytes.fromhex("800a000000000001"), bytes.fromhex("ff12345678123456")),
}
MANY = 100_000
# Of live objects, with 100,000 routes and when they are gone; the distribution's limit is 512 MiB. A session that has nothing
# to say keeps the datastore as it was when it last had (OpenDaylight's transaction chains), so what is gone is not free at once.
HEAP_BYTES = 330 << 20


@pytest.fixture
def fabric(scenario):
    """The scenario with every session up and FRR's VIP in the fabric."""
    scenario.dpu.namespace.add_address("evil", "2001:db8:254:5::1/127")
    scenario.fabric.start()
    scenario.start_speakers()
    scenario.fabric.established()
    expect.established(scenario, "frr", "host2", FRR_ASN)
    scenario.tenants["frr"].speaker.announce(STABLE_VIP)
    expect.announced(peer(scenario), overlay(STABLE_VIP, 10001, [TARGET], (DPU, FRR_ASN)))
    return scenario


@pytest.fixture
def raw(fabric):
    with RawTenant(fabric, "raw", "host1", RAW_ASN) as tenant:
        yield tenant


def peer(scenario, node="witness"):
    """The session of a raw node."""
    return scenario.fabric[node].peer("dpu", EVPN)


def evpn_update(routes, extra=b"", path=(EVIL_ASN,)):
    return bgp.mp_announcement(bgp.L2VPN_EVPN, routes, EVIL, path, COMMUNITIES + extra)


def prefix_route(prefix, rd=RD):
    return evpn.PrefixRoute(rd, prefix, 10001).encode()


def imported(scenario, *prefixes):
    for prefix in prefixes:
        expect.imported(scenario.dpu, "blue", prefix, [(EVIL, 10001, MAC)])


def goes_on(scenario, tenant, within=expect.STATE_SECONDS):
    """A VIP comes and goes, and a route of the leaf comes and goes, as ever. within: seconds for each."""
    leaf = scenario.fabric["leaf"]
    since = time.monotonic_ns()
    sent = tenant.announce(VIP, extra=bgp.communities("65100:1"))
    expect.announced(peer(scenario), overlay(VIP, 10001, [TARGET], (DPU, RAW_ASN)), within=within)
    expect.announced(peer(scenario), underlay(VIP, WITNESS_HOP, (DPU, RAW_ASN)), within=within)
    took = peer(scenario).await_change("+", VIP, EVPN, since).at - sent
    expect.next_hops(leaf, "blue", VIP, [VTEP], within)
    tenant.withdraw(VIP)
    for family in (EVPN, IPV4):
        expect.not_announced(peer(scenario), VIP, family, within)
    expect.next_hops(leaf, "blue", VIP, [], within)
    leaf.announce("198.51.101.0/24", vrf="blue")
    expect.imported(scenario.dpu, "blue", "198.51.101.0/24", [(leaf.loopback, 10001, leaf.vrfs[0].mac)], within=within)
    leaf.withdraw("198.51.101.0/24", vrf="blue")
    expect.imported(scenario.dpu, "blue", "198.51.101.0/24", [], within=within)
    say(f"a VIP was at the raw peer {took / 1e6:.1f} ms after it was announced")


def test_routes_nobody_understands_end_no_session(fabric, raw):
    evil, number = peer(fabric, "evil"), 0
    with expect.no_session_ends(fabric):
        for name, route in ROUTES.items():
            for routes in ([route], [prefix_route(f"198.51.{150 + number}.0/24"), route]):
                evil.send(evpn_update(routes))
            imported(fabric, f"198.51.{150 + number}.0/24")
            evil.send(bgp.mp_withdrawal(bgp.L2VPN_EVPN, [route]))
            number += 1
            say(f"{name}: nothing happened")
        everything = [prefix_route("198.51.140.0/24"), *ROUTES.values(), prefix_route("198.51.141.0/24")]
        evil.send(evpn_update(everything))
        imported(fabric, "198.51.140.0/24", "198.51.141.0/24")
        goes_on(fabric, raw)
        evil.send(bgp.mp_withdrawal(bgp.L2VPN_EVPN, everything))
        for prefix in ("198.51.140.0/24", "198.51.141.0/24"):
            expect.imported(fabric.dpu, "blue", prefix, [])
    assert not evil.session.notifications


NOWHERE = {
    "another encapsulation": ({}, (10,)), "other encapsulations": ({}, (9, 10)), "no label": ({"label": 0}, (8,)),
    "a gateway": ({"gateway": "10.9.9.9"}, (8,)), "an ESI": ({"esi": "00112233445566778899"}, (8,)),
    "a gateway and an ESI": ({"gateway": "10.9.9.9", "esi": "00112233445566778899"}, (8,)),
}


def test_routes_that_lead_nowhere_are_not_imported_and_the_log_says_so(fabric):
    evil, usable = peer(fabric, "evil"), "198.51.149.0/24"

    def announce(prefix, tunnels, **fields):
        communities = [evpn.route_target(TARGET), *map(evpn.encapsulation, tunnels), evpn.router_mac(MAC)]
        route = evpn.PrefixRoute(**{"rd": RD, "prefix": prefix, "label": 10001, **fields}).encode()
        evil.send(bgp.mp_announcement(bgp.L2VPN_EVPN, [route], EVIL, [EVIL_ASN], bgp.extended_communities(*communities)))

    with expect.no_session_ends(fabric):
        for name, (fields, tunnels) in NOWHERE.items():
            announce(usable, (10, 8))
            imported(fabric, usable)
            announce(usable, tunnels, **fields)
            expect.imported(fabric.dpu, "blue", usable, [])
            say(f"{name}: not imported")
        announce(usable, ())
        imported(fabric, usable)
        evil.send(*(bgp.announcement([f"198.18.{number}.0/24"], hop, [EVIL_ASN])
                    for number, hop in ((160, "192.0.2.1"), (161, "0.0.0.0"), (162, "224.0.0.5"), (163, EVIL_HOP))))
        expect.imported(fabric.dpu, "blue", "198.18.163.0/24", [(EVIL_HOP, 0, None)], "underlay")
        for number in (160, 161, 162):
            assert not fabric.dpu.imported("blue", f"198.18.{number}.0/24"), number
    log = fabric.dpu.karaf.log.read_text(encoding="utf-8", errors="replace")
    for line in ("routes of the fabric are not imported: 1 with other encapsulations",
                 "Malformed EVPN IP prefix routes of fabric peers are ignored, 1 since start. The latest: both an ESI"):
        assert line in log, line


def test_attributes_nobody_understands_poison_no_session(fabric, raw):
    evil, number = peer(fabric, "evil"), 0
    with expect.no_session_ends(fabric):
        for name, extra in ATTRIBUTES.items():
            for _ in range(2):  # the second of one type is what breaks a router that keeps them
                number += 1
                # Extended communities of its own replace the usual ones: an attribute must not be there twice.
                evpn_extra = extra if name.endswith("extended communities") else COMMUNITIES + extra
                evil.send(bgp.mp_announcement(bgp.L2VPN_EVPN, [prefix_route(f"198.51.{150 + number}.0/24")], EVIL, [EVIL_ASN],
                                              evpn_extra))
                evil.send(bgp.announcement([f"198.18.{number}.0/24"], EVIL_HOP, [EVIL_ASN], extra))
                evil.send(bgp.mp_announcement(bgp.IPV6_UNICAST, [bgp.nlri([f"2001:db8:{number}::/48"])], "2001:db8:254:5::",
                                              [EVIL_ASN], extra))
            until(lambda: [fabric.dpu.imported("blue", prefix).get("source")
                           for prefix in (f"198.51.{150 + number}.0/24", f"198.18.{number}.0/24")],
                  lambda seen: seen == ["overlay", "underlay"], 5, f"the routes with {name} are in the VPC")
            say(f"{name}, twice in each family: nothing happened")
        goes_on(fabric, raw)
    assert not evil.session.notifications
    # A new session has what an old one would not notice: everything is parsed and sent again.
    peer(fabric).reset()
    evil.reset()
    fabric.fabric["leaf"].restart()
    fabric.fabric.established()
    expect.announced(peer(fabric), overlay(STABLE_VIP, 10001, [TARGET], (DPU, FRR_ASN)))
    goes_on(fabric, raw)


MALFORMED = {
    "ORIGIN 3": bgp.attribute(bgp.TRANSITIVE, bgp.ORIGIN, b"\3") + bgp.path_attributes(EVIL_HOP, [EVIL_ASN])[4:],
    "no AS_PATH": bgp.path_attributes(EVIL_HOP, [EVIL_ASN])[:4] + bgp.path_attributes(EVIL_HOP, [])[-7:],
    "AS_PATH cut off": bgp.path_attributes(EVIL_HOP, [])[:4] + bgp.attribute(bgp.TRANSITIVE, bgp.AS_PATH, b"\2\2\0\0\xfc\x5b")
    + bgp.path_attributes(EVIL_HOP, [])[-7:],
    "AS_PATH of a set alone": bgp.path_attributes(EVIL_HOP, [])[:4]
    + bgp.attribute(bgp.TRANSITIVE, bgp.AS_PATH, b"\1\1\0\0\xfc\x5b") + bgp.path_attributes(EVIL_HOP, [])[-7:],
    "communities of 3 octets": bgp.path_attributes(EVIL_HOP, [EVIL_ASN])
    + bgp.attribute(bgp.OPTIONAL | bgp.TRANSITIVE, bgp.COMMUNITIES, bytes(3)),
    "extended communities of 7 octets": bgp.path_attributes(EVIL_HOP, [EVIL_ASN])
    + bgp.attribute(bgp.OPTIONAL | bgp.TRANSITIVE, bgp.EXTENDED_COMMUNITIES, bytes(7)),
    "flags of MULTI_EXIT_DISC": bgp.path_attributes(EVIL_HOP, [EVIL_ASN]) + bgp.attribute(bgp.TRANSITIVE, 4, bytes(4)),
}


def test_malformed_attributes_withdraw_what_they_come_with(fabric, raw):
    """RFC 7606: of a route that was there before nothing is left, and the session stays up."""
    evil, count = peer(fabric, "evil"), 0
    good = evpn_update([prefix_route("198.51.150.0/24")]) + bgp.announcement(["198.18.150.0/24"], EVIL_HOP, [EVIL_ASN])
    with expect.no_session_ends(fabric):
        for name, attributes in MALFORMED.items():
            evil.send(good)
            imported(fabric, "198.51.150.0/24")
            expect.imported(fabric.dpu, "blue", "198.18.150.0/24", [(EVIL_HOP, 0, None)], "underlay")
            evil.send(bgp.update(attributes=attributes + bgp.mp_reach(bgp.L2VPN_EVPN, [prefix_route("198.51.150.0/24")], EVIL),
                                 prefixes=["198.18.150.0/24"]))
            for prefix in ("198.51.150.0/24", "198.18.150.0/24"):
                expect.imported(fabric.dpu, "blue", prefix, [])
            count += 1
            say(f"{name}: both routes are gone")
        goes_on(fabric, raw)
    assert not evil.session.notifications
    until(lambda: fabric.dpu.neighbor(EVIL_HOP).get("malformed-updates"), lambda seen: int(seen) == count, 5,
          f"{count} UPDATEs are counted as malformed")
    assert f"what {count} malformed UPDATEs announced was withdrawn" in shell.karaf(fabric.dpu.namespace, "tenant-bgp:fabric")


def test_routes_in_several_places_of_one_update(fabric, raw):
    """RFC 7606 section 5.1: any of them may be beside any other. RFC 4760 section 3: NEXT_HOP is for the NLRI alone."""
    evil = peer(fabric, "evil")
    with expect.no_session_ends(fabric):
        evil.send(bgp.update(attributes=bgp.path_attributes(EVIL_HOP, [EVIL_ASN]) + COMMUNITIES
                             + bgp.mp_reach(bgp.L2VPN_EVPN, [prefix_route("198.51.150.0/24")], EVIL), prefixes=["198.18.150.0/24"]))
        imported(fabric, "198.51.150.0/24")
        expect.imported(fabric.dpu, "blue", "198.18.150.0/24", [(EVIL_HOP, 0, None)], "underlay")
        evil.send(bgp.update(["198.18.150.0/24"], bgp.mp_unreach(bgp.L2VPN_EVPN, [prefix_route("198.51.150.0/24")])))
        for prefix in ("198.51.150.0/24", "198.18.150.0/24"):
            expect.imported(fabric.dpu, "blue", prefix, [])
        goes_on(fabric, raw)


@pytest.mark.parametrize("malformed", [
    evpn_update([b"\5\x21" + prefix_route("198.51.150.0/24")[2:-1]]),
    evpn_update([prefix_route("198.51.150.0/24")[:24] + b"\xff" + prefix_route("198.51.150.0/24")[25:]]),
    evpn_update([b"\5\xff\0"]), evpn_update([b"\2\1\0"]),
    bgp.message(bgp.UPDATE, bgp.announcement(["198.18.1.0/24"], EVIL_HOP, [EVIL_ASN])[bgp.HEADER_LENGTH:-1]),
], ids=["33 octets", "prefix length 255", "longer than the UPDATE", "type 2 cut short", "prefix cut short"])
def test_malformed_route_harms_its_own_session_at_most(fabric, raw, malformed):
    with expect.no_session_ends(fabric, but=[("evil", "10.254.1.5")]):
        peer(fabric, "evil").send(malformed)
        goes_on(fabric, raw)
    assert not fabric.dpu.imported("blue", "198.51.150.0/24")
    peer(fabric, "evil").await_session(40)
    peer(fabric, "evil").send(evpn_update([prefix_route("198.51.151.0/24")]))
    imported(fabric, "198.51.151.0/24")


def test_dpu_is_no_transit_and_nobody_displaces_its_routes(fabric, raw):
    evil, witness, leaf = peer(fabric, "evil"), peer(fabric), fabric.fabric["leaf"]
    since = time.monotonic_ns()
    route = witness.routes(STABLE_VIP, EVPN)[0]
    with expect.no_session_ends(fabric):
        evil.send(evpn_update([prefix_route("198.51.150.0/24"), route.nlri.encode()], path=()) +
                  evpn_update([prefix_route("198.51.151.0/24"), route.nlri.encode()]) +
                  bgp.announcement(["198.18.150.0/24", f"{VTEP}/32", STABLE_VIP, "0.0.0.0/0"], EVIL_HOP, [EVIL_ASN]) +
                  bgp.mp_announcement(bgp.IPV6_UNICAST, [bgp.nlri(["2001:db8:150::/48"])], "2001:db8:254:5::", [EVIL_ASN]) +
                  bgp.announcement(["198.18.152.0/24"], EVIL_HOP, [EVIL_ASN, DPU]) +
                  evpn_update([prefix_route("198.51.152.0/24")], path=(EVIL_ASN, DPU)))
        imported(fabric, "198.51.151.0/24")
        expect.imported(fabric.dpu, "blue", "198.18.150.0/24", [(EVIL_HOP, 0, None)], "underlay")
        for prefix in ("198.18.152.0/24", "198.51.152.0/24"):
            assert not fabric.dpu.imported("blue", prefix), "it has been here before"
        throughout(lambda: witness.events(since=since), lambda seen: not seen, 2, "another peer hears nothing of it")
        goes_on(fabric, raw)
        evil.send(bgp.withdrawal([f"{VTEP}/32", STABLE_VIP]) + bgp.mp_withdrawal(bgp.L2VPN_EVPN, [route.nlri.encode()]))
        throughout(lambda: [each for each in witness.events(since=since) if each.prefix != VIP], lambda seen: not seen, 2,
                   "another peer hears nothing of the withdrawal")
        assert [each.nlri.rd for each in witness.routes(STABLE_VIP, EVPN)] == [route.nlri.rd]
        expect.next_hops(leaf, "blue", STABLE_VIP, [VTEP])
        assert not any(prefix.startswith(("198.51.15", "198.18.15")) for _, prefix in leaf.speaker.prefix_routes())
        for prefix in ("198.18.150.0/24", "0.0.0.0/0", "2001:db8:150::/48"):
            expect.underlay(leaf, prefix, [])
    # Nor does evil hear of what the leaf and the witness have.
    assert not [each for each in evil.events() if each.prefix in (LEARNT, LEARNT_UNDERLAY, "192.0.2.100/32")]
    evil.reset()
    assert not [each for each in witness.events(since=since) if each.prefix not in (VIP, None)]
    expect.no_routes_sent(fabric)


def test_neighbour_that_announces_too_much_is_turned_away(fabric, raw):
    evil = peer(fabric, "evil")
    prefixes = [f"198.18.{number}.0/24" for number in range(100)]

    def sees(what, holds):
        return until(lambda: fabric.dpu.neighbor(EVIL_HOP), holds, 5, what)

    with expect.no_session_ends(fabric, but=[("evil", "10.254.1.5")]):
        fabric.dpu.set_neighbor(EVIL_HOP, "maximum-prefixes", 101)
        evil.send(bgp.announcement(prefixes, EVIL_HOP, [EVIL_ASN]), evpn_update([prefix_route("198.51.150.0/24")]))
        sees("101 prefixes are within the limit", lambda seen: seen.get("prefixes") == 101)
        evil.send(evpn_update([prefix_route("198.51.151.0/24")]))
        error = sees("the session has ended", lambda seen: seen["session-state"] != "established")["last-error"]
        assert (error["direction"], error["code"], error["subcode"]) == ("sent", 6, 1), error
        assert "it has announced 102 prefixes, and maximum-prefixes is 101: raise that" in error["message"], error
        for prefix in ("198.18.0.0/24", "198.51.150.0/24"):
            expect.imported(fabric.dpu, "blue", prefix, [])
        assert "sent 6/1" in shell.karaf(fabric.dpu.namespace, f"tenant-bgp:fabric {EVIL_HOP}")
        goes_on(fabric, raw)
        fabric.dpu.set_neighbor(EVIL_HOP, "maximum-prefixes", 102)
        evil.await_session(5)
        evil.send(evpn_update([prefix_route("198.51.151.0/24")]))
        sees("it is welcome again", lambda seen: seen.get("prefixes") == 1)
        imported(fabric, "198.51.151.0/24")


@pytest.mark.parametrize("family", [EVPN, IPV4, IPV6])
def test_a_hundred_thousand_routes_come_and_go(fabric, raw, family):
    evil, before = peer(fabric, "evil"), vitals.take(fabric.dpu)
    messages, last = many(family)
    with expect.no_session_ends(fabric):
        started = time.monotonic()
        evil.send(messages)
        goes_on(fabric, raw, within=60)
        # The last one of theirs is taken when all of them are.
        until(lambda: rib_has(fabric, family, last), lambda seen: seen, 120, "the last route is there", poll=0.5)
        say(f"{MANY} routes of {family} are in after {time.monotonic() - started:.1f} s")
        goes_on(fabric, raw)
        full = vitals.take(fabric.dpu)
        say(f"before: {before}; with {MANY} routes of {family}: {full}")
        assert full.heap < HEAP_BYTES, full
    evil.reset()
    until(lambda: rib_has(fabric, family, last), lambda seen: not seen, 60, "the last route is gone", poll=0.5)
    goes_on(fabric, raw)
    after = vitals.take(fabric.dpu)
    say(f"after: {after}; log {after.log - before.log} bytes")
    assert after.heap < HEAP_BYTES and after.log - before.log < 100_000, (before, after)
    assert not [each for each in peer(fabric).events() if each.prefix == last]


def many(family):
    """(100,000 routes in UPDATEs, the prefix of the last)."""
    if family == IPV6:
        prefixes = [str(ipaddress.IPv6Network((0x20010DB8 << 96 | number << 64, 64))) for number in range(MANY)]
        return bgp.mp_announcements(bgp.IPV6_UNICAST, [bgp.nlri([each]) for each in prefixes], "2001:db8:254:5::", [EVIL_ASN],
                                    per_update=200), prefixes[-1]
    prefixes = [f"{ipaddress.IPv4Address(0xC6120000 + number)}/32" for number in range(MANY)]  # from 198.18.0.0
    if family == IPV4:
        return b"".join(bgp.announcement(prefixes[start:start + 500], EVIL_HOP, [EVIL_ASN]) for start in range(0, MANY, 500)), \
            prefixes[-1]
    return bgp.mp_announcements(bgp.L2VPN_EVPN, [prefix_route(each) for each in prefixes], EVIL, [EVIL_ASN], COMMUNITIES), \
        prefixes[-1]


def rib_has(scenario, family, prefix):
    """Whether the route is in the VPC; an IPv6 one enters none, so whether it is in the Adj-RIB-In."""
    if family != IPV6:
        return bool(scenario.dpu.imported("blue", prefix))
    path = f"bgp-rib:bgp-rib/rib=tenant-fabric/peer={key(f'bgp://{EVIL_HOP}')}/adj-rib-in/tables=" \
        "bgp-types:ipv6-address-family,bgp-types:unicast-subsequent-address-family/bgp-inet:ipv6-routes/ipv6-route="
    return scenario.dpu.restconf.get(f"{path}{key(prefix)},0", "nonconfig") is not None
