import Facilities

/// The hidden field of a form. It holds the form's purpose and the time at which it was opened under a seal, so
/// that no other site can send the form. It is also the id of the entry, so that a double tap, or a form that is
/// sent again after a lost connection, enters it once.
struct FormToken: Hashable, Sendable {
    /// The time at which the form was opened. The days that the form offers, such as today, are counted from it.
    var opened: Timestamp
    private var random: String

    /// The name of the field. No field of a record has it.
    static let field = "token"

    /// How long a form can be sent after it was opened. Answers are remembered for 30 days; after that the same
    /// form would be entered a second time.
    static let life = Duration.days(29)

    /// Makes the token of a form that is opened now.
    init(at now: Timestamp) {
        opened = now
        random = (0..<12).map { _ in String("0123456789abcdefghjkmnpqrstvwxyz".randomElement()!) }.joined()
    }

    /// The id of the entry, of at most 32 characters.
    var id: String { "page-\(opened.milliseconds)-\(random)" }

    /// Returns the value of the hidden field.
    ///
    /// - Parameter purpose: the act and the facility: `cleaning NJ320104C000018`.
    func value(for purpose: String, _ door: some PageDoor) -> String {
        "\(opened.milliseconds).\(random).\(Self.seal(opened.milliseconds, random, purpose, door))"
    }

    /// Reads the value of the hidden field. Nil if this gateway did not make it for this purpose, or if the form
    /// was opened more than `life` ago or in the future. A clock that was set back by up to five minutes is
    /// accepted.
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

extension Text {
    /// The refusal of a form whose token is wrong or has expired.
    static let forgedForm = Text(
        zh: "这张表不是本网关给出的，或已失效：没有登记。请返回重新打开",
        en: "this form is not one that the gateway gave out: nothing was entered; go back and open it again")
}
