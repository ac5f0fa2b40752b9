import NIOCore
import Synchronization

/// The bodies of forms that stand in memory, from their first byte until they are answered. What they have beyond a form without
/// photographs takes space, as it arrives, and of that there is only so much: a photograph is decoded beside its form.
final class UploadSpace: Sendable {
    /// The first bytes of each body, which need no space: signing in, a rating and a form without photographs have no more.
    static let free = 65_536

    private let uploads: Mutex<Uploads>

    /// - Parameter most: bytes of all bodies together. How large one may be is checked elsewhere.
    init(most: Int = 24_000_000) { uploads = Mutex(Uploads(most: most)) }

    /// The bytes that are used.
    var held: Int { uploads.withLock(\.held) }

    /// Begins a body, and returns its number.
    func begin(from address: String) -> Int { uploads.withLock { $0.begin(from: address) } }

    /// Takes in what has come of a body; false where it gave way to another one, or has no space.
    func take(_ bytes: ByteBuffer, for number: Int) -> Bool { uploads.withLock { $0.take(bytes, for: number) } }

    /// Returns a body that came whole, which stays until its end; nil where it gave way.
    func whole(_ number: Int) -> ByteBuffer? { uploads.withLock { $0.whole(number) } }

    /// Ends a body: it was answered, or nobody waits for it.
    func end(_ number: Int) { uploads.withLock { $0.end(number) } }
}

/// The bodies by their numbers, in the order in which they began.
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

    /// The body that gives way to more bytes of one, possibly itself; nil where they fit. An address has a third of the space, and one
    /// body alone may have more while nobody else needs it.
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

    /// The body that began first of those that are not whole and use space: one that comes slowly, or never ends.
    private func oldest(beside number: Int, where isMeant: (Body) -> Bool) -> Int? {
        bodies.filter { !$0.value.isWhole && ($0.value.held > 0 || $0.key == number) && isMeant($0.value) }.keys.min()
    }
}
