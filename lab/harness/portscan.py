# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Which TCP ports of an address accept a connection, seen from a namespace: a plain connect to every one."""

import errno
import ipaddress
import select
import socket
import sys

_AT_ONCE = 400
_ANSWER_SECONDS = 3


def open_ports(namespace, address, first=1, last=65535):
    """Sorted open ports. Raises CommandFailed when a port answers neither yes nor no, as behind a filter."""
    told = namespace.run([sys.executable, __file__, address, str(first), str(last)], timeout=300)
    return [int(port) for port in told.split()]


def _scan(address, first, last):
    found = []
    for start in range(first, last + 1, _AT_ONCE):
        found += _batch(address, range(start, min(start + _AT_ONCE, last + 1)))
    return sorted(found)


def _batch(address, ports):
    family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
    found, waiting, poll = [], {}, select.epoll()
    for port in ports:
        attempt = socket.socket(family)
        attempt.setblocking(False)
        result = attempt.connect_ex((address, port))
        if result == errno.EINPROGRESS:
            waiting[attempt.fileno()] = (attempt, port)
            poll.register(attempt.fileno(), select.EPOLLOUT)
        else:
            _judge(result, address, port, found)
            attempt.close()
    while waiting:
        events = poll.poll(_ANSWER_SECONDS)
        if not events:
            raise SystemExit(f"{address}: no answer from ports {sorted(port for _, port in waiting.values())}")
        for descriptor, _ in events:
            attempt, port = waiting.pop(descriptor)
            _judge(attempt.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), address, port, found)
            poll.unregister(descriptor)
            attempt.close()
    poll.close()
    return found


def _judge(result, address, port, found):
    if result == 0:
        found.append(port)
    elif result != errno.ECONNREFUSED:
        raise SystemExit(f"{address} port {port}: {errno.errorcode.get(result, result)}")


if __name__ == "__main__":
    print(*_scan(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
