import Facilities

/// The state of the air before and after the adsorber. One side alone does not show what is removed.
struct Air: Sendable {
    /// The VOC at the inlet, mg/m³.
    var before: Measured?
    /// The VOC at the outlet, mg/m³.
    var after: Measured?
    /// The air volume, m³/h.
    var volume: Measured?

    /// The VOC removed from the air, mg/m³; negative when more comes out than went in.
    var removed: Double? {
        guard let before, let after else { return nil }
        return before.value - after.value
    }
}
