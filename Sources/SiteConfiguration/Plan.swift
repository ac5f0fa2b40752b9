import Addresses
import DeviceProfiles
public import Facilities
import Rules

/// A complete explanation of a configuration, for the person who wrote it.
public struct Plan {
    private let configuration: Configuration
    private let language: Language

    /// Creates a plan in a language.
    public init(_ configuration: Configuration, in language: Language) {
        (self.configuration, self.language) = (configuration, language)
    }

    private func word(_ zh: String, _ en: String) -> String { Text(zh: zh, en: en)[language] }

    private var comma: String { word("、", ", ") }

    /// The sections of the plan: gateway, buses and facilities.
    public var text: String {
        let gateway = configuration.gateway
        let page = configuration.page
        let head = """
            \(word("网关", "gateway")) \(gateway.id) \(gateway.site)
            \(uplinks)
            \(journal)
            \(word("网页", "page")) \(page.host):\(page.port)\(access(to: page))\(bureau)
            """
        return ([head] + configuration.loads.map(bus) + configuration.facilities.map(facility))
            .joined(separator: "\n\n")
    }

    private func access(to page: Configuration.PageSettings) -> String {
        let proxies = page.trustedProxies.map(\.description).joined(separator: ", ")
        let trusted =
            proxies.isEmpty
            ? word("没有可信的反向代理", "no trusted reverse proxy") : word("可信的反向代理 ", "trusted reverse proxies ") + proxies
        let pin =
            page.allowsPlainPIN
            ? word("；明文 HTTP 上接受 PIN", "; a PIN is accepted over plain HTTP")
            : word("；明文 HTTP 上不接受 PIN", "; a PIN is refused over plain HTTP")
        let open = word("；谁都能读 /metrics", "; everybody may read /metrics")
        return word("；", "; ") + trusted + pin + (page.metrics == .open ? open : "")
    }

    private var bureau: String {
        configuration.gateway.limits.map { "\n" + word("主管部门限值 ", "limits of the bureau ") + $0 } ?? ""
    }

    private var journal: String {
        let settings = configuration.journal
        let (budget, photographs) = (settings.budget.inMebibytes, settings.photographs.inMebibytes)
        return word("日志库", "journal") + " \(settings.path)"
            + word(" 最多 \(budget)，照片最多 \(photographs)", " at most \(budget), photographs at most \(photographs)")
            + (JournalPace(configuration)?.text[language] ?? "")
    }

    private var uplinks: String {
        let uplinks = configuration.uplinks.map(uplink) + configuration.platforms.map(platform)
        return uplinks.isEmpty
            ? word("上报 没有：什么也不发布", "uplinks none: nothing is published") : uplinks.joined(separator: "\n")
    }

    private func uplink(_ uplink: Configuration.Uplink) -> String {
        let accepted = uplink.accept.sorted.joined(separator: ", ")
        let from: String? =
            switch uplink.from {
            case .beginning?:
                word("  新建时从最早的数据开始", "  starts at the beginning of what is kept, when it is new")
            case .day(let day)?:
                word("  新建时从 \(day) 的数据开始", "  starts at what is kept since \(day), when it is new")
            case nil: nil
            }
        let lines: [String?] = [
            word("上报", "uplink") + " \(uplink.name) \(uplink.mqtt.host):\(uplink.mqtt.port)",
            word("  接受 ", "  accepts ") + (accepted.isEmpty ? word("不接受记录", "no records") : accepted),
            uplink.replies.isEmpty
                ? nil
                : word("  还在这些主题下答复 ", "  answers also below ") + uplink.replies.joined(separator: ", "),
            uplink.personal ? word("  收到姓名、文字和疑点", "  gets names, free text and suspicions") : nil, from,
            word("  发布 ", "  publishes ") + Choice(uplink.publish).text[language],
            uplink.mqtt.format == .rows ? word("  读数按行发布", "  gets readings as rows") : nil,
            uplink.mqtt.homeAssistant.map {
                word("  Home Assistant 在 \($0) 下找到它", "  is found by Home Assistant below \($0)")
            },
        ]
        return lines.compactMap(\.self).joined(separator: "\n")
    }

    private func platform(_ platform: Configuration.Platform) -> String {
        let stations = platform.stations.map { station in
            let codes = station.channels.map { "\($0.quantity.rawValue) \($0.code) \($0.unit)" }
            return "  MN \(station.number) ST \(station.system): \(codes.joined(separator: comma))"
        }
        return ([platform.text[language]] + stations).joined(separator: "\n")
    }

    private func bus(_ load: BusLoad) -> String {
        var lines = [word("总线", "bus") + " \(load.name): \(load.bus.endpoint)"]
        if !load.bus.settings.text.isEmpty { lines.append("  \(load.bus.settings.text)") }
        for (unit, entries) in load.units {
            let profiles = Set(entries.map(\.profile.id)).sorted().joined(separator: ", ")
            for block in SharedUnit(entries.map(\.profile)).readPlan(at: load.cost) {
                let registers = "\(block.table.rawValue) \(block.address)…\(Int(block.address) + block.count - 1)"
                lines.append(
                    word("  站号 \(unit)", "  unit \(unit)") + " \(profiles): \(registers) "
                        + word("每 \(block.every.text)", "every \(block.every.text)"))
            }
        }
        let cycle = (load.cycle / .milliseconds(1)).plainText(decimals: 0)
        if !load.units.isEmpty {
            lines.append(
                word(
                    "  读一遍 \(cycle) ms；占时间 \(load.percent)（按应答在 \(load.cost.answer.text) 内开始估算）",
                    "  everything once takes \(cycle) ms; busy \(load.percent) of the time (an estimate: answers begin within "
                        + "\(load.cost.answer.text))"))
        }
        load.warning.map { lines.append("  ! \($0[language])") }
        return lines.joined(separator: "\n")
    }

    private func facility(_ installation: Configuration.Installation) -> String {
        let facility = installation.facility
        let topics = Set(configuration.uplinks.map(\.mqtt.topicPrefix)).sorted().map { prefix in
            word("  主题", "  topics")
                + " \(prefix)/\(configuration.gateway.id)/\(facility.code)/status, readings, backfill, means, events"
        }
        let rules = FacilityRules(for: facility).rules.flatMap { rule in
            ["  \(Finding.subject(of: rule.name)[language]) (\(rule.name))"]
                + rule.limits.map { limit in
                    let standing = limit.verified ? "" : word("，未核对原文", ", not read in its source")
                    let clause = limit.clause.isEmpty ? limit.source : "\(limit.source) \(limit.clause)"
                    let source = own(limit.origin) ?? clause
                    let name = "    \(limit.title[language]) \(limit.name)"
                    guard let figure = limit.figure else { return "\(name) \(word("没有设", "not set")) (\(source))" }
                    return "\(name) \(figure) (\(source)\(standing))"
                }
        }
        let loosened = FacilityRules(for: facility).loosened.map { "  ! \($0.text[language])" }
        let head =
            ["\(facility.code) \(facility.name) (\(facility.kind.title[language]))"] + topics
            + ["  \(word("二维码", "QR code")) \(configuration.page.url(of: facility.code))"]
            + (installation.group.isEmpty ? [] : ["  \(word("分组", "group")) \(installation.group)"])
        let chosen = installation.publish == Publishing() ? [] : configuration.uplinks
        let published = chosen.map { uplink in
            word("  发布到 ", "  publishes to ") + "\(uplink.name) "
                + configuration.choice(of: facility.code, by: uplink).text[language]
        }
        return (head + published + loosened + installation.devices.map(device) + rules + notJudged(facility))
            .joined(separator: "\n")
    }

    private func device(_ device: Configuration.Device) -> String {
        let remarks = [device.place, device.isStandby ? word("备用", "standby") : ""].filter { !$0.isEmpty }
        let quantities = device.profile.points.map(\.quantity.rawValue).joined(separator: ", ")
        let name = remarks.isEmpty ? "\(device.id)" : "\(device.id) (\(remarks.joined(separator: ", ")))"
        return word("  设备", "  device") + " \(name): \(device.bus) "
            + word("站号 \(device.unit)，", "unit \(device.unit), ") + quantities
    }

    /// Returns the author of a limit that is not from a document; nil if it is.
    private func own(_ origin: Limit.Author) -> String? {
        switch origin {
        case .own: word("本程序默认", "our own default")
        case .site: word("现场配置", "site configuration")
        case .permit: word("排污许可证", "the discharge permit")
        case .source, .bureau: nil
        }
    }

    /// Returns the rules for which the facility has no instrument, and the line to write if that is intended.
    private func notJudged(_ facility: Facility) -> [String] {
        let status = FacilityRules(for: facility).planned
        let lines = status.notJudged.filter { $0.reason != .noData }.map { other in
            word("  不判断：", "  not judged: ") + "\(Finding.subject(of: other.rule)[language]) (\(other.rule)): "
                + other.text[language]
        }
        let lacking = status.notJudged.filter { $0.blocks && $0.reason == .noInstrument }.map(\.rule)
        guard !lacking.isEmpty else { return lines }
        let pairs = lacking.map { "\($0): \(word("原因", "reason"))" }.joined(separator: ", ")
        return lines + [
            word(
                "  ! 这样不会亮绿灯或黄灯：请接仪表，或写明为什么没有：",
                "  ! never green or yellow so: connect the instruments, or say why there are none:"),
            "    notMonitored: {\(pairs)}",
        ]
    }
}
