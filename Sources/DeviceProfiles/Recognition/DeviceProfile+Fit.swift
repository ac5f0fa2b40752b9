extension DeviceProfile {
    /// Returns how well the profile explains the answers of a device.
    ///
    /// - Parameter rarity: the rarity of the registers among all profiles that are compared.
    func fit(_ seen: SeenRegisters, _ rarity: RegisterRarity) -> ProfileFit {
        var fit = ProfileFit(profile: id, mark: mark(seen))
        var explained: Set<RegisterAddress> = []
        fit.weight = fit.mark.weight
        for point in points {
            let evidence = point.evidence(in: seen)
            fit.count(evidence)
            if case .plausible = evidence { explained.formUnion(point.registers.filter(seen.holdsSomething)) }
        }
        fit.weight += explained.reduce(0) { $0 + rarity.weight($1) }
        return fit
    }

    private func mark(_ seen: SeenRegisters) -> ProfileFit.Mark {
        guard let identify else { return .none }
        let first = Int(identify.register.address)
        guard let window = seen.window(first..<first + identify.count, of: identify.register.table) else {
            return .differs
        }
        return window.words.isEmpty ? .none : identify.matches(Array(window.words)) ? .matches : .differs
    }
}

extension ProfileFit {
    fileprivate mutating func count(_ evidence: PointEvidence) {
        switch evidence {
        case .plausible: plausible += 1
        case .doubtful: doubtful += 1
        case .refused: refused += 1
        case .nothing, .notAsked: silent += 1
        }
        weight += evidence.weight
        values += evidence.weight
    }
}

extension ProfileFit.Mark {
    /// The weight of the mark. It is more than that of many registers together, because a maker adds the mark so that
    /// the model can be recognised.
    fileprivate var weight: Double {
        switch self {
        case .matches: 40
        case .differs: -40
        case .none: 0
        }
    }
}
