# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A hostile tenant wastes its own session and nothing else: other tenants' VIPs come and go as fast as ever meanwhile."""

import json
import re
import sys
import time
from pathlib import Path

import pytest

from harness import quiet, vitals
from harness.karaf import ROOT
from harness.probe_feed import ProbeFeed
from harness.process import Process
from harness.report import say
from harness.vip_probe import ProbeLost, VipProbe
from harness.wait import until

SECONDS = 5  # of attack
P99_MILLISECONDS = 200
HOSTILE, SECOND_INTERFACE = ("10.0.0.1", "10.0.0.10"), ("10.0.1.1", "10.0.1.10")
ALL_LINES = [HOSTILE, SECOND_INTERFACE, ("2001:db8:0:a::1", "2001:db8:0:a::10"), ("2001:db8:0:b::1", "2001:db8:0:b::10")]
BURST = 30  # connections of one host address that may come at once, then one a second (docs/policy.md)
CONNECTION_COLLISION = "NOTIFICATION 6/7"
HEAP_BYTES, THREADS = 10 << 20, 4
# Each tenant may log a burst of lines at once and then some a minute: a short attack must not be taken for a long one.
LOG_BURST_BYTES, LOG_BYTES_A_MINUTE = 50_000, 1_000_000


class Lab:
    """One hostile tenant, and good ones on other interfaces whose VIP is measured while it attacks."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.dpu = scenario.dpu
        for tenant in scenario.tenants.values():
            tenant.witness.close()  # it would read every packet of a flood
        self.probes = {}
        self.feed = ProbeFeed(self.dpu)

    def connect(self):
        """The good tenants, each in a VPC, announce the same VIP."""
        for name, subnet, vpc in (("neighbour", 2, "blue"), ("elsewhere", 3, "red")):
            self.probes[name] = VipProbe(self.feed, self.scenario.tenants[name].namespace, f"10.0.{subnet}.1",
                                         f"10.0.{subnet}.10", 65020, "203.0.113.20/32", f"tenant-vpc-{vpc}")

    def close(self):
        for probe in self.probes.values():
            probe.close()
        self.feed.close()

    def attack(self, name, *lines):
        """What the hostile tenant did and was answered; the others' VIPs are measured and asserted meanwhile."""
        for probe in self.probes.values():
            probe.measure(30)  # a JVM compiles what it runs often
        before, started = vitals.take(self.dpu), time.monotonic()
        with quiet.awake(SECONDS + 30) as steal:
            for probe in self.probes.values():
                probe.start()
            report = self._run(name, lines or [HOSTILE])
            try:
                latencies = {tenant: probe.finish() for tenant, probe in self.probes.items()}
            except ProbeLost as lost:
                raise AssertionError(f"{lost}; threads are in {vitals.dump_threads(self.dpu)}") from lost
        say(f"{name}: {json.dumps(report)}")
        for tenant, each in latencies.items():
            say(f"{name}: VIP of {tenant}: {each}, {steal}")
        self._unharmed(before, time.monotonic() - started)
        for tenant, each in latencies.items():
            assert each.p99 < P99_MILLISECONDS, f"VIP of {tenant} during {name}: {each}"
            assert not self.probes[tenant].speaker.closed.is_set(), f"{tenant}: {self.probes[tenant].speaker}"
            assert self.probes[tenant].speaker.notifications == []
        return report

    def _run(self, name, lines):
        output = self.dpu.karaf.base / f"attack-{name}.json"
        output.unlink(missing_ok=True)
        program = Process(self.scenario.tenants["hostile"].namespace, name,
                          [sys.executable, "-m", "harness.attack", name, str(SECONDS), *(",".join(line) for line in lines)],
                          output, directory=ROOT / "lab")
        program.start()
        try:
            until(program.running, lambda runs: not runs, SECONDS + 20, f"the attack {name} ends")
        finally:
            program.kill()
        try:
            return json.loads(output.read_text(encoding="utf-8"))
        except ValueError:
            raise AssertionError(f"the attack {name} failed:\n{program.log_tail()}") from None

    def _unharmed(self, before, seconds):
        """The DPU is what it was, and has not said much."""
        wrote = self.dpu.karaf.log.read_bytes()[before.log:].decode("utf-8", "replace")
        traces = re.findall(r"^\s+at [\w.$/]+\(.*$", wrote, re.MULTILINE)
        assert not traces, f"stack traces in karaf.log: {wrote[:3000]}"
        assert len(wrote) < max(LOG_BURST_BYTES, LOG_BYTES_A_MINUTE * seconds / 60), f"{len(wrote)} bytes of log in {seconds:.0f} s"
        after = until(lambda: vitals.take(self.dpu),
                      lambda now: now.heap <= before.heap + HEAP_BYTES and now.threads <= before.threads + THREADS
                      and now.descriptors <= before.descriptors, 15, f"the DPU is back at {before}", poll=1)
        say(f"before: {before}; after: {after}; log {len(wrote)} bytes")


@pytest.fixture
def lab(scenario):
    lab = Lab(scenario)
    try:
        lab.connect()
        yield lab
    finally:
        lab.close()


def test_silent_connections(lab):
    report = lab.attack("silent")
    assert report["connections"] == 500
    assert report["received"].get("OPEN", 0) == 1, report
    assert report["closed by the DPU"] >= 499, report
    assert report["received"].get(CONNECTION_COLLISION, 0) <= BURST + SECONDS, report


def test_open_then_fin(lab):
    report = lab.attack("open-then-fin")
    assert report["connections"] > BURST
    assert 1 <= report["received"]["OPEN"] <= BURST + SECONDS + 1, report


def test_second_connection_against_a_live_session(lab):
    report = lab.attack("second-connection")
    assert report["connections"] > BURST and report["connections"] == report["closed by the DPU"], report
    assert report["received"].get(CONNECTION_COLLISION, 0) >= 1 and "OPEN" not in report["received"], report
    assert report["first closed"] == 0 and report["first notified"] == 0, report


def test_flapping_a_hundred_times(lab):
    report = lab.attack("flap", *ALL_LINES)
    assert report["established"] == 100, report
    for interface in ("hostile1", "hostile2"):
        until(lambda: lab.dpu.interface_state(interface).get("session", []),
              lambda sessions: sum(int(each["counters"]["established-transitions"]) for each in sessions) == 50
              and all(each["session-state"] == "active" for each in sessions), 5, f"{interface} has been up 50 times")
    until(lambda: lab.dpu.vpc_state("blue"), lambda seen: seen["established-sessions"] == 1, 5, "only the neighbour is left")


def test_route_refresh_storm(lab):
    report = lab.attack("route-refresh")
    assert report["closed"] == 0 and report["bytes"] > 1_000_000, report


def test_end_of_rib_storm(lab):
    report = lab.attack("end-of-rib")
    assert report["closed"] == 0 and report["bytes"] > 1_000_000, report


def test_tenant_that_never_reads(lab):
    report = lab.attack("never-reads")
    assert report["bytes"] > 100_000, report


def test_churn_of_one_prefix(lab):
    report = lab.attack("churn")
    assert report["closed"] == 0 and report["bytes"] > 1_000_000, report


def test_flood_of_denied_prefixes(lab):
    report = lab.attack("denied")
    assert report["closed"] == 0 and report["bytes"] > 1_000_000, report
