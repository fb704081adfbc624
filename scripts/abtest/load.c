/* A load for scripts/ab-check: rounds of different work.
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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   With other ROUNDS, of as many digits in an instruction, the code is as long and lies
   at the same place.  SHIFT bytes lie in front of it.  Where it lies adds up to PLACED
   rounds, as the address of code can make any program slower: not by so much on each
   processor, but known.  With an argument it prints how many, and does nothing else.  */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef SHIFT
#define SHIFT 0
#endif
#ifndef ROUNDS
#define ROUNDS 100
#endif
#ifndef PLACED
#define PLACED 0
#endif

#define N 1000
#define BUCKETS 4096

#define STRING(X) #X
#define SKIP(X) __asm__ (".pushsection .text\n.skip " STRING (X) "\n.popsection")
#if SHIFT
SKIP (SHIFT);
#endif

static uint32_t state = 1;
static uint32_t numbers[N];
static uint32_t buckets[BUCKETS];

static uint32_t
random_number (void)
{
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

/* An interpreter of three instructions, by chance.  */
static uint32_t
interpret (void)
{
  uint32_t a = 0, b = 1;

  for (size_t i = 0; i < N; i++)
    switch (numbers[i] & 3)
      {
      case 0:
        a += b;
        break;
      case 1:
        b ^= a >> 3;
        break;
      case 2:
        a = a * 5 + 1;
        break;
      default:
        if (a & 64)
          b += numbers[i];
      }
  return a + b;
}

static uint32_t
count (void)
{
  uint32_t most = 0;

  for (size_t i = 0; i < N; i++)
    {
      uint32_t *bucket = &buckets[numbers[i] * 2654435761u >> 20];
      if (++*bucket > most)
        most = *bucket;
    }
  return most;
}

static int
compare (const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

  return (x > y) - (x < y);
}

/* A number up to PLACED that neighbouring places have nothing of in common.  A program is
   loaded at whole pages.  */
static int
rounds_of_place (void)
{
  uint32_t place = (uintptr_t) interpret >> 4 & 255;

  return (int) ((place * 2654435761u >> 16) % (PLACED + 1));
}

int
main (int argc, char **argv)
{
  /* Of a run nothing is printed, which is the same for all ROUNDS.  */
  volatile uint32_t sum = 0;
  int rounds = ROUNDS + rounds_of_place ();

  (void) argv;
  if (argc > 1)
    {
      printf ("%d\n", rounds_of_place ());
      return 0;
    }
  for (int round = 0; round < rounds; round++)
    {
      for (size_t i = 0; i < N; i++)
        numbers[i] = random_number ();
      for (int i = 0; i < 8; i++)
        sum += interpret () + count ();
      qsort (numbers, N, sizeof *numbers, compare);
      sum += numbers[N / 2];
    }
  return 0;
}
