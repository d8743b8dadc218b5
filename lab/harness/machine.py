# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""This machine as it is, with everything that is written to it kept apart: for packages that are installed for good."""

import resource
import shlex
import shutil
from pathlib import Path

from harness.command import run
from harness.karaf import RUN, Karaf
from harness.process import Process
from harness.report import say

_ROOT = """
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
for part in proc dev sys; do mount --rbind "/$part" "$1/root/$part"; done
mount -t tmpfs tmpfs "$1/root/run"
root=$1/root; shift
for path in $WRITABLE; do mount --bind "$root$path" "$root$path"; done
[ -z "$WRITABLE" ] || mount -o remount,bind,ro "$root"
exec chroot "$root" "$@"
"""


class Machine:
    """An overlay of / in memory, and a mount namespace of its own for each command: nothing of it is ever mounted here.

    One command at a time: two overlays must not share what they write to.
    """

    def __init__(self, name):
        self._directory = Path("/dev/shm") / f"tenant-bgp-lab-{name}"

    def create(self):
        self.delete()
        for part in ("upper", "work", "root"):
            (self._directory / part).mkdir(parents=True)

    def delete(self):
        shutil.rmtree(self._directory, ignore_errors=True)

    def path(self, path):
        """Where a file lies that was written to this machine."""
        return self._directory / "upper" / path.lstrip("/")

    def inside(self, command, writable=()):
        """The command that runs `command` in it. writable: when given, all the rest is read-only."""
        return ["env", f"WRITABLE={' '.join(writable)}", "unshare", "--mount", "--propagation", "private",
                "sh", "-ec", _ROOT, "sh", str(self._directory), *command]

    def run(self, command, timeout=120):
        return run(self.inside(command), timeout)

    def install(self, package):
        """dpkg -i, as an operator does. package: a file here."""
        say(f"+ dpkg -i {package.name}")
        run(self.inside(["dpkg", "--force-confold", "-i", str(package.resolve())]), 180)


class Unit:
    """What a unit file of systemd says of its one service."""

    def __init__(self, text):
        self.settings = {}
        for line in text.splitlines():
            key, separator, value = line.partition("=")
            if separator and not line.startswith("#"):
                self.settings.setdefault(key.strip(), []).append(value.strip())

    def one(self, key):
        value, = self.settings[key]
        return value

    def writable(self):
        """The directories that ProtectSystem=strict leaves writable."""
        assert self.one("ProtectSystem") == "strict"
        return [*self.one("ReadWritePaths").split(), f"/var/lib/{self.one('StateDirectory')}",
                f"/var/log/{self.one('LogsDirectory')}", "/tmp"]

    def command(self, more):
        """ExecStart with the user, capabilities, limits and environment of the unit, and `more` of its EnvironmentFile only."""
        assert self.one("AmbientCapabilities") == self.one("CapabilityBoundingSet")
        assert self.one("NoNewPrivileges") == "yes"
        capabilities = [f"+{each.removeprefix('CAP_').lower()}" for each in self.one("AmbientCapabilities").split()]
        named = ",".join(capabilities)
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)  # not even root may raise it everywhere
        return ["prlimit", f"--nofile={min(int(self.one('LimitNOFILE')), most)}",
                "setpriv", "--reuid", self.one("User"), "--regid", self.one("Group"), "--init-groups",
                "--inh-caps", named, "--ambient-caps", named, "--bounding-set", f"-all,{named}", "--no-new-privs",
                "env", "-i", f"--chdir={self.one('WorkingDirectory')}", "LANG=C.UTF-8",
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", *self.settings["Environment"], *more,
                *shlex.split(self.one("ExecStart"))]


class InstalledKaraf(Karaf):
    """The package's Karaf on a Machine, started with what its systemd unit says. No systemd runs."""

    UNIT = "/lib/systemd/system/tenant-bgp.service"

    def __init__(self, namespace, base, jvm_options=""):
        super().__init__(namespace, base, jvm_options)
        self.machine = Machine(base.name)

    def create(self):
        shutil.rmtree(self.base, ignore_errors=True)
        self.base.mkdir(parents=True)
        self.machine.create()

    def start(self):
        path = self.machine.path(self.UNIT.replace("/lib/", "/usr/lib/", 1))
        unit = Unit((path if path.exists() else self.machine.path(self.UNIT)).read_text(encoding="utf-8"))
        say(f"+ {unit.one('ExecStart')}, as user {unit.one('User')}")
        more = self.machine.path(unit.one("EnvironmentFile").removeprefix("-")).read_text(encoding="utf-8").splitlines()
        command = unit.command([line for line in more if line and not line.startswith("#")])
        self._process = Process(self._namespace, "Karaf", self.machine.inside(command, unit.writable()), self.console)
        self._process.start()

    @property
    def log(self):
        return self.machine.path("/var/log/tenant-bgp/karaf.log")
