/// A transfer of spent carbon out of the store.
public struct WasteTransfer: WasteDescribed, Identified {
    public static let kind = RecordKind("wasteTransfer", "转移废活性炭", "spent carbon taken away", at: [.activatedCarbon])

    public var id: String?
    public var corrects: String?
    /// The mass of the spent carbon, kg.
    public var mass: Double
    /// The number of the hazardous waste manifest (转移联单).
    public var manifest: String
    /// The firm that took it.
    public var disposalFirm: String
    public var wasteCode: String?
    public var bags: Double?
    public var containers: String?
    /// The photographs of the scale, the load and the manifest.
    public var photographs: [PhotographID]?

    public init(mass: Double, manifest: String, disposalFirm: String, wasteCode: String? = nil) {
        self.mass = mass
        self.manifest = manifest
        self.disposalFirm = disposalFirm
        self.wasteCode = wasteCode
    }

    public init() { self.init(mass: 0, manifest: "", disposalFirm: "") }

    private static let transfer: [BoundField<Self>] = [
        .required("manifest", "危废转移联单号", "manifest number", \.manifest, .text(40)),
        .required("disposalFirm", "处置去向", "who takes the waste", \.disposalFirm, .text(100)),
    ]

    private static let load: [BoundField<Self>] = [
        .required("mass", "转移重量", "mass taken away", \.mass, .number(0.1...1_000_000, .kilogram))
    ]

    private static let pictures: [BoundField<Self>] = [
        .optional("photographs", "照片", "photographs", \.photographs, .photographs(3))
    ]

    public static let form = load + waste() + transfer + pictures + identity()
}
