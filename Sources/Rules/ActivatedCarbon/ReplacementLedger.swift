import Facilities

/// The replacements on record, each as one record or in parts of one day, the filling before them, and the newest
/// transfer of spent carbon.
struct ReplacementLedger: Codable, Hashable, Sendable {
    struct Filled: Codable, Hashable, Sendable {
        var at: Timestamp
        /// kg
        var mass: Double
    }

    private(set) var replacements = Entered<CarbonReplacement>()
    private(set) var transfers = Entered<WasteTransfer>()

    /// Several replacements and transfers a year for longer than a ledger is kept.
    private static let most = 60
    private static let mostTransfers = 10

    init() {}

    mutating func take(_ record: Record, utcOffset: Int) {
        switch record.body {
        case let replacement as CarbonReplacement:
            replacements.take(replacement, at: record.at, most: Self.most, utcOffset: utcOffset)
        case let transfer as WasteTransfer:
            transfers.take(transfer, at: record.at, most: Self.mostTransfers, utcOffset: utcOffset)
        default: break
        }
    }

    /// Returns the replacements of the configured filling and later ones.
    private func counted(_ configured: Filled?) -> Entered<CarbonReplacement> {
        guard let configured else { return replacements }
        return Entered(replacements.all.filter { $0.at >= configured.at })
    }

    /// Returns the parts of the newest replacement.
    func newest(_ configured: Filled?, utcOffset: Int) -> [Entered<CarbonReplacement>.One] {
        counted(configured).newest(utcOffset: utcOffset)
    }

    /// Returns the filling before the newest replacement: by the records, or else as configured.
    func before(_ configured: Filled?, utcOffset: Int) -> Filled? {
        let counted = counted(configured)
        guard let first = counted.newest(utcOffset: utcOffset).first else { return configured }
        let day = first.at.day(utcOffset: utcOffset)
        let earlier = Entered(counted.all.filter { $0.at.day(utcOffset: utcOffset) < day }).newest(utcOffset: utcOffset)
        guard let last = earlier.last, let whole = CarbonReplacement.together(earlier.map(\.body)) else {
            return configured
        }
        return Filled(at: last.at, mass: whole.mass)
    }

    /// Returns the newest transfer, where it is of that day or later: the spent carbon left with it. Nil otherwise.
    func transfer(since time: Timestamp, utcOffset: Int) -> WasteTransfer? {
        guard let last = transfers.all.last, time.day(utcOffset: utcOffset) <= last.at.day(utcOffset: utcOffset) else {
            return nil
        }
        return last.body
    }
}

extension ReplacementLedger {
    /// What 0.1.0 remembered: the newest replacement, with what later records of its day had completed.
    struct Form0: Decodable {
        var replacement: CarbonReplacement?
        var at: Timestamp?
        var earlier: Filled?
        var transfer: WasteTransfer?
        var transferred: Timestamp?
    }

    init(_ old: Form0) {
        var ones: [Entered<CarbonReplacement>.One] = []
        if let earlier = old.earlier {
            ones.append(.init(at: earlier.at, body: CarbonReplacement(mass: earlier.mass)))
        }
        if let replacement = old.replacement, let at = old.at { ones.append(.init(at: at, body: replacement)) }
        replacements = Entered(ones)
        if let transfer = old.transfer, let at = old.transferred {
            transfers = Entered([.init(at: at, body: transfer)])
        }
    }
}

extension ReplacementLedger.Filled {
    /// Creates the filling of the settings; nil where they have no mass.
    init?(_ settings: CarbonSettings, utcOffset: Int) {
        guard let mass = settings.mass else { return nil }
        self.init(at: settings.installed?.start(utcOffset: utcOffset) ?? Timestamp(milliseconds: 0), mass: mass)
    }
}
