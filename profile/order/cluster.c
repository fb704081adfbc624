/* In which order functions should lie: by cache-directed sorting.
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

   The method is CDSort of LLVM's CodeLayout.cpp (S. Pupyrev, 2023).  It is made
   of hfsort's clusters (Ottoni and Maher, "Optimizing function placement for
   large-scale data-center applications", CGO 2017), and of distances that count
   for what they are (Newell and Pupyrev, "Improved basic block reordering",
   2018).  Each function is a chain at first.  Of all pairs of chains with calls
   between them those two are joined, one behind the other, that gain most for
   their size, until nothing gains: in

     distance  a call is worth the less the farther it goes, by the fourth root
   of the bytes from the caller's middle to the callee's start; density   a page
   of the cache with code of a chain is executed by so many samples as that is
   dense, and one misses where none of the last pages was this one.

   At last the chains lie by density.  hfsort's own rule, a function behind its
   heaviest caller, was tried; scripts/README has the figures.

   A join costs the functions and calls of the two chains, of which none has
   more than MAX_CHAIN functions: all of them take time in proportion to
   functions and calls, but for the heap's logarithm.  There is no pow: square
   roots are exact, so that every machine finds the same order.  */

#include "order/cluster.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/store.h"

/* The model of the cache, by the figures that LLVM found best for programs of
   many sizes: pages of so many bytes, of which so many are there; and what
   density counts against distance.  */
#define PAGE_BYTES 2048
#define PAGES_LOG2 4
#define DENSITY_SCALE 0.25

/* No chain has more functions.  */
#define MAX_CHAIN 128

/* What gains less gains nothing.  */
#define LEAST_GAIN 1e-8

struct arc
{
  const struct pgo_order_arc *is;
  uint32_t next; /* Between the same two chains.  */
};

/* The arcs between two chains, or within one.  */
struct link
{
  uint32_t chains[2];
  uint32_t first, last; /* Arcs.  */
  double gain;
  bool swapped;    /* The second chain in front gains more.  */
  uint32_t change; /* How often GAIN was computed; the heap has older ones.  */
};

struct chain
{
  uint32_t first, last; /* Nodes.  */
  uint32_t n;
  double bytes, samples;
  uint32_t *links;
  size_t n_links, links_capacity;
};

struct node
{
  uint32_t chain;
  uint32_t next;
  double start; /* In the chain.  */
};

struct item
{
  double gain;
  uint32_t link;
  uint32_t change;
};

struct sort
{
  const struct pgo_order_node *given;
  struct node *nodes;
  struct chain *chains;
  struct arc *arcs;
  struct link *links;
  size_t n_links;
  uint32_t
      *link_to;   /* Scratch, by chain: the link of the one that is joined.  */
  double samples; /* Of all.  */
  struct item *heap;
  size_t n_items, items_capacity;
};

/* ---- Gains.  */

/* How many of the samples of a chain miss.  */
static double
misses (const struct sort *sort, double samples, double bytes)
{
  double here = samples / bytes * PAGE_BYTES / sort->samples, miss;

  if (here >= 1)
    return 0;
  miss = 1 - here;
  for (int i = 0; i < PAGES_LOG2; i++)
    miss *= miss;
  return samples * miss;
}

/* What a call of WEIGHT is worth over DISTANCE bytes.  */
static double
nearness (double weight, double distance)
{
  distance = fabs (distance);
  return weight / sqrt (sqrt (distance < 0.1 ? 0.1 : distance));
}

/* What LINK's arcs are worth where its first chain begins at A, and the second
   at B.  */
static double
arcs_worth (const struct sort *sort, const struct link *link, double a,
            double b)
{
  double worth = 0;

  for (uint32_t i = link->first; i != PGO_NONE; i = sort->arcs[i].next)
    {
      const struct pgo_order_arc *arc = sort->arcs[i].is;
      const struct node *caller = &sort->nodes[arc->caller];
      const struct node *callee = &sort->nodes[arc->callee];
      double from = caller->start + sort->given[arc->caller].bytes / 2
                    + (caller->chain == link->chains[0] ? a : b);
      double to = callee->start + (callee->chain == link->chains[0] ? a : b);
      worth += nearness (arc->weight, to - from);
    }
  return worth;
}

/* What LINK's arcs are worth where the chains are far apart.  */
static double
arcs_apart (const struct sort *sort, const struct link *link, double far)
{
  double weight = 0;

  for (uint32_t i = link->first; i != PGO_NONE; i = sort->arcs[i].next)
    weight += sort->arcs[i].is->weight;
  return nearness (weight, far);
}

static bool
before_p (const struct item *a, const struct item *b)
{
  return a->gain > b->gain || (a->gain == b->gain && a->link < b->link);
}

static void
push (struct sort *sort, struct item item)
{
  size_t i = sort->n_items++;

  sort->heap = pgo_xgrow (sort->heap, i, &sort->items_capacity, sizeof item);
  for (; i > 0 && before_p (&item, &sort->heap[(i - 1) / 2]); i = (i - 1) / 2)
    sort->heap[i] = sort->heap[(i - 1) / 2];
  sort->heap[i] = item;
}

static struct item
pop (struct sort *sort)
{
  struct item top = sort->heap[0], last = sort->heap[--sort->n_items];
  size_t i = 0;

  for (size_t child; (child = 2 * i + 1) < sort->n_items; i = child)
    {
      if (child + 1 < sort->n_items
          && before_p (&sort->heap[child + 1], &sort->heap[child]))
        child++;
      if (!before_p (&sort->heap[child], &last))
        break;
      sort->heap[i] = sort->heap[child];
    }
  sort->heap[i] = last;
  return top;
}

/* Compute the gain of LINK, and let the heap have it if it is one.  FAR is how
   far chains are apart.  */
static void
weigh_link (struct sort *sort, uint32_t number, double far)
{
  struct link *link = &sort->links[number];
  const struct chain *a = &sort->chains[link->chains[0]];
  const struct chain *b = &sort->chains[link->chains[1]];
  double forward, backward, best;

  link->change++;
  if (a == b || a->n + b->n > MAX_CHAIN)
    return;
  forward = arcs_worth (sort, link, 0, a->bytes);
  backward = arcs_worth (sort, link, b->bytes, 0);
  link->swapped = backward > forward + LEAST_GAIN
                  || (fabs (backward - forward) <= LEAST_GAIN
                      && link->chains[1] < link->chains[0]);
  best = link->swapped ? backward : forward;
  link->gain
      = best - arcs_apart (sort, link, far)
        + DENSITY_SCALE
              * (misses (sort, a->samples, a->bytes)
                 + misses (sort, b->samples, b->bytes)
                 - misses (sort, a->samples + b->samples, a->bytes + b->bytes));
  if (link->gain > 0)
    link->gain /= a->bytes < b->bytes ? a->bytes : b->bytes;
  if (link->gain > LEAST_GAIN)
    push (sort, (struct item){ link->gain, number, link->change });
}

/* ---- Joining.  */

static uint32_t
other_end (const struct link *link, uint32_t chain)
{
  return link->chains[link->chains[0] == chain];
}

static void
add_link (struct chain *chain, uint32_t link)
{
  chain->links = pgo_xgrow (chain->links, chain->n_links,
                            &chain->links_capacity, sizeof *chain->links);
  chain->links[chain->n_links++] = link;
}

/* Forget of CHAIN's links those without arcs, which other links have got, and
   that to the chain GONE.  */
static void
forget_links (struct sort *sort, uint32_t chain, uint32_t gone)
{
  struct chain *of = &sort->chains[chain];
  size_t kept = 0;

  for (size_t i = 0; i < of->n_links; i++)
    {
      struct link *link = &sort->links[of->links[i]];
      if (link->first == PGO_NONE)
        continue;
      if (other_end (link, chain) == gone)
        link->change++;
      else
        of->links[kept++] = of->links[i];
    }
  of->n_links = kept;
}

/* Let the links of the chain BACK be FRONT's, one for each chain at the other
   end.  */
static void
join_links (struct sort *sort, uint32_t front, uint32_t back)
{
  struct chain *to = &sort->chains[front], *from = &sort->chains[back];

  forget_links (sort, front, back);
  forget_links (sort, back, front);
  for (size_t i = 0; i < to->n_links; i++)
    sort->link_to[other_end (&sort->links[to->links[i]], front)] = to->links[i];
  for (size_t i = 0; i < from->n_links; i++)
    {
      struct link *link = &sort->links[from->links[i]];
      uint32_t same = sort->link_to[other_end (link, back)];
      if (same == PGO_NONE)
        {
          link->chains[link->chains[1] == back] = front;
          add_link (to, from->links[i]);
          continue;
        }
      sort->arcs[sort->links[same].last].next = link->first;
      sort->links[same].last = link->last;
      link->first = PGO_NONE;
      link->change++;
    }
  for (size_t i = 0; i < to->n_links; i++)
    sort->link_to[other_end (&sort->links[to->links[i]], front)] = PGO_NONE;
  free (from->links);
  from->links = NULL;
  from->n_links = 0;
}

/* Put the chain BACK behind FRONT, of which it is a part then.  */
static void
join (struct sort *sort, uint32_t front, uint32_t back)
{
  struct chain *to = &sort->chains[front], *from = &sort->chains[back];

  for (uint32_t i = from->first; i != PGO_NONE; i = sort->nodes[i].next)
    {
      sort->nodes[i].chain = front;
      sort->nodes[i].start += to->bytes;
    }
  sort->nodes[to->last].next = from->first;
  to->last = from->last;
  to->n += from->n;
  to->bytes += from->bytes;
  to->samples += from->samples;
  from->n = 0;
  join_links (sort, front, back);
}

/* ---- All of it.  */

struct pair
{
  uint32_t chains[2];
};

static bool
link_equal (const void *context, uint32_t i, const void *key)
{
  const struct link *link = &((const struct sort *) context)->links[i];
  const struct pair *pair = key;

  return link->chains[0] == pair->chains[0]
         && link->chains[1] == pair->chains[1];
}

/* Make the links of the N ARCS.  */
static void
make_links (struct sort *sort, const struct pgo_order_arc *arcs, size_t n)
{
  struct pgo_table table = { 0 };

  for (uint32_t i = 0; i < n; i++)
    {
      bool rising = arcs[i].caller < arcs[i].callee;
      struct pair pair = { { rising ? arcs[i].caller : arcs[i].callee,
                             rising ? arcs[i].callee : arcs[i].caller } };
      uint64_t hash = pgo_hash (pgo_hash (0, pair.chains[0]), pair.chains[1]);
      uint32_t found;
      if (arcs[i].caller == arcs[i].callee || arcs[i].weight <= 0)
        continue;
      sort->arcs[i] = (struct arc){ &arcs[i], PGO_NONE };
      found = pgo_table_find (&table, hash, link_equal, sort, &pair);
      if (found != PGO_NONE)
        {
          sort->arcs[sort->links[found].last].next = i;
          sort->links[found].last = i;
          continue;
        }
      sort->links[sort->n_links] = (struct link){
        .chains = { pair.chains[0], pair.chains[1] }, .first = i, .last = i
      };
      for (int k = 0; k < 2; k++)
        add_link (&sort->chains[pair.chains[k]], sort->n_links);
      pgo_table_add (&table, hash, sort->n_links++);
    }
  pgo_table_free (&table);
}

/* Join chains as long as that gains.  */
static void
join_chains (struct sort *sort, double far)
{
  for (uint32_t i = 0; i < sort->n_links; i++)
    weigh_link (sort, i, far);
  while (sort->n_items > 0)
    {
      struct item best = pop (sort);
      const struct link *link = &sort->links[best.link];
      if (best.change != link->change)
        continue;
      uint32_t front = link->chains[link->swapped];
      join (sort, front, link->chains[!link->swapped]);
      for (size_t i = 0; i < sort->chains[front].n_links; i++)
        weigh_link (sort, sort->chains[front].links[i], far);
    }
}

/* By density, the densest first.  */
static int
compare_chains (const void *x, const void *y)
{
  const struct chain *a = *(const struct chain *const *) x;
  const struct chain *b = *(const struct chain *const *) y;
  double density = a->samples / a->bytes, other = b->samples / b->bytes;

  if (density != other)
    return density > other ? -1 : 1;
  return a < b ? -1 : a > b;
}

void
pgo_order_cluster (const struct pgo_order_node *nodes, size_t n,
                   const struct pgo_order_arc *arcs, size_t n_arcs,
                   uint32_t *order)
{
  struct sort sort = { .given = nodes,
                       .nodes = pgo_xcalloc (n, sizeof *sort.nodes),
                       .chains = pgo_xcalloc (n, sizeof *sort.chains),
                       .arcs = pgo_xcalloc (n_arcs, sizeof *sort.arcs),
                       .links = pgo_xcalloc (n_arcs, sizeof *sort.links),
                       .link_to = pgo_xcalloc (n, sizeof *sort.link_to) };
  const struct chain **sorted = pgo_xcalloc (n, sizeof *sorted);
  double bytes = 0;
  size_t n_chains = 0, filled = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      sort.nodes[i] = (struct node){ .chain = i, .next = PGO_NONE };
      sort.chains[i] = (struct chain){ .first = i,
                                       .last = i,
                                       .n = 1,
                                       .bytes = nodes[i].bytes,
                                       .samples = nodes[i].samples };
      sort.link_to[i] = PGO_NONE;
      sort.samples += nodes[i].samples;
      bytes += nodes[i].bytes;
    }
  make_links (&sort, arcs, n_arcs);
  join_chains (&sort, bytes);
  for (size_t i = 0; i < n; i++)
    if (sort.chains[i].n > 0)
      sorted[n_chains++] = &sort.chains[i];
  if (n_chains > 0)
    qsort (sorted, n_chains, sizeof *sorted, compare_chains);
  for (size_t i = 0; i < n_chains; i++)
    for (uint32_t k = sorted[i]->first; k != PGO_NONE; k = sort.nodes[k].next)
      order[filled++] = k;
  for (size_t i = 0; i < n; i++)
    free (sort.chains[i].links);
  free (sorted);
  free (sort.heap);
  free (sort.link_to);
  free (sort.links);
  free (sort.arcs);
  free (sort.chains);
  free (sort.nodes);
}
