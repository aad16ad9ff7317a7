extension ZIPArchive {
    /// A ZIP file of `files` as they are, not packed: equal files give equal bytes. At most 65,534 files, under 4 GiB.
    public static func holding(_ files: [(name: String, contents: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let start = UInt32(archive.count)
            let fields = Self.fields(of: file)
            archive.append(little: 0x0403_4B50 as UInt32)
            archive += fields
            archive += Array(file.name.utf8) + file.contents
            directory.append(little: 0x0201_4B50 as UInt32)
            directory.append(little: 20 as UInt16)  // The version of the format that wrote it.
            directory += fields + [UInt8](repeating: 0, count: 10)
            directory.append(little: start)
            directory += Array(file.name.utf8)
        }
        let start = UInt32(archive.count)
        archive += directory
        archive.append(little: 0x0605_4B50 as UInt32)
        archive.append(little: 0 as UInt32)
        archive.append(little: UInt16(files.count))
        archive.append(little: UInt16(files.count))
        archive.append(little: UInt32(directory.count))
        archive.append(little: start)
        archive.append(little: 0 as UInt16)
        return archive
    }

    /// What both headers of a file say: version, UTF-8 names, stored, 1980-01-01, checksum, sizes, length of the name.
    private static func fields(of file: (name: String, contents: [UInt8])) -> [UInt8] {
        var fields: [UInt8] = []
        for word in [20, 0x0800, 0, 0, 0x0021] as [UInt16] { fields.append(little: word) }
        for long in [Checksum.crc32(file.contents), UInt32(file.contents.count), UInt32(file.contents.count)] {
            fields.append(little: long)
        }
        fields.append(little: UInt16(file.name.utf8.count))
        fields.append(little: 0 as UInt16)
        return fields
    }
}

extension [UInt8] {
    fileprivate mutating func append(little value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
