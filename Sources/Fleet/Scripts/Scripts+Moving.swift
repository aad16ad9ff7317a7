internal import Redis

// Enqueue and settle: every way a job gets into a queue or out of one.
extension Scripts {
    /// KEYS streams. ARGV group. Creates the group at the stream's beginning. Reply the number created.
    static let createGroups = RedisScript(
        """
        local created = 0
        for _, key in ipairs(KEYS) do
          local r = redis.pcall('XGROUP', 'CREATE', key, ARGV[1], '0', 'MKSTREAM')
          if not r.err then created = created + 1
          elseif not string.find(r.err, 'BUSYGROUP', 1, true) then return r end
        end
        return created
        """)

    /// KEYS door, streams of the class `live`, lane by lane from 1, as many for each as the third argument says. ARGV limit,
    /// milliseconds to keep a place, streams of a lane, then (job key, lane, lane) for each job. The door holds the places
    /// of jobs that are not enqueued yet, so that all gateways count the same. A tenant's lanes may hold nine times the
    /// room that is left (dynamic thresholds, Choudhury and Hahne 1998), so that there is room for another one. Reply for
    /// each a `DoorAnswer`.
    static let admit = RedisScript(
        """
        local limit, depth, lanes, answers = tonumber(ARGV[1]), tonumber(ARGV[3]), {}, {}
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
        local total, last = redis.call('ZCARD', KEYS[1]), (#KEYS - 1) / depth
        for lane = 1, last do
          lanes[lane] = 0
          for i = 2 + (lane - 1) * depth, 1 + lane * depth do lanes[lane] = lanes[lane] + redis.call('XLEN', KEYS[i]) end
          total = total + lanes[lane]
        end
        for i = 4, #ARGV, 3 do
          local first, second = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
          local own = lanes[first] + (second ~= first and lanes[second] or 0)
          if total >= limit then answers[#answers + 1] = 0
          elseif last > 1 and own >= 9 * (limit - total) then answers[#answers + 1] = -1
          else
            redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[i])
            total, lanes[first] = total + 1, lanes[first] + 1
            answers[#answers + 1] = 1
          end
        end
        return answers
        """)

    /// KEYS door, a job key for each message, then streams lane by lane: the one to join, and those of the other stages. ARGV
    /// number of messages, streams of a lane, then (message, lane, lane) for each message, which joins the lane with less in
    /// it. The job key is set last, so that a refused XADD leaves none behind; a place at the door is given up. Reply for
    /// each 1 if enqueued, 0 if the job is in a queue already.
    static let enqueue = RedisScript(
        """
        local done = {}
        local count, depth, lengths = tonumber(ARGV[1]), tonumber(ARGV[2]), {}
        local function place(lane) return 2 + count + (lane - 1) * depth end
        local function length(lane)
          if not lengths[lane] then
            lengths[lane] = 0
            for i = place(lane), place(lane) + depth - 1 do lengths[lane] = lengths[lane] + redis.call('XLEN', KEYS[i]) end
          end
          return lengths[lane]
        end
        for i = 1, count do
          local job, lane, other = KEYS[1 + i], tonumber(ARGV[3 * i + 1]), tonumber(ARGV[3 * i + 2])
          if redis.call('EXISTS', job) == 1 then done[i] = 0
          else
            if lane ~= other and length(other) < length(lane) then lane = other end
            redis.call('XADD', KEYS[place(lane)], '*', 'm', ARGV[3 * i])
            lengths[lane] = lengths[lane] and lengths[lane] + 1
            redis.call('SET', job, '1')
            done[i] = 1
          end
          redis.call('ZREM', KEYS[1], job)
        end
        return done
        """)

    /// Settles entries of one stream.
    ///
    /// KEYS the stream, then any keys that the arguments name by their position. ARGV group, then sections. A section
    /// begins with its number of entries n and a position p. p > 0 is the short form of handing on: n times (id, message),
    /// each added to the stream at p. p = 0 is the long form: n times (id, position of a job key to delete or 0, number
    /// of messages m, and m times (position of a key, rule, message)). Rule 0 adds to the stream; rule q > 0 does so only
    /// if the job key at position q could be set; rule -d adds to the sorted set, due in d milliseconds by the server's
    /// clock; the rule `+` adds one to the field of the hash that stands in the message's place. Reply the ids of entries that somebody else has settled; nothing was done for those.
    static let settle = RedisScript(
        """
        local call, lost, now, i, last = redis.call, {}, nil, 2, #ARGV
        local source, group = KEYS[1], ARGV[1]
        local function add(key, rule, message)
          if not rule then call('HINCRBY', key, message, 1)
          elseif rule == 0 then call('XADD', key, '*', 'm', message)
          elseif rule > 0 then
            if call('SET', KEYS[rule], '1', 'NX') then call('XADD', key, '*', 'm', message) end
          else
            if not now then
              local t = call('TIME')
              now = t[1] * 1000 + math.floor(t[2] / 1000)
            end
            call('ZADD', key, now - rule, message)
          end
        end
        while i <= last do
          local n, p = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
          i = i + 2
          if p > 0 then
            local key = KEYS[p]
            for j = i, i + 2 * n - 1, 2 do
              if call('XACK', source, group, ARGV[j]) == 1 then call('XADD', key, '*', 'm', ARGV[j + 1])
              else lost[#lost + 1] = ARGV[j] end
            end
            i = i + 2 * n
          else
            for _ = 1, n do
              local id, ends, m = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
              i = i + 3
              local isOurs = call('XACK', source, group, id) == 1
              if not isOurs then lost[#lost + 1] = id
              elseif ends > 0 then call('DEL', KEYS[ends]) end
              for _ = 1, m do
                if isOurs then add(KEYS[tonumber(ARGV[i])], tonumber(ARGV[i + 1]), ARGV[i + 2]) end
                i = i + 3
              end
            end
          end
        end
        return lost
        """)

    /// KEYS delayed, stream, ramp of each lane. ARGV limit of a lane (at most 256), jobs a second. Moves what is due, the
    /// earliest first, as far as the lane's token bucket reaches: it holds up to the limit and fills at the rate, by the
    /// server's clock, however many workers ask. Reply the number promoted.
    static let promote = RedisScript(
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        local function promote(delayed, stream, key)
          if redis.call('ZCARD', delayed) == 0 then return 0 end
          local tokens = tonumber(ARGV[1])
          local ramp = redis.call('HMGET', key, 'at', 'tokens')
          if ramp[1] then
            tokens = math.min(tokens, ramp[2] + math.max(0, now - ramp[1]) * ARGV[2] / 1000)
          end
          local due = redis.call('ZRANGEBYSCORE', delayed, '-inf', now, 'LIMIT', 0, math.floor(tokens))
          if #due == 0 then return 0 end
          for _, m in ipairs(due) do
            redis.call('XADD', stream, '*', 'm', m)
            redis.call('ZREM', delayed, m)
          end
          redis.call('HSET', key, 'at', now, 'tokens', tokens - #due)
          redis.call('EXPIRE', key, 600)
          return #due
        end
        local promoted = 0
        for i = 1, #KEYS, 3 do promoted = promoted + promote(KEYS[i], KEYS[i + 1], KEYS[i + 2]) end
        return promoted
        """)
}
