-- Train script of the demo: an order book, text statistics, a ray of vectors,
-- permutations by closures, and string building.  Prints checks only.

local state = 42
local function random (n)
  state = (state * 1103515245 + 12345) % 2147483648
  return state // 65536 % n + 1
end

-- Objects, methods and inheritance.
local Account = {}
Account.__index = Account

function Account.new (owner)
  return setmetatable ({ owner = owner, balance = 0, moves = 0 }, Account)
end

function Account:deposit (amount)
  self.balance = self.balance + amount
  self.moves = self.moves + 1
end

function Account:withdraw (amount)
  if self:limit () + self.balance < amount then
    return false
  end
  self:deposit (-amount)
  return true
end

function Account:limit ()
  return 0
end

local Credit = setmetatable ({}, { __index = Account })
Credit.__index = Credit

function Credit.new (owner, limit)
  local account = setmetatable (Account.new (owner), Credit)
  account.allowed = limit
  return account
end

function Credit:limit ()
  return self.allowed
end

local function accounts (rounds)
  local all = {}
  for i = 1, 100 do
    all[i] = i % 4 == 0 and Credit.new ("c" .. i, 50) or Account.new ("a" .. i)
  end
  local refused = 0
  for _ = 1, rounds do
    local from, to, amount = all[random (100)], all[random (100)], random (30)
    if from:withdraw (amount) then
      to:deposit (amount)
    else
      refused = refused + 1
      from:deposit (5)
    end
  end
  local sum = 0
  for _, account in ipairs (all) do
    sum = sum + account.balance
  end
  return refused, sum
end

-- Words: patterns, tables with string keys, sorting with a comparison.
local syllables = { "ka", "lo", "mi", "ne", "ru", "ta", "vi", "zo" }

local function words (n)
  local parts = {}
  for i = 1, n do
    parts[i] = syllables[random (8)] .. syllables[random (8)]
               .. (random (3) == 1 and syllables[random (8)] or "")
  end
  local text = table.concat (parts, " ")
  local count = {}
  for word in text:gmatch ("%a+") do
    count[word] = (count[word] or 0) + 1
  end
  local list = {}
  for word, times in pairs (count) do
    list[#list + 1] = { word = word, times = times }
  end
  table.sort (list, function (a, b)
    if a.times ~= b.times then
      return a.times > b.times
    end
    return a.word < b.word
  end)
  return #text, #list, list[1].word, list[1].times
end

-- Floating point in numeric loops.
local function bodies (steps)
  local x, y, vx, vy, m = {}, {}, {}, {}, {}
  for i = 1, 5 do
    x[i], y[i], vx[i], vy[i], m[i] = i * 1.5, 3.0 - i, 0.1 * i, -0.05 * i, 1 / i
  end
  for _ = 1, steps do
    for i = 1, 5 do
      for j = i + 1, 5 do
        local dx, dy = x[i] - x[j], y[i] - y[j]
        local d2 = dx * dx + dy * dy + 0.1
        local f = 0.001 / (d2 * math.sqrt (d2))
        vx[i] = vx[i] - dx * m[j] * f
        vy[i] = vy[i] - dy * m[j] * f
        vx[j] = vx[j] + dx * m[i] * f
        vy[j] = vy[j] + dy * m[i] * f
      end
    end
    for i = 1, 5 do
      x[i] = x[i] + 0.001 * vx[i]
      y[i] = y[i] + 0.001 * vy[i]
    end
  end
  local energy = 0
  for i = 1, 5 do
    energy = energy + m[i] * (vx[i] ^ 2 + vy[i] ^ 2) / 2
  end
  return string.format ("%.6f", energy)
end

-- Closures that call closures.
local function permutations (n)
  local items, seen, sum = {}, 0, 0
  for i = 1, n do
    items[i] = i
  end
  local function permute (k, yield)
    if k == 0 then
      return yield (items)
    end
    for i = 1, k do
      items[i], items[k] = items[k], items[i]
      permute (k - 1, yield)
      items[i], items[k] = items[k], items[i]
    end
  end
  permute (n, function (list)
    seen = seen + 1
    sum = (sum * 7 + list[1] * list[n]) % 1000003
  end)
  return seen, sum
end

-- Text out of records.
local function report (n)
  local lines, sum = {}, 0
  for i = 1, n do
    local price = random (10000) / 100
    lines[#lines + 1] = string.format ("%05d %-8s %8.2f", i,
                                       syllables[i % 8 + 1]:upper (), price)
    sum = sum + #tostring (price) + lines[i]:byte (-1)
  end
  local text = table.concat (lines, "\n")
  return #text, sum, select (2, text:gsub ("KA", "ka"))
end

-- A generator.
local function primes (n)
  local co = coroutine.wrap (function ()
    local composite = {}
    for i = 2, n do
      if not composite[i] then
        coroutine.yield (i)
        for j = i * i, n, i do
          composite[j] = true
        end
      end
    end
  end)
  local count, last = 0, 0
  for p in co do
    count, last = count + 1, p
  end
  return count, last
end

print ("accounts", accounts (1200000))
print ("words", words (900000))
print ("bodies", bodies (300000))
print ("permutations", permutations (10))
print ("report", report (350000))
print ("primes", primes (1500000))
