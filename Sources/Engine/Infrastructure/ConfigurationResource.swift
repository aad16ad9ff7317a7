/// One thing that a configuration declares: a Terraform resource, a Kubernetes object, a Dockerfile.
struct ConfigurationResource: Hashable, Sendable {
    /// Terraform's resource type, the Kubernetes kind, `Dockerfile`. Data sources begin with `data.`.
    let type: String
    /// Unique in the configuration: `aws_s3_bucket.logs`, `Deployment.default.web`.
    let address: String
    /// One-based; nil where the input has no lines.
    let line: Int?
    let value: ConfigurationValue
}
