public import Facilities
import Foundation
import Journal

/// `mashang/local/1`: a request of a person on this machine.
public struct LocalRequest: Codable, Sendable {
    /// The schema that a request names.
    public static let schema = "mashang/local/1"

    /// The kind of a request.
    public enum Ask: String, Codable, Sendable, CaseIterable {
        /// Asks for the state of the gateway; answered with a `mashang/report/2`.
        case status
        /// Asks for the rates of a month, or of the present one; answered with a `mashang/rates/1`.
        case rates
        /// Suspends polling of a bus for some minutes.
        case suspend
        /// Ends a suspension early.
        case resume
        /// Adds a person who may enter records; answered with an `OperatorReply`.
        case operatorAdd
        /// Removes such a person.
        case operatorRemove
        /// Asks for the result of the entry with an id; answered with a `Reply`.
        case answer
        /// Erases texts of people from the ledger.
        case erase
        /// Asks for the state of the gateway's clock; answered with a `ClockReport`.
        case clock
        /// Declares the machine's clock to be right.
        case clockTrust
        /// Asks for the lines that the gateway runs; answered with a `LinesReport`.
        case lines
        /// Reads a device on one of these lines; answered with a `LineAnswer`.
        case read
        /// Checks the whole journal; answered with a `VerificationAnswer`.
        case verify
    }

    var schema: String
    var ask: Ask
    var bus: String?
    var minutes: Int?
    /// The month, such as `2026-11`.
    var month: String?
    /// The name of the person to add or remove.
    var name: String?
    var role: String?
    /// The codes of the facilities at which the person may enter records; nil for all.
    var facilities: [String]?
    /// The id of the entries, for `answer` and `erase`.
    var id: String?
    var everywhere: Bool?
    var by: String?
    /// The number of the requested check, for `verify`; nil for the one in progress, or else a new one.
    var check: Int?
    var line: LineRead?

    /// Creates a request that names a bus, minutes or a month, if it needs them. `month` nil stands for the present one.
    public init(_ ask: Ask, bus: String? = nil, minutes: Int? = nil, month: Month? = nil) {
        schema = Self.schema
        (self.ask, self.bus, self.minutes) = (ask, bus, minutes)
        self.month = month?.description
    }

    /// Creates a request to add a person. The gateway checks it and reports the errors.
    ///
    /// - Parameter facilities: the codes of the facilities; nil for all of the gateway.
    public init(adding name: String, role: String, facilities: [String]?) {
        self.init(.operatorAdd)
        (self.name, self.role, self.facilities) = (name, role, facilities)
    }

    /// Creates a request to remove the person with a name.
    public init(removing name: String) {
        self.init(.operatorRemove)
        self.name = name
    }

    /// Creates a request for the result of the entry with an id.
    public init(answerTo id: String) {
        self.init(.answer)
        self.id = id
    }

    /// Creates a request to erase texts. `id` is as in the command line; `everywhere` includes the same texts in other
    /// entries, `by` is the person who erases them.
    public init(erase id: String, everywhere: Bool, by: String?) {
        self.init(.erase)
        (self.id, self.everywhere, self.by) = (id, everywhere, by)
    }

    /// Creates a request to read a device.
    public init(_ read: LineRead) {
        self.init(.read)
        line = read
    }

    /// Creates a request that declares the machine's clock to be right.
    public init(trustClockBy name: String) {
        self.init(.clockTrust)
        by = name
    }

    /// Creates a request to check the whole journal. `number` is that of an earlier check; nil for the one in progress, or
    /// else a new one.
    public init(verification number: Int?) {
        self.init(.verify)
        check = number
    }

    /// The time for which polling may be suspended, in minutes: enough for a repair, too short to be forgotten.
    public static let minutes = 1...60

    /// Reads a request; nil if the line is none.
    init?(_ line: [UInt8]) {
        guard let request = try? JSONDecoder().decode(Self.self, from: Data(line)), request.schema == Self.schema else {
            return nil
        }
        self = request
    }
}

/// Answers requests over the local socket.
struct LocalRequests: Sendable {
    let desk: Desk
    let intake: Intake
    let clock: SiteClock
    let board: Board
    let operators: OperatorRequests
    let buses: BusRequests
    let verification: Verification
    let report: @Sendable () async -> GatewayReport
    let rates: @Sendable (Month?) async throws -> RatesReport

    func reply(to line: [UInt8]) async -> [UInt8] {
        guard let request = LocalRequest(line) else {
            return await desk.reply(to: line, for: .named, from: .local, now: clock.now).json
        }
        switch request.ask {
        case .status: return await report().json
        case .rates: return await rates(of: request.month)
        case .suspend: return Reply(await buses.suspend(request.bus, minutes: request.minutes ?? 10), board.epochs).json
        case .resume: return Reply(await buses.suspend(request.bus, minutes: 0), board.epochs).json
        case .operatorAdd: return await operators.add(request, now: clock.now).json
        case .operatorRemove: return await operators.remove(request, now: clock.now).json
        case .answer: return await answer(to: request.id ?? "").json
        case .erase: return await erase(request).json
        case .clock: return clock.report.json
        case .clockTrust: return Reply(await intake.trustClock(by: request.by), board.epochs).json
        case .lines: return await buses.lines().json
        case .read: return await buses.read(request.line).json
        case .verify: return await verification.result(of: request.check).json
        }
    }

    private func answer(to id: String) async -> Reply {
        do {
            return try await desk.answer(to: id) ?? Reply(Refusal(.unknownID(id)))
        } catch {
            return Reply(Refusal(.unreadable(error.text)))
        }
    }

    private func erase(_ request: LocalRequest) async -> Reply {
        let erasure = ErasureRequest(
            id: request.id ?? "", everywhere: request.everywhere ?? false, by: request.by)
        switch await intake.erase(erasure, now: clock.now) {
        case .kept(let erasure, let sequence): return Reply(kept: [sequence], board.epochs, erasure)
        case .refused(let problems): return Reply(Refusal(problems: problems))
        case .pending: return .pending
        }
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
    static let nobodyTrusts = RecordProblem(
        "by",
        Text(
            zh: "须写明确认人姓名（by），1至64个可见字符",
            en: "the person who vouches (by) must be named, in 1 to 64 printable characters"))

    static let clockBeforeRelease = RecordProblem(
        "clock",
        Text(
            zh: "本机时钟早于本程序的发布日期，不可能正确；请先校准，例如 timedatectl set-time",
            en:
                "the machine's clock is before this program was made, and cannot be right; set it first, for example with timedatectl set-time"
        ))

    fileprivate static let noMonth = RecordProblem(
        "month", Text(zh: "month 应写作 2026-11", en: "month is written as 2026-11"))

    fileprivate static func unread(_ reason: String) -> RecordProblem {
        .init("month", Text(zh: "数据率读不出：\(reason)", en: "the rates cannot be read: \(reason)"))
    }

    fileprivate static func unknownID(_ id: String) -> RecordProblem {
        let named = String(id.prefix(64))
        return .init(
            "id",
            Text(
                zh: "近30天没有收到 id 为“\(named)”的记录：没有登记，请重新提交",
                en: "no entry with the id '\(named)' came in the last 30 days: nothing was entered; send it again"))
    }
}
