import Facilities

extension Point {
    /// The reading of an answer that has all of its registers. At an end of the range it is a bound of the true value;
    /// beyond the range it is that end, and in doubt, so that a rule can still see that a limit is passed.
    ///
    /// What is no value stays none: a broken loop, a code that the table lacks, the device's own mark for "no value", and a
    /// register for scale or model that holds nonsense do not say on which side of the range the truth lies.
    func reading(_ window: RegisterWindow) -> Reading {
        guard let model = model(window) else { return Reading(quantity, unit, bad: .notAvailable) }
        let (field, scaling) = (model.field ?? self.field, model.scaling ?? self.scaling)
        let code = window.code(field)
        guard !notAvailable.contains(code, format), let raw = scaling.raw(code, format) else {
            return Reading(quantity, unit, bad: .notAvailable)
        }
        guard let own = scaling.value(raw) else { return Reading(quantity, unit, bad: .outOfRange) }
        guard let value = companions.value(own, window) else { return Reading(quantity, unit, bad: .notAvailable) }
        let exactness: Quality = scaling.isOfCodes || format.isExact(code) ? .good : .uncertain(.precision)
        return reading(value, in: model.range ?? profileRange).marked(exactness)
    }

    /// Nil for a model that the point's table lacks.
    private func model(_ window: RegisterWindow) -> Variants.Model? {
        guard let variants = companions.variants else { return Variants.Model() }
        return variants.models[window.code(variants.field)]
    }

    /// - Parameters:
    ///   - value: in the profile's unit.
    ///   - range: likewise.
    private func reading(_ value: Double, in range: ClosedRange<Double>?) -> Reading {
        guard let range else { return Reading(quantity, converted(value), unit) }
        if isMeasured { return measured(value, in: range) }
        return range.contains(value)
            ? Reading(quantity, converted(value), unit) : Reading(quantity, unit, bad: .outOfRange)
    }

    private func measured(_ value: Double, in range: ClosedRange<Double>) -> Reading {
        if format.isEqual(value, range.upperBound) { return bound(range.upperBound, .atLeast, .good) }
        if format.isEqual(value, range.lowerBound) { return bound(range.lowerBound, .atMost, .good) }
        if value > range.upperBound { return bound(range.upperBound, .atLeast, .uncertain(.outOfRange)) }
        if value < range.lowerBound { return bound(range.lowerBound, .atMost, .uncertain(.outOfRange)) }
        return Reading(quantity, converted(value), unit)
    }

    private func bound(_ end: Double, _ bound: Bound, _ quality: Quality) -> Reading {
        Reading(quantity, converted(end), unit, quality: quality, bound: bound)
    }
}
