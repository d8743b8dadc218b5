# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The DPU and the leaf restart: nothing of a tenant is in the fabric before that tenant has announced it again."""

import time
import zipfile

import pytest

from harness import bgp, expect, shell
from harness.announcement import overlay, underlay
from harness.raw_tenant import RawTenant
from harness.report import say
from harness.wait import throughout, until
from harness.witness import TENANT

FRR_VIP, RAW_VIP, LOST_VIP = "203.0.113.10/32", "203.0.113.20/32", "203.0.113.21/32"
DPU, FRR_ASN, RAW_ASN, TARGET = 65000, 65010, 65020, "64512:10001"
VTEP, LEAF_HOP, WITNESS_HOP = "192.0.2.1", "10.254.1.1", "10.254.1.3"
LEARNT, NEW_VIP = "198.51.100.0/24", "203.0.113.30/32"
FAMILIES = ("ipv4-unicast", "l2vpn-evpn")
NOBODY = {f"no fabric neighbour with {family} is established: 3 prefixes, such as {FRR_VIP}, are not announced in the {place}; "
          "see tenant-bgp:fabric" for family, place in (("l2vpn-evpn", "overlay"), ("ipv4-unicast", "underlay"))}
ALARM_SECONDS = 15  # two checks in a row, 5 s apart
SILENCE_SECONDS = 3
# What BGPCEP's bgp-evpn has: component -> what stands in for it here, and the service it is.
BGP_EVPN = {"BGPActivator": ("EvpnParserExtension", "parser.spi.BGPExtensionProviderActivator"),
            "RIBActivator": ("EvpnRibExtension", "rib.spi.RIBExtensionProviderActivator"),
            "TableTypeActivator": ("EvpnTableType", "openconfig.spi.BGPTableTypeRegistryProviderActivator")}
LEAK = bgp.communities("65100:1")


@pytest.fixture
def fabric(scenario):
    """The scenario with three prefixes of two tenants in the overlay and the underlay."""
    scenario.fabric.start()
    scenario.start_speakers()
    scenario.fabric.established()
    expect.established(scenario, "frr", "host1", FRR_ASN)
    scenario.tenants["frr"].speaker.announce(FRR_VIP, route_map="LEAK")
    with RawTenant(scenario, "raw", "host2", RAW_ASN) as raw:
        for prefix in (RAW_VIP, LOST_VIP):
            raw.announce(prefix, extra=LEAK)
        for prefix, asn in ((FRR_VIP, FRR_ASN), (RAW_VIP, RAW_ASN), (LOST_VIP, RAW_ASN)):
            in_fabric(scenario, prefix, asn)
        learnt(scenario)
        yield scenario


def witness(scenario):
    """The raw peer's session."""
    return scenario.fabric["witness"].peer("dpu", "l2vpn-evpn")


def in_fabric(scenario, prefix, asn, within=expect.STATE_SECONDS):
    """At the raw peer and the leaf, from overlay and underlay."""
    expect.announced(witness(scenario), overlay(prefix, 10001, [TARGET], (DPU, asn)), within=within)
    expect.announced(witness(scenario), underlay(prefix, WITNESS_HOP, (DPU, asn)), within=within)
    expect.next_hops(scenario.fabric["leaf"], "blue", prefix, [VTEP], within)
    expect.underlay(scenario.fabric["leaf"], prefix, [LEAF_HOP], within)


def learnt(scenario, within=expect.STATE_SECONDS):
    """What the leaf's VRF announces is in the VPC."""
    leaf = scenario.fabric["leaf"]
    expect.imported(scenario.dpu, "blue", LEARNT, [(leaf.loopback, 10001, leaf.vrfs[0].mac)], within=within)


def seen_again(scenario, prefix, since):
    """When the raw peer was first told a prefix after a moment, None when never."""
    return min((each.at for each in witness(scenario).events(prefix, since=since) if each.sign == "+"), default=None)


@pytest.mark.parametrize("kill", [False, True], ids=["stop", "kill-9"])
def test_dpu_comes_back_without_any_route_of_a_tenant(fabric, kill):
    peer = witness(fabric)
    before = len(peer.sessions)
    fabric.dpu.karaf.kill() if kill else fabric.dpu.karaf.stop()
    for prefix in (FRR_VIP, RAW_VIP, LOST_VIP):
        expect.next_hops(fabric.fabric["leaf"], "blue", prefix, [])
        expect.underlay(fabric.fabric["leaf"], prefix, [])
    since, clock = time.monotonic_ns(), time.time_ns() - time.monotonic_ns()
    fabric.dpu.start()
    fabric.fabric.established()
    assert len(peer.sessions) == before + 1, peer
    learnt(fabric, within=10)
    expect.announced(peer, underlay(f"{VTEP}/32", WITNESS_HOP, (DPU,)))
    until(lambda: set(peer.end_of_ribs), lambda seen: seen == set(FAMILIES), 5, "the End-of-RIB of each family is there")

    # FRR comes back by itself and announces as it likes: its own UPDATE came first, in every case.
    in_fabric(fabric, FRR_VIP, FRR_ASN, within=30)
    told = min(moment for moment in (at * 1e9 - clock for connection in fabric.tenants["frr"].witness.to("10.0.0.1")
                                     for at, sender, message in connection.messages
                                     if sender == TENANT and message.kind == bgp.UPDATE and not message.end_of_rib)
               if moment > since)
    again = seen_again(fabric, FRR_VIP, since)
    say(f"FRR's VIP is at the raw peer {(again - told) / 1e6:.1f} ms after FRR has announced it again")
    assert again > told, (again, told)

    # The raw tenant comes back with a session only, and then with one of its two prefixes.
    silent(fabric, since, RAW_VIP, LOST_VIP)
    with RawTenant(fabric, "raw", "host2", RAW_ASN) as raw:
        silent(fabric, since, RAW_VIP, LOST_VIP)
        sent = raw.announce(RAW_VIP, extra=LEAK)
        in_fabric(fabric, RAW_VIP, RAW_ASN)
        assert seen_again(fabric, RAW_VIP, since) > sent
        silent(fabric, since, LOST_VIP)
    expect.next_hops(fabric.fabric["leaf"], "blue", LOST_VIP, [])
    expect.underlay(fabric.fabric["leaf"], LOST_VIP, [])
    assert len(peer.sessions) == before + 1 and not peer.malformed, peer


def silent(scenario, since, *prefixes):
    """Nothing of them has been announced since then, and nothing is for a while."""
    throughout(lambda: [seen_again(scenario, prefix, since) for prefix in prefixes], lambda seen: not any(seen),
               SILENCE_SECONDS, f"{', '.join(prefixes)} of a tenant that has not announced them are in no UPDATE")


@pytest.mark.parametrize("kill", [False, True], ids=["stop", "kill-9"])
def test_leaf_comes_back_and_has_everything_again(fabric, kill):
    leaf = fabric.fabric["leaf"]
    leaf.stop(kill)
    expect.imported(fabric.dpu, "blue", LEARNT, [])
    leaf.start()
    fabric.fabric.established()
    for prefix in (FRR_VIP, RAW_VIP, LOST_VIP):
        expect.next_hops(leaf, "blue", prefix, [VTEP], within=15)
        expect.underlay(leaf, prefix, [LEAF_HOP], within=15)
    expect.underlay(leaf, f"{VTEP}/32", [LEAF_HOP])
    learnt(fabric, within=15)
    assert len(witness(fabric).sessions) == 1


def alarms(scenario, wanted, within=ALARM_SECONDS):
    """The VPC's alarms become these, in its state and in the shell."""
    until(lambda: set(scenario.dpu.vpc_state("blue").get("alarms", [])), lambda seen: seen == wanted, within,
          f"the VPC's alarms are {wanted or 'none'}")
    shown = shell.karaf(scenario.dpu.namespace, "tenant-bgp:vpc blue").splitlines()
    assert {line.removeprefix("alarm: ") for line in shown if line.startswith("alarm: ")} == wanted, shown
    say(f"alarms: {sorted(wanted) or 'none'}")


def test_prefixes_that_no_neighbour_gets_are_alarms_until_one_does(fabric):
    leaf, raw = fabric.fabric["leaf"], fabric.fabric["witness"]
    alarms(fabric, set())
    leaf.stop()
    throughout(lambda: fabric.dpu.vpc_state("blue").get("alarms", []), lambda seen: not seen, ALARM_SECONDS,
               "one neighbour is enough", poll=0.5)
    raw.stop()
    alarms(fabric, NOBODY)
    for prefix in (FRR_VIP, RAW_VIP, LOST_VIP):
        expect.exported(fabric.dpu, "blue", prefix, True, True)
    raw.start()
    alarms(fabric, set(), within=30 + ALARM_SECONDS)
    leaf.start()
    fabric.fabric.established()
    for prefix, asn in ((FRR_VIP, FRR_ASN), (RAW_VIP, RAW_ASN), (LOST_VIP, RAW_ASN)):
        in_fabric(fabric, prefix, asn, within=15)


def test_peer_that_resets_its_session_has_everything_again(fabric):
    peer = witness(fabric)
    peer.reset()
    until(lambda: len(peer.sessions), lambda count: count == 2 and peer.session is not None, 30, "the next session is up")
    for prefix, asn in ((FRR_VIP, FRR_ASN), (RAW_VIP, RAW_ASN), (LOST_VIP, RAW_ASN)):
        in_fabric(fabric, prefix, asn)
    expect.announced(peer, underlay(f"{VTEP}/32", WITNESS_HOP, (DPU,)))
    until(lambda: set(peer.end_of_ribs), lambda seen: seen == set(FAMILIES), 5, "the End-of-RIB of each family is there")


def bgp_evpn(path):
    """A bundle that registers what BGPCEP's bgp-evpn does, a second AFI 25, SAFI 70, under the names it has there."""
    with zipfile.ZipFile(path, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: lab-bgp-evpn\n"
                     "Bundle-Version: 1.0.0\nImport-Package: io.tenantbgp.evpn\nDynamicImport-Package: *\n"
                     "Service-Component: OSGI-INF/*.xml\n")
        for name, (ours, service) in BGP_EVPN.items():
            component = f"org.opendaylight.protocol.bgp.evpn.impl.{name}"
            jar.writestr(f"OSGI-INF/{name}.xml",
                         f'<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="{component}" immediate="true">'
                         f'<property name="type" type="String" value="{component}"/>'
                         f'<service><provide interface="org.opendaylight.protocol.bgp.{service}"/></service>'
                         f'<implementation class="io.tenantbgp.evpn.{ours}"/></scr:component>')
    return path


def test_evpn_of_bgpcep_that_somebody_installs_is_not_started(fabric):
    namespace, peer = fabric.dpu.namespace, witness(fabric)
    with expect.no_session_ends(fabric):
        jar = bgp_evpn(fabric.dpu.karaf.base / "lab-bgp-evpn.jar")
        shell.karaf(namespace, f"bundle:install -s file:{jar}")
        try:
            until(lambda: shell.karaf(namespace, "bundle:services lab-bgp-evpn"),
                  lambda seen: all(service in seen for _, service in BGP_EVPN.values()), 10, "the bundle has its services")
            throughout(lambda: len(peer.sessions), lambda count: count == 1 and peer.session is not None, SILENCE_SECONDS,
                       "no session ends")
            fabric.tenants["frr"].speaker.announce(NEW_VIP, route_map="LEAK")
            in_fabric(fabric, NEW_VIP, FRR_ASN)
        finally:
            shell.karaf(namespace, "bundle:uninstall lab-bgp-evpn")
    fabric.tenants["frr"].speaker.withdraw(NEW_VIP)
    expect.not_announced(peer, NEW_VIP, "l2vpn-evpn")
