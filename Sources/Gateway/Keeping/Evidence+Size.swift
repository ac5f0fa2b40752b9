import Facilities

extension Evidence {
    /// The limit of its JSON, in bytes.
    static let largest = 4000

    /// The numbers of facilities that are listed, and of lines and figures for each of them.
    static let mostFacilities = 20
    static let mostLines = 8

    /// Returns the same with what fits: for every facility first the first line, then the first figure, then the second
    /// line, and so on. What does not fit is counted.
    func cut() -> Evidence {
        let whole = Array(facilities.prefix(Self.mostFacilities))
        var cut = self
        cut.facilities = whole.map(\.bare)
        cut.more = facilities.count > whole.count ? facilities.count - whole.count : nil
        // The count of what is missing has at most thirteen bytes.
        var left = Self.largest - cut.json.count - whole.count * 13
        for round in 0..<Self.mostLines {
            cut.add(round, \.listed, of: whole, &left)
            cut.add(round, \.readings, of: whole, &left)
        }
        for index in whole.indices { cut.facilities[index].count(missing: whole[index]) }
        return cut
    }

    /// Adds one element to a list of every facility, as long as it fits. A more relevant element is never skipped for a
    /// shorter one.
    private mutating func add<Element: Encodable>(
        _ round: Int, _ list: WritableKeyPath<OfFacility, [Element]>, of whole: [OfFacility], _ left: inout Int
    ) {
        for index in whole.indices {
            let all = whole[index][keyPath: list]
            guard all.count > round, facilities[index][keyPath: list].count == round else { continue }
            let size = all[round].json.count + 1
            guard size <= left else { continue }
            facilities[index][keyPath: list].append(all[round])
            left -= size
        }
    }
}

extension Evidence.OfFacility {
    fileprivate var listed: [Evidence.Line] {
        get { lines ?? [] }
        set { lines = newValue }
    }

    /// The same without lines and figures.
    fileprivate var bare: Self {
        var bare = self
        (bare.lines, bare.readings) = ([], [])
        return bare
    }

    fileprivate mutating func count(missing whole: Self) {
        let missing = whole.listed.count - listed.count + whole.readings.count - readings.count
        more = missing > 0 ? missing : nil
    }
}
