-- Another load than those for profile and test: patterns alone.

local text = string.rep ("the key=value; of a long (line) with 12345 words, ", 400)
local n = 0
for _ = 1, 120 do
  for key, value in text:gmatch ("(%w+)=(%w+)") do n = n + #key + #value end
  n = n + #text:gsub ("%b()", "-") + select (2, text:gsub ("%d+", "<%0>"))
  n = n + (text:find ("no such words, not at all", 1, true) or 0)
end
print (n)
