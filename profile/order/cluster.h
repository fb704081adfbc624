/* In which order functions should lie, on plain numbers.
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

   What is called often is to be near its caller, and what is hot is to be
   together: then few lines of the cache and few pages hold what runs.  */

#ifndef PGO_ORDER_CLUSTER_H
#define PGO_ORDER_CLUSTER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C"
{
#endif

  /* A function: BYTES of code, above 0, in which so many SAMPLES were taken. */
  struct pgo_order_node
  {
    double bytes;
    double samples;
  };

  /* Calls of one function by another, both by number, and their weight, in any
     unit.  */
  struct pgo_order_arc
  {
    uint32_t caller;
    uint32_t callee;
    double weight;
  };

  /* Set ORDER to the numbers of the N NODES in the order in which they should
     lie, by the N_ARCS ARCS, no two of which have the same ends.  Ties go to
     the smaller number.  */
  void pgo_order_cluster (const struct pgo_order_node *nodes, size_t n,
                          const struct pgo_order_arc *arcs, size_t n_arcs,
                          uint32_t *order);

#ifdef __cplusplus
}
#endif

#endif /* PGO_ORDER_CLUSTER_H */
