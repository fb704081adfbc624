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

   A valid profile may still not mean what profile.proto says.  What can be
   told from the profile alone is set right here, once, before anyone sees it;
   what cannot be told for sure is taken out, so that nothing is matched by
   mistake.  Which of this happened stays in pgo_profile.traits.  */

#ifndef PGO_DIALECT_H
#define PGO_DIALECT_H

#include "pprof/profile.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What was found in a profile; bits.  */
  enum pgo_trait
  {
    PGO_TRAIT_DISCRIMINATORS = 1, /* In bits 32 and up of line numbers.  */
    PGO_TRAIT_READABLE = 2,       /* The name for people in system_name.  */
    PGO_TRAIT_PHYSICAL_FIRST = 4, /* Lines of a location outermost first.  */
    PGO_TRAIT_ORDER_UNKNOWN = 8,  /* Lines of a location in either order.  */
    PGO_TRAIT_NO_LINES = 16,      /* Lines are those of the declarators.  */
    PGO_TRAIT_START_SAMPLED = 32, /* Start lines are sampled lines.  */
    PGO_N_TRAITS = 6
  };

  /* What was made of trait number I, from 0 to PGO_N_TRAITS - 1 (that of the
     bit 1 << I), as a phrase for people.  */
  const char *pgo_trait_phrase (unsigned i);

  /* Set PROFILE's names, lines and orders right, and enter in its traits what
     was wrong.  No two locations may share lines.  Doing it again changes
     nothing.  */
  void pgo_profile_normalize (struct pgo_profile *profile);

  /* The line number in LINE as a producer wrote it: without a discriminator, 0
     where it makes no sense.  */
  uint32_t pgo_dialect_line (int64_t line);

#ifdef __cplusplus
}
#endif

#endif /* PGO_DIALECT_H */
