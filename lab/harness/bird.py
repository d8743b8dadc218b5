# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""BIRD as a tenant: one static protocol per family whose routes lie in files of their own."""

import ipaddress

from harness.command import run
from harness.speaker import Speaker
from harness.wait import until


class Bird(Speaker):
    """The configuration includes routes4.conf and routes6.conf inside `protocol static` of its family."""

    def launch(self):
        self._routes = {4: {}, 6: {}}
        self._write_routes()
        (self.directory / "bird.conf").write_text(self.config)
        self.run_daemon("bird", ["bird", "-f", "-c", "bird.conf", "-s", str(self.sockets / "bird.ctl"),
                                 "-P", str(self.sockets / "bird.pid")])
        until(lambda: self._answers(), lambda up: up, 10, "bird answers birdc")

    def _answers(self):
        self.require_running()
        self.birdc("show", "status")
        return True

    def birdc(self, *words):
        return run(["birdc", "-s", str(self.sockets / "bird.ctl"), *words])

    def announce(self, prefix, next_hop=None, **attributes):
        options = "".join(f" {option};" for option in attributes.get("options", ()))
        self._routes[ipaddress.ip_network(prefix).version][prefix] = f" {{{options} }}" if options else ""
        self._reconfigure()

    def withdraw(self, prefix):
        del self._routes[ipaddress.ip_network(prefix).version][prefix]
        self._reconfigure()

    def _reconfigure(self):
        self._write_routes()
        self.birdc("configure")

    def _write_routes(self):
        for version, routes in self._routes.items():
            lines = [f"route {prefix} blackhole{options};\n" for prefix, options in routes.items()]
            (self.directory / f"routes{version}.conf").write_text("".join(lines))

    def established(self, gateway):
        return any("Established" in block and f"{gateway}\n" in block
                   for block in self.birdc("show", "protocols", "all").split("\n\n"))

    def summary(self):
        return self.birdc("show", "protocols")

    def hint(self):
        return f"birdc -s {self.sockets / 'bird.ctl'} show protocols"
