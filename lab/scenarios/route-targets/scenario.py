# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Route targets: what each VPC exports and imports, and that neither tenants nor changes of the configuration mix VPCs up."""

import contextlib
import copy
import time

import pytest

from harness import bgp, evpn, expect
from harness.announcement import overlay
from harness.raw_tenant import RawTenant
from harness.report import say
from harness.wait import throughout

VIP, VTEP, LEAF, WITNESS = "203.0.113.10/32", "192.0.2.1", "192.0.2.100", "192.0.2.102"
DPU, BLUE_ASN, RED_ASN = 65000, 65010, 65020
BLUE, RED, GREEN = "64512:10001", "64512:10002", "64512:10003"
RED_EXPORTS = ["64512:20001", "4200000000:77"]
SITE_IMPORT, GREEN_IMPORT = "64512:30000", "4200000000:78"
LEARNT, LEARNT6 = "198.51.100.0/24", "2001:db8:51::/48"
MAC, DPU_MAC = "02:00:00:00:01:02", "02:00:00:00:00:01"
SECONDS = 1.0  # the product's promise for a change of the configuration


@pytest.fixture
def fabric(scenario):
    """The scenario with every session of the fabric up."""
    scenario.fabric.start()
    scenario.fabric.established()
    return scenario


def witness(scenario):
    """The raw peer's session."""
    return scenario.fabric["witness"].peer("dpu", "l2vpn-evpn")


@pytest.fixture
def tenants(fabric):
    """(blue's tenant, red's), both with the VIP at the raw peer."""
    with contextlib.ExitStack() as sessions:
        blue, red = (sessions.enter_context(RawTenant(fabric, "raw", interface, asn))
                     for interface, asn in (("host1", BLUE_ASN), ("host2", RED_ASN)))
        for each in (blue, red):
            each.announce(VIP)
        expect.announced(witness(fabric), blue_route(), red_route())
        yield blue, red


def blue_route(targets=(BLUE,)):
    return overlay(VIP, 10001, targets, (DPU, BLUE_ASN))


def red_route(targets=(RED, *RED_EXPORTS)):
    return overlay(VIP, 10002, targets, (DPU, RED_ASN))


def say_route(scenario, prefix, *targets, number=1, vni=10001, path=(64602,), mac=MAC):
    """The raw peer announces it with these route targets. number: of its route distinguisher."""
    communities = [evpn.route_target(each) for each in targets] + [evpn.encapsulation(), evpn.router_mac(mac)]
    witness(scenario).send(bgp.mp_announcement(
        bgp.L2VPN_EVPN, [evpn.PrefixRoute(f"{WITNESS}:{number}", prefix, vni).encode()], WITNESS, path,
        bgp.extended_communities(*communities)))


def in_vpcs(scenario, prefix, **next_hops):
    """The three VPCs have it by these (address, VNI, Router's MAC) each; one that is not named has it not."""
    for vpc in sorted(("blue", "red", "green"), key=lambda name: name not in next_hops):
        expect.imported(scenario.dpu, vpc, prefix, next_hops.get(vpc, []))


def test_same_prefix_in_two_vpcs_stays_apart(fabric, tenants):
    leaf = fabric.fabric["leaf"]
    for vrf in ("blue", "red", "shared"):
        expect.next_hops(leaf, vrf, VIP, [VTEP])
    for vpc, exports, imports in (("blue", {BLUE}, {BLUE, SITE_IMPORT}),
                                  ("red", {RED, *RED_EXPORTS}, {RED, SITE_IMPORT}),
                                  ("green", {GREEN}, {GREEN, SITE_IMPORT, BLUE, GREEN_IMPORT})):
        state = fabric.dpu.vpc_state(vpc)
        assert set(state["export-route-targets"]) == exports and set(state["import-route-targets"]) == imports, state
        assert state["route-distinguisher"] == f"{VTEP}:1000{('blue', 'red', 'green').index(vpc) + 1}", state
        assert not state.get("alarms"), state
    in_vpcs(fabric, VIP, green=[(VTEP, 10001, DPU_MAC)])
    tenants[0].withdraw(VIP)
    in_vpcs(fabric, VIP)
    expect.announced(witness(fabric), red_route())
    expect.next_hops(leaf, "blue", VIP, [])
    for vrf in ("red", "shared"):
        expect.next_hops(leaf, vrf, VIP, [VTEP])
    expect.exported(fabric.dpu, "red", VIP, True, False)
    expect.exported(fabric.dpu, "blue", VIP, False, False)


def test_routes_enter_the_vpcs_that_import_them(fabric):
    blue, red, _ = fabric.fabric["leaf"].vrfs
    from_blue, from_red = (LEAF, 10001, blue.mac), (LEAF, 10002, red.mac)
    in_vpcs(fabric, LEARNT, blue=[from_blue], red=[from_red], green=[from_blue])
    in_vpcs(fabric, LEARNT6, blue=[from_blue], green=[from_blue])
    fabric.fabric["leaf"].withdraw(LEARNT, vrf="blue")
    in_vpcs(fabric, LEARNT, red=[from_red])
    fabric.fabric["leaf"].announce(LEARNT, vrf="blue")
    in_vpcs(fabric, LEARNT, blue=[from_blue], red=[from_red], green=[from_blue])

    routes = {"198.18.1.0/24": ("64512:20001", ()), "198.18.2.0/24": (f"{VTEP}:10001", ()),
              "198.18.3.0/24": (RED, ("red",)), "198.18.4.0/24": (GREEN_IMPORT, ("green",)),
              "198.18.5.0/24": (SITE_IMPORT, ("blue", "red", "green"))}
    for prefix, (target, _) in routes.items():
        say_route(fabric, prefix, target, "64512:9")
    for prefix, (_, vpcs) in reversed(routes.items()):  # when the last one is there, so are those before it
        in_vpcs(fabric, prefix, **{vpc: [(WITNESS, 10001, MAC)] for vpc in vpcs})
    # Other route targets instead: it leaves one VPC and enters another.
    say_route(fabric, "198.18.3.0/24", BLUE, number=1)
    in_vpcs(fabric, "198.18.3.0/24", blue=[(WITNESS, 10001, MAC)], green=[(WITNESS, 10001, MAC)])


def test_equal_routes_are_next_hops_side_by_side(fabric):
    prefix, first, second = "198.18.6.0/24", (WITNESS, 10001, MAC), (WITNESS, 10007, MAC)
    say_route(fabric, prefix, BLUE, number=1)
    say_route(fabric, prefix, BLUE, number=2, vni=10007)
    say_route(fabric, prefix, BLUE, number=3, vni=10008, path=(64602, 64603))
    in_vpcs(fabric, prefix, blue=[first, second], green=[first, second])
    routes = [evpn.PrefixRoute(f"{WITNESS}:{number}", prefix, 10001).encode() for number in (1, 2)]
    witness(fabric).send(bgp.mp_withdrawal(bgp.L2VPN_EVPN, routes))
    in_vpcs(fabric, prefix, blue=[(WITNESS, 10008, MAC)], green=[(WITNESS, 10008, MAC)])
    witness(fabric).reset()
    in_vpcs(fabric, prefix)


def test_route_target_of_a_tenant_changes_nothing(fabric, tenants):
    attached = [RED, BLUE, "64512:20001", "4200000000:77", f"{VTEP}:1", SITE_IMPORT]
    extra = bgp.extended_communities(*map(evpn.route_target, attached), evpn.encapsulation(9),
                                     evpn.router_mac("02:00:00:00:00:99"), bytes.fromhex("43000000deadbeef"))
    since = time.monotonic_ns()
    for each in tenants:
        each.announce(VIP, extra=extra)
        each.announce(VIP, extra=bgp.extended_communities(evpn.route_target(RED)) + bgp.communities("64512:10002"))
    throughout(lambda: witness(fabric).events(VIP, since=since), lambda seen: not seen, 2, "nothing is announced again")
    expect.announced(witness(fabric), blue_route(), red_route())
    tenants[1].withdraw(VIP)
    expect.next_hops(fabric.fabric["leaf"], "red", VIP, [])
    expect.next_hops(fabric.fabric["leaf"], "blue", VIP, [VTEP])


def test_changed_exports_are_in_effect_within_a_second(fabric, tenants):
    site = copy.deepcopy(fabric.site)
    site["tenant-bgp-site:site"]["datacenter-asn"] = 64513
    with expect.no_session_ends(fabric):
        for targets in ([{"asn": 64512, "vni": 20002}], [], [{"asn": 64512, "vni": 20001}, {"asn": 4200000000, "vni": 77}]):
            request = fabric.dpu.with_profile("exports", "route-targets-on-exports", targets)
            since = changed(fabric, "red's", lambda request=request: fabric.dpu.restconf.put(*request))
            expect.announced(witness(fabric), blue_route(),
                             red_route((RED, *(f"{each['asn']}:{each['vni']}" for each in targets))))
            assert len(witness(fabric).events(VIP, since=since)) == 1, witness(fabric).events(VIP, since=since)
            expect.next_hops(fabric.fabric["leaf"], "shared", VIP, [VTEP] if {"asn": 64512, "vni": 20001} in targets else [])
        changed(fabric, "all of them", lambda: fabric.dpu.put_site(site))
        expect.announced(witness(fabric), blue_route(["64513:10001"]), red_route(["64513:10002", *RED_EXPORTS]))
        for vrf, vteps in (("blue", []), ("red", []), ("shared", [VTEP])):
            expect.next_hops(fabric.fabric["leaf"], vrf, VIP, vteps)
        in_vpcs(fabric, LEARNT, green=[(LEAF, 10001, fabric.fabric["leaf"].vrfs[0].mac)])
        changed(fabric, "all of them", lambda: fabric.dpu.put_site(fabric.site))
        expect.announced(witness(fabric), blue_route(), red_route())


def changed(scenario, whose, change):
    """The raw peer hears of it in time. Returns time.monotonic_ns() from before the change."""
    since = time.monotonic_ns()
    change()
    took = (witness(scenario).await_change("+", VIP, "l2vpn-evpn", since, 5).at - since) / 1e9
    say(f"route targets of {whose} exports changed: at the peer after {took:.3f} s")
    assert took < SECONDS, took
    return since


def test_changed_imports_are_in_effect_within_a_second(fabric):
    for prefix, target in (("198.18.7.0/24", "64512:40000"), ("198.18.8.0/24", SITE_IMPORT)):
        say_route(fabric, prefix, target)
    hop = [(WITNESS, 10001, MAC)]
    in_vpcs(fabric, "198.18.8.0/24", blue=hop, red=hop, green=hop)
    profile = "plain", "route-target-imports"
    site = copy.deepcopy(fabric.site)
    with expect.no_session_ends(fabric):
        for targets, hops in (([{"asn": 64512, "vni": 40000}], hop), ([], [])):
            request = fabric.dpu.with_profile(*profile, targets)
            imported(fabric, lambda request=request: fabric.dpu.restconf.put(*request), "198.18.7.0/24", ("blue",), hops)
            in_vpcs(fabric, "198.18.7.0/24", blue=hops)
        for targets, hops in (([{"asn": 64512, "vni": 40000}], []), ([{"asn": 64512, "vni": 30000}], hop)):
            site["tenant-bgp-site:site"]["fnn"]["additional-route-target-imports"] = targets
            imported(fabric, lambda: fabric.dpu.put_site(site), "198.18.8.0/24", ("blue", "red", "green"), hops)


def imported(scenario, change, prefix, vpcs, hops):
    started = time.monotonic()
    change()
    for vpc in vpcs:
        expect.imported(scenario.dpu, vpc, prefix, hops)
    took = time.monotonic() - started
    say(f"imports of {', '.join(vpcs)} changed: in the state after {took:.3f} s")
    assert took < SECONDS, took
