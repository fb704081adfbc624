/* Arguments, random targets and the result of the programs of this folder.
   Copyright (C) 2026 The gcc-pgo authors

   This program is free software: you can redistribute it and/or modify
   it under the terms of the GNU General Public License as published by
   the Free Software Foundation, either version 3 of the License, or
   (at your option) any later version.

   This program is distributed in the hope that it will be useful,
   but WITHOUT ANY WARRANTY; without even the implied warranty of
   MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
   GNU General Public License for more details.

   You should have received a copy of the GNU General Public License
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "calls.h"

static uint64_t
number (const char *text)
{
  char *end;

  errno = 0;
  uint64_t value = strtoull (text, &end, 10);
  if (errno || end == text || *end || value == 0)
    {
      fprintf (stderr, "%s: not a number above 0\n", text);
      exit (2);
    }
  return value;
}

struct calls
calls_read (int argc, char **argv)
{
  struct calls calls = { 0 };

  if (argc < 4 || argc > 3 + CALLS_TARGETS)
    {
      fprintf (stderr, "usage: %s SEED TURNS SHARE...\n", argv[0]);
      exit (2);
    }
  calls.state = number (argv[1]);
  calls.turns = number (argv[2]);
  for (int i = 3; i < argc; i++)
    calls.shares[calls.targets++] = (unsigned) number (argv[i]);
  return calls;
}

/* xorshift64*.  */
uint64_t
calls_random (struct calls *calls)
{
  calls->state ^= calls->state >> 12;
  calls->state ^= calls->state << 25;
  calls->state ^= calls->state >> 27;
  return calls->state * 0x2545f4914f6cdd1d;
}

unsigned
calls_target (struct calls *calls)
{
  unsigned all = 0, target = 0;

  for (unsigned i = 0; i < calls->targets; i++)
    all += calls->shares[i];
  unsigned point = (unsigned) ((calls_random (calls) >> 32) % all);
  while (point >= calls->shares[target])
    point -= calls->shares[target++];
  return target;
}

void
calls_report (uint64_t sum)
{
  printf ("checksum %016" PRIx64 "\n", sum);
}
