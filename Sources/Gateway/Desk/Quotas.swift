import Facilities

/// The limits of the entries of each source in an hour. Entries on this machine have no limit.
struct Quotas {
    private var entriesOfUplink = Quota.entriesOfUplink
    private var complaintsOfUplink = Quota.complaintsOfUplink
    private var complaintsOfAddress = Quota.complaintsOfAddress

    /// Counts one entry.
    ///
    /// - Throws: a refusal that names the time after which it can be sent again.
    mutating func take(_ kind: RecordKind, from source: Source, at now: ContinuousClock.Instant) throws(Refusal) {
        switch source {
        case .uplink(let name, _):
            if kind.isPublic, let wait = complaintsOfUplink.take(name, at: now) {
                throw Refusal(.tooManyComplaints(fromUplink: complaintsOfUplink, wait: wait))
            }
            if let wait = entriesOfUplink.take(name, at: now) {
                throw Refusal(.tooManyEntries(entriesOfUplink, wait: wait))
            }
        case .page(let address, _):
            guard kind.isPublic, let wait = complaintsOfAddress.take(address, at: now) else { return }
            throw Refusal(.tooManyComplaints(fromAddress: complaintsOfAddress, wait: wait))
        case .local: break
        }
    }
}
