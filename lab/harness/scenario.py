# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""One scenario: its folder's topology and request bodies, brought up on a DPU and taken down again."""

import contextlib
import json
from string import Template

from harness.fabric import Fabric
from harness.karaf import RUN
from harness.report import say
from harness.tenant import Tenant
from harness.wait import until

_CONFIGURED_SECONDS = 20


class Scenario:
    """`folder` holds topology.json and the speakers' configurations.

    `bodies` (that folder unless given) holds site.json, dpu.json and perhaps instance-metadata.json: what an operator PUTs.
    topology.json has the passwords of interfaces and neighbours: a plain one in dpu.json would be no data of the model.
    With a dpu2.json there are two DPUs of one site, and `second` is the other one. Interfaces of both have different names.
    """

    def __init__(self, folder, dpu, bodies=None, second=None):
        self.folder = folder
        self.bodies = bodies or folder
        self.name = folder.name
        self.dpu = dpu
        self.dpus = {each.name: each for each in (dpu, second) if each is not None}
        self.golden_update = False
        self.topology = _document(folder / "topology.json")
        self.site = _document(self.bodies / "site.json")
        self.dpu_document = _document(self.bodies / "dpu.json")
        self.documents = {dpu.name: self.dpu_document}
        if second is not None:
            self.documents[second.name] = _document(self.bodies / "dpu2.json")
        for document in self.documents.values():
            _add_passwords(document, self.topology.get("passwords", {}))
        self.port = _body(self.dpu_document).get("bgp-port", 179)
        self.dpu_asn = _body(self.dpu_document)["asn"]
        self._owners = {each["name"]: self.dpus[name] for name, document in self.documents.items()
                        for each in _interfaces(document)}
        self.interfaces = {each["name"]: each for document in self.documents.values() for each in _interfaces(document)}
        self.tenants = {name: Tenant(name, description, self.interfaces)
                        for name, description in self.topology.get("tenants", {}).items()}
        self.fabric = self._fabric() if "fabric" in self.topology else None

    @staticmethod
    def has_second(folder):
        """Whether the scenario of this folder is one of two DPUs."""
        return (folder / "dpu2.json").exists()

    def _fabric(self):
        nodes = self.topology["fabric"]
        extra = {name: (self.folder / node["config"]).read_text(encoding="utf-8")
                 for name, node in nodes.items() if "config" in node}
        return Fabric(nodes, {name: (self.dpus[name].namespace, _body(document))
                              for name, document in self.documents.items()}, RUN / self.name, extra)

    def dpu_of(self, interface):
        """The Dpu that has this tenant interface."""
        return self._owners[interface]

    def bring_up(self):
        """Cables and configuration; returns when every enabled interface listens. Speakers and fabric are not started."""
        say(f"{self.name}: {', '.join(self.tenants)} and {', '.join(self.dpus)}")
        for tenant in self.tenants.values():
            tenant.connect(self.dpu_of, self.port)
        if self.fabric is not None:
            self.fabric.create()
        for dpu in self.dpus.values():
            dpu.reset()
        self.configure()

    def configure(self):
        """PUT the request bodies; returns when every interface is in the status it should be in."""
        for name, dpu in self.dpus.items():
            dpu.put_site(self.site)
            dpu.put(self.documents[name])
        metadata = self.bodies / "instance-metadata.json"
        if metadata.exists():
            self.dpu.put_metadata(_document(metadata))
        expected = self.topology.get("status", {})
        for name in self.interfaces:
            self.await_status(name, expected.get(name, "listening"))

    def await_status(self, interface, status, within=_CONFIGURED_SECONDS):
        """The DPU says of this tenant interface that it is in this status."""
        return until(lambda: self.dpu_of(interface).interface_state(interface), lambda state: state.get("status") == status,
                     within, f"{interface} is {status}")

    def session(self, interface, family="ipv4"):
        """The state of the tenant session on an interface, on whichever DPU it is; {} while there is none."""
        return self.dpu_of(interface).session(interface, self.interfaces[interface][family]["host-address"])

    def start_speakers(self, *names, **variables):
        """Start the named tenants' daemons (all when none is named). variables: placeholders, over topology.json's."""
        for name in names or [each for each in self.tenants if "speaker" in self.tenants[each].description]:
            tenant = self.tenants[name]
            template = Template((self.folder / tenant.description["config"]).read_text(encoding="utf-8"))
            directory = RUN / self.name
            values = {**self.topology.get("variables", {}), **variables, "directory": str(directory / name)}
            tenant.start_speaker(directory, template.substitute(values))

    def announce(self, *names):
        """The named tenants' daemons (all when none is named) announce what topology.json says."""
        for name in names or self.tenants:
            for prefix in self.tenants[name].description.get("announces", []):
                self.tenants[name].speaker.announce(prefix)

    def tear_down(self):
        """Everything bring_up and start_speakers made, whatever of it is there."""
        with contextlib.ExitStack() as all_of_it:
            for tenant in self.tenants.values():
                all_of_it.callback(tenant.delete, self.dpu_of)
            if self.fabric is not None:
                all_of_it.callback(self.fabric.delete)
            for dpu in self.dpus.values():
                if dpu.karaf.running():
                    all_of_it.callback(dpu.reset)


def _body(document):
    return document["tenant-bgp-dpu:dpu"]


def _interfaces(document):
    return _body(document).get("tenant-interfaces", {}).get("tenant-interface", [])


def _add_passwords(document, passwords):
    """Plain ones by the name of an interface or the address of a neighbour; the Dpu encrypts them when it PUTs them."""
    for each in _interfaces(document) + _body(document).get("fabric", {}).get("neighbors", {}).get("neighbor", []):
        password = passwords.get(each.get("name") or each.get("address"))
        if password is not None:
            each["password"] = password


def _document(path):
    return json.loads(path.read_text(encoding="utf-8"))
