import Facilities

/// The technician's page at one moment, in one language, split into parts.
struct BusScreen: Sendable {
    struct Line: Sendable {
        var name, endpoint: String
        var head: BusPart
        var devices: [BusPart]
    }

    /// The time of the report.
    var at: String
    var machine: BusPart
    var lines: [Line]

    /// All parts except the time, in their order on the page.
    var parts: [BusPart] { [machine] + lines.flatMap { [$0.head] + $0.devices } }
    /// The time as a part.
    var time: BusPart { BusPart(name: "at", html: at) }
}
