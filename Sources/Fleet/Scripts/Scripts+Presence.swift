internal import Redis

// Which server holds a shard, and which jobs its queues hold.
extension Scripts {
    /// KEYS life. Reply the life of the server that runs this, and the one that was last confirmed or nil. A restart
    /// changes the run id, a failover also the replication id.
    static let life = RedisScript(
        """
        local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
        local history = string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)') or ''
        return {run .. ' ' .. history, redis.call('GET', KEYS[1])}
        """)

    /// KEYS stream. ARGV group, the last entry seen or the empty text, limit. Reply the last entry looked at, or the empty
    /// text behind the end, then the jobs that nobody has read.
    static let unreadJobs = RedisScript(
        """
        local last = ARGV[2]
        if last == '' then
          last = '0-0'
          local groups = redis.pcall('XINFO', 'GROUPS', KEYS[1])
          if groups.err then return {''} end
          for _, g in ipairs(groups) do
            local field = {}
            for i = 1, #g, 2 do field[g[i]] = g[i + 1] end
            if field['name'] == ARGV[1] then last = field['last-delivered-id'] end
          end
        end
        local entries = redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', ARGV[3])
        local found = {#entries < tonumber(ARGV[3]) and '' or entries[#entries][1]}
        for _, e in ipairs(entries) do found[#found + 1] = \(job(of: "e[2][2]")) end
        return found
        """)

    /// The same of the jobs that are read and not settled.
    static let pendingJobs = RedisScript(
        """
        local start = ARGV[2] == '' and '-' or '(' .. ARGV[2]
        local entries = redis.pcall('XPENDING', KEYS[1], ARGV[1], start, '+', ARGV[3])
        if entries.err then return {''} end
        local found = {#entries < tonumber(ARGV[3]) and '' or entries[#entries][1]}
        for _, e in ipairs(entries) do
          local r = redis.call('XRANGE', KEYS[1], e[1], e[1])
          if r[1] then found[#found + 1] = \(job(of: "r[1][2][2]")) end
        end
        return found
        """)

    /// KEYS delayed. ARGV (not used), how many were seen or the empty text, limit. The same of the jobs that wait, from the
    /// one that is due last: what is promoted meanwhile does not move the others.
    static let delayedJobs = RedisScript(
        """
        local start = tonumber(ARGV[2]) or 0
        local messages = redis.call('ZREVRANGE', KEYS[1], start, start + ARGV[3] - 1)
        local found = {#messages < tonumber(ARGV[3]) and '' or tostring(start + #messages)}
        for _, m in ipairs(messages) do found[#found + 1] = \(job(of: "m")) end
        return found
        """)

    /// In canonical JSON the first `"job":` is the envelope's: a quote inside a string is escaped. A job's name holds
    /// nothing that is.
    private static func job(of message: String) -> String { "string.match(\(message), '\"job\":\"(.-)\"') or ''" }
}
