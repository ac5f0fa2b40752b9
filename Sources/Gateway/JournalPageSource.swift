public import Facilities
import Journal
import WebPage

/// Shows on the page what is kept, as the broker does: never more.
struct JournalPageSource: PageSource {
    let board: Board
    let committer: Committer
    let clock: SiteClock
    let journal: Journal
    let page: Configuration.PageSettings
    let problem: ConfigurationProblem
    let hasFacilities: Bool
    let utcOffset: Int

    /// Records and findings that a page shows.
    private static let entries = 12

    func statuses() async -> [Status] {
        board.statuses
    }

    func detail(of code: Facility.Code) async -> FacilityDetail? {
        guard let status = board.standing(of: code)?.status else { return nil }
        return FacilityDetail(
            status: status, samples: board.latestSamples(of: code),
            entries: (try? journal.publicEntries(of: code, limit: Self.entries)) ?? [], url: page.url(of: code)
        )
    }

    func notice() async -> Text? {
        if let obstacle = committer.health.obstacle { return obstacle.notice(utcOffset: utcOffset) }
        if let wrong = problem.current {
            let head = Text.configurationWrong
            return Text(zh: "\(head.zh)：\(wrong)", en: "\(head.en): \(wrong)")
        }
        return hasFacilities ? nil : .nothingConfigured
    }

    func now() -> Timestamp { clock.now }
}

extension Text {
    /// What stands before the mistakes of a configuration that was read anew.
    public static let configurationWrong = Text(
        zh: "新的配置有误，仍按原配置运行", en: "the new configuration is wrong, the old one is in force"
    )

    /// What the first start says.
    public static let nothingConfigured = Text(
        zh: "尚未配置任何设施：请在 gateway.yaml 的 mqtt、buses 和 facilities 中填写，用 mashang check 检查，再重新加载服务",
        en: "no facility is configured: fill in mqtt, buses and facilities in gateway.yaml, see what mashang "
            + "check says, and reload the service")
}
