# What measured times say: ratios, their intervals, verdicts.
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


"""Ratios of times with intervals, by a bootstrap over placements and runs.

A ratio is how many times as fast a variant is as the first one.  At each placement it is
the median, over the rounds, of the ratio of two runs that were next to each other
(paired): what slows a machine lasts longer than a run, and slows both.  Over the placements
it is the geometric mean.  "scripts/ab-check simulate" shows what other statistics would
give with recorded runs.

The interval is that of a bootstrap of what differs from one placement to the next and from
one run to the next (Kalibera and Jones, "Quantifying performance changes with effect size
confidence intervals", University of Kent, technical report 4-12, 2012).  Placements are
drawn with replacement, each with its rounds as they are, since these have added to the
differences between placements already: drawn anew they would count twice (Davison and
Hinkley, "Bootstrap methods and their application", 1997, section 3.8).  Of one placement
the rounds are drawn.  With few things to draw from, percentiles of a bootstrap are too
close together: they are taken further out, so that the interval is as wide as by
Student's t (Hesterberg, "What teachers should know about the bootstrap", The American
Statistician 69, 2015, section 4.1).

Runs next to each other are not independent on a machine with neighbours; placements,
which are seconds apart and each with its own differences, nearly are.  So one placement
says little, and fewer than LEAST_PLACEMENTS no more than that.
"""

import math
import random

import numpy
from scipy import special

# Fewer have no interval that could be believed.
LEAST_PLACEMENTS = 10

# The same of the runs, where there is one placement.
LEAST_ROUNDS = 5

# What is stopped as soon as its interval is narrow has one that is too narrow more often
# than by chance alone.  This part of the error that an interval may have is what it is
# made for then; "scripts/ab-check simulate" shows that all together is no more than that.
LOOKING = 0.5

# Draws of the bootstrap.
DRAWS = 4000

FASTER = "faster"
SLOWER = "slower"
SAME = "no difference worth it"
UNKNOWN = "cannot tell"


def log_ratios(first, other, paired):
    """Return the logarithms of ratios of two variants, an array.

    FIRST and OTHER are arrays of their times by round.  If PAIRED there is one for each
    round; else one, of the medians.
    """
    if paired:
        return numpy.log(first) - numpy.log(other)
    return numpy.log([numpy.median(first) / numpy.median(other)])


def expanded_tail(tail, count):
    """Return the part of a bootstrap's draws below the percentile for TAIL.

    COUNT is the number of things that were drawn from.
    """
    if count < 2:
        return tail
    quantile = special.stdtrit(count - 1, tail) * math.sqrt(count / (count - 1))
    return float(special.ndtr(quantile))


def within(low, high, threshold):
    """Is the interval from LOW to HIGH nearer to 1 than THRESHOLD, either way?"""
    return low >= 1 / (1 + threshold) and high <= 1 + threshold


class Estimate:
    """The ratio of two variants.

    key     words that set the random numbers
    tail    the part of the ratios that is to be below the interval, and above it
    paired  whether the runs with one number were next to each other
    rounds  for each placement, the times of both, a pair of arrays
    logs    for each placement, the logarithm of the ratio
    """

    def __init__(self, key, tail, paired=True):
        self.key = key
        self.tail = tail
        self.paired = paired
        self.rounds = []
        self.logs = []

    def add(self, first, other):
        """Take the times FIRST and OTHER, lists of seconds by round, of one placement."""
        first, other = numpy.array(first, float), numpy.array(other, float)
        self.rounds.append((first, other))
        self.logs.append(float(numpy.median(log_ratios(first, other, self.paired))))

    def count(self):
        """Return how many there are of what the interval is drawn from."""
        if len(self.logs) > 1:
            return len(self.logs)
        return min(len(times) for times in self.rounds[0])

    def ratio(self):
        """Return how many times as fast it is."""
        return math.exp(numpy.mean(self.logs))

    def superiority(self):
        """Return the mean over the placements of probability_faster."""
        return float(numpy.mean([probability_faster(*rounds) for rounds in self.rounds]))

    def draws(self, words="draws"):
        """Return DRAWS of the logarithm of the ratio; with other WORDS, others."""
        key = random.Random(f"{self.key} {words} {len(self.logs)}").getrandbits(64)
        stream = numpy.random.default_rng(key)
        if len(self.logs) > 1:
            places = stream.integers(0, len(self.logs), (DRAWS, len(self.logs)))
            return numpy.array(self.logs)[places].mean(axis=1)
        first, other = self.rounds[0]
        if self.paired:
            return median_draws(log_ratios(first, other, True), stream)
        medians = [median_draws(times, stream) for times in (first, other)]
        return numpy.log(medians[0] / medians[1])

    def interval(self):
        """Return the interval of the ratio, a pair."""
        return interval_of(self.draws(), expanded_tail(self.tail, self.count()))

    def width(self):
        """Return how far the interval goes to either side: a part of the ratio."""
        low, high = self.interval()
        return math.sqrt(high / low) - 1

    def wanted_width(self, threshold):
        """Return how wide it may be: a quarter of the difference, or half of THRESHOLD."""
        return max(threshold / 2, abs(numpy.mean(self.logs)) / 4)


def median_draws(values, stream):
    """Return DRAWS of the median of the array VALUES, by the random numbers STREAM."""
    chosen = stream.integers(0, len(values), (DRAWS, len(values)))
    return numpy.median(values[chosen], axis=1)


def interval_of(draws, tail):
    """Return the quantiles TAIL and 1 - TAIL of the logarithms DRAWS, as ratios."""
    low, high = numpy.quantile(draws, [tail, 1 - tail])
    return math.exp(low), math.exp(high)


def probability_faster(first, other):
    """Return how probable it is that a run of OTHER takes less time than one of FIRST.

    FIRST and OTHER are arrays of times.  This effect size is A of Vargha and Delaney, "A
    critique and improvement of the CL common language effect size statistics", 2000: 0.5
    where there is no difference.
    """
    less = (other[:, None] < first[None, :]).mean()
    return float(less + (other[:, None] == first[None, :]).mean() / 2)
