/* What producers of profiles do differently, undone.
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

   Decides by the profile as a whole, since one producer wrote it, and by
   evidence, since none says its name reliably:

     - A system_name that no assembler takes is the name for people, and then
       so are all that equal their name (Perfetto).

     - Lines beyond 32 bits carry a discriminator (Perforator).

   The rest concerns producers that know no assembler names.  A profile that has
   any is believed.

     - If every function starts at the least of its lines, and some have others,
       the start line was made up from the samples (Pyroscope): a caller's frame
       lies behind its declarator.  Without it, lines count from the top of the
       file.  Should an honest profile be so small as to look like that, its
       lines are still right, but not after an edit above the function.

     - If every line is the start line of its function (Parca), a line says
       nothing, and is taken away.  In a honest profile of functions of one line
       each it said little.

     - The lines of a location stand innermost first, or (Parca) outermost
       first.  A physical function is one run of addresses: at which end do
       neighbours agree?  And it often has an address with nothing inlined,
       which a function that is always inlined never has.  Each location that
       tells has a vote; it takes at least four, and three times as many as
       against it.  Without such evidence the order is that of profile.proto;
       but where the lines are Parca's it is unknown, and what is inlined where
       is not believed.

   One file that another tool has merged from several dialects is read as
   profile.proto says.  */

/* For qsort_r.  */
#define _GNU_SOURCE

#include "pprof/dialect.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "names/symbol.h"

/* Votes that decide at least, and how many times those against.  */
#define LEAST_VOTES 4
#define MAJORITY 3

const char *
pgo_trait_phrase (unsigned i)
{
  static const char *const phrases[PGO_N_TRAITS]
      = { "discriminators were cut off line numbers",
          "system_name holds names for people, which are matched as such",
          "inlined frames stand outermost first, and were turned round",
          "the order of inlined frames is unknown; they are not used",
          "all lines are those of declarators; calls are matched without",
          "start lines are sampled lines; lines are matched as absolute" };

  return phrases[i];
}

uint32_t
pgo_dialect_line (int64_t line)
{
  return line > 0 ? (uint32_t) line : 0;
}

/* Set *LINE right.  True if it had a discriminator.  */
static bool
cut_discriminator (int64_t *line)
{
  bool found = *line > UINT32_MAX;

  *line = pgo_dialect_line (*line);
  return found;
}

static void
normalize_numbers (struct pgo_profile *p)
{
  bool found = false;

  for (size_t i = 0; i < p->n_lines; i++)
    found |= cut_discriminator (&p->lines[i].line);
  for (size_t i = 0; i < p->n_functions; i++)
    found |= cut_discriminator (&p->functions[i].start_line);
  if (found)
    p->traits |= PGO_TRAIT_DISCRIMINATORS;
}

/* Take away what is no assembler name.  True if any is left.  */
static bool
normalize_names (struct pgo_profile *p)
{
  bool left = false;

  for (size_t i = 0; i < p->n_functions; i++)
    if (pgo_symbol_readable_p (p->functions[i].system_name))
      p->traits |= PGO_TRAIT_READABLE;
  for (size_t i = 0; i < p->n_functions; i++)
    {
      struct pgo_function *f = &p->functions[i];
      if (p->traits & PGO_TRAIT_READABLE
          && (pgo_symbol_readable_p (f->system_name)
              || strcmp (f->system_name, f->name) == 0))
        {
          if (f->name[0] == '\0')
            f->name = f->system_name;
          f->system_name = "";
        }
      left |= f->system_name[0] != '\0';
    }
  return left;
}

/* Least and greatest line of a function, 0 where it has none.  */
struct range
{
  int64_t least, greatest;
};

static void
extend (struct range *range, int64_t line)
{
  if (line <= 0)
    return;
  if (range->least == 0 || line < range->least)
    range->least = line;
  if (line > range->greatest)
    range->greatest = line;
}

/* Which of PGO_TRAIT_NO_LINES and PGO_TRAIT_START_SAMPLED P has, or 0.  */
static unsigned
judge_lines (const struct pgo_profile *p)
{
  struct range *ranges = pgo_xcalloc (p->n_functions, sizeof *ranges);
  unsigned trait = 0;

  for (size_t i = 0; i < p->n_locations; i++)
    {
      const struct pgo_location *location = &p->locations[i];
      const struct pgo_line *line = &p->lines[location->first_line];
      for (uint32_t k = 0; k < location->n_lines; k++)
        extend (&ranges[line[k].function], line[k].line);
    }
  for (size_t i = 0; i < p->n_functions; i++)
    {
      int64_t start = p->functions[i].start_line;
      if (start == 0 || ranges[i].least == 0)
        continue;
      if (ranges[i].least != start)
        {
          trait = 0;
          break;
        }
      if (ranges[i].greatest != start)
        trait = PGO_TRAIT_START_SAMPLED;
      else if (trait == 0)
        trait = PGO_TRAIT_NO_LINES;
    }
  free (ranges);
  return trait;
}

static void
normalize_lines (struct pgo_profile *p)
{
  unsigned trait = judge_lines (p);

  p->traits |= trait;
  if (trait == PGO_TRAIT_NO_LINES)
    for (size_t i = 0; i < p->n_lines; i++)
      if (p->functions[p->lines[i].function].start_line > 0)
        p->lines[i].line = 0;
  if (trait == PGO_TRAIT_START_SAMPLED)
    for (size_t i = 0; i < p->n_functions; i++)
      p->functions[i].start_line = 0;
}

/* The ends of the lines of a location: the numbers of their functions, where
   the same name in the same file is one.  */
struct ends
{
  uint64_t address;
  uint32_t mapping;
  uint32_t first;
  uint32_t last;
};

struct votes
{
  size_t innermost_first;
  size_t outermost_first;
};

/* For qsort_r, order of two indices of functions by name and file.  */
static int
compare_functions (const void *x, const void *y, void *context)
{
  const struct pgo_profile *p = context;
  const struct pgo_function *a = &p->functions[*(const uint32_t *) x];
  const struct pgo_function *b = &p->functions[*(const uint32_t *) y];
  int order = strcmp (a->name, b->name);

  return order ? order : strcmp (a->file, b->file);
}

/* For each function of P a number that it shares with those of the same name in
   the same file.  The caller frees them.  */
static uint32_t *
number_functions (struct pgo_profile *p)
{
  uint32_t *order = pgo_xcalloc (p->n_functions, sizeof *order);
  uint32_t *numbers = pgo_xcalloc (p->n_functions, sizeof *numbers);

  for (size_t i = 0; i < p->n_functions; i++)
    order[i] = i;
  qsort_r (order, p->n_functions, sizeof *order, compare_functions, p);
  for (size_t i = 1; i < p->n_functions; i++)
    numbers[order[i]]
        = numbers[order[i - 1]]
          + (compare_functions (&order[i - 1], &order[i], p) != 0);
  free (order);
  return numbers;
}

static int
compare_ends (const void *x, const void *y)
{
  const struct ends *a = x, *b = y;

  if (a->mapping != b->mapping)
    return a->mapping < b->mapping ? -1 : 1;
  return (a->address > b->address) - (a->address < b->address);
}

/* True if several functions, by their NUMBERS, are inlined in, or make up,
   LOCATION.  */
static bool
inlined_p (const struct pgo_profile *p, const uint32_t *numbers,
           const struct pgo_location *location)
{
  const struct pgo_line *line = &p->lines[location->first_line];

  return location->n_lines > 1
         && numbers[line[0].function]
                != numbers[line[location->n_lines - 1].function];
}

/* Count a vote where the evidence is for one end alone.  */
static void
vote (struct votes *votes, bool for_first, bool for_last)
{
  votes->innermost_first += for_last && !for_first;
  votes->outermost_first += for_first && !for_last;
}

/* Let neighbours in the code vote.  */
static void
vote_by_address (const struct pgo_profile *p, const uint32_t *numbers,
                 struct votes *votes)
{
  struct ends *ends = pgo_xcalloc (p->n_locations, sizeof *ends);
  size_t n = 0;

  for (size_t i = 0; i < p->n_locations; i++)
    {
      const struct pgo_location *location = &p->locations[i];
      const struct pgo_line *line = &p->lines[location->first_line];
      if (location->n_lines > 0 && location->address != 0)
        ends[n++]
            = (struct ends){ location->address, location->mapping,
                             numbers[line[0].function],
                             numbers[line[location->n_lines - 1].function] };
    }
  if (n > 0)
    qsort (ends, n, sizeof *ends, compare_ends);
  for (size_t i = 1; i < n; i++)
    {
      const struct ends *a = &ends[i - 1], *b = &ends[i];
      if (a->mapping == b->mapping && a->address != b->address)
        vote (votes, a->first == b->first, a->last == b->last);
    }
  free (ends);
}

/* Let functions vote that have an address of their own.  */
static void
vote_by_own_code (const struct pgo_profile *p, const uint32_t *numbers,
                  struct votes *votes)
{
  bool *own_code = pgo_xcalloc (p->n_functions, sizeof *own_code);

  for (size_t i = 0; i < p->n_locations; i++)
    if (p->locations[i].n_lines == 1)
      own_code[p->lines[p->locations[i].first_line].function] = true;
  for (size_t i = 0; i < p->n_locations; i++)
    {
      const struct pgo_location *location = &p->locations[i];
      const struct pgo_line *line = &p->lines[location->first_line];
      if (inlined_p (p, numbers, location))
        vote (votes, own_code[line[0].function],
              own_code[line[location->n_lines - 1].function]);
    }
  free (own_code);
}

static bool
won_p (size_t votes, size_t against)
{
  return votes >= LEAST_VOTES && votes / MAJORITY >= against;
}

/* Turn round the lines of LOCATION.  */
static void
reverse (struct pgo_profile *p, const struct pgo_location *location)
{
  struct pgo_line *line = &p->lines[location->first_line];

  for (uint32_t i = 0, j = location->n_lines; i + 1 < j; i++)
    {
      struct pgo_line other = line[--j];
      line[j] = line[i];
      line[i] = other;
    }
}

static void
normalize_order (struct pgo_profile *p)
{
  struct votes votes = { 0, 0 };
  uint32_t *numbers;
  size_t i = 0;

  while (i < p->n_locations && p->locations[i].n_lines < 2)
    i++;
  if (i == p->n_locations)
    return;
  numbers = number_functions (p);
  while (i < p->n_locations && !inlined_p (p, numbers, &p->locations[i]))
    i++;
  if (i == p->n_locations)
    {
      free (numbers);
      return;
    }
  vote_by_address (p, numbers, &votes);
  vote_by_own_code (p, numbers, &votes);
  if (won_p (votes.outermost_first, votes.innermost_first))
    {
      p->traits |= PGO_TRAIT_PHYSICAL_FIRST;
      for (i = 0; i < p->n_locations; i++)
        reverse (p, &p->locations[i]);
    }
  else if (p->traits & PGO_TRAIT_NO_LINES
           && !won_p (votes.innermost_first, votes.outermost_first))
    {
      p->traits |= PGO_TRAIT_ORDER_UNKNOWN;
      for (i = 0; i < p->n_locations; i++)
        if (inlined_p (p, numbers, &p->locations[i]))
          {
            p->locations[i].n_lines = 0;
            p->locations[i].unordered = true;
          }
    }
  free (numbers);
}

void
pgo_profile_normalize (struct pgo_profile *profile)
{
  normalize_numbers (profile);
  if (normalize_names (profile))
    return;
  normalize_lines (profile);
  normalize_order (profile);
}
