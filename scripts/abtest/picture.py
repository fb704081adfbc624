# Pictures of results, as SVG.
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


"""Two pictures: times by placement, and ratios with their intervals."""

import html
import math
import statistics

# Colours that are told apart by who sees colours otherwise, too (Okabe and Ito).
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
TWIN = "#888888"
STYLE = """<style>
text { font: 12px sans-serif; fill: #222 }
.soft { fill: #666 } .title { font-weight: bold } .n { text-anchor: end }
.middle { text-anchor: middle }
.line { stroke: #ddd } .one { stroke: #222; stroke-dasharray: 3 3 }
.zone { fill: #f2f2f2 }
</style>
"""


def escape(text):
    """Return TEXT as it stands in SVG."""
    return html.escape(str(text))


def ticks(low, high, count=5):
    """Return round numbers, COUNT or so, from LOW to HIGH."""
    step = 10 ** math.floor(math.log10((high - low) / count))
    for factor in (1, 2, 5, 10):
        if (high - low) / (step * factor) <= count:
            step *= factor
            break
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]


def digits(values):
    """Return how many digits tell VALUES, which ticks gave, apart."""
    step = values[1] - values[0] if len(values) > 1 else 0.1
    return max(0, -math.floor(math.log10(step) + 1e-9))


class Drawing:
    """Elements of SVG, WIDTH points wide and as high as they turn out."""

    def __init__(self, width):
        self.width = width
        self.height = 0
        self.parts = []

    def add(self, text):
        """Add the element TEXT."""
        self.parts.append(text)

    def text(self, x, y, words, kind=""):
        """Write WORDS at X, Y in the style KIND."""
        self.add(f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(words)}</text>')

    def line(self, x1, y1, x2, y2, kind="line", colour=None, width=1):
        """Draw a line."""
        style = f' style="stroke:{colour};stroke-width:{width}"' if colour else ""
        self.add(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
                 f'class="{kind}"{style}/>')

    def svg(self, title):
        """Return the picture, which TITLE describes, as text."""
        body = "\n".join(self.parts)
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" '
                f'height="{self.height:.0f}" viewBox="0 0 {self.width} {self.height:.0f}" '
                f'role="img">\n<title>{escape(title)}</title>\n{STYLE}'
                f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n')


def colours(result):
    """Return a dict of colours by the name of RESULT's variants."""
    plain = [v["name"] for v in result["variants"] if not v["twin"]]
    chosen = {name: COLOURS[n % len(COLOURS)] for n, name in enumerate(plain)}
    return {v["name"]: chosen.get(v["name"], TWIN) for v in result["variants"]}


def time_range(result):
    """Return the least time of RESULT, and one that a twentieth of the runs is above."""
    times = sorted(t for entry in result["results"] for t in entry["times"])
    low, high = times[0], times[min(len(times) - 1, int(0.95 * len(times)))]
    margin = (high - low) * 0.05 or low * 0.01
    return low - margin, high + margin


class Scale:
    """Where values from LOW to HIGH lie between the points START and END."""

    def __init__(self, low, high, start, end):
        self.low = low
        self.high = high
        self.start = start
        self.end = end

    def __call__(self, value):
        part = (min(value, self.high) - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * part

    def marks(self):
        """Return round values, each with its words."""
        values = ticks(self.low, self.high)
        return [(value, f"{value:.{digits(values)}f}") for value in values]


def draw_runs(drawing, runs, at, middle, lane, colour):
    """Draw the times RUNS, by the Scale AT, around the x MIDDLE, LANE wide."""
    for n, value in enumerate(runs):
        x = middle + lane * 0.5 * ((n + 0.5) / len(runs) - 0.5)
        if value > at.high:
            drawing.add(f'<path d="M{x:.1f} {at.end - 4:.1f}l-2 4h4z" fill="{colour}" '
                        'fill-opacity=".5"/>')
        else:
            drawing.add(f'<circle cx="{x:.1f}" cy="{at(value):.1f}" r="1.5" '
                        f'fill="{colour}" fill-opacity=".35"/>')
    y = at(statistics.median(runs))
    drawing.line(middle - lane * 0.4, y, middle + lane * 0.4, y, "", colour, 2)


def draw_legend(drawing, shade, left, y):
    """Draw the names of variants beside their colours SHADE."""
    for name, colour in shade.items():
        drawing.add(f'<circle cx="{left + 5}" cy="{y - 4}" r="4" fill="{colour}"/>')
        drawing.text(left + 14, y, name)
        left += 30 + 7 * len(name)


def draw_placements(drawing, result, top):
    """Draw the runs of RESULT by placement and variant below TOP; return the end."""
    left, right, height = 70, drawing.width - 20, 260
    shade = colours(result)
    drawing.text(left, top + 14, f"{result['program']}: each run by placement, and the median",
                 "title")
    draw_legend(drawing, shade, left, top + 34)
    top += 48
    at = Scale(*time_range(result), top + height, top)
    for value, words in at.marks():
        drawing.line(left, at(value), right, at(value))
        drawing.text(left - 6, at(value) + 4, words, "n soft")
    drawing.text(left - 6, top - 8, "bytes" if result["metric"] == "memory" else "s", "n soft")
    column = (right - left) / len(result["placements"])
    lane = column * 0.8 / len(shade)
    for p, placement in enumerate(result["placements"]):
        for n, (name, colour) in enumerate(shade.items()):
            draw_runs(drawing, placement["runs"][name][result["metric"]], at,
                      left + (p + 0.1) * column + (n + 0.5) * lane, lane, colour)
        if len(result["placements"]) <= 40 or p % 5 == 4:
            drawing.text(left + (p + 0.5) * column, top + height + 16, p + 1, "soft middle")
    drawing.text(left, top + height + 34, "placement; a triangle is a slower run that is not "
                 "in the picture", "soft")
    return top + height + 50


def draw_ratios(drawing, groups, threshold, top):
    """Draw GROUPS, as several.whole returns them, below TOP; return the end."""
    rows = [(f"{name}, {program}" if len(lines) > 1 else name, *line)
            for name, lines in groups for program, *line in lines]
    left, right = 40 + 7 * max(len(row[0]) for row in rows), drawing.width - 190
    low = min(1 - 1.5 * threshold, *(row[2] for row in rows))
    high = max(1 + 1.5 * threshold, *(row[3] for row in rows))
    bottom = top + 30 + 24 * len(rows)
    at = Scale(low, high, left, right)
    drawing.text(20, top + 14, "Times as fast as the first variant, with intervals; grey: "
                 f"less than {100 * threshold:g} % either way", "title")
    drawing.add(f'<rect class="zone" x="{at(1 / (1 + threshold)):.1f}" y="{top + 26}" '
                f'width="{at(1 + threshold) - at(1 / (1 + threshold)):.1f}" '
                f'height="{bottom - top - 26:.1f}"/>')
    for value, words in at.marks():
        drawing.line(at(value), top + 26, at(value), bottom)
        drawing.text(at(value), bottom + 16, words, "soft middle")
    drawing.line(at(1), top + 26, at(1), bottom, "one")
    for n, (name, ratio, start, end) in enumerate(rows):
        y = top + 42 + 24 * n
        whole = name.endswith("geometric mean")
        colour = "#222" if whole else COLOURS[0]
        drawing.text(20, y + 4, name, "title" if whole else "")
        drawing.line(at(start), y, at(end), y, "", colour, 3)
        drawing.add(f'<circle cx="{at(ratio):.1f}" cy="{y}" r="4.5" fill="{colour}"/>')
        drawing.text(right + 16, y + 4, f"{ratio:.4f}  ({start:.4f} to {end:.4f})")
    return bottom + 30


def picture(results, groups):
    """Return the picture of RESULTS, and of GROUPS, their ratios, as the text of an SVG."""
    drawing = Drawing(900)
    top = draw_ratios(drawing, groups, results[0]["threshold"], 10)
    for result in results:
        top = draw_placements(drawing, result, top + 10)
    drawing.height = top
    programs = ", ".join(result["program"] for result in results)
    return drawing.svg(f"Times of {programs}")
