/// This release of the program.
public enum Release {
    /// Its version, as semver.org has it.
    public static let version = "0.1.0"
}
