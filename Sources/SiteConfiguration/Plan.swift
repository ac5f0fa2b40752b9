import Addresses
import DeviceProfiles
import Facilities
import Rules

/// What a configuration means, for the person who wrote it.
public struct Plan {
    private let configuration: Configuration

    public init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    public var text: String {
        let gateway = configuration.gateway
        let page = configuration.page
        let head = """
            gateway \(gateway.id) \(gateway.site)
            \(uplinks)
            \(journal)
            page \(page.host):\(page.port)\(access(to: page))\(gateway.limits.map { "\nlimits of the bureau \($0)" } ?? "")
            """
        return ([head] + configuration.buses.keys.sorted().map(bus) + configuration.facilities.map(facility))
            .joined(separator: "\n\n")
    }

    private func access(to page: Configuration.PageSettings) -> String {
        let proxies = page.trustedProxies.map(\.description).joined(separator: ", ")
        let believed = proxies.isEmpty ? "no proxy is believed" : "believed proxies \(proxies)"
        return "; \(believed); a PIN over plain HTTP is \(page.allowsPlainPIN ? "accepted" : "refused")"
            + (page.metrics == .open ? "; everybody may read /metrics" : "")
    }

    private var journal: String {
        let settings = configuration.journal
        return "journal \(settings.path) at most \(settings.budget >> 20) MiB, "
            + "photographs at most \(settings.photographs >> 20) MiB" + (JournalPace(configuration)?.text ?? "")
    }

    private var uplinks: String {
        let uplinks = configuration.uplinks.map(uplink)
        return uplinks.isEmpty ? "uplinks none: nothing is published" : uplinks.joined(separator: "\n")
    }

    private func uplink(_ uplink: Configuration.Uplink) -> String {
        let accepted = uplink.accept.sorted.joined(separator: ", ")
        let from: String? =
            switch uplink.from {
            case .beginning?: "  starts at the beginning of what is kept, when it is new"
            case .day(let day)?: "  starts at what is kept since \(day), when it is new"
            case nil: nil
            }
        let lines: [String?] = [
            "uplink \(uplink.name) \(uplink.mqtt.host):\(uplink.mqtt.port)",
            "  accepts \(accepted.isEmpty ? "no records" : accepted)",
            uplink.replies.isEmpty ? nil : "  answers below \(uplink.replies.joined(separator: ", ")) too",
            uplink.personal ? "  gets names, free text and suspicions" : nil, from,
            "  publishes \(Choice(uplink.publish).text)",
            uplink.mqtt.format == .rows ? "  gets readings as rows" : nil,
            uplink.mqtt.homeAssistant.map { "  is found by Home Assistant below \($0)" },
        ]
        return lines.compactMap(\.self).joined(separator: "\n")
    }

    private func bus(_ name: String) -> String {
        let bus = configuration.buses[name]
        let endpoint = bus?.endpoint
        let cost = bus.map { RequestCost($0) } ?? .tcp()
        let devices = Dictionary(
            grouping: configuration.facilities.flatMap(\.devices).filter { $0.bus == name }, by: \.unit)
        var lines = ["bus \(name): \(endpoint?.description ?? "")"]
        if let settings = bus?.settings.text, !settings.isEmpty { lines.append("  \(settings)") }
        var busy = 0.0
        var cycle = Duration.zero
        for (unit, entries) in devices.sorted(by: { $0.key < $1.key }) {
            let shared = SharedUnit(entries.map(\.profile))
            let profiles = Set(entries.map(\.profile.id)).sorted().joined(separator: ", ")
            for block in shared.readPlan(at: cost) {
                let registers = "\(block.table.rawValue) \(block.address)…\(Int(block.address) + block.count - 1)"
                lines.append("  unit \(unit) \(profiles): \(registers) every \(block.every.text)")
                let duration = cost.duration(of: block, shared.limits)
                (busy, cycle) = (busy + duration / block.every, cycle + duration)
            }
        }
        if !devices.isEmpty {
            lines.append(
                "  everything once takes \((cycle / .milliseconds(1)).plainText(decimals: 0)) ms; busy "
                    + "\((busy * 100).plainText(decimals: 1)) % of the time, when an answer begins within \(cost.answer.text)"
            )
        }
        if busy > 1 {
            let factor = (busy * 10).rounded(.up) / 10
            lines.append(
                "  ! this bus cannot keep the periods: make them \(factor.plainText(decimals: 1)) times longer, "
                    + remedy(endpoint, cost))
        }
        return lines.joined(separator: "\n")
    }

    /// What helps a bus that is too slow, besides longer periods.
    private func remedy(_ endpoint: BusEndpoint?, _ cost: RequestCost) -> String {
        if cost.connection > .zero {
            return "or write a closeAfter longer than they are, if the device bears it: with 0s every request waits "
                + "\(cost.connection.text) for its connection"
        }
        return endpoint?.line == nil ? "or part the devices on several buses" : "or the baud rate higher"
    }

    private func facility(_ installation: Configuration.Installation) -> String {
        let facility = installation.facility
        let topics = Set(configuration.uplinks.map(\.mqtt.topicPrefix)).sorted().map { prefix in
            "  topics \(prefix)/\(configuration.gateway.id)/\(facility.code)/status, readings, backfill, means, events"
        }
        let rules = FacilityRules(for: facility).rules.flatMap { rule in
            ["  \(rule.name)"]
                + rule.limits.map { limit in
                    let standing = limit.verified ? "" : ", not verified"
                    let source = limit.clause.isEmpty ? limit.source : "\(limit.source) \(limit.clause)"
                    guard let figure = limit.figure else { return "    \(limit.name) not set (\(source))" }
                    return "    \(limit.name) \(figure) (\(source)\(standing))"
                }
        }
        let loosened = FacilityRules(for: facility).loosened.map { "  ! \($0.text.en)" }
        let head =
            ["\(facility.code) \(facility.name) (\(facility.kind.rawValue))"] + topics
            + ["  QR \(configuration.page.url(of: facility.code))"]
            + (installation.group.isEmpty ? [] : ["  group \(installation.group)"])
        let chosen = installation.publish == Publishing() ? [] : configuration.uplinks
        let published = chosen.map { uplink in
            "  publishes to \(uplink.name) \(configuration.choice(of: facility.code, by: uplink).text)"
        }
        return (head + published + loosened + installation.devices.map(device) + rules + notJudged(facility))
            .joined(separator: "\n")
    }

    private func device(_ device: Configuration.Device) -> String {
        let remarks = [device.place, device.isStandby ? "standby" : ""].filter { !$0.isEmpty }
        let quantities = device.profile.points.map(\.quantity.rawValue).joined(separator: ", ")
        let name = remarks.isEmpty ? "\(device.id)" : "\(device.id) (\(remarks.joined(separator: ", ")))"
        return "  device \(name): \(device.bus) unit \(device.unit), \(quantities)"
    }

    /// Rules for which the facility has no instrument, and the line that says so on purpose.
    private func notJudged(_ facility: Facility) -> [String] {
        let status = FacilityRules(for: facility).planned
        let lines = status.notJudged.filter { $0.reason != .noData }.map { "  not judged: \($0.rule): \($0.text.en)" }
        let lacking = status.notJudged.filter { $0.blocks && $0.reason == .noInstrument }.map(\.rule)
        guard !lacking.isEmpty else { return lines }
        let pairs = lacking.map { "\($0): 原因 reason" }.joined(separator: ", ")
        return lines + [
            "  ! never green or yellow so: connect the instruments, or say why there are none:",
            "    notMonitored: {\(pairs)}",
        ]
    }
}
