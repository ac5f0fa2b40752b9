import Facilities

/// The newest replacement as it was told, in one record or in several of that day, what was in the adsorber before, and the
/// newest transfer of spent carbon.
struct ReplacementLedger: Codable, Hashable, Sendable {
    struct Filled: Codable, Hashable, Sendable {
        var at: Timestamp
        /// kg
        var mass: Double
    }

    private(set) var replacement: CarbonReplacement?
    private(set) var at: Timestamp?
    private var earlier: Filled?
    private var transfer: WasteTransfer?
    private var transferred: Timestamp?

    /// What was in the adsorber before: by the records, or else as configured.
    func before(_ configured: Filled?) -> Filled? { earlier ?? configured }

    mutating func take(_ record: Record, _ configured: Filled?, utcOffset: Int) {
        switch record.body {
        case .replacement(let replacement): take(replacement, at: record.at, configured, utcOffset: utcOffset)
        case .wasteTransfer(let transfer) where transferred.map({ $0 <= record.at }) ?? true:
            (self.transfer, transferred) = (transfer, record.at)
        default: break
        }
    }

    private mutating func take(_ new: CarbonReplacement, at time: Timestamp, _ configured: Filled?, utcOffset: Int) {
        let day = time.day(utcOffset: utcOffset)
        // Of the time before the carbon that the settings tell of.
        if replacement == nil, let configured, configured.at > time { return }
        guard let old = replacement, let at, day <= at.day(utcOffset: utcOffset) else {
            if let replacement, let at { earlier = Filled(at: at, mass: replacement.mass) }
            (replacement, self.at) = (new, time)
            return
        }
        if day == at.day(utcOffset: utcOffset) {
            replacement = new.completed(by: old)
        } else if before(configured).map({ $0.at <= time }) ?? true {
            // Entered late: what was in the adsorber before the newest replacement.
            earlier = Filled(at: time, mass: new.mass)
        }
    }

    /// The transfer of that day or later: the spent carbon left with it.
    func transfer(utcOffset: Int) -> WasteTransfer? {
        guard let at, let transferred, at.day(utcOffset: utcOffset) <= transferred.day(utcOffset: utcOffset) else {
            return nil
        }
        return transfer
    }
}

extension ReplacementLedger.Filled {
    /// As configured; nil if the settings do not tell the mass.
    init?(_ settings: CarbonSettings, utcOffset: Int) {
        guard let mass = settings.mass else { return nil }
        self.init(at: settings.installed?.start(utcOffset: utcOffset) ?? Timestamp(milliseconds: 0), mass: mass)
    }
}

extension CarbonReplacement {
    /// This record with what it leaves out as the other one, of the same day, has it.
    fileprivate func completed(by other: CarbonReplacement) -> CarbonReplacement {
        var all = self
        all.form = form ?? other.form
        all.maker = maker ?? other.maker
        all.batch = batch ?? other.batch
        all.iodineValue = iodineValue ?? other.iodineValue
        all.iodineMethod = iodineMethod ?? other.iodineMethod
        all.iodineReport = iodineReport ?? other.iodineReport
        all.surface = surface ?? other.surface
        all.spentMass = spentMass ?? other.spentMass
        all.wasteCode = wasteCode ?? other.wasteCode
        all.manifest = manifest ?? other.manifest
        all.disposalFirm = disposalFirm ?? other.disposalFirm
        return all
    }
}
