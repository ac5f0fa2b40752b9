public import Facilities
public import HJ212

/// The gateway, as far as an uplink to a platform of HJ 212 needs it.
public protocol PlatformSite: Sendable {
    /// The gateway's clock.
    var now: Timestamp { get }
    /// The newest sequence that is kept.
    var lastSequence: Int64 { get }

    /// The newest samples of each device of a facility.
    func latest(of code: Facility.Code) -> [Kept<Sample>]

    /// The means of a facility whose intervals begin in a time: the newest of each.
    func means(
        of code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) async throws -> [Aggregate]

    /// Keeps what an uplink has to remember, with the next commit.
    func remember(_ memory: UplinkMemory)

    /// Enters what the platform sets.
    ///
    /// - Returns: whether it is kept.
    func enter(_ item: PlatformSetting.Item, _ value: Int) async -> Bool
}

/// The password and the key of a platform. They are read before each connection.
public struct PlatformAccess: Sendable {
    /// `PW`.
    public var password: String
    /// The encryption; nil for packets that stay plain.
    public var encryption: Encryption?

    public init(password: String, encryption: Encryption? = nil) {
        (self.password, self.encryption) = (password, encryption)
    }
}

/// The terms that the platform may set, with their values at the start.
public struct PlatformTerms: Hashable, Sendable {
    /// The seconds until a packet without an answer is sent again, and the number of resends.
    public var timeout: Int
    public var resends: Int
    /// The seconds between two packets of current values.
    public var realtimeInterval: Int
    /// Minutes of a mean.
    public var minutes: Int
    /// Whether current values, and the states of treatment with them, are sent.
    public var sendsRealtime: Bool
    public var sendsStates: Bool

    public init(
        timeout: Int = 10, resends: Int = 3, realtimeInterval: Int = 60, minutes: Int = 10,
        sendsRealtime: Bool = true, sendsStates: Bool = false
    ) {
        (self.timeout, self.resends) = (timeout, resends)
        (self.realtimeInterval, self.minutes) = (realtimeInterval, minutes)
        (self.sendsRealtime, self.sendsStates) = (sendsRealtime, sendsStates)
    }

    /// The value of an item.
    public subscript(item: PlatformSetting.Item) -> Int {
        get {
            switch item {
            case .overTime: timeout
            case .reCount: resends
            case .rtdInterval: realtimeInterval
            case .minInterval: minutes
            case .realtimeSent: sendsRealtime ? 1 : 0
            case .statesSent: sendsStates ? 1 : 0
            }
        }
        set {
            switch item {
            case .overTime: timeout = newValue
            case .reCount: resends = newValue
            case .rtdInterval: realtimeInterval = newValue
            case .minInterval: minutes = newValue
            case .realtimeSent: sendsRealtime = newValue != 0
            case .statesSent: sendsStates = newValue != 0
            }
        }
    }
}
