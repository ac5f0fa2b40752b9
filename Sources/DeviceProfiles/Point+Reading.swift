import Facilities

extension Point {
    /// Returns the reading of an answer; `bad(busError)` if the answer lacks a register of the point.
    func readingIfReceived(_ window: RegisterWindow) -> Reading {
        guard addresses.lowerBound >= window.start, addresses.upperBound <= window.start + window.words.count else {
            return Reading(quantity, unit, bad: .busError)
        }
        return reading(window)
    }

    /// Returns the reading of an answer that contains all registers of the point. A value at an end of the range is a
    /// bound of the true value. A value beyond the range becomes that end, and is in doubt, so that a rule can still
    /// see that a limit is exceeded.
    ///
    /// A missing value stays missing: a broken loop, a code that the table lacks, the device's own mark for "no value",
    /// and an invalid scale or model register do not show on which side of the range the true value is.
    func reading(_ window: RegisterWindow) -> Reading {
        guard facts.dependsOnModel else { return reading(window, field, scaling, in: profileRange) }
        guard let model = model(window) else { return Reading(quantity, unit, bad: .notAvailable) }
        return reading(
            window, model.field ?? field, model.scaling ?? scaling, in: model.range ?? profileRange)
    }

    /// Returns the properties of the model; nil if the point's table lacks the model.
    private func model(_ window: RegisterWindow) -> Variants.Model? {
        guard let variants = companions.variants else { return Variants.Model() }
        return variants.models[window.code(variants.field)]
    }

    /// Returns the reading of an answer.
    ///
    /// - Parameter range: the range, in the profile's unit; nil for any value.
    private func reading(
        _ window: RegisterWindow, _ field: RegisterField, _ scaling: Scaling, in range: ClosedRange<Double>?
    ) -> Reading {
        let code = window.code(field)
        guard !notAvailable.contains(code, format), let raw = scaling.raw(code, format) else {
            return Reading(quantity, unit, bad: .notAvailable)
        }
        guard let own = scaling.value(raw) else { return Reading(quantity, unit, bad: .outOfRange) }
        guard let value = companions.value(own, window) else { return Reading(quantity, unit, bad: .notAvailable) }
        let exactness: Quality = scaling.isOfCodes || format.isExact(code) ? .good : .uncertain(.precision)
        return reading(value, in: range).marked(exactness)
    }

    /// Returns the reading of a value.
    ///
    /// - Parameters:
    ///   - value: the value, in the profile's unit.
    ///   - range: the range, in the profile's unit; nil for any value.
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
