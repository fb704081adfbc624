/* Elimination on a flow graph.
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

   Block Gaussian elimination without pivoting, the node with the fewest
   neighbours first (Tinney and Walker 1967; George and Liu, "The evolution of
   the minimum degree ordering algorithm", 1989).  Eliminating a node couples
   its neighbours with each other.  Programs have flow graphs of small tree
   width (Thorup, "All structured programs have small tree width and good
   register allocation", 1998), so that there are few neighbours, and both
   order and solution cost time linear in the graph.  A graph that is no
   program's can cost the cube of its size; it is refused.

   The order is symbolic: nodes keep doubly linked lists of their couplings,
   and a hash table finds the coupling of two nodes, so that a node with many
   neighbours (a dispatcher, a landing pad) costs no more than its edges.  The
   table is only asked, never walked, and ties go to the node that came last to
   its degree: the order depends on the input alone.  */

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "decide/private.h"

/* Elimination is refused above WORK_PER_LINK steps for each node and link, and
   WORK_FREE steps.  A flow graph takes about 3.  */
enum
{
  WORK_PER_LINK = 8,
  WORK_FREE = 1000000
};

/* A later node that a node is coupled with.  */
struct neighbour
{
  uint32_t node; /* In elimination order.  */
  uint32_t slot; /* The coupling's number.  */
};

struct pgo_system
{
  uint32_t n;
  uint32_t n_slots;
  uint32_t *rank;               /* [n]: node -> place in elimination order.  */
  uint32_t *first;              /* [n + 1]: place -> its first neighbour.  */
  struct neighbour *neighbours; /* [first[n]].  */
  uint32_t *fill;      /* The slots of all pairs of neighbours, in order.  */
  uint32_t *link_slot; /* [n_links].  */
  bool *link_reversed; /* [n_links]: B is eliminated before A.  */
  struct pgo_diagonal *diagonal;  /* [n], by place.  */
  struct pgo_coupling *couplings; /* [n_slots], the earlier node first.  */
  struct pgo_pair *x;             /* [n], by place: right side, solution.  */
  struct pgo_pair *solution;      /* [n], by node.  */
  struct pgo_coupling *scratch;   /* [most neighbours of a place].  */
};

/* The graph while nodes are eliminated.  The half edges 2 S and 2 S + 1 belong
   to coupling S; half edge H is in the list of the node that is not
   half[H].  */
struct graph
{
  uint32_t n_slots;
  size_t capacity;
  uint32_t *half;        /* The node at the other end.  */
  uint32_t *next, *prev; /* By half edge.  */
  uint32_t *head;        /* [n] first half edge.  */
  uint32_t *degree;      /* [n].  */
  uint32_t *table;       /* Hash of node pairs -> slot, PGO_NONE where free.  */
  size_t table_size;     /* A power of 2.  */
  uint32_t *bucket;      /* [n] first node of that degree.  */
  uint32_t *bucket_next, *bucket_prev; /* [n].  */
};

static void
bucket_add (struct graph *g, uint32_t node)
{
  uint32_t *bucket = &g->bucket[g->degree[node]];

  g->bucket_prev[node] = PGO_NONE;
  g->bucket_next[node] = *bucket;
  if (*bucket != PGO_NONE)
    g->bucket_prev[*bucket] = node;
  *bucket = node;
}

static void
bucket_remove (struct graph *g, uint32_t node)
{
  uint32_t next = g->bucket_next[node], prev = g->bucket_prev[node];

  if (prev == PGO_NONE)
    g->bucket[g->degree[node]] = next;
  else
    g->bucket_next[prev] = next;
  if (next != PGO_NONE)
    g->bucket_prev[next] = prev;
}

/* The entry of G's table for the nodes A and B: their slot, or the free place
   for it.  */
static uint32_t *
table_entry (const struct graph *g, uint32_t a, uint32_t b)
{
  uint64_t key = a < b ? (uint64_t) a << 32 | b : (uint64_t) b << 32 | a;
  size_t i = (key * UINT64_C (0x9e3779b97f4a7c15)) >> 32 & (g->table_size - 1);

  for (;; i = (i + 1) & (g->table_size - 1))
    {
      uint32_t slot = g->table[i];
      if (slot == PGO_NONE)
        return &g->table[i];
      assert (slot < g->n_slots);
      uint32_t s = g->half[2 * slot], t = g->half[2 * slot + 1];
      if ((s == a && t == b) || (s == b && t == a))
        return &g->table[i];
    }
}

static void
table_grow (struct graph *g, size_t size)
{
  g->table_size = size;
  g->table = pgo_xrealloc (g->table, size, sizeof *g->table);
  memset (g->table, 0xff, size * sizeof *g->table);
  for (uint32_t slot = 0; slot < g->n_slots; slot++)
    *table_entry (g, g->half[2 * slot], g->half[2 * slot + 1]) = slot;
}

static void
list_add (struct graph *g, uint32_t node, uint32_t h)
{
  g->prev[h] = PGO_NONE;
  g->next[h] = g->head[node];
  if (g->head[node] != PGO_NONE)
    g->prev[g->head[node]] = h;
  g->head[node] = h;
  g->degree[node]++;
}

static void
list_remove (struct graph *g, uint32_t node, uint32_t h)
{
  if (g->prev[h] == PGO_NONE)
    g->head[node] = g->next[h];
  else
    g->next[g->prev[h]] = g->next[h];
  if (g->next[h] != PGO_NONE)
    g->prev[g->next[h]] = g->prev[h];
  g->degree[node]--;
}

/* The slot of the coupling of A and B, a new one where there was none.  */
static uint32_t
couple (struct graph *g, uint32_t a, uint32_t b)
{
  uint32_t *entry = table_entry (g, a, b);

  if (*entry != PGO_NONE)
    return *entry;
  if (g->n_slots == g->capacity)
    {
      g->capacity += g->capacity / 2 + 16;
      if (g->capacity > INT32_MAX)
        pgo_out_of_memory ();
      g->half = pgo_xrealloc (g->half, 2 * g->capacity, sizeof *g->half);
      g->next = pgo_xrealloc (g->next, 2 * g->capacity, sizeof *g->next);
      g->prev = pgo_xrealloc (g->prev, 2 * g->capacity, sizeof *g->prev);
    }

  uint32_t slot = g->n_slots++;
  *entry = slot;
  g->half[2 * slot] = b;
  g->half[2 * slot + 1] = a;
  list_add (g, a, 2 * slot);
  list_add (g, b, 2 * slot + 1);
  if (2 * (size_t) g->n_slots > g->table_size)
    table_grow (g, 2 * g->table_size);
  return slot;
}

static void
graph_init (struct graph *g, uint32_t n, size_t n_links)
{
  size_t table_size = 64;

  while (table_size < 4 * n_links)
    table_size *= 2;
  memset (g, 0, sizeof *g);
  table_grow (g, table_size);
  g->head = pgo_xcalloc (n, sizeof *g->head);
  g->degree = pgo_xcalloc (n, sizeof *g->degree);
  g->bucket = pgo_xcalloc (n, sizeof *g->bucket);
  g->bucket_next = pgo_xcalloc (n, sizeof *g->bucket_next);
  g->bucket_prev = pgo_xcalloc (n, sizeof *g->bucket_prev);
  for (uint32_t i = 0; i < n; i++)
    g->head[i] = g->bucket[i] = PGO_NONE;
}

static void
graph_free (struct graph *g)
{
  free (g->half);
  free (g->next);
  free (g->prev);
  free (g->head);
  free (g->degree);
  free (g->table);
  free (g->bucket);
  free (g->bucket_next);
  free (g->bucket_prev);
}

/* Take NODE out of G and couple its neighbours with each other.  They are at
   NEIGHBOURS, N of them.  */
static void
eliminate (struct graph *g, uint32_t node, const struct neighbour *neighbours,
           uint32_t n)
{
  bucket_remove (g, node);
  assert (n == 0 || g->half);
  for (uint32_t i = 0; i < n; i++)
    {
      bucket_remove (g, neighbours[i].node);
      uint32_t h = 2 * neighbours[i].slot;
      list_remove (g, neighbours[i].node, g->half[h] == node ? h : h + 1);
    }
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = i + 1; j < n; j++)
      couple (g, neighbours[i].node, neighbours[j].node);
  for (uint32_t i = 0; i < n; i++)
    bucket_add (g, neighbours[i].node);
}

static int
compare_places (const void *a, const void *b)
{
  uint32_t s = ((const struct neighbour *) a)->node;
  uint32_t t = ((const struct neighbour *) b)->node;

  return s < t ? -1 : s > t;
}

/* Find SYSTEM's order, eliminating all nodes of G.  Returns the number of pairs
   of neighbours, or SIZE_MAX where that is more than LIMIT.  */
static size_t
find_order (struct pgo_system *system, struct graph *g, size_t limit)
{
  size_t work = 0, n_neighbours = 0, capacity = 0;
  uint32_t lowest = 0, most = 1;

  for (uint32_t i = 0; i < system->n; i++)
    bucket_add (g, i);
  for (uint32_t place = 0; place < system->n; place++)
    {
      while (g->bucket[lowest] == PGO_NONE)
        lowest++;
      uint32_t node = g->bucket[lowest], n = g->degree[node];

      work += (size_t) n * (n + 1) / 2;
      if (work > limit)
        return SIZE_MAX;
      system->rank[node] = place;
      system->first[place] = n_neighbours;
      for (uint32_t h = g->head[node]; h != PGO_NONE; h = g->next[h])
        {
          system->neighbours
              = pgo_xgrow (system->neighbours, n_neighbours, &capacity,
                           sizeof *system->neighbours);
          assert (g->half);
          system->neighbours[n_neighbours++]
              = (struct neighbour){ g->half[h], h / 2 };
        }
      eliminate (g, node, system->neighbours + system->first[place], n);
      /* A neighbour has lost NODE, and won at most what NODE had.  */
      lowest = lowest ? lowest - 1 : 0;
      most = n > most ? n : most;
    }
  system->first[system->n] = n_neighbours;
  system->scratch = pgo_xcalloc (most, sizeof *system->scratch);
  return work;
}

/* Number SYSTEM's neighbours by place and note where each pair of them is
   coupled; there are fewer than WORK pairs.  */
static void
find_fill (struct pgo_system *system, const struct graph *g, size_t work)
{
  size_t n_fill = 0;
  uint32_t *node_at = pgo_xcalloc (system->n, sizeof *node_at);

  for (uint32_t i = 0; i < system->n; i++)
    node_at[system->rank[i]] = i;
  system->fill = pgo_xcalloc (work + 1, sizeof *system->fill);
  for (uint32_t place = 0; place < system->n; place++)
    {
      uint32_t n = system->first[place + 1] - system->first[place];
      struct neighbour *neighbours = system->neighbours + system->first[place];

      for (uint32_t i = 0; i < n; i++)
        neighbours[i].node = system->rank[neighbours[i].node];
      if (n > 1)
        qsort (neighbours, n, sizeof *neighbours, compare_places);
      for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++)
          system->fill[n_fill++] = *table_entry (g, node_at[neighbours[i].node],
                                                 node_at[neighbours[j].node]);
    }
  free (node_at);
}

struct pgo_system *
pgo_system_new (uint32_t n, const struct pgo_link *links, size_t n_links)
{
  struct pgo_system *system = pgo_xcalloc (1, sizeof *system);
  struct graph g;

  system->n = n;
  system->rank = pgo_xcalloc (n, sizeof *system->rank);
  system->first = pgo_xcalloc ((size_t) n + 1, sizeof *system->first);
  system->link_slot = pgo_xcalloc (n_links, sizeof *system->link_slot);
  system->link_reversed = pgo_xcalloc (n_links, sizeof *system->link_reversed);
  graph_init (&g, n, n_links);
  for (size_t i = 0; i < n_links; i++)
    system->link_slot[i] = couple (&g, links[i].a, links[i].b);

  size_t work
      = find_order (system, &g, WORK_FREE + WORK_PER_LINK * (n + n_links));
  if (work == SIZE_MAX)
    {
      graph_free (&g);
      pgo_system_free (system);
      return NULL;
    }
  find_fill (system, &g, work);
  for (size_t i = 0; i < n_links; i++)
    system->link_reversed[i]
        = system->rank[links[i].a] > system->rank[links[i].b];
  system->n_slots = g.n_slots;
  system->diagonal = pgo_xcalloc (n, sizeof *system->diagonal);
  system->couplings = pgo_xcalloc (g.n_slots, sizeof *system->couplings);
  system->x = pgo_xcalloc (n, sizeof *system->x);
  system->solution = pgo_xcalloc (n, sizeof *system->solution);
  graph_free (&g);
  return system;
}

void
pgo_system_free (struct pgo_system *system)
{
  if (!system)
    return;
  free (system->rank);
  free (system->first);
  free (system->neighbours);
  free (system->fill);
  free (system->link_slot);
  free (system->link_reversed);
  free (system->diagonal);
  free (system->couplings);
  free (system->x);
  free (system->solution);
  free (system->scratch);
  free (system);
}

void
pgo_system_clear (struct pgo_system *system)
{
  memset (system->diagonal, 0, system->n * sizeof *system->diagonal);
  memset (system->couplings, 0, system->n_slots * sizeof *system->couplings);
  memset (system->x, 0, system->n * sizeof *system->x);
}

struct pgo_diagonal *
pgo_system_diagonal (struct pgo_system *system, uint32_t node)
{
  return &system->diagonal[system->rank[node]];
}

struct pgo_pair *
pgo_system_side (struct pgo_system *system, uint32_t node)
{
  return &system->x[system->rank[node]];
}

void
pgo_system_couple (struct pgo_system *system, size_t link,
                   struct pgo_coupling coupling)
{
  struct pgo_coupling *c = &system->couplings[system->link_slot[link]];
  bool reversed = system->link_reversed[link];

  c->ff += coupling.ff;
  c->fv += reversed ? coupling.vf : coupling.fv;
  c->vf += reversed ? coupling.fv : coupling.vf;
  c->vv += coupling.vv;
}

static void
invert (struct pgo_diagonal *d)
{
  double determinant = d->ff * d->vv - d->fv * d->fv;
  double ff = d->ff;

  d->ff = d->vv / determinant;
  d->fv = -d->fv / determinant;
  d->vv = ff / determinant;
}

/* Eliminate the node at PLACE from SYSTEM's coefficients and right-hand side;
   FILL has the slots of the pairs of its neighbours.  Its diagonal becomes its
   own inverse.  Returns the FILL of the next place.  */
static const uint32_t *
eliminate_place (struct pgo_system *system, uint32_t place,
                 const uint32_t *fill)
{
  const struct neighbour *neighbours
      = system->neighbours + system->first[place];
  uint32_t n = system->first[place + 1] - system->first[place];
  struct pgo_diagonal *d = &system->diagonal[place];
  struct pgo_pair x = system->x[place];
  struct pgo_coupling *scaled = system->scratch;

  invert (d);
  for (uint32_t i = 0; i < n; i++)
    {
      const struct pgo_coupling *c = &system->couplings[neighbours[i].slot];
      struct pgo_diagonal *e = &system->diagonal[neighbours[i].node];
      struct pgo_pair *y = &system->x[neighbours[i].node];
      struct pgo_coupling s
          = { d->ff * c->ff + d->fv * c->vf, d->ff * c->fv + d->fv * c->vv,
              d->fv * c->ff + d->vv * c->vf, d->fv * c->fv + d->vv * c->vv };

      scaled[i] = s;
      e->ff -= c->ff * s.ff + c->vf * s.vf;
      e->fv -= c->ff * s.fv + c->vf * s.vv;
      e->vv -= c->fv * s.fv + c->vv * s.vv;
      y->f -= s.ff * x.f + s.vf * x.v;
      y->v -= s.fv * x.f + s.vv * x.v;
    }
  for (uint32_t i = 0; i < n; i++)
    {
      const struct pgo_coupling *c = &system->couplings[neighbours[i].slot];
      for (uint32_t j = i + 1; j < n; j++)
        {
          struct pgo_coupling *e = &system->couplings[*fill++];
          const struct pgo_coupling *s = &scaled[j];
          e->ff -= c->ff * s->ff + c->vf * s->vf;
          e->fv -= c->ff * s->fv + c->vf * s->vv;
          e->vf -= c->fv * s->ff + c->vv * s->vf;
          e->vv -= c->fv * s->fv + c->vv * s->vv;
        }
    }
  return fill;
}

const struct pgo_pair *
pgo_system_solve (struct pgo_system *system)
{
  const uint32_t *fill = system->fill;

  for (uint32_t place = 0; place < system->n; place++)
    fill = eliminate_place (system, place, fill);
  for (uint32_t place = system->n; place-- > 0;)
    {
      const struct pgo_diagonal *d = &system->diagonal[place];
      struct pgo_pair x = system->x[place];

      for (uint32_t i = system->first[place]; i < system->first[place + 1]; i++)
        {
          const struct pgo_coupling *c
              = &system->couplings[system->neighbours[i].slot];
          struct pgo_pair y = system->x[system->neighbours[i].node];
          x.f -= c->ff * y.f + c->fv * y.v;
          x.v -= c->vf * y.f + c->vv * y.v;
        }
      system->x[place].f = d->ff * x.f + d->fv * x.v;
      system->x[place].v = d->fv * x.f + d->vv * x.v;
    }
  for (uint32_t node = 0; node < system->n; node++)
    system->solution[node] = system->x[system->rank[node]];
  return system->solution;
}
