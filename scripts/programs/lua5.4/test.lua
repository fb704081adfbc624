-- Test script of the demo: other programs than those of train.lua, of the same
-- kinds.  Prints checks only.

-- The outer planets.
local bodies = {
  { x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0, mass = 39.478 },
  { x = 4.841, y = -1.160, z = -0.103, vx = 0.606, vy = 2.812, vz = -0.025,
    mass = 0.0377 },
  { x = 8.343, y = 4.125, z = -0.404, vx = -1.011, vy = 1.825, vz = 0.0084,
    mass = 0.0113 },
  { x = 12.894, y = -15.111, z = -0.223, vx = 1.083, vy = 0.869, vz = -0.0108,
    mass = 0.0017 },
  { x = 15.380, y = -25.919, z = 0.179, vx = 0.979, vy = 0.594, vz = -0.0348,
    mass = 0.0020 },
}
local function advance (dt)
  local n = #bodies
  for i = 1, n do
    local a = bodies[i]
    for j = i + 1, n do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local force = dt / (d2 * math.sqrt (d2))
      a.vx = a.vx - dx * b.mass * force
      a.vy = a.vy - dy * b.mass * force
      a.vz = a.vz - dz * b.mass * force
      b.vx = b.vx + dx * a.mass * force
      b.vy = b.vy + dy * a.mass * force
      b.vz = b.vz + dz * a.mass * force
    end
  end
  for i = 1, n do
    local a = bodies[i]
    a.x = a.x + dt * a.vx
    a.y = a.y + dt * a.vy
    a.z = a.z + dt * a.vz
  end
end
for _ = 1, 400000 do advance (0.001) end
print (string.format ("planets %.6f %.6f", bodies[1].x, bodies[2].y))

-- The Mandelbrot set.
local function mandelbrot (n)
  local inside = 0
  for y = 0, n - 1 do
    local ci = 2.0 * y / n - 1.0
    for x = 0, n - 1 do
      local cr, zr, zi, k = 2.0 * x / n - 1.5, 0.0, 0.0, 0
      while k < 50 and zr * zr + zi * zi < 4.0 do
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        k = k + 1
      end
      if k == 50 then inside = inside + 1 end
    end
  end
  return inside
end
print ("mandelbrot", mandelbrot (600))

-- Heap sort of random floats.
local seed = 42
local function random ()
  seed = (seed * 3877 + 29573) % 139968
  return seed / 139968
end
local function heap_sort (t)
  local n = #t
  local function sift (first, last)
    local root = first
    while root * 2 <= last do
      local child = root * 2
      if child < last and t[child] < t[child + 1] then child = child + 1 end
      if t[root] >= t[child] then return end
      t[root], t[child] = t[child], t[root]
      root = child
    end
  end
  for first = n // 2, 1, -1 do sift (first, n) end
  for last = n, 2, -1 do
    t[1], t[last] = t[last], t[1]
    sift (1, last - 1)
  end
end
local t = {}
for i = 1, 400000 do t[i] = random () end
heap_sort (t)
for i = 2, #t do assert (t[i - 1] <= t[i]) end
print (string.format ("sorted %.6f %.6f", t[1], t[#t]))

-- Queens.
local function queens (n)
  local count, columns = 0, {}
  local function free (row, column)
    for i = 1, row - 1 do
      local c = columns[i]
      if c == column or c - i == column - row or c + i == column + row then
        return false
      end
    end
    return true
  end
  local function place (row)
    if row > n then
      count = count + 1
      return
    end
    for column = 1, n do
      if free (row, column) then
        columns[row] = column
        place (row + 1)
      end
    end
  end
  place (1)
  return count
end
print ("queens", queens (9))

-- Shapes: objects and methods.
local Shape = {}
Shape.__index = Shape
function Shape.new (w, h) return setmetatable ({ w = w, h = h }, Shape) end
function Shape:area () return self.w * self.h end
function Shape:grow (f)
  self.w = self.w * f
  self.h = self.h / f
  return self
end
local total, shapes = 0, {}
for i = 1, 100 do shapes[i] = Shape.new (i, 101 - i) end
for round = 1, 15000 do
  for i = 1, #shapes do total = total + shapes[i]:grow (1.001):area () end
end
print (string.format ("shapes %.3f", total))

-- Letters in lines.
local lines = {}
for i = 1, 80000 do lines[i] = string.format ("line %d has %s", i, ("ab"):rep (i % 7)) end
local letters = 0
for _, line in ipairs (lines) do
  letters = letters + #line:gsub ("%d+", ""):upper ()
end
print ("letters", letters)
