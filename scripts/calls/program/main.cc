/* An evaluator of expressions, as a whole program.
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

   Each turn makes expressions and variables, parses, visits and evaluates them,
   and ranks them by their values.  */

#include <algorithm>
#include <vector>

#include "parse.h"
#include "text.h"
#include "visit.h"

namespace
{

struct expression
{
  tree root;
  std::uint64_t value;
  std::size_t number;
};

using order = bool (*) (const expression *, const expression *);

bool
by_value (const expression *left, const expression *right)
{
  if (left->value != right->value)
    return left->value < right->value;
  return left->number < right->number;
}

bool
by_number (const expression *left, const expression *right)
{
  return left->number < right->number;
}

std::uint64_t
length (const std::string &name)
{
  return name.size ();
}

template <typename T>
std::uint64_t
visited (const node &node)
{
  T visitor;
  node.accept (visitor);
  return visitor.result ();
}

/* A digest of the EXPRESSIONS as BEFORE ranks them.  */
std::uint64_t
rank (const std::vector<expression> &expressions, order before)
{
  std::vector<const expression *> ranked;
  std::uint64_t sum = 0;

  for (const expression &each : expressions)
    ranked.push_back (&each);
  std::sort (ranked.begin (), ranked.end (), before);
  for (const expression *each : ranked)
    sum = sum * 31 + each->number;
  return sum;
}

std::uint64_t
turn (struct calls *calls)
{
  std::vector<expression> expressions;
  scope variables (length);
  std::uint64_t sum = 0;

  for (std::size_t i = 0; i < 100; i++)
    expressions.push_back ({ parse (text_new (calls, 6)), 0, i });
  for (const expression &each : expressions)
    sum += visited<census> (*each.root) ^ visited<depth> (*each.root)
           ^ visited<digest> (*each.root);
  for (unsigned round = 0; round < 20; round++)
    {
      for (unsigned i = 0; i < 20; i++)
        variables.set ("v" + std::to_string (i), calls_random (calls) >> 32);
      for (expression &each : expressions)
        {
          each.value = each.root->value (variables);
          sum = sum * 31 + each.value;
        }
      sum ^= rank (expressions,
                   calls_target (calls) == 0 ? by_value : by_number);
    }
  return sum;
}

}

int
main (int argc, char **argv)
{
  struct calls calls = calls_read (argc, argv);
  std::uint64_t sum = 0;

  for (std::uint64_t i = 0; i < calls.turns; i++)
    sum = sum * 31 + turn (&calls);
  calls_report (sum);
}
