-- Posts signed journey events with wrk: each thread takes its own share of the prepared ones, so
-- that every event is new. Usage: wrk … -s posts.lua URL -- FILE THREADS [PAUSE]
-- With PAUSE a connection rests on the average so many milliseconds after each answer.

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  posts, position = {}, 0
  pause = tonumber(arguments[3])
  local line_number, count = 0, tonumber(arguments[2])
  for line in io.lines(arguments[1]) do
    if line_number % count == number then
      local signature, body = line:match("^(%S+) (.*)$")
      posts[#posts + 1] = wrk.format("POST", nil, {
        ["Content-Type"] = "application/json",
        ["X-Webhook-Signature"] = "sha256=" .. signature,
      }, body)
    end
    line_number = line_number + 1
  end
  if pause then
    math.randomseed(number + 1)
    delay = function() return math.floor(2 * pause * math.random()) end
  end
end

function request()
  position = position % #posts + 1
  return posts[position]
end
