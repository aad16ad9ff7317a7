/// An expression of HCL, before it is known what its references stand for.
indirect enum HCLExpression: Hashable, Sendable {
    case binary(HCLExpression, String, HCLExpression)
    case call(String, [HCLExpression])
    case conditional(HCLExpression, HCLExpression, HCLExpression)
    case list([HCLExpression])
    case literal(ConfigurationValue)
    case not(HCLExpression)
    case object([Entry])
    case template([HCLExpression])
    /// `var.name`, `aws_s3_bucket.logs.id`; steps in brackets keep them.
    case traversal([String])
    /// What is not evaluated, such as a `for`; the text names it.
    case opaque(String)

    struct Entry: Hashable, Sendable {
        let key: HCLExpression
        let value: HCLExpression
    }
}
