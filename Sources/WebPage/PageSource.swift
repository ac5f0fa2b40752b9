public import Facilities

/// Where the page gets what it shows. It asks at every request and keeps nothing.
public protocol PageSource: Sendable {
    /// Every facility of this gateway, in order of code.
    func statuses() async -> [Status]
    /// Nil for a code that is not of this gateway.
    func detail(of code: Facility.Code) async -> FacilityDetail?
    /// What whoever runs this gateway should know first.
    func notice() async -> Text?
    func now() -> Timestamp
}

/// One facility as its page shows it.
public struct FacilityDetail: Hashable, Sendable {
    public var status: Status
    /// The newest sample of each device, in order of device.
    public var samples: [Sample]
    /// The newest first.
    public var entries: [KeptEntry]
    /// What the facility's QR code says.
    public var url: String

    public init(status: Status, samples: [Sample], entries: [KeptEntry], url: String) {
        self.status = status
        self.samples = samples
        self.entries = entries
        self.url = url
    }
}
