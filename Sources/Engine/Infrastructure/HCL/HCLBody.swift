/// What stands between a block's braces, or in a whole file.
struct HCLBody: Hashable, Sendable {
    var attributes: [String: HCLExpression] = [:]
    var blocks: [HCLBlock] = []
}

/// `resource "aws_s3_bucket" "logs" { … }`
struct HCLBlock: Hashable, Sendable {
    let type: String
    let labels: [String]
    /// One-based.
    let line: Int
    let body: HCLBody
}
