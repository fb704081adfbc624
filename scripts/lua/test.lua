-- Test script of the demo: other programs of the same kinds as train.lua has.
-- A tokeniser and calculator, a priority queue, shapes, matrices, n queens,
-- text in records, and list functions.  Prints checks only.

local seed = 7
local function random (n)
  seed = (seed * 16807) % 2147483647
  return seed % n + 1
end

-- A recursive descent calculator over generated text.
local Parser = {}
Parser.__index = Parser

function Parser:peek ()
  return self.tokens[self.at]
end

function Parser:take ()
  local token = self.tokens[self.at]
  self.at = self.at + 1
  return token
end

function Parser:atom ()
  local token = self:take ()
  if token == "(" then
    local value = self:sum ()
    self:take ()
    return value
  end
  return tonumber (token)
end

function Parser:product ()
  local value = self:atom ()
  while self:peek () == "*" do
    self:take ()
    value = value * self:atom () % 9973
  end
  return value
end

function Parser:sum ()
  local value = self:product ()
  while self:peek () == "+" or self:peek () == "-" do
    if self:take () == "+" then
      value = value + self:product ()
    else
      value = value - self:product ()
    end
  end
  return value
end

local operators = { "+", "-", "*" }

local function formula (depth)
  if depth == 0 then
    return tostring (random (99))
  end
  local text = formula (depth - 1) .. operators[random (3)]
               .. formula (math.max (depth - random (2), 0))
  return random (2) == 1 and "(" .. text .. ")" or text
end

local function calculate (n)
  local sum = 0
  for _ = 1, n do
    local tokens = {}
    local text = formula (random (7)):gsub ("[%(%)%+%-%*]", " %0 ")
    for token in text:gmatch ("%S+") do
      tokens[#tokens + 1] = token
    end
    local parser = setmetatable ({ tokens = tokens, at = 1 }, Parser)
    sum = (sum + parser:sum ()) % 1000003
  end
  return sum
end

-- A binary heap with an order given as a function.
local function heap (n, before)
  local list, size = {}, 0
  local function push (item)
    size = size + 1
    local i = size
    while i > 1 and before (item, list[i // 2]) do
      list[i] = list[i // 2]
      i = i // 2
    end
    list[i] = item
  end
  local function pop ()
    local top, item = list[1], list[size]
    list[size] = nil
    size = size - 1
    local i = 1
    while 2 * i <= size do
      local child = 2 * i
      if child < size and before (list[child + 1], list[child]) then
        child = child + 1
      end
      if not before (list[child], item) then
        break
      end
      list[i] = list[child]
      i = child
    end
    if size > 0 then
      list[i] = item
    end
    return top
  end
  for i = 1, n do
    push ({ key = random (1000000), id = i })
  end
  local check = 0
  for i = 1, n do
    check = (check * 3 + pop ().key * (i % 5)) % 1000003
  end
  return check
end

-- Shapes behind one interface.
local function class (base)
  local c = {}
  c.__index = c
  c.new = function (...)
    local object = setmetatable ({}, c)
    object:init (...)
    return object
  end
  return setmetatable (c, base and { __index = base })
end

local Shape = class ()
function Shape:init (x, y) self.x, self.y = x, y end
function Shape:move (dx, dy)
  self.x = self.x + dx
  self.y = self.y + dy
  return self
end
local Circle = class (Shape)
function Circle:init (x, y, r)
  Shape.init (self, x, y)
  self.r = r
end
function Circle:area () return 3.14159 * self.r ^ 2 end
local Box = class (Shape)
function Box:init (x, y, w, h)
  Shape.init (self, x, y)
  self.w, self.h = w, h
end
function Box:area () return self.w * self.h end

local function shapes (n)
  local all, area, far = {}, 0, 0
  for i = 1, 1000 do
    all[i] = i % 3 == 0 and Box.new (i, -i, 2, i % 7)
             or Circle.new (-i, i, i % 5)
  end
  for step = 1, n do
    for _, shape in ipairs (all) do
      shape:move (step % 3 - 1, 1)
      area = area + shape:area ()
      if shape.x * shape.x + shape.y * shape.y > 1e6 then
        far = far + 1
      end
    end
  end
  return string.format ("%.3f", area), far
end

-- Matrices of integers and of floats.
local function matrix (n, unit)
  local a = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do
      row[j] = (i * j % 7 + 1) * unit
    end
    a[i] = row
  end
  return a
end

local function multiply (a, b)
  local n, c = #a, {}
  for i = 1, n do
    local row, ai = {}, a[i]
    for j = 1, n do
      local sum = 0
      for k = 1, n do
        sum = sum + ai[k] * b[k][j]
      end
      row[j] = sum
    end
    c[i] = row
  end
  return c
end

-- All solutions for N queens.
local function queens (n)
  local column, up, down, count = {}, {}, {}, 0
  local function place (row)
    if row > n then
      count = count + 1
      return
    end
    for c = 1, n do
      if not (column[c] or up[row + c] or down[row - c]) then
        column[c], up[row + c], down[row - c] = true, true, true
        place (row + 1)
        column[c], up[row + c], down[row - c] = nil, nil, nil
      end
    end
  end
  place (1)
  return count
end

-- Records to text and back.
local function records (n)
  local out = {}
  for i = 1, n do
    out[i] = string.format ("id=%d;name=%s;score=%.1f;tag=%x", i,
                            ("n"):rep (i % 5 + 1), random (1000) / 10,
                            random (65536))
  end
  local sum, names = 0, {}
  for _, line in ipairs (out) do
    local record = {}
    for key, value in line:gmatch ("(%w+)=([^;]*)") do
      record[key] = value
    end
    sum = sum + tonumber (record.score) + tonumber (record.tag, 16)
    names[record.name] = (names[record.name] or 0) + tonumber (record.id)
  end
  local list = {}
  for name, total in pairs (names) do
    list[#list + 1] = name .. ":" .. total
  end
  table.sort (list)
  return string.format ("%.1f", sum), table.concat (list, ",")
end

-- Functions on lists.
local function map (list, f)
  local out = {}
  for i = 1, #list do
    out[i] = f (list[i])
  end
  return out
end

local function filter (list, f)
  local out = {}
  for _, item in ipairs (list) do
    if f (item) then
      out[#out + 1] = item
    end
  end
  return out
end

local function fold (list, f, start)
  for _, item in ipairs (list) do
    start = f (start, item)
  end
  return start
end

local function lists (n)
  local sum = 0
  for round = 1, n do
    local list = {}
    for i = 1, 1000 do
      list[i] = i * round % 997
    end
    list = map (list, function (x) return x * x end)
    list = filter (list, function (x) return x % 3 ~= round % 3 end)
    table.sort (list)
    sum = fold (list, function (a, b) return (a * 5 + b) % 1000003 end, sum)
  end
  return sum
end

print ("calculate", calculate (8000))
print ("heap", heap (180000, function (a, b)
  return a.key < b.key or a.key == b.key and a.id < b.id
end))
print ("shapes", shapes (3000))
print ("matrix", multiply (matrix (230, 1), matrix (230, 1))[230][230],
       multiply (matrix (180, 0.5), matrix (180, 0.5))[180][180])
print ("queens", queens (11))
print ("records", records (160000))
print ("lists", lists (1600))
