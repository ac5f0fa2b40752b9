/// The facility and the device of a series, as they are stored.
public struct SeriesName: Hashable, Sendable {
    /// The code of the facility; any text where another program has altered it.
    public var facility: String
    /// The id of the device.
    public var device: String
}

extension SeriesName {
    init(_ source: SealedSource) {
        self.init(facility: source.facility, device: source.device)
    }
}
