-- wrk: sends PUT requests that were signed ahead, each once, all with one body.
--
-- usage: wrk -t1 … -s replay.lua URL -- BODY_FILE REQUESTS_FILE
--
-- A line of REQUESTS_FILE is a path and an Authorization header's value, separated by a tab; the
-- other headers are those of its first line, "Name: value", separated by tabs. One that was sent
-- twice would be answered with 412, which the summary counts as an error.

local heads = {}
local body
local sent = 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  body = file:read("*a")
  file:close()
  local rest
  for line in io.lines(args[2]) do
    if not rest then
      rest = line:gsub("\t", "\r\n") .. "\r\nContent-Length: " .. #body .. "\r\n\r\n"
    else
      local path, authorization = line:match("^([^\t]+)\t(.+)$")
      heads[#heads + 1] = "PUT " .. path .. " HTTP/1.1\r\nAuthorization: " .. authorization .. "\r\n" .. rest
    end
  end
end

function request()
  sent = math.min(sent + 1, #heads)
  return heads[sent] .. body
end

function done(summary)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('\n{"puts":%d,"seconds":%.6f,"failed":%d}\n', summary.requests, summary.duration / 1e6, failed))
end
