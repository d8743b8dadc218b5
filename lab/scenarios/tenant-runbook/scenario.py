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
from harness.dpu import METADATA_ADDRESS
from harness.process import Process
from harness.raw_speaker import RawSpeaker
from harness.report import say
from harness.speaker import SOCKETS
from harness.wait import until

JOIN = Path(__file__).parent / "join"
HOSTS = {"frr": "host1", "bird": "host2", "exabgp": "host3"}
QUERIES = {"frr": "", "bird": "&community=65100:1", "exabgp": "&community=65100:2"}
REACHABLE_FROM = {"frr": "overlay", "bird": "overlay-and-underlay", "exabgp": "underlay"}
VIP, DENIED, TENANT_ASN = "203.0.113.10/32", "198.51.100.10/32", 65010
ROUTES_SECONDS = 1  # the promise: from the DPU's decision to what the tenant reads
PASSWORD = "told-by-the-operator"
DAEMON_SECONDS = 1  # a daemon's own pace before it tells the DPU
ENVIRONMENT = {"exabgp.daemon.user": "root", "exabgp.api.cli": "false", "exabgp.log.destination": "stdout"}


def get(scenario, tenant, key):
    """One key below meta-data/bgp/ as this tenant host reads it."""
    return scenario.tenants[tenant].namespace.run(
        ["curl", "-sS", "--max-time", "3", f"http://{METADATA_ADDRESS}/latest/meta-data/bgp/{key}"])


def routes(scenario, tenant, expected):
    """The tenant reads exactly these lines in time."""
    started = time.monotonic()
    until(lambda: get(scenario, tenant, "routes").splitlines(), lambda seen: seen == expected,
          ROUTES_SECONDS + DAEMON_SECONDS, f"{tenant} reads {expected}")
    say(f"{tenant}: routes {expected} after {(time.monotonic() - started) * 1000:.0f} ms")


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
        until(lambda name=daemon: get(scenario, name, "session-state"), lambda seen: seen == "active", 5,
              f"the DPU waits for {daemon}")
        assert get(scenario, daemon, "leak-communities-accepted") == "true"
        join(scenario, daemon, QUERIES[daemon])
    for daemon, interface in HOSTS.items():
        expect.established(scenario, daemon, interface, TENANT_ASN)
        expect.accepts(scenario, interface, {VIP})
        routes(scenario, daemon, [f"{VIP} accepted {REACHABLE_FROM[daemon]}"])
        assert get(scenario, daemon, "session-state") == "established"
    expect.no_routes_sent(scenario)


def test_generated_configurations_have_what_a_protected_session_needs(scenario, join):
    for daemon, interface in HOSTS.items():
        scenario.dpu.set_interface(interface, "password", PASSWORD)
        scenario.dpu.set_interface(interface, "ttl-security", True)
        until(lambda name=daemon: get(scenario, name, f"config/{name}?asn={TENANT_ASN}"), lambda seen: "FILL IN PASSWORD" in seen, 5,
              f"the configuration of {daemon} has a place for the password")
        until(lambda name=daemon: get(scenario, name, "session-state"), lambda seen: seen == "active", 5,
              f"the DPU waits for {daemon}")
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
    routes(scenario, "frr", [f"{DENIED} accepted overlay", f"{VIP} rejected not-in-allowed-prefixes"])
    assert get(scenario, "frr", "allowed-prefixes") == "198.51.100.0/24"
    scenario.dpu.set_allowed_prefixes("vips", ["203.0.113.0/24"])
    routes(scenario, "frr", [f"{DENIED} rejected not-in-allowed-prefixes", f"{VIP} accepted overlay"])

    network(f"no network {DENIED}")
    routes(scenario, "frr", [f"{VIP} accepted overlay"])
    network(f"no network {VIP}")
    routes(scenario, "frr", [])
    network(f"network {VIP}")
    routes(scenario, "frr", [f"{VIP} accepted overlay"])
    assert get(scenario, "bird", "routes") == "", "another host's view has none of it"

    frr.kill()
    routes(scenario, "frr", [])
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
