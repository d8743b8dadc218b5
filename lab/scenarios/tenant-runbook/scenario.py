# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A tenant that knows nothing but the metadata URL: real daemons run what it answers, and `routes` tells what became of it."""

import json
import shutil
import time
from pathlib import Path

import pytest

from harness import bgp, expect
from harness.command import run
from harness.dpu import DPU, METADATA_ADDRESS, SITE
from harness.process import Process
from harness.raw_speaker import RawSpeaker
from harness.report import say
from harness.speaker import SOCKETS
from harness.wait import until

JOIN = Path(__file__).parent / "join"
HOSTS = {"frr": "host1", "bird": "host2", "exabgp": "host3"}
SESSIONS = {"frr": 1, "bird": 2, "exabgp": 2}  # over IPv4 and, where there are two, over IPv6
QUERIES = {"frr": "", "bird": "&community=65100:1", "exabgp": "&community=65100:2"}
IPV6_VIPS = {"frr": "2001:db8:203::10/128", "bird": "2001:db8:203::20/128", "exabgp": "2001:db8:203::30/128"}
REACHABLE_FROM = {"frr": "overlay", "bird": "overlay-and-underlay", "exabgp": "underlay"}
VIP, DENIED, TENANT_ASN, PINNED_ASN = "203.0.113.10/32", "198.51.100.10/32", 65010, 4200000002
ROUTES_SECONDS = 1  # the promise: from the DPU's decision to what the tenant reads
PASSWORD = "told-by-the-operator"
DAEMON_SECONDS = 1  # a daemon's own pace before it tells the DPU
ENVIRONMENT = {"exabgp.daemon.user": "root", "exabgp.api.cli": "false", "exabgp.log.destination": "stdout"}


def get(scenario, tenant, key):
    """One key below meta-data/bgp/ as this tenant host reads it."""
    return scenario.tenants[tenant].namespace.run(
        ["curl", "-sS", "--max-time", "3", f"http://{METADATA_ADDRESS}/latest/meta-data/bgp/{key}"])


def routes(scenario, tenant, expected, pace=DAEMON_SECONDS):
    """The tenant reads exactly these lines in time. `pace`: seconds the cause takes to get to the DPU."""
    started = time.monotonic()
    until(lambda: get(scenario, tenant, "routes").splitlines(), lambda seen: seen == expected,
          ROUTES_SECONDS + pace, f"{tenant} reads {expected}")
    say(f"{tenant}: routes {expected} after {(time.monotonic() - started) * 1000:.0f} ms")


def waits_for(scenario, daemon):
    until(lambda: get(scenario, daemon, "session-state").splitlines(), lambda seen: set(seen) == {"active"}, 5,
          f"the DPU waits for {daemon}")


@pytest.fixture
def join():
    """Runs the script `join` on a tenant host; the directory of the daemon is in SOCKETS."""
    processes = []

    def start(scenario, daemon, query="", password=None):
        directory = SOCKETS / f"join-{daemon}"
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        process = Process(scenario.tenants[daemon].namespace, daemon, [str(JOIN), daemon, str(directory), query],
                          directory / f"{daemon}.log",
                          ENVIRONMENT | ({"TCP_MD5_PASSWORD": password} if password else {}), directory)
        process.start()
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.stop()
        shutil.rmtree(process.log.parent, ignore_errors=True)


def test_generated_configurations_bring_real_daemons_up(scenario, join):
    for daemon in HOSTS:
        waits_for(scenario, daemon)
        assert get(scenario, daemon, "leak-communities-accepted") == "true"
        join(scenario, daemon, QUERIES[daemon])
    for daemon, interface in HOSTS.items():
        expect.established(scenario, daemon, interface, TENANT_ASN)
        expect.accepts(scenario, interface, {VIP})
        routes(scenario, daemon, [f"{VIP} accepted {REACHABLE_FROM[daemon]}"])
        until(lambda name=daemon: get(scenario, name, "session-state").splitlines(),
              lambda seen, name=daemon: seen == SESSIONS[name] * ["established"], ROUTES_SECONDS,
              f"all sessions of {daemon} are up")
    expect.no_routes_sent(scenario)


def test_ipv6_vip_is_announced_over_the_session_over_ipv6(scenario, join):
    for daemon in ("bird", "exabgp"):
        waits_for(scenario, daemon)
        join(scenario, daemon, f"{QUERIES[daemon]}&prefix={IPV6_VIPS[daemon]}")
    for daemon in ("bird", "exabgp"):
        expect.established(scenario, daemon, HOSTS[daemon], TENANT_ASN, "ipv6")
        expect.accepts(scenario, HOSTS[daemon], {VIP})
        expect.accepts(scenario, HOSTS[daemon], {IPV6_VIPS[daemon]}, "ipv6")
        routes(scenario, daemon, [f"{prefix} accepted {REACHABLE_FROM[daemon]}" for prefix in (VIP, IPV6_VIPS[daemon])])


def test_ipv6_vip_of_a_host_without_ipv6_is_announced_over_ipv4(scenario, join):
    for daemon, interface in HOSTS.items():
        if SESSIONS[daemon] > 1:
            scenario.dpu.restconf.delete(f"{DPU}/tenant-interfaces/tenant-interface={interface}/ipv6")
    scenario.dpu.restconf.patch(SITE, {"tenant-bgp-site:site": {"common-tenant-host-asn": PINNED_ASN}})
    for daemon in HOSTS:
        until(lambda name=daemon: [get(scenario, name, key) for key in ("tenant-asn", "session-state")],
              lambda seen: seen == [str(PINNED_ASN), "active"], 5, f"{daemon} has one session, and is told its ASN")
        also = f"&prefix={IPV6_VIPS[daemon]}"
        if daemon == "bird":  # which takes the next hop for an IPv4 address
            assert "cannot be announced by BIRD" in get(scenario, daemon, f"config/bird?{also[1:]}")
            also = ""
        join(scenario, daemon, QUERIES[daemon] + also)
    for daemon, interface in HOSTS.items():
        vips = [VIP] if daemon == "bird" else [VIP, IPV6_VIPS[daemon]]
        expect.established(scenario, daemon, interface, PINNED_ASN)
        expect.accepts(scenario, interface, set(vips))
        routes(scenario, daemon, [f"{prefix} accepted {REACHABLE_FROM[daemon]}" for prefix in vips])


def test_view_is_that_of_the_interface_the_request_came_in_on(scenario):
    namespace = scenario.tenants["frr"].namespace
    another = "10.0.1.77"  # which the DPU has not been told of
    namespace.add_address("eth0", f"{another}/24")

    def read(key, through):
        return namespace.run(["curl", "-sS", "--max-time", "3", "--interface", through,
                              f"http://{METADATA_ADDRESS}/latest/meta-data/bgp/{key}"])

    try:
        for through, peer, allowed in (("eth0", "10.0.1.1", "203.0.113.0/24\n2001:db8:203::/48"),
                                       (another, "10.0.1.1", "203.0.113.0/24\n2001:db8:203::/48"),
                                       ("eth1", "10.0.4.1", "198.51.100.0/24")):
            until(lambda: read("peer-address", through), lambda seen, peer=peer: seen == peer, 5,
                  f"through {through} the DPU is {peer}")
            assert read("allowed-prefixes", through) == allowed
            assert f"neighbor {peer} remote-as 65000" in read("config/frr?asn=65010", through)
    finally:
        namespace.ip("address", "delete", f"{another}/24", "dev", "eth0")


def test_generated_configurations_have_what_a_protected_session_needs(scenario, join):
    for daemon, interface in HOSTS.items():
        scenario.dpu.set_interface(interface, "password", PASSWORD)
        scenario.dpu.set_interface(interface, "ttl-security", True)
        until(lambda name=daemon: get(scenario, name, f"config/{name}?asn={TENANT_ASN}"), lambda seen: "FILL IN PASSWORD" in seen, 5,
              f"the configuration of {daemon} has a place for the password")
        waits_for(scenario, daemon)
        join(scenario, daemon, password=PASSWORD)
    for daemon, interface in HOSTS.items():
        expect.established(scenario, daemon, interface, TENANT_ASN)
        expect.accepts(scenario, interface, {VIP})


def test_routes_tell_the_truth(scenario, join):
    frr = join(scenario, "frr")
    expect.established(scenario, "frr", "host1", TENANT_ASN)
    expect.accepts(scenario, "host1", {VIP})
    routes(scenario, "frr", [f"{VIP} accepted overlay"])

    def network(command, family="ipv4"):
        run(["vtysh", "--vty_socket", str(SOCKETS / "join-frr"), "-d", "bgpd", "-c", "configure terminal", "-c",
             f"router bgp {TENANT_ASN}", "-c", f"address-family {family} unicast", "-c", command])

    network(f"network {DENIED}")
    routes(scenario, "frr", [f"{DENIED} rejected not-in-allowed-prefixes", f"{VIP} accepted overlay"])
    shown = json.loads(get(scenario, "frr", "routes?format=json"))
    assert shown["complete"] and [each["verdict"] for each in shown["routes"]] == ["rejected", "accepted"], shown

    scenario.dpu.set_allowed_prefixes("vips", ["198.51.100.0/24"])
    routes(scenario, "frr", [f"{DENIED} accepted overlay", f"{VIP} rejected not-in-allowed-prefixes"], pace=0)
    assert get(scenario, "frr", "allowed-prefixes") == "198.51.100.0/24"
    scenario.dpu.set_allowed_prefixes("vips", ["203.0.113.0/24"])
    routes(scenario, "frr", [f"{DENIED} rejected not-in-allowed-prefixes", f"{VIP} accepted overlay"], pace=0)

    network(f"no network {DENIED}")
    routes(scenario, "frr", [f"{VIP} accepted overlay"])
    network(f"no network {VIP}")
    routes(scenario, "frr", [])
    network(f"network {VIP}")
    routes(scenario, "frr", [f"{VIP} accepted overlay"])
    assert get(scenario, "bird", "routes") == "", "another host's view has none of it"

    frr.kill()
    routes(scenario, "frr", [], pace=0)
    until(lambda: get(scenario, "frr", "session-state"), lambda seen: seen == "active", ROUTES_SECONDS,
          "the lost session is shown")


def test_routes_tell_the_truth_of_a_thousand_rejected_prefixes(scenario):
    """Their state is written less often while they change."""
    denied = [f"100.64.{number // 250}.{number % 250}/32" for number in range(1100)]
    host, path = "10.0.1.10", [TENANT_ASN]

    def awaits(line, there):
        started = time.monotonic()
        until(lambda: line in get(scenario, "frr", "routes").splitlines(), lambda seen: seen == there, ROUTES_SECONDS,
              f"{line!r} is {'' if there else 'not '}among the routes")
        say(f"{line!r} {'came' if there else 'went'} after {(time.monotonic() - started) * 1000:.0f} ms")

    with RawSpeaker(scenario.tenants["frr"].namespace, "10.0.1.1").establish(TENANT_ASN, host) as tenant:
        # In any moment of the pace: each change comes as soon as the one before it is seen.
        for number, prefix in enumerate(denied):
            tenant.send(bgp.announcement([prefix], host, path))
            if number >= 1000 and number % 20 == 0:
                awaits(f"{prefix} rejected not-in-allowed-prefixes", there=True)
                tenant.send(bgp.announcement([VIP], host, path))
                awaits(f"{VIP} accepted overlay", there=True)
                tenant.send(bgp.withdrawal([VIP]))
                awaits(f"{VIP} accepted overlay", there=False)
        awaits("# not shown: 0 accepted, 100 rejected", there=True)
        awaits(f"{denied[-1]} rejected not-in-allowed-prefixes", there=True)
    routes(scenario, "frr", [])
