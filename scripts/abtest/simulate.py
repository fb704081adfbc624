# Experiments drawn from measured ones, to choose statistics by.
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

"""What other statistics and intervals would find in recorded runs.

From placements at which a program ran against itself experiments are drawn, as they
are and with 2 % of difference; of each way to make a ratio and an interval of them it is
told how often it reports a difference, and how wide its intervals are.
"""

import json
import math

import numpy

from abtest.inference import FASTER, LOOKING, SLOWER, Estimate, expanded_tail, interval_of
from abtest.results import judge_interval
from abtest.shared import Failure

DIFFERENCE = 1.02
THRESHOLD = 0.01
TAIL = 0.025
DRAWS = 1000
LEAST, MOST = 10, 40


def lesser_half(logs):
    """Return the logarithm of the mean of the lesser half of the times with LOGS, by row."""
    half = (logs.shape[-1] + 1) // 2
    return numpy.log(numpy.exp(numpy.partition(logs, half - 1)[..., :half]).mean(axis=-1))


def paired(centre):
    """Return the statistic CENTRE of the logarithms of the ratios of rounds."""
    return lambda first, other: centre(first - other, axis=-1)


def apart(centre):
    """Return the difference of the statistics CENTRE of each of the two."""
    return lambda first, other: centre(first) - centre(other)


# Of the logarithms of the times of two variants, arrays whose last axis is the rounds,
# that of their ratio.
STATISTICS = {
    "mean": apart(lambda logs: numpy.log(numpy.exp(logs).mean(axis=-1))),
    "least": apart(lambda logs: logs.min(axis=-1)),
    "median": apart(lambda logs: numpy.median(logs, axis=-1)),
    "lesser half": apart(lesser_half),
    "paired mean": paired(numpy.mean),
    "paired median": paired(numpy.median),
}


def read_runs(paths):
    """Return the logarithms of the times in the results PATHS: placements, 2, rounds.

    All placements have as many rounds as the one that has the fewest.
    """
    rows = []
    for path in paths:
        try:
            with open(path, encoding="utf-8") as stream:
                result = json.load(stream)
            names = [variant["name"] for variant in result["variants"]][:2]
            rows += [[placement["runs"][name][result["metric"]] for name in names]
                     for placement in result["placements"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Failure(f"{path}: {error}") from error
    if len(rows) < MOST:
        raise Failure(f"{len(rows)} placements are recorded; {MOST} are wanted")
    rounds = min(len(runs) for row in rows for runs in row)
    return numpy.log([[runs[:rounds] for runs in row] for row in rows])


def draw_interval(stream, runs, statistic, levels):
    """Return ratio, low and high of RUNS: placements, 2, rounds.

    STATISTIC is one of STATISTICS; LEVELS are "placements", drawn with their rounds, or
    "both", with rounds that are drawn as well.
    """
    count, _, rounds = runs.shape
    logs = statistic(runs[:, 0], runs[:, 1])
    places = stream.integers(0, count, (DRAWS, count))
    if levels == "both":
        chosen = stream.integers(0, rounds, (DRAWS, count, rounds))
        first, other = (numpy.take_along_axis(runs[places, n], chosen, axis=-1)
                        for n in (0, 1))
        draws = statistic(first, other).mean(axis=1)
    else:
        draws = logs[places].mean(axis=1)
    return (math.exp(logs.mean()), *interval_of(draws, expanded_tail(TAIL, count)))


def one_look(stream, logs, count, name, levels):
    """Draw COUNT experiments of LEAST placements; return a line about them."""
    found, same, width = 0, 0, []
    for _ in range(count):
        runs = logs[stream.choice(len(logs), LEAST, replace=False)]
        ratio, low, high = draw_interval(stream, runs, STATISTICS[name], levels)
        verdicts = [judge_interval(low * k, high * k, ratio * k, LEAST, THRESHOLD, "")[0]
                    for k in (1, DIFFERENCE)]
        same += verdicts[0] in (FASTER, SLOWER)
        found += verdicts[1] == FASTER
        width.append(math.sqrt(high / low) - 1)
    outside = sum_outside(stream, logs, count, name, levels)
    return (f"{name:14} {levels:11} {100 * outside:6.1f} % {100 * same / count:9.1f} % "
            f"{100 * found / count:9.1f} % {100 * numpy.mean(width):8.2f} %")


def sum_outside(stream, logs, count, name, levels):
    """Return how often the interval of LEAST placements has not the ratio of all of them."""
    truth = math.exp(STATISTICS[name](logs[:, 0], logs[:, 1]).mean())
    outside = 0
    for _ in range(count):
        runs = logs[stream.choice(len(logs), LEAST)]
        _, low, high = draw_interval(stream, runs, STATISTICS[name], levels)
        outside += not low <= truth <= high
    return outside / count


def many_looks(stream, logs, count, factor):
    """Draw COUNT experiments with a look after each placement, as ab stops; tell of them.

    FACTOR is the true ratio.  Return parts: of those that report a difference, in which
    the interval has not the truth, that stopped before MOST placements.
    """
    truth = factor * math.exp(STATISTICS["paired median"](logs[:, 0], logs[:, 1]).mean())
    differ = outside = stopped = 0
    for n in range(count):
        estimate = Estimate(f"simulated {n} {factor}", TAIL * LOOKING)
        for row in logs[stream.choice(len(logs), MOST)]:
            estimate.add(numpy.exp(row[0]) * factor, numpy.exp(row[1]))
            if len(estimate.logs) >= LEAST \
                    and estimate.width() <= estimate.wanted_width(THRESHOLD):
                stopped += 1
                break
        low, high = estimate.interval()
        verdict, _ = judge_interval(low, high, estimate.ratio(), LEAST, THRESHOLD, "")
        differ += verdict in (FASTER, SLOWER)
        outside += not low <= truth <= high
    return differ / count, outside / count, stopped / count


def main(paths, count):
    """Print the tables for COUNT experiments of each kind; return the exit status."""
    try:
        logs = read_runs(paths)
    except Failure as error:
        print(f"ab-check: {error}")
        return 1
    stream = numpy.random.default_rng(1)
    print(f"{len(logs)} placements of {logs.shape[2]} rounds; {count} experiments of {LEAST}\n"
          f"{'statistic':14} {'drawn':11} {'outside':>8} {'reported':>11} "
          f"{'2 % found':>11} {'+/-':>10}")
    for name in STATISTICS:
        for levels in ("placements", "both"):
            print(one_look(stream, logs, count, name, levels), flush=True)
    print(f"\nA look after each of {LEAST} to {MOST} placements, paired median:")
    for factor in (1, DIFFERENCE):
        differ, outside, stopped = many_looks(stream, logs, count, factor)
        print(f"ratio {factor:g}: {100 * differ:.1f} % report a difference, {100 * outside:.1f} % "
              f"of the intervals have not the truth, {100 * stopped:.1f} % stopped early")
    return 0
