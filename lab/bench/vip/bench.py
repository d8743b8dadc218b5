# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""./dev bench vip: from a tenant's UPDATE to the fabric's, beside FRR, BIRD and GoBGP as the DPU in the same run."""

import argparse
import contextlib
import queue
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from harness import bgp, lab, measure, quiet
from harness.contenders import VPC, Lineup
from harness.probe_feed import ProbeFeed
from harness.report import say, warn
from harness.vip_probe import percentile
from harness.wait import pause

FOLDER = Path(__file__).resolve().parent
_LIMIT_SECONDS = 1200
_BLOCKS = 4
_STAGE_SECONDS = 2
_COLUMNS = {"DPU": "", "announce p50": ".2f", "p99": ".2f", "max": ".2f", "withdraw p50": ".2f", "p99 ": ".2f",
            "max ": ".2f", "p50 x FRR": ".2f", "p50 x BIRD": ".2f", "p99 / FRR's p50": ".2f", "steal %": ".1f",
            "load": ".1f"}
_STAGES = {"stage": "", "announce p50": ".2f", "p99": ".2f", "withdraw p50": ".2f", "p99 ": ".2f"}


@dataclass(frozen=True)
class Block:
    """Milliseconds of one contender's share of a round, and what the machine was like."""

    announce: list
    withdraw: list
    steal: float
    load: float


class Bench:
    def __init__(self, arguments):
        self._count, self._gap = arguments.count, arguments.gap
        self._warm_up = arguments.warm_up
        self._lineup = Lineup(FOLDER, arguments.only)

    def run(self):
        with self._lineup, quiet.awake(_LIMIT_SECONDS):
            vips = {each.name: f"203.0.113.{10 * number}/32" for number, each in enumerate(self._lineup.contenders, 1)}
            for each in self._lineup.contenders:
                self._changes(each, vips[each.name], self._warm_up if each.ours else 20)
            for number in range(1, _BLOCKS + 1):
                for each in self._lineup.contenders:
                    each.results.append(self._block(each, vips[each.name]))
                    say(f"block {number} of {_BLOCKS}: {each.name} {_figures(each.results[-1:])}")
            self._print()
            for each in self._lineup.contenders:
                if each.ours:
                    self._breakdown(each, vips[each.name])

    def _block(self, contender, vip):
        steal = quiet.Steal()
        announce, withdraw = self._changes(contender, vip, self._count // _BLOCKS)
        return Block(announce, withdraw, steal.percent(), quiet.load())

    def _changes(self, contender, vip, count, watch=contextlib.nullcontext):
        """Announce and withdraw so many times; two lists of milliseconds."""
        announcement, withdrawal = contender.announcement([vip]), bgp.withdrawal([vip])
        announce, withdraw = [], []
        for _ in range(count):
            for sign, message, taken in (("+", announcement, announce), ("-", withdrawal, withdraw)):
                with watch() as saw:
                    sent = contender.tenant.send(message)
                    change = contender.peer.await_change(sign, vip, contender.family, sent)
                    if saw is not None:
                        saw(sign, sent, change.at)
                if sign == "+":
                    contender.check(change.route)
                taken.append((change.at - sent) / 1e6)
                contender.peer.forget()
                pause(self._gap)
        return announce, withdraw

    def _print(self):
        median = {each.name: statistics.median(_all(each.results, "announce")) for each in self._lineup.contenders}
        rows = []
        for each in self._lineup.contenders:
            announce, withdraw = _all(each.results, "announce"), _all(each.results, "withdraw")
            frr = median.get("frr-evpn" if each.family == "l2vpn-evpn" else "frr", float("nan"))
            rows.append({"DPU": each.name, "announce p50": median[each.name], "p99": percentile(announce, 99),
                         "max": max(announce), "withdraw p50": statistics.median(withdraw),
                         "p99 ": percentile(withdraw, 99), "max ": max(withdraw),
                         "p50 x FRR": median[each.name] / frr,
                         "p50 x BIRD": median[each.name] / median.get("bird", float("nan")),
                         "p99 / FRR's p50": percentile(announce, 99) / frr,
                         "steal %": statistics.mean(block.steal for block in each.results),
                         "load": max(block.load for block in each.results)})
        print(f"\nVIP from the tenant's socket to the fabric's, ms, {self._count} times each, "
              f"{self._gap * 1000:.0f} ms apart; x FRR: of the same family")
        measure.table(rows, _COLUMNS)
        print(flush=True)

    def _breakdown(self, contender, vip):
        """Where the time goes, in a pass of its own: the probe costs time, too."""
        evpn = contender.family == "l2vpn-evpn"
        with ProbeFeed(self._lineup.dpu, prefixes=r"203\.0\.113\.\d+/32", adj_rib_in=True) as feed:
            stages = Stages(feed, vip, "/evpn" if evpn else "")
            self._changes(contender, vip, 20)
            self._changes(contender, vip, self._count // 2, stages.watch)
        print(f"\nWhere the time of {contender.name} goes, ms, medians of {self._count // 2}, with the probe")
        measure.table(stages.rows(), _STAGES)
        print(flush=True)


class Stages:
    """When each RIB had the change, by the probe."""

    def __init__(self, feed, vip, suffix):
        names = {f"guard, session, Adj-RIB-In of {VPC}": f"tenant-vpc-{VPC}/adj-rib-in",
                 f"Loc-RIB of {VPC}": f"tenant-vpc-{VPC}",
                 "exporter, Adj-RIB-In of the fabric": f"tenant-fabric/adj-rib-in{suffix}",
                 "Loc-RIB of the fabric": f"tenant-fabric{suffix}"}
        self._feeds = {name: feed.of(rib, vip) for name, rib in names.items()}
        self._taken = {sign: {name: [] for name in (*names, "Adj-RIB-Out, session, wire", "in all")} for sign in "+-"}

    @contextlib.contextmanager
    def watch(self):
        for changes in self._feeds.values():
            _drain(changes)
        yield self._saw

    def _saw(self, sign, sent, arrived):
        before = sent
        for name, changes in list(self._feeds.items()):
            at = _first(changes, sign, sent)
            if at is None:
                warn(f"the probe tells nothing of {name}: left out")
                del self._feeds[name]
                continue
            self._taken[sign][name].append((at - before) / 1e6)
            before = at
        self._taken[sign]["Adj-RIB-Out, session, wire"].append((arrived - before) / 1e6)
        self._taken[sign]["in all"].append((arrived - sent) / 1e6)

    def rows(self):
        return [{"stage": name, "announce p50": statistics.median(announce), "p99": percentile(announce, 99),
                 "withdraw p50": statistics.median(withdraw), "p99 ": percentile(withdraw, 99)}
                for name, announce in self._taken["+"].items() if announce
                for withdraw in [self._taken["-"][name] or [float("nan")]]]


def _drain(changes):
    with contextlib.suppress(queue.Empty):
        while True:
            changes.get_nowait()


def _first(changes, sign, since):
    """When the first change of this sign was told; None when it is not told in time."""
    deadline = time.monotonic() + _STAGE_SECONDS
    with contextlib.suppress(queue.Empty):
        while True:
            change = changes.get(timeout=max(deadline - time.monotonic(), 0.001))
            if change.sign == sign and change.at >= since:
                return change.at
    return None


def _all(blocks, what):
    return [value for block in blocks for value in getattr(block, what)]


def _figures(blocks):
    return ", ".join(f"{what} p50 {statistics.median(values):.2f} / p99 {percentile(values, 99):.2f} ms"
                     for what, values in ((what, _all(blocks, what)) for what in ("announce", "withdraw")))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="announcements of each DPU")
    parser.add_argument("--gap", type=float, default=0.02, help="seconds after each change")
    parser.add_argument("--warm-up", type=int, default=300, help="announcements before the measured ones, for the JVM")
    parser.add_argument("--only", nargs="+", choices=Lineup.NAMES, default=Lineup.NAMES, help="which take part")
    with lab.exclusive():
        Bench(parser.parse_args()).run()


if __name__ == "__main__":
    sys.exit(main())
