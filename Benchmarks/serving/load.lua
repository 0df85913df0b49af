-- What wrk asks for: TARGET is a path, with {id} for one of the ids in IDS (a file); the token stands in TOKEN (a file), so that it
-- is on no command line. Every answer but 200 counts as failed, as does every socket error.
local function lines(path)
    local list = {}
    for line in io.lines(path) do list[#list + 1] = line end
    return list
end

local threads = {}
failed = 0

function setup(thread) threads[#threads + 1] = thread end

function init()
    ids = lines(os.getenv("IDS"))
    target = os.getenv("TARGET")
    headers = { ["Authorization"] = "Bearer " .. lines(os.getenv("TOKEN"))[1] }
    next_id = 0
end

function request()
    next_id = next_id % #ids + 1
    return wrk.format("GET", (target:gsub("{id}", ids[next_id])), headers)
end

function response(status)
    if status ~= 200 then failed = failed + 1 end
end

function done(summary, latency)
    local refused = 0
    for _, thread in ipairs(threads) do refused = refused + thread:get("failed") end
    local errors = summary.errors
    io.write(string.format(
        "RESULT %d %d %d %d\n", summary.requests, summary.duration,
        refused + errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(95)))
end
