# Runs commands one at a time and measures each.
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

"""A process of its own, small and without NumPy, that starts what is measured.

A process takes the peak memory of the one that started it for its own until
it has more (exec_mmap in Linux), so that this one is started without what
Python need not have.  What it has itself is the least that can be told.

    runner.py CPU

CPU is the number of a processor, or "any".  A line of JSON on standard input is a
run: argv, environment (variables besides those of this process), input and output
(names of files), and lock (a file whose lock is held during the run, or null).
A line of JSON on standard output is its result: wall, user, system (seconds), memory
(bytes), floor (what memory cannot be below), status (0, the exit status, or minus a
signal); or error, why it could not be started.
"""

import contextlib
import fcntl
import gc
import json
import os
import sys
import time


def own_memory():
    """Return the peak memory of this process, in bytes."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as stream:
        for line in stream:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def take_lock(path):
    """Wait for the lock of the file PATH, and return what to close; None for no PATH."""
    if path is None:
        return None
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def run(request):
    """Do the run REQUEST, and return its result; see above."""
    environment = dict(os.environ)
    environment.update(request["environment"])
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, request["input"], os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, request["output"],
         os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    try:
        lock = take_lock(request["lock"])
    except OSError as error:
        return {"error": f"{request['lock']}: {error.strerror}"}
    try:
        start = time.perf_counter()
        child = os.posix_spawnp(request["argv"][0], request["argv"], environment,
                                file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        end = time.perf_counter()
    except OSError as error:
        return {"error": f"{request['argv'][0]}: {error.strerror}"}
    finally:
        if lock is not None:
            os.close(lock)
    return {
        "wall": end - start,
        "user": usage.ru_utime,
        "system": usage.ru_stime,
        "memory": usage.ru_maxrss * 1024,
        "floor": own_memory(),
        "status": os.waitstatus_to_exitcode(status),
    }


def main():
    """Do runs until there are no more."""
    if sys.argv[1] != "any":
        # Where that is not allowed it runs anywhere.
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {int(sys.argv[1])})
    gc.disable()
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
