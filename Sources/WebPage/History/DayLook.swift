import Facilities

/// The look of a day in the strip of the last 30 days.
enum DayLook: String, CaseIterable {
    case green, yellow, red, grey
    /// Somebody worked on instruments or plant.
    case work
    /// The facility was not observed.
    case empty

    /// The shortest time for which a light must have held on a day to represent it, in hours.
    static let least = 0.25
    /// The share of the day that must have been judged and measured before the day is green. It is the share of
    /// valid hours in a valid day: 18 of 24.
    static let leastShare = Double(DeviceDay.leastValidHours) / 24

    /// Chooses the worst light that held for a quarter of an hour. A day is green only if three quarters of it were
    /// judged and, unless the facility is judged by the ledger, three quarters were measured.
    ///
    /// - Parameters:
    ///   - day: the hours of each light; nil if nothing is stored.
    ///   - work: how long somebody worked on the facility.
    ///   - isByLedger: whether the facility is judged by the ledger, since nothing is measured there.
    init(_ day: CountedDay?, work: Duration, isByLedger: Bool) {
        let hours = day?.hours ?? [:]
        let isWork = work.inSeconds >= Self.least * 3600
        // A day that has just begun needs less.
        let least = min(Self.least, (day?.passed ?? 0) * Self.leastShare)
        guard let day, day.seen > 0, day.seen >= least else {
            self = isWork ? .work : .empty
            return
        }
        func held(_ light: Light) -> Bool {
            guard let held = hours[light] else { return false }
            return held > 0 && held >= least
        }
        let measured = [day.coverage, day.online].compactMap(\.self).max()
        let judged = hours.filter { $0.key != .grey }.values.reduce(0, +)
        if held(.red) {
            self = .red
        } else if isWork {
            self = .work
        } else if judged < day.passed * Self.leastShare {
            self = .grey
        } else if held(.yellow) {
            self = .yellow
        } else {
            let isMeasured = if let measured { measured >= Self.leastShare } else { isByLedger }
            self = isMeasured ? .green : .grey
        }
    }

    /// The shape, for readers who cannot tell colours apart.
    var symbol: String {
        switch self {
        case .green: Light.green.symbol
        case .yellow: Light.yellow.symbol
        case .red: Light.red.symbol
        case .grey: Light.grey.symbol
        case .work: "Ⅱ"
        case .empty: "–"
        }
    }

    var title: Text {
        switch self {
        case .green: Light.green.title
        case .yellow: Light.yellow.title
        case .red: Light.red.title
        case .grey: Light.grey.title
        case .work: Text(zh: "维护或校准", en: "Maintenance or calibration")
        case .empty: Text(zh: "没有数据", en: "No data")
        }
    }
}

extension CountedDay {
    /// The hours of each light: `绿灯20小时，红灯4小时`; if nothing was counted, words that say so.
    var summary: Text {
        let order: [Light] = [.red, .yellow, .grey, .green]
        let parts = order.compactMap { light -> Text? in
            guard let hours = hours[light], hours >= 0.05 else { return nil }
            let shown = hours.plainText(decimals: 1)
            return Text(zh: "\(light.name.zh)\(shown)小时", en: "\(light.name.en) \(shown) h")
        }
        guard !parts.isEmpty else { return Text(zh: "没有看到", en: "not seen") }
        return Text(zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", "))
    }
}
