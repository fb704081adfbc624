# Several results: programs side by side, and one that was measured later.
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


"""Results of several programs, each and as a whole; and old ones against new ones."""

import math

import numpy

from abtest.inference import expanded_tail, interval_of
from abtest.results import estimates, judge_interval
from abtest.shared import Failure
from abtest.text import table


def tail_of(parts):
    """Return the tail of draws that are made of those of the Estimates PARTS."""
    return max((expanded_tail(part.tail, part.count()) for part in parts))


def whole(results):
    """Return the ratios of several RESULTS, by variant: a list of name, rows.

    A row is the program's name, its ratio, low and high; the last is that of the
    geometric mean over the programs, which are taken as they are, not as a sample.
    """
    first = results[0]["variants"][0]["name"]
    names = [v["name"] for v in results[0]["variants"][1:]]
    for result in results[1:]:
        if result["variants"][0]["name"] != first:
            raise Failure(f"{result['program']}: its first variant is "
                          f"{result['variants'][0]['name']}, not {first}")
    made = [estimates(result) for result in results]
    rows = []
    for name in names:
        parts = [(result["program"], one[name]) for result, one in zip(results, made)
                 if name in one]
        lines = [(program, part.ratio(), *part.interval()) for program, part in parts]
        if len(parts) > 1:
            draws = numpy.mean([part.draws() for _, part in parts], axis=0)
            ratio = math.exp(numpy.mean([math.log(line[1]) for line in lines]))
            lines.append(("geometric mean", ratio,
                          *interval_of(draws, tail_of([part for _, part in parts]))))
        rows.append((name, lines))
    return rows


def whole_text(groups):
    """Return GROUPS, which whole returned, as text."""
    rows = [["", "", "times as fast", "interval"]]
    for name, lines in groups:
        for program, ratio, low, high in lines:
            rows.append([program, name, f"{ratio:.4f}", f"{low:.4f} to {high:.4f}"])
    return table(rows)


def compare_text(old, new):
    """Return how the ratios of the result NEW differ from those of OLD, as text.

    Each ratio is one to the first variant, which was measured in turns with the others:
    what the machine does otherwise now counts for neither.
    """
    before, after = estimates(old), estimates(new)
    if old["variants"][0]["name"] != new["variants"][0]["name"]:
        raise Failure(f"the first variants are {old['variants'][0]['name']} and "
                      f"{new['variants'][0]['name']}: nothing to compare by")
    names = [v["name"] for v in new["variants"][1:] if v["name"] in before and not v["twin"]]
    if not names:
        raise Failure("no variant is in both results")
    rows, verdicts = [["", "before", "now", "now over before", "interval"]], ""
    for name in names:
        parts = before[name], after[name]
        ratio = parts[1].ratio() / parts[0].ratio()
        # Two experiments of one seed are two draws.
        draws = parts[1].draws() - parts[0].draws("before")
        low, high = interval_of(draws, tail_of(parts))
        rows.append([name, f"{parts[0].ratio():.4f}", f"{parts[1].ratio():.4f}",
                     f"{ratio:.4f}", f"{low:.4f} to {high:.4f}"])
        count = min(part.count() for part in parts)
        varied = min((result["varied"] for result in (old, new)), key=len)
        verdict, reason = judge_interval(low, high, ratio, count, new["threshold"], varied)
        verdicts += f"{name}: {verdict} than before: {reason}\n"
    return table(rows) + "\n" + verdicts
