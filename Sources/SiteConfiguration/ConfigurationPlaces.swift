public import StrictYAML

/// The places in the file of the settings that are checked against the machine. If a section is missing, its place is
/// the beginning of the file.
public struct ConfigurationPlaces: Hashable, Sendable {
    public var gateway: SourcePlace?
    public var journal: SourcePlace?
    /// The place of the journal's path; nil if the default is used.
    public var journalPath: SourcePlace?
    /// The place of the journal's budget; nil if the default is used.
    public var budget: SourcePlace?
    public var page: SourcePlace?
    /// The place of the page's address; nil if the default is used.
    public var listen: SourcePlace?
    /// The beginning of a file that has no `facilities`; nil if it has some.
    public var withoutFacilities: SourcePlace?
    /// The buses that devices name, including devices with other mistakes.
    public var usedBuses: Set<String> = []
    /// Whether a device could not be read, so that the measured quantities are not fully known.
    public var hasUnreadDevices = false
}
