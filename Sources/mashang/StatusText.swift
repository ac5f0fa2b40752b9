import Facilities
import Gateway

/// A gateway's report as a technician reads it on a terminal.
struct StatusText {
    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    func text(_ report: GatewayReport) -> String {
        let parts = [head(report), facilities(report)] + report.buses.keys.sorted().map { bus($0, report.buses[$0]!) }
        return parts.joined(separator: "\n\n")
    }

    private func word(_ zh: String, _ en: String) -> String { language == .en ? en : zh }

    private func head(_ report: GatewayReport) -> String {
        let clock = report.clock.state[language]
        let epoch = report.epoch.map { epoch in
            "\n\(word("序号纪元", "epoch")) \(epoch.id)  \(epoch.reason.title[language])  "
                + "\(word("自", "since")) \(epoch.since)"
        }
        let journal = [journal(report.journal), report.verification.map(verification)].compactMap {
            $0.map { "\n\($0)" }
        }
        .joined()
        let problem = report.configurationProblem.map { "\n! \(Text.configurationWrong[language])\n\($0)" }
        return """
            \(word("网关", "gateway")) \(report.gateway)  mashang \(report.version)  \(report.asOf)
            \(UplinkText(language).text(report.uplinks))
            \(word("时钟", "clock")) \(clock)\(disagreement(report.clock) ?? "")\(epoch ?? "")\(journal)\(problem ?? "")
            """
    }

    /// The line of a machine's clock that shows another time; nil where it does not.
    private func disagreement(_ clock: ClockReport) -> String? { clock.disagreement(0).map { "\n! \($0[language])" } }

    private func verification(_ last: LastVerification) -> String {
        (last.faults > 0 ? "! " : "") + last.text[language]
    }

    /// The lines of a journal: what is wrong with it, and its space, as far as it is known.
    private func journal(_ journal: JournalReport) -> String? {
        let problems = journal.problems { "\($0)" }.map { "! \($0[language])" }
        let lines = problems + (journal.space.map { [$0[language]] } ?? [])
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private func facilities(_ report: GatewayReport) -> String {
        guard !report.facilities.isEmpty else {
            return Text.nothingConfigured[language]
        }
        return report.facilities.map { facility in
            let head = "\(light(facility.light)) \(facility.code) \(facility.name)  \(facility.head[language])"
            let findings = facility.findings.map { "    \($0[language])" }
            let details = (facility.details ?? []).map { "      · \($0[language])" }
            let loosened = facility.loosened.map { "    ! \($0.text[language])" }
            let suspicions = facility.suspicions.map { suspicion in
                "    ? \(suspicion.until) \(word("疑点", "suspicion")) \(suspicion.kind.title[language]): \(suspicion.text[language])"
            }
            let judged = "    \(word("已判", "judged")) \(facility.judged.joined(separator: ", "))"
            let others = facility.notJudged.map { other in
                "    \(word("未判", "not judged")) \(other.rule)：\(other.text[language])"
            }
            let rates = (facility.rates ?? []).compactMap { RatesText(language).today($0) }.map { "    \($0)" }
            let lines = findings + details + loosened + suspicions
            return ([head] + lines + [judged] + others + rates).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private func light(_ light: Light) -> String {
        switch light {
        case .green: word("[绿]", "[green]")
        case .yellow: word("[黄]", "[yellow]")
        case .red: word("[红]", "[red]")
        case .grey: word("[灰]", "[grey]")
        }
    }

    // MARK: Buses

    private func bus(_ name: String, _ bus: GatewayReport.Bus) -> String {
        let report = bus.report
        var lines = [
            "\(word("总线", "bus")) \(name)  \(report.endpoint)  \(word("忙", "busy")) \(percent(report.busy))"
        ]
        if let end = report.suspendedUntil { lines.append("  \(word("暂停轮询至", "polling suspended until")) \(end)") }
        if let advice = bus.advice { lines.append("  ! \(advice[language])") }
        for (device, advice) in zip(report.devices, bus.deviceAdvice) { lines += self.device(device, advice) }
        return lines.joined(separator: "\n")
    }

    private func percent(_ share: Double) -> String { "\((share * 100).plainText(decimals: 1)) %" }

    private func device(_ device: BusReport.Device, _ advice: Text?) -> [String] {
        let state = device.offlineSince.map { "\(word("离线自", "offline since")) \($0)" } ?? word("在线", "online")
        let serves = "\(word("用于", "serves")) \(device.serves.map(\.description).joined(separator: ", "))"
        let summary = device.countTexts.map { $0[language] }.joined(separator: "  ")
        let answers = device.answerTexts.map { $0[language] }.joined(separator: "  ")
        var lines = ["  \(device.device)  \(state)", "    \(serves)", "    \(summary)"]
        if !answers.isEmpty { lines.append("    \(word("应答时间", "answers in")) \(answers)") }
        if let advice { lines.append("    ! \(advice[language])") }
        return lines
    }
}
