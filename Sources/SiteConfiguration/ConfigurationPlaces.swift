public import StrictYAML

/// Where a file says what is looked at on the machine. Where a part is missing, its place is the beginning of the file.
public struct ConfigurationPlaces: Hashable, Sendable {
    public var gateway: SourcePlace?
    public var journal: SourcePlace?
    /// Nil where the usual path is taken.
    public var journalPath: SourcePlace?
    public var budget: SourcePlace?
    public var page: SourcePlace?
    public var listen: SourcePlace?
    /// The beginning of a file that has no `facilities`; nil where it has some.
    public var withoutFacilities: SourcePlace?
    /// The buses that devices name, also devices with other mistakes.
    public var usedBuses: Set<String> = []
    /// Whether a device could not be read, so that what is measured is not known.
    public var hasUnreadDevices = false
}
