# What the other parts share: errors, commands, files.
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


"""Errors that end the program, commands as words, files that are whole or not there."""

import os
import shlex
import tempfile

# What a shell makes something else of; a command with none of it needs no shell.
SHELL_CHARACTERS = set("|&;<>()$`*?[]#~{}!\n")


class Failure(Exception):
    """The input is bad, or a command failed: exit status 1."""


def command_argv(command, names):
    """Return the words of COMMAND, in which $NAME stands for what the dict NAMES has of it.

    A shell would add its own start to each run: there is one only where the command
    needs it.
    """
    for name, value in names.items():
        command = command.replace(f'"${name}"', shlex.quote(value))
        command = command.replace(f"${name}", shlex.quote(value))
    if SHELL_CHARACTERS & set(command):
        return ["/bin/sh", "-c", command]
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise Failure(f"{command}: {error}") from error
    if not words:
        raise Failure("an empty command")
    return words


def write_whole(path, text):
    """Write TEXT to the file PATH ("-": standard output), or leave all as it was."""
    if path == "-":
        print(text, end="")
        return
    temporary = None
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)
            return
        handle, temporary = tempfile.mkstemp(prefix=os.path.basename(path) + ".",
                                             dir=os.path.dirname(path) or ".")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            mask = os.umask(0)
            os.umask(mask)
            os.fchmod(stream.fileno(), 0o666 & ~mask)
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
        raise Failure(f"{path}: {error.strerror}") from error


def read_text(path):
    """Return the text in the file PATH ("-": standard input)."""
    try:
        with open(0 if path == "-" else path, encoding="utf-8") as stream:
            return stream.read()
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Failure(f"{path}: not text: byte {error.start}") from error


def check_readable(path):
    """See that the file PATH can be read."""
    try:
        with open(path, "rb"):
            pass
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error


def last_lines(path, count=5):
    """Return the last COUNT lines of the file PATH, indented, to end a message."""
    with open(path, encoding="utf-8", errors="replace") as stream:
        lines = stream.read().splitlines()[-count:]
    return "".join(f"\n  {line}" for line in lines)
