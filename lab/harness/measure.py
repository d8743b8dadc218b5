# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What a benchmark reads from /proc, and how it prints what it has measured."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids):
    """User and system time of processes, ended threads included."""
    return sum(sum(map(int, _stat(pid)[11:13])) for pid in pids) / _TICKS


def resident(pids):
    """Resident memory of processes in MiB."""
    return sum(_status(pid, "VmRSS") for pid in pids) / 1024


def reset_peak(pids):
    """Forget the peaks that peak_resident() tells (proc(5), clear_refs)."""
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def peak_resident(pids):
    """The most resident memory they had each since reset_peak, in MiB."""
    return sum(_status(pid, "VmHWM") for pid in pids) / 1024


def table(rows, columns):
    """Print rows (dictionaries) below their keys, numbers to the right. columns: key -> format of its values."""
    texts = [[key for key in columns]] + [[format(row[key], columns[key]) for key in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts)]
    numeric = [all(isinstance(row[key], (int, float)) for row in rows) for key in columns]
    for line in texts:
        print("  ".join(text.rjust(width) if right else text.ljust(width)
                        for text, width, right in zip(line, widths, numeric)).rstrip())


def _stat(pid):
    """The fields of /proc/PID/stat behind the name, which may hold blanks: the first is proc(5)'s third."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _status(pid, name):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0
