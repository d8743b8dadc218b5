# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A good tenant that announces and withdraws one VIP again and again: how long until the VPC's Loc-RIB has the change?"""

import math
import queue
import threading
import time
from dataclasses import dataclass

from harness import bgp
from harness.raw_speaker import RawSpeaker

LOST_SECONDS = 2
_FIRST_SECONDS = 10  # the probe may just have been installed


class ProbeLost(AssertionError):
    """A change did not reach the Loc-RIB in time; the text says which one and what was seen instead."""


@dataclass(frozen=True)
class Latencies:
    """Milliseconds from an UPDATE's leaving its socket to the Loc-RIB; one list for each direction."""

    announce: list
    withdraw: list

    def __str__(self):
        return ", ".join(f"{name} p50 {percentile(each, 50):.1f} / p99 {percentile(each, 99):.1f} / max {max(each):.1f} ms"
                         for name, each in (("announce", self.announce), ("withdraw", self.withdraw))
                         ) + f", n={len(self.withdraw)}"

    @property
    def p99(self):
        """The worse of both directions."""
        return max(percentile(self.announce, 99), percentile(self.withdraw, 99))


def percentile(values, percent):
    """The smallest value that so many per cent of all do not exceed (nearest rank)."""
    return sorted(values)[max(math.ceil(len(values) * percent / 100), 1) - 1]


class VipProbe:
    """One session of its own that lasts until close(): measure() changes the VIP so many times, start() until finish().

    feed: a ProbeFeed. namespace: the tenant's. rib: where the VIP is to appear, for instance tenant-vpc-blue.
    """

    def __init__(self, feed, namespace, gateway, host, asn, vip, rib):
        self.vip, self.rib = vip, rib
        self.name = f"probe {vip} of {host} in {rib}"
        self._changes = feed.of(rib, vip)
        self._announcement = bgp.announcement([vip], host, [asn])
        self._withdrawal = bgp.withdrawal([vip])
        self._stopping = threading.Event()
        self._thread = None
        self._latencies = None
        self._failed = None
        self.speaker = RawSpeaker(namespace, gateway, source=host)
        try:
            self.speaker.establish(asn, host)
            self._change("+", 0, _FIRST_SECONDS)
            self._change("-", 0, _FIRST_SECONDS)
        except BaseException:
            self.speaker.close()
            raise

    def measure(self, count=200, gap=0.005):
        """Announce and withdraw `count` times, `gap` seconds after each. Raises ProbeLost."""
        return self._measure(count, gap)

    def start(self, gap=0.005):
        """Measure in the background until finish()."""
        self._stopping.clear()
        self._failed = self._latencies = None
        self._thread = threading.Thread(target=self._run, args=(gap,), daemon=True)
        self._thread.start()

    def finish(self):
        """The Latencies since start(). Raises ProbeLost."""
        self._stopping.set()
        self._thread.join(timeout=2 * LOST_SECONDS + 5)
        if self._failed is not None:
            raise self._failed
        if self._latencies is None:
            raise ProbeLost(f"{self.name}: does not end; {self.speaker}")
        return self._latencies

    def close(self):
        self._stopping.set()
        self.speaker.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _run(self, gap):
        try:
            self._latencies = self._measure(None, gap)
        except (AssertionError, OSError) as failed:
            self._failed = failed

    def _measure(self, count, gap):
        announce, withdraw = [], []
        while not self._stopping.is_set() and len(withdraw) != count:
            announce.append(self._change("+", len(announce) + 1, LOST_SECONDS))
            self._stopping.wait(gap)
            withdraw.append(self._change("-", len(withdraw) + 1, LOST_SECONDS))
            self._stopping.wait(gap)
        return Latencies(announce, withdraw)

    def _change(self, sign, number, within):
        """One UPDATE and its effect: milliseconds between them."""
        message, verb = (self._announcement, "announcement") if sign == "+" else (self._withdrawal, "withdrawal")
        before = self._late()
        try:
            sent = self.speaker.send(message)
        except OSError as failed:
            raise ProbeLost(f"{self.name}: {verb} {number} not sent: {failed}; {self.speaker}") from failed
        deadline = time.monotonic() + within
        seen = []
        while True:
            try:
                change = self._changes.get(timeout=max(deadline - time.monotonic(), 0.001))
            except queue.Empty:
                raise ProbeLost(f"{self.name}: {verb} {number} not in the Loc-RIB within {within} s; "
                                f"seen before: {before or 'nothing'}, since: {seen or 'nothing'}; {self.speaker}") from None
            seen.append(str(change))
            if change.sign == sign and change.at >= sent:
                return (change.at - sent) / 1e6

    def _late(self):
        """What has come since the last change was awaited, which should be nothing."""
        found = []
        while True:
            try:
                found.append(str(self._changes.get_nowait()))
            except queue.Empty:
                return found
