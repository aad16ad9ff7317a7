internal import Redis

/// The Lua that moves jobs. All keys of one call belong to one shard.
///
/// `XACK` is the gate: an entry is settled by whoever acknowledges it first, and only the first goes on. It is also a
/// script's first write, because Redis refuses later writes of a script for want of memory only before its first one.
enum Scripts {
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

    /// KEYS a (job key, stream) pair for each message. ARGV messages. The job key is set last, so that a refused XADD
    /// leaves none behind. Reply for each 1 if enqueued, 0 if the job is in a queue already.
    static let enqueue = RedisScript(
        """
        local done = {}
        for i, message in ipairs(ARGV) do
          local job = KEYS[2 * i - 1]
          if redis.call('EXISTS', job) == 1 then done[i] = 0
          else
            redis.call('XADD', KEYS[2 * i], '*', 'm', message)
            redis.call('SET', job, '1')
            done[i] = 1
          end
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
    /// clock. Reply the ids of entries that somebody else has settled; nothing was done for those.
    static let settle = RedisScript(
        """
        local call, lost, now, i, last = redis.call, {}, nil, 2, #ARGV
        local source, group = KEYS[1], ARGV[1]
        local function add(key, rule, message)
          if rule == 0 then call('XADD', key, '*', 'm', message)
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

    /// KEYS delayed, stream. ARGV limit, at most 256. Moves what is due. Reply the number promoted.
    static let promote = RedisScript(
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
        for _, m in ipairs(due) do
          redis.call('XADD', KEYS[2], '*', 'm', m)
          redis.call('ZREM', KEYS[1], m)
        end
        return #due
        """)

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

    /// KEYS stream, alone. ARGV group, lease in milliseconds, limit. Moves the entries whose owner died to `:alone`,
    /// unchanged: a death in company counts against nobody. Reply the number moved.
    static let isolate = RedisScript(
        """
        local p = redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[2], '-', '+', ARGV[3])
        for _, e in ipairs(p) do
          local r = redis.call('XRANGE', KEYS[1], e[1], e[1])
          if redis.call('XACK', KEYS[1], ARGV[1], e[1]) == 1 and r[1] then
            redis.call('XADD', KEYS[2], '*', unpack(r[1][2]))
          end
        end
        return #p
        """)

    /// KEYS alone. ARGV group, lease in milliseconds, limit. Puts the entries whose owner died back with one death more
    /// in their message. In canonical JSON the first `"deaths":` is the envelope's: only `attempt` and `class` stand
    /// before it, and a quote inside a string is escaped. Reply the number put back.
    static let countDeaths = RedisScript(
        """
        local p = redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[2], '-', '+', ARGV[3])
        for _, e in ipairs(p) do
          local r = redis.call('XRANGE', KEYS[1], e[1], e[1])
          if redis.call('XACK', KEYS[1], ARGV[1], e[1]) == 1 and r[1] then
            local m = string.gsub(r[1][2][2], '"deaths":(%d+)', function(n) return '"deaths":' .. n + 1 end, 1)
            redis.call('XADD', KEYS[1], '*', 'm', m)
          end
        end
        return #p
        """)

    /// KEYS stream. ARGV group. Reply 1 if the group has not read everything.
    static let hasUnread = RedisScript(
        """
        for _, g in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
          local field = {}
          for i = 1, #g, 2 do field[g[i]] = g[i + 1] end
          if field['name'] == ARGV[1] then
            return #redis.call('XRANGE', KEYS[1], '(' .. field['last-delivered-id'], '+', 'COUNT', 1)
          end
        end
        return redis.error_reply('NOGROUP no consumer group on ' .. KEYS[1])
        """)

    /// KEYS stream. ARGV group. Drops what is settled, never what is unread or pending. XTRIM takes from the front only,
    /// so the stream has no gaps and `lag` stays exact. Reply the oldest id kept, or nil when nothing is.
    static let trim = RedisScript(
        """
        local p = redis.call('XPENDING', KEYS[1], ARGV[1])
        local low = p[1] > 0 and p[2]
        if not low then
          for _, g in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
            local field = {}
            for i = 1, #g, 2 do field[g[i]] = g[i + 1] end
            if field['name'] == ARGV[1] then
              local unread = redis.call('XRANGE', KEYS[1], '(' .. field['last-delivered-id'], '+', 'COUNT', 1)
              low = unread[1] and unread[1][1]
            end
          end
        end
        if low then redis.call('XTRIM', KEYS[1], 'MINID', low) else redis.call('XTRIM', KEYS[1], 'MAXLEN', 0) end
        return low
        """)

    /// KEYS stream, alone, delayed, paused. ARGV group. Reply unread, pending, delayed, alone (unread and pending),
    /// paused (1 or 0), age of the oldest unsettled entry in milliseconds, entries settled so far, entries in memory.
    static let depth = RedisScript(
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        local oldest = now
        local function note(id) oldest = math.min(oldest, tonumber(string.match(id, '^%d+'))) end
        local function look(key)
          local groups = redis.pcall('XINFO', 'GROUPS', key)
          if groups.err then return 0, 0, 0 end
          for _, g in ipairs(groups) do
            local field = {}
            for i = 1, #g, 2 do field[g[i]] = g[i + 1] end
            if field['name'] == ARGV[1] then
              local first = field['pending'] > 0 and redis.call('XPENDING', key, ARGV[1])[2]
              local lag = field['lag'] or redis.call('XLEN', key) - field['pending']
              if not first and lag > 0 then
                local unread = redis.call('XRANGE', key, '(' .. field['last-delivered-id'], '+', 'COUNT', 1)
                first = unread[1] and unread[1][1]
              end
              if first then note(first) end
              return lag, field['pending'], (field['entries-read'] or 0) - field['pending']
            end
          end
          local unread = redis.call('XRANGE', key, '-', '+', 'COUNT', 1)
          if unread[1] then note(unread[1][1]) end
          return redis.call('XLEN', key), 0, 0
        end
        local unread, pending, settled = look(KEYS[1])
        local waits, runs, ended = look(KEYS[2])
        return {unread, pending, redis.call('ZCARD', KEYS[3]), waits + runs, redis.call('EXISTS', KEYS[4]),
          now - oldest, settled + ended, redis.pcall('XLEN', KEYS[1])}
        """)

    /// KEYS stream. ARGV group, consumer. Deletes a consumer that owns nothing; with entries they would be lost.
    /// Reply 1 if deleted.
    static let deleteConsumer = RedisScript(
        """
        local p = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
        if p.err or #p > 0 then return 0 end
        redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
        return 1
        """)

    /// KEYS stream. ARGV group, idle milliseconds. Deletes consumers that own nothing and have not asked for work for
    /// that long. Reply the number deleted.
    static let reapConsumers = RedisScript(
        """
        local reaped = 0
        local consumers = redis.pcall('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])
        if consumers.err then return 0 end
        for _, c in ipairs(consumers) do
          local field = {}
          for i = 1, #c, 2 do field[c[i]] = c[i + 1] end
          if field['pending'] == 0 and field['idle'] >= tonumber(ARGV[2]) then
            redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], field['name'])
            reaped = reaped + 1
          end
        end
        return reaped
        """)

    /// KEYS any. ARGV a whole number each. Writes it where the key is absent or smaller. Reply the number written.
    static let raise = RedisScript(
        """
        local raised = 0
        for i, key in ipairs(KEYS) do
          local old = redis.call('GET', key)
          if not old or tonumber(old) < tonumber(ARGV[i]) then
            redis.call('SET', key, ARGV[i])
            raised = raised + 1
          end
        end
        return raised
        """)
}
