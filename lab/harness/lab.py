# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The lab as a whole: at most one on a machine, and nothing of it left behind."""

import contextlib
import fcntl
import os
import shutil
from pathlib import Path

from harness import namespaces
from harness.command import CommandFailed
from harness.report import say
from harness.speaker import SOCKETS
from harness.wait import DeadlinePassed, until

_LOCK = Path("/run/lock/tenant-bgp-lab")
_LOCK_SECONDS = 1800


@contextlib.contextmanager
def exclusive():
    """Hold the machine's lab: sweep what an earlier run left, and sweep again at the end."""
    require_root()
    with locked():
        sweep("removed what an earlier run had left")
        try:
            yield
        finally:
            sweep("removed what was still there")


@contextlib.contextmanager
def locked():
    """Names of namespaces are the machine's, so a second run waits here, at most half an hour."""
    with open(_LOCK, "a+", encoding="utf-8") as lock:
        try:
            until(lambda: _try(lock), lambda held: held, 0, "")
        except DeadlinePassed:
            lock.seek(0)
            say(f"another lab runs (process {lock.read().strip()}); waiting for its end")
            until(lambda: _try(lock), lambda held: held, _LOCK_SECONDS, f"the lock {_LOCK} is free", poll=1)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def sweep(what):
    """Remove every namespace, process and socket directory of the lab."""
    removed = namespaces.sweep()
    if removed:
        say(f"{what}: {', '.join(removed)}")
    shutil.rmtree(SOCKETS, ignore_errors=True)


def require_root():
    if os.geteuid() != 0:
        raise CommandFailed("the lab needs root for its network namespaces; ./dev demo also works without")


def _try(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False
