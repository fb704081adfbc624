# A load for Python's profile: a bit of everything, each part in a function of its own.
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
#
# Usage: train.py [ROUNDS]

import collections
import copy
import decimal
import itertools
import json
import pickle
import random
import re
import string
import sys


def records(count):
    """COUNT records of several types, the same each time."""
    rng = random.Random(7)
    return [{"id": i, "name": "".join(rng.choices(string.ascii_letters, k=9)),
             "price": rng.random() * 100, "tags": rng.sample(range(50), 4),
             "parent": {"id": i // 3, "open": i % 5 == 0, "note": None}}
            for i in range(count)]


def serialise(count):
    text = json.dumps(records(count))
    again = json.loads(text)
    data = pickle.dumps(again, 4)
    return len(text) + len(data) + sum(r["id"] for r in pickle.loads(data))


def search(count):
    rng = random.Random(11)
    lines = [f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} host{rng.randint(1, 30)} "
             f"GET /{rng.choice(['index', 'item', 'cart'])}?id={rng.randint(1, 999)} {rng.randint(1, 9000)}"
             for _ in range(count)]
    pattern = re.compile(r"(\d+)-(\d+)-(\d+) (\w+) ([A-Z]+) /(\w+)\?id=(\d+) (\d+)$")
    seen = collections.Counter()
    for line in lines:
        match = pattern.match(line)
        if match and int(match.group(8)) > 100:
            seen[match.group(4), match.group(6)] += 1
    return seen.most_common(3)


class Body:
    __slots__ = ("x", "y", "z", "vx", "vy", "vz", "mass")

    def __init__(self, n):
        self.x, self.y, self.z = n * 1.5, n * 0.5 - 1, 2.0 / (n + 1)
        self.vx, self.vy, self.vz = 0.01 * n, 0.02, -0.01 * n
        self.mass = 1.0 / (n + 1)


def orbits(steps):
    bodies = [Body(n) for n in range(5)]
    pairs = list(itertools.combinations(bodies, 2))
    for _ in range(steps):
        for a, b in pairs:
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            near = 0.001 / ((dx * dx + dy * dy + dz * dz) ** 1.5 + 0.01)
            a.vx -= dx * b.mass * near
            a.vy -= dy * b.mass * near
            a.vz -= dz * b.mass * near
            b.vx += dx * a.mass * near
            b.vy += dy * a.mass * near
            b.vz += dz * a.mass * near
        for body in bodies:
            body.x += 0.001 * body.vx
            body.y += 0.001 * body.vy
            body.z += 0.001 * body.vz
    return round(sum(b.x + b.y + b.z for b in bodies), 9)


class Task:
    """A task of a scheduler: work is passed on from one to the next."""

    def __init__(self, name, priority):
        self.name, self.priority, self.queue, self.done = name, priority, collections.deque(), 0

    def step(self, tasks):
        if not self.queue:
            return False
        work = self.queue.popleft()
        self.done += work
        if work > 1:
            tasks[(self.priority * 7 + work) % len(tasks)].queue.append(work - 1)
        return True


class Urgent(Task):
    def step(self, tasks):
        return super().step(tasks) and super().step(tasks)


def schedule(work):
    tasks = [(Urgent if n % 3 == 0 else Task)(f"task{n}", n) for n in range(12)]
    for n, task in enumerate(tasks):
        task.queue.extend([work + n, work])
    while any([task.step(tasks) for task in tasks]):
        pass
    return [task.done for task in tasks]


def words(count):
    rng = random.Random(5)
    text = " ".join(rng.choice(["the", "House", "of", "cards", "ÄRGER", "naïve", "x"]) for _ in range(count))
    totals = {}
    for word in text.lower().replace("x", "y").split():
        totals[word] = totals.get(word, 0) + 1
    lines = [f"{word:>8}|{number:06d}|{number / count:.3%}" for word, number in sorted(totals.items())]
    return "\n".join(lines).title().encode("utf-8")


def permute(n):
    def walk(rest):
        if not rest:
            yield ()
        for i, item in enumerate(rest):
            for tail in walk(rest[:i] + rest[i + 1:]):
                yield (item,) + tail
    return sum(p[0] * p[-1] for p in walk(tuple(range(n))))


def numbers(count):
    sieve = bytearray([1]) * count
    for i in range(2, int(count ** 0.5) + 1):
        if sieve[i]:
            sieve[i * i::i] = bytes(len(range(i * i, count, i)))
    primes = [i for i in range(2, count) if sieve[i]]
    power = pow(3, primes[-1], 10 ** 40) * 7 ** 300
    with decimal.localcontext() as context:
        context.prec = 40
        root = sum(decimal.Decimal(p).sqrt() for p in primes[:300])
    return len(primes), power % 1000003, str(root)


def tables(count):
    rows = [(n * 7919 % count, str(n), n % 13) for n in range(count)]
    rows.sort(key=lambda row: (row[2], row[0]))
    groups = {key: [row[1] for row in group] for key, group in itertools.groupby(rows, lambda row: row[2])}
    other = copy.deepcopy(groups)
    other.update({k: v[::-1] for k, v in groups.items() if k % 2})
    return sum(len(set(v) & set(other[k])) for k, v in groups.items())


def main(rounds):
    for _ in range(rounds):
        results = [serialise(600), search(2500), orbits(1200), schedule(60), words(9000),
                   permute(7), numbers(60000), tables(6000)]
    print(results)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
