/// What is known of an instance beyond its exposure; nil is unknown.
struct LocalFacts: Hashable {
    var authRequired: Bool?
    var reachable: Bool?
    var waf: Bool?
}
