import Facilities

/// The conversion of a fume concentration to the reference air volume, C·Q/(n·q) (GB 18483-2001).
struct FumeConversion: Sendable {
    /// Q, m³/h; nil where it is unknown. A meter at the top of its range gives a lower bound.
    var volume: Measured?
    /// The mean number of reference stoves at work in the interval; nil where they are not measured.
    var atWork: Double?
    /// The number of reference stoves of the kitchen.
    var all: Double
    /// q, m³/h.
    var perStove: Double

    /// Returns the concentration that counts, mg/m³.
    func figure(_ measured: Measured) -> Measured {
        let bound = volume?.bound == .atLeast ? .atLeast : measured.bound
        guard let (volume, stoves) = used else { return Measured(measured.value, bound) }
        return Measured((measured.value * volume / (stoves * perStove)).settled, bound)
    }

    /// The air volume in m³/h and the stoves that concentrations are converted with; nil where they count as measured.
    var used: (volume: Double, stoves: Double)? {
        guard let volume = volume?.value else { return nil }
        guard let atWork else {
            // Fewer stoves may be at work, so that this is the least that it can be.
            return volume > all * perStove ? (volume, all) : nil
        }
        guard atWork > 0 else { return nil }
        return (volume, min(max(atWork, 1), all))
    }

    /// The note about the conversion beside the figures.
    var note: Text {
        guard volume != nil else {
            return Text(zh: "（风量未知，未折算）", en: " (as measured: air volume unknown)")
        }
        guard let atWork else {
            return Text(zh: "（在用灶头数未知，只向上折算）", en: " (stoves at work unknown: converted upwards only)")
        }
        return if atWork > 0 {
            Text(zh: "（按在用灶头折算）", en: " (by the stoves at work)")
        } else {
            Text(zh: "（无灶头在用，未折算）", en: " (as measured: no stove at work)")
        }
    }
}
