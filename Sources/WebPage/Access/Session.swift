import Facilities

/// The cookie of a signed-in person. It holds the name and the time of signing in under a seal with the gateway's
/// key, so that the gateway stores no sessions and a restart signs nobody out. A person who is removed, or removed
/// and added again, is signed out.
struct Session: Hashable, Sendable {
    var name: String
    /// The time of signing in.
    var issued: Timestamp

    /// The name of the cookie.
    static let cookie = "mashang"

    /// How long a session lasts: a month for operators, a shift of 12 hours for roles that see and acknowledge
    /// more.
    static func lifetime(of role: Operator.Role) -> Duration {
        role == .operator ? .hours(30 * 24) : .hours(12)
    }

    /// Returns the value of the cookie: the name in hexadecimal, the time in seconds, and the seal over both.
    func value(_ door: some PageDoor) -> String {
        let head = "\(Self.hexadecimal(name)).\(issued.milliseconds / 1000)"
        return "\(head).\(door.seal("session\n\(head)"))"
    }

    /// Reads the value of a cookie; nil if this gateway did not make it.
    init?(value: String, _ door: some PageDoor) {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard value.utf8.count <= 1024, parts.count == 3,
            isSame(parts[2], door.seal("session\n\(parts[0]).\(parts[1])")),
            let name = Self.text(hexadecimal: parts[0]), let seconds = Int64(parts[1])
        else { return nil }
        self.init(name: name, issued: Timestamp(seconds: seconds))
    }

    init(name: String, issued: Timestamp) {
        (self.name, self.issued) = (name, issued)
    }

    /// Returns the person of the session; nil if they were removed, or if the session has expired.
    func person(_ door: some PageDoor, now: Timestamp) async -> Operator? {
        guard let person = await door.person(name), person.since < issued + .seconds(1),
            (issued - .minutes(5)...issued + Self.lifetime(of: person.role)).contains(now)
        else { return nil }
        return person
    }

    private static func hexadecimal(_ text: String) -> String {
        text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private static func text(hexadecimal: String) -> String? {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        guard digits.count == hexadecimal.count, digits.count.isMultiple(of: 2) else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        return String(validating: bytes, as: UTF8.self)
    }
}

/// Whether two texts are equal. The time that this takes does not depend on where they differ.
func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}
