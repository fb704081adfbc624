# What is counted instead of timed.
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


"""Counters of the processor by perf stat, and instructions by valgrind."""

import functools
import glob
import os
import subprocess
import tempfile

from abtest.shared import Failure, last_lines

EVENTS = ["instructions:u", "cycles:u", "branch-misses:u", "L1-icache-load-misses:u",
          "iTLB-load-misses:u"]


def perf_stat(events, argv, stdin):
    """Return how many of EVENTS perf counts in a run of ARGV: by name a number."""
    counts = {}
    with tempfile.NamedTemporaryFile() as output, open(stdin, "rb") as stream:
        try:
            subprocess.run(["perf", "stat", "-x", ",", "-o", output.name, "-e",
                            ",".join(events), "--", *argv],
                           stdin=stream, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, check=True)
        except (OSError, subprocess.CalledProcessError):
            return counts
        for line in output.read().decode(errors="replace").splitlines():
            fields = line.split(",")
            # VALUE,UNIT,EVENT,...; what cannot be counted is no number.
            if len(fields) > 2 and fields[0].isdigit():
                counts[fields[2].removesuffix(":u")] = int(fields[0])
    return counts


@functools.cache
def events():
    """Return those of EVENTS that this machine counts."""
    there = perf_stat(EVENTS, ["true"], os.devnull)
    return [event for event in EVENTS if event.removesuffix(":u") in there]


def count(argv, stdin):
    """Return what perf counts in a run of ARGV: by event a number; none without counters."""
    return perf_stat(events(), argv, stdin) if events() else {}


def instructions(name, argv, stdin, work):
    """Return how many instructions callgrind counts in a run of ARGV, in all processes.

    NAME is that of the variant, for errors.
    """
    prefix, log = os.path.join(work, "callgrind."), os.path.join(work, "valgrind.log")
    for path in glob.glob(glob.escape(prefix) + "*"):
        os.unlink(path)
    with open(stdin, "rb") as stream, open(log, "wb") as errors:
        try:
            status = subprocess.run(["valgrind", "--tool=callgrind", "--trace-children=yes",
                                     f"--callgrind-out-file={prefix}%p", *argv],
                                    stdin=stream, stdout=subprocess.DEVNULL,
                                    stderr=errors).returncode
        except OSError as error:
            raise Failure(f"--instructions: valgrind: {error.strerror}") from error
    if status != 0:
        raise Failure(f"{name}: fails under valgrind with exit status {status}"
                      f"{last_lines(log)}")
    total = 0
    for path in glob.glob(glob.escape(prefix) + "*"):
        with open(path, encoding="utf-8", errors="replace") as stream:
            for line in stream:
                if line.startswith("totals:"):
                    total += int(line.split()[1])
    return total
