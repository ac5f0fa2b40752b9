import Facilities

/// The choice of the additional samples that are sent around a finding.
extension Chooser {
    /// The length of a slot of samples around a finding, in milliseconds.
    static var slotsAround: Int64 { 10_000 }

    /// Returns whether a facility may have samples around a finding that the usual choice does not send.
    func hasMoreAround(_ code: Facility.Code) -> Bool {
        let choice = choice(of: code)
        let choices = [choice.samples] + choice.quantities.values
        return choices.contains(where: \.isCoarse)
    }

    /// Returns a sample as it is sent around a finding: with the readings that are the first of their slots and that the usual choice
    /// does not send by their time.
    ///
    /// - Parameter state: the state of the series before the sample; it is updated to the state after it.
    /// - Returns: nil where no reading of the sample is to be sent.
    func choose(_ kept: Kept<Sample>, around one: Around, after state: inout SeriesState) -> Chosen? {
        let choice = choice(of: kept.facility)
        let omitted = omitted(kept, after: &state) { reading, last, _ in
            let samples = choice.samples(of: reading.quantity)
            // The first sample that is looked at may not have been sent.
            let isSent = last != nil && samples.isDue(kept.time, after: last)
            return samples.isCoarse && !isSent && isNewSlot(Self.slotsAround, kept.time, after: last)
        }
        guard let omitted, kept.time >= one.from, kept.time <= one.to else { return nil }
        return Chosen(.sample(kept), omitted: omitted, about: About(rule: one.finding.rule, cause: one.finding.cause))
    }
}

extension Choice.Samples {
    /// Whether it sends something, but less than is sent around a finding.
    fileprivate var isCoarse: Bool {
        switch self {
        case .all, .off: false
        case .slots(let length): length > Chooser.slotsAround
        case .change: true
        }
    }
}
