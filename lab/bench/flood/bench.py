# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""./dev bench flood: what denied prefixes cost the DPU beside FRR, BIRD and GoBGP, and what another tenant notices."""

import argparse
import contextlib
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from harness import lab, measure, namespaces, quiet, vitals
from harness.bird import Bird
from harness.command import CommandFailed
from harness.dpu import Dpu
from harness.flood import CEASE, TENANT_ASN, Flood, denied, updates
from harness.frr import Frr
from harness.gobgp import Gobgp
from harness.karaf import RUN
from harness.namespaces import Namespace
from harness.probe_feed import ProbeFeed
from harness.process import Process
from harness.raw_speaker import RawSpeaker
from harness.report import say
from harness.scenario import Scenario
from harness.vip_probe import VipProbe, percentile
from harness.wait import until

FOLDER = Path(__file__).resolve().parent
_OURS = "tenant-bgp"
_LIMIT_SECONDS = 1200
_JVM_WARM_UP_SECONDS = 25
_REST_SECONDS = 0.5
_VIP_CHANGES = 300
_DIGEST = {"receiver": "", "s": ".3f", "min": ".3f", "max": ".3f", "CPU s": ".2f", "peak MiB": ".1f", "x FRR": ".2f",
           "x BIRD": ".2f"}
_LATENCY = {"meanwhile": "", "announce p50": ".1f", "p99": ".1f", "max": ".1f", "withdraw p50": ".1f", "p99 ": ".1f",
            "max ": ".1f", "denied a second": ",.0f", "heap MiB": "+.1f", "steal %": ".1f"}


@dataclass
class Receiver:
    """One that plays the DPU.

    in_order: it meets the Cease behind the UPDATEs only when it has digested them. warm_up: rounds thrown away, of each
    size. most_rounds: for one that takes very long.
    """

    name: str
    namespace: Namespace
    gateway: str
    host: str
    in_order: bool = True
    warm_up: int = 1
    most_rounds: int = 100
    rounds: list = field(default_factory=list)

    def processes(self):
        return namespaces.processes(self.namespace.netns)

    def median(self, what):
        return statistics.median(getattr(each, what) for each in self.rounds)


@dataclass(frozen=True)
class Round:
    """seconds and cpu (seconds) to digest, peak: MiB of resident memory more than before."""

    seconds: float
    cpu: float
    peak: float


class Bench:
    """The topology of the README, brought up by run() and gone when it returns."""

    def __init__(self, arguments):
        self._arguments = arguments
        self._dpu = Dpu()
        self._scenario = None
        self._ended = contextlib.ExitStack()
        self._receivers = []

    def run(self):
        # Whatever fails, also while ending one of them, the others are ended.
        with self._ended:
            self._bring_up()
            with quiet.awake(_LIMIT_SECONDS):
                for per_update in self._arguments.per_update:
                    self._warm_up(per_update)
                    for prefixes in self._arguments.prefixes:
                        self._digest(prefixes, per_update)
                self._latencies()

    def _bring_up(self):
        self._dpu.create()
        self._ended.callback(self._dpu.delete)
        self._dpu.start()
        self._scenario = Scenario(FOLDER, self._dpu)
        self._ended.callback(self._scenario.tear_down)
        self._scenario.bring_up()
        for tenant in self._scenario.tenants.values():
            tenant.witness.close()  # it would read every packet, on the same two cores
        self._receivers.append(Receiver(_OURS, self._dpu.namespace, "10.0.0.1", "10.0.0.10"))
        self._reference("frr", 2, lambda *place: Frr(*place, _text("frr.conf")))
        self._reference("bird", 3, lambda *place: Bird(*place, _text("bird.conf")))
        self._reference("gobgp", 4, lambda *place: Gobgp(*place, _text("gobgpd.toml")), in_order=False,
                        warm_up=0, most_rounds=1)
        self._reference("reader", 5, _Reader)

    def _reference(self, name, number, start, **options):
        namespace = Namespace(f"bench-{name}")
        namespace.create()
        self._ended.callback(namespace.delete)
        sender = self._sender()
        namespaces.link(namespace, "eth0", sender, f"eth{number}")
        namespace.add_address("eth0", f"10.0.{number}.1/24")
        sender.add_address(f"eth{number}", f"10.0.{number}.10/24")
        daemon = start(namespace, RUN / "flood" / name)
        self._ended.callback(daemon.stop)
        daemon.start()
        self._receivers.append(Receiver(name, namespace, f"10.0.{number}.1", f"10.0.{number}.10", **options))

    def _sender(self):
        return self._scenario.tenants["sender"].namespace

    def _warm_up(self, per_update):
        """A JVM compiles what it runs often, and better the longer it runs."""
        with self._flood(per_update):
            end = time.monotonic() + _JVM_WARM_UP_SECONDS
            until(time.monotonic, lambda now: now > end, _JVM_WARM_UP_SECONDS + 1, "the warm-up ends")

    def _digest(self, prefixes, per_update):
        """All rounds of one size, and their table."""
        data = {each.name: updates(prefixes, per_update, each.host) for each in self._receivers}
        for each in self._receivers:
            each.rounds.clear()
            for _ in range(each.warm_up):
                self._round(each, data[each.name])
        before, heap, steal = denied(self._dpu), vitals.live_heap(vitals.java(self._dpu)), quiet.Steal()
        for number in range(1, self._arguments.rounds + 1):
            for each in [one for one in self._receivers if number <= one.most_rounds]:
                each.rounds.append(self._round(each, data[each.name]))
                say(f"{prefixes} denied, {per_update} an UPDATE, round {number} of {self._arguments.rounds}: {each.name} "
                    f"{each.rounds[-1].seconds:.3f} s, {each.rounds[-1].cpu:.2f} CPU s")
        stolen = str(steal)
        self._await_denied(before + prefixes * self._arguments.rounds)
        grown = (vitals.live_heap(vitals.java(self._dpu)) - heap) / 2**20
        print(f"\n{prefixes:,} denied prefixes, {per_update} an UPDATE, {len(data[_OURS]) / 2**20:.1f} MiB, "
              f"{self._arguments.rounds} rounds, {stolen}; {_OURS}'s heap after GC grew by {grown:.1f} MiB")
        measure.table(self._rows(), _DIGEST)
        print(flush=True)

    def _round(self, receiver, data):
        # GoBGP lets nobody in for a while after a session.
        with until(lambda: self._session(receiver), lambda _: True, 180, f"{receiver.name} takes a session") as speaker:
            pids = receiver.processes()
            before, cpu = measure.resident(pids), measure.cpu_seconds(pids)
            measure.reset_peak(pids)
            started = time.monotonic()
            speaker.send(data)
            if receiver.in_order:
                speaker.send(CEASE)
                speaker.wait_closed(within=120)
                done = speaker.closed_at
            else:
                done = _came_to_rest(pids)
            if speaker.notifications:
                raise AssertionError(f"{receiver.name} ended the session itself: {speaker.notifications}")
            # What it leaves to be done until then counts as CPU time.
            until(time.monotonic, lambda now: now > done + _REST_SECONDS, 2, "the pause ends")
            return Round(done - started, measure.cpu_seconds(pids) - cpu, measure.peak_resident(pids) - before)

    def _session(self, receiver):
        """An established RawSpeaker; CommandFailed when the receiver does not want one now."""
        speaker = RawSpeaker(self._sender(), receiver.gateway)
        try:
            return speaker.establish(TENANT_ASN, "10.0.0.10", within=3)
        except (AssertionError, OSError) as refused:
            speaker.close()
            raise CommandFailed(f"{receiver.name}: {refused}") from refused

    def _rows(self):
        frr, bird = (next(each for each in self._receivers if each.name == name).median("seconds")
                     for name in ("frr", "bird"))
        return [{"receiver": each.name, "s": each.median("seconds"), "min": min(one.seconds for one in each.rounds),
                 "max": max(one.seconds for one in each.rounds), "CPU s": each.median("cpu"),
                 "peak MiB": each.median("peak"), "x FRR": each.median("seconds") / frr,
                 "x BIRD": each.median("seconds") / bird} for each in self._receivers]

    def _await_denied(self, awaited):
        """Without this a receiver that drops what it is sent would be the fastest."""
        until(lambda: denied(self._dpu), lambda seen: seen == awaited, 10, f"the DPU says that it has denied {awaited} prefixes")

    def _latencies(self):
        """Another tenant of the same VPC announces and withdraws its VIP, first alone."""
        good = self._scenario.tenants["good"].namespace
        with ProbeFeed(self._dpu, prefixes=r"203\.0\.113\.20/32") as feed, \
                VipProbe(feed, good, "10.0.1.1", "10.0.1.10", 65020, "203.0.113.20/32", "tenant-vpc-blue") as probe:
            probe.measure(_VIP_CHANGES)
            rows = [self._latency(probe, "nothing", None)]
            for per_update in self._arguments.per_update:
                rows.append(self._latency(probe, f"denied, {per_update} an UPDATE", per_update))
        print(f"\nVIP of another tenant, socket to Loc-RIB, ms, {_VIP_CHANGES} times each")
        measure.table(rows, _LATENCY)

    def _latency(self, probe, what, per_update):
        heap = vitals.live_heap(vitals.java(self._dpu))
        with contextlib.nullcontext() if per_update is None else self._flood(per_update):
            before, started, steal = denied(self._dpu), time.monotonic(), quiet.Steal()
            latencies = probe.measure(_VIP_CHANGES)
            stolen, rate = steal.percent(), (denied(self._dpu) - before) / (time.monotonic() - started)
            grown = (vitals.live_heap(vitals.java(self._dpu)) - heap) / 2**20
        row = {"meanwhile": what, "denied a second": rate, "heap MiB": grown, "steal %": stolen}
        for name, suffix, values in (("announce", "", latencies.announce), ("withdraw", " ", latencies.withdraw)):
            row |= {f"{name} p50": percentile(values, 50), f"p99{suffix}": percentile(values, 99),
                    f"max{suffix}": max(values)}
        say(f"VIP while {what}: {latencies}")
        return row

    def _flood(self, per_update):
        return Flood(self._dpu, self._sender(), per_update, 120)


class _Reader:
    """The receiver that looks at nothing, started and stopped like a daemon."""

    def __init__(self, namespace, directory):
        self._process = Process(namespace, "reader", [sys.executable, str(FOLDER / "reader.py"), "10.0.5.1"],
                                directory / "reader.log", {"PYTHONPATH": str(FOLDER.parents[1])})

    def start(self):
        self._process.start()
        until(lambda: self._process.log_tail(1), lambda line: "listening" in line, 10, "the reader listens")

    def stop(self):
        self._process.stop()


def _came_to_rest(pids):
    """Wait until processes have used no CPU to speak of for half a second; when that began (time.monotonic())."""
    seen = [measure.cpu_seconds(pids), time.monotonic()]

    def rests_for():
        cpu = measure.cpu_seconds(pids)
        if cpu - seen[0] > 0.01:
            seen[:] = cpu, time.monotonic()
        return time.monotonic() - seen[1]

    until(rests_for, lambda seconds: seconds > _REST_SECONDS, 300, "the receiver comes to rest", poll=0.02)
    return seen[1]


def _text(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prefixes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--per-update", type=int, nargs="+", default=[200, 1])
    parser.add_argument("--rounds", type=int, default=9)
    with lab.exclusive():
        Bench(parser.parse_args()).run()


if __name__ == "__main__":
    sys.exit(main())
