import Facilities
import Gateway

/// A gateway's report as text for a technician at a terminal.
struct StatusText {
    private let language: Language
    private let clock: SiteClock
    private let terminal: Terminal
    private let isVerbose: Bool

    /// Creates the text.
    ///
    /// - Parameter isVerbose: whether it includes the information that only the receiver of the data needs.
    init(_ language: Language, _ clock: SiteClock, isVerbose: Bool = false, for terminal: Terminal = .output) {
        (self.language, self.clock, self.terminal) = (language, clock, terminal)
        self.isVerbose = isVerbose
    }

    func text(_ report: GatewayReport) -> String {
        let parts = [head(report), facilities(report)] + report.buses.keys.sorted().map { bus($0, report.buses[$0]!) }
        return parts.joined(separator: "\n\n")
    }

    private func word(_ zh: String, _ en: String) -> String { language == .en ? en : zh }

    private func head(_ report: GatewayReport) -> String {
        let state = report.clock.state[language]
        let epoch = isVerbose ? report.epoch.map(epoch) : nil
        let journal = [journal(report.journal), report.verification.map(verification)].compactMap {
            $0.map { "\n\($0)" }
        }
        .joined()
        let wrong = report.configurationProblemText?[language] ?? report.configurationProblem
        let problem = wrong.map { "\n! \(Text.configurationWrong[language])\n\($0)" }
        return """
            \(word("网关", "gateway")) \(report.gateway)  mashang \(report.version)  \(clock.full(report.asOf))
            \(UplinkText(language, clock).text(report.uplinks))
            \(word("时钟", "clock")) \(state)\(disagreement(report.clock) ?? "")\(epoch ?? "")\(journal)\(problem ?? "")
            """
    }

    private func epoch(_ epoch: GatewayReport.Epoch) -> String {
        "\n\(word("编号批次", "epoch")) \(epoch.id)  \(epoch.reason.title[language])  \(since(epoch.since))"
    }

    /// Returns the line about a machine's clock that shows another time; nil if the clock agrees.
    private func disagreement(_ report: ClockReport) -> String? {
        report.disagreement(clock.utcOffset).map { "\n! \($0[language])" }
    }

    private func verification(_ last: LastVerification) -> String {
        (last.faults > 0 ? "! " : "") + last.text[language]
    }

    /// Returns the lines about a journal: its problems, and its space as far as it is known; nil if there are none.
    private func journal(_ journal: JournalReport) -> String? {
        let problems = journal.problems(clock.text).map { "! \($0[language])" }
        let lines = problems + (journal.space.map { [$0[language]] } ?? [])
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private func facilities(_ report: GatewayReport) -> String {
        guard !report.facilities.isEmpty else {
            return Text.nothingConfigured[language]
        }
        return report.facilities.map { facility in
            let head =
                "\(terminal.light(facility.light, language)) \(facility.code) \(facility.name)  \(facility.head[language])"
            let findings = facility.findings.map { "    \($0[language])" }
            let details = (facility.details ?? []).map { "      · \($0[language])" }
            let loosened = facility.loosened.map { "    ! \($0.text[language])" }
            let suspicions = facility.suspicions.map { suspicion in
                "    ? \(clock.text(suspicion.until)) \(word("疑点", "suspicion")) \(suspicion.kind.title[language]): \(suspicion.text[language])"
            }
            let titles = facility.judged.map { Finding.subject(of: $0)[language] }.reduced
            let judged = "    \(word("在判断", "judged")) \(titles.joined(separator: word("、", ", ")))"
            let others = facility.notJudged.map { other in
                "    \(word("不判断", "not judged")) \(Finding.subject(of: other.rule)[language])\(word("：", ": "))\(other.text[language])"
            }
            let rates = (facility.rates ?? []).compactMap { RatesText(language, clock).today($0) }.map { "    \($0)" }
            let lines = findings + details + loosened + suspicions
            return ([head] + lines + [judged] + others + rates).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    // MARK: Buses

    private func bus(_ name: String, _ bus: GatewayReport.Bus) -> String {
        let report = bus.report
        var lines = [
            "\(word("总线", "bus")) \(name)  \(report.endpoint)  \(word("忙", "busy")) \(percent(report.busy))"
        ]
        if let end = report.suspendedUntil {
            lines.append("  \(word("暂停轮询至", "polling suspended until")) \(clock.text(end))")
        }
        if let advice = bus.advice { lines.append("  ! \(advice[language])") }
        for (device, advice) in zip(report.devices, bus.deviceAdvice) { lines += self.device(device, advice) }
        return lines.joined(separator: "\n")
    }

    /// Returns the time since when something is so: `2026-11-28 12:25:16 起`.
    private func since(_ time: Timestamp) -> String { word("\(clock.text(time)) 起", "since \(clock.text(time))") }

    private func offline(_ time: Timestamp) -> String {
        terminal.paint(word("离线，", "offline ") + since(time), .red)
    }

    private func percent(_ share: Double) -> String { "\((share * 100).plainText(decimals: 1)) %" }

    private func device(_ device: BusReport.Device, _ advice: Text?) -> [String] {
        let state = device.offlineSince.map(offline) ?? word("在线", "online")
        let serves = "\(word("用于", "serves")) \(device.serves.map(\.description).joined(separator: ", "))"
        let summary = device.countTexts.map { $0[language] }.joined(separator: "  ")
        let answers = device.answerTexts.map { $0[language] }.joined(separator: "  ")
        var lines = ["  \(device.device)  \(state)", "    \(serves)", "    \(summary)"]
        if !answers.isEmpty { lines.append("    \(word("应答时间", "answers in")) \(answers)") }
        if let advice { lines.append("    ! \(advice[language])") }
        return lines
    }
}

extension [String] {
    /// The lines without repetitions, in their order: several rules may be about one thing.
    fileprivate var reduced: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
