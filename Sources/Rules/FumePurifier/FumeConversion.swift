import Facilities

/// How a concentration of fume becomes that at the reference air volume, GB 18483-2001: C·Q/(n·q).
struct FumeConversion: Sendable {
    /// Q, m³/h; nil where nobody knows it. It may be more than that, as one at the top of its meter's range is.
    var volume: Measured?
    /// The reference stoves at work, a mean of the interval; nil where they are not measured.
    var atWork: Double?
    /// All reference stoves of the kitchen.
    var all: Double
    /// q, m³/h
    var perStove: Double

    /// The concentration that counts, mg/m³.
    func figure(_ measured: Measured) -> Measured {
        let bound = volume?.bound == .atLeast ? .atLeast : measured.bound
        guard let (volume, stoves) = used else { return Measured(measured.value, bound) }
        return Measured((measured.value * volume / (stoves * perStove)).settled, bound)
    }

    /// The air volume and the stoves by which concentrations are converted; nil where they count as measured.
    var used: (volume: Double, stoves: Double)? {
        guard let volume = volume?.value else { return nil }
        guard let atWork else {
            // Fewer stoves may be at work, so that this is the least that it can be.
            return volume > all * perStove ? (volume, all) : nil
        }
        return atWork > 0 ? (volume, min(max(atWork, 1), all)) : nil
    }

    /// What is to be known of it beside the figures.
    var note: Text {
        guard volume != nil else {
            return Text(zh: "（风量未知，未折算）", en: " (as measured: air volume unknown)")
        }
        guard let atWork else {
            return Text(zh: "（在用灶头数未知，只向上折算）", en: " (stoves at work unknown: converted upwards only)")
        }
        return atWork > 0
            ? Text(zh: "（按在用灶头折算）", en: " (by the stoves at work)")
            : Text(zh: "（无灶头在用，未折算）", en: " (as measured: no stove at work)")
    }
}
