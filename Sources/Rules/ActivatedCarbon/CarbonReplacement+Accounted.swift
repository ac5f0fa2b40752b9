import Facilities

extension CarbonReplacement: Accounted {
    var manifestNumber: String? { manifest }
    var amounts: [Double?] { [mass, spentMass] }

    func completed(by other: CarbonReplacement) -> CarbonReplacement {
        var all = self
        all.id = id ?? other.id
        all.corrects = corrects ?? other.corrects
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
        all.bags = bags ?? other.bags
        all.containers = containers ?? other.containers
        return all
    }

    func known(as id: String?) -> CarbonReplacement {
        var record = self
        record.id = id ?? self.id
        return record
    }

    var withoutPhotographs: CarbonReplacement {
        var record = self
        (record.before, record.after, record.report) = (nil, nil, nil)
        return record
    }

    /// Returns several parts of one replacement as one: masses add up, and of the other fields the newest counts. The
    /// spent mass is known when that of every part is.
    static func together(_ parts: [CarbonReplacement]) -> CarbonReplacement? {
        guard var all = parts.last else { return nil }
        for part in parts.dropLast().reversed() { all = all.completed(by: part) }
        all.mass = parts.map(\.mass).reduce(0, +).settled
        let spent = parts.compactMap(\.spentMass)
        all.spentMass = spent.isEmpty ? nil : spent.reduce(0, +).settled
        return all
    }
}
