/* Scenes for Box2D, that are simulated without a picture.
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

   Usage: scenes SCENE SIZE STEPS...

   Each SCENE is simulated for STEPS sixtieths of a second; then where its
   bodies are is printed, added up in a way in which every one of them counts.
 */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <box2d/box2d.h>

static uint32_t state;

/* A number in [LOW, HIGH), by chance.  */
static float
between (float low, float high)
{
  state = state * 1664525 + 1013904223;
  return low + (high - low) * (float) (state >> 8) / (float) (1 << 24);
}

static b2Body *
add_body (b2World *world, b2BodyType type, float x, float y)
{
  b2BodyDef def;
  def.type = type;
  def.position.Set (x, y);
  return world->CreateBody (&def);
}

static b2Body *
add_box (b2World *world, float x, float y, float half_width, float half_height)
{
  b2PolygonShape shape;
  b2Body *body = add_body (world, b2_dynamicBody, x, y);
  shape.SetAsBox (half_width, half_height);
  body->CreateFixture (&shape, 5.0f);
  return body;
}

static b2Body *
add_ball (b2World *world, float x, float y, float radius)
{
  b2CircleShape shape;
  b2Body *body = add_body (world, b2_dynamicBody, x, y);
  shape.m_radius = radius;
  body->CreateFixture (&shape, 1.0f);
  return body;
}

static b2Body *
add_ground (b2World *world)
{
  b2EdgeShape shape;
  b2Body *body = add_body (world, b2_staticBody, 0.0f, 0.0f);
  shape.SetTwoSided (b2Vec2 (-200.0f, 0.0f), b2Vec2 (200.0f, 0.0f));
  body->CreateFixture (&shape, 0.0f);
  return body;
}

/* Boxes in SIZE rows, each of one less than the one below.  */
static void
build_pyramid (b2World *world, int size)
{
  add_ground (world);
  for (int row = 0; row < size; row++)
    for (int i = 0; i < size - row; i++)
      add_box (world, (float) i * 1.125f + (float) row * 0.5625f,
               0.75f + (float) row * 1.25f, 0.5f, 0.5f);
}

/* SIZE balls and polygons that fall into a bowl.  */
static void
build_bowl (b2World *world, int size)
{
  b2Vec2 points[33];
  b2ChainShape bowl;
  add_ground (world);
  for (int i = 0; i < 33; i++)
    {
      float x = (float) (i - 16);
      points[i].Set (x, x * x / 12.0f);
    }
  bowl.CreateChain (points, 33, b2Vec2 (-17.0f, 25.0f), b2Vec2 (17.0f, 25.0f));
  add_body (world, b2_staticBody, 0.0f, 0.0f)->CreateFixture (&bowl, 0.0f);
  for (int i = 0; i < size; i++)
    {
      float x = between (-10.0f, 10.0f), y = 22.0f + (float) i * 0.25f;
      if (i % 3 == 0)
        add_ball (world, x, y, between (0.2f, 0.6f));
      else if (i % 3 == 1)
        add_box (world, x, y, between (0.2f, 0.6f), between (0.2f, 0.6f));
      else
        {
          b2PolygonShape shape;
          b2Vec2 corners[3];
          corners[0].Set (-0.5f, 0.0f);
          corners[1].Set (0.5f, 0.0f);
          corners[2].Set (0.0f, between (0.5f, 1.0f));
          shape.Set (corners, 3);
          add_body (world, b2_dynamicBody, x, y)->CreateFixture (&shape, 1.0f);
        }
    }
}

/* SIZE small boxes in a box that a motor turns.  */
static void
build_tumbler (b2World *world, int size)
{
  b2Body *ground = add_body (world, b2_staticBody, 0.0f, 0.0f);
  b2Body *drum = add_body (world, b2_dynamicBody, 0.0f, 10.0f);
  b2RevoluteJointDef joint;
  static const float walls[4][4] = { { 0.5f, 10.0f, 10.0f, 0.0f },
                                     { 0.5f, 10.0f, -10.0f, 0.0f },
                                     { 10.0f, 0.5f, 0.0f, 10.0f },
                                     { 10.0f, 0.5f, 0.0f, -10.0f } };
  drum->SetSleepingAllowed (false);
  for (const float *wall : walls)
    {
      b2PolygonShape shape;
      shape.SetAsBox (wall[0], wall[1], b2Vec2 (wall[2], wall[3]), 0.0f);
      drum->CreateFixture (&shape, 5.0f);
    }
  joint.bodyA = ground;
  joint.bodyB = drum;
  joint.localAnchorA.Set (0.0f, 10.0f);
  joint.motorSpeed = 0.05f * b2_pi;
  joint.maxMotorTorque = 1e8f;
  joint.enableMotor = true;
  world->CreateJoint (&joint);
  for (int i = 0; i < size; i++)
    add_box (world, (float) (i % 30) * 0.5f - 7.5f,
             3.0f + (float) (i / 30) * 0.5f, 0.125f, 0.125f);
}

/* A bridge of SIZE planks between two points, with balls and bullets on it.  */
static void
build_bridge (b2World *world, int size)
{
  b2Body *ground = add_ground (world), *last = ground;
  b2RevoluteJointDef joint;
  float start = (float) -size / 2.0f;
  for (int i = 0; i <= size; i++)
    {
      b2Body *plank = i < size ? add_box (world, start + (float) i + 0.5f,
                                          20.0f, 0.5f, 0.125f)
                               : ground;
      joint.Initialize (last, plank, b2Vec2 (start + (float) i, 20.0f));
      world->CreateJoint (&joint);
      last = plank;
    }
  for (int i = 0; i < size; i++)
    {
      b2Body *ball
          = add_ball (world, between (start, -start), 25.0f + (float) i, 0.4f);
      if (i % 4 == 0)
        {
          ball->SetBullet (true);
          ball->SetLinearVelocity (b2Vec2 (0.0f, -200.0f));
        }
    }
}

/* SIZE boxes that never move, to be looked at.  */
static void
build_field (b2World *world, int size)
{
  for (int i = 0; i < size; i++)
    {
      b2PolygonShape shape;
      shape.SetAsBox (between (0.1f, 1.0f), between (0.1f, 1.0f));
      add_body (world, b2_staticBody, between (-100.0f, 100.0f),
                between (-100.0f, 100.0f))
          ->CreateFixture (&shape, 0.0f);
    }
}

class nearest : public b2RayCastCallback
{
public:
  float
  ReportFixture (b2Fixture *, const b2Vec2 &point, const b2Vec2 &,
                 float fraction) override
  {
    m_point = point;
    return fraction;
  }

  b2Vec2 m_point = b2Vec2 (0.0f, 0.0f);
};

/* Look from the middle of WORLD STEPS * 100 times.  Returns the sum of what was
 * seen.  */
static double
look_around (b2World *world, int steps)
{
  double sum = 0;
  for (int i = 0; i < steps * 100; i++)
    {
      nearest seen;
      float angle = between (0.0f, 2.0f * b2_pi);
      world->RayCast (&seen, b2Vec2 (0.0f, 0.0f),
                      150.0f * b2Vec2 (cosf (angle), sinf (angle)));
      sum += seen.m_point.x - seen.m_point.y;
    }
  return sum;
}

static const struct
{
  const char *name;
  void (*build) (b2World *, int);
} scenes[] = {
  { "pyramid", build_pyramid }, { "bowl", build_bowl },
  { "tumbler", build_tumbler }, { "bridge", build_bridge },
  { "field", build_field },
};

static double
simulate (void (*build) (b2World *, int), int size, int steps)
{
  b2World world (b2Vec2 (0.0f, -10.0f));
  double sum = 0;
  int i = 1;
  state = 1;
  build (&world, size);
  if (build == build_field)
    return look_around (&world, steps);
  for (int step = 0; step < steps; step++)
    world.Step (1.0f / 60.0f, 8, 3);
  for (b2Body *body = world.GetBodyList (); body; body = body->GetNext (), i++)
    sum += i
           * (body->GetPosition ().x + 2.0 * body->GetPosition ().y
              + 3.0 * body->GetAngle ());
  return sum;
}

int
main (int argc, char **argv)
{
  for (int i = 1; i + 2 < argc; i += 3)
    for (const auto &scene : scenes)
      if (strcmp (argv[i], scene.name) == 0)
        printf ("%s %s %s: %.17g\n", argv[i], argv[i + 1], argv[i + 2],
                simulate (scene.build, atoi (argv[i + 1]), atoi (argv[i + 2])));
  return 0;
}
