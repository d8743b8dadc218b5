# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What a hostile host does to the metadata service, as a program of its own in the host's namespace.

python3 -m harness.http_attack NAME SECONDS prints one JSON object: what it did and what it was answered.

A process of its own, so that it cannot hold up the good host that is measured meanwhile.
"""

import json
import re
import select
import socket
import sys
import time

SERVICE = ("169.254.169.254", 80)
GET = b"GET /latest/meta-data/asn HTTP/1.1\r\nHost: x\r\n"
_CONNECTIONS, _PIPELINED, _HEADER = 1000, 10_000, 1_000_000
_STATUS = re.compile(rb"HTTP/1\.1 (\d+) ")


def connect():
    connection = socket.create_connection(SERVICE, timeout=5)
    connection.setblocking(False)
    return connection


def slowloris(deadline):
    """1000 connections, each with a header that grows by a line now and then; one that is closed is opened again."""
    held, opened = [], 0
    while time.monotonic() < deadline:
        while len(held) < _CONNECTIONS and time.monotonic() < deadline:
            held.append(connect())
            opened += 1
            send(held[-1], GET)
        held = [each for each in held if send(each, b"X: y\r\n")]
    for each in held:
        each.close()
    return {"connections": opened}


def send(connection, octets):
    """False when the service has closed the connection, which is closed here too then."""
    try:
        connection.send(octets)
        return True
    except OSError:
        connection.close()
        return False


def exchange(octets, deadline):
    """Send all of it while reading; the statuses answered, until the service closes or as many as were asked for came."""
    asked, answered, statuses = octets.count(b"\r\n\r\n"), b"", []
    view, connection = memoryview(octets), connect()
    with connection:
        while time.monotonic() < deadline and len(statuses) < asked:
            readable, writable, _ = select.select([connection], [connection] if view else [], [], 0.1)
            try:
                if writable:
                    view = view[connection.send(view[:65536]):]
                if readable:
                    data = connection.recv(1 << 18)
                    if not data:
                        break
                    answered += data
                    last = answered.rfind(b"HTTP/1.1 ")
                    statuses += [int(each) for each in _STATUS.findall(answered[:last])]
                    answered = answered[last:]
                    if len(statuses) == asked - 1:
                        statuses += [int(each) for each in _STATUS.findall(answered)]
            except ConnectionError:
                break
    return statuses


def repeat(octets, deadline):
    """Exchanges one after the other."""
    seen, whole = {}, 0
    while time.monotonic() < deadline:
        statuses = exchange(octets, deadline)
        whole += len(statuses) == octets.count(b"\r\n\r\n")
        for each in statuses:
            seen[each] = seen.get(each, 0) + 1
    return {"statuses": seen, "whole": whole}


ATTACKS = {
    "slowloris": slowloris,
    "large-headers": lambda deadline: repeat(GET + b"X: " + b"y" * _HEADER + b"\r\n\r\n", deadline),
    "pipelined": lambda deadline: repeat((GET + b"\r\n") * _PIPELINED, deadline),
}


if __name__ == "__main__":
    print(json.dumps(ATTACKS[sys.argv[1]](time.monotonic() + float(sys.argv[2]))))
