/// The version of the rules that this build decides by.
public enum EngineVersion {
    /// Part of every decision key: raised with each change that can give another answer for the same enriched facts.
    public static let major = 3
}
