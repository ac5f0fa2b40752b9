import Facilities

/// 南京“码上办”: complaints that keep coming from one place have a cause that answers do not remove. Three from one place
/// within 30 days, and a week to find the cause, are our own defaults. Places are compared without spaces, punctuation,
/// case and width of letters; a complaint without a place counts for the complaint point itself.
struct ComplaintRepeat: Rule {
    static let id = "complaint.repeat"
    static let colour = RuleClass.measured
    static let judges = Text(zh: "同一地点是否反复投诉", en: "whether complaints of one place come again and again")

    struct State: Codable, Hashable, Sendable {
        /// The places, by their pseudonyms.
        var places: [String: Place] = [:]
    }

    struct Place: Codable, Hashable, Sendable {
        /// The complaints within the period that counts, oldest first.
        var complaints: [Case] = []
        var hold = Hold()

        var newest: Timestamp { complaints.last?.at ?? Timestamp(milliseconds: 0) }
    }

    /// The places that are remembered at most: anybody can complain.
    private static let mostPlaces = 1000
    private static let mostOfPlace = 100

    struct Case: Codable, Hashable, Sendable {
        var id: String
        var at: Timestamp
    }

    var state = State()
    private let count: Limit
    private let within: Limit
    private let patience: Limit
    private let facility: Facility

    init(of facility: Facility) {
        count = facility.limit(.ownDefault("repeatCount", 3, .one, in: 1...100, looser: .above, addressee: .bureau))
        within = facility.limit(.ownDefault("repeatWithin", 30, .day, in: 1...365, looser: .below, addressee: .bureau))
        patience = facility.limit(
            .ownDefault("repeatFindCause", 7, .day, in: 1...90, looser: .above, addressee: .bureau))
        self.facility = facility
    }

    var limits: [Limit] { [count, within, patience] }

    mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record, let complaint = record.body as? Complaint {
            take(Case(id: complaint.id, at: record.at), of: complaint.place ?? "")
        }
        pass(to: seen.now)
        let findings = state.places.sorted { $0.key < $1.key }.compactMap { finding($0.key, $0.value) }
        return Verdict(findings, next: next)
    }

    private mutating func take(_ complaint: Case, of place: String) {
        let comparable = Complaint.comparable(place)
        let key = comparable.isEmpty ? facility.code.description : comparable
        var entry = state.places[key] ?? Place()
        // A record that arrives twice counts as one complaint.
        guard !entry.complaints.contains(complaint) else { return }
        entry.complaints.append(complaint)
        entry.complaints.sort { $0.at < $1.at }
        // Keep no more than the highest possible limit needs.
        entry.complaints = entry.complaints.suffix(Self.mostOfPlace)
        state.places[key] = entry
        guard state.places.count > Self.mostPlaces else { return }
        let oldest = state.places.filter { $0.key != key }.min { ($0.value.newest, $0.key) < ($1.value.newest, $1.key) }
        if let oldest { state.places[oldest.key] = nil }
    }

    private mutating func pass(to now: Timestamp) {
        for (key, place) in state.places {
            var place = place
            place.complaints.removeAll { now - $0.at > within.duration }
            let isRepeated = Double(place.complaints.count) >= count.value
            place.hold.update(isRepeated, at: place.complaints.last?.at ?? now, onDelay: .zero, offDelay: .zero)
            state.places[key] = place.complaints.isEmpty ? nil : place
        }
    }

    private func finding(_ key: String, _ place: Place) -> Finding? {
        guard let since = place.hold.since, let first = place.complaints.first, let last = place.complaints.last else {
            return nil
        }
        let days = [first, last].map { $0.at.day(utcOffset: facility.utcOffset).description }
        let (number, span) = (place.complaints.count, within.value.plainText)
        // The text does not name the place, which is personal text that can be erased.
        let isPlace = key != facility.code.description
        let what = isPlace ? Text(zh: "同一地点", en: "one place") : Text(zh: facility.name, en: facility.name)
        let text = Text(
            zh: "\(what.zh)\(span)天内有\(number)起投诉（\(days[0])至\(days[1])，最近一件\(last.id)），达到\(count.value.plainText)起",
            en:
                "\(what.en): \(number) complaints within \(span) d (\(days[0]) to \(days[1]), the last one \(last.id)), "
                + "\(count.value.plainText) or more"
        )
        return Finding(
            rule: Self.id, cause: key, level: Self.colour.level(of: count), since: since, figure: Double(number),
            limit: count, text: text)
    }

    private var next: NextStep? {
        state.places.values.compactMap(\.hold.since).min().map {
            NextStep(.findCause, due: ($0 + patience.duration).day(utcOffset: facility.utcOffset))
        }
    }
}
