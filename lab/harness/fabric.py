# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The site fabric that DPUs are connected to: leaf switches, route servers and raw peers, each in a namespace of its own."""

import contextlib

from harness import fabric_config, namespaces
from harness.command import CommandFailed
from harness.fabric_peer import FabricPeer, Listener
from harness.fabric_plan import plan
from harness.frr_evpn import FrrEvpn, Vrf
from harness.gobgp import RouteServer
from harness.namespaces import Namespace
from harness.report import say
from harness.wait import until


class Fabric:
    """nodes: topology.json's fabric. dpus: name -> (Namespace, body of dpu.json), their ends of the cables.

    directory: for the daemons' files; extra: node name -> more lines of configuration.
    """

    def __init__(self, nodes, dpus, directory, extra=None):
        self._dpus = dpus
        self._plan = plan(nodes, {name: body for name, (_, body) in dpus.items()})
        self.nodes = {name: _KINDS[description["speaker"]](name, description, self._plan.sessions[name], directory / name,
                                                           (extra or {}).get(name, ""))
                      for name, description in nodes.items()}
        self._hub = next(iter(self.nodes.values()))

    def __getitem__(self, name):
        return self.nodes[name]

    def create(self):
        """Namespaces, cables, static routes and VRFs; daemons are not started."""
        for node in self.nodes.values():
            node.namespace.create()
            node.namespace.run(["sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1"])
            node.namespace.add_address("lo", f"{node.loopback}/32")
        for cable in self._plan.cables:
            ends = [self._namespace(name) for name in (cable.first, cable.second)]
            namespaces.link(ends[0], cable.second, ends[1], cable.first)
            for pair in cable.addresses:
                for end, device, address in zip(ends, (cable.second, cable.first), pair):
                    end.add_address(device, address)
        self._add_routes()
        for node in self.nodes.values():
            node.prepare()

    def start(self, *names):
        """The named nodes' daemons, all when none is named."""
        for name in names or self.nodes:
            self.nodes[name].start()

    def established(self, within=30):
        """Every session of every node is up, by the nodes' own word."""
        for node in self.nodes.values():
            for session in node.sessions:
                until(lambda: node.established(session.remote) or node.summary(), lambda seen: seen is True, within,
                      f"{node.name}'s session with {session.peer} at {session.remote} is up")
        say(f"fabric: all sessions of {', '.join(self.nodes)} are up")

    def history(self):
        """What is another one once a session of any node has ended, even if it is up again."""
        return {(node.name, session.remote): node.history(session.remote) for node in self.nodes.values()
                for session in node.sessions}

    def unplug(self, name):
        """Take the cables of a DPU (or node) down: no FIN, no RST, nothing gets out."""
        self._switch(name, "down")

    def plug(self, name):
        self._switch(name, "up")
        self._add_routes()  # the kernel drops a static route with its device

    def _switch(self, name, state):
        for cable in self._plan.cables:
            if name in (cable.first, cable.second):
                other = cable.second if name == cable.first else cable.first
                self._namespace(name).ip("link", "set", other, state)

    def delete(self):
        """Whatever of it exists goes; the DPUs' ends of the cables with it."""
        for node in self.nodes.values():
            node.stop()
            node.delete()
        for name, (namespace, _) in self._dpus.items():
            for cable in self._plan.cables:
                if cable.first == name:
                    with contextlib.suppress(CommandFailed):  # gone with the other end, only not always at once
                        namespace.ip("link", "delete", cable.second)

    def _namespace(self, name):
        return self.nodes[name].namespace if name in self.nodes else self._dpus[name][0]

    def _add_routes(self):
        """Loopbacks and VTEPs are reached without any routing protocol: what is to be shown is not to depend on it."""
        hub, loopbacks = self._hub, {name: node.loopback for name, node in self.nodes.items()}
        for name, node in self.nodes.items():
            if node is not hub:
                cable = self._plan.cable(hub.name, name)
                _route(node.namespace, "default", cable.address(hub.name))
                _route(hub.namespace, node.loopback, cable.address(name))
        vteps = {name: body["loopback"] for name, (_, body) in self._dpus.items()}
        for name, (namespace, _) in self._dpus.items():
            to_hub = self._plan.cable(name, hub.name)
            _route(hub.namespace, vteps[name], to_hub.address(name))
            for other, address in {**loopbacks, **vteps}.items():
                if other != name:
                    cable = self._plan.cable(name, other) if other in loopbacks else None
                    _route(namespace, address, cable.address(other) if cable else to_hub.address(hub.name))


class Node:
    """One router of the fabric. sessions: fabric_plan.Session of each."""

    def __init__(self, name, description, sessions, directory, extra):
        self.name = name
        self.namespace = Namespace(name)
        self.description = description
        self.asn = description["asn"]
        self.loopback = description["loopback"]
        self.sessions = sessions
        self._directory = directory
        self._extra = extra

    def prepare(self):
        """What has to be there before the daemon starts."""

    def delete(self):
        if self.namespace.netns in namespaces.ours():
            self.namespace.delete()

    def restart(self, kill=False):
        """Stop, or kill -9, and start again with the same configuration."""
        say(f"{'kill -9' if kill else 'stop'} of {self.name}")
        self.stop(kill)
        self.start()


class _Daemon(Node):
    """`speaker` is the running daemon with its own ways to be asked."""

    speaker = None

    def start(self):
        self.speaker = self.make()
        self.speaker.start()

    def stop(self, kill=False):
        if self.speaker is not None:
            self.speaker.kill() if kill else self.speaker.stop()

    def established(self, remote):
        return self.speaker.established(remote)

    def history(self, remote):
        return self.speaker.history(remote)

    def summary(self):
        return self.speaker.summary()

    def hint(self):
        return self.speaker.hint()


class Leaf(_Daemon):
    """FRR, with a VRF for each of the description's `vrfs`."""

    def prepare(self):
        self.vrfs = [Vrf(self.namespace, number, name, vrf)
                     for number, (name, vrf) in enumerate(self.description.get("vrfs", {}).items())]
        for vrf in self.vrfs:
            vrf.create(self.loopback)

    def make(self):
        return FrrEvpn(self.namespace, self._directory, fabric_config.frr(self, self.vrfs) + self._extra, self.vrfs)

    def announce(self, prefix, vrf=None):
        """In the underlay, or in a VRF and so as an EVPN prefix route."""
        self._network("network", prefix, vrf)

    def withdraw(self, prefix, vrf=None):
        self._network("no network", prefix, vrf)

    def _network(self, command, prefix, vrf):
        family = "ipv6" if ":" in prefix else "ipv4"
        self.speaker.vtysh("configure terminal", f"router bgp {self.asn}" + (f" vrf {vrf}" if vrf else ""),
                           f"address-family {family} unicast", f"{command} {prefix}")

    def delete(self):
        for vrf in getattr(self, "vrfs", []):
            vrf.delete()
        super().delete()


class _RouteServer(_Daemon):
    """GoBGP, transparent: next hop and AS_PATH stay as they are."""

    def make(self):
        return RouteServer(self.namespace, self._directory, fabric_config.gobgp(self) + self._extra)


class RawNode(Node):
    """A FabricPeer for each session."""

    peers = ()
    _listeners = ()

    def start(self):
        listeners = {local: Listener(self.namespace, local)
                     for local in {each.local for each in self.sessions if not each.dials}}
        self._listeners = listeners.values()
        self.peers = [FabricPeer(self.namespace, each.local, each.remote, self.asn, self.loopback, each.families,
                                 None if each.dials else listeners[each.local]) for each in self.sessions]
        for each in (*self.peers, *self._listeners):
            each.start()

    def stop(self, kill=False):
        for listener in self._listeners:
            listener.close()
        for peer in self.peers:
            peer.stop()

    def peer(self, dpu, family):
        """The FabricPeer of the session with a DPU, by name, that carries a family."""
        return next(peer for peer, session in zip(self.peers, self.sessions)
                    if session.peer == dpu and family in session.families)

    def established(self, remote):
        return all(peer.session is not None for peer in self.peers if peer.remote == remote)

    def history(self, remote):
        return [(len(peer.sessions), peer.session is not None) for peer in self.peers if peer.remote == remote]

    def summary(self):
        return "; ".join(f"{peer.name}: {peer}" for peer in self.peers)

    def hint(self):
        return f"({self.name}: raw peers end with the program that started them)"


_KINDS = {"frr": Leaf, "gobgp": _RouteServer, "raw": RawNode}


def _route(namespace, target, via):
    namespace.ip("route", "replace", target, "via", via)
