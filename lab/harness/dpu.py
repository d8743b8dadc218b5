# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The DPU of the lab: its namespace, its Karaf, and what an operator does with it over RESTCONF."""

import time

from harness.command import CommandFailed
from harness.karaf import RUN, Karaf
from harness.namespaces import Namespace
from harness.report import say, warn
from harness.restconf import Restconf, key
from harness.wait import DeadlinePassed, until

METADATA_ADDRESS = "169.254.169.254"
LOOPBACK, SECOND_LOOPBACK = "192.0.2.1", "192.0.2.2"
SITE, DPU, METADATA = "tenant-bgp-site:site", "tenant-bgp-dpu:dpu", "instance-metadata:instance-metadata"
NEIGHBORS = f"{DPU}/fabric/neighbors/neighbor"
_BOOT_SECONDS = 240


class Dpu:
    """One DPU. start() returns when RESTCONF answers and knows our models."""

    def __init__(self, name="dpu", jvm_options="", namespace=None, loopback=LOOPBACK, karaf=Karaf):
        """karaf: what makes its Karaf of namespace, base directory and JVM options."""
        self.name = name
        self.loopback = loopback
        self.namespace = namespace or Namespace(name)
        self.karaf = karaf(self.namespace, RUN / name, jvm_options)
        self.restconf = Restconf(self.namespace)
        self.suspect = False  # a test has failed on it

    def create(self):
        """The namespace with the DPU's own addresses, and an empty Karaf base."""
        self.namespace.create()
        for address in (METADATA_ADDRESS, self.loopback):
            self.namespace.add_address("lo", f"{address}/32")
        self.karaf.create()

    def start(self, ready=None):
        """Returns the seconds it took.

        ready: what to wait for instead of our models (a probe that raises CommandFailed until then).
        """
        self.karaf.start()
        progress = _Progress(self.karaf)
        try:
            until(lambda: progress.tick(ready or self.models), lambda _: True, _BOOT_SECONDS, "the DPU boots", poll=0.5)
        except DeadlinePassed as late:
            raise CommandFailed(f"{late}\n{self.karaf.log_tail()}") from late
        took = progress.seconds()
        say(f"DPU ready after {took:.0f} s")
        return took

    def models(self):
        """Raises CommandFailed until RESTCONF answers for each of our models."""
        for path in (SITE, DPU, METADATA):
            self.restconf.get(path, "config")

    def restart(self):
        """Stop and start again on the same data."""
        say("stop of the DPU")
        if not self.karaf.stop():
            raise AssertionError("an orderly stop of the DPU did not end; it was killed")
        self.start()

    def ensure_ready(self):
        """Start anew, from nothing, after a failed test or when it is broken: one failure is not to be all of them."""
        try:
            self.models()
            if not self.suspect:
                return
            warn(f"a test has failed on {self.name}, starting a new one")
        except CommandFailed as broken:
            warn(f"{self.name} does not answer, starting a new one: {broken}")
        self.karaf.kill()
        self.karaf.create()
        self.start()
        self.suspect = False

    def delete(self):
        self.karaf.stop()
        self.namespace.delete()

    def reset(self):
        """An empty configuration: the DPU as it comes."""
        for path in (DPU, SITE, METADATA):
            self.restconf.delete(path)

    def put_site(self, body):
        """body: the RESTCONF document, {"tenant-bgp-site:site": ...}."""
        self.restconf.put(SITE, body)

    def put(self, body):
        """body: {"tenant-bgp-dpu:dpu": ...}; its plain passwords are encrypted before."""
        self.restconf.put(DPU, self._encrypted(body))

    def encrypted(self, password):
        """What is configured as the leaf password."""
        return self.restconf.invoke("tenant-bgp-operations:encrypt-password", password=password)["encrypted-password"]

    def _encrypted(self, body):
        if isinstance(body, list):
            return [self._encrypted(each) for each in body]
        if not isinstance(body, dict):
            return body
        return {name: self.encrypted(value) if name == "password" else self._encrypted(value)
                for name, value in body.items()}

    def put_metadata(self, body):
        """body: {"instance-metadata:instance-metadata": ...}."""
        self.restconf.put(METADATA, body)

    def set_allowed_prefixes(self, profile, prefixes):
        """Replace the allow list of one routing profile."""
        self.restconf.put(*self.with_allowed_prefixes(profile, prefixes))

    def with_allowed_prefixes(self, profile, prefixes):
        """What to PUT where to replace the allow list of one routing profile."""
        return self.with_profile(profile, "allowed-anycast-prefixes", prefixes)

    def with_profile(self, profile, name, value):
        """What to PUT where to replace one leaf, leaf-list or list of a routing profile."""
        path = f"{SITE}/fnn/routing-profiles/routing-profile={key(profile)}"
        document = self.restconf.get(path, "config")
        document["tenant-bgp-site:routing-profile"][0][name] = value
        return path, document

    def set_profile(self, profile, leaf, value):
        """One leaf, leaf-list or list of a routing profile, for instance tenant-leak-communities-accepted."""
        self.restconf.put(f"{SITE}/fnn/routing-profiles/routing-profile={key(profile)}/{leaf}",
                          {f"tenant-bgp-site:{leaf}": value})

    def set_interface(self, interface, leaf, value):
        """One configuration leaf of a tenant interface, for instance enabled; a plain password."""
        self.restconf.put(f"{DPU}/tenant-interfaces/tenant-interface={key(interface)}/{leaf}",
                          {f"tenant-bgp-dpu:{leaf}": self.encrypted(value) if leaf == "password" else value})

    def set_neighbor(self, address, leaf, value):
        """One configuration leaf of a neighbour in the fabric, for instance a plain password."""
        self.restconf.put(f"{NEIGHBORS}={key(address)}/{leaf}",
                          {f"tenant-bgp-dpu:{leaf}": self.encrypted(value) if leaf == "password" else value})

    def neighbor(self, address):
        """The state of the session with a neighbour in the fabric, {} while there is none."""
        document = self.restconf.get(f"{NEIGHBORS}={key(address)}/state", "nonconfig")
        return document["tenant-bgp-dpu:state"] if document else {}

    def configuration_errors(self):
        """The messages in configuration-error."""
        document = self.restconf.get(DPU, "nonconfig") or {}
        return [each["message"] for each in document.get("tenant-bgp-dpu:dpu", {}).get("configuration-error", [])]

    def interface_state(self, interface):
        """The state container of one tenant interface, {} while there is none."""
        path = f"{DPU}/tenant-interfaces/tenant-interface={key(interface)}/state"
        document = self.restconf.get(path, "nonconfig")
        return document["tenant-bgp-dpu:state"] if document else {}

    def session(self, interface, host):
        """The state of one tenant session, {} while there is none. host: the tenant's address."""
        return next((each for each in self.interface_state(interface).get("session", [])
                     if each["host-address"] == host), {})

    def vpc_state(self, vpc):
        document = self.restconf.get(f"{DPU}/vpcs/vpc={key(vpc)}/state", "nonconfig")
        return document["tenant-bgp-dpu:state"] if document else {}

    def exported(self, vpc, prefix):
        """A VPC's exported-route to this prefix, {} when there is none."""
        return self._route(vpc, "state/exported-route", prefix)

    def imported(self, vpc, prefix):
        """A VPC's imported-route to this prefix, {} when there is none."""
        return self._route(vpc, "imported-routes/imported-route", prefix)

    def _route(self, vpc, path, prefix):
        document = self.restconf.get(f"{DPU}/vpcs/vpc={key(vpc)}/{path}={key(prefix)}", "nonconfig")
        return document[f"tenant-bgp-dpu:{path.rsplit('/', 1)[-1]}"][0] if document else {}

    def loc_rib(self, rib):
        """BGPCEP's own view of one RIB's Loc-RIB, for instance of tenant-vpc-blue: {prefix: set of next hops}."""
        document = self.restconf.get(f"bgp-rib:bgp-rib/rib={key(rib)}/loc-rib", "nonconfig") or {}
        found = {}
        for table in document.get("bgp-rib:loc-rib", {}).get("tables", []):
            for routes in (each for name, each in table.items() if name.endswith("-routes")):
                for route in (one for name, several in routes.items() if name.endswith("-route") for one in several):
                    found.setdefault(route["prefix"], set()).update(
                        hop for name, each in route["attributes"].items() if name.endswith("next-hop")
                        for hop in [each.get("global")] if hop)
        return found


def second(jvm_options=""):
    """The other DPU, for scenarios that have a dpu2.json; it is made and started like the first."""
    return Dpu("dpu2", jvm_options, loopback=SECOND_LOOPBACK)


def accepted(session):
    """The accepted prefixes of a session's state."""
    return {each["prefix"] for each in session.get("accepted-prefix", [])}


def rejected(session):
    """The rejected prefixes of a session's state with their reasons."""
    return {each["prefix"]: each["reason"] for each in session.get("rejected-prefix", [])}


class _Progress:
    """A line every ten seconds of the boot, and an early end when Karaf has ended."""

    def __init__(self, karaf):
        self._karaf = karaf
        self._started = self._told = time.monotonic()

    def seconds(self):
        return time.monotonic() - self._started

    def tick(self, probe):
        if not self._karaf.running():
            raise DeadlinePassed("Karaf has ended")
        if time.monotonic() - self._told >= 10:
            self._told = time.monotonic()
            say(f"booting, {self.seconds():.0f} s so far")
        return probe()

