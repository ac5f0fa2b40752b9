import Facilities

/// What the air carries into the adsorber and out of it, whichever of a facility's devices tells it.
struct AirWatch: Codable, Hashable, Sendable {
    private var before = Latest()
    private var after = Latest()
    private var volume = Latest()

    static let quantities: [Quantity] = [.vocIn, .vocOut, .airFlow]

    mutating func take(_ sample: Sample) {
        before.take(sample.value(of: .vocIn), at: sample.time)
        after.take(sample.value(of: .vocOut), at: sample.time)
        volume.take(sample.value(of: .airFlow), at: sample.time)
    }

    /// VOC at inlet and outlet, mg/m³. One without the other tells nothing.
    func passing(at time: Timestamp) -> (before: Double, after: Double)? {
        guard let before = before.value(at: time), let after = after.value(at: time) else { return nil }
        return (before, after)
    }

    /// VOC taken out of the air, mg/m³. Negative when more comes out than went in.
    func removed(at time: Timestamp) -> Double? { passing(at: time).map { $0.before - $0.after } }

    /// m³/h
    func volume(at time: Timestamp) -> Double? { volume.value(at: time) }
}
