import Delivery
import Facilities
import Gateway

/// How it goes with the uplinks, as a technician reads it on a terminal.
struct UplinkText {
    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    func text(_ reports: [UplinkReport]) -> String {
        guard !reports.isEmpty else { return Text.noUplink[language] }
        return reports.map(text).joined(separator: "\n")
    }

    private func text(_ report: UplinkReport) -> String {
        let head = "\(Text.uplink[language]) \(report.head { "\($0)" }[language])"
        return ([head] + report.problems { "\($0)" }.map { "  ! \($0[language])" }).joined(separator: "\n")
    }
}
