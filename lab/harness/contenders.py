# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""For benchmarks: ours, FRR, BIRD and GoBGP as the DPU, each between a tenant that is ours and a fabric peer that is ours.

Both ends are in this process, so that a time between them is the difference of one clock's readings.
"""

import contextlib
from dataclasses import dataclass, field
from string import Template

from harness import bgp, namespaces
from harness.bird import Bird
from harness.command import CommandFailed
from harness.dpu import Dpu
from harness.fabric import Fabric
from harness.fabric_peer import FabricPeer
from harness.frr import Frr
from harness.frr_evpn import FrrEvpn, Vrf
from harness.gobgp import Gobgp
from harness.karaf import RUN
from harness.namespaces import Namespace
from harness.raw_speaker import RawSpeaker
from harness.report import say
from harness.scenario import Scenario
from harness.wait import until

OURS = "tenant-bgp"
TENANT_ASN, DPU_ASN, FABRIC_ASN = 65010, 65000, 64600
VPC, VNI, ROUTE_TARGET = "blue", 10001, "64512:10001"
_LEAK = bgp.communities("65100:1")
_FABRIC_LOOPBACK = "192.0.2.100"


@dataclass
class Contender:
    """One DPU in one family.

    name: unique. tenant: the session of its tenant. peer: the fabric's end. extra: path attributes that the tenant adds.
    """

    name: str
    family: str
    namespace: Namespace
    tenant: RawSpeaker
    peer: FabricPeer
    host: str
    extra: bytes = b""
    results: list = field(default_factory=list)

    @property
    def ours(self):
        return self.name.startswith(OURS)

    def announcement(self, prefixes):
        return bgp.announcement(prefixes, self.host, [TENANT_ASN], self.extra)

    def processes(self):
        return namespaces.processes(self.namespace.netns)

    def check(self, route):
        """What is measured has to be the right thing: the DPU's ASN before the tenant's, no community, the VPC's target."""
        wrong = route.as_path != (DPU_ASN, TENANT_ASN)
        wrong |= bool(route.communities)
        if self.family == "l2vpn-evpn":
            wrong |= ROUTE_TARGET not in route.route_targets or route.nlri.label != VNI
        if wrong:
            raise AssertionError(f"{self.name} has sent the fabric another route than it should: {route}")


class Lineup:
    """`folder` has the request bodies, topology.json and the references' configurations; names: of those that take part."""

    NAMES = ("frr", "frr-evpn", "bird", "gobgp", OURS)

    def __init__(self, folder, names):
        self._folder = folder
        self._names = names
        self._ended = contextlib.ExitStack()
        self._sender = Namespace("bench-sender")
        self.contenders = []
        self.dpu = None

    def __enter__(self):
        try:
            self._bring_up()
        except BaseException:
            self._ended.close()
            raise
        return self

    def __exit__(self, *_):
        self._ended.close()

    def _bring_up(self):
        # Ours first: what a JVM does at its start is not to disturb the others.
        if OURS in self._names:
            self._bring_up_ours()
        references = [reference(number, self._folder) for number, (name, reference)
                      in enumerate(_REFERENCES.items(), 2) if name in self._names]
        if not references:
            return
        self._sender.create()
        self._ended.callback(self._sender.delete)
        for each in references:
            each.create(self._sender)
            self._ended.callback(each.delete)
        fabric = Fabric({"bench-leaf": {"speaker": "raw", "asn": FABRIC_ASN, "loopback": _FABRIC_LOOPBACK}},
                        {each.end: (each.namespace, each.body) for each in references}, RUN / "bench")
        self._ended.callback(fabric.delete)
        fabric.create()
        fabric.start()
        for each in references:
            each.start()
        fabric.established(60)
        for each in references:
            self._add(each.name, each.family, each.namespace, self._sender, each.gateway, each.host,
                      fabric["bench-leaf"].peer(each.end, each.family))

    def _bring_up_ours(self):
        self.dpu = Dpu()
        self.dpu.create()
        self._ended.callback(self.dpu.delete)
        self.dpu.start()
        scenario = Scenario(self._folder, self.dpu)
        self._ended.callback(scenario.tear_down)
        scenario.bring_up()
        scenario.fabric.start()
        scenario.fabric.established(60)
        leaf = scenario.fabric["leaf"]
        for number, (name, family, extra) in enumerate((
                (f"{OURS} EVPN", "l2vpn-evpn", b""), (f"{OURS} underlay", "ipv4-unicast", _LEAK)), 1):
            addresses = scenario.interfaces[f"host{number}"]["ipv4"]
            tenant = scenario.tenants[f"tenant{number}"]
            tenant.witness.close()  # it would read every packet, on the same cores
            self._add(name, family, self.dpu.namespace, tenant.namespace, addresses["gateway-address"],
                      addresses["host-address"], leaf.peer(self.dpu.name, family), extra)

    def _add(self, name, family, namespace, sender, gateway, host, peer, extra=b""):
        tenant = until(lambda: _establish(sender, gateway, host), lambda _: True, 60, f"{name} takes the tenant's session",
                       poll=0.5)
        self._ended.callback(tenant.close)
        self.contenders.append(Contender(name, family, namespace, tenant, peer, host, extra))
        say(f"{name}: the tenant's session is up")


def _establish(sender, gateway, host):
    tenant = RawSpeaker(sender, gateway, source=host)
    try:
        return tenant.establish(TENANT_ASN, host)
    except (OSError, AssertionError) as refused:
        tenant.close()
        raise CommandFailed(str(refused)) from refused


class _Reference:
    """A daemon that plays the DPU: its namespace is called bench-<name>."""

    name, family = None, "ipv4-unicast"

    def __init__(self, number, folder):
        self.end = f"bench-{self.name}"
        self.namespace = Namespace(self.end)
        self.gateway, self.host = f"10.0.{number}.1", f"10.0.{number}.10"
        self._number = number
        self._folder = folder
        self._daemon = None
        link = f"10.254.{number}.0", f"10.254.{number}.1"
        self.body = {"asn": DPU_ASN, "loopback": f"192.0.2.{number}", "fabric": {"neighbors": {"neighbor": [
            {"address": link[0], "local-address": link[1], "asn": FABRIC_ASN, "families": [self.family]}]}}}
        self._values = {"host": self.host, "gateway": self.gateway, "asn": DPU_ASN, "loopback": self.body["loopback"],
                        "leaf": link[0], "link": link[1], "leaf_asn": FABRIC_ASN, "tenant_asn": TENANT_ASN,
                        "route_target": ROUTE_TARGET, "vrf": VPC}

    def create(self, sender):
        self.namespace.create()
        self.namespace.add_address("lo", f"{self.body['loopback']}/32")
        tenants = self.tenants()
        namespaces.link(tenants, "tenant", sender, self.end)
        tenants.add_address("tenant", f"{self.gateway}/24")
        sender.add_address(self.end, f"{self.host}/24")

    def tenants(self):
        """The namespace in which the tenant's interface is."""
        return self.namespace

    def start(self):
        self._daemon = self.daemon(self.namespace, RUN / "bench" / self.name)
        self._daemon.start()

    def delete(self):
        if self._daemon is not None:
            self._daemon.stop()
        self.namespace.delete()

    def config(self, name):
        return Template((self._folder / name).read_text(encoding="utf-8")).substitute(self._values)


class _Datacenter:
    def options(self, daemon):
        return ["-F", "datacenter", *super().options(daemon)]


class _DatacenterFrr(_Datacenter, Frr):
    """FRR as it is meant to be set up in a data centre: its own defaults for that."""


class _DatacenterFrrEvpn(_Datacenter, FrrEvpn):
    """The same with EVPN and the tenant in a VRF."""


class _FrrReference(_Reference):
    name = "frr"

    def daemon(self, *place):
        return _DatacenterFrr(*place, self.config("frr.conf"))


class _FrrEvpnReference(_Reference):
    name, family = "frr-evpn", "l2vpn-evpn"

    def tenants(self):
        self._vrf = Vrf(self.namespace, self._number, VPC, {"vni": VNI})
        self._vrf.create(self.body["loopback"])
        return self._vrf.namespace

    def daemon(self, *place):
        return _DatacenterFrrEvpn(*place, self.config("frr-evpn.conf"), [self._vrf])

    def delete(self):
        super().delete()
        self._vrf.delete()


class _BirdReference(_Reference):
    name = "bird"

    def daemon(self, *place):
        return Bird(*place, self.config("bird.conf"))


class _GobgpReference(_Reference):
    name = "gobgp"

    def daemon(self, *place):
        return Gobgp(*place, self.config("gobgpd.toml"))


_REFERENCES = {each.name: each for each in (_FrrReference, _FrrEvpnReference, _BirdReference, _GobgpReference)}
