// Compression: filled by the commits that follow.
