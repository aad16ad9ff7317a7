internal import Redis

// What a queue holds, and letting go of what is settled.
extension Scripts {
    /// KEYS any. Reply the server's time in milliseconds since 1970.
    static let clock = RedisScript(
        """
        local t = redis.call('TIME')
        return t[1] * 1000 + math.floor(t[2] / 1000)
        """)

    /// KEYS streams. ARGV group. Reply for each the entries that are unread or pending; all where nobody has read any.
    static let unsettled = RedisScript(
        """
        local counts = {}
        for i, key in ipairs(KEYS) do
          counts[i] = redis.call('XLEN', key)
          local groups = redis.pcall('XINFO', 'GROUPS', key)
          for _, g in ipairs(groups.err and {} or groups) do
            local field = {}
            for j = 1, #g, 2 do field[g[j]] = g[j + 1] end
            if field['name'] == ARGV[1] then
              counts[i] = field['pending'] + (field['lag'] or redis.call('XLEN', key) - field['pending'])
            end
          end
        end
        return counts
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
