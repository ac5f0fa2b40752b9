public import Facilities

/// A summary of a configuration on one screen: a line for each bus and each facility, and totals.
public struct ConfigurationSummary {
    private let configuration: Configuration
    private let language: Language

    /// Creates a summary in a language.
    public init(_ configuration: Configuration, in language: Language) {
        (self.configuration, self.language) = (configuration, language)
    }

    /// The lines of the summary, separated by line breaks.
    public var text: String { lines.joined(separator: "\n") }

    var lines: [String] {
        let head = [gateway] + uplinks + [journal, page] + (configuration.gateway.limits.map { [bureau($0)] } ?? [])
        return head + configuration.loads.map(bus) + configuration.facilities.map(facility) + [totals]
    }

    private func word(_ zh: String, _ en: String) -> String { Text(zh: zh, en: en)[language] }

    // MARK: The gateway

    private var gateway: String {
        let gateway = configuration.gateway
        return word("网关", "gateway") + " \(gateway.id)" + (gateway.site.isEmpty ? "" : " \(gateway.site)")
    }

    private var uplinks: [String] {
        guard !configuration.uplinks.isEmpty || !configuration.platforms.isEmpty else {
            return [word("上报 没有：什么也不发布", "uplinks none: nothing is published")]
        }
        return configuration.uplinks.map { uplink in
            word("上报", "uplink") + " \(uplink.name) \(uplink.mqtt.host):\(uplink.mqtt.port)"
        } + configuration.platforms.map { $0.text[language] }
    }

    private var journal: String {
        let journal = configuration.journal
        let limit = word("最多 \(journal.budget.inMebibytes)", "at most \(journal.budget.inMebibytes)")
        let days = JournalPace(configuration).map { pace in
            word("，读数约存 \(pace.daysText) 天", ", readings for some \(pace.daysText) days")
        }
        return "\(word("日志库", "journal")) \(journal.path) \(limit)\(days ?? "")"
    }

    private var page: String {
        let page = configuration.page
        let url = configuration.page.publicURL
        return "\(word("网页", "page")) \(page.host):\(page.port)\(word("，二维码 ", ", QR codes "))\(url)"
    }

    private func bureau(_ file: String) -> String { "\(word("主管部门限值", "limits of the bureau")) \(file)" }

    // MARK: Buses and facilities

    private func bus(_ load: BusLoad) -> String {
        let head = "\(word("总线", "bus")) \(load.name) \(endpoint(load.bus.endpoint))"
        guard !load.units.isEmpty else { return head + word("：没有设备", ": no devices") }
        let cycle = "\((load.cycle / .milliseconds(1)).plainText(decimals: 0)) ms"
        return head
            + word(
                "：站号 \(load.ranges)，读一遍 \(cycle)，占时间 \(load.percent)",
                ": \(load.units.count == 1 ? "unit" : "units") \(load.ranges), everything once in \(cycle), busy \(load.percent)"
            )
    }

    private func endpoint(_ endpoint: BusEndpoint) -> String {
        guard let line = endpoint.line else { return endpoint.place }
        return "\(endpoint.place) \(line.baud) \(word("波特", "baud"))"
    }

    private func facility(_ installation: Configuration.Installation) -> String {
        let facility = installation.facility
        return "\(facility.code) \(facility.name)\(word("：", ": "))\(FacilityPlan(facility).text[language])"
    }

    private var totals: String {
        let (facilities, buses) = (configuration.facilities.count, configuration.buses.count)
        let units = configuration.loads.reduce(0) { $0 + $1.units.count }
        return word(
            "合计 \(facilities) 个设施，\(buses) 条总线，\(units) 台设备；详细计划用 --verbose",
            "in all \(facilities) facilities, \(buses) buses, \(units) devices; --verbose prints the whole plan")
    }
}

extension Int64 {
    /// The size in a binary unit: `2 GiB`, `500 MiB`.
    var inMebibytes: String { self % (1 << 30) == 0 ? "\(self >> 30) GiB" : "\(self >> 20) MiB" }
}
