# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What the probe inside the DPU's process (lab/probe) tells: when a route came into a Loc-RIB and when it left."""

import queue
import socket
import threading
from dataclasses import dataclass

from harness.command import CommandFailed
from harness.karaf import ROOT
from harness.report import say
from harness.shell import karaf

PORT = 9179
_BUNDLE = ROOT / "lab" / "probe" / "target" / "lab-probe.jar"
_MOST_KEPT = 100_000


@dataclass(frozen=True)
class Change:
    """One route's coming (sign +) or going (-). at: nanoseconds of CLOCK_MONOTONIC, as time.monotonic_ns()."""

    at: int
    sign: str
    prefix: str
    rib: str

    def __str__(self):
        return f"{self.sign}{self.prefix} in {self.rib}"


class ProbeFeed:
    """The probe installed in a running DPU, and its datagrams from here until close(), sorted by RIB and prefix.

    prefixes: a regular expression of those that are told, all unless given. adj_rib_in: tell of the Adj-RIBs-In, too, as of
    RIB <name>/adj-rib-in. The probe keeps the first answers it gets. IP prefix routes of EVPN are in RIB <name>/evpn.
    """

    def __init__(self, dpu, prefixes=None, adj_rib_in=False):
        self._socket = dpu.namespace.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self._socket.bind(("127.0.0.1", PORT))
        self._socket.settimeout(0.1)
        self._changes = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        try:
            _install(dpu, prefixes, adj_rib_in)
        except BaseException:
            self.close()
            raise

    def of(self, rib, prefix):
        """The queue of this prefix's Changes."""
        with self._lock:
            return self._changes.setdefault((rib, prefix), queue.Queue(_MOST_KEPT))

    def close(self):
        self._stopping.set()
        self._thread.join(timeout=2)
        self._socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _read(self):
        while not self._stopping.is_set():
            try:
                at, sign, prefix, rib = self._socket.recv(512).decode("ascii").split()
            except TimeoutError:
                continue
            try:
                self.of(rib, prefix).put_nowait(Change(int(at), sign, prefix, rib))
            except queue.Full:
                continue  # nobody asks for this one


def _install(dpu, prefixes, adj_rib_in):
    """Once in the life of a Karaf base; Karaf keeps the bundle over a restart."""
    if not _BUNDLE.exists():
        raise CommandFailed(f"no {_BUNDLE}: run ./dev build")
    if "lab-probe" in karaf(dpu.namespace, "bundle:list -s --no-format"):
        return
    if prefixes:
        karaf(dpu.namespace, f"system:property lab.probe.prefixes '{prefixes}'")
    karaf(dpu.namespace, f"system:property lab.probe.adj-rib-in {str(adj_rib_in).lower()}")
    karaf(dpu.namespace, f"bundle:install -s file:{_BUNDLE}")
    say(f"installed the Loc-RIB probe of {_BUNDLE.relative_to(ROOT)}")
