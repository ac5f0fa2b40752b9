/// Codes of the national list of hazardous waste.
public enum WasteCode {
    /// Carbon that adsorbed VOC, of category HW49. Carbon of a kitchen is not (苏环办〔2021〕218号).
    public static let carbon = "900-039-49"
}
