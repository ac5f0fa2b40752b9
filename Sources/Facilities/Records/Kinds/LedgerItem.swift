/// A field that the ledger requires of a replacement of the carbon: 苏环办〔2021〕218号 asks for the replacement and for the
/// destination of the spent carbon. Most of it may be entered later (可以以后补).
public enum LedgerItem: String, Hashable, Sendable, CaseIterable {
    case time, mass, form, batch, iodineReport, spentMass, wasteCode, manifest, disposalFirm

    public var title: Text {
        switch self {
        case .time: Text(zh: "更换时间", en: "when")
        case .mass: Text(zh: "装填量", en: "mass filled in")
        case .form: Text(zh: "活性炭类型", en: "form of the carbon")
        case .batch: Text(zh: "批号", en: "batch")
        case .iodineReport: Text(zh: "碘值报告编号", en: "iodine report")
        case .spentMass: Text(zh: "废炭重量", en: "mass of the spent carbon")
        case .wasteCode: Text(zh: "危废代码HW49 \(WasteCode.carbon)", en: "waste code HW49 \(WasteCode.carbon)")
        case .manifest: Text(zh: "危废转移联单号", en: "manifest number")
        case .disposalFirm: Text(zh: "处置去向", en: "who takes the waste")
        }
    }

    /// Whether it is about the waste: without spent carbon there is none.
    public var isOfWaste: Bool { [.wasteCode, .manifest, .disposalFirm].contains(self) }
}

extension CarbonReplacement {
    /// Returns the fields that the ledger still lacks of this replacement, in the order of the ledger.
    ///
    /// - Parameter transfer: The transfer by which its spent carbon left; nil for none yet.
    public func missing(besides transfer: WasteTransfer? = nil) -> [LedgerItem] {
        LedgerItem.allCases.filter { item in
            guard !item.isOfWaste || spentMass != 0 else { return false }
            return switch item {
            case .time: false
            case .mass: mass <= 0
            case .form: form == nil
            case .batch: batch.isBlank
            case .iodineReport: iodineReport.isBlank
            case .spentMass: spentMass == nil
            case .wasteCode:
                ![wasteCode, transfer?.wasteCode].contains { $0?.contains(WasteCode.carbon) ?? false }
            case .manifest: manifest.isBlank && transfer == nil
            case .disposalFirm: disposalFirm.isBlank && transfer == nil
            }
        }
    }
}

extension String? {
    fileprivate var isBlank: Bool { self?.allSatisfy(\.isWhitespace) ?? true }
}
