import Facilities

/// What a day looks like in the strip of the last 30 days.
enum DayLook: String, CaseIterable {
    case green, yellow, red, grey
    /// Somebody worked on instruments or plant.
    case work
    /// Nobody saw how the facility stood.
    case empty

    /// How long a light must have held on a day to stand for it, in hours.
    static let least = 0.25
    /// The part of the day that must have been judged, and measured, before the day is green: as of 24 hours of a valid day 18 are valid.
    static let leastShare = Double(DeviceDay.leastValidHours) / 24

    /// The worst light that held for a quarter of an hour. A day is green only where three quarters of it were judged and, unless the
    /// facility is judged by the ledger, three quarters of it were measured.
    ///
    /// - Parameters:
    ///   - day: what was seen of it; nil where nothing is kept.
    ///   - work: how long somebody worked on it.
    ///   - isByLedger: whether nothing is measured at the facility and the ledger is what it is judged by.
    init(_ day: CountedDay?, work: Duration, isByLedger: Bool) {
        let hours = day?.hours ?? [:]
        let isWork = work.inSeconds >= Self.least * 3600
        // Of a day that has just begun less will do.
        let least = min(Self.least, (day?.passed ?? 0) * Self.leastShare)
        guard let day, day.seen > 0, day.seen >= least else {
            self = isWork ? .work : .empty
            return
        }
        func held(_ light: Light) -> Bool { hours[light].map { $0 > 0 && $0 >= least } ?? false }
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
            self = measured.map { $0 >= Self.leastShare } ?? isByLedger ? .green : .grey
        }
    }

    /// A shape, for who cannot tell colours apart.
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
    /// `绿灯20小时，红灯4小时`; that nobody saw it where nothing was counted.
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
