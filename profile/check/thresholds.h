/* The thresholds of the ladder of questions to a profile.
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

   A threshold is where experience or arithmetic puts it; its reason stands
   beside it.  The help prints from these, and a test compares the manual page.
   Shares are in percent of the weight.  */

#ifndef PGO_CHECK_THRESHOLDS_H
#define PGO_CHECK_THRESHOLDS_H

/* The plugin wants 20 samples before it believes a share: below 2000 samples
   it cannot know all functions of one percent of the time; with 100 it could
   use a site or function of a fifth of the time, and nothing else.  */
#define PGO_FEW_SAMPLES 2000
#define PGO_TOO_FEW_SAMPLES 100

/* Seconds in which the traffic of a server has not been seen: half a minute is
   the least that those who run such builds advise.  */
#define PGO_SHORT_DURATION 30

/* What is spent where no flag reaches limits the gain: of half the time half is
   gained at most; at nine tenths a build that were twice as fast in what is
   left would save 5 %.  */
#define PGO_MUCH_OUTSIDE 50
#define PGO_TOO_MUCH_OUTSIDE 90

/* Less than a tenth of the weight without a line, of start-up code, or of
   broken stacks moves no hot set.  */
#define PGO_MUCH_WITHOUT_LINE 10
#define PGO_MUCH_START_UP 10
#define PGO_MUCH_BROKEN 10

/* Percent of the time of a profile: what main does in it, and never again, is
   start-up code.  In a third of a run of one phase there is none; in a tenth of
   it start-up code would not matter.  */
#define PGO_EARLY 33

/* Samples of what is start-up code at least: that so many fall into the first
   third of the time by chance happens to one line in 3,000 million.  */
#define PGO_EARLY_SAMPLES 20

/* Percent of main's weight below one line, which is taken for its trunk: what
   it does, if it does several things, is decided further in.  */
#define PGO_TRUNK 90

/* Where most is start-up code, what runs once is taken for hot.  */
#define PGO_TOO_MUCH_START_UP 50

/* In eight optimised programs that were measured 14 to 50 % of the addresses with
   a line have inlined frames.  Were it one in twenty, then of this many
   addresses all would lack them by chance in 0.6 % of the profiles.  */
#define PGO_MANY_PLACES 100

/* Addresses with inlined frames that are to be expected by the share that a
   binary has of them: with so many, chance leaves out all in 0.7 % (e to the
   power of -5).  */
#define PGO_INLINED_EXPECTED 5

/* A binary in which less than a tenth of the weight is found is another
   program's: some names, as of the C++ library, are in many.  */
#define PGO_FOREIGN 10

/* A quarter of the weight in stacks without a caller: that part of the calls is
   not in the profile.  */
#define PGO_MUCH_LONE 25

/* In five programs and two tests of our own that were measured the heaviest
   function had 5 to 54 %, and in an interpreter its main loop 91 %.  With four
   fifths in one function all others together have a fifth: twice as fast they
   would save a tenth, and they are sampled too little to know.  */
#define PGO_ONE_FUNCTION 80

/* The hot functions (pgo_policy_hot each) have less than a fifth of the time:
   even if these became twice as fast, a tenth would be saved.  */
#define PGO_LITTLE_HOT 20

/* Two profiles of one workload agree in some nine tenths, the rest is chance.
   Where three fifths are shared, a build for the one still serves the other;
   where a fifth is, it is a build for another program.  */
#define PGO_LITTLE_COMMON 60
#define PGO_TOO_LITTLE_COMMON 20

/* A tenth of the weight with the wrong caller: enough to make the wrong calls
   hot.  */
#define PGO_MUCH_MISSING 10

/* More than half that finds no match is a profile of another program or of long
   ago; a fifth is what the plugin's user would not notice.  */
#define PGO_LITTLE_MATCHED 80
#define PGO_TOO_LITTLE_MATCHED 50

/* Less than a tenth of the weight in functions of which the sources tell anything
   says nothing of the whole.  */
#define PGO_LITTLE_KNOWN 10

#endif /* PGO_CHECK_THRESHOLDS_H */
