public import Addresses
public import DeviceProfiles
public import Facilities
public import StrictYAML

/// The content of one `gateway.yaml`, checked as a whole: every reference in it leads somewhere.
public struct Configuration: Sendable {
    public var gateway: Identity
    /// The uplinks. While there are none, everything is stored until there is one.
    public var uplinks: [Uplink]
    /// The uplinks that are platforms of HJ 212.
    public var platforms: [Platform] = []
    public var journal: JournalSettings
    public var page: PageSettings
    /// The buses, by name.
    public var buses: [String: SiteBus]
    /// The facilities, in the order of the file.
    public var facilities: [Installation]
    /// The warnings: the gateway can run, but a person should know of them.
    public var warnings: [SourceError] = []
    /// The days of past events in the settings of facilities, each with the mistake to report if the day is in the
    /// future.
    var dates: [(key: String, day: Day, mistake: SourceError)] = []
    /// The place of each bus in the file.
    public var busPlaces: [String: SourcePlace] = [:]
    /// The places that determine the content of labels.
    var labelPlaces = LabelPlaces()
    /// The places that checks of the machine refer to.
    public var places = ConfigurationPlaces()

    /// Returns the days of past events that are in the future. Rules treat them as missing.
    ///
    /// - Parameter source: the time source that synchronizes the clock; nil if there is none.
    /// - Returns: errors if there is a time source; otherwise warnings, because the clock may be wrong instead.
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

    /// The identity of the gateway and its site.
    public struct Identity: Hashable, Sendable {
        /// The id of the gateway, 1 to 32 letters, digits and hyphens.
        public var id: String
        /// The name of the site; empty if the file does not state it.
        public var site: String
        /// The seconds by which local time is ahead of UTC.
        public var utcOffset: Int
        /// The language of messages.
        public var language: Language
        /// The path of the bureau's file of limits for all facilities, as the configuration writes it; nil for none.
        public var limits: String?

        /// The placeholder for an identity that could not be read.
        static let unread = Identity(id: "", site: "", utcOffset: 28_800, language: .zh)
    }

    /// The settings of the journal, the database of the gateway.
    public struct JournalSettings: Hashable, Sendable {
        /// The path of the database file.
        public var path: String
        /// The maximum size of the journal in bytes.
        public var budget: Int64
        /// The maximum size in bytes of the photographs beside the journal. Those of complaints may fill half of it.
        public var photographs: Int64
        /// The longest time between two commits that survive a power cut. A power cut can lose the data of this time.
        public var syncEvery: Duration

        /// The settings of a configuration that has no `journal:`.
        public static let usual = JournalSettings(
            path: "/var/lib/mashang/journal.sqlite", budget: 2 << 30, photographs: 1 << 30,
            syncEvery: .seconds(10)
        )

        /// The path of the socket that receives commands on this machine, in the folder of the journal.
        public var controlSocket: String {
            path.prefix(upTo: path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex) + "control.sock"
        }
    }

    /// The settings of the web page.
    public struct PageSettings: Hashable, Sendable {
        /// The address at which the page is served; by default the loopback address. Port 0 chooses a free port.
        public var host: String
        public var port: UInt16
        /// The address in the QR codes, with `{code}` in place of the facility's code.
        public var publicURL: String
        /// The proxies that are trusted to name the client of a request.
        public var trustedProxies: [AddressRange]
        /// Whether a PIN is accepted over plain HTTP from another host.
        public var allowsPlainPIN: Bool
        /// The clients that may read `/metrics` and `/healthz`.
        public var metrics = MetricsReaders.loopback

        /// The clients that may read the pages for monitoring programs.
        public enum MetricsReaders: String, Hashable, Sendable, CaseIterable {
            /// This machine alone.
            case loopback
            /// Everyone who can reach the page.
            case open
        }
        /// The hosts to which notices may link, in addition to the page's own.
        public var noticeHosts: Set<String> = []

        /// The settings of a configuration that has no `page:`.
        public static let usual = PageSettings(
            host: "127.0.0.1", port: 8080, publicURL: "http://127.0.0.1:8080/q/{code}",
            trustedProxies: ["127.0.0.1", "::1"].compactMap(AddressRange.init), allowsPlainPIN: false
        )

        /// Returns the address in the QR code of a facility.
        public func url(of code: Facility.Code) -> String {
            publicURL.replacing("{code}", with: code.description)
        }
    }

    /// A facility and the devices that monitor it.
    public struct Installation: Sendable {
        /// The facility, with its channels and limits.
        public var facility: Facility
        /// The entries of its `devices:`, in the order of the file.
        public var devices: [Device]
        /// The samples and means of the facility that every uplink publishes.
        public var publish = Publishing()
        /// The heading under which the facility is listed, such as a floor or a workshop; empty if the file does not
        /// state it.
        public var group = ""
    }

    /// An entry of a facility's devices: some or all points of one unit.
    public struct Device: Sendable {
        /// The role of a device other than the usual one.
        public enum Role: String, Hashable, Sendable, CaseIterable {
            /// The device need not run while another one does.
            case standby
        }

        /// The id, unique within the facility.
        public var id: DeviceID
        /// The profile, with the points that the entry chooses, under the names that it gives them, and with the timing
        /// of the bus.
        public var profile: DeviceProfile
        /// The name of the bus.
        public var bus: String
        /// The address on the bus.
        public var unit: UInt8
        /// The place of measurement; empty if the file does not state it.
        public var place = ""
        /// Whether the device need not run while another one does.
        public var isStandby = false
    }
}
