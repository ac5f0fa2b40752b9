import Facilities

/// Equipment that is switched on and off, by its contact and its current: one for each device, or one for a contact and
/// a current that are the only ones of the facility.
struct Switched: Sendable {
    /// The channels that measure it, the current first.
    var channels: [ObservedChannel]
    /// Whether the contact shows it on; nil when the contact has not reported it lately, or there is none.
    var contact: Bool?
    var current: Bool?
    /// The times of these signals.
    private var contactAt: Timestamp?
    private var currentAt: Timestamp?

    /// Whether it is on: by the current where there is one, since a contact may be bridged.
    var isOn: Bool? { current ?? contact }

    /// Whether it runs, by either signal: what may run does not count as standing.
    var isRunning: Bool? {
        let isAnyOn = contact == true || current == true
        return isAnyOn ? true : isOn
    }

    /// Whether the signal that decides about it is new enough for a delay to continue.
    func isHeard(at time: Timestamp, within gap: Gap) -> Bool {
        let signal = current == nil ? contactAt : currentAt
        guard let signal else { return false }
        return time - signal <= gap.counted
    }

    /// Whether it runs, by a signal new enough for a delay to continue.
    func isHeardRunning(at time: Timestamp, within gap: Gap) -> Bool {
        func says(_ signal: Bool?, _ at: Timestamp?) -> Bool {
            guard signal == true, let at else { return false }
            return time - at <= gap.counted
        }
        return says(contact, contactAt) || says(current, currentAt)
    }

    /// Whether both signals are new enough for a delay to continue.
    func areBothHeard(at time: Timestamp, within gap: Gap) -> Bool {
        guard let contactAt, let currentAt else { return false }
        return time - min(contactAt, currentAt) <= gap.counted
    }

    var isStandby: Bool { channels.allSatisfy(\.channel.isStandby) }

    /// Whether contact and current disagree; nil where not both are known.
    var isContradictory: Bool? {
        guard let contact, let current else { return nil }
        return contact != current
    }

    /// Returns the equipment of two quantities.
    ///
    /// - Parameter limit: The current above which it counts as on.
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
    /// Whether any of them runs; false only when each is known to stand, nil where that is unknown.
    var anyRuns: Bool? {
        if contains(where: { $0.isRunning == true }) { return true }
        let areKnown = !isEmpty && allSatisfy { $0.isRunning != nil }
        return areKnown ? false : nil
    }

    /// Whether each is known to stand, by signals new enough for a delay to continue; false for none.
    func areHeardStanding(at time: Timestamp, within gap: Gap) -> Bool {
        !isEmpty && allSatisfy { $0.isRunning == false && $0.isHeard(at: time, within: gap) }
    }
}
