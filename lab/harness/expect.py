# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What scenarios await of a session, in the words of the operator's state and of the wire."""

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
