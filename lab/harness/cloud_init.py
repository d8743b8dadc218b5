# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""cloud-init's modules out of its Debian package. Installed, it would configure this machine at its next boot."""

import shutil

from harness.command import CommandFailed, run
from harness.karaf import RUN
from harness.report import say

_HOME = RUN / "cloud-init"
_APT_SECONDS = 120


def modules():
    """The directory for PYTHONPATH; the package is fetched once per clone."""
    found = _HOME / "usr" / "lib" / "python3" / "dist-packages"
    if not found.exists():
        shutil.rmtree(_HOME, ignore_errors=True)
        _HOME.mkdir(parents=True)
        _download()
        package, = _HOME.glob("cloud-init_*.deb")
        run(["dpkg-deb", "-x", str(package), str(_HOME)])
        say(f"unpacked {package.name}")
    return found


def _download():
    command = ["env", "-C", str(_HOME), "apt-get", "-q", "download", "cloud-init"]
    try:
        run(command, _APT_SECONDS)
    except CommandFailed:  # lists may be missing or too old
        run(["apt-get", "-q", "update"], _APT_SECONDS)
        run(command, _APT_SECONDS)
