# Results: what is kept of an experiment, what it says, other tools' files.
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


"""Results as JSON, out and in; hyperfine's files in, benchstat's format out.

A result is a dict, and as JSON what --json writes:

  ab          version of the format, 1
  program     name of what was measured
  seed, metric, confidence, threshold (a part, 0.01 for 1 %)
  varied      what differs from one placement to the next: "code and stack", "stack" or
              "nothing"
  interleaved whether the runs of the variants took turns
  looks       whether it was to stop as soon as the intervals are narrow
  stopped     why no more was measured: narrow, time, placements
  seconds     how long it took
  machine     what it ran on
  variants    list of name, value, twin (the first again), compile (CPU seconds),
              text, data (bytes), instructions, counters
  placements  list of pad, stack (bytes), runs: by variant and measure a list of numbers,
              seconds or bytes
  results     one for each variant, with the keys of hyperfine's results (command, times
              and others, in seconds of the metric) and for all but the first ratio (how
              many times as fast as the first), low, high (its interval), verdict, reason,
              superior (part of pairs of runs in which it is faster)

Keys may be added in a later version.
"""

import json
import math
import re
import statistics

from abtest.inference import (FASTER, LEAST_PLACEMENTS, LEAST_ROUNDS, LOOKING, SAME, SLOWER,
                              UNKNOWN, Estimate, within)
from abtest.shared import Failure, read_text


def empty_estimates(result):
    """Return an Estimate of no placements, by name, for each variant of RESULT but the first.

    Those that are decided about hold together with the confidence of RESULT (Bonferroni);
    the twin is not one of them.
    """
    decided = sum(not variant["twin"] for variant in result["variants"][1:])
    tail = (1 - result["confidence"]) / 2 / max(decided, 1)
    if result["looks"]:
        tail *= LOOKING
    return {variant["name"]: Estimate(f"{result['seed']} {result['program']} {variant['name']}",
                                      tail, result["interleaved"])
            for variant in result["variants"][1:]}


def add_placement(made, result, placement):
    """Add PLACEMENT of RESULT to the Estimates MADE."""
    runs, metric = placement["runs"], result["metric"]
    for name, estimate in made.items():
        estimate.add(runs[result["variants"][0]["name"]][metric], runs[name][metric])


def estimates(result):
    """Return an Estimate by name for each variant of RESULT but the first."""
    made = empty_estimates(result)
    for placement in result["placements"]:
        add_placement(made, result, placement)
    return made


def judge(estimate, threshold, varied):
    """Return the verdict about ESTIMATE, and the reason in words."""
    low, high = estimate.interval()
    if len(estimate.logs) == 1 and estimate.count() < LEAST_ROUNDS:
        return UNKNOWN, f"{estimate.count()} runs are too few; {LEAST_ROUNDS} are enough"
    return judge_interval(low, high, estimate.ratio(), len(estimate.logs), threshold, varied)


def judge_interval(low, high, ratio, count, threshold, varied):
    """Return the verdict about RATIO between LOW and HIGH, and the reason in words.

    COUNT is the number of placements, THRESHOLD what is worth it, VARIED as in a result.
    """
    if 1 < count < LEAST_PLACEMENTS:
        return UNKNOWN, f"{count} placements are too few; {LEAST_PLACEMENTS} are enough"
    where = ""
    if count == 1:
        where = "; at one placement: elsewhere the same code may differ by more"
    elif varied == "stack":
        where = "; with the code where it lies: linked anew it may differ by more"
    if within(low, high, threshold):
        return SAME, f"less than {100 * threshold:g} % either way{where}"
    if low > 1 and ratio >= 1 + threshold:
        return FASTER, f"by {percent(low)} to {percent(high)} %{where}"
    if high < 1 and 1 / ratio >= 1 + threshold:
        return SLOWER, f"by {percent(1 / high)} to {percent(1 / low)} %{where}"
    return UNKNOWN, f"from {direction(low)} to {direction(high)}{where}"


def percent(ratio):
    """Return how many percent RATIO is above 1, in words."""
    value = 100 * (ratio - 1)
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def direction(ratio):
    """Return RATIO, how many times as fast, in words."""
    return f"{percent(ratio)} % faster" if ratio >= 1 else f"{percent(1 / ratio)} % slower"


def all_times(result, name, metric):
    """Return the list of all runs of NAME in RESULT, of METRIC."""
    return [value for placement in result["placements"]
            for value in placement["runs"][name][metric]]


def conclude(result):
    """Add to RESULT the list results."""
    made = estimates(result)
    result["results"] = []
    for variant in result["variants"]:
        name = variant["name"]
        times = all_times(result, name, result["metric"])
        entry = {"command": name, "mean": statistics.fmean(times),
                 "stddev": statistics.stdev(times) if len(times) > 1 else None,
                 "median": statistics.median(times), "min": min(times), "max": max(times),
                 "times": times}
        if name in made:
            estimate = made[name]
            entry["ratio"] = estimate.ratio()
            entry["low"], entry["high"] = estimate.interval()
            entry["superior"] = estimate.superiority()
            if not variant["twin"]:
                entry["verdict"], entry["reason"] = judge(estimate, result["threshold"],
                                                          result["varied"])
        result["results"].append(entry)
    return result


def as_json(result):
    """Return RESULT as JSON text."""
    return json.dumps(result, indent=1, allow_nan=False) + "\n"


def as_benchstat(result):
    """Return the runs of RESULT as Go's benchmarks print them, for benchstat -col /variant."""
    program = re.sub(r"[^A-Za-z0-9_.-]", "_", result["program"])
    program = program[:1].upper() + program[1:]
    lines = []
    for placement in result["placements"]:
        for variant in result["variants"]:
            runs = placement["runs"][variant["name"]]
            name = variant["name"].replace(" ", "_")
            for n in range(len(runs[result["metric"]])):
                values = [f"{1e9 * runs[measure][n]:.0f} {unit}" for measure, unit in
                          (("wall", "ns/op"), ("cpu", "cpu-ns/op"), ("user", "user-ns/op"),
                           ("system", "sys-ns/op")) if measure in runs]
                if "memory" in runs:
                    values.append(f"{runs['memory'][n]:.0f} peak-RSS-bytes")
                lines.append(f"Benchmark{program}/variant={name} 1 {' '.join(values)}\n")
    return "".join(lines)


def number_list(value):
    """Is VALUE a list of one number above 0 or more?"""
    return isinstance(value, list) and len(value) > 0 and all(
        isinstance(x, (int, float)) and not isinstance(x, bool) and math.isfinite(x) and x > 0
        for x in value)


def from_hyperfine(path, data, options):
    """Return as a result what hyperfine measured, DATA of the file PATH.

    It runs one command after the other, at one placement.
    """
    if len(data["results"]) < 2:
        raise Failure(f"{path}: wants two commands or more")
    variants, runs = [], {}
    for n, entry in enumerate(data["results"]):
        if not isinstance(entry, dict) or not isinstance(entry.get("command"), str) \
                or not number_list(entry.get("times")):
            raise Failure(f"{path}: result {n + 1} has no command, or no times")
        name = entry["command"]
        if name in runs:
            raise Failure(f"{path}: two results of the command {name}")
        variants.append({"name": name, "value": name, "twin": False})
        runs[name] = {"wall": entry["times"]}
    return {"ab": 1, "program": path, "seed": options.seed, "metric": "wall",
            "confidence": options.confidence, "threshold": options.threshold,
            "varied": "nothing", "interleaved": False, "looks": False, "stopped": "placements",
            "seconds": sum(sum(r["wall"]) for r in runs.values()), "machine": {},
            "variants": variants,
            "placements": [{"pad": None, "stack": None, "runs": runs}]}


def check_result(path, data):
    """See that DATA, of the file PATH, is a result whose parts fit together."""
    try:
        names = [variant["name"] for variant in data["variants"]]
        good = data["ab"] == 1 and len(names) >= 2 and len(data["placements"]) > 0 \
            and all(isinstance(variant["twin"], bool) for variant in data["variants"]) \
            and 0 < data["confidence"] < 1 and data["threshold"] > 0 \
            and isinstance(data["seed"], int) and isinstance(data["interleaved"], bool) \
            and isinstance(data["looks"], bool)
        for placement in data["placements"]:
            for name in names:
                good = good and number_list(placement["runs"][name][data["metric"]])
        data["program"], data["varied"]
    except (KeyError, TypeError):
        good = False
    if not good:
        raise Failure(f"{path}: no result of ab, or of another version")


def read(path, options):
    """Return the result in the file PATH, which ab or hyperfine wrote."""
    text = read_text(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Failure(f"{path}: not JSON: line {error.lineno}: {error.msg}") from error
    if isinstance(data, dict) and "ab" in data:
        check_result(path, data)
        if options.metric_given:
            data["metric"] = options.metric
            check_result(path, data)
    elif isinstance(data, dict) and isinstance(data.get("results"), list):
        data = from_hyperfine(path, data, options)
    else:
        raise Failure(f"{path}: neither ab nor \"hyperfine --export-json\" wrote it")
    if options.threshold_given:
        data["threshold"] = options.threshold
    return conclude(data)
