import Facilities

/// Leaves a bus to a technician for some minutes: by the command line or by the page.
struct BusRequests: Sendable {
    let pollers: [String: Poller]

    /// - Parameter minutes: 0 ends it at once.
    /// - Returns: nothing is entered, so that what is kept has no sequence.
    func suspend(_ bus: String?, minutes: Int) async -> Entering {
        guard let poller = bus.flatMap({ pollers[$0] }) else { return .refused([.noBus(pollers.keys)]) }
        guard minutes == 0 || LocalRequest.minutes ~= minutes else { return .refused([.noMinutes]) }
        await poller.suspend(for: .seconds(minutes * 60))
        return .kept([])
    }
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
