# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""One scenario: its folder's topology and request bodies, brought up on a DPU and taken down again."""

import json
from string import Template

from harness.karaf import RUN
from harness.report import say
from harness.tenant import Tenant
from harness.wait import until

_CONFIGURED_SECONDS = 20


class Scenario:
    """`folder` holds topology.json and the speakers' configurations.

    `bodies` (that folder unless given) holds site.json, dpu.json and perhaps instance-metadata.json: what an operator PUTs.
    """

    def __init__(self, folder, dpu, bodies=None):
        self.folder = folder
        self.bodies = bodies or folder
        self.name = folder.name
        self.dpu = dpu
        self.golden_update = False
        self.topology = _document(folder / "topology.json")
        self.site = _document(self.bodies / "site.json")
        self.dpu_document = _document(self.bodies / "dpu.json")
        body = self.dpu_document["tenant-bgp-dpu:dpu"]
        self.port = body.get("bgp-port", 179)
        self.dpu_asn = body["asn"]
        self.interfaces = {each["name"]: each for each in body["tenant-interfaces"]["tenant-interface"]}
        self.tenants = {name: Tenant(name, description, self.interfaces)
                        for name, description in self.topology["tenants"].items()}

    def bring_up(self):
        """Cables and configuration; returns when every enabled interface listens. Speakers are not started."""
        say(f"{self.name}: {', '.join(self.tenants)} and the DPU")
        for tenant in self.tenants.values():
            tenant.connect(self.dpu, self.port)
        self.dpu.reset()
        self.configure()

    def configure(self):
        """PUT the request bodies; returns when every interface is in the status it should be in."""
        self.dpu.put_site(self.site)
        self.dpu.put(self.dpu_document)
        metadata = self.bodies / "instance-metadata.json"
        if metadata.exists():
            self.dpu.put_metadata(_document(metadata))
        expected = self.topology.get("status", {})
        for name in self.interfaces:
            self.await_status(name, expected.get(name, "listening"))

    def await_status(self, interface, status, within=_CONFIGURED_SECONDS):
        """The DPU says of this tenant interface that it is in this status."""
        return until(lambda: self.dpu.interface_state(interface), lambda state: state.get("status") == status,
                     within, f"{interface} is {status}")

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
        try:
            if self.dpu.karaf.running():
                self.dpu.reset()
        finally:
            for tenant in self.tenants.values():
                tenant.delete(self.dpu)


def _document(path):
    return json.loads(path.read_text(encoding="utf-8"))
