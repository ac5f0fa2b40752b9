import Facilities

/// A piece of the technician's page that is replaced as a whole when it changes.
struct BusPart: Hashable, Sendable {
    /// Unique on the page; the same for as long as the configuration is.
    var name: String
    var html: String

    /// The part as the stream sends it.
    var element: String { "<div data-part=\"\(name)\">\(html)</div>" }
}

/// The technician's page at one moment, in one language, in pieces.
struct BusScreen: Sendable {
    struct Line: Sendable {
        var name, endpoint: String
        var head: BusPart
        var devices: [BusPart]
    }

    /// The time of what is shown.
    var at: String
    var machine: BusPart
    var lines: [Line]

    /// All parts but the time, in their order on the page.
    var parts: [BusPart] { [machine] + lines.flatMap { [$0.head] + $0.devices } }
    /// The time as a part.
    var time: BusPart { BusPart(name: "at", html: at) }
}

/// Makes the technician's page for all who look at it: once a second at most, and only those pieces again that have changed.
actor BusScreens {
    private struct Made {
        var screen: BusScreen
        var at: ContinuousClock.Instant
    }

    private let source: any MachineSource
    private let templates: Templates
    private let utcOffset: Int
    private var screens: [Language: Made] = [:]
    private var views: [Language: [String: (view: AnyHashable, html: String)]] = [:]

    /// A little less than the time between two looks of a stream.
    private static let life = Duration.milliseconds(900)

    init(_ source: any MachineSource, templates: Templates, utcOffset: Int) {
        (self.source, self.templates, self.utcOffset) = (source, templates, utcOffset)
    }

    /// The page as it was less than a second ago.
    func screen(_ language: Language) async -> BusScreen {
        if let made = screens[language], .now - made.at < Self.life { return made.screen }
        let report = await source.machine()
        let screen = screen(report, PageTime(now: report.asOf, utcOffset: utcOffset, language: language))
        screens[language] = Made(screen: screen, at: .now)
        return screen
    }

    /// Makes the page again for who asks next: somebody has changed what it shows.
    func forget() { screens = [:] }

    private func screen(_ report: MachineReport, _ time: PageTime) -> BusScreen {
        let before = views[time.language] ?? [:]
        var now: [String: (view: AnyHashable, html: String)] = [:]
        func part(_ name: String, _ view: some Hashable, _ template: String) -> BusPart {
            let view = AnyHashable(view)
            let html = before[name].flatMap { $0.view == view ? $0.html : nil }
            now[name] = (view, html ?? templates.text(view.base, with: template))
            return BusPart(name: name, html: now[name]?.html ?? "")
        }
        let machine = part("machine", BusMachineView(report.items, time.language), "busMachine")
        let lines = report.lines.enumerated().map { index, line in
            BusScreen.Line(
                name: line.name, endpoint: line.endpoint,
                head: part("line\(index)", BusLineView(line, time), "busLine"),
                devices: line.devices.enumerated().map { number, device in
                    part("line\(index)-\(number)", BusDeviceView(device, time), "busDevice")
                })
        }
        views[time.language] = now
        return BusScreen(at: time.second(report.asOf), machine: machine, lines: lines)
    }
}
