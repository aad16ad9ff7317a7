/// A feed of intelligence about CVEs that decisions read.
public enum FeedName: String, CaseIterable, Hashable, Sendable {
    case epss
    case kev
}
