# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""./dev bench denied: seconds and CPU seconds for N denied prefixes, by our DPU, FRR and BIRD in turn."""

import argparse
import ipaddress
import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from harness import bgp, lab, namespaces
from harness.bird import Bird
from harness.dpu import Dpu
from harness.frr import Frr
from harness.karaf import RUN
from harness.namespaces import Namespace
from harness.raw_speaker import RawSpeaker
from harness.report import say
from harness.scenario import Scenario

FOLDER = Path(__file__).resolve().parent
_PER_UPDATE = 700
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Receiver:
    """One that plays the DPU, and what was measured of it. Seconds each; memory in MiB."""

    name: str
    namespace: Namespace
    gateway: str
    host: str
    seconds: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    memory_before: float = 0

    def processes(self):
        return namespaces.processes(self.namespace.netns)

    def cpu_seconds(self):
        return sum(sum(map(int, _stat(pid)[13:15])) for pid in self.processes()) / _TICKS

    def memory(self):
        return sum(int(_stat(pid)[23]) for pid in self.processes()) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _stat(pid):
    """Fields of /proc/PID/stat, numbered from 0 (proc(5) numbers from 1); the name may hold blanks."""
    before, _, after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    return [before.split()[0], before.partition("(")[2], *after.split()]


def messages(count, next_hop):
    """UPDATEs announcing `count` distinct /32 of 100.64.0.0/10, and the Cease behind them."""
    first = int(ipaddress.IPv4Address("100.64.0.0"))
    updates = []
    for start in range(0, count, _PER_UPDATE):
        prefixes = [f"{ipaddress.IPv4Address(first + each)}/32" for each in range(start, min(start + _PER_UPDATE, count))]
        updates.append(bgp.announcement(prefixes, next_hop, [65010]))
    return b"".join(updates) + bgp.message(bgp.NOTIFICATION, bytes([6, 2]))


def measure(sender, receiver, count):
    """One round with one receiver."""
    data = messages(count, receiver.host)
    with RawSpeaker(sender, receiver.gateway).establish(65010, "10.0.0.10", within=20) as speaker:
        cpu, started = receiver.cpu_seconds(), time.monotonic()
        speaker.send(data)
        speaker.wait_closed(within=120)
        seconds = speaker.closed_at - started
        if speaker.notifications:
            raise AssertionError(f"{receiver.name} ended the session itself: {speaker.notifications}")
    return seconds, receiver.cpu_seconds() - cpu


def steal_and_total():
    fields = list(map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:9]))
    return fields[7], sum(fields)


def run(prefixes, rounds):
    dpu = Dpu()
    daemons, scenario = [], None
    try:
        dpu.create()
        dpu.start()
        scenario = Scenario(FOLDER, dpu)
        scenario.bring_up()
        sender = scenario.tenants["sender"].namespace
        scenario.tenants["sender"].witness.close()  # it would read every packet, on the same two cores
        receivers = [Receiver("tenant-bgp", dpu.namespace, "10.0.0.1", "10.0.0.10")]
        for number, (name, kind) in enumerate((("frr", Frr), ("bird", Bird)), 1):
            receivers.append(_reference(name, kind, number, sender, daemons))
        _rounds(sender, receivers, prefixes, rounds)
    finally:
        for daemon in daemons:
            daemon.stop()
        if scenario is not None:
            scenario.tear_down()
        dpu.delete()


def _reference(name, kind, number, sender, daemons):
    namespace = Namespace(f"bench-{name}")
    namespace.create()
    namespaces.link(namespace, "eth0", sender, f"eth{number}")
    namespace.add_address("eth0", f"10.0.{number}.1/24")
    sender.add_address(f"eth{number}", f"10.0.{number}.10/24")
    daemons.append(kind(namespace, RUN / "denied" / name, (FOLDER / f"{name}.conf").read_text()))
    daemons[-1].start()
    return Receiver(name, namespace, f"10.0.{number}.1", f"10.0.{number}.10")


def _rounds(sender, receivers, prefixes, rounds):
    for receiver in receivers:
        measure(sender, receiver, prefixes)
        receiver.memory_before = receiver.memory()
    steal, total = steal_and_total()
    for number in range(1, rounds + 1):
        for receiver in receivers:
            seconds, cpu = measure(sender, receiver, prefixes)
            receiver.seconds.append(seconds)
            receiver.cpu.append(cpu)
            say(f"round {number} of {rounds}: {receiver.name} {seconds:.3f} s, {cpu:.2f} CPU s")
    steal_after, total_after = steal_and_total()
    reference = statistics.median(next(each for each in receivers if each.name == "frr").seconds)
    print(f"\n{prefixes} denied prefixes, {_PER_UPDATE} an UPDATE, {rounds} rounds, "
          f"steal {100 * (steal_after - steal) / (total_after - total):.1f} %")
    print(f"{'receiver':<12}{'median s':>10}{'min':>8}{'max':>8}{'CPU s':>8}{'MiB grown':>11}{'x FRR':>8}")
    for each in receivers:
        median = statistics.median(each.seconds)
        print(f"{each.name:<12}{median:>10.3f}{min(each.seconds):>8.3f}{max(each.seconds):>8.3f}"
              f"{statistics.median(each.cpu):>8.2f}{each.memory() - each.memory_before:>11.1f}{median / reference:>8.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prefixes", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with lab.exclusive():
        run(arguments.prefixes, arguments.rounds)


if __name__ == "__main__":
    sys.exit(main())
