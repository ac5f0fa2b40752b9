import Facilities

extension WasteTransfer: Accounted {
    var manifestNumber: String? { manifest }
    var amounts: [Double?] { [mass] }

    func known(as id: String?) -> WasteTransfer {
        var record = self
        record.id = id ?? self.id
        return record
    }

    var withoutPhotographs: WasteTransfer {
        var record = self
        record.photographs = nil
        return record
    }

    func completed(by other: WasteTransfer) -> WasteTransfer {
        var all = self
        all.id = id ?? other.id
        all.corrects = corrects ?? other.corrects
        all.wasteCode = wasteCode ?? other.wasteCode
        all.bags = bags ?? other.bags
        all.containers = containers ?? other.containers
        return all
    }
}
