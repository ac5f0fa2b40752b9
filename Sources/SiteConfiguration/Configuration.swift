public import Addresses
public import DeviceProfiles
public import Facilities
public import StrictYAML

/// What one `gateway.yaml` says, checked as a whole: every reference in it leads somewhere.
public struct Configuration: Sendable {
    public var gateway: Identity
    /// As long as there is none, everything is kept for the day when there is one.
    public var uplinks: [Uplink]
    public var journal: JournalSettings
    public var page: PageSettings
    public var buses: [String: SiteBus]
    public var facilities: [Installation]
    /// What a person should know of, though the gateway can run so.
    public var warnings: [SourceError] = []
    /// The days that facilities' settings give of what was done, each with what is wrong with it if it is still to come.
    var dates: [(key: String, day: Day, mistake: SourceError)] = []
    /// Where the file describes each bus.
    public var busPlaces: [String: SourcePlace] = [:]
    /// Where the file says what labels have on them.
    var labelPlaces = LabelPlaces()
    public var places = ConfigurationPlaces()

    /// Days on which something was done that are still to come. Rules take them as missing.
    ///
    /// - Parameter source: what keeps the clock right.
    /// - Returns: errors where something does, and otherwise warnings: the clock may be what is wrong.
    public func futureDates(
        now: Timestamp, source: TimeSource?
    ) -> (errors: [SourceError], warnings: [SourceError]) {
        let today = now.day(utcOffset: gateway.utcOffset)
        let future = dates.filter { $0.day > today }.map(\.mistake)
        guard source == nil else { return (future, []) }
        let warnings = future.map { mistake in
            var mistake = mistake
            mistake.text.zh += "，或者时钟不准：现在显示 \(today)，没有时间来源校准它"
            mistake.text.en += ", or the clock is wrong: it says \(today), and no time source keeps it right"
            return mistake
        }
        return ([], warnings)
    }

    /// Which gateway this is.
    public struct Identity: Hashable, Sendable {
        public var id: String
        public var site: String
        /// How far local clocks are ahead of UTC, in seconds.
        public var utcOffset: Int
        public var language: Language
        /// The bureau's file of limits for all facilities, as the configuration names it.
        public var limits: String?

        /// In the place of one that could not be read.
        static let unread = Identity(id: "", site: "", utcOffset: 28_800, language: .zh)
    }

    public struct JournalSettings: Hashable, Sendable {
        public var path: String
        /// Bytes that the journal may take at most.
        public var budget: Int64
        /// Bytes that photographs beside it may take at most. Those of complaints may fill half of it.
        public var photographs: Int64
        /// The longest time without a commit that survives a power cut: what that may cost.
        public var syncEvery: Duration

        /// Where nothing is said of it.
        public static let usual = JournalSettings(
            path: "/var/lib/mashang/journal.sqlite", budget: 2 << 30, photographs: 1 << 30,
            syncEvery: .seconds(10)
        )

        /// Where commands of this machine are taken: beside the journal.
        public var controlSocket: String {
            path.prefix(upTo: path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex) + "control.sock"
        }
    }

    public struct PageSettings: Hashable, Sendable {
        /// Where the page is served. Loopback unless the configuration says otherwise; port 0 is any that is free.
        public var host: String
        public var port: UInt16
        /// What the QR codes say, with `{code}` where the facility's code goes.
        public var publicURL: String
        /// The proxies that are believed when they name the client of a request.
        public var trustedProxies: [AddressRange]
        /// Whether a PIN is accepted over plain HTTP from another host.
        public var allowsPlainPIN: Bool
        /// Who may read `/metrics` and `/healthz`.
        public var metrics = MetricsReaders.loopback

        /// Who may read what programs watch over the gateway by.
        public enum MetricsReaders: String, Hashable, Sendable, CaseIterable {
            /// This machine.
            case loopback
            /// Everybody who reaches the page.
            case open
        }
        /// The hosts to which notices may link, beside the page's own.
        public var noticeHosts: Set<String> = []

        /// The settings of a configuration that has no `page:`.
        public static let usual = PageSettings(
            host: "127.0.0.1", port: 8080, publicURL: "http://127.0.0.1:8080/q/{code}",
            trustedProxies: ["127.0.0.1", "::1"].compactMap(AddressRange.init), allowsPlainPIN: false
        )

        public func url(of code: Facility.Code) -> String {
            publicURL.replacing("{code}", with: code.description)
        }
    }

    /// A facility and the devices that watch it.
    public struct Installation: Sendable {
        public var facility: Facility
        public var devices: [Device]
        /// What every uplink publishes of it.
        public var publish = Publishing()
        /// The floor, the workshop or whatever it is listed under; empty where nobody said.
        public var group = ""
    }

    /// An entry of a facility's devices: some or all points of one unit.
    public struct Device: Sendable {
        public enum Role: String, Hashable, Sendable, CaseIterable {
            /// It need not run while another does.
            case standby
        }

        /// Unique within the facility.
        public var id: DeviceID
        /// With the points that this entry wants, under its names, and with the time that the bus gives it.
        public var profile: DeviceProfile
        public var bus: String
        public var unit: UInt8
        /// Where it measures; empty where nobody said.
        public var place = ""
        public var isStandby = false
    }
}
