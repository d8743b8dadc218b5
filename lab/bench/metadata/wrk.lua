-- A pause of so many milliseconds before each request, and what one run of wrk has measured, as JSON.

local pause

function init(arguments)
    pause = tonumber(arguments[1])
    if pause > 0 then
        delay = function() return pause end
    end
end

-- Times are in microseconds there
function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format('{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "max": %f, "errors": %d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        latency.max / 1e3, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
