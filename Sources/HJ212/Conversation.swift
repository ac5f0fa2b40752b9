/// The gateway's half of the conversation with one platform over one connection at a time: packets and time in, packets and wishes out.
///
/// It moves no bytes, asks no clock and carries nothing out. The uplink that moves the bytes calls `connected`, `received`, `send`, `finish`,
/// `tick` and `disconnected`, and does what each returns, in order. What it keeps is bounded by `Settings`, whatever a platform sends.
public struct Conversation: Sendable {
    public struct Settings: Hashable, Sendable {
        public var edition: Edition
        /// At least one; each with an `MN` of its own.
        public var stations: [Station]
        /// The encryption; nil for packets that stay plain. Otherwise what `Command.mustBeEncrypted` names is encrypted.
        public var encryption: Encryption?
        /// Whether the platform answers data with 9014. If not, a packet counts as delivered once it is handed over.
        public var answers: Bool
        /// The terms that a platform has set, or those of the configuration.
        public var terms: Terms
        /// Whether a platform may set the gateway's time. Not where a time source keeps the clock.
        public var acceptsTime: Bool
        /// Whether requests are answered though `Flag` wants no answer: some platforms wait for it all the same.
        public var answersAlways: Bool
        /// Whether a request for any `ST` is taken.
        public var takesAnySystem: Bool
        /// The seconds between heartbeats on a silent connection; nil for none. HJ 212-2017 has none.
        public var heartbeat: Int?
        /// The number of packets that may wait for 9014 at one time, 1 … 16.
        public var window: Int

        public init(edition: Edition, stations: [Station], terms: Terms, encryption: Encryption? = nil) {
            self.edition = edition
            self.stations = stations
            self.terms = terms
            self.encryption = encryption
            answers = true
            acceptsTime = false
            answersAlways = true
            takesAnySystem = false
            heartbeat = edition == .y2025 ? 60 : nil
            window = 1
        }
    }

    public struct Station: Hashable, Sendable {
        /// `MN`.
        public var number: String
        /// `ST`.
        public var system: String

        public init(_ number: String, system: String) {
            self.number = number
            self.system = system
        }
    }

    /// The terms that a platform may set.
    public struct Terms: Hashable, Sendable {
        /// `PW`.
        public var password: String
        /// `OverTime` in seconds and `ReCount`. The standard's defaults are 10 s and 3 for mobile networks, 5 s and 3 for wired ones.
        public var timeout: Int
        public var resends: Int
        /// The interval of current values in seconds.
        public var realtimeInterval: Int
        /// The interval of a mean in minutes.
        public var minuteInterval: Int

        public init(
            password: String, timeout: Int = 10, resends: Int = 3, realtimeInterval: Int = 30, minuteInterval: Int = 10
        ) {
            self.password = password
            self.timeout = timeout
            self.resends = resends
            self.realtimeInterval = realtimeInterval
            self.minuteInterval = minuteInterval
        }
    }

    /// Now, by both clocks.
    public struct Moment: Hashable, Sendable {
        /// Milliseconds of a clock that only runs on: time-outs do not depend on who sets the other one.
        public var uptime: Int64
        public var time: BeijingTime

        public init(uptime: Int64, time: BeijingTime) {
            self.uptime = uptime
            self.time = time
        }
    }

    public enum Action: Hashable, Sendable {
        /// Bytes must be sent over the connection.
        case transmit([UInt8])
        /// A request must be carried out, and reported by `finish` with the same number. What sets something goes through the ledger.
        case carryOut(Request, station: String, number: Int)
        /// The platform has the report of this number, or it was handed over where no answers are expected.
        case delivered(Int)
        /// A report cannot be written. It will never be delivered.
        case undeliverable(Int, PacketError)
        /// No answer came to a packet, nor to its resends: the connection is useless, and is to be closed. The reports stay and are sent
        /// again, with the same `QN`, once there is another one.
        case reconnect
    }

    /// The result of a request.
    public enum Outcome: Hashable, Sendable {
        /// 9012 with these.
        case done(Execution)
        /// Reports that are the answer; more follow unless `isLast`. A history comes in many.
        case reports([Report], isLast: Bool)
    }

    /// The numbers of packets that were not understood or not wanted, for the status. They stop at the greatest number.
    public struct Counts: Hashable, Sendable {
        public var refused: [RequestAnswer: UInt64] = [:]
        /// Answers to no packet that waits for one.
        public var strayAnswers: UInt64 = 0
        /// The number of requests that came more than once.
        public var repeated: UInt64 = 0
        /// The number of packets beyond `answersEachSecond`, which were not answered.
        public var ignored: UInt64 = 0
        public var resends: UInt64 = 0
        public var deviations: [Deviation: UInt64] = [:]
    }

    public internal(set) var settings: Settings
    public internal(set) var numbers: QueryNumbers
    public internal(set) var counts = Counts()

    var isConnected = false
    /// The packets that wait for 9014, in the order in which they were sent.
    var waiting: [Outgoing] = []
    var requests: [Taken] = []
    var nextRequest = 1
    var splitter = FrameSplitter()
    /// The time of the last packet, in ms of uptime.
    var lastSent: Int64 = 0
    /// The number of packets answered in the second that began at the time.
    var answered: (since: Int64, count: Int) = (0, 0)

    /// The number of requests that are remembered, so that one that comes again is carried out once.
    public static let rememberedRequests = 32
    /// The time for which they are remembered, in ms: the standard's time-outs and resends are over by then.
    public static let remembrance: Int64 = 600_000
    /// The number of requests that may be in hand at one time. More are refused.
    public static let requestsInHand = 8
    /// A platform that sends more packets is not answered for the rest of the second.
    public static let answersEachSecond = 50

    /// A packet of a report that waits for 9014.
    struct Outgoing: Sendable {
        var report: Int
        var queryNumber: String
        var bytes: [UInt8]
        /// The time of the next resend in ms of uptime; nil before it was sent on this connection.
        var deadline: Int64?
        var resends = 0
    }

    /// A request that was taken.
    struct Taken: Sendable {
        var number: Int
        var packet: Packet
        var request: Request
        /// The time of its arrival in ms of uptime.
        var since: Int64
        /// The result; nil while it is in hand.
        var result: Execution?
        var hasSentReports = false
    }

    public init(_ settings: Settings, numbers: QueryNumbers = QueryNumbers()) {
        self.settings = settings
        self.settings.window = min(max(settings.window, 1), 16)
        self.numbers = numbers
    }

    /// Whether `send` takes a report now.
    public var canSend: Bool { isConnected && waiting.count < settings.window }

    /// The number of bytes that are kept, for the tests of bounds.
    var kept: Int { splitter.kept + waiting.reduce(0) { $0 + $1.bytes.count } }

    /// The time at which `tick` has something to do, in ms of uptime; nil if nothing waits.
    public var deadline: Int64? {
        guard isConnected else { return nil }
        return (waiting.map(\.deadline) + [heartbeatDue]).compactMap(\.self).min()
    }

    var heartbeatDue: Int64? { settings.heartbeat.map { lastSent + Int64($0) * 1000 } }
}
