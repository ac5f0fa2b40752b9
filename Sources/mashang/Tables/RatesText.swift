import Facilities
import Gateway

/// Rates as text for a terminal. Low rates have a mark.
struct RatesText {
    private let language: Language
    private let clock: SiteClock

    init(_ language: Language, _ clock: SiteClock) {
        (self.language, self.clock) = (language, clock)
    }

    private func word(_ zh: String, _ en: String) -> String { language == .en ? en : zh }

    /// Returns today's rates as `今日 plc/3  在线率 99.8 %（599/600分钟）  有效率 …`; nil if there are none.
    func today(_ device: DeviceRates) -> String? {
        guard let day = device.days.last else { return nil }
        return "\(word("今日", "today")) \(device.device)  \(line(day))"
    }

    func text(_ report: RatesReport) -> String {
        let least = (report.least * 100).plainText
        let head = """
            \(word("数据率", "rates")) \(report.month)  \(word("截至", "as of")) \(clock.full(report.asOf))  \
            \(word("低于\(least) %的标 !", "! marks what is below \(least) %"))
            \(word(
                "在线率：有数值的分钟；有效率：有效小时（每项至少45分钟有效数据），有效日至少18小时；传输率：服务器已确认的样本",
                "online: minutes with a value; valid: hours with 45 minutes of valid data of each quantity, days with 18 such hours; "
                    + "transferred: samples that the broker has accepted"))
            """
        return ([head] + report.facilities.map { facility($0, report.month) }).joined(separator: "\n\n")
    }

    /// Returns the reason why there is nothing to show.
    func nothing(_ report: RatesReport) -> String {
        let since = report.first.map { word("；\($0)起才有", "; there are figures since \($0)") } ?? ""
        return word("\(report.month) 没有数据率\(since)", "there are no rates for \(report.month)\(since)")
    }

    private func facility(_ facility: RatesReport.Facility, _ month: Month) -> String {
        let lines = facility.devices.flatMap { device in
            ["  \(device.device)\(since(device, month))  \(line(device.rates, ofDays: true))"]
                + device.days.filter { $0.rates.hasLow }.map { "    \($0.day)  \(line($0))" }
        }
        return (["\(facility.code) \(facility.name)"] + lines).joined(separator: "\n")
    }

    /// Returns the day since which rates exist, if it is within the month: days before the installation do not count.
    private func since(_ device: DeviceRates, _ month: Month) -> String {
        guard let first = device.days.first, first.day > month.days.lowerBound || !first.isWhole else { return "" }
        return word("（\(first.day)起）", " (since \(first.day))")
    }

    private func line(_ day: DeviceRates.OfDay) -> String {
        let part = day.isWhole ? "" : "  " + word("（非全天在册）", "(not there all day)")
        return line(day.rates, ofDays: false) + part
    }

    private func line(_ rates: Rates, ofDays: Bool) -> String {
        [
            rate(.online, rates, "\(rates.usable)/\(rates.expected) \(word("分钟", "min"))"),
            rate(.validity, rates, valid(rates, ofDays: ofDays)),
            rate(.transfer, rates, rates.delivered.map { "\($0)/\(rates.samples)" } ?? word("未配置服务器", "no broker")),
        ].joined(separator: "  ")
    }

    private func valid(_ rates: Rates, ofDays: Bool) -> String {
        guard rates.hours > 0 else { return word("尚无整小时", "no whole hour yet") }
        let hours = "\(rates.validHours)/\(rates.hours) \(word("小时", "h"))"
        let days = ofDays && rates.days > 0 ? ["\(word("有效日", "valid days")) \(rates.validDays)/\(rates.days)"] : []
        let lacking = rates.shortest.map { [word("缺 \($0.title.zh)", "lacks \($0.title.en)")] } ?? []
        return ([hours] + days + lacking).joined(separator: word("，", ", "))
    }

    /// Returns one rate as `在线率 85 % !（1224/1440 分钟）`.
    private func rate(_ kind: Rates.Kind, _ rates: Rates, _ counts: String) -> String {
        let figure = rates[kind].map { "\($0.percent) %" } ?? "—"
        return "\(kind.title[language]) \(figure)\(rates.isLow(kind) ? " !" : "")（\(counts)）"
    }
}

extension Rates {
    fileprivate var hasLow: Bool { Kind.allCases.contains(where: isLow) }
}
