import Facilities

/// Renders the technician's page for all its readers, at most once a second. Only parts that have changed are
/// rendered again.
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

    /// How long a rendered page is valid: a little less than the interval at which a stream looks for changes.
    private static let life = Duration.milliseconds(900)

    init(_ source: any MachineSource, templates: Templates, utcOffset: Int) {
        (self.source, self.templates, self.utcOffset) = (source, templates, utcOffset)
    }

    /// Returns the page as it was less than a second ago.
    func screen(_ language: Language) async -> BusScreen {
        if let made = screens[language], .now - made.at < Self.life { return made.screen }
        let report = await source.machine()
        let screen = screen(report, PageTime(now: report.asOf, utcOffset: utcOffset, language: language))
        screens[language] = Made(screen: screen, at: .now)
        return screen
    }

    /// Discards the rendered pages, since somebody has changed what they show.
    func forget() { screens = [:] }

    private func screen(_ report: MachineReport, _ time: PageTime) -> BusScreen {
        let before = views[time.language] ?? [:]
        var now: [String: (view: AnyHashable, html: String)] = [:]
        func part(_ name: String, _ view: some Hashable, _ template: String) -> BusPart {
            let view = AnyHashable(view)
            let html =
                if let made = before[name], made.view == view {
                    made.html
                } else {
                    templates.text(view.base, with: template)
                }
            now[name] = (view, html)
            return BusPart(name: name, html: html)
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
