/* Is what was timed compared as it should be?
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

#include "report/timing.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>

/* Read TEXT as a file.  */
static bool
read_text (struct pgo_timing *timing, const char *text, struct pgo_error *err)
{
  FILE *stream = fopen ("timing.json", "w");

  fputs (text, stream);
  fclose (stream);
  return pgo_timing_read (timing, "timing.json", err);
}

static bool
close_p (double a, double b)
{
  return fabs (a - b) < 1e-4;
}

static void
test_ratio (void)
{
  struct pgo_timing timing;
  struct pgo_error err;
  const struct pgo_timing_result *results;

  CHECK ("three commands",
         read_text (&timing,
                    "{\"results\":["
                    "{\"command\":\"a\",\"times\":[2.0,2.2,1.8,2.0]},"
                    "{\"command\":\"b\",\"times\":[1.0,1.1,0.9,1.0]},"
                    "{\"command\":\"c\",\"times\":[4.0,4.0]}]}",
                    &err)
             && timing.n_results == 3);
  results = timing.results;
  CHECK ("means", close_p (results[0].mean, 2) && results[0].n_runs == 4
                      && close_p (results[0].deviation, 0.163299));
  CHECK ("the ratio to the first",
         close_p (results[1].ratio, 2) && close_p (results[2].ratio, 0.5));
  /* By R: exp (log (2) + c (-1, 1) * qt (0.975, 6) * sqrt (2) * 0.163299 / 4),
     where qt is 2.446912, and the expansion 2.4468.  */
  CHECK ("its interval", results[1].bounded
                             && fabs (results[1].low - 1.736536) < 2e-4
                             && fabs (results[1].high - 2.303436) < 2e-4);
  CHECK ("few runs have none", !results[2].bounded);
  pgo_timing_clear (&timing);

  read_text (&timing,
             "{\"results\":[{\"command\":\"a\",\"times\":[2,2,2]},"
             "{\"command\":\"b\",\"times\":[1,1,1]}]}",
             &err);
  CHECK ("runs that do not differ", timing.results[1].bounded
                                        && timing.results[1].low == 2
                                        && timing.results[1].high == 2);
  pgo_timing_clear (&timing);
}

/* What scripts/ab writes is not computed again.  */
static void
test_ab (void)
{
  struct pgo_timing timing;
  struct pgo_error err;
  const struct pgo_timing_result *results;

  CHECK ("a file by scripts/ab",
         read_text (&timing,
                    "{\"ab\":1,\"results\":["
                    "{\"command\":\"a\",\"times\":[2,2.2,1.8]},"
                    "{\"command\":\"a again\",\"times\":[2,2,2],"
                    "\"ratio\":1.5,\"low\":1.25,\"high\":1.75},"
                    "{\"command\":\"b\",\"times\":[1,1,1],\"ratio\":3,"
                    "\"low\":2.5,\"high\":3.5,\"verdict\":\"faster\"}]}",
                    &err)
             && timing.n_results == 3);
  results = timing.results;
  CHECK ("its ratio and interval",
         results[1].bounded && results[1].ratio == 1.5 && results[1].low == 1.25
             && results[1].high == 1.75 && results[2].ratio == 3);
  CHECK ("its verdict", !results[1].verdict && results[2].verdict
                            && strcmp (results[2].verdict, "faster") == 0);
  pgo_timing_clear (&timing);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "times", "timing.json: not JSON: line 1: " },
    { "[]", "timing.json: wants two commands or more" },
    { "{\"results\":[{\"command\":\"a\",\"times\":[1]}]}",
      "timing.json: wants two commands or more" },
    { "{\"results\":[{\"command\":\"a\",\"times\":[1]},"
      "{\"command\":\"b\",\"mean\":1}]}",
      "timing.json: result 2 has no command, or no times" },
    { "{\"results\":[{\"command\":\"a\",\"times\":[]},{\"command\":\"b\"}]}",
      "timing.json: result 1 has no command, or no times" },
    { "{\"results\":[{\"command\":\"a\",\"times\":[1,0]},{\"command\":\"b\"}]}",
      "timing.json: result 1 has no command, or no times" },
    { "{\"results\":[{\"times\":[1]},{\"command\":\"b\"}]}",
      "timing.json: result 1 has no command, or no times" },
    { "{\"ab\":1,\"metric\":\"memory\",\"results\":[]}",
      "timing.json: has sizes of memory, no times" },
    { "{\"ab\":1,\"results\":[{\"command\":\"a\",\"times\":[1]},"
      "{\"command\":\"b\",\"times\":[1],\"ratio\":1,\"low\":1}]}",
      "timing.json: result 2 has no ratio with an interval" },
    { "{\"ab\":1,\"results\":[{\"command\":\"a\",\"times\":[1]},"
      "{\"command\":\"b\",\"times\":[1],\"ratio\":1,\"low\":1,"
      "\"high\":0.5}]}",
      "timing.json: result 2 has no ratio with an interval" },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct pgo_timing timing;
      struct pgo_error err = { "" };
      bool good = read_text (&timing, cases[i].text, &err);
      CHECK (cases[i].text, !good
                                && strncmp (err.message, cases[i].message,
                                            strlen (cases[i].message))
                                       == 0);
    }
}

int
main (void)
{
  test_ratio ();
  test_ab ();
  test_errors ();
  return unit_end ();
}
