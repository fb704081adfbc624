# What a result was measured on.
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


"""The machine: its processor, and what of it others took."""

import os
import platform


def describe(cpu):
    """Return what the machine is, and the processor CPU that was used: a dict."""
    model = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as stream:
        for line in stream:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return {"processor": model, "processors": os.cpu_count(), "cpu": cpu,
            "kernel": platform.release()}


def times():
    """Return the times of all processors since the start: idle, stolen and all, in ticks."""
    with open("/proc/stat", encoding="ascii") as stream:
        fields = [int(field) for field in stream.readline().split()[1:9]]
    return {"idle": fields[3] + fields[4], "stolen": fields[7], "all": sum(fields)}


def spent(before):
    """Return the parts of the time since BEFORE that processors worked, and were stolen."""
    now = times()
    whole = max(now["all"] - before["all"], 1)
    return {"busy": 1 - (now["idle"] - before["idle"]) / whole,
            "stolen": (now["stolen"] - before["stolen"]) / whole}
