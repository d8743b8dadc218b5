# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Hostile tenants send mutated messages over many connections while a good tenant is probed all the while."""

import collections
import re
import select
import socket
import statistics
import threading
import time
from pathlib import Path

from harness import bgp, expect, namespaces
from harness.command import run
from harness.dpu import accepted
from harness.mutator import Mutator
from harness.report import say
from harness.wait import until

GOOD, VIP = "bird", "203.0.113.20/32"
HEAP_BYTES = 16 << 20  # what live objects may grow by
LOG_BYTES_A_MINUTE = 1 << 20
PROBE_SECONDS = expect.STATE_SECONDS
_WARM_UP_SECONDS = 10
_MESSAGES_A_SESSION = 2000
_ANSWER_SECONDS = 0.3
_ASN = 65010
_PREFIXES = ["203.0.113.66/32", "203.0.113.128/28"]


class Hostile(threading.Thread):
    """One tenant address: connects again and again, with a mutated OPEN or with a session of mutated messages."""

    def __init__(self, namespace, interface, seed, seconds):
        super().__init__(name=interface["name"], daemon=True)
        self._namespace = namespace
        self._gateway = interface["ipv4"]["gateway-address"]
        self._mutator = Mutator(seed, _ASN, interface["ipv4"]["host-address"], _PREFIXES)
        self._identifier = interface["ipv4"]["host-address"]
        self._ends = time.monotonic() + seconds
        self.stopping = threading.Event()
        self.counts = collections.Counter()
        self.routes = []
        self.failure = None

    def run(self):
        try:
            while time.monotonic() < self._ends and not self.stopping.is_set():
                self._connect()
        except Exception as failure:  # told by the main thread
            self.failure = failure

    def _connect(self):
        try:
            with self._namespace.socket(socket.AF_INET) as connection:
                connection.settimeout(5)
                connection.connect((self._gateway, 179))
                self.counts["connections"] += 1
                answers = Answers(connection, self)
                if not answers.await_kind(bgp.OPEN):
                    self.stopping.wait(0.2)  # more often than the DPU takes them
                elif self._mutator.random.randrange(3):
                    self._session(answers)
                else:
                    self.counts["OPENs"] += 1
                    answers.send(self._mutator.open())
                    answers.await_kind(None)
        except OSError:  # reset, refused or too slow: whatever it says, it is this tenant's
            self.counts["broken connections"] += 1
            self.stopping.wait(0.05)

    def _session(self, answers):
        answers.send(bgp.open_message(_ASN, self._identifier))
        answers.send(bgp.message(bgp.KEEPALIVE))
        if not answers.await_kind(bgp.KEEPALIVE):
            return
        self.counts["sessions"] += 1
        for number in range(_MESSAGES_A_SESSION):
            self.counts["messages"] += 1
            answers.send(self._mutator.in_session())
            if not answers.read(0.01 if number % 10 == 9 else 0) or time.monotonic() > self._ends:
                return


class Answers:
    """What the DPU says on one connection."""

    def __init__(self, connection, tenant):
        self._connection = connection
        self._tenant = tenant
        self._buffer = bytearray()
        self._kinds = collections.Counter()

    def send(self, data):
        self._connection.sendall(data)

    def await_kind(self, kind):
        """False when the connection ends first, or nothing of this kind comes for a while."""
        ends = time.monotonic() + (3 if kind else _ANSWER_SECONDS)
        while not self._kinds[kind]:
            left = ends - time.monotonic()
            if left <= 0 or not self.read(left):
                return False
        return True

    def read(self, within):
        """What comes `within` seconds; False when the connection has ended."""
        if not select.select([self._connection], [], [], within)[0]:
            return True
        data = self._connection.recv(65536)
        self._buffer += data
        while (message := bgp.take_message(self._buffer)) is not None:
            self._kinds[message.kind] += 1
            if message.kind == bgp.NOTIFICATION:
                self._tenant.counts["NOTIFICATION %d/%d" % message.notification] += 1
            elif message.kind == bgp.UPDATE and not message.end_of_rib:
                self._tenant.routes.append(message)
        return bool(data)


class Jvm:
    """The DPU's Java process: what lives on its heap, and what it logs."""

    def __init__(self, dpu):
        self._pid = next(pid for pid in namespaces.processes(dpu.namespace.netns)
                         if Path(f"/proc/{pid}/comm").read_text() == "java\n")
        self._jcmd = Path(f"/proc/{self._pid}/exe").resolve().parent / "jcmd"
        self._log = dpu.karaf.log

    def live_bytes(self):
        """Bytes of live objects, after a collection."""
        run([str(self._jcmd), str(self._pid), "GC.run"], 60)
        heap = run([str(self._jcmd), str(self._pid), "GC.heap_info"], 60)
        # A line for each generation or for all; the last ones are not the heap's.
        used = [int(size) for line in heap.splitlines() if "etaspace" not in line and "class space" not in line
                for size in re.findall(r"total \d+K, used (\d+)K", line)]
        if not used:
            raise AssertionError(f"no heap in what jcmd says:\n{heap}")
        return sum(used) << 10

    def log_size(self):
        return self._log.stat().st_size

    def stack_traces(self, since):
        """Lines of stack traces in the log behind this offset."""
        with open(self._log, encoding="utf-8", errors="replace") as log:
            log.seek(since)
            return [line for line in log if line.startswith("\tat ") or line.startswith("Caused by:")]


class Fuzz:
    """`scenario` is up; every interface but the good tenant's is a hostile one's."""

    def __init__(self, scenario, seed):
        self._scenario = scenario
        self._seed = seed
        self._probes = []
        self.counts = collections.Counter()

    def run(self, seconds):
        """Raises AssertionError when anything suffers. Returns the summary line."""
        say(f"fuzz: {seconds} s, seed {self._seed}")
        self._scenario.tenants["hostile"].witness.close()  # it would read every packet, on the same CPUs
        self._scenario.start_speakers(GOOD)
        expect.established(self._scenario, GOOD, GOOD)
        jvm = Jvm(self._scenario.dpu)
        self._attack(min(_WARM_UP_SECONDS, seconds / 2), self._seed + 1000)
        self._probes.clear()
        self.counts.clear()
        before, log_before = jvm.live_bytes(), jvm.log_size()
        started = time.monotonic()
        self._attack(seconds, self._seed)
        took = time.monotonic() - started
        log = (jvm.log_size() - log_before) * 60 / took
        traces = jvm.stack_traces(log_before)
        after = jvm.live_bytes()
        summary = self._summary(took, before, after, log)
        say(summary)
        assert not traces, f"exceptions in the log: {traces[:5]}"
        assert after - before <= HEAP_BYTES, f"live heap grew by {after - before} bytes, more than {HEAP_BYTES}"
        assert log <= LOG_BYTES_A_MINUTE, f"log of {log:.0f} bytes a minute, more than {LOG_BYTES_A_MINUTE}"
        self._good_tenant_saw_nothing()
        assert self.counts["sessions"] and self.counts["OPENs"] and self.counts["messages"] > 10, "hardly anything sent"
        return summary

    def _attack(self, seconds, seed):
        hostile = [Hostile(self._scenario.tenants["hostile"].namespace, interface, seed + number, seconds)
                   for number, interface in enumerate(self._scenario.interfaces.values()) if interface["name"] != GOOD]
        for each in hostile:
            each.start()
        try:
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                self._probe()
        finally:
            for each in hostile:
                each.stopping.set()
            for each in hostile:
                each.join(timeout=15)
        for each in hostile:
            self.counts += each.counts
            assert each.failure is None and not each.is_alive(), f"{each.name}: {each.failure}"
            assert not each.routes, f"{each.name} was sent routes"

    def _probe(self):
        """The good tenant announces its VIP and withdraws it; each is seen in the DPU's state in time."""
        speaker = self._scenario.tenants[GOOD].speaker
        host = self._scenario.interfaces[GOOD]["ipv4"]["host-address"]
        for act, wanted in ((speaker.announce, {VIP}), (speaker.withdraw, set())):
            started = time.monotonic()
            act(VIP)
            until(lambda: self._scenario.dpu.session(GOOD, host), lambda seen, all_=wanted: accepted(seen) == all_,
                  PROBE_SECONDS, f"a probe: {GOOD} has accepted {sorted(wanted) or 'nothing'} (seed {self._seed})")
            self._probes.append(time.monotonic() - started)

    def _good_tenant_saw_nothing(self):
        connections = self._scenario.tenants[GOOD].witness.to(self._scenario.interfaces[GOOD]["ipv4"]["gateway-address"])
        assert len(connections) == 1 and connections[0].closed_by is None, [str(each) for each in connections]

    def _summary(self, took, before, after, log):
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.counts.items()))
        return (f"fuzz: seed {self._seed}, {took:.0f} s: {kinds}; {len(self._probes)} probes, none failed, "
                f"median {statistics.median(self._probes) * 1000:.0f} ms, worst {max(self._probes) * 1000:.0f} ms "
                f"(seen by RESTCONF); live heap {before / 2**20:.1f} -> {after / 2**20:.1f} MiB; "
                f"log {log / 1024:.0f} kB a minute")
