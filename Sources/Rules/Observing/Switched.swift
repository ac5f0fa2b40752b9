import Facilities

/// Equipment that is switched on and off, as its contact and its current tell: one for each device, and one for a contact
/// and a current that are the only ones of the facility.
struct Switched: Sendable {
    /// The channels that measure it, the current first.
    var channels: [ObservedChannel]
    /// Nil when the contact has not told it lately, or there is none.
    var contact: Bool?
    var current: Bool?
    /// When they last told it.
    private var contactAt: Timestamp?
    private var currentAt: Timestamp?

    /// By the current, where there is one: a contact may be bridged.
    var isOn: Bool? { current ?? contact }

    /// By either: nothing that may run counts as standing.
    var isRunning: Bool? { contact == true || current == true ? true : isOn }

    /// Whether what decides if it is on is so new that a delay continues by it.
    func isHeard(at time: Timestamp, within gap: Gap) -> Bool {
        guard let decided = current == nil ? contactAt : currentAt else { return false }
        return time - decided <= gap.counted
    }

    /// Whether it runs, by a signal that is so new that a delay continues by it.
    func isHeardRunning(at time: Timestamp, within gap: Gap) -> Bool {
        func says(_ signal: Bool?, _ at: Timestamp?) -> Bool {
            guard signal == true, let at else { return false }
            return time - at <= gap.counted
        }
        return says(contact, contactAt) || says(current, currentAt)
    }

    /// Whether both are so new that a delay continues by them.
    func areBothHeard(at time: Timestamp, within gap: Gap) -> Bool {
        guard let contactAt, let currentAt else { return false }
        return time - min(contactAt, currentAt) <= gap.counted
    }

    var isStandby: Bool { channels.allSatisfy(\.channel.isStandby) }

    /// Whether the contact says one thing and the current another; nil where not both are known.
    var isContradictory: Bool? {
        guard let contact, let current else { return nil }
        return contact != current
    }

    /// - Parameter limit: the current above which one counts as on.
    static func all(
        in channels: ObservedChannels, contact: Quantity, current: Quantity, above limit: Limit, at time: Timestamp
    ) -> [Switched] {
        let (contacts, currents) = (channels.of(contact), channels.of(current))
        guard !contacts.isEmpty || !currents.isEmpty else { return [] }
        if contacts.count <= 1, currents.count <= 1 {
            return [Switched(contact: contacts.first, current: currents.first, above: limit, at: time)]
        }
        return (currents.map(\.device) + contacts.map(\.device)).unique.map { device in
            Switched(
                contact: contacts.first { $0.device == device }, current: currents.first { $0.device == device },
                above: limit, at: time
            )
        }
    }

    private init(contact: ObservedChannel?, current: ObservedChannel?, above limit: Limit, at time: Timestamp) {
        channels = [current, contact].compactMap(\.self)
        (contactAt, currentAt) = (contact?.number?.at, current?.number?.at)
        self.contact = contact?.fresh(.numbers, at: time).map { $0.value >= 0.5 }
        self.current = current?.fresh(.numbers, at: time).map { $0.value > limit.value }
    }
}

extension [Switched] {
    /// Whether any of them runs; false only when each is known to stand.
    var anyRuns: Bool? {
        if contains(where: { $0.isRunning == true }) { return true }
        return isEmpty || contains { $0.isRunning == nil } ? nil : false
    }

    /// Whether each is known to stand, by what is so new that a delay continues by it. Of none nothing is known.
    func areHeardStanding(at time: Timestamp, within gap: Gap) -> Bool {
        !isEmpty && allSatisfy { $0.isRunning == false && $0.isHeard(at: time, within: gap) }
    }
}
