# What is printed: tables, verdicts, progress.
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


"""Results in words, and how far a measurement is, on a terminal."""

import os
import sys
import time

from abtest.inference import UNKNOWN
from abtest.results import direction

# Columns besides the time that decides, in this order: title, unit's size, digits.
FURTHER = {"wall": ("wall, s", 1, 4), "cpu": ("CPU, s", 1, 4), "user": ("user, s", 1, 4),
           "system": ("system, s", 1, 4), "memory": ("peak, MB", 1e6, 1)}
METRICS = {"cpu": "CPU time", "wall": "wall-clock time", "user": "user time",
           "system": "system time", "memory": "peak memory"}


def table(rows):
    """Return ROWS, lists of cells of which the first is a name, as aligned lines."""
    widths = [max(len(row[n]) for row in rows if n < len(row))
              for n in range(max(len(row) for row in rows))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(widths[n + 1]) for n, cell in enumerate(row[1:])]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


def median(values):
    """Return the median of the list VALUES."""
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def main_table(result):
    """Return the table of times and ratios of RESULT."""
    rows = [["", "median, s" if result["metric"] != "memory" else "median, B",
             "times as fast", f"{100 * result['confidence']:g} % interval", "wins"]]
    for entry in result["results"]:
        row = [entry["command"], f"{entry['median']:.4g}"]
        if "ratio" in entry:
            row += [f"{entry['ratio']:.4f}", f"{entry['low']:.4f} to {entry['high']:.4f}",
                    f"{100 * entry['superior']:.0f} %"]
        rows.append(row)
    return table(rows)


def further_cells(result, variant):
    """Return what else is known of VARIANT: a dict of title to number and digits."""
    cells = {}
    for measure, (title, unit, digits) in FURTHER.items():
        values = [value for placement in result["placements"]
                  for value in placement["runs"][variant["name"]].get(measure, [])]
        if values:
            cells[title] = (median(values) / unit, digits)
    for key in ("text", "data"):
        if variant.get(key) is not None:
            cells[f"{key}, B"] = (variant[key], 0)
    if variant.get("compile"):
        cells["compile, CPU s"] = (median(variant["compile"]), 2)
    if variant.get("instructions") is not None:
        cells["instructions, M"] = (variant["instructions"] / 1e6, 3)
    for event, count in (variant.get("counters") or {}).items():
        cells[f"perf {event}, M"] = (count / 1e6, 3)
    return cells


def further_table(result):
    """Return the table of what else was measured, each over that of the first variant."""
    variants = [v for v in result["variants"] if not v["twin"]]
    columns = [further_cells(result, variant) for variant in variants]
    rows = [[""] + [cell for v in variants for cell in ((v["name"],) if v is variants[0]
                                                        else (v["name"], "over first"))]]
    for title, (base, digits) in columns[0].items():
        row = [title, f"{base:.{digits}f}"]
        for column in columns[1:]:
            if title not in column:
                row += ["-", "-"]
                continue
            value = column[title][0]
            row += [f"{value:.{digits}f}", f"{value / base:.3f}" if base > 0 else "-"]
        rows.append(row)
    return table(rows)


def heading(result):
    """Return the line that says what RESULT was measured from."""
    count = len(result["placements"])
    runs = [len(run[result["metric"]]) for run in result["placements"][0]["runs"].values()]
    number = f"{min(runs)}" if min(runs) == max(runs) else f"{min(runs)} to {max(runs)}"
    what = "one placement" if count == 1 else f"{count} placements of {result['varied']}"
    order = "in turns" if result["interleaved"] else "one variant after the other"
    return (f"{result['program']}: {METRICS[result['metric']]}, {what}, {number} runs each, "
            f"{order}; {result['seconds']:.0f} s\n")


def notes(result):
    """Return the lines that say what RESULT does not cover."""
    lines = []
    twins = [entry for entry, variant in zip(result["results"], result["variants"])
             if variant["twin"]]
    for entry in twins:
        if entry["low"] > 1 or entry["high"] < 1:
            lines.append("The first variant differs from itself: the machine is too "
                         "noisy, or there are too few placements.\n")
    floor = result["machine"].get("memory_floor", 0)
    if any(min(runs["memory"]) <= floor for placement in result["placements"]
           for runs in placement["runs"].values() if "memory" in runs):
        lines.append(f"Peak memory below {floor / 1e6:.1f} MB is not told apart.\n")
    if not result["interleaved"]:
        lines.append("The runs took no turns: what slowed the machine may have met one "
                     "of them alone.\n")
    if result.get("wanted_seconds") and any(entry.get("verdict") == UNKNOWN
                                            for entry in result["results"]):
        lines.append("The time given was not enough: the interval is narrow enough after "
                     f"about {duration(result['wanted_seconds'])}.\n")
    return "".join(lines)


def duration(seconds):
    """Return SECONDS in words."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def as_text(result):
    """Return RESULT as text."""
    text = heading(result) + "\n" + main_table(result) + "\n"
    for entry, variant in zip(result["results"], result["variants"]):
        if variant["twin"]:
            text += (f"{entry['command']}: the noise: from {direction(entry['low'])} to "
                     f"{direction(entry['high'])}\n")
        elif "verdict" in entry:
            text += f"{entry['command']}: {entry['verdict']}: {entry['reason']}\n"
    return text + notes(result) + "\n" + further_table(result)


class Progress:
    """How far an experiment is, in a line of a terminal; nothing elsewhere."""

    def __init__(self):
        self.on = sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self.shown = 0.0

    def show(self, experiment):
        """Say how far EXPERIMENT is, five times a second at most."""
        now = time.monotonic()
        if not self.on or now - self.shown < 0.2:
            return
        self.shown = now
        self.write(f"{experiment.describe()}, {duration(experiment.left())} left at most")

    def write(self, line):
        """Show LINE in place of what was shown."""
        sys.stderr.write(f"\r\033[K{line[:os.get_terminal_size(2).columns - 1]}")
        sys.stderr.flush()

    def note(self, line):
        """Say LINE, which stays, on a terminal."""
        if self.on:
            sys.stderr.write(f"\r\033[K{line}\n")
            sys.stderr.flush()

    def end(self):
        """Leave an empty line."""
        if self.on:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
