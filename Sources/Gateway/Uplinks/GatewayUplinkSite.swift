import Facilities
import Foundation
import Journal
import SiteConfiguration
import Uplinks

/// The gateway from the view of one of its uplinks.
struct GatewayUplinkSite: UplinkSite {
    let uplink: Configuration.Uplink
    let page: Configuration.PageSettings
    let utcOffset: Int
    let keeping: Keeping
    let journal: Journal
    let desk: Desk
    let requests: RemoteRequests
    let check: HealthCheck
    let expiries: ExpiryWatch

    private var board: Board { keeping.board }

    var now: Timestamp { keeping.clock.now }
    var lastSequence: Int64 { board.lastSequence }
    var epochs: Epochs { board.epochs }
    var isRechained: Bool { journal.rechaining != nil }

    var statuses: [PostedStatus] {
        board.standings.map { standing, sequence in
            PostedStatus(standing.status, sequence: sequence, url: page.url(of: standing.status.code))
        }
    }

    func latest(of code: Facility.Code) -> [Kept<Sample>] { board.latest(of: code) }

    func ledger(upTo sequence: Int64) async -> StatePayload.Ledger? {
        let head = try? await journal.aside { try $0.ledgerHead(upTo: sequence) }
        return head.map { .init(entries: $0.count, sequence: $0.sequence, hash: $0.hash.description) }
    }

    func ledgerHash(at sequence: Int64) async throws -> String? {
        try await journal.aside { try $0.ledgerHash(at: sequence) }?.description
    }

    func health() async -> any Encodable & Sendable {
        let now = now
        let oldest = try? await journal.aside { try $0.oldestSampleTime() ?? now }
        return StateHealth(await check.health(), oldest: oldest)
    }

    func warnings() -> [Text] { expiries.warnings(at: now, utcOffset: utcOffset) }

    func epochIsKept(within patience: Duration) async {
        guard let entry = keeping.epochEntry else { return }
        _ = await keeping.committer.kept(upTo: entry, within: patience)
    }

    func beginEpoch(behind named: Int64?, from first: Int64, before: String?) async -> EpochJump {
        await keeping.intake.begin(behind: named, from: first, before: before, now: now)
    }

    func remember(_ memory: UplinkMemory) {
        keeping.committer.remember { deliveries in
            if let progress = memory.progress { deliveries.add(progress, of: uplink.name) }
            deliveries.add(accepted: memory.accepted, by: uplink.name, utcOffset: utcOffset)
        }
        var judged = Judged()
        (judged.batch.quarantined, judged.batch.retained) = (memory.quarantined, memory.retained)
        keeping.committer.remember(judged)
    }

    // MARK: Commands

    private var source: Source { .uplink(uplink.name, accepts: uplink.accept) }

    func answer(to payload: [UInt8], for target: CommandTarget) async -> CommandAnswer {
        let place = Targets.Target(target)
        if let request = RemoteRequest(payload) {
            let json = await requests.answer(
                to: request, for: place, by: uplink.name, isPersonal: uplink.personal)
            return CommandAnswer(json: json, id: request.id)
        }
        let reply = await desk.reply(to: payload, for: place, from: source, now: now)
        return CommandAnswer(json: reply.json, id: reply.id)
    }

    func refuse(_ payload: [UInt8], _ reason: CommandRefusal) -> CommandAnswer {
        let problem: RecordProblem = reason == .retained ? .retained : .tooMany
        let id = RemoteRequest(payload)?.id ?? (try? Command(payload, from: source))?.id
        let reply = Reply(Refusal(problem)).under(id)
        return CommandAnswer(json: reply.json, id: reply.id)
    }
}

extension Targets.Target {
    fileprivate init(_ target: CommandTarget) {
        switch target {
        case .all: self = .all
        case .facility(let code): self = .facility(code)
        }
    }
}
