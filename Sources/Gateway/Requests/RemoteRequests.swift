import Delivery
import Facilities
import Journal
import Synchronization
import Uplinks

/// Answers the requests of uplinks.
final class RemoteRequests: Sendable {
    /// The number of sequences that are searched for one answer, and the number in one read.
    private static let (most, step) = (Int64(1_000_000), Int64(100_000))

    private let gateway: String
    private let journal: Journal
    private let board: Board
    /// The quantities that the devices of each facility measure by the configuration.
    private let configured: [Facility.Code: [DeviceID: Set<Quantity>]]
    private let report: @Sendable () async -> GatewayReport
    private let quota = Mutex(Quota.requestsOfUplink)

    init(
        gateway: String, _ facilities: [Facility], journal: Journal, board: Board,
        report: @escaping @Sendable () async -> GatewayReport
    ) {
        (self.gateway, self.journal, self.board, self.report) = (gateway, journal, board, report)
        let measured = facilities.map { facility in
            (
                facility.code,
                Dictionary(grouping: facility.channels.map(\.id), by: \.device).mapValues { Set($0.map(\.quantity)) }
            )
        }
        configured = Dictionary(uniqueKeysWithValues: measured)
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - uplink: the name of the uplink by which it came.
    ///   - isPersonal: whether suspicions may leave the gateway by this uplink.
    func answer(
        to request: RemoteRequest, for target: Targets.Target, by uplink: String, isPersonal: Bool
    ) async -> [UInt8] {
        do throws(Refusal) {
            let kind = try request.kind()
            if let wait = quota.withLock({ $0.take(uplink, at: .now) }) {
                throw Refusal(.tooManyRequests(.requestsOfUplink, wait: wait))
            }
            switch kind {
            case .report:
                return await Self.answer(to: request.id, report().leaving(by: uplink, isPersonal: isPersonal))
            case .readings: return try await readings(request, of: facility(target))
            }
        } catch {
            return Reply(error).under(request.id).json
        }
    }

    /// Returns the answer to a request for a report.
    static func answer(to id: String?, _ report: GatewayReport) -> [UInt8] {
        Array(#"{\#(head(of: id, .report))"report":"#.utf8) + report.json + Array("}".utf8)
    }

    /// Returns the first members of an answer, as JSON with a comma at the end.
    static func head(of id: String?, _ kind: RemoteRequest.Kind) -> String {
        let id = id.map { #""id":"\#($0)","# } ?? ""
        return #""schema":"\#(Reply.pending.schema)",\#(id)"answer":"\#(kind.rawValue)","sequences":[],"problems":[],"#
    }

    private func facility(_ target: Targets.Target) throws(Refusal) -> Facility.Code {
        guard case .facility(let code) = target else { throw Refusal(.ofOneFacility) }
        guard let code, configured[code] != nil else { throw Refusal(.noFacility) }
        return code
    }

    // MARK: Readings

    private func readings(_ request: RemoteRequest, of code: Facility.Code) async throws(Refusal) -> [UInt8] {
        let known = configured[code, default: [:]].merging(journal.measured(at: code)) { $0.union($1) }
        let wanted = try ReadingsRequest(request, known)
        let found: Found
        do {
            found = try await samples(wanted, of: code)
        } catch {
            throw Refusal(.unreadNow(Text(explaining: error)))
        }
        let answer = ReadingsAnswer(
            Self.head(of: request.id, .readings), found.samples, next: found.next, gateway: gateway,
            epochs: board.epochs, clock: found.clock, unreadable: found.unreadable)
        guard let answer else { throw Refusal(.tooLarge) }
        return answer.json
    }

    private struct Found {
        var samples: [Kept<Sample>] = []
        var next: Int64?
        var clock: Int64?
        var unreadable: [UnreadableSamples] = []
    }

    /// Reads the samples of a page, or those in the sequences that one answer searches.
    private func samples(_ wanted: ReadingsRequest, of code: Facility.Code) async throws -> Found {
        var found = Found()
        guard let range = try await journal.aside({ try $0.sequences(in: wanted.time) }) else { return found }
        var position = min(max(wanted.after ?? 0, range.lowerBound - 1), range.upperBound)
        let last = min(range.upperBound, position + Self.most)
        while position < last, found.samples.count < wanted.limit {
            let page = try await journal.portion(
                PortionRequest(
                    after: position, upTo: min(last, position + Self.step), limit: ReadingsRequest.mostSamples,
                    stream: ItemStream(code, .readings)))
            let parts = page.items.compactMap { item -> Kept<Sample>? in
                guard case .sample(let kept) = item else { return nil }
                return wanted.part(of: kept)
            }
            let space = wanted.limit - found.samples.count
            found.samples += parts.prefix(space)
            position = parts.count > space ? found.samples[wanted.limit - 1].sequence : page.end
            found.clock = page.clock
            found.unreadable += page.unreadable.filter { wanted.includes($0) && !found.unreadable.contains($0) }
        }
        found.next = position < range.upperBound ? position : nil
        return found
    }
}

extension Quota {
    /// The limit of requests of one uplink, by its name.
    static let requestsOfUplink = Quota(perHour: 1200, burst: 120)
}

extension GatewayReport {
    /// Returns the part of the report that may leave the gateway by an uplink, without what stays on this machine and
    /// without the state of other uplinks.
    func leaving(by uplink: String, isPersonal: Bool) -> GatewayReport {
        var report = self
        report.uplinks.removeAll { $0.name != uplink }
        for index in report.facilities.indices {
            report.facilities[index].details = nil
            if !isPersonal { report.facilities[index].suspicions = [] }
        }
        return report
    }
}
