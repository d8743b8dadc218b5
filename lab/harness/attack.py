# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What a hostile tenant does to a DPU, as a program of its own in the tenant's namespace.

python3 -m harness.attack NAME SECONDS GATEWAY,HOST... prints one JSON object: what it did and what it was answered.
A process of its own, so that it cannot hold up the good tenant that is measured meanwhile.
"""

import collections
import ipaddress
import json
import select
import socket
import sys
import time
from dataclasses import dataclass

from harness import bgp

ASN, PORT = 65010, 179
ACCEPTED = "203.0.113.50/32"
_CHUNK = 65536


@dataclass(frozen=True)
class Line:
    """One way to the DPU: its gateway address and our own address."""

    gateway: str
    host: str

    @property
    def open(self):
        return bgp.open_message(ASN, "10.0.0.10")

    def announcement(self, prefixes):
        """An UPDATE with a next hop that is ours, IPv4 prefixes on an IPv4 line only."""
        return bgp.announcement(prefixes, self.host, [ASN])


class Connection:
    """One TCP connection, connected or `closed` when it is made. What was received is counted by kind."""

    def __init__(self, line, receive_buffer=None):
        self.closed = False
        self.received = collections.Counter()
        self.sent = 0
        self._buffer = bytearray()
        family = socket.AF_INET6 if ":" in line.gateway else socket.AF_INET
        self.socket = socket.socket(family)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.bind((line.host, 0))
        self.socket.settimeout(5)  # the kernel asks again after 1 and 3 seconds when the DPU's backlog is full
        try:
            self.socket.connect((line.gateway, PORT))
        except OSError:
            self.closed = True
        self.socket.setblocking(False)

    def send(self, data, deadline):
        """As much of `data` as leaves until the deadline; False when the DPU has closed."""
        view = memoryview(data)
        while view and not self.closed and time.monotonic() < deadline:
            if select.select([], [self.socket], [], 0.1)[1]:
                try:
                    count = self.socket.send(view)
                except OSError:
                    self.closed = True
                    break
                self.sent += count
                view = view[count:]
        return not self.closed

    def receive(self):
        """Count what is there."""
        try:
            data = self.socket.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.closed = True
            return
        self._buffer += data
        while (message := bgp.take_message(self._buffer)) is not None:
            self.received[str(message)] += 1

    def await_message(self, kind, deadline):
        """Whether a message of this name has come before the deadline and before the DPU closed."""
        while not self.received[kind] and not self.closed and time.monotonic() < deadline:
            if select.select([self.socket], [], [], 0.05)[0]:
                self.receive()
        return bool(self.received[kind])

    def establish(self, line, deadline):
        """OPEN and KEEPALIVE; whether the session came up."""
        if not self.send(line.open, deadline) or not self.await_message("OPEN", deadline):
            return False
        return self.send(bgp.message(bgp.KEEPALIVE), deadline) and self.await_message("KEEPALIVE", deadline)

    def drain(self, deadline):
        """Read until the DPU closes or the deadline."""
        while not self.closed and time.monotonic() < deadline:
            if select.select([self.socket], [], [], 0.05)[0]:
                self.receive()

    def close(self):
        self.socket.close()


class Report:
    """What an attack did, in numbers."""

    def __init__(self):
        self.numbers = collections.Counter()
        self.received = collections.Counter()

    def count(self, what, number=1):
        self.numbers[what] += number

    def add(self, connection):
        """One connection at its end."""
        self.count("connections")
        self.count("closed by the DPU", connection.closed)
        self.count("closed without a message", connection.closed and not connection.received)
        self.received += connection.received

    def print(self):
        print(json.dumps({**self.numbers, "received": self.received}))


def silent(lines, deadline, report):
    """500 connections that say nothing."""
    connections = []
    while len(connections) < 500 and time.monotonic() < deadline:
        connections.append(Connection(lines[0]))
        select.select([], [], [], 0.002)  # the DPU's backlog is 16: all at once would wait for the kernel to ask again
    while time.monotonic() < deadline:
        live = [each for each in connections if not each.closed]
        readable = select.poll()  # select(2) ends at descriptor 1024
        for each in live:
            readable.register(each.socket, select.POLLIN)
        ready = {descriptor for descriptor, _ in readable.poll(100)}
        for each in live:
            if each.socket.fileno() in ready:
                each.receive()
    for each in connections:
        report.add(each)
        each.close()


def open_then_fin(lines, deadline, report):
    """OPEN and FIN at once, again and again."""
    while time.monotonic() < deadline:
        connection = Connection(lines[0])
        connection.send(lines[0].open, deadline)
        if not connection.closed:
            try:
                connection.socket.shutdown(socket.SHUT_WR)
            except OSError:
                connection.closed = True
        connection.drain(min(deadline, time.monotonic() + 1))
        report.add(connection)
        connection.close()


def second_connection(lines, deadline, report):
    """A live session and, again and again, a second connection with an OPEN of its own."""
    line = lines[0]
    first = _established(line, deadline)
    first.send(line.announcement([ACCEPTED]), deadline)
    beat = _Beat(first)
    while time.monotonic() < deadline:
        second = Connection(line)
        second.send(line.open, deadline)
        # The last one too: whether the DPU closes it does not depend on when this attack ends.
        second.drain(time.monotonic() + 1)
        report.add(second)
        second.close()
        if select.select([first.socket], [], [], 0)[0]:
            first.receive()
        beat.keep(deadline)
    report.count("first closed", first.closed)
    report.count("first notified", _notifications(first.received))
    first.close()


def flap(lines, deadline, report):
    """A hundred sessions one after the other, each up, announcing and gone."""
    for number in range(100):
        line = lines[number % len(lines)]
        connection = Connection(line)
        if connection.establish(line, deadline):
            report.count("established")
            if ":" not in line.host:
                connection.send(line.announcement([ACCEPTED]), deadline)
        report.add(connection)
        connection.close()


def route_refresh(lines, deadline, report):
    """ROUTE-REFRESH (RFC 2918) as fast as the socket takes it."""
    _storm(lines[0], deadline, report, bgp.message(bgp.ROUTE_REFRESH, bytes([0, 1, 0, 1])) * 2000, reading=True)


def end_of_rib(lines, deadline, report):
    """End-of-RIB (RFC 4724) of both families as fast as the socket takes it."""
    ipv6 = bgp.message(bgp.UPDATE, bytes.fromhex("00000006800f03000201"))
    _storm(lines[0], deadline, report, (bgp.message(bgp.UPDATE, bytes(4)) + ipv6) * 1000, reading=True)


def never_reads(lines, deadline, report):
    """All kinds of messages as fast as the socket takes them, and not one byte read."""
    line = lines[0]
    block = b"".join([bgp.message(bgp.KEEPALIVE), bgp.message(bgp.ROUTE_REFRESH, bytes([0, 1, 0, 1])),
                      line.announcement([ACCEPTED]), line.announcement(["198.51.100.0/24"]),
                      bgp.withdrawal([ACCEPTED])])
    _storm(line, deadline, report, block * 100, reading=False)


def churn(lines, deadline, report):
    """One accepted prefix announced and withdrawn as fast as the socket takes it."""
    block = lines[0].announcement([ACCEPTED]) + bgp.withdrawal([ACCEPTED])
    _storm(lines[0], deadline, report, block * 500, reading=True)


def denied(lines, deadline, report):
    """Denied prefixes as fast as the socket takes them, 1 and 200 an UPDATE."""
    first = int(ipaddress.IPv4Address("100.64.0.0"))
    prefixes = [f"{ipaddress.IPv4Address(first + each)}/32" for each in range(20_000)]
    line = lines[0]
    ones = b"".join(line.announcement([prefix]) for prefix in prefixes[:1000])
    hundreds = b"".join(line.announcement(prefixes[at:at + 200]) for at in range(0, len(prefixes), 200))
    _storm(line, deadline, report, ones + hundreds, reading=True)


def _storm(line, deadline, report, block, reading):
    connection = _established(line, deadline, None if reading else 2048)
    while time.monotonic() < deadline and connection.send(block, deadline):
        report.count("blocks")
        if reading and select.select([connection.socket], [], [], 0)[0]:
            connection.receive()
    report.count("bytes", connection.sent)
    report.count("closed", connection.closed)
    report.add(connection)
    connection.close()


def _established(line, deadline, receive_buffer=None):
    connection = Connection(line, receive_buffer)
    if not connection.establish(line, min(deadline, time.monotonic() + 3)):
        raise SystemExit(f"no session with {line.gateway}: received {dict(connection.received)}")
    return connection


class _Beat:
    """KEEPALIVEs of one connection, every two seconds."""

    def __init__(self, connection):
        self._connection = connection
        self._next = 0.0

    def keep(self, deadline):
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + 2
            self._connection.send(bgp.message(bgp.KEEPALIVE), deadline)


def _notifications(received):
    return sum(count for kind, count in received.items() if kind.startswith("NOTIFICATION"))


ATTACKS = {attack.__name__.replace("_", "-"): attack
           for attack in (silent, open_then_fin, second_connection, flap, route_refresh, end_of_rib, never_reads, churn, denied)}


def main(name, seconds, *lines):
    report = Report()
    started = time.monotonic()
    ATTACKS[name]([Line(*line.split(",")) for line in lines], started + float(seconds), report)
    report.numbers["milliseconds"] = round(1000 * (time.monotonic() - started))
    report.print()


if __name__ == "__main__":
    main(*sys.argv[1:])
