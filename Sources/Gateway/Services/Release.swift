/// This release of the program.
public enum Release {
    /// The version, in the form of semver.org.
    public static let version = "0.1.0"
}
