# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The lab's fabric by itself: GoBGP plays the DPUs."""

import ipaddress
import json
import re
import time
from string import Template

import pytest

from harness import bgp, evpn, expect, update
from harness.fabric import Fabric
from harness.gobgp import Gobgp
from harness.karaf import RUN
from harness.namespaces import Namespace
from harness.wait import until

BLUE, RED = "64512:10001", "64512:10002"
VIP, VIP6 = "203.0.113.10/32", "2001:db8:203::10/128"


class StandIn:
    """GoBGP with the sessions of a dpu.json, whose part a vtep?.json has."""

    def __init__(self, name, folder):
        self.body = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["tenant-bgp-dpu:dpu"]
        self.namespace = Namespace(name)
        self.namespace.create()
        self.vtep = self.body["loopback"]
        self.namespace.add_address("lo", f"{self.vtep}/32")
        config = Template((folder / "gobgpd.toml").read_text(encoding="utf-8")).substitute(
            asn=self.body["asn"], loopback=self.vtep)
        self.daemon = Gobgp(self.namespace, RUN / "lab-fabric" / name,
                            config + "".join(map(_neighbor, self.body["fabric"]["neighbors"]["neighbor"])))

    def evpn(self, verb, prefix, target, vni):
        """verb: add or del."""
        self.daemon.gobgp("global", "rib", verb, "-a", "evpn", "prefix", prefix, "etag", "0",
                          "rd", f"{self.vtep}:{vni % 10000}",
                          "rt", target, "encap", "vxlan", "router-mac", "02:00:00:00:00:01", "gw",
                          "::" if ":" in prefix else "0.0.0.0", "label", str(vni), "nexthop", self.vtep)


def _neighbor(neighbor):
    families = "".join(f'[[neighbors.afi-safis]]\n[neighbors.afi-safis.config]\nafi-safi-name = "{family}"\n'
                       for family in neighbor["families"])
    return f"""
[[neighbors]]
[neighbors.config]
neighbor-address = "{neighbor['address']}"
peer-as = {neighbor['asn']}
[neighbors.transport.config]
local-address = "{neighbor['local-address']}"
passive-mode = {str(neighbor.get('passive', False)).lower()}
[neighbors.ebgp-multihop.config]
enabled = {str('multihop-ttl' in neighbor).lower()}
multihop-ttl = {neighbor.get('multihop-ttl', 1)}
[neighbors.timers.config]
hold-time = 9
keepalive-interval = 3
connect-retry = 1
idle-hold-time-after-reset = 1
{families}"""


@pytest.fixture(scope="module")
def lab(clean_lab, request):
    """(Fabric, {name: StandIn}) with every session up."""
    folder = request.path.parent
    dpus = {name: StandIn(name, folder) for name in ("vtep1", "vtep2")}
    fabric = Fabric(json.loads((folder / "topology.json").read_text(encoding="utf-8"))["fabric"],
                    {name: (each.namespace, each.body) for name, each in dpus.items()}, RUN / "lab-fabric")
    try:
        fabric.create()
        fabric.start()
        for each in dpus.values():
            each.daemon.start()
        fabric.established()
        yield fabric, dpus
    finally:
        fabric.delete()
        for each in dpus.values():
            each.daemon.stop()
            each.namespace.delete()


@pytest.mark.parametrize("prefix", [VIP, VIP6])
def test_two_vteps_are_two_equal_next_hops(lab, prefix):
    fabric, dpus = lab
    for each in dpus.values():
        each.evpn("add", prefix, BLUE, 10001)
    expect.next_hops(fabric["leaf"], "blue", prefix, ["192.0.2.1", "192.0.2.2"])
    expect.next_hops(fabric["leaf"], "red", prefix, [])
    routes = fabric["leaf"].speaker.prefix_routes()
    assert {"192.0.2.1:1", "192.0.2.2:1"} == {rd for rd, name in routes if name == prefix}, routes
    dpus["vtep1"].evpn("del", prefix, BLUE, 10001)
    expect.next_hops(fabric["leaf"], "blue", prefix, ["192.0.2.2"])
    dpus["vtep2"].evpn("del", prefix, BLUE, 10001)
    expect.next_hops(fabric["leaf"], "blue", prefix, [])


def test_leaf_announces_its_vrf_through_the_route_server_as_it_is(lab):
    fabric, dpus = lab
    received = until(lambda: json.dumps(fabric["rs"].speaker.received("192.0.2.100")),
                     lambda seen: "198.51.100.0/24" in seen and "2001:db8:51::/48" in seen, 5, "the route server has it")
    assert "192.0.2.100" in received
    rib = until(lambda: dpus["vtep1"].daemon.gobgp("global", "rib", "-a", "evpn"), lambda seen: "198.51.100.0/24" in seen, 5,
                "the route server's client has it")
    line, = [line for line in rib.splitlines() if "198.51.100.0/24" in line and "64602" not in line]
    assert " 192.0.2.100 " in line and " 64600 " in line and "64601" not in line, line
    fabric["leaf"].withdraw("198.51.100.0/24", vrf="blue")
    until(lambda: dpus["vtep1"].daemon.gobgp("global", "rib", "-a", "evpn"), lambda seen: "198.51.100.0/24" not in seen, 5,
          "the route server's client has it no longer")
    fabric["leaf"].announce("198.51.100.0/24", vrf="blue")
    until(lambda: dpus["vtep1"].daemon.gobgp("global", "rib", "-a", "evpn"), lambda seen: "198.51.100.0/24" in seen, 5,
          "the route server's client has it again")


def test_underlay_route_is_at_the_leaf_with_its_attributes(lab):
    fabric, dpus = lab
    for prefix, next_hop in (("203.0.113.20/32", "10.254.1.1"), ("2001:db8:203::20/128", "2001:db8:254:1::1")):
        dpus["vtep1"].daemon.announce(prefix, words=["community", "65100:1", "med", "7"])
        path, = expect.underlay(fabric["leaf"], prefix, [next_hop])
        assert path["aspath"]["string"] == "65001" and path["community"]["string"] == "65100:1" and path["metric"] == 7, path
        dpus["vtep1"].daemon.withdraw(prefix)
        expect.underlay(fabric["leaf"], prefix, [])


@pytest.mark.parametrize("name", ["vtep1", "vtep2"])
def test_raw_peer_reads_exact_routes_dialled_and_dialling(lab, name):
    fabric, dpus = lab
    peer = fabric["witness"].peer(name, "l2vpn-evpn")
    asn, vtep = dpus[name].body["asn"], dpus[name].vtep
    before = time.monotonic_ns()
    dpus[name].evpn("add", VIP, RED, 10002)
    route = peer.await_route(VIP, "l2vpn-evpn")
    assert route == update.Route("l2vpn-evpn", evpn.PrefixRoute(f"{vtep}:2", VIP, 10002), vtep, "incomplete", (asn,),
                                 extended_communities=("rt:64512:10002", "encap:vxlan", "router-mac:02:00:00:00:00:01"))
    dpus[name].evpn("del", VIP, RED, 10002)
    peer.await_gone(VIP, "l2vpn-evpn")
    assert [each.sign for each in peer.events(VIP, since=before)] == ["+", "-"] and not peer.malformed
    dpus[name].daemon.announce("203.0.113.21/32", words=["community", "65100:2", "large-community", "1:2:3"])
    route = peer.await_route("203.0.113.21/32", "ipv4-unicast")
    assert (route.next_hop, route.as_path, route.communities, route.large_communities) == (
        vtep, (asn,), ("65100:2",), ("1:2:3",))
    dpus[name].daemon.withdraw("203.0.113.21/32")
    peer.await_gone("203.0.113.21/32", "ipv4-unicast")


def test_raw_peer_says_what_no_daemon_says(lab):
    fabric, dpus = lab
    peer = fabric["witness"].peer("vtep1", "l2vpn-evpn")
    rd = "192.0.2.102:1"
    extra = bgp.extended_communities(evpn.route_target(BLUE), evpn.encapsulation(), evpn.router_mac("02:00:00:00:01:02")) \
        + bgp.large_community(64602, 1, 2) + bgp.unknown_attribute()
    routes = [evpn.ethernet_auto_discovery(rd), evpn.mac_ip_advertisement(rd, "02:00:00:00:00:07", 10001, "10.9.9.9"),
              evpn.inclusive_multicast(rd, "192.0.2.102"), evpn.ethernet_segment(rd, "192.0.2.102"),
              evpn.PrefixRoute(rd, "198.51.101.0/24", 10001).encode()]
    for each in routes:
        peer.send(bgp.mp_announcement(bgp.L2VPN_EVPN, [each], "192.0.2.102", [64602], extra))
    rib = until(lambda: dpus["vtep1"].daemon.gobgp("global", "rib", "-a", "evpn"),
                lambda seen: seen.count("192.0.2.102:1") == 5, 5, "GoBGP has all five")
    for kind in ("type:A-D", "type:macadv", "type:multicast", "type:esi", "type:Prefix"):
        assert kind in rib, rib
    peer.send(bgp.mp_withdrawal(bgp.L2VPN_EVPN, routes))
    until(lambda: dpus["vtep1"].daemon.gobgp("global", "rib", "-a", "evpn"), lambda seen: "192.0.2.102:1" not in seen, 5,
          "GoBGP has none")


def test_raw_peer_says_many_routes(lab):
    fabric, dpus = lab
    peer = fabric["witness"].peer("vtep2", "l2vpn-evpn")
    rd, count = "192.0.2.102:3", 5_000
    prefixes = [f"{ipaddress.IPv4Address(0x0A640000 + number)}/32" for number in range(count)]
    routes = [evpn.PrefixRoute(rd, prefix, 10001).encode() for prefix in prefixes]
    peer.send(bgp.mp_announcements(bgp.L2VPN_EVPN, routes, "192.0.2.102", [64602], bgp.extended_communities(
        evpn.route_target("64512:9"), evpn.encapsulation())))
    until(lambda: _count(dpus["vtep2"]), lambda seen: seen >= count, 20, "GoBGP has them all")
    peer.reset()
    until(lambda: _count(dpus["vtep2"]), lambda seen: seen < count, 20, "GoBGP has none")
    peer.await_session()


def _count(dpu):
    """EVPN routes that GoBGP has."""
    return int(re.search(r"Destination: (\d+)", dpu.daemon.gobgp("global", "rib", "summary", "-a", "evpn")).group(1))


def test_unplugged_vtep_is_gone_after_the_hold_time(lab):
    fabric, dpus = lab
    for each in dpus.values():
        each.evpn("add", VIP, BLUE, 10001)
    expect.next_hops(fabric["leaf"], "blue", VIP, ["192.0.2.1", "192.0.2.2"])
    fabric.unplug("vtep2")
    expect.next_hops(fabric["leaf"], "blue", VIP, ["192.0.2.1"], within=12)
    fabric.plug("vtep2")
    expect.next_hops(fabric["leaf"], "blue", VIP, ["192.0.2.1", "192.0.2.2"], within=30)


@pytest.mark.parametrize("kill", [False, True], ids=["stop", "kill-9"])
def test_leaf_that_restarts_has_everything_again(lab, kill):
    fabric, dpus = lab
    for each in dpus.values():
        each.evpn("add", VIP, BLUE, 10001)
    expect.next_hops(fabric["leaf"], "blue", VIP, ["192.0.2.1", "192.0.2.2"])
    fabric["leaf"].restart(kill)
    fabric.established()
    expect.next_hops(fabric["leaf"], "blue", VIP, ["192.0.2.1", "192.0.2.2"], within=15)
