public import Facilities

/// A facility as the overview lists it.
public struct ListedFacility: Hashable, Sendable {
    /// The present status.
    public var status: Status
    /// The floor or workshop under which the site lists it, from the configuration; empty if none is set.
    public var group: String

    public init(_ status: Status, group: String = "") {
        (self.status, self.group) = (status, group)
    }
}

extension [ListedFacility] {
    /// The facilities sorted by group, in the order in which the groups first occur. Facilities without a group
    /// come last.
    public var grouped: [ListedFacility] {
        var ranks: [String: Int] = [:]
        for facility in self where !facility.group.isEmpty && ranks[facility.group] == nil {
            ranks[facility.group] = ranks.count
        }
        // Sorting keeps no order among equals, so that the position decides.
        let sorted = enumerated().sorted { [ranks] left, right in
            let (leftRank, rightRank) = (ranks[left.element.group] ?? .max, ranks[right.element.group] ?? .max)
            return (leftRank, left.offset) < (rightRank, right.offset)
        }
        return sorted.map(\.element)
    }
}
