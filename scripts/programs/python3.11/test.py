# A load for timing Python: other work than that of train.py.
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
# Usage: test.py [ROUNDS]

import ast
import bisect
import csv
import datetime
import enum
import functools
import heapq
import io
import math
import statistics
import struct
import sys
import textwrap
import xml.etree.ElementTree as tree


class Random:
    """Numbers that look random, by a method of this load's own."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & (2 ** 64 - 1)
        return (self.state >> 33) % n


def routes(size):
    rng = Random(3)
    near = [[(rng.below(size), 1 + rng.below(40)) for _ in range(5)] for _ in range(size)]
    far = [math.inf] * size
    far[0] = 0
    heap = [(0, 0)]
    while heap:
        so_far, node = heapq.heappop(heap)
        if so_far > far[node]:
            continue
        for to, length in near[node]:
            if so_far + length < far[to]:
                far[to] = so_far + length
                heapq.heappush(heap, (far[to], to))
    return max(f for f in far if f < math.inf)


def documents(size):
    root = tree.Element("root")
    for n in range(size):
        item = tree.SubElement(root, "item", {"n": str(n), "kind": "abc"[n % 3]})
        item.text = f"text & more <{n}>"
        tree.SubElement(item, "price").text = f"{n * 1.25:.2f}"
    text = tree.tostring(root)
    again = tree.fromstring(text)
    return sum(float(item.findtext("price")) for item in again.iter("item") if item.get("kind") != "b")


def sheets(size):
    out = io.StringIO()
    writer = csv.writer(out)
    for n in range(size):
        writer.writerow([n, f"name, {n}", n / 7, 'a "quoted" word' if n % 9 == 0 else ""])
    out.seek(0)
    total = 0.0
    for row in csv.DictReader(out, ["n", "name", "share", "note"]):
        total += float(row["share"]) + len(row["note"])
    return round(total, 6)


def days(size):
    day = datetime.datetime(2020, 2, 27, 5, 30)
    seen = []
    for n in range(size):
        day += datetime.timedelta(hours=n % 50, seconds=n)
        seen.append(day.strftime("%Y-%m-%d %H:%M:%S"))
    return max(datetime.datetime.fromisoformat(s) for s in seen).isoformat()


class Kind(enum.Enum):
    NUMBER = 1
    NAME = 2
    SIGN = 3


class Error(Exception):
    pass


class Parser:
    """Arithmetic, by recursive descent."""

    def __init__(self, text):
        self.tokens = list(self.scan(text)) + [(Kind.SIGN, "")]
        self.at = 0

    @staticmethod
    def scan(text):
        i = 0
        while i < len(text):
            c = text[i]
            if c.isdigit():
                start = i
                while i < len(text) and text[i].isdigit():
                    i += 1
                yield Kind.NUMBER, text[start:i]
                continue
            if c.isalpha():
                yield Kind.NAME, c
            elif not c.isspace():
                yield Kind.SIGN, c
            i += 1

    def take(self, value=None):
        kind, text = self.tokens[self.at]
        if value is not None and text != value:
            raise Error(f"{value} expected, not {text}")
        self.at += 1
        return kind, text

    def expression(self, level=0):
        left = self.factor() if level == 2 else self.expression(level + 1)
        while level < 2 and self.tokens[self.at][1] in ("+-", "*/")[level] and self.tokens[self.at][1]:
            sign = self.take()[1]
            right = self.factor() if level == 1 else self.expression(level + 1)
            left = (left + right if sign == "+" else left - right if sign == "-"
                    else left * right if sign == "*" else left // (right or 1))
        return left

    def factor(self):
        kind, text = self.take()
        if kind is Kind.NUMBER:
            return int(text)
        if kind is Kind.NAME:
            return ord(text)
        if text == "(":
            value = self.expression()
            self.take(")")
            return value
        raise Error(text)


def calculate(size):
    total = failed = 0
    for n in range(size):
        text = f"({n} + x) * ({n % 17} - 3 * y) / 7 + (2 * (a + {n})) " + ("+" if n % 4 == 0 else "- 1")
        try:
            total += Parser(text).expression()
        except Error:
            failed += 1
    return total, failed


def matrices(n):
    a = [[(i * j + i) % 7 - 3.0 for j in range(n)] for i in range(n)]
    b = [[(i - j) / n for j in range(n)] for i in range(n)]
    columns = list(zip(*b))
    c = [[sum(map(float.__mul__, row, column)) for column in columns] for row in a]
    return round(sum(map(sum, c)), 6), round(statistics.pstdev(c[1]), 9)


def packets(size):
    head = struct.Struct("<IHHd")
    data = b"".join(head.pack(n, n % 60000, n & 255, n / 3) for n in range(size))
    total = 0
    for n, low, tag, value in head.iter_unpack(data):
        total = (total * 31 + low ^ tag + int(value)) & 0xffffffff
    return total


def programs(size):
    source = "\n".join(f"def f{n}(a, b=[{n}]):\n    if a > {n}:\n        return [x * a for x in b if x]\n    return -a"
                       for n in range(size))
    parsed = ast.parse(source)
    names = {}
    exec(compile(parsed, "generated", "exec"), names)
    return sum(1 for _ in ast.walk(parsed)), names["f3"](9), len(ast.unparse(parsed))


@functools.lru_cache(maxsize=500)
def ways(amount, coins):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    return ways(amount - coins[0], coins) + ways(amount, coins[1:])


def letters(size):
    rng = Random(17)
    text = " ".join("".join("etaoinshrdluß"[rng.below(13)] for _ in range(2 + rng.below(9))) for _ in range(size))
    wrapped = textwrap.wrap(text, 72)
    table = str.maketrans("aeiou", "12345")
    kept = []
    for line in wrapped:
        for word in line.translate(table).partition(" ")[2].split("1"):
            place = bisect.bisect(kept, word)
            if place == len(kept) or kept[place - 1] != word:
                kept.insert(place, word)
    return len(kept), kept[len(kept) // 2].upper().center(20, "*"), "".join(reversed(kept[3])).casefold()


def life(steps):
    cells = {(x, y) for x in range(25) for y in range(25) if (x * x + y * 3) % 5 < 2}
    for _ in range(steps):
        counts = {}
        for x, y in cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
        cells = {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}
    return len(cells)


def main(rounds):
    for _ in range(rounds):
        ways.cache_clear()
        results = [routes(900), documents(500), sheets(1500), days(2500), calculate(400),
                   matrices(45), packets(9000), programs(60), ways(300, (50, 20, 10, 5, 2)),
                   letters(1500), life(12)]
    print(results)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
