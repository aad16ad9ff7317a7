/// What is against a format's rules and can be read nevertheless; a bounded list, because inputs are not.
struct RemarkList {
    /// How many are kept.
    static let limit = 50

    private(set) var remarks: [String] = []
    private var dropped = 0

    /// `pointer` is a JSON pointer (RFC 6901) to the place.
    mutating func add(_ sentence: String, _ pointer: String) {
        guard remarks.count < Self.limit else {
            dropped += 1
            return
        }
        remarks.append("\(sentence) (at \(pointer))")
    }

    /// The remarks in the order of the document, and how many more there are.
    var texts: [String] { dropped == 0 ? remarks : remarks + ["and \(dropped) more"] }
}
