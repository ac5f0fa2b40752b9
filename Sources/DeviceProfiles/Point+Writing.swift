import Facilities

extension Point {
    /// Returns the words, from the point's first register to its last, that read as the value nearest to `value`; bits
    /// of other points are 0. Nil if no words do.
    func words(_ value: Double) -> [UInt16]? {
        guard let contents = contents(value) else { return nil }
        var words = [UInt16](repeating: 0, count: count)
        for content in contents {
            for (offset, word) in content.words.enumerated() {
                words[Int(content.register.address) + offset - addresses.lowerBound] |= word
            }
        }
        return words
    }

    /// Returns the content of each register of a device that shows the value nearest to `value`; nil if none does.
    ///
    /// The scale and the model are those of the profile's samples, because other points depend on them too.
    func contents(_ value: Double) -> [RegisterContent]? {
        guard value.isFinite else { return nil }
        var contents: [RegisterContent] = []
        var number = value / factor
        let model = companions.variants.flatMap { $0.models[$0.usual] }
        if let variants = companions.variants {
            contents.append(RegisterContent(variants.field, variants.usual, isSetting: true))
        }
        if let sign = companions.sign {
            contents.append(RegisterContent(sign, .bits(number < 0 ? 1 : 0)))
            number = number.magnitude
        }
        for scale in companions.scales {
            guard let factor = scale.factor(scale.usual), factor != 0 else { return nil }
            contents.append(RegisterContent(scale.field, scale.usual, isSetting: true))
            number /= factor
        }
        let field = model?.field ?? self.field
        guard let parts = parts(of: number, field, model?.scaling ?? scaling) else { return nil }
        return contents + parts
    }

    private func parts(of number: Double, _ field: RegisterField, _ scaling: Scaling) -> [RegisterContent]? {
        guard !companions.plus.isEmpty, case .linear(let linear) = scaling else {
            guard let code = scaling.code(number, format), !notAvailable.contains(code, format) else { return nil }
            return [RegisterContent(field, code)]
        }
        let own = Companions.Term(field: field, linear: linear, notAvailable: notAvailable)
        return Companions.split(number, over: [own] + companions.plus)
    }
}

extension Companions {
    /// Returns the parts that add up to a number, the coarsest first: each takes as much as it can, and the finest
    /// takes the rest.
    fileprivate static func split(_ number: Double, over terms: [Term]) -> [RegisterContent]? {
        var rest = terms.reduce(number) { $0 - $1.linear.value(0) }
        let sorted = terms.sorted { $0.linear.step.magnitude > $1.linear.step.magnitude }
        let last = sorted.indices.last { $0 == sorted.startIndex || sorted[$0].canTake(rest) }
        var contents: [RegisterContent] = []
        for (index, term) in sorted.enumerated() {
            let share = rest / term.linear.step
            let wanted = index == last ? share.rounded() : share.rounded(.towardZero)
            let taken = term.field.format.nearest(wanted)
            guard let code = term.field.format.code(taken), !term.notAvailable.contains(code, term.field.format) else {
                return nil
            }
            contents.append(RegisterContent(term.field, code))
            rest -= taken * term.linear.step
        }
        let finest = terms.map(\.linear.step.magnitude).min() ?? 1
        return rest.magnitude <= finest ? contents : nil
    }
}

extension Companions.Term {
    /// Returns whether the term can hold a part of a number of this sign.
    fileprivate func canTake(_ number: Double) -> Bool {
        field.format.kind.isSigned || (number >= 0) == (linear.step > 0)
    }
}

extension RegisterFormat {
    /// Returns the number itself or, if the format cannot hold it, the nearer end of the format's range.
    fileprivate func nearest(_ number: Double) -> Double {
        numbers.map { min(max(number, $0.lowerBound), $0.upperBound) } ?? number
    }
}
