import Delivery
import Facilities
import Gateway

/// The state of the uplinks as text for a technician at a terminal.
struct UplinkText {
    private let language: Language
    private let clock: SiteClock

    init(_ language: Language, _ clock: SiteClock) {
        (self.language, self.clock) = (language, clock)
    }

    func text(_ reports: [UplinkReport]) -> String {
        guard !reports.isEmpty else { return Text.noUplink[language] }
        return reports.map(text).joined(separator: "\n")
    }

    private func text(_ report: UplinkReport) -> String {
        let head = "\(Text.uplink[language]) \(report.head(clock.text)[language])"
        return ([head] + report.problems(clock.text).map { "  ! \($0[language])" }).joined(separator: "\n")
    }
}
