import Facilities
import Modbus

/// Suspends polling of a bus for a technician for some minutes, by the command line or by the page.
struct BusRequests: Sendable {
    let pollers: [String: Poller]

    /// Suspends polling.
    ///
    /// - Parameter minutes: the time in minutes; 0 ends the suspension at once.
    /// - Returns: the result. It has no sequence, because nothing is entered.
    func suspend(_ bus: String?, minutes: Int) async -> Entering {
        guard let poller = bus.flatMap({ pollers[$0] }) else { return .refused([.noBus(pollers.keys)]) }
        guard minutes == 0 || LocalRequest.minutes ~= minutes else { return .refused([.noMinutes]) }
        await poller.suspend(for: .seconds(minutes * 60))
        return .kept([])
    }
}

/// Reads for programs on this machine, on the lines of the gateway.
extension BusRequests {
    func lines() async -> LinesReport {
        var lines: [String: LinesReport.Line] = [:]
        for (name, poller) in pollers {
            lines[name] = .init(endpoint: poller.endpoint, isSuspended: await poller.isSuspended)
        }
        return LinesReport(lines)
    }

    func read(_ line: LineRead?) async -> LineAnswer {
        guard let line, let poller = pollers[line.bus] else {
            return LineAnswer(notNow: RecordProblem.noBus(pollers.keys).text)
        }
        guard let read = line.read else { return LineAnswer(notNow: .tooLong) }
        return await poller.visit(read, scan: line.scan)
    }
}

extension Text {
    private static let most = Int(LineRead.longestTimeout / .milliseconds(1))

    fileprivate static let tooLong = Text(
        zh: "经网关读取时，等待应答最长 \(most) ms；要等更久，请先运行 mashang suspend",
        en: "through the gateway an answer is waited for \(most) ms at most; run mashang suspend first to wait longer")
}

extension RecordProblem {
    fileprivate static func noBus(_ names: some Collection<String>) -> RecordProblem {
        let names = names.sorted().joined(separator: ", ")
        return .init(
            "bus", Text(zh: "没有这条总线；现有：\(names)", en: "there is no such bus with devices; there are: \(names)"))
    }

    fileprivate static let noMinutes = RecordProblem(
        "minutes",
        Text(
            zh: "minutes 应为 \(LocalRequest.minutes.lowerBound) 至 \(LocalRequest.minutes.upperBound)",
            en: "minutes are from \(LocalRequest.minutes.lowerBound) to \(LocalRequest.minutes.upperBound)")
    )
}
