public import Facilities
import Foundation

/// `mashang/local/1`: what a person at the gateway asks of it.
public struct LocalRequest: Codable, Sendable {
    public static let schema = "mashang/local/1"

    public enum Ask: String, Codable, Sendable, CaseIterable {
        /// Answered with a `mashang/report/1`.
        case status
        /// Answered with a `mashang/rates/1`, of a month or of the one that it is now.
        case rates
        /// Leaves a bus to somebody else for some minutes.
        case suspend
        /// Ends that early.
        case resume
    }

    var schema: String
    var ask: Ask
    var bus: String?
    var minutes: Int?
    /// `2026-11`
    var month: String?

    public init(_ ask: Ask, bus: String? = nil, minutes: Int? = nil, month: Month? = nil) {
        schema = Self.schema
        (self.ask, self.bus, self.minutes) = (ask, bus, minutes)
        self.month = month?.description
    }

    /// How long polling may be suspended, in minutes: long enough for a repair, too short to be forgotten.
    public static let minutes = 1...60

    /// Nil if the line is no such request.
    init?(_ line: [UInt8]) {
        guard let request = try? JSONDecoder().decode(Self.self, from: Data(line)), request.schema == Self.schema else {
            return nil
        }
        self = request
    }
}

/// Answers what is asked over the local socket.
struct LocalRequests: Sendable {
    let commands: Commands
    let pollers: [String: Poller]
    let report: @Sendable () async -> GatewayReport
    let rates: @Sendable (Month?) async throws -> RatesReport

    func reply(to line: [UInt8]) async -> [UInt8] {
        guard let request = LocalRequest(line) else {
            return await commands.reply(to: line, for: .named, now: .now).json
        }
        if request.ask == .status { return await report().json }
        if request.ask == .rates { return await rates(of: request.month) }
        guard let poller = request.bus.flatMap({ pollers[$0] }) else {
            return Reply(Refusal(.noBus(pollers.keys))).json
        }
        let minutes = request.ask == .resume ? 0 : request.minutes ?? 10
        guard minutes == 0 || LocalRequest.minutes ~= minutes else { return Reply(Refusal(.noMinutes)).json }
        await poller.suspend(for: .seconds(minutes * 60))
        return Reply(kept: []).json
    }

    private func rates(of name: String?) async -> [UInt8] {
        let month = name.flatMap(Month.init)
        guard name == nil || month != nil else { return Reply(Refusal(.noMonth)).json }
        do {
            return try await rates(month).json
        } catch {
            return Reply(Refusal(.unread("\(error)"))).json
        }
    }
}

extension RecordProblem {
    fileprivate static func noBus(_ names: some Collection<String>) -> RecordProblem {
        let names = names.sorted().joined(separator: ", ")
        return .init(
            "bus", Text(zh: "没有这条总线；现有：\(names)", en: "there is no such bus with devices; there are: \(names)"))
    }

    fileprivate static let noMonth = RecordProblem(
        "month", Text(zh: "month 应写作 2026-11", en: "month is written as 2026-11"))

    fileprivate static func unread(_ reason: String) -> RecordProblem {
        .init("month", Text(zh: "数据率读不出：\(reason)", en: "the rates cannot be read: \(reason)"))
    }

    fileprivate static let noMinutes = RecordProblem(
        "minutes",
        Text(
            zh: "minutes 应为 \(LocalRequest.minutes.lowerBound) 至 \(LocalRequest.minutes.upperBound)",
            en: "minutes are from \(LocalRequest.minutes.lowerBound) to \(LocalRequest.minutes.upperBound)")
    )
}
