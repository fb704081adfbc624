# The experiment: placements one after the other, in each of them runs in random order.
# Copyright (C) 2026 The gcc-pgo authors
#
# This program is free software: you can redistribute it and/or modify
# it under the terms of the GNU General Public License as published by
# the Free Software Foundation, either version 3 of the License, or
# (at your option) any later version.
#
# This program is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
# GNU General Public License for more details.
#
# You should have received a copy of the GNU General Public License
# along with this program.  If not, see <https://www.gnu.org/licenses/>.


"""Measures variants, placement by placement, until an interval is narrow enough.

At each placement every variant runs once, unmeasured, so that files are in memory, and
what it prints is compared with what the first variant prints.  Then come rounds; in each
all variants run once, in an order drawn anew.  What slows the machine for longer than a
round slows all of them.
"""

import filecmp
import json
import math
import os
import random
import shutil
import subprocess
import sys
import time

from abtest import counters
from abtest.inference import LEAST_PLACEMENTS
from abtest.results import add_placement, empty_estimates
from abtest.shared import Failure, last_lines
from abtest.text import METRICS, duration
from abtest.variants import placement_of, sizes

# Rounds of a placement, unless --runs says how many.
LEAST_RUNS = 10
MOST_RUNS = 30

# What is measured of each run, and its unit.
MEASURES = {"cpu": "s", "wall": "s", "user": "s", "system": "s", "memory": "B"}


class Runner:
    """The process of runner.py."""

    def __init__(self, cpu, lock):
        self.lock = lock
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", os.path.join(os.path.dirname(__file__), "runner.py"),
             str(cpu)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, argv, stack=0, stdin="/dev/null", stdout="/dev/null"):
        """Run ARGV with an environment longer by STACK; return runner.py's result."""
        json.dump({"argv": argv, "environment": {"AB_STACK": "x" * stack},
                   "input": stdin, "output": stdout, "lock": self.lock},
                  self.process.stdin)
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise Failure("the process that runs the commands has ended")
        return json.loads(line)

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait()


class Experiment:
    """What is measured, and what was.

    variants   list of Variant, the first of which the others are compared with
    maker      Commands or Builds
    result     what was measured until now, as in results.py
    estimates  by name the Estimates of it
    runs       rounds of a placement; None until it is known
    """

    def __init__(self, variants, maker, runner, options, progress):
        self.variants = variants
        self.maker = maker
        self.runner = runner
        self.options = options
        self.progress = progress
        self.runs = options.runs
        self.result = {
            "ab": 1, "program": options.program, "seed": options.seed,
            "metric": options.metric, "confidence": options.confidence,
            "threshold": options.threshold, "varied": maker.varied, "interleaved": True,
            "looks": options.most_placements != options.least_placements,
            "stopped": None, "seconds": 0.0, "machine": {"memory_floor": 0},
            "variants": [{"name": v.name, "value": v.value, "twin": v.twin}
                         for v in variants],
            "placements": []}
        self.estimates = empty_estimates(self.result)
        self.start = time.monotonic()

    def empty_scratch(self):
        """Make the directory anew that $AB_SCRATCH is."""
        shutil.rmtree(self.options.scratch, ignore_errors=True)
        os.mkdir(self.options.scratch)

    def one_run(self, variant, argv, placement, stdout="/dev/null"):
        """Run VARIANT once; return the measures."""
        self.empty_scratch()
        result = self.runner.run(argv, placement["stack"], self.options.input, stdout)
        if "error" in result:
            raise Failure(f"{variant.name}: {result['error']}")
        if result["status"] != 0:
            how = (f"exit status {result['status']}" if result["status"] > 0
                   else f"signal {-result['status']}")
            said = "" if stdout == "/dev/null" else last_lines(stdout)
            raise Failure(f"{variant.name}: the workload fails with {how}{said}")
        machine = self.result["machine"]
        machine["memory_floor"] = max(machine["memory_floor"], result["floor"])
        result["cpu"] = result["user"] + result["system"]
        return {measure: result[measure] for measure in MEASURES}

    def warm_up(self, number, argvs, where):
        """Run every variant once; return the seconds that took."""
        before = time.monotonic()
        expected = os.path.join(self.options.work, "expected")
        output = os.path.join(self.options.work, "output")
        for variant in self.variants:
            first = variant is self.variants[0] and number == 0
            self.one_run(variant, argvs[variant.name], where[variant.name],
                         expected if first else output)
            if not first and not self.options.any_output \
                    and not filecmp.cmp(expected, output, shallow=False):
                raise Failure(self.other_output(variant))
        return time.monotonic() - before

    def other_output(self, variant):
        """Return what to say of VARIANT, which printed something else."""
        first = self.variants[0]
        if variant is first or variant.twin:
            return f"{first.name}: prints another output each time; --any-output allows that"
        return (f"{variant.name}: prints another output than {first.name}; --any-output "
                "allows that")

    def choose_runs(self, link_seconds, round_seconds):
        """Choose how many rounds a placement has, by what it costs and what they cost.

        The best number is the square root of the ratio of the costs, times that of the
        variances (Kalibera and Jones, "Rigorous benchmarking in reasonable time", ISMM
        2013), of which nothing is known yet.  There is to be time for the placements.
        """
        if self.runs is None:
            best = math.ceil(LEAST_RUNS * math.sqrt(1 + link_seconds / round_seconds))
            left = self.options.time / self.options.least_placements - link_seconds
            self.runs = max(1, min(best, MOST_RUNS, int(left / round_seconds) - 1))

    def one_placement(self, number):
        """Measure all variants at the placement NUMBER."""
        where = {variant.name: placement_of(self.options.seed, number, variant)
                 for variant in self.variants}
        before = time.monotonic()
        argvs = {variant.name: self.maker.argv(variant, number)
                 for variant in self.variants}
        link_seconds = time.monotonic() - before
        self.choose_runs(link_seconds, self.warm_up(number, argvs, where))
        runs = {variant.name: {measure: [] for measure in MEASURES}
                for variant in self.variants}
        for n in range(self.runs):
            order = list(self.variants)
            random.Random(f"{self.options.seed} order {number} {n}").shuffle(order)
            for variant in order:
                result = self.one_run(variant, argvs[variant.name], where[variant.name])
                for measure, value in result.items():
                    runs[variant.name][measure].append(value)
                self.progress.show(self)
        for name, measured in runs.items():
            if min(measured[self.options.metric]) <= 0:
                raise Failure(f"{name}: a run takes no {METRICS[self.options.metric]} that "
                              "could be measured")
        if number == 0:
            self.look_closer(argvs)
        self.maker.discard(number)
        placement = {**where[self.variants[0].name], "runs": runs}
        self.result["placements"].append(placement)
        add_placement(self.estimates, self.result, placement)

    def look_closer(self, argvs):
        """Note of each variant what one look tells: sizes, counts, compile time."""
        for variant, entry in zip(self.variants, self.result["variants"]):
            if variant.twin:
                continue
            argv = argvs[variant.name]
            entry.update(sizes(self.maker.program(variant, 0)))
            if variant.compile_seconds:
                entry["compile"] = variant.compile_seconds
            self.empty_scratch()
            counts = counters.count(argv, self.options.input)
            if counts:
                entry["counters"] = counts
            if self.options.instructions:
                self.empty_scratch()
                entry["instructions"] = counters.instructions(
                    variant.name, argv, self.options.input, self.options.work)

    def seconds(self):
        """Return how long it measures already."""
        return time.monotonic() - self.start

    def decided(self):
        """Return the Estimates that are to be decided about: not the twin's."""
        return [self.estimates[v.name] for v in self.variants[1:] if not v.twin]

    def narrow(self):
        """Are all intervals as narrow as they need be?"""
        return all(estimate.width() <= estimate.wanted_width(self.options.threshold)
                   for estimate in self.decided())

    def wanted_seconds(self):
        """Return how long it takes in all, by the widths as they are.

        A width falls with the square root of the number of placements.
        """
        widest = max(estimate.width() / estimate.wanted_width(self.options.threshold)
                     for estimate in self.decided())
        return self.seconds() * max(widest, 1) ** 2

    def left(self):
        """Return how many seconds it may go on."""
        return max(self.options.time - self.seconds(), 0)

    def describe(self):
        """Return in words how far it is."""
        count = len(self.result["placements"])
        words = f"{self.options.program}: {count} placements"
        if count >= LEAST_PLACEMENTS:
            for name, estimate in self.estimates.items():
                words += f", {name} {estimate.ratio():.3f} ± {100 * estimate.width():.1f} %"
        return words

    def measure(self):
        """Measure until all intervals are narrow enough, or the time is over."""
        self.maker.prepare()
        self.start = time.monotonic()
        result = self.result
        enough = max(self.options.least_placements, LEAST_PLACEMENTS)
        while result["stopped"] is None:
            before = self.seconds()
            self.one_placement(len(result["placements"]))
            count = len(result["placements"])
            if count >= enough and self.narrow():
                result["stopped"] = "narrow"
            elif count == self.options.most_placements:
                result["stopped"] = "placements"
            elif 2 * self.seconds() - before > self.options.time:
                result["stopped"] = "time"
            elif count == enough:
                self.warn()
        result["seconds"] = self.seconds()
        if result["stopped"] != "narrow" and count >= LEAST_PLACEMENTS:
            result["wanted_seconds"] = self.wanted_seconds()
        return result

    def warn(self):
        """Say it where the time given will not do."""
        wanted = self.wanted_seconds()
        if wanted > self.options.time:
            self.progress.note(f"The intervals will not be narrow enough in the time given: "
                               f"that wants about {duration(wanted)} in all.")
