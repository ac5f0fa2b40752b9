import NIOCore
import Synchronization

/// The bodies of forms in memory, from their first byte until they are answered. The bytes beyond a form without
/// photographs count against a limit as they arrive, since a photograph is decoded while its form is in memory.
final class UploadSpace: Sendable {
    /// The first bytes of each body, which do not count: signing in, a rating and a form without photographs have
    /// no more.
    static let free = 65_536

    private let uploads: Mutex<Uploads>

    /// - Parameter most: the limit for all bodies together, in bytes. The limit of one body is checked elsewhere.
    init(most: Int = 24_000_000) { uploads = Mutex(Uploads(most: most)) }

    /// The bytes that count against the limit.
    var held: Int { uploads.withLock(\.held) }

    /// Begins a body and returns its number.
    func begin(from address: String) -> Int { uploads.withLock { $0.begin(from: address) } }

    /// Adds received bytes to a body. Returns false if the body was dropped for another one, or if there is no
    /// space.
    func take(_ bytes: ByteBuffer, for number: Int) -> Bool { uploads.withLock { $0.take(bytes, for: number) } }

    /// Marks a body as complete and returns it; nil if it was dropped. It stays in memory until `end`.
    func whole(_ number: Int) -> ByteBuffer? { uploads.withLock { $0.whole(number) } }

    /// Removes a body that was answered, or for which nobody waits.
    func end(_ number: Int) { uploads.withLock { $0.end(number) } }
}

/// The bodies by their numbers, which increase in the order in which they began.
private struct Uploads {
    private struct Body {
        var address: String
        var bytes = ByteBuffer()
        var isWhole = false
        var held: Int { max(0, bytes.readableBytes - UploadSpace.free) }
    }

    private let most: Int
    private var bodies: [Int: Body] = [:]
    private var last = 0

    init(most: Int) { self.most = most }

    var held: Int { bodies.values.map(\.held).reduce(0, +) }

    mutating func begin(from address: String) -> Int {
        last += 1
        bodies[last] = Body(address: address)
        return last
    }

    mutating func take(_ bytes: ByteBuffer, for number: Int) -> Bool {
        guard let body = bodies[number] else { return false }
        let size = body.bytes.readableBytes + bytes.readableBytes
        let more = max(0, size - UploadSpace.free) - body.held
        while more > 0, let victim = victim(of: more, for: number) {
            bodies[victim] = nil
            if victim == number { return false }
        }
        bodies[number]?.bytes.writeImmutableBuffer(bytes)
        return true
    }

    mutating func whole(_ number: Int) -> ByteBuffer? {
        bodies[number]?.isWhole = true
        return bodies[number]?.bytes
    }

    mutating func end(_ number: Int) { bodies[number] = nil }

    /// Returns the body to drop so that more bytes of a body fit, possibly that body itself; nil if they fit. An
    /// address has a third of the space; a single body may use more while nobody else needs it.
    private func victim(of more: Int, for number: Int) -> Int? {
        let shares = bodies.values.reduce(into: [String: Int]()) { $0[$1.address, default: 0] += $1.held }
        let address = bodies[number]?.address ?? ""
        let own = shares[address] ?? 0
        if own + more > most / 3, own > bodies[number]?.held ?? 0 {
            return oldest(beside: number) { $0.address == address }
        }
        guard shares.values.reduce(0, +) + more > most else { return nil }
        return oldest(beside: number) { body in
            (shares[body.address] ?? 0) + (body.address == address ? more : 0) > most / 3
        } ?? oldest(beside: number) { _ in true }
    }

    /// Returns the oldest incomplete body that uses space: probably one that arrives slowly or never ends.
    private func oldest(beside number: Int, where isMeant: (Body) -> Bool) -> Int? {
        bodies.filter { !$0.value.isWhole && ($0.value.held > 0 || $0.key == number) && isMeant($0.value) }.keys.min()
    }
}
