/* What the plugin does, one row each.
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

   The rows are in optimisations.def, which declares and numbers them here; the
   table of them is in pass.cc, which runs them in order.  */

#ifndef PGO_OPTIMISATION_H
#define PGO_OPTIMISATION_H

struct pgo_unit;

enum pgo_optimisation
{
#define PGO_OPTIMISATION(ID, NAME, KIND, PHRASE, HELP, RUN) PGO_##ID,
#include "optimisations.def"
#undef PGO_OPTIMISATION
  PGO_N_OPTIMISATIONS
};

struct pgo_optimisation_row
{
  const char *name;   /* For disable= and enable=; NULL: always on.  */
  const char *kind;   /* Of its candidates in ledger and stats.  */
  const char *phrase; /* Of one, %1 its caller, %2 its callee.  */
  const char *help;   /* Of all rows of NAME, or NULL.  */
  void (*run) (struct pgo_unit *unit);
};

/* What RUN names.  */
#define PGO_OPTIMISATION(ID, NAME, KIND, PHRASE, HELP, RUN)                    \
  void RUN (struct pgo_unit *unit);
#include "optimisations.def"
#undef PGO_OPTIMISATION

extern const struct pgo_optimisation_row
    pgo_optimisations[PGO_N_OPTIMISATIONS];

#endif /* PGO_OPTIMISATION_H */
