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

    /// KEYS streams. ARGV group. Reply for each 1 if the group has not read everything, or the error.
    static let hasUnread = RedisScript(
        """
        local function look(key)
          local groups = redis.pcall('XINFO', 'GROUPS', key)
          if groups.err then return groups end
          for _, g in ipairs(groups) do
            local field = {}
            for i = 1, #g, 2 do field[g[i]] = g[i + 1] end
            if field['name'] == ARGV[1] then
              return #redis.call('XRANGE', key, '(' .. field['last-delivered-id'], '+', 'COUNT', 1)
            end
          end
          return redis.error_reply('NOGROUP no consumer group on ' .. key)
        end
        local found = {}
        for i, key in ipairs(KEYS) do found[i] = look(key) end
        return found
        """)

    /// KEYS streams. ARGV group. Drops what is settled, never what is unread or pending. XTRIM takes from the front only,
    /// so the streams have no gaps and `lag` stays exact. Reply for each the oldest id kept, nil when nothing is, or the
    /// error.
    static let trim = RedisScript(
        """
        local function low(key)
          local p = redis.pcall('XPENDING', key, ARGV[1])
          if p.err or p[1] > 0 then return p.err and p or p[2] end
          for _, g in ipairs(redis.call('XINFO', 'GROUPS', key)) do
            local field = {}
            for i = 1, #g, 2 do field[g[i]] = g[i + 1] end
            if field['name'] == ARGV[1] then
              local unread = redis.call('XRANGE', key, '(' .. field['last-delivered-id'], '+', 'COUNT', 1)
              return unread[1] and unread[1][1] or false
            end
          end
          return false
        end
        local kept = {}
        for i, key in ipairs(KEYS) do
          kept[i] = low(key)
          if not kept[i] then redis.call('XTRIM', key, 'MAXLEN', 0)
          elseif type(kept[i]) == 'string' then redis.call('XTRIM', key, 'MINID', kept[i]) end
        end
        return kept
        """)

    /// KEYS stream, alone, delayed, paused, failures of each lane. ARGV group. Reply for each lane unread, pending, delayed, alone
    /// (unread and pending), paused (1 or 0), age of the oldest unsettled entry in milliseconds, entries settled so far,
    /// entries in memory, retries and dead letters so far.
    static let depth = RedisScript(
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        local oldest, lanes = now, {}
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
        for i = 1, #KEYS, 5 do
          oldest = now
          local unread, pending, settled = look(KEYS[i])
          local waits, runs, ended = look(KEYS[i + 1])
          local failures = redis.call('HMGET', KEYS[i + 4], 'retried', 'dead')
          lanes[#lanes + 1] = {unread, pending, redis.call('ZCARD', KEYS[i + 2]), waits + runs,
            redis.call('EXISTS', KEYS[i + 3]), now - oldest, settled + ended, redis.pcall('XLEN', KEYS[i]),
            tonumber(failures[1] or 0), tonumber(failures[2] or 0)}
        end
        return lanes
        """)

    /// KEYS streams. Reply bytes in memory, entries, and when the oldest entry was added in milliseconds since 1970, 0 for
    /// none.
    static let footprint = RedisScript(
        """
        local bytes, entries, oldest = 0, 0, 0
        for _, key in ipairs(KEYS) do
          bytes = bytes + (redis.call('MEMORY', 'USAGE', key) or 0)
          local first = redis.call('XRANGE', key, '-', '+', 'COUNT', 1)[1]
          if first then
            entries = entries + redis.call('XLEN', key)
            local added = tonumber(string.match(first[1], '^%d+'))
            if oldest == 0 or added < oldest then oldest = added end
          end
        end
        return {bytes, entries, oldest}
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
