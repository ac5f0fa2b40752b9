import Facilities
import Journal
import WebPage

extension JournalPageSource {
    /// The number of a day's records in which measures are searched for.
    private static let acts = 200

    /// Returns the facts about a building site in addition to its standing.
    ///
    /// - Parameter records: the records that its page shows.
    func siteFacts(of code: Facility.Code, _ scores: [DustScore], _ records: [KeptEntry]) async -> SiteFacts {
        let now = now()
        let today = now.day(utcOffset: utcOffset)
        // What was done today was also entered today.
        let sinceMidnight = today.start(utcOffset: utcOffset)..<(today + 1).start(utcOffset: utcOffset)
        let found = try? await journal.aside { journal in
            let measures = try journal.acts(of: code, in: sinceMidnight, limit: Self.acts).filter { entry in
                guard case .record(let record) = entry.content else { return false }
                return record.body is SiteMeasure && sinceMidnight.contains(record.at)
            }
            return (measures, try Self.effects(of: measures + records, at: code, until: now, journal))
        }
        return SiteFacts(scores: scores, today: (found?.0 ?? []).reversed(), effects: found?.1 ?? [:])
    }

    static func effects(
        of entries: [KeptEntry], at code: Facility.Code, until now: Timestamp, _ journal: Journal
    ) throws(JournalError) -> [Int64: MeasureEffect] {
        var effects: [Int64: MeasureEffect] = [:]
        for entry in entries where effects[entry.sequence] == nil {
            guard case .record(let record) = entry.content, let measure = record.body as? SiteMeasure,
                measure.measures.contains(where: \.actsOnDust), record.at + MeasureEffect.span <= now
            else { continue }
            let around = record.at - MeasureEffect.span..<record.at + MeasureEffect.span
            let minutes = try journal.aggregates(of: code, .minute, in: around).map(\.content)
            effects[entry.sequence] = MeasureEffect(of: record.at, minutes)
        }
        return effects
    }
}
