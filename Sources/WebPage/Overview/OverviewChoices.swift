import Facilities

/// The counts above the list, which are also filters. Each is the number of facilities that a tap on it would show
/// in addition to the present filter.
struct OverviewChoices {
    let facilities: [ListedFacility]
    let query: OverviewQuery
    let time: PageTime

    var lights: [OverviewChoice] {
        Light.worstFirst.map { light in
            let mark = FacilityMark(light).html(time.language)
            return choice(\.light, light, none: nil, mark: mark, text: "")
        }
    }

    /// The counts by kind; empty if all facilities are of one kind.
    var kinds: [OverviewChoice] {
        let there = Facility.Kind.allCases.filter { kind in facilities.contains { $0.status.kind == kind } }
        guard there.count > 1 || query.filter.kind != nil else { return [] }
        return there.map { choice(\.kind, $0, none: nil, text: $0.short[time.language]) }
    }

    var due: OverviewChoice {
        choice(\.isDueThisWeek, true, none: false, text: Text(zh: "本周到期", en: "Due this week")[time.language])
    }

    private func choice<Value: Equatable>(
        _ part: WritableKeyPath<OverviewFilter, Value>, _ value: Value, none: Value, mark: String? = nil, text: String
    ) -> OverviewChoice {
        var filter = query.filter
        filter[keyPath: part] = value
        let count = facilities.count { filter.fits($0, time) }
        let isChosen = query.filter[keyPath: part] == value
        // A tap on a chosen filter removes it.
        if isChosen { filter[keyPath: part] = none }
        return OverviewChoice(
            url: count > 0 || isChosen ? query.url("/", filter) : nil, isChosen: isChosen, mark: mark,
            text: text.isEmpty ? "\(count)" : "\(text) \(count)")
    }
}

extension Facility.Kind {
    /// The title in a word or two.
    var short: Text {
        switch self {
        case .activatedCarbon: Text(zh: "活性炭", en: "Carbon")
        case .fumePurifier: Text(zh: "油烟", en: "Fume")
        case .nonroadMachinery: Text(zh: "机械", en: "Machinery")
        case .dustSite: Text(zh: "扬尘", en: "Dust")
        case .complaintPoint: Text(zh: "投诉", en: "Complaints")
        }
    }
}
