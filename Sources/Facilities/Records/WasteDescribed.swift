/// A record that describes hazardous waste.
public protocol WasteDescribed: RecordContent {
    /// The code of the national list of hazardous waste: `HW49 900-039-49` for carbon that adsorbed VOC.
    var wasteCode: String? { get set }
    /// The number of bags of spent carbon.
    var bags: Double? { get set }
    /// The codes of the waste's containers, as on their labels.
    var containers: String? { get set }
}

extension WasteDescribed {
    static func waste() -> [BoundField<Self>] {
        [
            .optional(
                "wasteCode", "危废代码（HW49 900-039-49）", "hazardous waste code (HW49 900-039-49)", \.wasteCode,
                .text(40)),
            .optional("bags", "袋数", "number of bags", \.bags, .number(1...100_000, .one)),
            .optional("containers", "容器编码", "codes of the containers", \.containers, .text(1000)),
        ]
    }
}
