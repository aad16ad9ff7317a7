/// The Lua that moves jobs. All keys of one call belong to one shard.
///
/// `XACK` is the gate: an entry is settled by whoever acknowledges it first, and only the first goes on. It is also a
/// script's first write, because Redis refuses later writes of a script for want of memory only before its first one.
enum Scripts {}
