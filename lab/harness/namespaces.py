# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Network namespaces of the lab: every one is called tb-<name>, and everything in them is ours to end."""

import ctypes
import os
import signal
import socket

from harness.command import CommandFailed, run
from harness.wait import until

PREFIX = "tb-"
_CLONE_NEWNET = 0x40000000
_LIBC = ctypes.CDLL(None, use_errno=True)


class Namespace:
    """One network namespace with loopback up. `name` is the short one, without the prefix."""

    def __init__(self, name):
        self.name = name
        self.netns = PREFIX + name

    def create(self):
        run(["ip", "netns", "add", self.netns])
        # A person watching the lab needs no duplicate address detection, and no test the second it takes.
        # A device that is taken down for a while, as by an unplugged cable, keeps its IPv6 addresses as it keeps the others.
        self.run(["sysctl", "-qw", "net.ipv6.conf.all.accept_dad=0", "net.ipv6.conf.default.accept_dad=0",
                  "net.ipv6.conf.all.keep_addr_on_down=1"])
        self.ip("link", "set", "lo", "up")

    def inside(self, command):
        """The command that runs `command` in here."""
        return ["ip", "netns", "exec", self.netns, *command]

    def run(self, command, timeout=30, stdin=None):
        return run(self.inside(command), timeout, stdin)

    def ip(self, *arguments):
        return run(["ip", "-n", self.netns, *arguments])

    def add_address(self, device, address):
        """address: with its prefix length, either family."""
        nodad = ["nodad"] if ":" in address else []
        self.ip("address", "add", address, "dev", device, *nodad)

    def socket(self, family, kind=socket.SOCK_STREAM, protocol=0):
        """A socket that belongs to this namespace; the calling thread stays where it is."""
        with open("/proc/thread-self/ns/net", "rb") as home, open(f"/run/netns/{self.netns}", "rb") as here:
            _enter(here.fileno())
            try:
                return socket.socket(family, kind, protocol)
            finally:
                _enter(home.fileno())

    def delete(self):
        remove(self.netns)


class Here:
    """The namespace this process is in already: for what works without root."""

    def __init__(self, name):
        self.name = name

    def inside(self, command):
        return list(command)

    def run(self, command, timeout=30, stdin=None):
        return run(command, timeout, stdin)

    def socket(self, family, kind=socket.SOCK_STREAM, protocol=0):
        return socket.socket(family, kind, protocol)


def link(left, left_device, right, right_device):
    """A veth pair between two namespaces, both ends up."""
    run(["ip", "link", "add", left_device, "netns", left.netns,
         "type", "veth", "peer", "name", right_device, "netns", right.netns])
    for namespace, device in ((left, left_device), (right, right_device)):
        namespace.ip("link", "set", device, "up")


def ours():
    """Names (with prefix) of the lab's namespaces that exist now."""
    return [line.split()[0] for line in run(["ip", "netns", "list"]).splitlines() if line.startswith(PREFIX)]


def sweep():
    """Remove every namespace of the lab with all processes in it; returns the names removed."""
    found = ours()
    for netns in found:
        remove(netns)
    return found


def remove(netns):
    """End the processes of one namespace by their ids, politely first, and delete it with its veth pairs."""
    for number, within in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        for pid in processes(netns):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass
        try:
            until(lambda: processes(netns), lambda left: not left, within, f"processes of {netns} end")
            break
        except AssertionError:
            if number == signal.SIGKILL:
                raise
    run(["ip", "netns", "delete", netns])


def processes(netns):
    """Ids of the processes in a namespace (its name with prefix)."""
    try:
        return [int(pid) for pid in run(["ip", "netns", "pids", netns]).split()]
    except CommandFailed:
        return []


def _enter(descriptor):
    if _LIBC.setns(descriptor, _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "setns")
