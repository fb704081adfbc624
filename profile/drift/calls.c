/* Lines of a function that are known by the calls in it.
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

   The calls that a function has in the profile, all of them where it tells, or
   those that were sampled, are aligned, in order, with those in its source now.
    What lies between two of them has moved as they
   have; where one has moved further than the other, half of it with each.
   LLVM's SampleProfileMatcher.cpp does so too, with E. W. Myers's difference of
   the two lists of calls.

   A sampled call of a function that is not called by name here may have been
   one through a pointer: it could be any of those.  So may any call of a name
   in the program's code, where the compiler knew whom a pointer meant.  One of
   the function itself may be of a piece that GCC has split off, which stands
   anywhere, and does not count.

   Where every call by name is where it was, nothing says that a line is not. */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/store.h"
#include "drift/align.h"
#include "drift/private.h"

/* A function of which so many calls are known by name is another one if fewer
   than this are left.  */
#define TELLING_CALLS 2
#define LEAST_KEPT 0.5

/* Calls in order.  */
struct calls
{
  struct pgo_written_call *calls;
  uint32_t *hashes; /* Of the callees; PGO_LITTLE for a pointer's.  */
  size_t n;
};

static int
compare_calls (const void *x, const void *y)
{
  const struct pgo_written_call *a = x, *b = y;

  if (a->offset != b->offset)
    return a->offset < b->offset ? -1 : 1;
  return strcmp (a->callee ? a->callee : "", b->callee ? b->callee : "");
}

/* Put CALLS of the function NAME in order, each there once, without those of
   itself.  */
static void
arrange (struct calls *calls, const char *name)
{
  size_t n = 0;

  for (size_t i = 0; i < calls->n; i++)
    if (!calls->calls[i].callee || strcmp (calls->calls[i].callee, name) != 0)
      calls->calls[n++] = calls->calls[i];
  calls->n = n;
  n = 0;
  if (calls->n > 0)
    qsort (calls->calls, calls->n, sizeof *calls->calls, compare_calls);
  for (size_t i = 0; i < calls->n; i++)
    if (n == 0 || compare_calls (&calls->calls[n - 1], &calls->calls[i]) != 0)
      calls->calls[n++] = calls->calls[i];
  calls->n = n;
  calls->hashes = pgo_xcalloc (n, sizeof *calls->hashes);
  for (size_t i = 0; i < n; i++)
    calls->hashes[i]
        = calls->calls[i].callee
              ? (uint32_t) pgo_hash_string (calls->calls[i].callee) | 1
              : PGO_LITTLE;
}

static void
free_calls (struct calls *calls)
{
  free (calls->calls);
  free (calls->hashes);
}

/* May the profile's call of CALLEE at OFFSET have been one through a pointer,
   as NOW has such a call in its place, or somewhere, and none of that name?  */
static bool
pointer_p (const char *callee, int32_t offset,
           const struct pgo_drift_function *now)
{
  bool pointer = false, here = false, name = false;

  for (size_t i = 0; i < now->n_calls; i++)
    if (now->calls[i].callee)
      name |= strcmp (now->calls[i].callee, callee) == 0;
    else
      {
        pointer = true;
        here |= now->calls[i].offset == offset;
      }
  return here || (pointer && !name);
}

/* Those that FN has in the profile, which is NOW: all, where they are known, or
   those that were sampled.  */
static struct calls
old_calls (const struct pgo_fn *fn, const struct pgo_drift_function *now,
           pgo_drift_named *named)
{
  const struct pgo_site *sites;
  const struct pgo_written_call *known;
  size_t n = pgo_fn_sites (fn, &sites), n_known = pgo_fn_calls (fn, &known);
  struct calls calls = { .n = n_known > 0 ? n_known : n };

  calls.calls = pgo_xcalloc (calls.n, sizeof *calls.calls);
  for (size_t i = 0; i < calls.n; i++)
    {
      struct pgo_written_call *call = &calls.calls[i];
      if (n_known > 0)
        *call = known[i];
      else
        *call = (struct pgo_written_call){ sites[i].offset,
                                           named (sites[i].callee->name)
                                               ? sites[i].callee->name
                                               : NULL };
      if (call->callee && pointer_p (call->callee, call->offset, now))
        call->callee = NULL;
    }
  arrange (&calls, fn->name);
  return calls;
}

static struct calls
new_calls (const struct pgo_fn *fn, const struct pgo_drift_function *now)
{
  struct calls calls = { .n = now->n_calls };

  calls.calls = pgo_xcalloc (calls.n, sizeof *calls.calls);
  if (calls.n > 0)
    memcpy (calls.calls, now->calls, calls.n * sizeof *calls.calls);
  arrange (&calls, fn->name);
  return calls;
}

/* Does NOW call in another place what CALL calls by name, and nothing by name
   in the place of CALL?  */
static bool
elsewhere_p (const struct pgo_written_call *call, const struct calls *now)
{
  bool elsewhere = false;

  for (size_t i = 0; i < now->n; i++)
    if (now->calls[i].callee)
      {
        if (now->calls[i].offset == call->offset)
          return false;
        elsewhere |= strcmp (now->calls[i].callee, call->callee) == 0;
      }
  return elsewhere;
}

/* Have calls by name of OLD moved?  One that is nowhere now, or in whose place
   another function is called, says so only with more than there are in place:
   that function may have jumped to it as its last act, and then there was no
   frame between.  */
static bool
moved_p (const struct calls *old, const struct calls *new_)
{
  size_t in_place = 0, strays = 0;

  for (size_t i = 0; i < old->n; i++)
    if (old->calls[i].callee)
      {
        if (new_->n > 0
            && bsearch (&old->calls[i], new_->calls, new_->n,
                        sizeof *new_->calls, compare_calls))
          in_place++;
        else if (elsewhere_p (&old->calls[i], new_))
          return true;
        else
          strays++;
      }
  return strays > in_place;
}

/* The part of OLD's calls by name, NAMED of them, that ALIGNED finds in NEW_; 1
   where there are none.  */
static double
part_left (const struct calls *old, const struct calls *new_,
           const struct pgo_aligned *aligned, size_t *named)
{
  size_t left = 0;

  *named = 0;
  for (size_t i = 0; i < old->n; i++)
    *named += old->calls[i].callee != NULL;
  for (size_t i = 0; i < new_->n; i++)
    left += aligned[i].old != PGO_NO_LINE && !aligned[i].changed
            && new_->calls[i].callee;
  return *named > 0 ? (double) left / *named : 1;
}

/* A line that is known: at OLD in the profile, at NOW in the source.  */
struct anchor
{
  int32_t old;
  int32_t now;
};

/* Give the lines behind LAST, up to NEXT, ORIGINS, of N.  Where their numbers
   differ, what is there of both is half what follows the one and half what is
   before the other.  */
static void
fill_between (struct anchor last, struct anchor next,
              struct pgo_origin *origins, int32_t n)
{
  int32_t now = next.now - last.now - 1, old = next.old - last.old - 1;
  int32_t both = now < old ? now : old, front = (both + 1) / 2;

  for (int32_t i = 1; i <= now && last.now + i < n; i++)
    {
      int32_t offset = i <= front               ? last.old + i
                       : i > now - both + front ? next.old - (now + 1 - i)
                                                : PGO_NO_OFFSET;
      origins[last.now + i]
          = (struct pgo_origin){ offset, now == old ? 0 : PGO_DOUBT_BETWEEN };
    }
  if (next.now < n)
    origins[next.now] = (struct pgo_origin){ next.old, 0 };
}

static void
take_calls (const struct pgo_fn *fn, const struct calls *old,
            const struct calls *new_, const struct pgo_aligned *aligned,
            int64_t lines)
{
  int32_t n = 1 + (new_->n > 0 ? new_->calls[new_->n - 1].offset : 0);
  struct anchor last = { 0, 0 };
  struct pgo_origin *origins;

  if (lines > n)
    n = lines < INT32_MAX ? (int32_t) lines : INT32_MAX;
  n = n > 0 ? n : 1;
  origins = pgo_xcalloc (n, sizeof *origins);
  for (size_t i = 0; i < new_->n; i++)
    {
      struct anchor next = { 0, new_->calls[i].offset };
      if (aligned[i].old == PGO_NO_LINE)
        continue;
      next.old = old->calls[aligned[i].old].offset;
      if (next.old <= last.old || next.now <= last.now)
        continue;
      fill_between (last, next, origins, n);
      last = next;
    }
  /* What follows has moved as the last call has.  */
  fill_between (last, (struct anchor){ last.old + (n - last.now), n }, origins,
                n);
  pgo_fn_realign (fn, origins, n, last.old - last.now);
  free (origins);
}

enum pgo_drift
pgo_drift_align_calls (const struct pgo_fn *fn,
                       const struct pgo_drift_function *now,
                       pgo_drift_named *named)
{
  struct calls old = old_calls (fn, now, named), new_ = new_calls (fn, now);
  enum pgo_drift result = PGO_DRIFT_UNKNOWN;

  if (fn->start_line > 0 && moved_p (&old, &new_))
    {
      struct pgo_aligned *aligned = pgo_xcalloc (new_.n, sizeof *aligned);
      size_t known;
      double left;
      pgo_align_lines (old.hashes, old.n, new_.hashes, new_.n, aligned);
      left = part_left (&old, &new_, aligned, &known);
      if (left >= LEAST_KEPT)
        {
          take_calls (fn, &old, &new_, aligned, now->lines);
          result = PGO_DRIFT_CHANGED;
        }
      else if (known >= TELLING_CALLS)
        result = PGO_DRIFT_LOST;
      free (aligned);
    }
  free_calls (&old);
  free_calls (&new_);
  return result;
}

double
pgo_drift_calls_left (const struct pgo_fn *fn,
                      const struct pgo_drift_function *now,
                      pgo_drift_named *named)
{
  struct calls old = old_calls (fn, now, named), new_ = new_calls (fn, now);
  struct pgo_aligned *aligned = pgo_xcalloc (new_.n, sizeof *aligned);
  size_t known;
  double left;

  pgo_align_lines (old.hashes, old.n, new_.hashes, new_.n, aligned);
  left = part_left (&old, &new_, aligned, &known);
  free (aligned);
  free_calls (&old);
  free_calls (&new_);
  return left;
}
