# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""One Karaf process started from the built assembly, with everything it writes in a directory of its own."""

import os
import re
import shutil
import signal
from pathlib import Path

from harness.command import CommandFailed
from harness.credentials import ADMIN, password
from harness.process import Process, tail
from harness.report import say, warn
from harness.wait import DeadlinePassed, until

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "lab" / ".run"
ASSEMBLY_VARIABLE = "TENANT_BGP_ASSEMBLY"
_STOP_SECONDS = 60


def assembly():
    """The distribution the lab runs: $TENANT_BGP_ASSEMBLY, or the one this clone has built."""
    path = Path(os.environ.get(ASSEMBLY_VARIABLE) or ROOT / "karaf-dist" / "target" / "assembly")
    if not (path / "bin" / "karaf").exists():
        raise CommandFailed(f"no distribution at {path}: run ./dev build, or set {ASSEMBLY_VARIABLE}")
    return path


def built(pattern):
    """The one file that the build leaves beside the distribution and that matches, for instance tenant-bgp-*.kar."""
    found = sorted(assembly().resolve().parent.glob(pattern))
    if len(found) != 1:
        raise CommandFailed(f"one {pattern} is awaited beside {assembly().resolve()}, found {found}: run ./dev build")
    return found[0]


class Karaf:
    """KARAF_BASE, data, etc and instances lie in `base`; KARAF_HOME, the assembly, is only read."""

    def __init__(self, namespace, base, jvm_options=""):
        self._namespace = namespace
        self._jvm_options = jvm_options
        self.base = base
        self.environment = {}  # more variables for the process
        self._process = None

    def create(self):
        """An empty base with a copy of the assembly's etc."""
        shutil.rmtree(self.base, ignore_errors=True)
        (self.base / "data" / "log").mkdir(parents=True)
        shutil.copytree(assembly() / "etc", self.base / "etc")
        # ODL looks for ./configuration and Karaf's scripts for ./deploy below the base.
        for name in ("configuration", "deploy"):
            if (assembly() / name).is_dir():
                shutil.copytree(assembly() / name, self.base / name)

    def without_boot_feature(self, feature):
        """Take one feature out of what this Karaf boots; its repository stays known. The shell has the same admin without it."""
        found = 0
        for path in (self.base / "etc").glob("*.xml"):
            text, count = re.subn(rf"\s*<feature\b[^>]*>{re.escape(feature)}</feature>", "", path.read_text())
            if count:
                path.write_text(text)
                found += count
        if not found:
            raise CommandFailed(f"{self.base}/etc boots no feature {feature}")
        self.let_admin_in()

    def let_admin_in(self):
        """Karaf's own user of the shell is the lab's admin; before the start."""
        (self.base / "etc" / "users.properties").write_text(
            f"{ADMIN} = {password(ADMIN)},_g_:admingroup\n_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n",
            encoding="utf-8")

    def set_property(self, file, name, value):
        """Replace the value of a property that one of the files in etc has; before the start."""
        path = self.base / "etc" / file
        text, count = re.subn(rf"(?m)^{re.escape(name)}\s*=.*$", f"{name}={value}", path.read_text())
        if count != 1:
            raise CommandFailed(f"{path} has {name} {count} times")
        path.write_text(text)

    def home(self):
        """KARAF_HOME."""
        return assembly()

    def start(self):
        environment = {
            "KARAF_BASE": str(self.base), "KARAF_DATA": str(self.base / "data"), "KARAF_ETC": str(self.base / "etc"),
            "KARAF_LOG": str(self.base / "data" / "log"),
            "KARAF_EXEC": "exec",  # no shell between us and the JVM, so that a signal is the JVM's and its end is seen
            # bin/karaf keeps a record of instances in KARAF_HOME unless told otherwise; later options win.
            "KARAF_SYSTEM_OPTS": f"-Dkaraf.instances={self.base / 'instances'} {self._jvm_options}",
            "CHECK_ROOT_INSTANCE_RUNNING": "false",
            **self.environment,
        }
        command = [str(self.home() / "bin" / "karaf"), "server"]
        say(f"+ KARAF_BASE={self.base} {' '.join(command)}")
        self._process = Process(self._namespace, "Karaf", command, self.console, environment, self.base)
        self._process.start()

    @property
    def console(self):
        return self.base / "console.log"

    def running(self):
        return self._process is not None and self._process.running()

    def require_running(self):
        if not self.running():
            raise CommandFailed(f"Karaf has ended\n{self.log_tail()}")

    def stop(self):
        """An orderly stop, as of a service manager: SIGTERM. False when it had to be killed after a minute."""
        if self._process is None or not self._process.running():
            return True
        self._process.signal(signal.SIGTERM)
        try:
            until(self._process.running, lambda runs: not runs, _STOP_SECONDS, "Karaf stops", poll=0.2)
            orderly = True
        except DeadlinePassed as late:
            self._dump_threads()
            warn(f"{late}; killing it, a thread dump is in {self.console}")
            orderly = False
        self._process.kill()
        return orderly

    def _dump_threads(self):
        self._process.signal(signal.SIGQUIT)  # the JVM prints what its threads wait for
        try:
            until(lambda: "JNI global ref" in tail(self.console, 1000), lambda written: written, 5, "the thread dump ends")
        except DeadlinePassed as late:
            warn(late)

    def kill(self):
        """SIGKILL: what a power cut leaves."""
        if self._process is not None:
            self._process.kill()

    @property
    def log(self):
        return self.base / "data" / "log" / "karaf.log"

    def log_tail(self, lines=40):
        return f"end of {self.log}:\n{tail(self.log, lines)}\nend of console:\n{tail(self.console, 10)}"
