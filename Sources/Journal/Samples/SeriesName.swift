/// The device whose samples a series has.
public struct SeriesName: Hashable, Sendable {
    public var facility: String
    public var device: String
}

extension SeriesName {
    init(_ source: SealedSource) {
        self.init(facility: source.facility, device: source.device)
    }
}
