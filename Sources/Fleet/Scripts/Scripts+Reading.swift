internal import Redis

// Taking jobs out of several lanes at once.
extension Scripts {
    /// KEYS streams of one shard, in the order to read. ARGV group, consumer, limit, then how many entries to read of each.
    /// What is left of the limit after that goes in equal parts to the streams that had all they were asked for. An error
    /// after the first entries is left for the next call to meet. Reply (stream, entries) pairs; a stream may come twice.
    static let readLanes = RedisScript(
        """
        local found, left, full, failure = {}, tonumber(ARGV[3]), {}, nil
        local function read(key, count)
          local r = redis.pcall('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', count, 'STREAMS', key, '>')
          if not r then return 0 end
          if r.err then failure = failure or r return 0 end
          found[#found + 1] = r[1]
          left = left - #r[1][2]
          return #r[1][2]
        end
        for i, key in ipairs(KEYS) do
          local count = math.min(left, tonumber(ARGV[3 + i]))
          if count > 0 and read(key, count) == count then full[#full + 1] = key end
        end
        for j, key in ipairs(full) do
          if left > 0 then read(key, math.ceil(left / (#full - j + 1))) end
        end
        if failure and #found == 0 then return failure end
        return found
        """)
}
