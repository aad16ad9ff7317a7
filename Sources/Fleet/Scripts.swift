/// The Lua that moves jobs. All keys of one call belong to one shard.
///
/// The server answers NOGROUP where a stream is gone (after FLUSHALL); the caller runs `createGroup` and tries again.
enum Scripts {
    /// KEYS stream. ARGV group. Reply 1 if created, 0 if it was there.
    static let createGroup = """
        local r = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
        if type(r) == 'table' and r.err then
          if string.find(r.err, 'BUSYGROUP', 1, true) then return 0 end
          return r
        end
        return 1
        """

    /// KEYS job key, stream. ARGV message. Reply 1 if enqueued, 0 if the job is in a queue already.
    static let enqueue = """
        if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
        redis.call('XADD', KEYS[2], '*', 'm', ARGV[1])
        redis.call('SET', KEYS[1], '1')
        return 1
        """

    /// KEYS stream, then a (job key, stream) pair for each next message. ARGV group, entry, then a (new, message) pair
    /// for each; new is 1 where the message is a job of its own. Reply 1, or 0 if another owner has settled it.
    static let handOff = """
        if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
        for i = 2, #KEYS, 2 do
          local isNew = ARGV[i + 1] == '1'
          if not isNew or redis.call('SET', KEYS[i], '1', 'NX') then
            redis.call('XADD', KEYS[i + 1], '*', 'm', ARGV[i + 2])
          end
        end
        return 1
        """

    /// KEYS stream, job key. ARGV group, entry. Reply 1, or 0 if another owner has settled it.
    static let finish = """
        if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
        redis.call('DEL', KEYS[2])
        return 1
        """

    /// KEYS stream, destination (the same stream to give back, `:alone` to isolate). ARGV group, entry, message.
    /// Reply 1, or 0 if another owner has settled it.
    static let move = """
        if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
        redis.call('XADD', KEYS[2], '*', 'm', ARGV[3])
        return 1
        """

    /// KEYS stream, delayed. ARGV group, entry, delay in milliseconds, message. The server's clock sets the due time.
    /// Reply 1, or 0 if another owner has settled it.
    static let retry = """
        if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
        local t = redis.call('TIME')
        redis.call('ZADD', KEYS[2], t[1] * 1000 + math.floor(t[2] / 1000) + ARGV[3], ARGV[4])
        return 1
        """

    /// KEYS delayed, stream. ARGV limit, at most 256. Reply the number promoted.
    static let promote = """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
        for _, m in ipairs(due) do
          redis.call('XADD', KEYS[2], '*', 'm', m)
          redis.call('ZREM', KEYS[1], m)
        end
        return #due
        """

    /// KEYS stream. ARGV group, consumer, entries. Renews the lease of what is still owned. Reply the entries lost.
    static let heartbeat = """
        local lost = {}
        for i = 3, #ARGV do
          local p = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2])
          if #p == 0 then lost[#lost + 1] = ARGV[i]
          else redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[i], 'JUSTID') end
        end
        return lost
        """

    /// KEYS stream, alone. ARGV group, lease in milliseconds, limit. Moves the entries whose owner died to `:alone`.
    /// Reply the number moved.
    static let isolate = """
        local p = redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[2], '-', '+', ARGV[3])
        for _, e in ipairs(p) do
          local r = redis.call('XRANGE', KEYS[1], e[1], e[1])
          if r[1] then redis.call('XADD', KEYS[2], '*', unpack(r[1][2])) end
          redis.call('XACK', KEYS[1], ARGV[1], e[1])
        end
        return #p
        """

    /// KEYS stream. ARGV group. Drops what every owner has settled, never what is unread or pending.
    /// Reply the number dropped.
    static let trim = """
        local p = redis.call('XPENDING', KEYS[1], ARGV[1])
        if p[1] > 0 then return redis.call('XTRIM', KEYS[1], 'MINID', p[2]) end
        for _, g in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
          if g[2] == ARGV[1] then
            local next = redis.call('XRANGE', KEYS[1], '(' .. g[8], '+', 'COUNT', 1)
            if next[1] then return redis.call('XTRIM', KEYS[1], 'MINID', next[1][1]) end
            return redis.call('XTRIM', KEYS[1], 'MAXLEN', 0)
          end
        end
        return 0
        """

    /// KEYS stream. ARGV group, consumer. Deletes a consumer that owns nothing. Reply 1 if deleted.
    static let deleteConsumer = """
        if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) > 0 then return 0 end
        redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
        return 1
        """
}
