/// This build of FixOps.
public enum Build {
    /// As `fixops_build_info` and `service.version` name it.
    public static let version = "0.1.0"
}
