internal import Redis

// Who owns what is in flight, and what becomes of what a dead owner held.
extension Scripts {
    /// KEYS stream. ARGV group, consumer, entries. Renews the lease of what the consumer still owns; JUSTID leaves the
    /// delivery count alone. Reply the entries that it has lost.
    static let heartbeat = RedisScript(
        """
        local lost = {}
        for i = 3, #ARGV do
          local p = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2])
          if p.err or #p == 0 then lost[#lost + 1] = ARGV[i]
          else redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[i], 'JUSTID') end
        end
        return lost
        """)

    /// KEYS stream, alone of each lane. ARGV group, lease in milliseconds, limit of all together, and the server's time in
    /// milliseconds after which the call is too late to judge by, if any. Moves the entries whose owner died to `:alone`,
    /// unchanged: a death in company counts against nobody. Reply the number moved, -1 if the call came too late, or the
    /// first error, after what could be moved is.
    static let isolate = RedisScript(
        """
        local t = redis.call('TIME')
        if ARGV[4] and t[1] * 1000 + math.floor(t[2] / 1000) > tonumber(ARGV[4]) then return -1 end
        local moved, failure = 0, nil
        for i = 1, #KEYS, 2 do
          local left = tonumber(ARGV[3]) - moved
          if left <= 0 then break end
          local p = redis.pcall('XPENDING', KEYS[i], ARGV[1], 'IDLE', ARGV[2], '-', '+', left)
          failure = failure or p.err and p
          for _, e in ipairs(p) do
            local r = redis.call('XRANGE', KEYS[i], e[1], e[1])
            if redis.call('XACK', KEYS[i], ARGV[1], e[1]) == 1 and r[1] then
              redis.call('XADD', KEYS[i + 1], '*', unpack(r[1][2]))
            end
          end
          moved = moved + #p
        end
        return failure or moved
        """)

    /// KEYS alone of each lane. ARGV as for `isolate`. Puts the entries whose owner died back with one death more
    /// in their message, with the time of the first and the owner of the last. In canonical JSON the first `"deaths":` is the
    /// envelope's: only `attempt` and `class` stand before it, and a quote inside a string is escaped; `"failed_at":` stands
    /// right behind it, if the message's writer knew it. `last_owner` stands behind `job`, whose name holds nothing that is
    /// escaped; no object holds it twice, but for the moment between its two substitutions. Reply as `isolate` does.
    static let countDeaths = RedisScript(
        """
        local t = redis.call('TIME')
        if ARGV[4] and t[1] * 1000 + math.floor(t[2] / 1000) > tonumber(ARGV[4]) then return -1 end
        local moved, failure, now = 0, nil, t[1] .. '000'
        for _, key in ipairs(KEYS) do
          local left = tonumber(ARGV[3]) - moved
          if left <= 0 then break end
          local p = redis.pcall('XPENDING', key, ARGV[1], 'IDLE', ARGV[2], '-', '+', left)
          failure = failure or p.err and p
          for _, e in ipairs(p) do
            local r = redis.call('XRANGE', key, e[1], e[1])
            if redis.call('XACK', key, ARGV[1], e[1]) == 1 and r[1] then
              local m = string.gsub(r[1][2][2], '"deaths":(%d+)', function(n) return '"deaths":' .. n + 1 end, 1)
              m = string.gsub(m, '^([^"]*"attempt":%d+,"class":"%a+","deaths":%d+,"failed_at":)0,', '%1' .. now .. ',')
              if string.find(e[2], '^[%w%._-]+$') then
                m = string.gsub(m, '"job":"[^"]*",', function(j) return j .. '"last_owner":"' .. e[2] .. '",' end, 1)
                m = string.gsub(m, '("last_owner":"[^"]*",)"last_owner":"[^"]*",', '%1', 1)
              end
              redis.call('XADD', key, '*', 'm', m)
            end
          end
          moved = moved + #p
        end
        return failure or moved
        """)

    /// KEYS streams. ARGV group, consumer. Deletes a consumer where it owns nothing; with entries they would be lost.
    /// Reply the number deleted.
    static let deleteConsumer = RedisScript(
        """
        local deleted = 0
        for _, key in ipairs(KEYS) do
          local p = redis.pcall('XPENDING', key, ARGV[1], '-', '+', 1, ARGV[2])
          if not p.err and #p == 0 then
            redis.call('XGROUP', 'DELCONSUMER', key, ARGV[1], ARGV[2])
            deleted = deleted + 1
          end
        end
        return deleted
        """)

    /// KEYS streams. ARGV group, idle milliseconds. Deletes consumers that own nothing and have not asked for work for
    /// that long. Reply the number deleted.
    static let reapConsumers = RedisScript(
        """
        local reaped = 0
        for _, key in ipairs(KEYS) do
          local consumers = redis.pcall('XINFO', 'CONSUMERS', key, ARGV[1])
          for _, c in ipairs(consumers.err and {} or consumers) do
            local field = {}
            for i = 1, #c, 2 do field[c[i]] = c[i + 1] end
            if field['pending'] == 0 and field['idle'] >= tonumber(ARGV[2]) then
              redis.call('XGROUP', 'DELCONSUMER', key, ARGV[1], field['name'])
              reaped = reaped + 1
            end
          end
        end
        return reaped
        """)
}
