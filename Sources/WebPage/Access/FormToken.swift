import Facilities

/// The hidden field of a form. It says which form was given to whom and when, sealed, so that no other page can send it; and it is the id
/// of what the form enters, so that a double tap, or a form sent again after a lost connection, enters it once.
struct FormToken: Hashable, Sendable {
    /// When the form was opened: the days that it offers are counted from it.
    var opened: Timestamp
    private var random: String

    /// The field's name, which no field of a record has.
    static let field = "token"

    /// How long a form can be sent after it was opened. What became of one is remembered for 30 days: sent after that, it would be
    /// entered a second time.
    static let life = Duration.days(29)

    init(at now: Timestamp) {
        opened = now
        random = (0..<12).map { _ in String("0123456789abcdefghjkmnpqrstvwxyz".randomElement()!) }.joined()
    }

    /// The id of the entry. It has 32 characters at most.
    var id: String { "page-\(opened.milliseconds)-\(random)" }

    /// - Parameter purpose: the act and the facility: `cleaning NJ320104C000018`.
    func value(for purpose: String, _ door: some PageDoor) -> String {
        "\(opened.milliseconds).\(random).\(Self.seal(opened.milliseconds, random, purpose, door))"
    }

    /// Nil for a value that this gateway did not make for this purpose, and for that of a form that was opened too long ago, or
    /// later than now. The clock may have been set back by five minutes since.
    init?(value: String?, for purpose: String, _ door: some PageDoor, now: Timestamp) {
        let parts = (value ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let milliseconds = Int64(parts[0]), parts[1].utf8.count == 12,
            isSame(parts[2], Self.seal(milliseconds, parts[1], purpose, door))
        else { return nil }
        (opened, random) = (Timestamp(milliseconds: milliseconds), parts[1])
        guard (opened - .minutes(5)...opened + Self.life).contains(now) else { return nil }
    }

    private static func seal(_ time: Int64, _ random: String, _ purpose: String, _ door: some PageDoor) -> String {
        door.seal("form\n\(time)\n\(random)\n\(purpose)")
    }
}
