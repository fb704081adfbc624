# What is compared: commands, directories, or one source tree with sets of flags.
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


"""Variants, and programs made of them whose code lies elsewhere each time.

A placement is a number, from 0.  Of it and the seed follow

  pad    bytes in front of the program's code, a multiple of 16, which is what GCC
         aligns functions to; 0 at placement 0, which is the program as it is
  stack  bytes that the environment is longer by, which moves the stack

That the latter two alone make programs faster or slower by several percent is
shown by Mytkowicz, Diwan, Hauswirth and Sweeney, "Producing wrong data without
doing anything obviously wrong!", ASPLOS 2009.
"""

import os
import random
import shutil
import subprocess

from abtest.shared import Failure, command_argv, last_lines

# Pads and stacks are below these: four pages, and one.
PAD_LIMIT = 16384
STACK_LIMIT = 4096

# In front of all other code for GNU ld and gold, wherever it stands on the command
# line, and for lld if it is the first there.  R keeps --gc-sections from dropping it.
PAD_SOURCE = """.section .text.unlikely, "axR", @progbits
.balign 16
{skip}
.section .note.GNU-stack, "", @progbits
"""


class Variant:
    """One of what is compared.

    name     its name
    value    a command, a directory or flags, as given
    twin     true for the first one again, which is to differ by placement alone
    number   its place among them, from 0
    """

    def __init__(self, name, value, number, twin=False):
        self.name = name
        self.value = value
        self.number = number
        self.twin = twin
        self.compile_seconds = []


def placement_of(seed, number, variant):
    """Return the placement NUMBER of VARIANT: a dict of pad and stack, in bytes.

    All variants have the same, but for the twin.
    """
    stream = random.Random(f"{seed} {'twin' if variant.twin else 'all'} {number}")
    pad = 16 * stream.randrange(PAD_LIMIT // 16)
    stack = stream.randrange(STACK_LIMIT)
    if number == 0 and not variant.twin:
        pad = 0
    return {"pad": pad, "stack": stack}


class Commands:
    """Variants that are commands, whose programs are finished."""

    varied = "stack"

    def __init__(self, variants, options):
        self.variants = variants
        self.scratch = options.scratch

    def default_name(self):
        """Return what to call what is measured."""
        return os.path.basename(self.argv(self.variants[0], 0)[0])

    def prepare(self):
        """Nothing is to be built."""

    def argv(self, variant, number):
        """Return the words that run VARIANT at the placement NUMBER."""
        return command_argv(variant.value, {"AB_SCRATCH": self.scratch})

    def program(self, variant, number):
        """Return the file whose sizes are VARIANT's, or None."""
        return shutil.which(self.argv(variant, number)[0])

    def discard(self, number):
        """Nothing was made for the placement NUMBER."""


class Builds:
    """Variants that are built and linked by commands, in a directory each.

    Commands see $AB_FLAGS, $AB_PAD (an object), $AB_PROGRAM (what is to be made) and
    $AB_SEED (a number, for linkers that shuffle by themselves).
    """

    varied = "code and stack"

    def __init__(self, variants, options):
        self.variants = variants
        self.options = options
        self.work = options.work
        self.seed = options.seed
        self.programs = set()

    def default_name(self):
        """Return what to call what is measured."""
        directory = self.options.source or self.variants[0].value
        return os.path.basename(os.path.realpath(directory))

    def directory(self, variant):
        """Return where VARIANT is built.  Names are of one length: they reach the stack."""
        if self.options.directories:
            return variant.value
        return os.path.join(self.work, f"tree{variant.number:02}")

    def prepare(self):
        """Build what is the same for all placements, where there are commands for it."""
        for variant in self.variants:
            if variant.twin:
                continue
            directory = self.directory(variant)
            if self.options.source:
                self.copy(variant, directory)
            elif not os.path.isdir(directory):
                raise Failure(f"{variant.name}: {directory}: no such directory")
            for _ in range(self.options.build_runs if self.options.build else 0):
                seconds = self.run(variant, "build", self.options.build, 0)
                variant.compile_seconds.append(seconds)

    def copy(self, variant, directory):
        """Copy the source tree for VARIANT."""
        try:
            shutil.copytree(self.options.source, directory, symlinks=True)
        except (OSError, shutil.Error) as error:
            raise Failure(f"{variant.name}: cannot copy {self.options.source}: "
                          f"{error}") from error

    def run(self, variant, what, command, number):
        """Run COMMAND, which is WHAT is done to VARIANT; return its CPU seconds."""
        environment = dict(os.environ)
        if not self.options.directories:
            environment["AB_FLAGS"] = variant.value
        if what == "link":
            kind = "twin" if variant.twin else "all"
            stream = random.Random(f"{self.seed} {kind} link {number}")
            environment["AB_SEED"] = str(stream.randrange(1, 2**31))
            environment["AB_PROGRAM"] = self.program(variant, number)
            environment["AB_PAD"] = os.path.join(self.work, f"{kind}{number:04}.o")
            self.make_pad(variant, number, environment["AB_PAD"])
        log = os.path.join(self.work, f"{what}.log")
        with open(log, "w", encoding="utf-8") as stream:
            process = subprocess.Popen(["/bin/sh", "-c", command], env=environment,
                                       cwd=self.directory(self.origin(variant)),
                                       stdin=subprocess.DEVNULL, stdout=stream,
                                       stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise Failure(f"{variant.name}: --{what} failed with exit status "
                          f"{process.returncode}:{last_lines(log)}")
        return usage.ru_utime + usage.ru_stime

    def origin(self, variant):
        """Return the variant that VARIANT is built as: the twin as the first."""
        return self.variants[0] if variant.twin else variant

    def make_pad(self, variant, number, path):
        """Assemble the object PATH that moves VARIANT to the placement NUMBER."""
        if os.path.exists(path):
            return
        pad = placement_of(self.seed, number, variant)["pad"]
        try:
            result = subprocess.run(["as", "-o", path, "-"],
                                    input=PAD_SOURCE.format(skip=f".skip {pad}" if pad else ""),
                                    text=True, stdout=subprocess.PIPE,
                                    stderr=subprocess.STDOUT)
        except OSError as error:
            raise Failure(f"as: {error.strerror}") from error
        if result.returncode != 0:
            raise Failure(f"cannot assemble the padding: {result.stdout}")

    def program(self, variant, number):
        """Return the name of the program that VARIANT is at the placement NUMBER."""
        return os.path.join(self.work, f"program{variant.number:02}.{number:04}")

    def argv(self, variant, number):
        """Link VARIANT for the placement NUMBER, and return the words that run it."""
        program = self.program(variant, number)
        if program not in self.programs:
            self.run(variant, "link", self.options.link, number)
            if not os.access(program, os.X_OK):
                raise Failure(f"{variant.name}: --link has not made a program of $AB_PROGRAM")
            self.programs.add(program)
            if number == 1:
                self.check_moved(variant)
        return command_argv(self.options.run,
                            {"AB_PROGRAM": program, "AB_SCRATCH": self.options.scratch})

    def check_moved(self, variant):
        """See that the first two placements of VARIANT are two programs."""
        pads = [placement_of(self.seed, number, variant)["pad"] for number in (0, 1)]
        if pads[0] == pads[1]:
            return
        contents = []
        for number in (0, 1):
            with open(self.program(variant, number), "rb") as stream:
                contents.append(stream.read())
        if contents[0] == contents[1]:
            raise Failure(f"{variant.name}: --link makes the same program at two placements: "
                          "is $AB_PAD linked, and the program always made anew?")

    def discard(self, number):
        """Remove what was linked for the placement NUMBER; the first stays for its sizes."""
        if number <= 1:
            return
        for variant in self.variants:
            os.unlink(self.program(variant, number))


def sizes(program):
    """Return the sizes of the file PROGRAM as size (1) tells them, if it can: a dict."""
    if program is None:
        return {}
    result = subprocess.run(["size", program], capture_output=True, text=True)
    lines = result.stdout.splitlines()
    if result.returncode != 0 or len(lines) != 2:
        return {}
    text, data = lines[1].split()[:2]
    return {"text": int(text), "data": int(data)}
