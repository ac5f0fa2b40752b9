import Facilities
import Foundation
import HJ212
import Journal
import SiteConfiguration
import Uplinks

/// The gateway as one of its platforms sees it.
struct GatewayPlatformSite: PlatformSite {
    let platform: Configuration.Platform
    let keeping: Keeping
    let journal: Journal
    let desk: Desk

    var now: Timestamp { keeping.clock.now }
    var lastSequence: Int64 { keeping.board.lastSequence }

    func latest(of code: Facility.Code) -> [Kept<Sample>] { keeping.board.latest(of: code) }

    func means(
        of code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) async throws -> [Aggregate] {
        try await journal.aside { try $0.aggregates(of: code, interval, in: time) }.map(\.content)
    }

    func remember(_ memory: UplinkMemory) {
        guard let progress = memory.progress else { return }
        keeping.committer.remember { $0.add(progress, of: platform.name) }
    }

    func enter(_ item: PlatformSetting.Item, _ value: Int) async -> Bool {
        let setting = PlatformSetting(
            platform: platform.name, item, value, configured: platform.terms[item])
        let record = Record(at: now, by: platform.name, setting)
        let reply = await desk.enter(
            Command(RecordDraft(record), id: "hj212-\(UUID().uuidString)"), for: .all,
            from: .uplink(platform.name, accepts: AcceptedKinds([PlatformSetting.kind.rawValue])), now: now)
        return reply.answer == .kept
    }
}

extension Configuration.Platform {
    /// The terms of the configuration.
    var terms: PlatformTerms {
        PlatformTerms(
            timeout: timeout, resends: resends, realtimeInterval: realtime ?? 60, minutes: minutes,
            sendsRealtime: realtime != nil, sendsStates: false)
    }

    /// Returns the terms with what the platform has set, as far as the configuration has not changed since.
    ///
    /// - Parameter entries: the newest first.
    func terms(_ entries: [KeptEntry]) -> PlatformTerms {
        let configured = terms
        return entries.reversed().reduce(into: configured) { terms, entry in
            guard case .record(let record) = entry.content, let setting = record.body as? PlatformSetting,
                setting.platform == name, setting.configured == Double(configured[setting.item])
            else { return }
            terms[setting.item] = Int(setting.value)
        }
    }
}
