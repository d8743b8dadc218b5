# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A BGP speaker that says exactly the bytes it is told to, and remembers every message it is answered."""

import ipaddress
import select
import socket
import threading
import time

from harness import bgp
from harness.wait import until


class RawSpeaker:
    """One TCP connection from a namespace. A thread reads it; it keeps an established session alive itself.

    hear: called in that thread with each message and the time.monotonic_ns() at which its last octets were read, instead of
    keeping UPDATEs in `received`.
    """

    def __init__(self, namespace, gateway, source=None, port=179, hear=None):
        self._namespace = namespace
        self._target = (gateway, port)
        self._source = source
        self._hear = hear
        self._socket = None
        self._reader = None
        self._keepalive_every = None
        self._lock = threading.Lock()
        self.received = []
        self.closed = threading.Event()
        self.connected_at = None
        self.closed_at = None

    def connect(self, timeout=5):
        """Raises ConnectionRefusedError and TimeoutError like connect(2)."""
        family = socket.AF_INET6 if ipaddress.ip_address(self._target[0]).version == 6 else socket.AF_INET
        self._socket = self._namespace.socket(family)
        self._socket.settimeout(timeout)
        try:
            if self._source:
                self._socket.bind((self._source, 0))
            self._socket.connect(self._target)
        except OSError:
            self._socket.close()
            self._socket = None
            raise
        return self.adopt(self._socket)

    def adopt(self, connection):
        """Go on with a connection that is made already, for instance an accepted one."""
        self._socket = connection
        # As daemons do: Nagle's algorithm would hold a second small message until the first one is acknowledged.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connected_at = time.monotonic()
        # As BGP daemons do: else what is sent last waits up to 40 ms for the other side's delayed ACK.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setblocking(False)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def establish(self, asn, identifier, within=3, **options):
        """connect, OPEN and KEEPALIVE; returns when the DPU's OPEN and KEEPALIVE are there."""
        return self.connect().handshake(asn, identifier, within, **options)

    def handshake(self, asn, identifier, within=3, **options):
        """OPEN and KEEPALIVE on a connection that is up."""
        self.send(bgp.open_message(asn, identifier, **options))
        self.wait_for(bgp.OPEN, within)
        self.send(bgp.message(bgp.KEEPALIVE))
        self.wait_for(bgp.KEEPALIVE, within)
        self._keepalive_every = 2.0
        return self

    def send(self, data):
        """All of `data`, or an OSError when the DPU has closed. Returns time.monotonic_ns() as its last part left."""
        return self._send(data)[1]

    def send_from(self, data):
        """The same; returns time.monotonic_ns() as its first part left."""
        return self._send(data)[0]

    def _send(self, data):
        first, left = None, time.monotonic_ns()
        with self._lock:
            view = memoryview(data)
            while view:
                select.select([], [self._socket], [], 10)
                left = time.monotonic_ns()
                first = first or left
                view = view[self._socket.send(view):]
        return first, left

    def wait_for(self, kind, within):
        """The first message of `kind` received so far or within this many seconds."""
        return until(lambda: [message for message in self.received if message.kind == kind] or str(self),
                     lambda seen: isinstance(seen, list), within, f"{bgp.NAMES[kind]} from {self._target[0]}")[0]

    def wait_closed(self, within):
        """Seconds from the connect to the DPU's closing of the connection."""
        until(lambda: str(self), lambda _: self.closed.is_set(), within, f"{self._target[0]} closes the connection")
        return self.closed_at - self.connected_at

    @property
    def notifications(self):
        return [message.notification for message in self.received if message.kind == bgp.NOTIFICATION]

    @property
    def routes(self):
        """UPDATEs received that carry a route; a DPU sends none."""
        return [message for message in self.received if message.kind == bgp.UPDATE and not message.end_of_rib]

    def close(self):
        if self._socket is not None:
            self.closed.set()
            self._reader.join(timeout=2)
            self._socket.close()
            self._socket = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __str__(self):
        state = "closed" if self.closed.is_set() else "open"
        return f"connection {state}, received [{', '.join(str(message) for message in self.received)}]"

    def _read(self):
        buffer = bytearray()
        next_keepalive = time.monotonic()
        while not self.closed.is_set():
            readable, _, _ = select.select([self._socket], [], [], 0.05)
            if readable and not self._take(buffer):
                return
            if self._keepalive_every and time.monotonic() >= next_keepalive:
                next_keepalive = time.monotonic() + self._keepalive_every
                try:
                    self.send(bgp.message(bgp.KEEPALIVE))
                except OSError:
                    self._gone()

    def _take(self, buffer):
        try:
            data = self._socket.recv(65536)
        except OSError:
            data = b""
        at = time.monotonic_ns()
        if not data:
            self._gone()
            return False
        buffer += data
        while (message := bgp.take_message(buffer)) is not None:
            if self._hear is not None:
                self._hear(message, at)
            if self._hear is None or message.kind != bgp.UPDATE:
                self.received.append(message)
        return True

    def _gone(self):
        self.closed_at = time.monotonic()
        self.closed.set()
