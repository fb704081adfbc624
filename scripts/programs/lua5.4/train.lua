-- Training script of the demo: six small programs of the kind that interpreters
-- are measured with.  Prints checks only.

-- Spectral norm of an infinite matrix, by the power method.
local function a (i, j)
  local ij = i + j
  return 1.0 / (ij * (ij + 1) * 0.5 + i + 1)
end

local function multiply (n, x, y, transposed)
  for i = 0, n - 1 do
    local sum = 0
    for j = 0, n - 1 do
      sum = sum + (transposed and a (j, i) or a (i, j)) * x[j + 1]
    end
    y[i + 1] = sum
  end
end

local function spectral_norm (n)
  local u, v, t = {}, {}, {}
  for i = 1, n do u[i] = 1 end
  for _ = 1, 10 do
    multiply (n, u, t, false)
    multiply (n, t, v, true)
    multiply (n, v, t, false)
    multiply (n, t, u, true)
  end
  local vbv, vv = 0, 0
  for i = 1, n do
    vbv = vbv + u[i] * v[i]
    vv = vv + v[i] * v[i]
  end
  return math.sqrt (vbv / vv)
end
print (string.format ("spectral norm %.9f", spectral_norm (300)))

-- Fannkuch: flips of permutations.
local function fannkuch (n)
  local p, q, s, sign, flips_most, sum = {}, {}, {}, 1, 0, 0
  for i = 1, n do p[i] = i; q[i] = i; s[i] = i end
  while true do
    local q0 = p[1]
    if q0 ~= 1 then
      for i = 2, n do q[i] = p[i] end
      local flips = 1
      while true do
        local qq = q[q0]
        if qq == 1 then
          sum = sum + sign * flips
          if flips > flips_most then flips_most = flips end
          break
        end
        q[q0] = q0
        if q0 >= 4 then
          local i, j = 2, q0 - 1
          repeat
            q[i], q[j] = q[j], q[i]
            i = i + 1
            j = j - 1
          until i >= j
        end
        q0 = qq
        flips = flips + 1
      end
    end
    if sign == 1 then
      p[1], p[2] = p[2], p[1]
      sign = -1
    else
      p[2], p[3] = p[3], p[2]
      sign = 1
      for i = 3, n do
        local sx = s[i]
        if sx ~= 1 then
          s[i] = sx - 1
          break
        end
        if i == n then return sum, flips_most end
        s[i] = i
        local t = p[1]
        for j = 1, i do p[j] = p[j + 1] end
        p[i + 1] = t
      end
    end
  end
end
print ("fannkuch", fannkuch (10))

-- Accounts: objects, methods, inheritance.
local Account = {}
Account.__index = Account
function Account.new (balance)
  return setmetatable ({ balance = balance, moves = 0 }, Account)
end
function Account:deposit (amount)
  self.balance = self.balance + amount
  self.moves = self.moves + 1
end
function Account:interest () return self.balance * 0.01 end
local Savings = setmetatable ({}, { __index = Account })
Savings.__index = Savings
function Savings:interest () return self.balance * 0.02 + 1 end
local accounts = {}
for i = 1, 50 do
  accounts[i] = Account.new (i * 10.0)
  if i % 3 == 0 then setmetatable (accounts[i], Savings) end
end
for _ = 1, 40000 do
  for i = 1, #accounts do
    local account = accounts[i]
    account:deposit (account:interest () * 0.001)
  end
end
print (string.format ("accounts %.4f", accounts[3].balance))

-- A sieve of Eratosthenes.
local function sieve (n)
  local composite, count = {}, 0
  for i = 2, n do composite[i] = false end
  for i = 2, n do
    if not composite[i] then
      count = count + 1
      for j = i * i, n, i do composite[j] = true end
    end
  end
  return count
end
print ("primes", sieve (3000000))

-- Matrices of floats.
local function matrix (n, f)
  local m = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = f (i, j) end
    m[i] = row
  end
  return m
end
local function product (n, x, y)
  return matrix (n, function (i, j)
    local sum, row = 0.0, x[i]
    for k = 1, n do sum = sum + row[k] * y[k][j] end
    return sum
  end)
end
local m = matrix (140, function (i, j) return (i * j % 7) / 7 end)
local p = product (140, m, product (140, m, m))
print (string.format ("matrix %.6f", p[17][23]))

-- Words of a text.
local words = {}
for i = 1, 200000 do words[#words + 1] = "w" .. (i * 7919 % 997) end
local text = table.concat (words, " ")
local counts = {}
for word in text:gmatch ("%a%d+") do counts[word] = (counts[word] or 0) + 1 end
local keys = {}
for word in pairs (counts) do keys[#keys + 1] = word end
table.sort (keys)
print ("words", #keys, keys[1], counts[keys[1]])
