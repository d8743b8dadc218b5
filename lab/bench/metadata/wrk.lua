-- A pause before each request, of random length and so many milliseconds in the mean, and what one run of wrk over CONNECTIONS of
-- the environment has measured, as JSON. The pauses are the same in every run.

local pause
local connections = tonumber(os.getenv("CONNECTIONS")) -- done() is called in another state than init()

function init(arguments)
    pause = tonumber(arguments[1])
    if pause > 0 then
        delay = function() return math.random(0, 2 * pause) end
    end
end

-- How often each time was measured. For an answer that takes longer than twice the mean wrk also counts, shorter by one mean each,
-- the answers to what the connection would have asked for meanwhile; these are taken away again, those of the longest first.
local function answers(summary, latency)
    local mean = math.floor(summary.duration / math.floor(summary.requests / connections))
    local times, counts, total = {}, {}, 0
    for i = 1, #latency do
        local time, count = latency(i)
        times[i], counts[time] = time, count
    end
    for i = #times, 1, -1 do
        local count = counts[times[i]]
        for shorter = times[i] - mean, mean + 1, -mean do
            counts[shorter] = counts[shorter] - count
        end
        total = total + count
    end
    assert(total == summary.requests, string.format("%d answers measured, %d counted", total, summary.requests))
    return times, counts
end

local function percentile(percent, total, times, counts)
    local seen = 0
    for i = 1, #times do
        seen = seen + counts[times[i]]
        if seen >= total * percent / 100 then
            return times[i]
        end
    end
end

-- Times are in microseconds there
function done(summary, latency, requests)
    local errors = summary.errors
    local times, counts = answers(summary, latency)
    io.write(string.format(
        '{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "wrk_p99": %f, "max": %f, "errors": %d}\n',
        summary.requests, summary.duration / 1e6, percentile(50, summary.requests, times, counts) / 1e3,
        percentile(99, summary.requests, times, counts) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
