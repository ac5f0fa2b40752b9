import Facilities
import Journal
import Photographs
import Synchronization
import WebPage

extension GatewayDoor {
    func take(_ photograph: [UInt8], isPublic: Bool, from address: String) async -> TakenPhotograph {
        if isPublic, let problem = photographs.quota.problem(of: address) { return .refused(problem.text) }
        do throws(PhotographRefusal) {
            return .kept(try await photographs.store.take(photograph, isPublic: isPublic, now: clock.now))
        } catch {
            return .refused(error.text)
        }
    }

    func photograph(_ id: PhotographID, of sequence: Int64, at code: Facility.Code) async -> StoredPhotograph? {
        let record = try? await journal.aside { journal -> Record? in
            let entry = try journal.ledger(after: sequence - 1, limit: 1).first?.kept
            // The same picture may be stored for another entry, even if it was erased from this one.
            guard let entry, entry.sequence == sequence, entry.facility == code,
                case .record(let record) = entry.content,
                try journal.photographs().has(id, in: sequence)
            else { return nil }
            return record
        }
        guard let record, let (bytes, type) = await photographs.store.read(id) else { return nil }
        return StoredPhotograph(bytes: bytes, type: type.mediaType, isPublic: record.kind.isPublic)
    }
}

/// The store of photographs for the page.
struct PagePhotographs: Sendable {
    let store: PhotographStore
    let quota = PhotographQuota()
}

/// Counts the photographs that each address has sent without a person who signed in.
final class PhotographQuota: Sendable {
    private let quota = Mutex(Quota.photographsOfAddress)

    /// Counts one photograph. Returns the refusal; nil if it may be stored.
    func problem(of address: String) -> RecordProblem? {
        quota.withLock { quota in
            quota.take(address, at: .now).map { RecordProblem.tooManyPhotographs(quota, wait: $0) }
        }
    }
}
