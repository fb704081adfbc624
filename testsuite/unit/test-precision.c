/* Tests of decide/precision.h.
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

#include <math.h>

#include "decide/precision.h"
#include "unit.h"

#define SAMPLES 4096

/* N of SAMPLES, as they are rounded.  */
static double
rounded (double n)
{
  return pgo_precision_round (n / SAMPLES, SAMPLES) * SAMPLES;
}

static void
test_round (void)
{
  bool rises = true, near = true;

  for (int n = 1; n <= SAMPLES; n++)
    {
      rises &= rounded (n) >= rounded (n - 1);
      near &= fabs (sqrt (rounded (n)) - sqrt (n)) <= 1 + 1e-9;
    }
  CHECK ("rises", rises);
  CHECK ("no further than a step of square roots", near);
  CHECK ("nothing", rounded (0) == 0);
  CHECK ("one sample is something", rounded (1) == 4);
  CHECK ("steps", rounded (8.9) == 4 && rounded (9.1) == 16
                      && rounded (24.9) == 16 && rounded (25.1) == 36);
  CHECK ("all", pgo_precision_round (1, SAMPLES) == 1);
  CHECK ("never more",
         pgo_precision_round (1, 1000) <= 1 && pgo_precision_round (1, 7) <= 1);
  CHECK ("a few samples more in all change nothing",
         pgo_precision_round (0.01, 4200) == pgo_precision_round (0.01, 8000));
  CHECK ("twice as many do",
         pgo_precision_round (0.01, 4200) != pgo_precision_round (0.01, 8200));
}

static void
test_samples (void)
{
  CHECK ("two digits", pgo_precision_samples (17385) == 17000
                           && pgo_precision_samples (17600) == 18000);
  CHECK ("few are exact", pgo_precision_samples (97) == 97);
  CHECK ("up to another digit", pgo_precision_samples (9960) == 10000);
}

static void
test_news (void)
{
  CHECK ("three tell", pgo_precision_tells_p (3) && !pgo_precision_tells_p (2));
  CHECK ("chance is no news", !pgo_precision_news_p (60, 40, 4000));
  CHECK ("more is", pgo_precision_news_p (65, 40, 9900));
  CHECK ("less is", pgo_precision_news_p (20, 40, 7900));
  CHECK ("none where some are expected", pgo_precision_news_p (0, 11, 4300));
  CHECK ("not where it does not matter", !pgo_precision_news_p (65, 40, 10100));
}

/* A share that is N of 8192 samples.  */
#define OF(N) ((N) / 8192.0)

static void
test_renewal (void)
{
  CHECK ("one step is chance",
         !pgo_precision_renews_p (OF (400), OF (484), 8192));
  CHECK ("two are news",
         pgo_precision_renews_p (OF (400), OF (576), 8192)
             && pgo_precision_renews_p (OF (576), OF (400), 8192));
  CHECK ("where they matter",
         !pgo_precision_renews_p (OF (0), OF (16), 8192)
             && pgo_precision_renews_p (OF (0), OF (36), 8192));
  CHECK ("by the steps of the rounding",
         !pgo_precision_renews_p (OF (400), OF (484), 16000)
             && pgo_precision_renews_p (OF (400), OF (576), 9000));
  CHECK ("a threshold stays",
         !pgo_precision_shifts_p (OF (100), OF (324), 8192)
             && !pgo_precision_shifts_p (OF (324), OF (100), 8192));
  CHECK ("up to another magnitude",
         pgo_precision_shifts_p (OF (100), OF (400), 8192));
  CHECK ("of few samples, too",
         !pgo_precision_shifts_p (OF (0), OF (4), 8192)
             && pgo_precision_shifts_p (OF (0), OF (16), 8192));
  CHECK ("as many samples", !pgo_precision_resized_p (1000, 1500)
                                && !pgo_precision_resized_p (1500, 1000));
  CHECK ("many more", pgo_precision_resized_p (1000, 1501)
                          && pgo_precision_resized_p (1501, 1000));
}

int
main (void)
{
  test_round ();
  test_samples ();
  test_news ();
  test_renewal ();
  return unit_end ();
}
