# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What scenarios await of a session, in the words of the operator's state and of the wire."""

import contextlib
import time
from dataclasses import replace

from harness import golden
from harness.dpu import accepted, rejected
from harness.report import say
from harness.wait import until

ESTABLISHED_SECONDS = 3  # the product's promise: from the TCP connect to Established
STATE_SECONDS = 5  # from an event on the wire to the operator's state
START_SECONDS = 30  # a daemon's own pace before it connects


def established(scenario, tenant, interface, asn=None, family="ipv4"):
    """The session of `tenant` on `interface` is up on the wire in time, and the DPU says so. Returns its state."""
    addresses = scenario.interfaces[interface][family]
    gateway = addresses["gateway-address"]
    connection = scenario.tenants[tenant].witness.established(gateway, START_SECONDS)
    took = connection.established - connection.syn
    state = until(lambda: scenario.session(interface, family),
                  lambda session: session.get("session-state") == "established", STATE_SECONDS,
                  f"{interface} is established in the DPU's state")
    say(f"{tenant} -> {gateway}: established {took * 1000:.0f} ms after the connect, AS {state.get('tenant-asn')}")
    assert took <= ESTABLISHED_SECONDS, f"established only {took:.1f} s after the connect: {connection}"
    if asn is not None:
        assert state["tenant-asn"] == asn, state
    return state


def accepts(scenario, interface, prefixes, family="ipv4", within=STATE_SECONDS):
    """The accepted prefixes of the session become exactly these. Returns its state."""
    state = until(lambda: scenario.session(interface, family),
                  lambda session: accepted(session) == set(prefixes), within,
                  f"{interface} has accepted exactly {sorted(prefixes)}")
    say(f"{interface}: accepted {sorted(prefixes) or 'nothing'}")
    return state


def rejects(scenario, interface, reasons, family="ipv4", within=STATE_SECONDS):
    """Each prefix of `reasons` is shown as rejected for its reason. Returns the session's state."""
    state = until(lambda: scenario.session(interface, family),
                  lambda session: reasons.items() <= rejected(session).items(), within,
                  f"{interface} has rejected {reasons}")
    say(f"{interface}: rejected {reasons}")
    return state


def state(scenario, name):
    """The whole state, volatile leaves apart, is that of the scenario's golden file `name`."""
    golden.matches(scenario, name, STATE_SECONDS)


def updates_received(scenario, interface, family="ipv4"):
    """How many UPDATEs the session has counted."""
    return int(scenario.session(interface, family)["counters"]["updates-received"])


def next_hops(leaf, vrf, prefix, vteps, within=STATE_SECONDS):
    """The leaf's VRF forwards this very prefix to exactly these VTEPs, all of them equal; to none: it has no route."""
    until(lambda: leaf.speaker.vrf_next_hops(vrf, prefix), lambda seen: seen == set(vteps), within,
          f"next hops of {prefix} in VRF {vrf} of {leaf.name} are {sorted(vteps)}")
    say(f"{leaf.name}: VRF {vrf} has {prefix} by {sorted(vteps) or 'nobody'}")


def underlay(leaf, prefix, addresses, within=STATE_SECONDS, vrf=None):
    """The leaf's unicast table has this very prefix from exactly these next hops. Returns bgpd's JSON of the paths."""
    def hops(paths):
        return sorted(hop["ip"] for path in paths for hop in path["nexthops"] if hop.get("scope") != "link-local")

    paths = until(lambda: leaf.speaker.unicast(prefix, vrf), lambda seen: hops(seen) == sorted(addresses), within,
                  f"next hops of {prefix} in the underlay of {leaf.name} are {sorted(addresses)}")
    say(f"{leaf.name}: the underlay has {prefix} by {sorted(addresses) or 'nobody'}")
    return paths


def announced(peer, *routes, within=STATE_SECONDS):
    """Of the prefix of these update.Routes the raw peer has exactly them in their family, with no attribute more or less."""
    prefix, family = routes[0].prefix, routes[0].family
    until(lambda: {_sorted(each) for each in peer.routes(prefix, family)}, lambda seen: seen == {*map(_sorted, routes)},
          within, f"{peer.name} has exactly {routes}")
    say(f"{peer.name}: {family} {prefix}: {[str(each.as_path) for each in routes]}")


def not_announced(peer, prefix, family, within=STATE_SECONDS):
    """The raw peer has no route of this family to this prefix."""
    peer.await_gone(prefix, family, within)
    say(f"{peer.name}: no {family} {prefix}")


def _sorted(route):
    return replace(route, extended_communities=tuple(sorted(route.extended_communities)))


def exported(dpu, vpc, prefix, overlay, underlay, path=None, within=STATE_SECONDS):
    """The DPU says where it announces this prefix of a VPC and, when given, (the tenant's ASN, its hops in the path).

    Returns the exported-route.
    """
    def says(seen):
        return ((seen.get("overlay", False), seen.get("underlay", False)) == (overlay, underlay)
                and path in (None, (seen.get("tenant-asn"), seen.get("tenant-as-path-length"))))

    return until(lambda: dpu.exported(vpc, prefix), says, within,
                 f"{dpu.name}'s VPC {vpc} exports {prefix}: overlay {overlay}, underlay {underlay}, path {path}")


def imported(dpu, vpc, prefix, next_hops, source="overlay", within=STATE_SECONDS):
    """The VPC has this prefix of the fabric by exactly these (address, VNI, Router's MAC or None); by none: not at all.

    Returns the seconds until the DPU said so.
    """
    def seen_in(route):
        return {(each["address"], each["vni"], each.get("router-mac")) for each in route.get("next-hop", [])}

    started = time.monotonic()
    until(lambda: dpu.imported(vpc, prefix),
          lambda seen: seen_in(seen) == set(next_hops) and (not next_hops or seen["source"] == source), within,
          f"{dpu.name}'s VPC {vpc} has {prefix} from the {source} by {next_hops or 'nobody'}")
    say(f"{dpu.name}: VPC {vpc} has {prefix} by {sorted(each[0] for each in next_hops) or 'nobody'}")
    return time.monotonic() - started


@contextlib.contextmanager
def no_session_ends(scenario, but=()):
    """No session that is there at the beginning, of a tenant or in the fabric, ends meanwhile, and none begins.

    but: those (node, DPU's address) of the fabric for which that does not hold.
    """
    def sessions():
        tenants = {(interface, each["host-address"]): (each["session-state"], each["counters"]["established-transitions"])
                   for interface in scenario.interfaces
                   for each in scenario.dpu_of(interface).interface_state(interface).get("session", [])}
        fabric = scenario.fabric.history() if scenario.fabric else {}
        return {**tenants, **{name: history for name, history in fabric.items() if name not in but}}

    before = sessions()
    yield
    after = sessions()
    assert after == before, {name: (before.get(name), after.get(name))
                             for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def no_routes_sent(scenario):
    """The DPU has told no tenant any route, and has dialled none."""
    for tenant in scenario.tenants.values():
        assert not tenant.witness.routes_from_dpu(), f"{tenant.name} was sent routes"
        assert not tenant.witness.dialled_by_dpu, f"the DPU dialled {tenant.witness.dialled_by_dpu}"


def vip_life(scenario, tenant, interface, asn, vip):
    """Up with this ASN, the VIP accepted, withdrawn, announced again, gone with the session."""
    scenario.start_speakers(tenant, asn=asn)
    established(scenario, tenant, interface, asn)
    gateway = scenario.interfaces[interface]["ipv4"]["gateway-address"]
    speaker = scenario.tenants[tenant].speaker
    until(lambda: speaker.established(gateway), lambda up: up, STATE_SECONDS, f"{tenant} says Established")
    accepts(scenario, interface, set())
    speaker.announce(vip)
    accepts(scenario, interface, {vip})
    speaker.withdraw(vip)
    accepts(scenario, interface, set())
    speaker.announce(vip)
    accepts(scenario, interface, {vip})
    speaker.stop()
    until(lambda: scenario.session(interface),
          lambda session: session.get("session-state") == "active" and not accepted(session),
          STATE_SECONDS, f"{interface} awaits a tenant again with nothing accepted")
    no_routes_sent(scenario)
