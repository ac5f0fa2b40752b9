import Delivery
import Facilities
import SiteConfiguration
import StrictYAML
import WebPage

/// The state of the gateway for the technician's page and for monitoring systems, from the report of `mashang status` and
/// from counters.
struct MachineStates: Sendable {
    let configuration: Configuration
    let check: HealthCheck
    let board: Board
    let committer: Committer
    let uplinks: UplinkSet
    let problem: ConfigurationProblem
    let verification: Verification
    let storage: StorageWatch
    /// The time at which the counters began.
    let started = ContinuousClock.now

    func report() async -> MachineReport {
        let health = await check.health()
        let lines = Lines(health, board)
        return MachineReport(
            asOf: health.asOf, items: items(health, await uplinks.reports()),
            lines: health.buses.sorted { $0.key < $1.key }.compactMap { name, bus in
                bus.report.map { lines.line(name, $0) }
            })
    }

    func obstacle() async -> Text? { await check.health().obstacle }

    // MARK: The gateway itself

    private func items(_ health: GatewayHealth, _ uplinks: [UplinkReport]) -> [MachineReport.Item] {
        let time: (Timestamp) -> String = { $0.onSite(configuration.gateway.utcOffset) }
        let reports = uplinks.map { MachineReport.Item(.uplinkTitle, $0.notes(time)) }
        let none = MachineReport.Item(.uplinkTitle, [.init(Text(zh: "未配置", en: "not configured"))])
        return [
            .init(Text(zh: "网关", en: "Gateway"), gateway), .init(Text(zh: "时钟", en: "Clock"), clock(health.clock)),
            .init(Text(zh: "日志库", en: "Journal"), journal(health.journal, time)),
            .init(Text(zh: "磁盘", en: "Disk"), disk(health.asOf)),
        ] + (reports.isEmpty ? [none] : reports) + [.init(Text(zh: "配置", en: "Configuration"), settings)]
    }

    private var gateway: [MachineReport.Note] {
        let minutes = (ContinuousClock.now - started).components.seconds / 60
        let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
        let name = "\(configuration.gateway.id) · mashang \(Release.version)"
        return [
            .init(
                Text(
                    zh: "\(name) · 已运行 \(days) 天 \(hours) 小时 \(rest) 分钟",
                    en: "\(name) · running for \(days) d \(hours) h \(rest) min"))
        ]
    }

    private func clock(_ clock: ClockReport) -> [MachineReport.Note] {
        var notes = [MachineReport.Note(clock.state, isProblem: !clock.believed)]
        if let disagreement = clock.disagreement(configuration.gateway.utcOffset) {
            notes.append(.init(disagreement, isProblem: true))
        }
        return notes
    }

    private func journal(_ health: JournalHealth, _ time: (Timestamp) -> String) -> [MachineReport.Note] {
        let problems = JournalReport(health, hasText: true).problems(time)
        let losses = health.losses.map { loss in
            let since = time(loss.since)
            return Text(
                zh: "自 \(since) 丢失 \(loss.count) 条：\(loss.reason.title.zh)",
                en: "since \(since) \(loss.count) were lost: \(loss.reason.title.en)")
        }
        var notes = (problems + losses).map { MachineReport.Note($0, isProblem: true) }
        if health.obstacle == nil { notes.insert(.init(Text(zh: "可以写入", en: "can be written")), at: 0) }
        if let report = verification.report {
            let last = LastVerification(report, utcOffset: configuration.gateway.utcOffset)
            notes.append(.init(last.text, isProblem: last.faults > 0))
        }
        return notes
    }

    private func disk(_ now: Timestamp) -> [MachineReport.Note] {
        guard let storage = storage.storage else {
            return storage.hasFailed
                ? [.init(Text(zh: "最近一次没有读出来", en: "it could not be read the last time"), isProblem: true)]
                : [.init(Text(zh: "还没有看过", en: "not looked at yet"))]
        }
        let (text, isProblem) = storage.text(at: now)
        return [.init(text, isProblem: isProblem), .init(storage.photographsText)]
    }

    private var settings: [MachineReport.Note] {
        if let wrong = problem.current {
            return [.init(.configurationWrong, isProblem: true), .init(wrong, isProblem: true)]
        }
        let warnings = configuration.warnings.map { Text(zh: $0.description(in: .zh), en: $0.description(in: .en)) }
        return [.init(Text(zh: "最近读取的配置有效", en: "the one that was read last is in force"))]
            + warnings.map { .init($0, isProblem: true) }
    }
}

extension Text {
    fileprivate static let uplinkTitle = Text(zh: "上报", en: "Uplink")
}

extension UplinkReport {
    fileprivate func notes(_ time: (Timestamp) -> String) -> [MachineReport.Note] {
        [.init(head(time), isProblem: !isConnected)] + problems(time).map { .init($0, isProblem: true) }
    }
}
