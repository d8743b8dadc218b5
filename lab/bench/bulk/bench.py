# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""./dev bench bulk: ten thousand allowed prefixes to the fabric and back, beside FRR, BIRD and GoBGP as the DPU."""

import argparse
import ipaddress
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from harness import bgp, lab, measure, quiet
from harness.contenders import Lineup
from harness.report import say
from harness.wait import until

FOLDER = Path(__file__).resolve().parents[1] / "vip"
_FIRST = int(ipaddress.IPv4Address("100.64.0.0"))
_LIMIT_SECONDS = 1200
_ROUND_SECONDS = 120
_QUIET_SECONDS = 0.5
_WARM_UP, _WARM_UP_OURS = 1, 3
_COLUMNS = {"DPU": "", "announce s": ".3f", "min": ".3f", "max": ".3f", "withdraw s": ".3f", "min ": ".3f", "max ": ".3f",
            "CPU s": ".2f", "peak MiB": ".1f", "MiB": ".1f", "x FRR": ".2f", "x BIRD": ".2f", "steal %": ".1f",
            "load": ".1f"}


@dataclass(frozen=True)
class Round:
    """announce, withdraw and cpu: seconds. peak, resident: MiB."""

    announce: float
    withdraw: float
    cpu: float
    peak: float
    resident: float
    steal: float
    load: float

    def __str__(self):
        return (f"announced in {self.announce:.3f} s, withdrawn in {self.withdraw:.3f} s, {self.cpu:.2f} CPU s, "
                f"{self.peak:+.1f} MiB at the peak")


class Bench:
    def __init__(self, arguments):
        self._rounds, self._per_update = arguments.rounds, arguments.per_update
        self._prefixes = [f"{ipaddress.IPv4Address(_FIRST + number)}/32" for number in range(arguments.prefixes)]
        self._lineup = Lineup(FOLDER, arguments.only)

    def run(self):
        with self._lineup, quiet.awake(_LIMIT_SECONDS):
            for each in self._lineup.contenders:
                for _ in range(_WARM_UP_OURS if each.ours else _WARM_UP):
                    say(f"warm-up: {each.name} {self._round(each)}")
            for number in range(1, self._rounds + 1):
                for each in self._lineup.contenders:
                    each.results.append(self._round(each))
                    say(f"round {number} of {self._rounds}: {each.name} {each.results[-1]}")
            self._print()

    def _round(self, contender):
        announcements = b"".join(contender.announcement(chunk) for chunk in self._chunks())
        withdrawals = b"".join(bgp.withdrawal(chunk) for chunk in self._chunks())
        pids = contender.processes()
        before, cpu, steal = measure.resident(pids), measure.cpu_seconds(pids), quiet.Steal()
        measure.reset_peak(pids)
        announce = self._change(contender, announcements, "+")
        withdraw = self._change(contender, withdrawals, "-")
        return Round(announce, withdraw, measure.cpu_seconds(pids) - cpu, measure.peak_resident(pids) - before,
                     measure.resident(pids), steal.percent(), quiet.load())

    def _chunks(self):
        return [self._prefixes[start:start + self._per_update] for start in range(0, len(self._prefixes), self._per_update)]

    def _change(self, contender, data, sign):
        """Seconds from the first octet sent to the last prefix of all read."""
        peer = contender.peer
        peer.forget()
        sent = contender.tenant.send_from(data)
        wanted = set(self._prefixes)

        def when_done():
            if peer.quiet_for() < _QUIET_SECONDS:
                return None
            first = {}
            for each in peer.events(family=contender.family, since=sent):
                if each.sign == sign and each.prefix in wanted:
                    first.setdefault(each.prefix, each.at)
                    if sign == "+" and len(first) == 1:
                        contender.check(each.route)
            return first

        first = until(when_done, lambda seen: seen is not None and len(seen) == len(wanted), _ROUND_SECONDS,
                      f"{contender.name}: the fabric has {sign}{len(wanted)} prefixes", poll=0.1)
        return (max(first.values()) - sent) / 1e9

    def _print(self):
        median = {each.name: _median(each, "announce") for each in self._lineup.contenders}
        rows = []
        for each in self._lineup.contenders:
            frr = median.get("frr-evpn" if each.family == "l2vpn-evpn" else "frr", float("nan"))
            rows.append({"DPU": each.name, "announce s": median[each.name], **_range(each, "announce", ""),
                         "withdraw s": _median(each, "withdraw"), **_range(each, "withdraw", " "),
                         "CPU s": _median(each, "cpu"), "peak MiB": _median(each, "peak"), "MiB": _median(each, "resident"),
                         "x FRR": median[each.name] / frr, "x BIRD": median[each.name] / median.get("bird", float("nan")),
                         "steal %": _median(each, "steal"), "load": max(one.load for one in each.results)})
        print(f"\n{len(self._prefixes):,} prefixes of a tenant to the fabric and back, {self._per_update} an UPDATE, "
              f"{self._rounds} rounds; x FRR: announced, of the same family")
        measure.table(rows, _COLUMNS)
        print(flush=True)


def _median(contender, what):
    return statistics.median(getattr(each, what) for each in contender.results)


def _range(contender, what, suffix):
    values = [getattr(each, what) for each in contender.results]
    return {f"min{suffix}": min(values), f"max{suffix}": max(values)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prefixes", type=int, default=10_000)
    parser.add_argument("--per-update", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=Lineup.NAMES, default=Lineup.NAMES, help="which take part")
    with lab.exclusive():
        Bench(parser.parse_args()).run()


if __name__ == "__main__":
    sys.exit(main())
