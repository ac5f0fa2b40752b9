import Facilities

/// The cookie of a person whose PIN was right. It holds the name and when it was given out, sealed with the key of the gateway, so that
/// nothing has to be remembered and a restart signs nobody out. Who is removed, or removed and added again, is signed out by that.
struct Session: Hashable, Sendable {
    var name: String
    var issued: Timestamp

    static let cookie = "mashang"

    /// A cook signs in once a month; who may see and acknowledge more, once a shift.
    static func lifetime(of role: Operator.Role) -> Duration {
        role == .operator ? .hours(30 * 24) : .hours(12)
    }

    /// The value of the cookie: hexadecimal name, time in seconds, and the seal over both.
    func value(_ door: some PageDoor) -> String {
        let head = "\(Self.hexadecimal(name)).\(issued.milliseconds / 1000)"
        return "\(head).\(door.seal("session\n\(head)"))"
    }

    /// Nil for a value that this gateway did not make.
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

    /// The person, if they may still enter records and the session is not too old.
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

/// Whether two texts are equal, in a time that does not tell how far they are.
func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}
